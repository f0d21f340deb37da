// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/handshakepage.h"

#include "wire/registry.h"

namespace hd::ui {

/// Names that a peer made up come along here, so that every text is made harmless.
static std::string escaped(std::string_view text)
{
    std::string safe;
    for (const char c : printable(text)) {
        switch (c) {
        case '&':
            safe += "&amp;";
            break;
        case '<':
            safe += "&lt;";
            break;
        case '>':
            safe += "&gt;";
            break;
        case '"':
            safe += "&quot;";
            break;
        case '\'':
            safe += "&#39;";
            break;
        default:
            safe += c;
        }
    }
    return safe;
}

static std::string row(std::string_view name, std::string_view value)
{
    return "<tr><th>" + escaped(name) + "</th><td>" + escaped(value) + "</td></tr>\n";
}

/// What TLS 1.3 has no choice about, and what only it has, is told of no other version.
static std::string agreedOfTls13(const Negotiated &negotiated)
{
    return negotiated.earlyData.empty() ? std::string() : row("Early data", negotiated.earlyData);
}

static std::string agreedBefore(const Negotiated &negotiated)
{
    const auto yesNo = [](bool value) { return value ? "yes" : "no"; };
    std::string rows = row("Extended master secret", yesNo(negotiated.extendedMasterSecret)) +
                       row("Secure renegotiation", yesNo(negotiated.secureRenegotiation));
    if (negotiated.cipher.find("CBC") != std::string::npos)
        rows += row("Encrypt-then-MAC", yesNo(negotiated.encryptThenMac));
    if (!negotiated.compression.empty())
        rows += row("Compression", negotiated.compression);
    return rows;
}

static std::string agreed(const Trace &trace)
{
    const Negotiated &negotiated = trace.negotiated;
    std::string rows = row("Version", negotiated.version) + row("Cipher suite", negotiated.suite) +
                       row("Key exchange", negotiated.keyExchange);
    if (!negotiated.group.empty())
        rows += row("Group", negotiated.group);
    rows += row("Cipher", negotiated.cipher + ", " + negotiated.hash);
    if (!negotiated.alpn.empty())
        rows += row("Application protocol", negotiated.alpn);
    rows += row("Session resumed", negotiated.resumed ? "yes" : "no");
    rows += negotiated.version == names::version(tls13) ? agreedOfTls13(negotiated) : agreedBefore(negotiated);
    return "<h2>Agreed</h2>\n<table>\n" + rows + "</table>\n";
}

/// A client_hello of either format.
static const Message *clientHello(const Trace &trace)
{
    const auto found = std::find_if(trace.messages.begin(), trace.messages.end(),
                                    [](const Message &message) { return message.name.ends_with("client_hello"); });
    return found == trace.messages.end() ? nullptr : &*found;
}

static std::string wordFor(const Message &message, const Field &field)
{
    return field.meaning.empty() ? "0x" + toHex(slice(message.bytes, field.range)) : field.meaning;
}

/// The elements of the list @p name, in the client's order.
static std::string offeredIn(const Message &hello, std::string_view name)
{
    std::string words;
    const std::optional<FieldIndex> list = hello.fields.find(hello.name + "." + std::string(name));
    for (const FieldIndex child : list ? hello.fields.children(*list) : std::vector<FieldIndex>())
        words += (words.empty() ? "" : ", ") + wordFor(hello, hello.fields[child]);
    return words;
}

static std::string extensionsOf(const Message &hello)
{
    std::string words;
    for (const Field &field : hello.fields.fields())
        if (field.name == "extension_type")
            words += (words.empty() ? "" : ", ") + wordFor(hello, field);
    return words;
}

static std::string offer(const Trace &trace)
{
    const Message *hello = clientHello(trace);
    if (!hello)
        return {};
    std::string rows;
    for (const char *list : {"cipher_suites", "cipher_specs"})
        if (const std::string suites = offeredIn(*hello, list); !suites.empty())
            rows += row("Cipher suites", suites);
    for (const auto &[title, list] : std::initializer_list<std::pair<const char *, const char *>>{
             {"Versions", "extensions.supported_versions.versions"},
             {"Groups", "extensions.supported_groups.named_group_list"}})
        if (const std::string words = offeredIn(*hello, list); !words.empty())
            rows += row(title, words);
    if (const std::string extensions = extensionsOf(*hello); !extensions.empty())
        rows += row("Extensions", extensions);
    return "<h2>What the client offered</h2>\n<table>\n" + rows + "</table>\n";
}

static std::vector<std::uint64_t> sendingTimes(const Trace &trace)
{
    std::vector<std::uint64_t> times(trace.messages.size());
    for (const Event &event : trace.events)
        if (event.what == What::MessageSent)
            times[event.index] = event.timeUs;
    return times;
}

static std::string milliseconds(std::uint64_t us)
{
    const std::string fraction = std::to_string(us % 1000);
    return std::to_string(us / 1000) + "." + std::string(3 - fraction.size(), '0') + fraction;
}

static std::string messages(const Trace &trace)
{
    const std::vector<std::uint64_t> times = sendingTimes(trace);
    std::string rows = "<tr><th>#</th><th>ms</th><th></th><th>message</th><th>bytes</th><th></th></tr>\n";
    for (std::size_t i = 0; i < trace.messages.size(); ++i) {
        const Message &message = trace.messages[i];
        rows += "<tr><td>" + std::to_string(i + 1) + "</td><td>" + milliseconds(times[i]) + "</td><td>" +
                (message.from == Side::Client ? "client &rarr;" : "&larr; server") + "</td><td><code>" +
                escaped(message.name) + "</code></td><td>" + std::to_string(message.bytes.size()) + "</td><td>" +
                (message.encrypted ? "encrypted" : "") + "</td></tr>\n";
    }
    return "<h2>Every message</h2>\n<table class=\"list\">\n" + rows + "</table>\n";
}

static std::string computed(const Trace &trace)
{
    std::size_t passed = 0;
    for (const Check &check : trace.checks)
        passed += check.passed;
    return "<p>For this the server computed " + std::to_string(trace.derivations.size()) + " values and made " +
           std::to_string(passed) + " checks.</p>\n";
}

std::string handshakePage(const Trace &trace)
{
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<title>This handshake</title>\n<style>\n"
           "body { font: 16px/1.5 sans-serif; max-width: 56rem; margin: 2rem auto; padding: 0 1rem; }\n"
           "table { border-collapse: collapse; }\n"
           "th, td { text-align: left; vertical-align: top; padding: .2rem 1rem .2rem 0; overflow-wrap: anywhere; }\n"
           "th { white-space: nowrap; }\n"
           ".list td:nth-child(2), .list td:nth-child(5) { text-align: right; }\n"
           ":root { color-scheme: light dark; }\n"
           "</style>\n</head>\n<body>\n<h1>This handshake</h1>\n"
           "<p>This page came to you over the connection that it describes.</p>\n" +
           agreed(trace) + offer(trace) + messages(trace) + computed(trace) + "</body>\n</html>\n";
}

} // namespace hd::ui
