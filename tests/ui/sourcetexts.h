// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <vector>

namespace hd::test {

/// The string literals of a source file of core or ui, those that stand one behind the other joined.
struct SourceTexts
{
    QString file;
    QStringList all;
    QStringList errors; ///< those handed to an Error or to a function that makes one
};

const std::vector<SourceTexts> &sourceTexts();
/// Of a literal, what stands between the places where a value goes: without what is around its words, if it has any.
QStringList pieces(const QString &literal);

} // namespace hd::test
