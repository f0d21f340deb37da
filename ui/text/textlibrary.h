// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "text/explanation.h"
#include "text/textparser.h"
#include "trace/family.h"

#include <QHash>

#include <array>
#include <optional>

namespace hd::ui {

/// The definition of one word.
struct TermText
{
    QString name;    ///< in the language of the file
    QString english; ///< the same as `name` in English files
    QString text;
};

/// All texts of one language, parsed.
class TextLibrary
{
public:
    /// What a key names. The same key can name a field and a check (`server_hello.cipher_suite`).
    enum class Subject : std::uint8_t { Field, Derivation, Check, Decision };

    /// Every .md file below @p directory: `:/explanations/en`.
    static TextLibrary load(const QString &directory);

    /// One file. Its name decides what it holds: alerts.md, terms.md, states.md, reasons.md, derivations.md, checks.md,
    /// decisions.md, and any other is about messages and fields. Errors are kept, the good sections too.
    void parse(const QString &file, const QString &content);

    /// The text with exactly this key, else that of the most specific key with `*` that fits. One for @p sender goes
    /// before one for both sides; in TLS 1.3 any text of that family goes first.
    std::optional<Explanation> find(Subject subject, const QString &key, Family family = Family::UpToTls12,
                                    std::optional<Side> sender = {}) const;

    const QHash<QString, Explanation> &explanations(Subject subject) const;
    const QHash<QString, QString> &reasons() const { return m_reasons; }
    const QHash<QString, QString> &states() const { return m_states; }
    const QHash<int, AlertText> &alerts() const { return m_alerts; }
    const QList<TermText> &terms() const { return m_terms; }
    const TermText *term(const QString &name) const;
    const QList<TextError> &errors() const { return m_errors; }

private:
    /// @p ending of the keys of one family or side: " (TLS 1.3)"; may be empty.
    std::optional<Explanation> findOne(Subject subject, const QString &key, const QString &ending) const;
    void addExplanations(Subject subject, const QString &file, const QString &content);
    void addEntries(QHash<QString, QString> &to, const QString &file, const QString &content);
    void addAlerts(const QString &file, const QString &content);
    void addTerms(const QString &file, const QString &content);
    void fail(const QString &file, int line, const QString &what);

    std::array<QHash<QString, Explanation>, 4> m_explanations; ///< by Subject
    QHash<QString, QString> m_reasons;
    QHash<QString, QString> m_states;
    QHash<int, AlertText> m_alerts;
    QList<TermText> m_terms;
    QList<TextError> m_errors;
};

} // namespace hd::ui
