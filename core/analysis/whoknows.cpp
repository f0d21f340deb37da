// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/whoknows.h"

#include "trace/adversary.h"
#include "trace/operations.h"

#include <algorithm>
#include <map>
#include <set>

namespace hd {

bool KnownSecret::exists(Playhead at) const
{
    const auto has = [at](const std::optional<Playhead> &from) { return from && *from <= at; };
    return has(since[0]) || has(since[1]) || has(attacker);
}

namespace {

using Kind = KnownSecret::Kind;

constexpr std::size_t indexOf(Side side)
{
    return static_cast<std::size_t>(side);
}

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

bool isEither(std::string_view word, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// What somebody can compute who has only what passed in clear.
class Deduction
{
public:
    explicit Deduction(const Trace &trace) : m_trace(trace), m_known(trace.derivations.size()) {}

    bool knows(DerivationId id)
    {
        std::optional<bool> &known = m_known[id.index];
        if (!known)
            known = compute(m_trace[id]);
        return *known;
    }

private:
    /// Drawn, held or agreed on in a way that does not show.
    static bool isOutOfReach(const std::string &op)
    {
        return isEither(op, {operation::entropy, operation::given, operation::dhShared, operation::dhSharedPadded,
                             operation::ecdhShared, operation::mlkemShared, operation::mlkemDecapsulate,
                             operation::mlkemEncapsulate, operation::rsaDecrypt, operation::openTicket});
    }

    bool compute(const Derivation &derivation)
    {
        if (!derivation.secret)
            return true;
        return !isOutOfReach(derivation.operation) &&
               std::all_of(derivation.inputs.begin(), derivation.inputs.end(),
                           [this](const Input &input) { return isKnown(input); });
    }

    bool isKnown(const Input &input)
    {
        if (input.derivation)
            return knows(*input.derivation);
        const auto inClear = [this](MessageId message) { return !m_trace[message].encrypted; };
        if (!input.messages.empty())
            return std::all_of(input.messages.begin(), input.messages.end(), inClear);
        if (!input.fields.empty())
            return std::all_of(input.fields.begin(), input.fields.end(),
                               [&](const FieldRef &field) { return inClear(field.message); });
        // Words and numbers are the standard's, and so are zeros in the place of a key (RFC 8446 7.1).
        return std::all_of(input.value.begin(), input.value.end(), [](std::uint8_t byte) { return byte == 0; });
    }

    const Trace &m_trace;
    std::vector<std::optional<bool>> m_known;
};

Kind kindOf(const Derivation &derivation)
{
    const bool fromBefore = isEither(derivation.operation, {operation::given, operation::openTicket});
    if (fromBefore)
        return Kind::Given;
    if (contains(derivation.name, "private"))
        return Kind::OneTimeKey;
    return contains(derivation.name, "write_") ? Kind::Key : Kind::Secret;
}

class Ledger
{
public:
    explicit Ledger(const Trace &trace)
        : m_trace(trace), m_deduction(trace), m_handshakes(handshakesOfDerivations(trace))
    {}

    std::vector<KnownSecret> list()
    {
        for (Playhead i = 0; i < m_trace.events.size(); ++i) {
            const Event &event = m_trace.events[i];
            if (event.what == What::Derivation)
                addDerivation(DerivationId{event.index}, i + 1);
            else if (event.what == What::MessageSent || event.what == What::MessageReceived)
                addMessage(MessageId{event.index}, event, i + 1);
        }
        for (const auto &[message, at] : changesOnTheWay(m_trace))
            addChange(message, at);
        std::stable_sort(m_list.begin(), m_list.end(), [](const KnownSecret &a, const KnownSecret &b) {
            return std::pair(a.kind, a.handshake) < std::pair(b.kind, b.handshake);
        });
        return std::move(m_list);
    }

private:
    void addDerivation(DerivationId id, Playhead at)
    {
        const Derivation &made = m_trace[id];
        if (isEither(made.operation, {operation::sign, operation::signHash, operation::rsaDecrypt}))
            addPrivateKey(id);
        const bool again =
            made.operation == operation::given && !m_given.insert({made.by, made.name, made.output}).second;
        if (!made.secret || again) // what one has, one may take out more than once
            return;
        KnownSecret &known = entryOf(id);
        known.derivations[indexOf(made.by)] = id;
        known.since[indexOf(made.by)] = at;
        if (m_deduction.knows(id) && !known.eavesdropper)
            known.eavesdropper = known.attacker = at;
        const auto &[client, server] = known.derivations;
        known.differs = client && server && m_trace[*client].output != m_trace[*server].output;
    }

    /// The one of both parties: the same name in the same handshake, and the first that this party has not yet got.
    KnownSecret &entryOf(DerivationId id)
    {
        const Derivation &made = m_trace[id];
        const std::uint32_t handshake = m_handshakes[id.index];
        Namesakes &namesakes = m_namesakes[{handshake, made.name}];
        std::size_t &next = namesakes.next[indexOf(made.by)];
        if (next < namesakes.entries.size())
            return m_list[namesakes.entries[next++]];
        namesakes.entries.push_back(m_list.size());
        next = namesakes.entries.size();
        KnownSecret known;
        known.kind = kindOf(made);
        known.name = made.name;
        known.handshake = handshake;
        return m_list.emplace_back(std::move(known));
    }

    /// Who signs or decrypts with a key has had it all along.
    void addPrivateKey(DerivationId id)
    {
        const Derivation &use = m_trace[id];
        Bytes publicKey;
        for (const Input &input : use.inputs)
            if (input.role == "public_key")
                publicKey = input.value;
        DerivationId &first = m_privateKeys.try_emplace({use.by, publicKey}, id).first->second;
        if (first != id)
            return;
        KnownSecret known;
        known.kind = Kind::PrivateKey;
        known.name = isCertified(use.by, publicKey) ? "certificate" : "temporary";
        known.derivations[indexOf(use.by)] = id;
        known.since[indexOf(use.by)] = 0;
        m_list.push_back(std::move(known));
    }

    bool isCertified(Side side, const Bytes &publicKey) const
    {
        return std::any_of(m_trace.messages.begin(), m_trace.messages.end(), [&](const Message &message) {
            return message.from == side && message.name == "certificate" &&
                   std::search(message.bytes.begin(), message.bytes.end(), publicKey.begin(), publicKey.end()) !=
                       message.bytes.end();
        });
    }

    void addMessage(MessageId id, const Event &event, Playhead at)
    {
        const Message &message = m_trace[id];
        if (message.protocol != Protocol::ApplicationData)
            return;
        const auto [place, isNew] = m_data.try_emplace(id, m_list.size());
        if (isNew) {
            KnownSecret known;
            known.kind = Kind::Data;
            known.name = message.name;
            known.message = id;
            if (!message.encrypted)
                known.eavesdropper = known.attacker = at;
            m_list.push_back(std::move(known));
        }
        m_list[place->second].since[indexOf(event.at)] = at;
    }

    /// Its receiver has it too, and takes it for the other party's.
    void addChange(MessageId id, Playhead at)
    {
        KnownSecret known;
        known.kind = Kind::Change;
        known.name = m_trace[id].name;
        known.message = id;
        known.since[indexOf(peerOf(m_trace[id].from))] = at;
        known.eavesdropper = known.attacker = at;
        m_list.push_back(std::move(known));
    }

    /// What has one name in one handshake: entries of the list, and how many of them each party has got.
    struct Namesakes
    {
        std::vector<std::size_t> entries;
        std::array<std::size_t, 2> next{};
    };

    const Trace &m_trace;
    Deduction m_deduction;
    const std::vector<std::uint32_t> m_handshakes;
    std::map<std::pair<Side, Bytes>, DerivationId> m_privateKeys;
    std::map<std::pair<std::uint32_t, std::string>, Namesakes> m_namesakes;
    std::map<MessageId, std::size_t> m_data;
    std::set<std::tuple<Side, std::string, Bytes>> m_given;
    std::vector<KnownSecret> m_list;
};

} // namespace

std::vector<KnownSecret> whoKnows(const Trace &trace)
{
    return Ledger(trace).list();
}

} // namespace hd
