// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a diagram says besides the protocol's own names, in one language, as plain values: so that the window, the
// exports and the accessibility tree say the same thing in whatever language each of them was asked for.

#include "trace/trace.h"

#include <QLocale>
#include <QString>

#include <functional>

namespace hd::ui {

/// The translation of an English source text of the context "Diagram"; the text itself when there is none.
using Translate = std::function<QString(const char *source)>;

struct DiagramWords
{
    QString client, server;
    QString flight;                            ///< "Flight %1"
    QString playedBack;                        ///< that nobody is the client
    QString renegotiation;                     ///< "Handshake %1 · renegotiation"
    QString bytes;                             ///< heading of the column of sizes
    QString clear, encrypted, applicationData; ///< legend, and how a message is protected
    QString handshakeKeys, applicationKeys;    ///< the same in TLS 1.3
    QString earlyDataKeys;
    QString alert, absent, notYetSent;                 ///< legend
    QString whyAbsent;                                 ///< the link beside an optional message that was not sent
    QString changedOnTheWay;                           ///< beside a message that nobody sent like this
    QString meansNothing;                              ///< beside change_cipher_spec in TLS 1.3
    QString sent;                                      ///< "sent"
    QString clientToServer, serverToClient;            ///< "client to server"
    QString description;                               ///< "#%1 %2, %3, %4, %5, %6": see describe()
    QString sizeInBytes;                               ///< "%1 bytes"
    QString records, messagesInRecord;                 ///< "%1 records", "%1 messages in one record"
    QString absentDescription;                         ///< "%1, not sent. %2"
    QString diagramTitle;                              ///< what assistive technology calls the diagram
    std::function<QString(const QString &name)> state; ///< the words for a state's name
    std::function<QString(const QString &key)> reason; ///< the sentence for a key of reasons.md; may be empty
    QLocale locale = QLocale::c();

    /// "2,218": with the thousands separator of the locale.
    QString number(std::uint64_t value) const;
    /// "20 ms", "1.5 ms": exact, however short.
    QString milliseconds(std::uint64_t us) const;
};

/// The words in the language of @p inLanguage. `state` and `reason` are set to return what they are given.
DiagramWords diagramWords(const Translate &inLanguage, const QLocale &locale);

/// The words in the language that the application has installed.
DiagramWords diagramWords();

/// How a message is protected; in TLS 1.3 under which keys.
QString protectionOf(const Trace &trace, MessageId message, const DiagramWords &words);
/// "#4 server_key_exchange, server to client, clear, 788 bytes, sent"
QString describe(const Trace &trace, MessageId message, bool sent, const DiagramWords &words);
/// "server_key_exchange, not sent. The certificate alone ..."
QString describe(const Omission &omission, const DiagramWords &words);

} // namespace hd::ui
