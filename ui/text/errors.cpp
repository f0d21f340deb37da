// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/errors.h"

#include <QFile>
#include <QStringList>

#include <algorithm>

namespace hd::ui {

namespace {

/// English needs none: that is what Errors speak.
constexpr QLatin1StringView chinese("zh_CN");

ErrorWordings::Wording wordingOf(const QString &pattern, const QString &wording)
{
    static const QRegularExpression placeholder(QStringLiteral("([%#])([1-9])"));
    ErrorWordings::Wording read{pattern, wording, {}, {}, {}};
    QString expression = QStringLiteral("\\A");
    qsizetype at = 0;
    const auto literalUpTo = [&](qsizetype end) {
        read.literals.push_back(pattern.mid(at, end - at));
        expression += QRegularExpression::escape(read.literals.back());
    };
    for (auto all = placeholder.globalMatch(pattern); all.hasNext();) {
        const QRegularExpressionMatch match = all.next();
        literalUpTo(match.capturedStart());
        expression += match.captured(1) == QLatin1StringView("#") ? QStringLiteral("([0-9]+)") : QStringLiteral("(.*)");
        read.groups.push_back(match.captured(2).toInt());
        at = match.capturedEnd();
    }
    literalUpTo(pattern.size());
    read.expression.setPattern(expression + QStringLiteral("\\z"));
    read.expression.setPatternOptions(QRegularExpression::DotMatchesEverythingOption);
    return read;
}

qsizetype specificity(const ErrorWordings::Wording &wording)
{
    qsizetype length = 0;
    for (const QString &literal : wording.literals)
        length += literal.size();
    return length;
}

const ErrorWordings &texts()
{
    static const ErrorWordings table(chinese, QStringLiteral("texts"));
    return table;
}

QString placeText(const std::string &where)
{
    static const ErrorWordings table(chinese, QStringLiteral("places"));
    const QString english = QString::fromStdString(where);
    return table.find(english).value_or(english);
}

std::optional<QString> systemText(const QString &english)
{
    static const ErrorWordings table(chinese, QStringLiteral("system"));
    return table.find(english);
}

} // namespace

ErrorWordings::ErrorWordings(const QString &language, const QString &name)
{
    QFile file(QStringLiteral(":/errors/%1/%2.tsv").arg(language, name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing", qPrintable(file.fileName()));
    const QStringList lines = QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        if (line.startsWith(QLatin1StringView("# ")))
            continue;
        const qsizetype tab = line.indexOf(QLatin1Char('\t'));
        if (tab <= 0)
            qFatal("no tab in %s: %s", qPrintable(file.fileName()), qPrintable(line));
        m_wordings.push_back(wordingOf(line.left(tab), line.mid(tab + 1)));
    }
    std::ranges::stable_sort(m_wordings, std::ranges::greater(), specificity);
}

std::optional<QString> ErrorWordings::find(const QString &english) const
{
    for (const Wording &wording : m_wordings)
        if (const QRegularExpressionMatch match = wording.expression.match(english); match.hasMatch())
            return filled(wording, match);
    return std::nullopt;
}

/// In one pass, so that a placeholder inside of what fills another is text like any other.
QString ErrorWordings::filled(const Wording &wording, const QRegularExpressionMatch &match) const
{
    static const QRegularExpression placeholder(QStringLiteral("[%#]([1-9])|\\{([1-9])\\}"));
    QString text;
    qsizetype at = 0;
    for (auto all = placeholder.globalMatch(wording.wording); all.hasNext();) {
        const QRegularExpressionMatch place = all.next();
        const bool worded = place.capturedStart(2) >= 0;
        const auto group = std::ranges::find(wording.groups, place.captured(worded ? 2 : 1).toInt());
        const QString found = match.captured(1 + static_cast<int>(group - wording.groups.begin()));
        text += wording.wording.mid(at, place.capturedStart() - at);
        text += worded ? find(found).value_or(systemText(found).value_or(found)) : found;
        at = place.capturedEnd();
    }
    return text + wording.wording.mid(at);
}

QString errorPart(const std::string &part, const QString &language)
{
    const QString english = QString::fromStdString(part);
    return language == chinese ? texts().find(english).value_or(english) : english;
}

QString errorText(const Error &error, const QString &language)
{
    if (language != chinese)
        return QString::fromStdString(error.text());
    const QString where = placeText(error.where), fix = errorPart(error.fix, language);
    return (where.isEmpty() ? where : where + QStringLiteral("：")) + errorPart(error.what, language) +
           (fix.isEmpty() ? fix : QStringLiteral("（") + fix + QStringLiteral("）"));
}

} // namespace hd::ui
