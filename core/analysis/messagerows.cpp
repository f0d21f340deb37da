// SPDX-License-Identifier: GPL-3.0-or-later

// Which messages of two traces belong together.

#include "analysis/alignment.h"
#include "analysis/comparison.h"
#include "trace/family.h"
#include "trace/timeline.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace hd {

namespace {

/// Those that do the same in both families. change_cipher_spec means nothing in TLS 1.3, and its new_session_ticket is
/// another thing at another time.
constexpr std::string_view common[] = {"client_hello", "server_hello",       "certificate_request",
                                       "certificate",  "certificate_verify", "finished",
                                       "alert",        "close_notify",       "application_data"};

/// What is said about one message in one handshake.
struct Mark
{
    MessageId id;
    std::string_view name; ///< of the alert that ends a connection in order, what it says
    Side from = Side::Client;
    Protocol protocol = Protocol::Handshake;
    Family family = Family::UpToTls12;
    std::uint32_t nth = 0;     ///< of its name and sender
    std::uint32_t content = 0; ///< the same for the same bytes
};

using Handshake = std::vector<Mark>;

/// Numbers what messages hold, in an order that does not depend on which trace comes first.
class Contents
{
public:
    Contents(const Trace &a, const Trace &b)
    {
        for (const Trace *trace : {&a, &b})
            for (const Message &message : trace->messages)
                m_numbers.emplace(viewOf(message.bytes), 0);
        std::uint32_t next = 0;
        for (auto &[bytes, number] : m_numbers)
            number = next++;
    }
    std::uint32_t of(const Message &message) const { return m_numbers.at(viewOf(message.bytes)); }

private:
    static std::string_view viewOf(const Bytes &bytes)
    {
        return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
    }
    std::map<std::string_view, std::uint32_t> m_numbers;
};

std::vector<Handshake> handshakesOf(const Trace &trace, const Contents &contents)
{
    const std::vector<MessageId> starts = handshakeStarts(trace);
    std::vector<Handshake> made(1);
    std::map<std::pair<Side, std::string_view>, std::uint32_t> seen;
    const Family family = familyOf(trace);
    std::size_t next = 1; // what comes before the first start belongs to it
    for (std::uint32_t i = 0; i < trace.messages.size(); ++i) {
        if (next < starts.size() && starts[next].index == i) {
            made.emplace_back();
            seen.clear();
            ++next;
        }
        const Message &message = trace.messages[i];
        const bool closes = message.protocol == Protocol::Alert && message.bytes.size() == 2 && message.bytes[1] == 0;
        Mark mark{MessageId{i}, closes ? std::string_view("close_notify") : message.name, message.from,
                  message.protocol};
        mark.family = message.name == "client_hello" ? familyOf(trace, message) : family;
        mark.nth = seen[{mark.from, mark.name}]++;
        mark.content = contents.of(message);
        made.back().push_back(mark);
    }
    return made;
}

/// Whether both do the same.
bool correspond(const Mark &a, const Mark &b)
{
    return a.from == b.from && a.name == b.name &&
           (a.family == b.family || std::find(std::begin(common), std::end(common), a.name) != std::end(common));
}

int affinityOf(const Mark &a, const Mark &b)
{
    if (!correspond(a, b))
        return 0;
    // What a handshake is made of goes before the rest; that the second of a kind belongs to the second decides between
    // pairings that are otherwise equally good.
    return (a.protocol == Protocol::Handshake ? 3 : 1) * sameThing + (a.nth == b.nth ? 2 : 0) +
           (a.content == b.content ? 1 : 0);
}

class Rows
{
public:
    void add(const Handshake &a, const Handshake &b, std::uint32_t number)
    {
        const auto less = [](const Mark &x, const Mark &y) {
            return std::tie(x.from, x.name, x.content) < std::tie(y.from, y.name, y.content);
        };
        const bool aFirst = !std::ranges::lexicographical_compare(b, a, less);
        const Pairing pairs = align(
            a.size(), b.size(), [&](std::size_t i, std::size_t j) { return affinityOf(a[i], b[j]); }, aFirst);
        std::size_t i = 0, j = 0;
        const auto alone = [&](std::size_t endA, std::size_t endB) {
            // Both orders are right; that of the trace that comes first makes swapping both swap the sides alone.
            for (const bool ofA : {aFirst, !aFirst})
                for (std::size_t &at = ofA ? i : j; at < (ofA ? endA : endB); ++at)
                    put(ofA ? &a[at] : nullptr, ofA ? nullptr : &b[at], number);
        };
        for (const auto &[pairA, pairB] : pairs) {
            alone(pairA, pairB);
            put(&a[i++], &b[j++], number);
        }
        alone(a.size(), b.size());
    }

    std::vector<MessageRow> take()
    {
        joinElsewhere();
        return std::move(m_rows);
    }

private:
    void put(const Mark *a, const Mark *b, std::uint32_t number)
    {
        MessageRow row;
        row.handshake = number;
        if (a)
            row.a = a->id;
        if (b)
            row.b = b->id;
        m_rows.push_back(row);
        m_marks.push_back(a ? a : b);
    }

    /// Joins those that stand alone and correspond; data also across handshakes.
    void joinElsewhere()
    {
        using Key = std::tuple<std::uint32_t, Side, std::string_view, std::uint32_t>;
        const auto keyOf = [this](std::size_t row) {
            const Mark &mark = *m_marks[row];
            return Key{mark.protocol == Protocol::ApplicationData ? 0 : m_rows[row].handshake, mark.from, mark.name,
                       mark.nth};
        };
        std::map<Key, std::size_t> alone;
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            if (m_rows[i].a && !m_rows[i].b)
                alone.emplace(keyOf(i), i);
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            const auto found = m_rows[i].a ? alone.end() : alone.find(keyOf(i));
            if (found == alone.end() || !correspond(*m_marks[i], *m_marks[found->second]))
                continue;
            m_rows[i].elsewhere = static_cast<std::uint32_t>(found->second);
            m_rows[found->second].elsewhere = static_cast<std::uint32_t>(i);
            alone.erase(found);
        }
    }

    std::vector<MessageRow> m_rows;
    std::vector<const Mark *> m_marks; ///< by row
};

} // namespace

/// What the parties say to each other when all handshakes are over.
static Handshake takeEnd(Handshake &last)
{
    const auto isOver = [](const Mark &mark) {
        return mark.protocol == Protocol::ApplicationData || mark.protocol == Protocol::Alert;
    };
    const auto begin = std::find_if_not(last.rbegin(), last.rend(), isOver).base();
    Handshake end(begin, last.end());
    last.erase(begin, last.end());
    return end;
}

std::vector<MessageRow> pairMessages(const Trace &a, const Trace &b)
{
    const Contents contents(a, b);
    std::vector<Handshake> ofA = handshakesOf(a, contents), ofB = handshakesOf(b, contents);
    Handshake endOfA, endOfB;
    if (ofA.size() != ofB.size()) {
        endOfA = takeEnd(ofA.back());
        endOfB = takeEnd(ofB.back());
    }
    static const Handshake none;
    Rows rows;
    for (std::size_t i = 0; i < std::max(ofA.size(), ofB.size()); ++i)
        rows.add(i < ofA.size() ? ofA[i] : none, i < ofB.size() ? ofB[i] : none, static_cast<std::uint32_t>(i));
    rows.add(endOfA, endOfB, static_cast<std::uint32_t>(std::max(ofA.size(), ofB.size()) - 1));
    return rows.take();
}

} // namespace hd
