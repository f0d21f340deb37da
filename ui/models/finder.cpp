// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/finder.h"

#include "models/valuetext.h"
#include "text/explanations.h"
#include "trace/family.h"

#include <QRegularExpression>

#include <algorithm>

namespace hd::ui {

static constexpr qsizetype around = 28; ///< characters before a match that are shown with it

Bytes queriedBytes(const QString &query)
{
    static const QRegularExpression form(QStringLiteral("^\\s*(?:0x)?((?:[0-9a-f]{2}[\\s:]*)+)$"),
                                         QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(query);
    if (!match.hasMatch())
        return {};
    static const QRegularExpression between(QStringLiteral("[\\s:]"));
    const QByteArray raw = QByteArray::fromHex(match.captured(1).remove(between).toLatin1());
    return Bytes(raw.begin(), raw.end());
}

Finder::Finder(std::shared_ptr<const Trace> trace, const Explanations *texts, const QString &query, bool secrets)
    : m_trace(std::move(trace)),
      m_texts(texts),
      m_query(query.trimmed()),
      m_bytes(queriedBytes(query)),
      m_secrets(secrets)
{
    constexpr qsizetype leastText = 3; // shorter text is everywhere among bytes
    if (m_bytes.empty() && m_query.size() >= leastText) {
        const QByteArray text = m_query.toUtf8();
        m_bytes.assign(text.begin(), text.end());
    }
    m_carried.resize(m_trace->records.size());
    for (std::uint32_t i = 0; i < m_trace->messages.size(); ++i)
        for (const MessageSpan &span : m_trace->messages[i].spans)
            if (span.record.index < m_carried.size() && !m_carried[span.record.index])
                m_carried[span.record.index] = MessageId{i};
}

Finder::~Finder() = default;

std::size_t Finder::count() const
{
    std::size_t all = 0;
    for (const std::vector<Finding> &found : m_found)
        all += found.size();
    return all;
}

bool Finder::advance(std::size_t steps)
{
    const std::size_t messages = m_trace->messages.size();
    const std::size_t records = messages + m_trace->records.size();
    const std::size_t all = records + m_trace->derivations.size();
    const bool everyKindIsFull = std::all_of(m_more.begin(), m_more.end(), [](bool more) { return more; });
    if (m_query.isEmpty() || everyKindIsFull)
        m_next = all;
    for (; steps > 0 && m_next < all; --steps, ++m_next) {
        if (m_next < messages)
            lookAtMessage(MessageId{static_cast<std::uint32_t>(m_next)});
        else if (m_next < records)
            lookAtRecord(static_cast<std::uint32_t>(m_next - messages));
        else
            lookAtDerivation(DerivationId{static_cast<std::uint32_t>(m_next - records)});
    }
    return m_next < all;
}

// From here on, a kind that is full costs nothing more.
bool Finder::isFull(Finding::Kind kind)
{
    return m_more[static_cast<std::size_t>(kind)];
}

void Finder::add(Finding finding)
{
    const auto kind = static_cast<std::size_t>(finding.kind);
    if (m_found[kind].size() < limit)
        m_found[kind].push_back(std::move(finding));
    else
        m_more[kind] = true;
}

bool Finder::addIfIn(const QString &text, Finding::Kind kind, const Selection &selection, const QString &where)
{
    // Of a path, the end is the field's own name.
    const qsizetype at = kind == Finding::Kind::Field ? text.lastIndexOf(m_query, -1, Qt::CaseInsensitive)
                                                      : text.indexOf(m_query, 0, Qt::CaseInsensitive);
    if (at < 0)
        return false;
    Finding finding{kind, selection, where, {}, 0, m_query.size()};
    qsizetype from = 0;
    if (at > around) {
        from = text.lastIndexOf(u' ', at - around / 2);
        from = from < at - around ? at - around : from + 1;
    }
    finding.context = (from > 0 ? QStringLiteral("… ") : QString()) + text.mid(from, 240);
    for (QChar &c : finding.context)
        c = c.isPrint() ? c : QChar(u' '); // what a peer sent stays on one line
    finding.start = at - from + (from > 0 ? 2 : 0);
    add(std::move(finding));
    return true;
}

// What is looked at --------------------------------------------------------------------------------------------------

static QString place(MessageId id, const Message &message)
{
    return QStringLiteral("#%1 %2").arg(id.index + 1).arg(toQString(message.name));
}

void Finder::lookAtMessage(MessageId id)
{
    const Message &message = (*m_trace)[id];
    const Selection selection = Session::messageSelection(id);
    if (!isFull(Finding::Kind::Message))
        addIfIn(place(id, message), Finding::Kind::Message, selection, QString());
    lookAtFields(id);
    if (!isFull(Finding::Kind::Bytes))
        lookAtBytes(message.bytes, place(id, message), selection, message.bytes.size());
}

void Finder::lookAtFields(MessageId id)
{
    const Message &message = (*m_trace)[id];
    const FieldTree &fields = message.fields;
    const bool texts = !isFull(Finding::Kind::Explanation);
    const bool whole = m_query.contains(u'.'); // a path: its end is the field's own name
    for (FieldIndex i = 0; i < fields.size(); ++i) {
        const bool names = i > 0 && !isFull(Finding::Kind::Field);
        const bool values = i > 0 && !isFull(Finding::Kind::Value) && fields.isLeaf(i);
        if (!names && !values && !texts)
            continue;
        const std::string path = fields.path(i);
        const auto selected = [&] {
            Selection selection = Session::messageSelection(id);
            selection.kind = Selection::Kind::Field;
            selection.fieldPath = toQString(path);
            selection.bytes = fields[i].range;
            return selection;
        };
        const QString name = toQString(fields[i].name);
        const QString own = toQString(path);
        const bool named =
            whole ? own.lastIndexOf(m_query, -1, Qt::CaseInsensitive) + m_query.size() > own.lastIndexOf(u'.') + 1
                  : name.contains(m_query, Qt::CaseInsensitive);
        if (names && named)
            addIfIn(own, Finding::Kind::Field, selected(), QStringLiteral("#%1").arg(id.index + 1));
        if (values)
            if (const QString text = valueText(message, i); text.contains(m_query, Qt::CaseInsensitive))
                addIfIn(text, Finding::Kind::Value, selected(), QStringLiteral("#%1 %2").arg(id.index + 1).arg(own));
        if (texts)
            lookAtTexts(id, i, path);
    }
}

/// Markdown as it reads.
static QString plain(QString text)
{
    static const QRegularExpression marks(QStringLiteral("[*`\\\\]"));
    return text.remove(marks).simplified();
}

void Finder::lookAtTexts(MessageId id, FieldIndex field, const std::string &path)
{
    const Message &message = (*m_trace)[id];
    const QString key = toQString(pathPattern(path)) + (message.from == Side::Client ? u'c' : u's');
    if (m_explained.contains(key))
        return;
    m_explained.insert(key);
    const Family family = familyOf(*m_trace, message);
    const std::optional<Explanation> text = m_texts->forField(toQString(path), message.from, family);
    if (!text)
        return;
    Selection selection = Session::messageSelection(id);
    if (field > 0) {
        selection.kind = Selection::Kind::Field;
        selection.fieldPath = toQString(path);
        selection.bytes = message.fields[field].range;
    }
    for (const QString &part : {text->title, text->what, text->why, text->ifMissing})
        if (addIfIn(plain(part), Finding::Kind::Explanation, selection, toQString(path)))
            return;
}

/// The places of the bytes looked for that begin before @p below; the one at their first byte is shown with its
/// neighbours.
void Finder::lookAtBytes(const Bytes &bytes, const QString &where, const Selection &selection, std::size_t below)
{
    if (m_bytes.empty())
        return;
    auto from = bytes.begin();
    while (!isFull(Finding::Kind::Bytes)) {
        const auto at = std::search(from, bytes.end(), m_bytes.begin(), m_bytes.end());
        const auto offset = static_cast<std::size_t>(at - bytes.begin());
        if (at == bytes.end() || offset >= below)
            return;
        constexpr std::size_t before = 4, after = 8;
        const std::size_t first = offset - std::min(offset, before);
        const std::size_t end = std::min(bytes.size(), offset + m_bytes.size() + after);
        Finding finding{Finding::Kind::Bytes, selection, where, {}, 0, 0};
        finding.context = hexText(ByteView(bytes).subspan(first, end - first));
        finding.start = static_cast<qsizetype>(offset - first) * 3;
        finding.length = static_cast<qsizetype>(m_bytes.size()) * 3 - 1;
        if (selection.kind == Selection::Kind::Message) {
            finding.selection.kind = Selection::Kind::Bytes;
            finding.selection.bytes = {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(m_bytes.size())};
        }
        finding.where += QStringLiteral("  0x%1").arg(offset, 4, 16, QLatin1Char('0'));
        add(std::move(finding));
        from = at + 1;
    }
}

/// What a record has beyond the messages in it: its header, and the whole where that is encrypted.
void Finder::lookAtRecord(std::uint32_t index)
{
    const Record &record = m_trace->records[index];
    if (isFull(Finding::Kind::Bytes) || !m_carried[index])
        return;
    Selection selection = Session::messageSelection(*m_carried[index]);
    selection.kind = Selection::Kind::Record;
    selection.index = index;
    lookAtBytes(record.wire, place(*m_carried[index], (*m_trace)[*m_carried[index]]), selection,
                (*m_trace)[*m_carried[index]].encrypted ? record.wire.size() : record.headerLength());
}

void Finder::lookAtDerivation(DerivationId id)
{
    const Derivation &derivation = (*m_trace)[id];
    if (isFull(Finding::Kind::Derivation))
        return;
    Selection selection;
    selection.kind = Selection::Kind::Derivation;
    selection.index = id.index;
    selection.message = derivation.afterMessage;
    const QString name = toQString(derivation.name);
    const QString party = derivation.by == Side::Client ? QStringLiteral("client") : QStringLiteral("server");
    if (addIfIn(name, Finding::Kind::Derivation, selection, party) || (derivation.secret && !m_secrets))
        return;
    const auto at = m_bytes.empty() ? derivation.output.end()
                                    : std::search(derivation.output.begin(), derivation.output.end(), m_bytes.begin(),
                                                  m_bytes.end());
    if (at == derivation.output.end())
        return;
    const auto offset = static_cast<std::size_t>(at - derivation.output.begin());
    add({Finding::Kind::Derivation, selection, party + u' ' + name,
         hexText(ByteView(derivation.output).subspan(offset), 24), 0,
         static_cast<qsizetype>(std::min<std::size_t>(m_bytes.size(), 24)) * 3 - 1});
}

} // namespace hd::ui
