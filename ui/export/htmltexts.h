// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The words of an interactive page in every language: its own, and of the explanations those that its trace needs.

#include "export/exportlanguage.h"
#include "export/exportoptions.h"
#include "formats/jsonlayout.h"

#include <functional>
#include <map>
#include <set>

namespace hd::ui {

class HtmlTexts
{
public:
    explicit HtmlTexts(const Trace &trace);
    ~HtmlTexts();

    using Find = std::function<std::optional<Explanation>(const Explanations &)>;
    /// The number under which the page has the text that @p find gives in each language; -1 when there is none. Equal
    /// texts have one number.
    int add(const Find &find);
    int addMessage(MessageId message);
    int addField(MessageId message, const std::string &path);
    void addReason(const std::string &key);
    void addState(const std::string &name);
    /// How a message is protected, as an English word of the diagram that the page translates.
    std::string protection(MessageId message) const;
    const DiagramWords &englishWords() const { return m_english; }
    DiagramWords words(std::size_t language) const { return m_languages[language]->diagramWords(); }
    static std::vector<std::string> codes(); ///< of the languages: "en", "zh_CN"

    Json toJson() const;

private:
    Json languageJson(std::size_t language) const;
    Json glossaryJson(std::size_t language) const;

    const Trace &m_trace;
    DiagramWords m_english;
    std::vector<std::unique_ptr<ExportLanguage>> m_languages;
    std::vector<std::vector<Explanation>> m_explanations; ///< by number, then by language
    std::map<QString, int> m_numbers;                     ///< by the words of the text in the first language
    std::set<std::string> m_reasons, m_states;
};

} // namespace hd::ui
