// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagram/words.h"
#include "text/explanations.h"

#include <QTranslator>

#include <optional>

namespace hd::ui {

/// The language of one export, which need not be the application's.
class ExportLanguage
{
public:
    /// @param code a locale name; one that there are no texts in becomes English.
    explicit ExportLanguage(const QString &code);

    /// Words whose functions refer to this object.
    DiagramWords diagramWords() const;
    /// @p source, marked with QT_TRANSLATE_NOOP("Export", ...), in this language.
    QString text(const char *source) const;
    QString text(const LocalText &text) const;
    /// @p source, marked with QT_TRANSLATE_NOOP(@p context, ...), in this language.
    QString translated(const char *context, const char *source) const;
    const Explanations &explanations() const { return m_explanations; }
    /// The sentence for a key of reasons.md, the key itself when there is none.
    QString reason(const std::string &key) const;
    /// What there is to say about a message, as its sender and version have it.
    std::optional<Explanation> explanation(const Trace &trace, MessageId message) const;
    bool isChinese() const { return m_locale.language() == QLocale::Chinese; }
    const QLocale &locale() const { return m_locale; }

private:
    QLocale m_locale;
    QTranslator m_translator;
    Explanations m_explanations;
};

} // namespace hd::ui
