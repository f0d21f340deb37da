// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/tlssummary.h"

#include "capture/fingerprints.h"

namespace hd::ui {

namespace {

constexpr std::uint8_t changeCipherSpec = 20, alert = 21, handshake = 22, applicationData = 23;
constexpr std::size_t headerLength = 5, sslV2HeaderLength = 2;
constexpr std::size_t longestHello = 1u << 17;

} // namespace

std::size_t TlsSummary::held() const
{
    return m_ways[0].collected.size() + m_ways[1].collected.size();
}

void TlsSummary::add(Side from, ByteView bytes)
{
    Way &own = way(from);
    while (!bytes.empty() && !own.lost) {
        if (own.left == 0 && !beginRecord(from, own, bytes))
            continue;
        const ByteView part = bytes.first(std::min(bytes.size(), own.left));
        if (collects(from, own))
            append(own.collected, part);
        own.left -= part.size();
        bytes = bytes.subspan(part.size());
        if (own.left == 0)
            endRecord(from, own);
    }
}

/// Whether the contents of its record matter.
bool TlsSummary::collects(Side from, const Way &own) const
{
    if (own.sslV2)
        return true;
    if (own.type == alert)
        return !own.changed && own.length == 2;
    return own.type == handshake && !own.changed && !own.helloSeen && (from == Side::Client || !isTls13());
}

/// @returns whether the header is whole; takes from @p bytes what belongs to it.
bool TlsSummary::beginRecord(Side from, Way &own, ByteView &bytes)
{
    const auto take = [&](std::size_t wanted) {
        const std::size_t count = std::min(bytes.size(), wanted - std::min(wanted, own.head.size()));
        append(own.head, bytes.first(count));
        bytes = bytes.subspan(count);
        return own.head.size() >= wanted;
    };
    if (!take(sslV2HeaderLength))
        return false;
    own.sslV2 = from == Side::Client && (own.head[0] & 0x80) && !own.helloSeen;
    if (!own.sslV2 && !take(headerLength))
        return false;
    const Bytes head = std::move(own.head);
    own.head = {};
    own.type = head[0];
    own.length = own.sslV2 ? static_cast<std::size_t>((head[0] & 0x7f) << 8 | head[1])
                           : static_cast<std::size_t>(head[3] << 8 | head[4]);
    own.left = own.length;
    own.lost = !own.sslV2 && (own.type < changeCipherSpec || own.type > applicationData || head[1] != 3);
    if (own.left == 0 && !own.lost)
        endRecord(from, own);
    return own.left > 0 && !own.lost;
}

void TlsSummary::endRecord(Side from, Way &own)
{
    if (own.sslV2) {
        const DecodedSslV2ClientHello decoded = decodeSslV2(own.collected);
        own.collected = {};
        own.sslV2 = false;
        own.helloSeen = true;
        if (!decoded.error) {
            const ClientHello hello = decoded.message.asClientHello();
            m_agreement.see(hello);
            m_clientRandom = hello.random;
        }
        return;
    }
    switch (own.type) {
    case changeCipherSpec:
        // RFC 8446 D.4: in TLS 1.3 it means nothing, and may come before the version is agreed
        if (!isTls13() && !(m_agreement.count() == 0 && m_agreement.offersTls13()))
            own.changed = true;
        break;
    case alert:
        if (!own.changed && own.length == 2)
            readAlert(own);
        else if (own.changed && !completed() && m_alert.empty())
            m_alert = "encrypted_alert";
        break;
    case handshake:
        if (own.changed)
            own.finished = true;
        else if (!own.helloSeen)
            readHandshake(from, own);
        break;
    default:
        if (isTls13())
            onTls13Record(from, own);
        break;
    }
}

void TlsSummary::readAlert(Way &own)
{
    const Bytes bytes = std::move(own.collected);
    own.collected = {};
    if (bytes.size() != 2)
        return;
    const auto description = static_cast<Alert>(bytes[1]);
    // RFC 8446 6: in TLS 1.3 the level says nothing
    const bool closing = description == Alert::CloseNotify || description == Alert::UserCanceled;
    const bool fatal = isTls13() ? !closing : bytes[0] == static_cast<std::uint8_t>(AlertLevel::Fatal);
    if (!fatal || !m_alert.empty())
        return;
    const std::string name = names::alert(bytes[1]);
    m_alert = name.empty() ? "alert " + std::to_string(bytes[1]) : name;
}

/// Messages up to the hello of this side; after that its messages in clear do not matter.
void TlsSummary::readHandshake(Side from, Way &own)
{
    while (own.collected.size() >= handshakeHeaderLength) {
        const Bytes &bytes = own.collected;
        const std::size_t length =
            handshakeHeaderLength + static_cast<std::size_t>(bytes[1] << 16 | bytes[2] << 8 | bytes[3]);
        if (length > longestHello)
            own.lost = true;
        if (own.lost || bytes.size() < length)
            return;
        const DecodedHandshake decoded = decodeHandshake(ByteView(bytes).first(length), m_agreement.wireFrom(from));
        own.collected.erase(own.collected.begin(), own.collected.begin() + static_cast<std::ptrdiff_t>(length));
        if (!decoded.message)
            continue;
        m_agreement.see(from, *decoded.message);
        if (const auto *hello = std::get_if<ClientHello>(&*decoded.message))
            onClientHello(*hello);
        if (std::holds_alternative<ClientHello>(*decoded.message) ||
            std::holds_alternative<ServerHello>(*decoded.message)) {
            own.helloSeen = true;
            own.collected = {};
            return;
        }
    }
}

void TlsSummary::onClientHello(const ClientHello &hello)
{
    m_clientRandom = hello.random;
    m_earlyData = hello.extensions.has<EarlyData>();
    m_ja3 = ja3Of(m_context, hello);
    m_ja4 = ja4Of(m_context, hello);
    if (const ServerName *name = hello.extensions.get<ServerName>(); name && !name->names.empty())
        m_serverName = printable(name->names[0].hostName);
}

/// Without keys only lengths tell: a finished of the client is longer than an alert.
void TlsSummary::onTls13Record(Side from, const Way &own)
{
    constexpr std::size_t around = 1 + 16; // content type and tag (RFC 8446 5.2)
    constexpr std::size_t alertLength = 2 + around;
    constexpr std::size_t finishedLength = handshakeHeaderLength + 32 + around;
    if (from == Side::Server) {
        if (!m_serverProtected && own.length == alertLength && m_alert.empty())
            m_alert = "encrypted_alert";
        m_serverProtected = true;
    } else if (m_serverProtected && own.length >= finishedLength) {
        m_clientFinished13 = true;
    } else if (m_serverProtected && own.length == alertLength && !m_clientFinished13 && !m_earlyData &&
               m_alert.empty()) {
        m_alert = "encrypted_alert";
    }
}

void TlsSummary::gap(Side from, std::uint64_t missing)
{
    Way &own = way(from);
    if (own.lost)
        return;
    if (own.left >= missing && own.left > 0 && !collects(from, own)) {
        own.left -= static_cast<std::size_t>(missing);
        if (own.left == 0)
            endRecord(from, own);
        return;
    }
    own.lost = true;
    own.collected = {};
}

bool TlsSummary::completed() const
{
    return isTls13() ? m_serverProtected && m_clientFinished13
                     : way(Side::Client).finished && way(Side::Server).finished;
}

void TlsSummary::describe(CapturedConnection &connection) const
{
    connection.serverName = m_serverName;
    connection.ja3 = m_ja3;
    connection.ja4 = m_ja4;
    if (m_agreement.count() > 0) {
        connection.version = m_agreement.negotiated().version;
        connection.suite = m_agreement.negotiated().suite;
    }
    if (completed()) {
        connection.outcome = CapturedConnection::Outcome::Completed;
    } else if (!m_alert.empty()) {
        connection.outcome = CapturedConnection::Outcome::Alert;
        connection.alert = m_alert;
    }
}

} // namespace hd::ui
