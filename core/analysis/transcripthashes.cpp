// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/transcripthashes.h"

#include "crypto/primitives.h"
#include "trace/operations.h"

#include <map>

namespace hd {

namespace {

constexpr std::size_t at(Side side)
{
    return static_cast<std::size_t>(side);
}

/// The messages from the start of one handshake to that of the next.
struct Span
{
    std::uint32_t first = 0, end = 0;
    bool contains(MessageId id) const { return id.index >= first && id.index < end; }
};

/// One party's transcript as it grows.
class Running
{
public:
    Running(crypto::Context &context, std::optional<crypto::Hash> hash) : m_context(context), m_kind(hash) {}

    void add(ByteView bytes) { append(m_bytes, bytes); }
    Bytes value() const
    {
        if (!m_kind)
            return {};
        if (*m_kind != crypto::Hash::Md5Sha1)
            return crypto::digest(m_context, *m_kind, {m_bytes});
        return concat({crypto::digest(m_context, crypto::Hash::Md5, {m_bytes}),
                       crypto::digest(m_context, crypto::Hash::Sha1, {m_bytes})});
    }
    /// RFC 8446 4.4.1: "message_hash || 00 00 Hash.length || Hash(ClientHello1)"
    void replaceByHash()
    {
        const Bytes hash = value();
        m_bytes = {static_cast<std::uint8_t>(HandshakeType::MessageHash)};
        appendNumber(m_bytes, hash.size(), 3);
        append(m_bytes, hash);
    }
    std::size_t mark() const { return m_bytes.size(); }
    void rewind(std::size_t mark) { m_bytes.resize(mark); }

private:
    crypto::Context &m_context;
    std::optional<crypto::Hash> m_kind;
    Bytes m_bytes;
};

class TableMaker
{
public:
    TableMaker(const Trace &trace, crypto::Context &context, Span span, std::uint32_t handshake)
        : m_trace(trace), m_context(context), m_span(span)
    {
        m_table.handshake = handshake;
    }

    TranscriptTable make();

private:
    TranscriptRow &row(MessageId id) { return m_table.rows[id.index - m_span.first]; }
    void settleHash();
    void makeRows();
    void follow(Side side);
    void take(Side side, MessageId id, Playhead when);
    Hashed membership(Side side, const Message &message) const;

    const Trace &m_trace;
    crypto::Context &m_context;
    Span m_span;
    TranscriptTable m_table;
    std::optional<crypto::Hash> m_hash;

