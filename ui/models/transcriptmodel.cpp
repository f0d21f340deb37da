// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transcriptmodel.h"

#include "models/valuetext.h"
#include "session/linked.h"
#include "trace/operations.h"

namespace hd::ui {

static constexpr std::size_t shownBytes = 8;

void TranscriptModel::setTrace(std::shared_ptr<const Trace> trace)
{
    beginResetModel();
    m_trace = std::move(trace);
    m_tables = transcriptTables(*m_trace);
    m_handshake = 0;
    build();
    endResetModel();
}

void TranscriptModel::setHandshake(std::uint32_t handshake)
{
    if (handshake == m_handshake || handshake >= m_tables.size())
        return;
    beginResetModel();
    m_handshake = handshake;
    build();
    endResetModel();
}

void TranscriptModel::setPlayhead(Playhead at)
{
    m_playhead = at;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

const TranscriptTable *TranscriptModel::table() const
{
    return m_handshake < m_tables.size() ? &m_tables[m_handshake] : nullptr;
}

/// Where the messages end that nobody hashes, from @p first on, when they are so many that they say nothing one by one.
std::size_t TranscriptModel::endOfRun(std::size_t first) const
{
    constexpr std::size_t few = 6;
    const std::vector<TranscriptRow> &rows = table()->rows;
    std::size_t end = first;
    while (end < rows.size() &&
           (rows[end].hashed == Hashed::NotHandshake || rows[end].hashed == Hashed::PostHandshake) &&
           (*m_trace)[rows[end].message].protocol != Protocol::Alert)
        ++end;
    return end - first > few ? end : first + 1;
}

void TranscriptModel::build()
{
    m_rows.clear();
    m_firstHashed = 0;
    m_lastHashed = -1;
    if (!table())
        return;
    for (std::size_t i = 0; i < table()->rows.size();) {
        const std::size_t end = endOfRun(i);
        const TranscriptRow &own = table()->rows[i];
        const auto first = static_cast<int>(m_rows.size());
        m_rows.push_back({i, end - 1, {}});
        std::vector<Row> below; // both parties take the same hashes, under the same names
        for (const TranscriptUse &use : own.uses) {
            const auto same = std::find_if(below.begin(), below.end(),
                                           [&](const Row &row) { return nameOf(row.uses.front()) == nameOf(use); });
            if (same == below.end())
                below.push_back({i, i, {use}});
            else
                same->uses.push_back(use);
        }
        m_rows.insert(m_rows.end(), below.begin(), below.end());
        if (own.hashed == Hashed::Yes || own.hashed == Hashed::AfterHandshake) {
            if (m_lastHashed < 0)
                m_firstHashed = first;
            m_lastHashed = static_cast<int>(m_rows.size()) - 1;
        }
        i = end;
    }
}

std::uint32_t TranscriptModel::handshakeOf(MessageId message) const
{
    for (const TranscriptTable &one : m_tables)
        if (!one.rows.empty() && message <= one.rows.back().message)
            return one.handshake;
    return 0;
}

QString TranscriptModel::form() const
{
    if (!table() || table()->form == TranscriptForm::Unknown)
        return {};
    const QString hash = toQString(table()->hash).replace(u'+', QStringLiteral(" + "));
    return table()->form == TranscriptForm::Ssl3 ? tr("%1 with master_secret and pads").arg(hash) : hash;
}

bool TranscriptModel::differs() const
{
    return table() && std::any_of(table()->rows.begin(), table()->rows.end(), [this](const TranscriptRow &row) {
               return row.differs() && std::max(row.at[0], row.at[1]) <= m_playhead;
           });
}

QString TranscriptModel::nameOf(const TranscriptUse &use) const
{
    if (use.hash)
        return toQString((*m_trace)[*use.hash].name);
    return use.checks.empty() ? QString() : toQString(m_trace->checks[use.checks.front()].name);
}

QString TranscriptModel::title(const Row &row) const
{
    if (!row.uses.empty())
        return nameOf(row.uses.front());
    const MessageId id = messageRow(row).message;
    if (row.last > row.message)
        return QStringLiteral("#%1–#%2").arg(id.index + 1).arg(table()->rows[row.last].message.index + 1);
    return QStringLiteral("#%1 %2").arg(id.index + 1).arg(toQString((*m_trace)[id].name));
}

QString TranscriptModel::outsideNote(const TranscriptRow &row) const
{
    switch (row.hashed) {
    case Hashed::Yes:
    case Hashed::AfterHandshake:
        break;
    case Hashed::NotHandshake:
        return (*m_trace)[row.message].protocol == Protocol::Alert
                   ? tr("outside: alerts are a protocol of their own")
                   : tr("outside: application data is what the handshake is for, not a part of it");
    case Hashed::ChangeCipherSpec:
        return table()->tls13 ? tr("outside: only there for middleboxes, it means nothing")
                              : tr("outside: a protocol of its own, not a handshake message");
    case Hashed::HelloRequest:
        return tr("outside: hello_request only asks for a handshake, it is not part of one");
    case Hashed::PostHandshake:
        return tr("outside: it comes after the handshake");
    case Hashed::NotUnderstood:
        return tr("outside: it could not be decoded, and nobody went on from it");
    case Hashed::NotTaken:
        return tr("outside: nobody took it as part of this handshake");
    }
    return {};
}

QString TranscriptModel::note(const Row &row) const
{
    if (!row.uses.empty())
        return useNote(row);
    const TranscriptRow &own = messageRow(row);
    if (row.last > row.message)
        return tr("outside: %1 messages after the handshake").arg(row.last - row.message + 1);
    QStringList parts;
    if (const QString outside = outsideNote(own); !outside.isEmpty())
        parts.append(outside);
    if (own.hashed == Hashed::AfterHandshake)
        parts.append(tr("goes on from the handshake's hash, and is then forgotten"));
    if (own.replaced)
        parts.append(tr("from hello_retry_request on, message_hash stands for it: fe 00 00 %1 and its hash")
                         .arg(static_cast<int>(own.after[0].size() | own.after[1].size()), 2, 16, QLatin1Char('0')));
    if (own.in[0] != own.in[1] && table()->told[0] && table()->told[1])
        parts.append(own.in[0] ? tr("only the client has it like this") : tr("only the server has it like this"));
    return parts.join(QStringLiteral("; "));
}

QString TranscriptModel::useNote(const Row &row) const
{
    const TranscriptUse &first = row.uses.front();
    bool client = false, server = false;
    for (const TranscriptUse &use : row.uses)
        (use.by == Side::Client ? client : server) = true;
    if (first.hash ? !isHash(*first.hash) : true)
        return server && client ? tr("the messages themselves: signed by one, checked by the other")
                                : tr("the messages themselves, for a signature");
    const QString who = client && server ? tr("both") : client ? tr("client") : tr("server");
    QStringList names;
    for (const Selection &taker : takers(static_cast<int>(&row - m_rows.data())))
        names.append(takerName(taker));
    QString text = names.isEmpty() ? who : tr("%1, for %2").arg(who, names.join(QStringLiteral(", ")));
    if (first.binders)
        text += QStringLiteral("; ") + tr("without the binders at the end");
    return text;
}

bool TranscriptModel::pending(const Row &row) const
{
    if (row.uses.empty()) {
        const TranscriptRow &own = messageRow(row);
        const Playhead first =
            own.at[0] == 0 || own.at[1] == 0 ? std::max(own.at[0], own.at[1]) : std::min(own.at[0], own.at[1]);
        return first > m_playhead;
    }
    return std::all_of(row.uses.begin(), row.uses.end(),
                       [this](const TranscriptUse &use) { return use.at > m_playhead; });
}

bool TranscriptModel::usesDiffer(const Row &row) const
{
    const Bytes *seen = nullptr;
    for (const TranscriptUse &use : row.uses) {
        if (!use.hash || use.at > m_playhead || !isHash(*use.hash))
            continue;
        const Bytes &output = (*m_trace)[*use.hash].output;
        if (seen && *seen != output && !output.empty() && !seen->empty())
            return true;
        seen = &output;
    }
    return false;
}

QString TranscriptModel::hash(const Row &row, Side side) const
{
    const auto at = static_cast<std::size_t>(side);
    if (row.uses.empty()) {
        const TranscriptRow &own = messageRow(row);
        return own.in[at] && own.at[at] <= m_playhead ? hexText(own.after[at], shownBytes) : QString();
    }
    for (const TranscriptUse &use : row.uses)
        if (use.by == side && use.hash && use.at <= m_playhead && isHash(*use.hash))
            return hexText((*m_trace)[*use.hash].output, shownBytes);
    return {};
}

/// Up to TLS 1.2 the messages themselves are signed; then the recorded value is a signature.
bool TranscriptModel::isHash(DerivationId id) const
{
    const std::string &made = (*m_trace)[id].operation;
    return made == operation::hash || made == operation::sslHash;
}

bool TranscriptModel::used(const TranscriptRow &row) const
{
    return std::any_of(row.uses.begin(), row.uses.end(), [this](const TranscriptUse &use) {
        return use.hash && !use.binders && (*m_trace)[*use.hash].operation == operation::hash;
    });
}

// Selection -----------------------------------------------------------------------------------------------------------

static Selection derivationSelection(const Trace &trace, DerivationId id)
{
    Selection selection;
    selection.kind = Selection::Kind::Derivation;
    selection.index = id.index;
    selection.message = trace[id].afterMessage;
    return selection;
}

static Selection checkSelection(const Trace &trace, std::uint32_t index)
{
    Selection selection;
    selection.kind = Selection::Kind::Check;
    selection.index = index;
    selection.message = trace.checks[index].message;
    return selection;
}

Selection TranscriptModel::selection(int at) const
{
    const Row &row = m_rows[static_cast<std::size_t>(at)];
    if (row.uses.empty())
        return Session::messageSelection(messageRow(row).message);
    const TranscriptUse &use = row.uses.front();
    return use.hash ? derivationSelection(*m_trace, *use.hash) : checkSelection(*m_trace, use.checks.front());
}

bool TranscriptModel::isLinked(int at, const Linked &linked) const
{
    const Row &row = m_rows[static_cast<std::size_t>(at)];
    if (row.uses.empty())
        return linked.message && messageRow(row).message <= *linked.message &&
               *linked.message <= table()->rows[row.last].message;
    return std::any_of(row.uses.begin(), row.uses.end(), [&](const TranscriptUse &use) {
        const auto has = [](const auto &list, const auto &one) {
            return std::find(list.begin(), list.end(), one) != list.end();
        };
        return use.hash ? has(linked.derivations, *use.hash) : has(linked.checks, use.checks.front());
    });
}

std::optional<int> TranscriptModel::rowOf(const Linked &linked) const
{
    std::optional<int> message;
    for (int row = 0; row < rowCount(); ++row) {
        if (!isLinked(row, linked))
            continue;
        if (!m_rows[static_cast<std::size_t>(row)].uses.empty())
            return row; // nearer to what is selected than its message
        message = row;
    }
    return message;
}

std::vector<Selection> TranscriptModel::takers(int at) const
{
    std::vector<Selection> found;
    QStringList names;
    const auto add = [&](const Selection &taker) {
        const QString name = takerName(taker);
        if (!names.contains(name))
            found.push_back(taker);
        names.append(name);
    };
    for (const TranscriptUse &use : m_rows[static_cast<std::size_t>(at)].uses) {
        for (const DerivationId id : use.derivations)
            add(derivationSelection(*m_trace, id));
        if (use.hash)
            for (const std::uint32_t check : use.checks)
                add(checkSelection(*m_trace, check));
    }
    return found;
}

QString TranscriptModel::takerName(const Selection &taker) const
{
    return taker.kind == Selection::Kind::Derivation ? toQString(m_trace->derivations[taker.index].name)
                                                     : toQString(m_trace->checks[taker.index].name);
}

int TranscriptModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant TranscriptModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const TranscriptRow &own = messageRow(row);
    const bool use = !row.uses.empty();
    switch (role) {
    case Qt::DisplayRole:
        return title(row);
    case Qt::AccessibleTextRole: {
        QStringList said{title(row)};
        if (!use && outsideNote(own).isEmpty())
            said.append(tr("hashed"));
        for (const QString &more : {note(row), pending(row) ? tr("not yet") : QString(), hash(row, Side::Client)})
            if (!more.isEmpty())
                said.append(more);
        if (data(index, DiffersRole).toBool())
            said.append(tr("the two differ"));
        return said.join(QStringLiteral(", "));
    }
    case UseRole:
        return use;
    case HashedRole:
        return static_cast<int>(own.hashed);
    case NoteRole:
        return note(row);
    case SizeRole:
        return !use && (own.in[0] || own.in[1]) ? static_cast<int>((*m_trace)[own.message].bytes.size()) : 0;
    case ClientHashRole:
        return hash(row, Side::Client);
    case ServerHashRole:
        return hash(row, Side::Server);
    case DiffersRole:
        return use ? usesDiffer(row) : own.differs() && std::max(own.at[0], own.at[1]) <= m_playhead;
    case UsedRole:
        return use || used(own);
    case PendingRole:
        return pending(row);
    case AboveRole:
        return index.row() > m_firstHashed && index.row() <= m_lastHashed;
    case BelowRole:
        return index.row() >= m_firstHashed && index.row() < m_lastHashed;
    }
    return {};
}

} // namespace hd::ui
