// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/error.h"

#include <QLocale>
#include <QRegularExpression>
#include <QString>

#include <optional>
#include <vector>

namespace hd::ui {

/// How one language words what Errors say in English: resources/errors/<language>/<name>.tsv, lines of an English
/// pattern, a tab and its wording. In a pattern %1 stands for any text and #1 for a whole number; a wording holds each
/// of them once, as it is, or as {1}: in this language where the table has it.
class ErrorWordings
{
public:
    struct Wording
    {
        QString pattern;
        QString wording;
        std::vector<QString> literals; ///< of the pattern, between its placeholders
        std::vector<int> groups;       ///< the number of each placeholder, in the pattern's order
        QRegularExpression expression;
    };

    /// @param name "texts", "places" (of Error::where) or "system" (what the operating system says)
    ErrorWordings(const QString &language, const QString &name);

    /// Of the most specific pattern, which is the one with the longest literals; nothing: the text is unknown.
    std::optional<QString> find(const QString &english) const;
    const std::vector<Wording> &wordings() const { return m_wordings; }

private:
    QString filled(const Wording &wording, const QRegularExpressionMatch &match) const;

    std::vector<Wording> m_wordings; ///< the most specific first
};

/// An Error as a window shows it. Names, numbers and what nobody has worded stay as they are. Plain text.
/// @param language as Language::code(); the default is what Language::set() chose.
QString errorText(const Error &error, const QString &language = QLocale().name());
/// Only its Error::what or Error::fix.
QString errorPart(const std::string &part, const QString &language = QLocale().name());

} // namespace hd::ui