    /// Of the party that is followed.
    struct Progress
    {
        Running running;
        bool retried = false;
        std::array<bool, 2> finished{}; ///< by sender
        std::size_t end = 0;            ///< of the handshake's own messages
        bool done() const { return finished[0] && finished[1]; }
    };
    std::optional<Progress> m_now;
};

/// That of the server_hello which settled it.
void TableMaker::settleHash()
{
    for (std::uint32_t i = m_span.first; i < m_span.end; ++i) {
        const Message &message = m_trace.messages[i];
        const bool retry = message.name == "hello_retry_request";
        if (message.name != "server_hello" && !retry)
            continue;
        const auto number = [&](std::string_view path) {
            const Field *field = message.field(message.name + '.' + std::string(path));
            return field ? field->number : std::nullopt;
        };
        const std::optional<std::uint64_t> suiteCode = number("cipher_suite");
        const std::optional<std::uint64_t> version = number("server_version");
        m_table.tls13 = retry || message.field("server_hello.extensions.supported_versions");
        const CipherSuite *suite = suiteCode ? cipherSuite(static_cast<std::uint16_t>(*suiteCode)) : nullptr;
        if (!suite)
            continue;
        if (m_table.tls13 || version == static_cast<std::uint64_t>(tls12))
            m_hash = suite->prf == HashName::None ? std::nullopt : std::optional(crypto::hashOf(suite->prf));
        else
            m_hash = crypto::Hash::Md5Sha1;
        m_table.form = !m_table.tls13 && version == static_cast<std::uint64_t>(ssl30) ? TranscriptForm::Ssl3
                                                                                      : TranscriptForm::Plain;
    }
    if (m_hash)
        m_table.hash = *m_hash == crypto::Hash::Md5Sha1 ? "MD5+SHA-1" : std::string(crypto::name(*m_hash));
    else
        m_table.form = TranscriptForm::Unknown;
}

void TableMaker::makeRows()
{
    for (std::uint32_t i = m_span.first; i < m_span.end; ++i) {
        TranscriptRow row;
        row.message = {i};
        row.hashed = Hashed::NotTaken;
        const Message &message = m_trace.messages[i];
        if (message.protocol == Protocol::ChangeCipherSpec)
            row.hashed = Hashed::ChangeCipherSpec;
        else if (message.protocol != Protocol::Handshake)
            row.hashed = Hashed::NotHandshake;
        else if (message.name == "hello_request")
            row.hashed = Hashed::HelloRequest;
        m_table.rows.push_back(std::move(row));
    }
}

Hashed TableMaker::membership(Side side, const Message &message) const
{
    if (message.error || message.name == "unknown")
        return message.from == side ? Hashed::Yes : Hashed::NotUnderstood;
    if (!m_table.tls13)
        return Hashed::Yes;
    // RFC 8446 4.4.1 names the messages of the handshake, and these two are not among them
    if (message.name == "new_session_ticket" || message.name == "key_update")
        return Hashed::PostHandshake;
    return m_now->done() ? Hashed::AfterHandshake : Hashed::Yes;
}

void TableMaker::take(Side side, MessageId id, Playhead when)
{
    const Message &message = m_trace[id];
    TranscriptRow &here = row(id);
    here.at[at(side)] = when;
    if (message.protocol != Protocol::Handshake || here.hashed == Hashed::HelloRequest)
        return;
    const Hashed as = membership(side, message);
    if (here.hashed == Hashed::NotTaken || as == Hashed::Yes)
        here.hashed = as;
    if (as != Hashed::Yes && as != Hashed::AfterHandshake)
        return;
    // RFC 8446 4.4: what comes after the handshake is hashed after its messages, and not after each other
    if (as == Hashed::AfterHandshake && message.name == "certificate_request")
        m_now->running.rewind(m_now->end);
    if (message.name == "hello_retry_request" && !m_now->retried) {
        m_now->running.replaceByHash();
        m_now->retried = true;
        for (TranscriptRow &before : m_table.rows)
            before.replaced = before.replaced || (before.message < id && before.hashed == Hashed::Yes);
    }
    m_now->running.add(message.bytes);
    here.in[at(side)] = true;
    here.after[at(side)] = m_now->running.value();
    if (message.name != "finished")
        return;
    if (as == Hashed::AfterHandshake) {
        m_now->running.rewind(m_now->end);
        return;
    }
    m_now->finished[at(message.from)] = true;
    if (m_now->done())
        m_now->end = m_now->running.mark();
}

/// The order is that in which this party sent and received.
void TableMaker::follow(Side side)
{
    m_now.emplace(Progress{Running(m_context, m_hash), false, {}, 0});
    for (Playhead i = 0; i < m_trace.events.size(); ++i) {
        const Event &event = m_trace.events[i];
        const bool message = event.what == What::MessageSent || event.what == What::MessageReceived;
        if (message && event.at == side && m_span.contains({event.index}))
            take(side, {event.index}, i + 1);
    }
}

TranscriptTable TableMaker::make()
{
    settleHash();
    makeRows();
    for (const Event &event : m_trace.events)
        if (event.what == What::MessageReceived)
            m_table.told[at(event.at)] = true;
    for (const Side side : {Side::Client, Side::Server})
        if (m_table.told[at(side)])
            follow(side);
    return std::move(m_table);
}

/// Finds what the parties did with hashes of the messages.
class UseFinder
{
public:
    UseFinder(const Trace &trace, std::vector<TranscriptTable> &tables) : m_trace(trace), m_tables(tables)
    {
        for (Playhead i = 0; i < trace.events.size(); ++i) {
            const Event &event = trace.events[i];
            if (event.what == What::Derivation)
                m_derivedAt.emplace(event.index, i + 1);
            else if (event.what == What::Check)
                m_checkedAt.emplace(event.index, i + 1);
        }
        for (std::uint32_t i = 0; i < trace.derivations.size(); ++i)
            for (const Input &input : trace.derivations[i].inputs)
                if (input.derivation)
                    m_takers[input.derivation->index].derivations.push_back({i});
        for (std::uint32_t i = 0; i < trace.checks.size(); ++i)
            for (const Input &input : trace.checks[i].inputs)
                if (input.derivation)
                    m_takers[input.derivation->index].checks.push_back(i);
    }

