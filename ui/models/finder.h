// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QSet>

#include <array>
#include <vector>

namespace hd::ui {

class Explanations;

/// One place where what was looked for is.
struct Finding
{
    enum class Kind : std::uint8_t { Message, Field, Value, Derivation, Bytes, Explanation };
    Kind kind = Kind::Message;
    Selection selection; ///< what to go to
    QString where;       ///< "#2 server_hello"
    QString context;     ///< one line: the match and what is around it
    qsizetype start = 0; ///< of the match, within `context`
    qsizetype length = 0;
};
inline constexpr std::size_t findingKinds = 6;

/// The bytes that @p query writes: "0303", "16 03 01", "0x0303", "16:03:01". Empty where it is something else.
Bytes queriedBytes(const QString &query);

/// Searches one recording for one query, a few messages at a time: the names of messages, fields and derived values,
/// what they hold as text and as bytes, and what the explanations of them say. Upper and lower case are one.
class Finder
{
public:
    static constexpr std::size_t limit = 100; ///< findings of each kind; beyond that there is only "more"

    /// @p texts must outlive it. @p secrets whether secret values are looked at.
    Finder(std::shared_ptr<const Trace> trace, const Explanations *texts, const QString &query, bool secrets);
    ~Finder();

    /// Looks at @p steps more messages, records or derived values. False once there is nothing left to look at.
    bool advance(std::size_t steps);
    const std::vector<Finding> &findings(Finding::Kind kind) const { return m_found[static_cast<std::size_t>(kind)]; }
    bool hasMore(Finding::Kind kind) const { return m_more[static_cast<std::size_t>(kind)]; }
    std::size_t count() const; ///< of all findings

private:
    void lookAtMessage(MessageId id);
    void lookAtFields(MessageId id);
    void lookAtTexts(MessageId id, FieldIndex field, const std::string &path);
    void lookAtBytes(const Bytes &bytes, const QString &where, const Selection &selection, std::size_t below);
    void lookAtRecord(std::uint32_t index);
    void lookAtDerivation(DerivationId id);
    bool isFull(Finding::Kind kind);
    void add(Finding finding);
    /// Adds a finding where @p text has the query.
    bool addIfIn(const QString &text, Finding::Kind kind, const Selection &selection, const QString &where);

    std::shared_ptr<const Trace> m_trace;
    const Explanations *m_texts;
    QString m_query;
    Bytes m_bytes;
    bool m_secrets;
    std::size_t m_next = 0; ///< of messages, then records, then derivations
    std::array<std::vector<Finding>, findingKinds> m_found;
    std::array<bool, findingKinds> m_more{};
    QSet<QString> m_explained;                       ///< what has been looked up in the explanations
    std::vector<std::optional<MessageId>> m_carried; ///< by record, the first message in it
};

} // namespace hd::ui
