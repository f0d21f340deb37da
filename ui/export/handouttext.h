// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/exportlanguage.h"
#include "theme/theme.h"

class QTextDocument;

namespace hd::ui {

/// What a handout says of one message.
class HandoutText
{
public:
    HandoutText(const Trace &trace, const QString &language, const Colors &colors);

    /// "4 server_key_exchange"
    QString title(MessageId message) const;
    /// " · page 2 of 3"
    QString place(int page, int count) const;
    void fill(QTextDocument &document, MessageId message) const;

private:
    QString style() const;
    QString say(const char *source) const { return m_language.text(source); }
    QString facts(MessageId message) const;
    QString fieldTable(const Message &message) const;
    QString byteTable(const Message &message) const;

    const Trace &m_trace;
    ExportLanguage m_language;
    DiagramWords m_words;
    const Colors &m_colors;
};

} // namespace hd::ui