    void find()
    {
        for (std::uint32_t i = 0; i < m_trace.derivations.size(); ++i)
            derivation({i});
        for (std::uint32_t i = 0; i < m_trace.checks.size(); ++i)
            check(i);
    }

private:
    struct Takers
    {
        std::vector<DerivationId> derivations;
        std::vector<std::uint32_t> checks;
    };

    template<class Key>
    static Playhead positionIn(const std::map<Key, Playhead> &positions, Key key)
    {
        const auto found = positions.find(key);
        return found == positions.end() ? 0 : found->second;
    }

    TranscriptRow *rowOf(MessageId id)
    {
        for (TranscriptTable &table : m_tables)
            if (!table.rows.empty() && table.rows.front().message <= id && id <= table.rows.back().message)
                return &table.rows[id.index - table.rows.front().message.index];
        return nullptr;
    }

    /// The client_hello that a hash of its beginning belongs to: the client's is not sent yet, the server's has come.
    std::optional<MessageId> helloOf(const Derivation &derivation) const
    {
        const std::uint32_t after = derivation.afterMessage ? derivation.afterMessage->index : 0;
        if (derivation.by == Side::Server)
            return derivation.afterMessage;
        for (std::uint32_t i = derivation.afterMessage ? after + 1 : 0; i < m_trace.messages.size(); ++i)
            if (m_trace.messages[i].name == "client_hello" && m_trace.messages[i].from == Side::Client)
                return MessageId{i};
        return std::nullopt;
    }

    void derivation(DerivationId id)
    {
        const Derivation &made = m_trace[id];
        std::optional<MessageId> last;
        bool truncated = false;
        for (const Input &input : made.inputs) {
            if (!input.messages.empty())
                last = input.messages.back();
            truncated = truncated || input.role == "truncated";
        }
        if (truncated)
            last = helloOf(made);
        TranscriptRow *row = last && last->index < m_trace.messages.size() ? rowOf(*last) : nullptr;
        if (!row)
            return;
        TranscriptUse use;
        use.by = made.by;
        use.hash = id;
        use.binders = truncated;
        use.at = positionIn(m_derivedAt, id.index);
        if (const auto takers = m_takers.find(id.index); takers != m_takers.end()) {
            use.derivations = takers->second.derivations;
            use.checks = takers->second.checks;
        }
        use.messageHash = std::ranges::any_of(
            use.derivations, [this](DerivationId taker) { return m_trace[taker].name == "message_hash"; });
        row->uses.push_back(std::move(use));
    }

    /// RFC 5246 7.4.8: certificate_verify is checked against the messages themselves.
    void check(std::uint32_t index)
    {
        const Check &check = m_trace.checks[index];
        if (check.operation != operation::verifySignature)
            return;
        for (const Input &input : check.inputs) {
            TranscriptRow *row = input.messages.empty() ? nullptr : rowOf(input.messages.back());
            if (!row)
                continue;
            TranscriptUse use;
            use.by = check.by;
            use.checks = {index};
            use.at = positionIn(m_checkedAt, index);
            row->uses.push_back(std::move(use));
        }
    }

    const Trace &m_trace;
    std::vector<TranscriptTable> &m_tables;
    std::map<std::uint32_t, Playhead> m_derivedAt, m_checkedAt;
    std::map<std::uint32_t, Takers> m_takers;
};

} // namespace

std::vector<TranscriptTable> transcriptTables(const Trace &trace)
{
    crypto::Context context;
    const std::vector<MessageId> starts = handshakeStarts(trace);
    const auto count = static_cast<std::uint32_t>(trace.messages.size());
    std::vector<TranscriptTable> tables;
    for (std::uint32_t h = 0; h < starts.size(); ++h) {
        const std::uint32_t first = h == 0 ? 0 : starts[h].index;
        const std::uint32_t end = h + 1 < starts.size() ? starts[h + 1].index : count;
        tables.push_back(TableMaker(trace, context, {first, end}, h).make());
    }
    UseFinder(trace, tables).find();
    return tables;
}

} // namespace hd
