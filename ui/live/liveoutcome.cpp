// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/liveoutcome.h"

#include <array>

namespace hd::ui {

static bool beginsLikeTls(ByteView opening)
{
    if (opening.empty())
        return true; // nothing speaks against it
    const bool known = opening[0] >= static_cast<std::uint8_t>(Protocol::ChangeCipherSpec) &&
                       opening[0] <= static_cast<std::uint8_t>(Protocol::ApplicationData);
    if (known)
        return opening.size() < 2 || opening[1] == 3;
    // RFC 5246 E.2: a length with its highest bit set, then the type of client_hello
    return (opening[0] & 0x80) != 0 && (opening.size() < 3 || opening[2] == 1);
}

static bool isText(ByteView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) {
        return (byte >= 0x20 && byte < 0x7f) || byte == '\r' || byte == '\n' || byte == '\t';
    });
}

Foreign foreignIn(ByteView opening)
{
    if (beginsLikeTls(opening))
        return Foreign::Nothing;
    static constexpr std::pair<std::string_view, Foreign> beginnings[] = {{"HTTP/", Foreign::HttpAnswer},
                                                                          {"GET ", Foreign::HttpRequest},
                                                                          {"HEAD ", Foreign::HttpRequest},
                                                                          {"POST ", Foreign::HttpRequest},
                                                                          {"PUT ", Foreign::HttpRequest},
                                                                          {"DELETE ", Foreign::HttpRequest},
                                                                          {"OPTIONS ", Foreign::HttpRequest},
                                                                          {"CONNECT ", Foreign::HttpRequest},
                                                                          {"PRI * HTTP", Foreign::HttpRequest},
                                                                          {"SSH-", Foreign::Ssh},
                                                                          {"220", Foreign::Mail},
                                                                          {"+OK", Foreign::Mail},
                                                                          {"* OK", Foreign::Mail},
                                                                          {"EHLO ", Foreign::Mail},
                                                                          {"<", Foreign::Xml}};
    const std::string_view text(reinterpret_cast<const char *>(opening.data()), opening.size());
    for (const auto &[beginning, what] : beginnings)
        if (text.starts_with(beginning))
            return what;
    return isText(opening) ? Foreign::Text : Foreign::Bytes;
}

bool LiveOutcome::rejectsCertificate() const
{
    static constexpr std::array over{Alert::BadCertificate, Alert::UnsupportedCertificate, Alert::CertificateExpired,
                                     Alert::CertificateUnknown, Alert::UnknownCa};
    if (kind == Kind::PeerLeft)
        return afterCertificate;
    return kind == Kind::AlertFromPeer && alert && std::find(over.begin(), over.end(), Alert(*alert)) != over.end();
}

static const Message *lastAlert(const Trace &trace)
{
    const auto found = std::find_if(trace.messages.rbegin(), trace.messages.rend(), [](const Message &message) {
        return message.protocol == Protocol::Alert && message.bytes.size() == 2;
    });
    return found == trace.messages.rend() ? nullptr : &*found;
}

static void describeFailure(const Trace &trace, Side ours, LiveOutcome &outcome)
{
    const Message *alert = lastAlert(trace);
    if (alert)
        outcome.alert = alert->bytes[1];
    if (alert && alert->from != ours) {
        outcome.kind = LiveOutcome::Kind::AlertFromPeer;
        return;
    }
    outcome.kind = LiveOutcome::Kind::AlertFromUs;
    for (const Check &check : trace.checks) {
        if (check.passed)
            continue;
        outcome.check = check.name;
        outcome.expected = check.expected;
        outcome.actual = check.actual;
        return;
    }
}

static bool showedCertificate(const Trace &trace, Side ours)
{
    return std::any_of(trace.messages.begin(), trace.messages.end(), [ours](const Message &message) {
        return message.from == ours && message.name == "certificate";
    });
}

LiveOutcome outcomeOf(const LiveConnection &connection, const Trace &trace, Side ours)
{
    LiveOutcome outcome;
    if (!connection.hasEnded())
        return outcome;
    outcome.foreign = foreignIn(connection.opening());
    if (outcome.foreign != Foreign::Nothing) {
        outcome.kind = LiveOutcome::Kind::NotTls;
        return outcome;
    }
    const bool open = connection.handshakes() > 0;
    switch (connection.ending()) {
    case Ending::Clean:
        outcome.kind = open ? LiveOutcome::Kind::Done : LiveOutcome::Kind::PeerLeft;
        break;
    case Ending::Failed:
        describeFailure(trace, ours, outcome);
        break;
    case Ending::Truncated:
        outcome.kind = open ? LiveOutcome::Kind::Truncated : LiveOutcome::Kind::PeerLeft;
        break;
    case Ending::TimedOut:
        outcome.kind = open ? LiveOutcome::Kind::Silent : LiveOutcome::Kind::TookTooLong;
        break;
    case Ending::Interrupted:
        outcome.kind = LiveOutcome::Kind::GivenUp;
        break;
    }
    outcome.afterCertificate = !open && showedCertificate(trace, ours);
    return outcome;
}

std::string serverNameIn(const Trace &trace)
{
    for (const Message &message : trace.messages) {
        if (message.name != "client_hello")
            continue;
        for (const Field &field : message.fields.fields())
            if (field.name == "host_name")
                return field.meaning;
    }
    return {};
}

} // namespace hd::ui
