// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The words that teach: everything that the program says about the protocol in whole sentences, in the chosen language.
// The content is Markdown in resources/explanations/<language>/; see the README there for its format.

#include "text/explanation.h"
#include "trace/family.h"

#include <QObject>
#include <QUrl>

#include <map>
#include <optional>

namespace hd::ui {

class TextLibrary;

/// Where a clause can be read: for "5246 §7.4.3", "7919 App. A.1", and "RFC 5246 7.4.9" as traces write it. Invalid
/// when
/// @p clause names no RFC.
QUrl clauseUrl(const QString &clause);

/// Looks texts up in the chosen language and falls back to English for what a language lacks. Each language is read
/// when it is first asked for.
class Explanations : public QObject
{
    Q_OBJECT
public:
    explicit Explanations(QObject *parent = nullptr);
    ~Explanations() override;

    /// The languages that there are texts in: "en", "zh_CN".
    static QStringList languages();
    QString language() const { return m_language; }
    /// @p language a locale name; one without texts ("zh_SG", "fr_FR") becomes the nearest that has them, else "en".
    void setLanguage(const QString &language);

    /// @p name `client_hello`. With @p sender, a text for messages of that side goes first (`certificate`); a text of
    /// @p family goes before one that is for both.
    std::optional<Explanation> forMessage(const QString &name, std::optional<Side> sender = {},
                                          Family family = Family::UpToTls12) const;
    /// @p path `client_hello.cipher_suites[3]` or its pattern `client_hello.cipher_suites[]`; `record.version` for the
    /// parts of a record. The path of a whole message is that message.
    std::optional<Explanation> forField(const QString &path, std::optional<Side> sender = {},
                                        Family family = Family::UpToTls12) const;
    /// `master_secret`
    std::optional<Explanation> forDerivation(const QString &name, Family family = Family::UpToTls12) const;
    /// `finished.verify_data`
    std::optional<Explanation> forCheck(const QString &name, Family family = Family::UpToTls12) const;
    /// `cipher_suite`
    std::optional<Explanation> forDecision(const QString &what, Family family = Family::UpToTls12) const;

    /// A sentence for a key of Decision::rule, Candidate::reason, Omission::reason or PropertyState::reason. Empty when
    /// there is none.
    QString reason(const QString &key) const;
    /// "wait server_hello" for `wait_server_hello`; @p state itself when there is none.
    QString stateLabel(const QString &state) const;

    std::optional<AlertText> alert(int code) const;
    /// Meaning and usual cause in one paragraph; empty for a code that is not in the registry.
    QString alertText(int code) const;

    /// The definition (Markdown) of a term of Explanation::terms, in either language's name. Empty when there is none.
    QString term(const QString &name) const;
    /// Every term of the glossary in the chosen language, sorted for it.
    QStringList terms() const;

Q_SIGNALS:
    void changed(); ///< all texts are now in another language

private:
    const TextLibrary &library(const QString &language) const;
    /// @p find applied to the chosen language, then to English.
    template<class Find>
    auto lookUp(Find find) const;

    QString m_language;
    mutable std::map<QString, std::unique_ptr<TextLibrary>> m_libraries;
};

} // namespace hd::ui
