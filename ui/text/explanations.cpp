// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/explanations.h"

#include "text/textlibrary.h"

#include <QCollator>
#include <QLocale>
#include <QRegularExpression>

namespace hd::ui {

namespace {

const QString english = QStringLiteral("en");
const QString chinese = QStringLiteral("zh_CN");

} // namespace

QUrl clauseUrl(const QString &clause)
{
    static const QRegularExpression form(
        QStringLiteral("^(?:RFC )?(\\d+)(?:\\s+(?:§\\s*)?(?:(App\\.|Appendix)\\s*)?([0-9A-Z](?:[0-9.]*[0-9])?))?"));
    const QRegularExpressionMatch match = form.match(clause);
    if (!match.hasMatch())
        return {};
    QUrl url(QStringLiteral("https://www.rfc-editor.org/rfc/rfc%1").arg(match.captured(1)));
    const QString place = match.captured(3);
    const bool appendix = !match.captured(2).isEmpty() || (!place.isEmpty() && place.front().isLetter());
    if (!place.isEmpty())
        url.setFragment((appendix ? QStringLiteral("appendix-%1") : QStringLiteral("section-%1")).arg(place));
    return url;
}

Explanations::Explanations(QObject *parent) : QObject(parent), m_language(english) {}

Explanations::~Explanations() = default;

QStringList Explanations::languages()
{
    return {english, chinese};
}

void Explanations::setLanguage(const QString &language)
{
    const QString known = QLocale(language).language() == QLocale::Chinese ? chinese : english;
    if (known == m_language)
        return;
    m_language = known;
    Q_EMIT changed();
}

const TextLibrary &Explanations::library(const QString &language) const
{
    std::unique_ptr<TextLibrary> &loaded = m_libraries[language];
    if (!loaded)
        loaded = std::make_unique<TextLibrary>(TextLibrary::load(QStringLiteral(":/explanations/") + language));
    return *loaded;
}

template<class Find>
auto Explanations::lookUp(Find find) const
{
    auto found = find(library(m_language));
    if (!found && m_language != english)
        found = find(library(english));
    return found;
}

std::optional<Explanation> Explanations::forMessage(const QString &name, std::optional<Side> sender,
                                                    Family family) const
{
    return forField(name, sender, family);
}

std::optional<Explanation> Explanations::forField(const QString &path, std::optional<Side> sender, Family family) const
{
    const QString key = QString::fromStdString(pathPattern(path.toStdString()));
    return lookUp(
        [&](const TextLibrary &library) { return library.find(TextLibrary::Subject::Field, key, family, sender); });
}

std::optional<Explanation> Explanations::forDerivation(const QString &name, Family family) const
{
    return lookUp(
        [&](const TextLibrary &library) { return library.find(TextLibrary::Subject::Derivation, name, family); });
}

std::optional<Explanation> Explanations::forCheck(const QString &name, Family family) const
{
    return lookUp([&](const TextLibrary &library) { return library.find(TextLibrary::Subject::Check, name, family); });
}

std::optional<Explanation> Explanations::forDecision(const QString &what, Family family) const
{
    return lookUp(
        [&](const TextLibrary &library) { return library.find(TextLibrary::Subject::Decision, what, family); });
}

namespace {

template<class Key, class Value>
std::optional<Value> valueOf(const QHash<Key, Value> &texts, const Key &key)
{
    const auto found = texts.constFind(key);
    return found == texts.cend() ? std::optional<Value>() : *found;
}

} // namespace

QString Explanations::reason(const QString &key) const
{
    return lookUp([&](const TextLibrary &library) { return valueOf(library.reasons(), key); }).value_or(QString());
}

QString Explanations::stateLabel(const QString &state) const
{
    return lookUp([&](const TextLibrary &library) { return valueOf(library.states(), state); }).value_or(state);
}

std::optional<AlertText> Explanations::alert(int code) const
{
    return lookUp([&](const TextLibrary &library) { return valueOf(library.alerts(), code); });
}

QString Explanations::alertText(int code) const
{
    const std::optional<AlertText> text = alert(code);
    if (!text)
        return {};
    return text->meaning + (m_language == chinese ? QString() : QStringLiteral(" ")) + text->cause;
}

QString Explanations::term(const QString &name) const
{
    const TermText *found = lookUp([&](const TextLibrary &library) { return library.term(name); });
    return found ? found->text : QString();
}

QStringList Explanations::terms() const
{
    QStringList names;
    for (const TermText &term : library(m_language).terms())
        names.append(term.name);
    QCollator collator{QLocale(m_language)};
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::sort(names.begin(), names.end(), collator);
    return names;
}

} // namespace hd::ui
