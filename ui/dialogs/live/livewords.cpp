// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/live/livewords.h"

#include "wire/registry.h"

namespace hd::ui {

QString LiveWords::forTeaching()
{
    return tr("For teaching, not for protecting traffic: every secret of the connection is recorded and shown.");
}

static QString nameOf(std::uint8_t alert)
{
    return QString::fromStdString(names::alert(alert));
}

QString LiveWords::shortly(const LiveOutcome &outcome)
{
    switch (outcome.kind) {
    case LiveOutcome::Kind::UnderWay:
        return tr("under way");
    case LiveOutcome::Kind::Done:
        return tr("done");
    case LiveOutcome::Kind::AlertFromPeer:
        return tr("%1 received").arg(nameOf(outcome.alert.value_or(0)));
    case LiveOutcome::Kind::AlertFromUs:
        return outcome.alert ? tr("%1 sent").arg(nameOf(*outcome.alert)) : tr("failed");
    case LiveOutcome::Kind::NotTls:
        return tr("no TLS");
    case LiveOutcome::Kind::PeerLeft:
        return tr("the peer left");
    case LiveOutcome::Kind::TookTooLong:
        return tr("took too long");
    case LiveOutcome::Kind::Silent:
        return tr("silent for too long");
    case LiveOutcome::Kind::GivenUp:
        return tr("given up");
    case LiveOutcome::Kind::Truncated:
        return tr("no close_notify");
    }
    return {};
}

QString LiveWords::atLength(const LiveOutcome &outcome, Side ours, const Explanations &texts)
{
    switch (outcome.kind) {
    case LiveOutcome::Kind::UnderWay:
    case LiveOutcome::Kind::Done:
        return {};
    case LiveOutcome::Kind::AlertFromPeer: {
        const std::uint8_t alert = outcome.alert.value_or(0);
        return tr("The peer ended the connection with %1. %2").arg(nameOf(alert), texts.alertText(alert)) +
               leaving(outcome, ours);
    }
    case LiveOutcome::Kind::AlertFromUs:
        return failedCheck(outcome, texts);
    case LiveOutcome::Kind::NotTls:
        return foreign(outcome.foreign, ours);
    case LiveOutcome::Kind::PeerLeft:
        return tr("The peer closed the connection before the handshake was complete, and did not say why.") +
               leaving(outcome, ours);
    case LiveOutcome::Kind::TookTooLong:
        return tr("The handshake was not complete when the time limit was over. Perhaps the peer waits for something "
                  "else than TLS, or a firewall swallows what it says.");
    case LiveOutcome::Kind::Silent:
        return tr("Nothing came for as long as the time limit allows, so the connection was closed.");
    case LiveOutcome::Kind::GivenUp:
        return tr("The connection was given up on this side before it was complete.");
    case LiveOutcome::Kind::Truncated:
        return tr("The peer closed the TCP connection without close_notify: nobody can tell whether it had said "
                  "everything (a truncation attack looks the same). Many servers do so all the same.");
    }
    return {};
}

QString LiveWords::leaving(const LiveOutcome &outcome, Side ours)
{
    if (!outcome.rejectsCertificate() || ours != Side::Server)
        return {};
    return QStringLiteral(" ") +
           tr("A browser ends its first connection like this when it does not know who signed the certificate, and "
              "only then shows its warning. Go on there, and it connects again; or let it trust the demonstration CA.");
}

QString LiveWords::failedCheck(const LiveOutcome &outcome, const Explanations &texts)
{
    QString text =
        outcome.alert
            ? tr("We ended the connection with %1. %2").arg(nameOf(*outcome.alert), texts.alertText(*outcome.alert))
            : tr("We ended the connection.");
    if (outcome.check.empty())
        return text;
    const QString check = QString::fromStdString(outcome.check);
    const auto explained = texts.forCheck(check);
    text += QStringLiteral(" ") + tr("The check that failed: %1 (%2); expected %3, got %4.")
                                      .arg(explained ? explained->title : check, check,
                                           QString::fromStdString(printable(outcome.expected)),
                                           QString::fromStdString(printable(outcome.actual)));
    return text;
}

QString LiveWords::foreign(Foreign what, Side ours)
{
    switch (what) {
    case Foreign::HttpRequest:
        return tr("The client sent an HTTP request in clear, without TLS. In a browser, write https:// in front of the "
                  "address.");
    case Foreign::HttpAnswer:
        return tr("The server answered with HTTP in clear: this port speaks HTTP without TLS. HTTPS usually has port "
                  "443.");
    case Foreign::Ssh:
        return tr("The peer speaks SSH, which has a handshake of its own; TLS is not spoken at this port.");
    case Foreign::Mail:
        return tr("The server greets in clear, as mail and file servers do (SMTP, POP3, IMAP, FTP): TLS begins there "
                  "only after STARTTLS. Their ports for TLS from the first byte are 465, 995, 993 and 990.");
    case Foreign::Xml:
        return tr("The peer answered with XML or HTML in clear; TLS is not spoken at this port.");
    case Foreign::Text:
        return tr("The peer sent text in clear; TLS is not spoken at this port.");
    case Foreign::Bytes:
        return ours == Side::Server ? tr("What the client sent is no TLS.") : tr("What the server sent is no TLS.");
    case Foreign::Nothing:
        break;
    }
    return {};
}

QString LiveWords::unreached(Unreached why, const Address &address, const QString &detail)
{
    const QString where = QString::fromStdString(address.text());
    switch (why) {
    case Unreached::NoSuchHost:
        return tr("There is no host %1. Look for a mistyped letter; or this computer has no network.")
            .arg(address.host);
    case Unreached::Refused:
        return tr("Nobody listens at %1: the computer answered and refused the connection. Is it the right port, and "
                  "is the server running?")
            .arg(where);
    case Unreached::TimedOut:
        return tr("%1 did not answer within the time limit. It may be switched off, or a firewall swallows the "
                  "request.")
            .arg(where);
    case Unreached::NoWay:
        return tr("There is no way to %1 through the network: %2").arg(where, detail);
    case Unreached::Other:
        break;
    }
    return tr("There is no connection to %1: %2").arg(where, detail);
}

} // namespace hd::ui
