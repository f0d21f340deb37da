// SPDX-License-Identifier: GPL-3.0-or-later
#include "sourcetexts.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

namespace hd::test {

namespace {

/// Walks over tokens: enough of C++ to know literals from comments, and what the brackets around a literal belong to.
class Scanner
{
public:
    explicit Scanner(const QString &source) : m_source(source) {}

    SourceTexts scan()
    {
        static const QRegularExpression token(
            QStringLiteral(R"re(//[^\n]*|/\*.*?\*/|'(?:[^'\\\n]|\\.)'|"((?:[^"\\\n]|\\.)*)"|\w[\w']*|\S)re"),
            QRegularExpression::DotMatchesEverythingOption);
        for (auto all = token.globalMatch(m_source); all.hasNext();) {
            const QRegularExpressionMatch match = all.next();
            const QString text = match.captured();
            if (text.startsWith(QLatin1StringView("//")) || text.startsWith(QLatin1StringView("/*")))
                continue;
            if (match.capturedStart(1) >= 0)
                m_literal += unescaped(match.captured(1));
            else
                other(text);
        }
        return std::move(m_found);
    }

private:
    static QString unescaped(QString text)
    {
        return text.replace(QLatin1StringView("\\\""), QLatin1StringView("\""))
            .replace(QLatin1StringView("\\\\"), QLatin1StringView("\\"));
    }

    void other(const QString &token)
    {
        if (!m_literal.isEmpty()) {
            m_found.all += m_literal;
            if (std::ranges::any_of(m_around, [](const QString &each) { return makesErrors(each); }))
                m_found.errors += m_literal;
            m_literal.clear();
        }
        if (token == QLatin1StringView("(") || token == QLatin1StringView("{"))
            m_around.append(m_last);
        else if ((token == QLatin1StringView(")") || token == QLatin1StringView("}")) && !m_around.isEmpty())
            m_around.removeLast();
        if (token == QLatin1StringView("."))
            m_object = m_last;
        m_last = token == QLatin1StringView("push_back") ? m_object : token;
    }

    static bool makesErrors(const QString &name)
    {
        static const QStringList names{
            QStringLiteral("Error"),      QStringLiteral("fail"),        QStringLiteral("refuse"),
            QStringLiteral("skip"),       QStringLiteral("complain"),    QStringLiteral("noticeOnce"),
            QStringLiteral("here"),       QStringLiteral("explainOnce"), QStringLiteral("notice"),
            QStringLiteral("notices"),    QStringLiteral("m_notices"),   QStringLiteral("showError"),
            QStringLiteral("ReadFailure")};
        return names.contains(name);
    }

    const QString &m_source;
    SourceTexts m_found;
    QString m_literal, m_last, m_object;
    QStringList m_around; ///< what stands before each bracket that is open
};

} // namespace

const std::vector<SourceTexts> &sourceTexts()
{
    static const std::vector<SourceTexts> all = [] {
        std::vector<SourceTexts> files;
        for (const char *room : {"core", "ui"}) {
            QDirIterator each(QStringLiteral(HELLODONE_SOURCE_DIR "/") + QString::fromLatin1(room),
                              {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files,
                              QDirIterator::Subdirectories);
            while (each.hasNext()) {
                QFile file(each.next());
                if (!file.open(QIODevice::ReadOnly))
                    qFatal("%s cannot be read", qPrintable(file.fileName()));
                const QString source = QString::fromUtf8(file.readAll());
                files.push_back(Scanner(source).scan());
                files.back().file = file.fileName();
            }
        }
        return files;
    }();
    return all;
}

QStringList pieces(const QString &literal)
{
    static const QRegularExpression word(QStringLiteral("[A-Za-z]{2}"));
    static const QRegularExpression value(QStringLiteral("[%#][1-9]?"));
    QStringList pieces;
    static const QRegularExpression around(QStringLiteral("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$"));
    for (QString piece : literal.split(value))
        if (piece.contains(word))
            pieces += piece.remove(around);
    return pieces;
}

} // namespace hd::test
