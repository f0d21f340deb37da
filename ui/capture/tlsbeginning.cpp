// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/tlsbeginning.h"

#include <cctype>

namespace hd::ui {

namespace {

constexpr std::size_t headerLength = 5;
constexpr std::size_t longestFragment = (1 << 14) + 2048; // RFC 5246 6.2.3

std::size_t number(ByteView bytes, std::size_t at)
{
    return static_cast<std::size_t>(bytes[at] << 8 | bytes[at + 1]);
}

/// Type, version 3.x and a length that may be.
Looks looksLikeHeader(ByteView bytes, std::uint8_t firstType, std::uint8_t lastType)
{
    if (!bytes.empty() && (bytes[0] < firstType || bytes[0] > lastType))
        return Looks::No;
    if (bytes.size() > 1 && bytes[1] != 3)
        return Looks::No;
    if (bytes.size() > 2 && bytes[2] > 4)
        return Looks::No;
    if (bytes.size() < headerLength)
        return Looks::Undecided;
    const std::size_t length = number(bytes, 3);
    return length > 0 && length <= longestFragment ? Looks::Yes : Looks::No;
}

/// A handshake record whose first message is of @p type and as long as a hello can be.
Looks looksLikeHello(ByteView bytes, std::uint8_t type)
{
    const Looks header = looksLikeHeader(bytes, 22, 22);
    if (header != Looks::Yes)
        return header;
    if (bytes.size() > 5 && bytes[5] != type)
        return Looks::No;
    if (number(bytes, 3) < 6) // the hello is spread over records too short to see more of it in one
        return bytes.size() > 5 ? Looks::Yes : Looks::Undecided;
    if (bytes.size() < 11)
        return Looks::Undecided;
    return bytes[6] == 0 && bytes[9] == 3 && bytes[10] <= 4 ? Looks::Yes : Looks::No;
}

/// RFC 5246 E.2: two bytes of length with the top bit, msg_type, version, three lengths.
Looks looksLikeSslV2Hello(ByteView bytes)
{
    constexpr std::size_t fixedLength = 9, header = 2;
    if (!bytes.empty() && !(bytes[0] & 0x80))
        return Looks::No;
    if (bytes.size() > 2 && bytes[2] != 1)
        return Looks::No;
    if (bytes.size() < header + fixedLength)
        return Looks::Undecided;
    const std::size_t version = number(bytes, 3);
    if ((version < 0x0300 || version > 0x0304) && version != 0x0002)
        return Looks::No;
    const std::size_t specs = number(bytes, 5), session = number(bytes, 7), challenge = number(bytes, 9);
    const bool fits = (number(bytes, 0) & 0x7fff) == fixedLength + specs + session + challenge;
    return fits && specs % 3 == 0 && specs > 0 && session <= 32 && challenge >= 16 && challenge <= 32 ? Looks::Yes
                                                                                                      : Looks::No;
}

Looks either(Looks a, Looks b)
{
    if (a == Looks::Yes || b == Looks::Yes)
        return Looks::Yes;
    return a == Looks::No && b == Looks::No ? Looks::No : Looks::Undecided;
}

std::string_view textOf(ByteView bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

bool sameWord(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        return std::toupper(static_cast<unsigned char>(x)) == std::toupper(static_cast<unsigned char>(y));
    });
}

/// Whether the last line of @p text, which must be whole, is these words.
bool lastLineIs(std::string_view text, std::string_view words, bool tagged = false)
{
    if (!text.ends_with('\n'))
        return false;
    text.remove_suffix(text.ends_with("\r\n") ? 2 : 1);
    const std::size_t before = text.rfind('\n');
    std::string_view line = before == text.npos ? text : text.substr(before + 1);
    if (tagged) // RFC 9051 2.2.1: a word in front of each command
        line.remove_prefix(std::min(line.find(' ') == line.npos ? 0 : line.find(' ') + 1, line.size()));
    while (line.ends_with(' '))
        line.remove_suffix(1);
    return sameWord(line, words);
}

bool holds(std::string_view text, std::string_view what)
{
    return text.find(what) != text.npos;
}

/// RFC 4511 4.14: an ExtendedRequest with this name, in an LDAPMessage.
bool isLdap(std::string_view client)
{
    return client.starts_with('\x30') && holds(client, "1.3.6.1.4.1.1466.20037");
}

/// SSLRequest: a length of eight and the number 80877103.
bool isPostgres(ByteView client, std::string_view server)
{
    constexpr std::uint8_t sslRequest[] = {0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f};
    return client.size() >= sizeof sslRequest && equal(client.last(sizeof sslRequest), sslRequest) &&
           (server.empty() || server.ends_with('S'));
}

} // namespace

Looks looksLikeClientHello(ByteView bytes)
{
    return either(looksLikeHello(bytes, 1), looksLikeSslV2Hello(bytes));
}

Looks looksLikeServerBeginning(ByteView bytes)
{
    Looks alert = looksLikeHeader(bytes, 21, 21);
    if (alert == Looks::Yes) {
        if (number(bytes, 3) != 2)
            alert = Looks::No;
        else if (bytes.size() < 6)
            alert = Looks::Undecided;
        else
            alert = bytes[5] == 1 || bytes[5] == 2 ? Looks::Yes : Looks::No;
    }
    return either(looksLikeHello(bytes, 2), alert);
}

Looks looksLikeRecord(ByteView bytes)
{
    return looksLikeHeader(bytes, 20, 23);
}

std::string startTlsProtocol(ByteView client, ByteView server)
{
    const std::string_view asked = textOf(client), answered = textOf(server);
    if (isPostgres(client, answered))
        return "PostgreSQL";
    if (isLdap(asked))
        return "LDAP";
    if (lastLineIs(asked, "STARTTLS"))
        return "SMTP";
    if (lastLineIs(asked, "STARTTLS", true))
        return "IMAP";
    if (lastLineIs(asked, "STLS"))
        return "POP3";
    for (const std::string_view command : {"AUTH TLS", "AUTH SSL", "AUTH TLS-C", "AUTH TLS-P"})
        if (lastLineIs(asked, command))
            return "FTP";
    if (holds(asked, "<starttls") && holds(asked, "urn:ietf:params:xml:ns:xmpp-tls"))
        return "XMPP";
    if (asked.starts_with("CONNECT ") && asked.ends_with("\r\n\r\n"))
        return "HTTP CONNECT";
    if (asked.size() >= 2 && (asked[0] == 5 || asked[0] == 4) && answered.size() >= 2 &&
        (answered[0] == asked[0] || answered[0] == 0))
        return "SOCKS";
    return {};
}

} // namespace hd::ui
