// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Splits text files into sections and entries; what a section is about is for TextLibrary to say.

#include <QList>
#include <QString>
#include <QStringList>

namespace hd::ui {

/// A place in a text file that does not keep to the format.
struct TextError
{
    QString file;
    int line = 0; ///< from 1
    QString what;

    QString text() const;
};

/// `## heading`, up to the next one.
struct TextSection
{
    QString heading;
    int line = 0;
    QString title;       ///< the line in **bold**
    QString body;        ///< what stands before any part
    QString what;        ///< `### What`, `### 内容`
    QString why;         ///< `### Why`, `### 原因`
    QString ifMissing;   ///< `### If it were missing`, `### 若缺少它`
    QString cause;       ///< `### Usual cause`, `### 常见原因`
    QStringList clauses; ///< `RFC: 5246 §7.4.3; 7919 App. A.1`
    QStringList terms;   ///< `Terms: nonce, PRF`, `术语：随机数、PRF`
};

/// "- `key`: text", one line.
struct TextEntry
{
    QString key;
    QString text;
    int line = 0;
};

QList<TextSection> parseSections(const QString &file, const QString &content, QList<TextError> &errors);
QList<TextEntry> parseEntries(const QString &file, const QString &content, QList<TextError> &errors);

} // namespace hd::ui
