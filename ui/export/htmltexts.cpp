// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/htmltexts.h"

#include "export/diagrampage.h"
#include "export/htmlwords.h"
#include "text/clauses.h"
#include "trace/family.h"

namespace hd::ui {

HtmlTexts::HtmlTexts(const Trace &trace)
    : m_trace(trace),
      m_english(diagramWords([](const char *source) { return QString::fromUtf8(source); }, QLocale::c()))
{
    for (const std::string &code : codes())
        m_languages.push_back(std::make_unique<ExportLanguage>(QString::fromStdString(code)));
}

HtmlTexts::~HtmlTexts() = default;

std::vector<std::string> HtmlTexts::codes()
{
    return {"en", "zh_CN"};
}

int HtmlTexts::add(const Find &find)
{
    const std::optional<Explanation> first = find(m_languages.front()->explanations());
    if (!first)
        return -1;
    const QString words =
        QStringList{first->title, first->what, first->why, first->ifMissing, first->clauses.join(QLatin1Char(';'))}
            .join(QLatin1Char('\n'));
    const auto [known, isNew] = m_numbers.try_emplace(words, static_cast<int>(m_explanations.size()));
    if (isNew) {
        std::vector<Explanation> all;
        for (const auto &language : m_languages)
            all.push_back(find(language->explanations()).value_or(*first));
        m_explanations.push_back(std::move(all));
    }
    return known->second;
}

int HtmlTexts::addMessage(MessageId id)
{
    const Message &message = m_trace[id];
    const Family family = familyOf(m_trace, message);
    const bool early = message.protocol == Protocol::ApplicationData && keyPhase(m_trace, id) == KeyPhase::EarlyData;
    const QString name = early ? QStringLiteral("early_data") : QString::fromStdString(message.name);
    return add([&](const Explanations &texts) {
        std::optional<Explanation> found = citedIn(family, texts.forMessage(name, message.from, family));
        if (found && message.protocol == Protocol::Alert && message.bytes.size() == 2)
            found->what += QStringLiteral("\n\n") + texts.alertText(message.bytes[1]);
        return found;
    });
}

int HtmlTexts::addField(MessageId id, const std::string &path)
{
    const Family family = familyOf(m_trace, m_trace[id]);
    return add([&](const Explanations &texts) {
        return citedIn(family, texts.forField(QString::fromStdString(path), m_trace[id].from, family));
    });
}

void HtmlTexts::addReason(const std::string &key)
{
    if (!key.empty())
        m_reasons.insert(key);
}

void HtmlTexts::addState(const std::string &name)
{
    m_states.insert(name);
}

std::string HtmlTexts::protection(MessageId message) const
{
    return protectionOf(m_trace, message, m_english).toStdString();
}

static Json explanationJson(const Explanation &explanation)
{
    Json clauses = Json::array();
    for (const QString &clause : explanation.clauses)
        clauses.push_back({clause.toStdString(), clauseUrl(clause).toString().toStdString()});
    Json terms = Json::array();
    for (const QString &term : explanation.terms)
        terms.push_back(term.toStdString());
    return {explanation.title.toStdString(),
            explanation.what.toStdString(),
            explanation.why.toStdString(),
            explanation.ifMissing.toStdString(),
            std::move(clauses),
            std::move(terms)};
}

/// Those of the terms that the explanations name, with their definitions.
Json HtmlTexts::glossaryJson(std::size_t language) const
{
    Json glossary = Json::object();
    for (const std::vector<Explanation> &explanation : m_explanations)
        for (const QString &term : explanation[language].terms)
            if (const QString definition = m_languages[language]->explanations().term(term); !definition.isEmpty())
                glossary[term.toStdString()] = definition.toStdString();
    return glossary;
}

Json HtmlTexts::languageJson(std::size_t index) const
{
    const ExportLanguage &language = *m_languages[index];
    Json texts;
    texts["locale"] = language.isChinese() ? "zh-CN" : "en";
    texts["title"] = exportTitle(m_trace, language).toStdString();
    texts["subtitle"] = language.text(m_trace.subtitle).simplified().toStdString();
    texts["description"] = language.text(m_trace.description).simplified().toStdString();
    if (index > 0)
        texts["words"] = pageWords(language);
    Json explanations = Json::array();
    for (const std::vector<Explanation> &explanation : m_explanations)
        explanations.push_back(explanationJson(explanation[index]));
    texts["explanations"] = std::move(explanations);
    texts["terms"] = glossaryJson(index);
    for (const std::string &key : m_reasons)
        texts["reasons"][key] = language.reason(key).toStdString();
    for (const std::string &name : m_states)
        texts["states"][name] = language.explanations().stateLabel(QString::fromStdString(name)).toStdString();
    return texts;
}

Json HtmlTexts::toJson() const
{
    Json all;
    const std::vector<std::string> names = codes();
    for (std::size_t i = 0; i < names.size(); ++i)
        all[names[i]] = languageJson(i);
    return all;
}

} // namespace hd::ui
