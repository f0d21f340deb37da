// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/choices.h"

#include "models/valuetext.h"

namespace hd::ui {

namespace {

/// The parts of @p tree below @p path, and @p path itself, in order.
std::vector<FieldIndex> within(const FieldTree &tree, std::string_view path)
{
    std::vector<FieldIndex> found;
    const std::optional<FieldIndex> top = tree.find(path);
    if (!top)
        return found;
    const unsigned depth = tree.depth(*top);
    found.push_back(*top);
    for (FieldIndex i = *top + 1; i < tree.size() && tree.depth(i) > depth; ++i)
        found.push_back(i);
    return found;
}

/// An entry of an offer, and what it is called.
struct Entry
{
    FieldRef field;
    std::string name;
};

/// The entries of the list at @p path; where that is no list, the one value there.
std::vector<Entry> entriesAt(const Trace &trace, MessageId message, std::string_view path)
{
    const FieldTree &tree = trace[message].fields;
    std::vector<Entry> entries;
    bool list = false;
    for (const FieldIndex i : within(tree, path)) {
        const bool element = tree[i].name.starts_with('[');
        list = list || element;
        if (element)
            entries.push_back({{message, tree.path(i)}, tree[i].meaning});
        else if (!entries.empty() && entries.back().name.empty() && !tree[i].meaning.empty())
            entries.back().name = tree[i].meaning; // of a part, as in a protocol_name
    }
    const std::optional<FieldIndex> alone = list ? std::nullopt : tree.find(path);
    if (alone && !tree[*alone].meaning.empty() && tree.isLeaf(*alone))
        entries.push_back({{message, std::string(path)}, tree[*alone].meaning});
    return entries;
}

/// The offer that a choice of @p what weighs, in the message that asked.
std::vector<Entry> entriesOf(const Trace &trace, MessageId message, std::string_view what)
{
    for (const std::string_view path : fieldsOfDecision(what).weighed)
        if (std::vector<Entry> entries = entriesAt(trace, message, path); !entries.empty())
            return entries;
    return {};
}

const Entry *named(const std::vector<Entry> &entries, std::string_view name)
{
    const auto found = std::find_if(entries.begin(), entries.end(), [name](const Entry &e) { return e.name == name; });
    return found == entries.end() ? nullptr : &*found;
}

/// A choice as its maker recorded it.
class Recorded
{
public:
    Recorded(const Trace &trace, std::uint32_t index) : m_trace(trace), m_decision(trace.decisions[index])
    {
        m_choice.what = toQString(m_decision.what);
        m_choice.by = m_decision.by;
        m_choice.decision = index;
        m_choice.asked = m_decision.message;
        m_choice.chosen = toQString(m_decision.chosen);
        m_choice.rule = toQString(m_decision.rule);
        m_choice.clause = toQString(m_decision.clause);
        m_choice.decidedAt = positionOf(trace, What::Decision, index).value_or(0);
        m_choice.offeredAt = m_choice.asked ? appearsAt(trace, *m_choice.asked).value_or(0) : m_choice.decidedAt;
        const std::vector<FieldRef> outcome = outcomeOf(trace, m_decision);
        if (!outcome.empty())
            m_choice.told = outcome.front();
    }

    Choice made()
    {
        const std::vector<Entry> entries = offer();
        std::size_t offered = 0; // so many rows so far
        for (const Candidate &candidate : m_decision.candidates) {
            const auto known = [](bool yes) { return yes ? Known::Yes : Known::No; };
            ChoiceRow row{toQString(candidate.name),
                          known(candidate.offered),
                          known(candidate.supported),
                          known(candidate.usable),
                          candidate.chosen,
                          toQString(candidate.reason),
                          {}};
            if (candidate.offered)
                row.field = fieldOf(candidate, entries, offered++);
            m_choice.rows.push_back(std::move(row));
        }
        return std::move(m_choice);
    }

private:
    /// The choice of the key shares weighs what its maker itself is about to offer.
    std::vector<Entry> offer() const
    {
        if (m_choice.asked)
            return entriesOf(m_trace, *m_choice.asked, m_decision.what);
        for (std::uint32_t i = 0; i < m_trace.messages.size(); ++i)
            if (m_trace.messages[i].from == m_decision.by)
                return entriesOf(m_trace, MessageId{i}, m_decision.what);
        return {};
    }

