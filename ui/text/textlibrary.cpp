// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/textlibrary.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace hd::ui {

namespace {

/// How much of @p pattern (with `*` for any run of characters) is literal, when it fits @p key; else -1.
qsizetype fit(const QString &pattern, const QString &key)
{
    if (!pattern.contains(u'*'))
        return -1;
    const QStringList literals = pattern.split(u'*');
    if (!key.startsWith(literals.first()))
        return -1;
    qsizetype at = literals.first().size();
    qsizetype literal = at;
    for (qsizetype i = 1; i < literals.size(); ++i) {
        const QString &next = literals[i];
        const bool last = i + 1 == literals.size();
        const qsizetype found = last ? key.size() - next.size() : key.indexOf(next, at);
        if (found < at || !QStringView(key).sliced(found).startsWith(next))
            return -1;
        at = found + next.size();
        literal += next.size();
    }
    return literal;
}

} // namespace

TextLibrary TextLibrary::load(const QString &directory)
{
    TextLibrary library;
    QDirIterator files(directory, {QStringLiteral("*.md")}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        QFile file(path);
        if (file.open(QIODevice::ReadOnly))
            library.parse(path, QString::fromUtf8(file.readAll()));
        else
            library.fail(path, 0, file.errorString());
    }
    return library;
}

void TextLibrary::parse(const QString &file, const QString &content)
{
    const QString name = QFileInfo(file).completeBaseName();
    if (name == QLatin1StringView("alerts"))
        addAlerts(file, content);
    else if (name == QLatin1StringView("terms"))
        addTerms(file, content);
    else if (name == QLatin1StringView("states"))
        addEntries(m_states, file, content);
    else if (name == QLatin1StringView("reasons"))
        addEntries(m_reasons, file, content);
    else if (name == QLatin1StringView("derivations"))
        addExplanations(Subject::Derivation, file, content);
    else if (name == QLatin1StringView("checks"))
        addExplanations(Subject::Check, file, content);
    else if (name == QLatin1StringView("decisions"))
        addExplanations(Subject::Decision, file, content);
    else
        addExplanations(Subject::Field, file, content);
}

void TextLibrary::addExplanations(Subject subject, const QString &file, const QString &content)
{
    QHash<QString, Explanation> &to = m_explanations[std::size_t(subject)];
    for (const TextSection &section : parseSections(file, content, m_errors)) {
        const Explanation text{section.title,     section.what,    section.why,
                               section.ifMissing, section.clauses, section.terms};
        if (text.title.isEmpty() || text.what.isEmpty() || text.why.isEmpty() || text.ifMissing.isEmpty())
            fail(file, section.line, QStringLiteral("\"%1\" lacks its title or a part").arg(section.heading));
        if (!section.body.isEmpty() || !section.cause.isEmpty())
            fail(file, section.line, QStringLiteral("\"%1\" has text outside its parts").arg(section.heading));
        for (const QString &key : section.heading.split(QStringLiteral(", "))) {
            if (to.contains(key))
                fail(file, section.line, QStringLiteral("second section for \"%1\"").arg(key));
            to.insert(key, text);
        }
    }
}

void TextLibrary::addEntries(QHash<QString, QString> &to, const QString &file, const QString &content)
{
    for (const TextEntry &entry : parseEntries(file, content, m_errors)) {
        if (to.contains(entry.key))
            fail(file, entry.line, QStringLiteral("second entry for \"%1\"").arg(entry.key));
        to.insert(entry.key, entry.text);
    }
}

void TextLibrary::addAlerts(const QString &file, const QString &content)
{
    static const QRegularExpression form(QStringLiteral("^(\\d+) ([a-z0-9_]+)$"));
    for (const TextSection &section : parseSections(file, content, m_errors)) {
        const QRegularExpressionMatch match = form.match(section.heading);
        if (!match.hasMatch() || section.body.isEmpty() || section.cause.isEmpty()) {
            fail(file, section.line, QStringLiteral("an alert has a number, a name, a text and its usual cause"));
            continue;
        }
        m_alerts.insert(match.captured(1).toInt(), {match.captured(2), section.body, section.cause});
    }
}

void TextLibrary::addTerms(const QString &file, const QString &content)
{
    static const QRegularExpression form(QStringLiteral("^(.+?)（(.+)）$")); // 前向保密（forward secrecy）
    for (const TextSection &section : parseSections(file, content, m_errors)) {
        const QRegularExpressionMatch match = form.match(section.heading);
        const QString name = match.hasMatch() ? match.captured(1) : section.heading;
        const QString english = match.hasMatch() ? match.captured(2) : section.heading;
        if (section.body.isEmpty())
            fail(file, section.line, QStringLiteral("\"%1\" is not explained").arg(name));
        if (term(name) || term(english))
            fail(file, section.line, QStringLiteral("second section for \"%1\"").arg(name));
        m_terms.append({name, english, section.body});
    }
}

void TextLibrary::fail(const QString &file, int line, const QString &what)
{
    m_errors.append({file, line, what});
}

namespace {

/// What follows a key whose text is not for everything: ` (client)`, ` (TLS 1.3)`, ` (TLS 1.3 client)`. The nearest
/// first.
QStringList endings(Family family, std::optional<Side> sender)
{
    const QString side = sender == Side::Client ? QStringLiteral("client") : QStringLiteral("server");
    QStringList all;
    if (family == Family::Tls13 && sender)
        all.append(QStringLiteral(" (TLS 1.3 %1)").arg(side));
    if (family == Family::Tls13)
        all.append(QStringLiteral(" (TLS 1.3)"));
    if (sender)
        all.append(QStringLiteral(" (%1)").arg(side));
    return all << QString();
}

} // namespace

std::optional<Explanation> TextLibrary::find(Subject subject, const QString &key, Family family,
                                             std::optional<Side> sender) const
{
    // a client that offers several keys counts what it makes of them: `early_secret[1]`, `binder[1]_finished_key`
    static const QRegularExpression count(QStringLiteral("\\[\\d+\\]"));
    const QString name = subject == Subject::Derivation ? QString(key).remove(count) : key;
    for (const QString &ending : endings(family, sender))
        if (const std::optional<Explanation> text = findOne(subject, name, ending))
            return text;
    return {};
}

std::optional<Explanation> TextLibrary::findOne(Subject subject, const QString &key, const QString &ending) const
{
    const QHash<QString, Explanation> &texts = explanations(subject);
    if (const auto exact = texts.constFind(key + ending); exact != texts.cend())
        return *exact;
    std::optional<Explanation> best;
    qsizetype bestFit = -1;
    for (auto text = texts.cbegin(); text != texts.cend(); ++text) {
        if (!text.key().endsWith(ending))
            continue;
        if (const qsizetype length = fit(text.key().chopped(ending.size()), key); length > bestFit) {
            best = *text;
            bestFit = length;
        }
    }
    return best;
}

const QHash<QString, Explanation> &TextLibrary::explanations(Subject subject) const
{
    return m_explanations[std::size_t(subject)];
}

const TermText *TextLibrary::term(const QString &name) const
{
    const auto found = std::find_if(m_terms.cbegin(), m_terms.cend(),
                                    [&](const TermText &term) { return term.name == name || term.english == name; });
    return found == m_terms.cend() ? nullptr : &*found;
}

} // namespace hd::ui
