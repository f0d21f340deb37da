// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagram/words.h"

#include "diagram/messagefacts.h"
#include "trace/family.h"

#include <QCoreApplication>

namespace hd::ui {

QString DiagramWords::number(std::uint64_t value) const
{
    return locale.toString(static_cast<qulonglong>(value));
}

QString DiagramWords::milliseconds(std::uint64_t us) const
{
    QString whole = number(us / 1000);
    if (const std::uint64_t rest = us % 1000; rest != 0) {
        QString decimals = QStringLiteral("%1").arg(rest, 3, 10, QLatin1Char('0'));
        while (decimals.endsWith(QLatin1Char('0')))
            decimals.chop(1);
        whole += locale.decimalPoint() + decimals;
    }
    return whole + QStringLiteral(" ms");
}

DiagramWords diagramWords(const Translate &inLanguage, const QLocale &locale)
{
    DiagramWords words; // a function called `translate` would hide these strings from lupdate
    words.client = inLanguage(QT_TRANSLATE_NOOP("Diagram", "Client"));
    words.server = inLanguage(QT_TRANSLATE_NOOP("Diagram", "Server"));
    words.flight = inLanguage(QT_TRANSLATE_NOOP("Diagram", "Flight %1"));
    words.renegotiation = inLanguage(QT_TRANSLATE_NOOP("Diagram", "Handshake %1 · renegotiation"));
    words.playedBack =
        inLanguage(QT_TRANSLATE_NOOP("Diagram", "Nobody is the client: its first flight is played back"));
    words.bytes = inLanguage(QT_TRANSLATE_NOOP("Diagram", "bytes"));
    words.clear = inLanguage(QT_TRANSLATE_NOOP("Diagram", "clear"));
    words.encrypted = inLanguage(QT_TRANSLATE_NOOP("Diagram", "encrypted"));
    words.applicationData = inLanguage(QT_TRANSLATE_NOOP("Diagram", "application data"));
    words.handshakeKeys = inLanguage(QT_TRANSLATE_NOOP("Diagram", "handshake keys"));
    words.applicationKeys = inLanguage(QT_TRANSLATE_NOOP("Diagram", "application keys"));
    words.earlyDataKeys = inLanguage(QT_TRANSLATE_NOOP("Diagram", "early data keys"));
    words.alert = inLanguage(QT_TRANSLATE_NOOP("Diagram", "alert"));
    words.absent = inLanguage(QT_TRANSLATE_NOOP("Diagram", "not part of this handshake"));
    words.notYetSent = inLanguage(QT_TRANSLATE_NOOP("Diagram", "not yet sent"));
    words.whyAbsent = inLanguage(QT_TRANSLATE_NOOP("Diagram", "why absent"));
    words.changedOnTheWay = inLanguage(QT_TRANSLATE_NOOP("Diagram", "changed on the way"));
    words.meansNothing = inLanguage(QT_TRANSLATE_NOOP("Diagram", "means nothing"));
    words.sent = inLanguage(QT_TRANSLATE_NOOP("Diagram", "sent"));
    words.clientToServer = inLanguage(QT_TRANSLATE_NOOP("Diagram", "client to server"));
    words.serverToClient = inLanguage(QT_TRANSLATE_NOOP("Diagram", "server to client"));
    words.description = inLanguage(QT_TRANSLATE_NOOP("Diagram", "#%1 %2, %3, %4, %5, %6"));
    words.sizeInBytes = inLanguage(QT_TRANSLATE_NOOP("Diagram", "%1 bytes"));
    words.records = inLanguage(QT_TRANSLATE_NOOP("Diagram", "%1 records"));
    words.messagesInRecord = inLanguage(QT_TRANSLATE_NOOP("Diagram", "%1 messages in one record"));
    words.absentDescription = inLanguage(QT_TRANSLATE_NOOP("Diagram", "%1, not sent. %2"));
    words.diagramTitle = inLanguage(QT_TRANSLATE_NOOP("Diagram", "Message sequence diagram"));
    const auto same = [](const QString &text) { return text; };
    words.state = same;
    words.reason = same;
    words.locale = locale;
    return words;
}

DiagramWords diagramWords()
{
    return diagramWords([](const char *source) { return QCoreApplication::translate("Diagram", source); }, QLocale());
}

QString protectionOf(const Trace &trace, MessageId id, const DiagramWords &words)
{
    if (!trace[id].encrypted)
        return words.clear;
    if (familyOf(trace) != Family::Tls13)
        return words.encrypted;
    switch (keyPhase(trace, id)) {
    case KeyPhase::EarlyData:
        return words.earlyDataKeys;
    case KeyPhase::Handshake:
        return words.handshakeKeys;
    case KeyPhase::Application:
        return words.applicationKeys;
    case KeyPhase::Clear:
        break;
    }
    return words.clear;
}

QString describe(const Trace &trace, MessageId id, bool sent, const DiagramWords &words)
{
    const Message &message = trace[id];
    const QString direction = message.from == Side::Client ? words.clientToServer : words.serverToClient;
    const QString size = words.sizeInBytes.arg(words.number(wireSize(trace, id)));
    return words.description.arg(QString::number(id.index + 1), messageLabel(message), direction,
                                 protectionOf(trace, id, words), size, sent ? words.sent : words.notYetSent);
}

QString describe(const Omission &omission, const DiagramWords &words)
{
    return words.absentDescription
        .arg(displayName(omission.message), words.reason(QString::fromStdString(omission.reason)))
        .trimmed();
}

} // namespace hd::ui