    std::optional<FieldRef> fieldOf(const Candidate &candidate, const std::vector<Entry> &entries,
                                    std::size_t place) const
    {
        if (const Entry *entry = named(entries, candidate.name))
            return entry->field;
        const auto at = [this](const char *path) -> std::optional<FieldRef> {
            if (!m_choice.asked || !m_trace[*m_choice.asked].field(path))
                return std::nullopt;
            return FieldRef{*m_choice.asked, path};
        };
        if (m_decision.what == "session")
            return at(candidate.name == "session_id" ? "client_hello.session_id"
                                                     : "client_hello.extensions.session_ticket");
        if (m_decision.what == "early_data")
            return at("client_hello.extensions.early_data");
        if (m_decision.what == "psk" && place < entries.size())
            return entries[place].field; // they have no names on the wire
        if (m_decision.what == "version" && entries.size() == 1)
            return entries.front().field; // all up to it are offered with one number
        return std::nullopt;
    }

    const Trace &m_trace;
    const Decision &m_decision;
    Choice m_choice;
};

/// A choice of which no more is recorded than what went over the wire: the offer, and the outcome where there was one.
std::optional<Choice> observed(const Trace &trace, MessageId hello, const char *what)
{
    const std::vector<Entry> entries = entriesOf(trace, hello, what);
    if (entries.empty())
        return std::nullopt;
    Choice choice;
    choice.what = QLatin1StringView(what);
    choice.asked = hello;
    choice.by = peerOf(trace[hello].from);
    choice.offeredAt = choice.decidedAt = appearsAt(trace, hello).value_or(0);
    choice.never = hasAccountOf(trace, choice.by);
    if (choice.never)
        choice.decidedAt = stopAfter(trace, hello);
    Decision asked;
    asked.by = choice.by;
    asked.what = what;
    asked.message = hello;
    std::string outcome;
    for (const FieldRef &told : choice.never ? std::vector<FieldRef>() : outcomeOf(trace, asked)) {
        const FieldTree &tree = trace[told.message].fields;
        for (const FieldIndex i : within(tree, told.path))
            if (named(entries, tree[i].meaning) || (outcome.empty() && tree.isLeaf(i) && !tree[i].meaning.empty()))
                outcome = tree[i].meaning;
        choice.told = choice.told.value_or(told);
        choice.decidedAt = appearsAt(trace, told.message).value_or(choice.decidedAt);
    }
    choice.chosen = toQString(outcome);
    for (const Entry &entry : entries)
        choice.rows.push_back({toQString(entry.name),
                               Known::Yes,
                               Known::Untold,
                               Known::Untold,
                               !outcome.empty() && entry.name == outcome,
                               {},
                               entry.field});
    if (!outcome.empty() && !named(entries, outcome)) // as a version below the highest, which one number offers
        choice.rows.push_back({toQString(outcome), Known::Untold, Known::Untold, Known::Untold, true, {}, {}});
    for (ChoiceRow &row : choice.rows)
        if (row.chosen)
            row.supported = row.usable = Known::Yes;
    return choice;
}

/// Whether its receiver recorded a choice that it made on @p hello.
bool isDecided(const Trace &trace, MessageId hello)
{
    return std::any_of(trace.decisions.begin(), trace.decisions.end(), [&](const Decision &decision) {
        return decision.message == hello && decision.by != trace[hello].from;
    });
}

} // namespace

bool hasAccountOf(const Trace &trace, Side side)
{
    return std::any_of(trace.states.begin(), trace.states.end(),
                       [side](const StateChange &state) { return state.by == side; });
}

std::vector<Choice> choicesOf(const Trace &trace)
{
    std::vector<Choice> choices;
    for (std::uint32_t i = 0; i < trace.decisions.size(); ++i)
        choices.push_back(Recorded(trace, i).made());
    for (std::uint32_t i = 0; i < trace.messages.size(); ++i) {
        const MessageId hello{i};
        if ((trace[hello].name != "client_hello" && trace[hello].name != "v2_client_hello") || isDecided(trace, hello))
            continue;
        for (const char *what : {"version", "cipher_suite", "compression", "group", "signature", "alpn"})
            if (std::optional<Choice> choice = observed(trace, hello, what))
                choices.push_back(*std::move(choice));
    }
    std::stable_sort(choices.begin(), choices.end(),
                     [](const Choice &a, const Choice &b) { return a.decidedAt < b.decidedAt; });
    return choices;
}

std::vector<ChoiceRow> offersOf(const Choice &choice)
{
    std::vector<ChoiceRow> offers;
    for (const ChoiceRow &row : choice.rows)
        if (row.offered == Known::Yes)
            offers.push_back({row.name, Known::Yes, Known::Untold, Known::Untold, false, {}, row.field});
    return offers;
}

} // namespace hd::ui
