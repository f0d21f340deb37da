// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/comparisontables.h"

#include "diagram/messagefacts.h"

#include <QCoreApplication>

namespace hd::ui {

namespace {

constexpr std::size_t longestValue = 8; ///< bytes
const QString none = QStringLiteral("–");

class Tables
{
public:
    Tables(const ComparedTraces &compared, const ExportLanguage &language)
        : m_a(compared.a),
          m_b(compared.b),
          m_comparison(compared.comparison),
          m_language(language),
          m_words(language.diagramWords())
    {}

    ComparisonTables make();

private:
    QString say(const char *source) const { return m_language.text(source); }
    QString number(std::uint64_t value) const { return m_words.number(value); }
    QString sideOf(Side side) const { return side == Side::Client ? m_words.client : m_words.server; }
    QString titleOf(const Trace &trace) const;
    QStringList summary() const;
    ComparisonTable messages() const;
    QStringList cellsOf(const Trace &trace, std::optional<MessageId> message) const;
    QString markOf(const MessageRow &row) const;
    QString noteOf(const MessageRow &row) const;
    ComparisonTable fields() const;
    void addFields(ComparisonTable &table, MessageId a, MessageId b) const;
    QString valueOf(const Message &message, std::optional<FieldIndex> field) const;
    ComparisonTable parameters() const;
    QString nameOf(Parameter parameter) const;
    ComparisonTable values() const;
    QString whyOf(const ValuePair &pair) const;
    ComparisonTable checks() const;
    ComparisonTable costs() const;

    const Trace &m_a, &m_b;
    const Comparison &m_comparison;
    const ExportLanguage &m_language;
    DiagramWords m_words;
};

QString Tables::titleOf(const Trace &trace) const
{
    const QString title = m_language.text(trace.title);
    const QString name = displayName(trace.scenarioName);
    QString text = title.isEmpty() ? name : displayName(title.toStdString());
    if (trace.seeded)
        text += say(QT_TRANSLATE_NOOP("Export", " (seed %1)")).arg(trace.seed);
    return text.isEmpty() ? QString::fromStdString(trace.source) : text;
}

QStringList Tables::summary() const
{
    const DifferenceCount count = m_comparison.fields();
    if (m_comparison.isEqual())
        return {say(QT_TRANSLATE_NOOP("Export", "Nothing differs."))};
    QStringList sentences;
    if (!m_comparison.isMeaningful())
        sentences << say(
            QT_TRANSLATE_NOOP("Export", "Only what every run draws anew differs, and what follows from it."));
    sentences << say(QT_TRANSLATE_NOOP("Export", "Messages only in A: %1, only in B: %2."))
                     .arg(m_comparison.onlyIn(true))
                     .arg(m_comparison.onlyIn(false));
    sentences << say(QT_TRANSLATE_NOOP("Export", "Fields that differ: %1, and %2 more as expected."))
                     .arg(number(count.meaningful), number(count.expected));
    return sentences;
}

QStringList Tables::cellsOf(const Trace &trace, std::optional<MessageId> message) const
{
    if (!message)
        return {{}, {}, {}};
    const QString arrow = trace[*message].from == Side::Client ? QStringLiteral("→ ") : QStringLiteral("← ");
    return {QString::number(message->index + 1), arrow + messageLabel(trace[*message]),
            number(wireSize(trace, *message))};
}

QString Tables::markOf(const MessageRow &row) const
{
    if (!row.isPair())
        return row.elsewhere ? QStringLiteral("↕") : row.a ? QStringLiteral("A") : QStringLiteral("B");
    return row.count.meaningful > 0 ? QStringLiteral("≠")
           : row.count.expected > 0 ? QStringLiteral("≈")
                                    : QStringLiteral("=");
}

QString Tables::noteOf(const MessageRow &row) const
{
    if (row.elsewhere) {
        const MessageRow &other = m_comparison.rows[*row.elsewhere];
        const QString where =
            row.a ? QStringLiteral("B #%1").arg(other.b->index + 1) : QStringLiteral("A #%1").arg(other.a->index + 1);
        return say(QT_TRANSLATE_NOOP("Export", "at another place: %1")).arg(where);
    }
    if (!row.isPair())
        return row.a ? say(QT_TRANSLATE_NOOP("Export", "only in A")) : say(QT_TRANSLATE_NOOP("Export", "only in B"));
    if (row.count.none())
        return say(QT_TRANSLATE_NOOP("Export", "the same"));
    if (row.count.meaningful == 0)
        return say(QT_TRANSLATE_NOOP("Export", "as expected"));
    return say(QT_TRANSLATE_NOOP("Export", "%1 differ")).arg(row.count.meaningful);
}

ComparisonTable Tables::messages() const
{
    ComparisonTable table{say(QT_TRANSLATE_NOOP("Export", "Messages")),
                          {QStringLiteral("#"),
                           QStringLiteral("A"),
                           say(QT_TRANSLATE_NOOP("Export", "Bytes")),
                           {},
                           QStringLiteral("#"),
                           QStringLiteral("B"),
                           say(QT_TRANSLATE_NOOP("Export", "Bytes")),
                           say(QT_TRANSLATE_NOOP("Export", "Difference"))},
                          QStringLiteral("rlrlrlrl"),
                          {},
                          {}};
    for (const MessageRow &row : m_comparison.rows)
        table.rows << cellsOf(m_a, row.a) + QStringList{markOf(row)} + cellsOf(m_b, row.b) + QStringList{noteOf(row)};
    return table;
}

QString Tables::valueOf(const Message &message, std::optional<FieldIndex> index) const
{
    if (!index)
        return none;
    const Field &field = message.fields[*index];
    if (!field.meaning.empty())
        return displayName(field.meaning);
    if (field.range.length == 0)
        return say(QT_TRANSLATE_NOOP("Export", "empty"));
    if (field.range.end() > message.bytes.size())
        return {};
    const ByteView bytes = slice(message.bytes, field.range);
    const bool whole = bytes.size() <= longestValue;
    const QString hex = QString::fromStdString(toHex(whole ? bytes : bytes.first(longestValue)));
    return whole ? hex : say(QT_TRANSLATE_NOOP("Export", "%1… (%2 bytes)")).arg(hex, number(bytes.size()));
}

void Tables::addFields(ComparisonTable &table, MessageId a, MessageId b) const
{
    const Message &inA = m_a[a], &inB = m_b[b];
    const FieldComparison fields = compareFields(inA, inB);
    for (const FieldPair &pair : fields.pairs) {
        const bool within =
            pair.parent != FieldPair::noParent && (!fields.pairs[pair.parent].a || !fields.pairs[pair.parent].b);
        const bool whole = pair.leaf || !pair.a || !pair.b || pair.difference == Difference::Moved;
        if (within || !whole || pair.count.meaningful == 0)
            continue;
        const std::string path = pair.a ? inA.fields.path(*pair.a) : inB.fields.path(*pair.b);
        const QString number = QStringLiteral("%1 | %2").arg(a.index + 1).arg(b.index + 1);
        QString valueB = valueOf(inB, pair.b);
        if (pair.difference == Difference::Moved)
            valueB = say(QT_TRANSLATE_NOOP("Export", "the same, at another place"));
        table.rows << QStringList{number, QString::fromStdString(printable(path)), valueOf(inA, pair.a), valueB};
    }
}

ComparisonTable Tables::fields() const
{
    ComparisonTable table{
        say(QT_TRANSLATE_NOOP("Export", "Fields that differ")),
        {QStringLiteral("#"), say(QT_TRANSLATE_NOOP("Export", "Field")), QStringLiteral("A"), QStringLiteral("B")},
        QStringLiteral("llll"),
        {},
        say(QT_TRANSLATE_NOOP("Export", "None but those that every run draws anew."))};
    for (const MessageRow &row : m_comparison.rows)
        if (const auto b = m_comparison.on(row, false); row.a && b && row.count.meaningful > 0)
            addFields(table, *row.a, *b);
    return table;
}

QString Tables::nameOf(Parameter parameter) const
{
    static constexpr const char *names[] = {QT_TRANSLATE_NOOP("Export", "Version"),
                                            QT_TRANSLATE_NOOP("Export", "Cipher suite"),
                                            QT_TRANSLATE_NOOP("Export", "Key exchange"),
                                            QT_TRANSLATE_NOOP("Export", "Group"),
                                            QT_TRANSLATE_NOOP("Export", "Cipher"),
                                            QT_TRANSLATE_NOOP("Export", "Hash"),
                                            QT_TRANSLATE_NOOP("Export", "Application protocol"),
                                            QT_TRANSLATE_NOOP("Export", "Compression"),
                                            "extended_master_secret",
                                            "encrypt_then_mac",
                                            QT_TRANSLATE_NOOP("Export", "Secure renegotiation"),
                                            QT_TRANSLATE_NOOP("Export", "Resumed"),
                                            QT_TRANSLATE_NOOP("Export", "Early data"),
                                            QT_TRANSLATE_NOOP("Export", "How it ended for the client"),
                                            QT_TRANSLATE_NOOP("Export", "How it ended for the server")};
    return say(names[static_cast<std::size_t>(parameter)]);
}

ComparisonTable Tables::parameters() const
{
    ComparisonTable table{say(QT_TRANSLATE_NOOP("Export", "Negotiated parameters")),
                          {say(QT_TRANSLATE_NOOP("Export", "Parameter")), QStringLiteral("A"), {}, QStringLiteral("B")},
                          QStringLiteral("llll"),
                          {},
                          {}};
    // Only these words are ours; the rest are names of the protocol.
    [[maybe_unused]] static constexpr const char *words[] = {
        QT_TRANSLATE_NOOP("Export", "yes"),         QT_TRANSLATE_NOOP("Export", "no"),
        QT_TRANSLATE_NOOP("Export", "handshaking"), QT_TRANSLATE_NOOP("Export", "open"),
        QT_TRANSLATE_NOOP("Export", "closed"),      QT_TRANSLATE_NOOP("Export", "failed"),
        QT_TRANSLATE_NOOP("Export", "accepted"),    QT_TRANSLATE_NOOP("Export", "rejected")};
    const auto cell = [this](const std::string &value) {
        return value.empty() ? none : say(displayName(value).toUtf8().constData());
    };
    for (const ParameterPair &pair : m_comparison.parameters)
        if (!pair.a.empty() || !pair.b.empty())
            table.rows << QStringList{nameOf(pair.parameter), cell(pair.a),
                                      pair.differs() ? QStringLiteral("≠") : QStringLiteral("="), cell(pair.b)};
    return table;
}

QString Tables::whyOf(const ValuePair &pair) const
{
    if (!pair.a || !pair.b)
        return pair.a ? say(QT_TRANSLATE_NOOP("Export", "only in A")) : say(QT_TRANSLATE_NOOP("Export", "only in B"));
    QString why;
    if (pair.difference == Difference::Same)
        why = say(QT_TRANSLATE_NOOP("Export", "equal"));
    else if (pair.difference == Difference::Unknown)
        why = say(QT_TRANSLATE_NOOP("Export", "withheld"));
    else if (pair.inputs.empty())
        why = say(QT_TRANSLATE_NOOP("Export", "drawn anew"));
    else
        why = say(QT_TRANSLATE_NOOP("Export", "different"));
    if (!pair.sameOperation)
        why += say(QT_TRANSLATE_NOOP("Export", "; another operation: %1, %2"))
                   .arg(displayName(m_a[*pair.a].operation), displayName(m_b[*pair.b].operation));
    if (!pair.inputs.empty() && pair.sameOperation) {
        QStringList roles;
        for (const std::string &role : pair.inputs)
            roles << displayName(role);
        why += say(QT_TRANSLATE_NOOP("Export", "; other inputs: %1")).arg(roles.join(QStringLiteral(", ")));
    }
    return why;
}

ComparisonTable Tables::values() const
{
    ComparisonTable table{say(QT_TRANSLATE_NOOP("Export", "Values and keys")),
                          {say(QT_TRANSLATE_NOOP("Export", "Value")),
                           say(QT_TRANSLATE_NOOP("Export", "By")),
                           say(QT_TRANSLATE_NOOP("Export", "Bytes")) + QStringLiteral(" A"),
                           {},
                           say(QT_TRANSLATE_NOOP("Export", "Bytes")) + QStringLiteral(" B"),
                           say(QT_TRANSLATE_NOOP("Export", "Why"))},
                          QStringLiteral("llrlrl"),
                          {},
                          say(QT_TRANSLATE_NOOP("Export", "None is recorded."))};
    for (const ValuePair &pair : m_comparison.values) {
        if (pair.repeated)
            continue;
        const Derivation &any = pair.a ? m_a[*pair.a] : m_b[*pair.b];
        const auto size = [this](const Trace &trace, std::optional<DerivationId> id) {
            return id ? number(trace[*id].output.size()) : none;
        };
        const QString mark = !pair.a                                  ? QStringLiteral("B")
                             : !pair.b                                ? QStringLiteral("A")
                             : pair.difference == Difference::Same    ? QStringLiteral("=")
                             : pair.difference == Difference::Unknown ? QStringLiteral("?")
                                                                      : QStringLiteral("≠");
        table.rows << QStringList{displayName(any.name), sideOf(any.by), size(m_a, pair.a), mark,
                                  size(m_b, pair.b),     whyOf(pair)};
    }
    return table;
}

ComparisonTable Tables::checks() const
{
    ComparisonTable table{say(QT_TRANSLATE_NOOP("Export", "Checks that ended differently")),
                          {say(QT_TRANSLATE_NOOP("Export", "Check")), say(QT_TRANSLATE_NOOP("Export", "By")),
                           QStringLiteral("A"), QStringLiteral("B")},
                          QStringLiteral("llll"),
                          {},
                          say(QT_TRANSLATE_NOOP("Export", "None."))};
    const auto outcome = [this](const Trace &trace, std::optional<std::uint32_t> check) {
        if (!check)
            return none;
        return trace.checks[*check].passed ? say(QT_TRANSLATE_NOOP("Export", "passed"))
                                           : say(QT_TRANSLATE_NOOP("Export", "failed"));
    };
    for (const CheckPair &pair : m_comparison.checks) {
        const bool failed = (pair.a && !m_a.checks[*pair.a].passed) || (pair.b && !m_b.checks[*pair.b].passed);
        if (pair.difference == Difference::Same || !failed)
            continue;
        const Check &any = pair.a ? m_a.checks[*pair.a] : m_b.checks[*pair.b];
        table.rows << QStringList{displayName(any.name), sideOf(any.by), outcome(m_a, pair.a), outcome(m_b, pair.b)};
    }
    return table;
}

ComparisonTable Tables::costs() const
{
    ComparisonTable table{say(QT_TRANSLATE_NOOP("Export", "Sizes and round trips")),
                          {{}, QStringLiteral("A"), QStringLiteral("B")},
                          QStringLiteral("lrr"),
                          {},
                          {}};
    const Costs &a = m_comparison.a, &b = m_comparison.b;
    const auto row = [&](const char *name, std::uint64_t inA, std::uint64_t inB) {
        table.rows << QStringList{say(name), number(inA), number(inB)};
    };
    const auto trips = [](std::optional<double> value) { return value ? QString::number(*value) : none; };
    const auto count = [](std::optional<std::uint32_t> value) { return value ? QString::number(*value) : none; };
    row(QT_TRANSLATE_NOOP("Export", "Messages"), a.messages, b.messages);
    row(QT_TRANSLATE_NOOP("Export", "Records"), a.records, b.records);
    row(QT_TRANSLATE_NOOP("Export", "Flights before application data"), a.flights, b.flights);
    table.rows << QStringList{say(QT_TRANSLATE_NOOP("Export", "Round trips before application data")),
                              trips(a.roundTrips), trips(b.roundTrips)};
    row(QT_TRANSLATE_NOOP("Export", "Handshake, client to server, bytes"), a.clientHandshake, b.clientHandshake);
    row(QT_TRANSLATE_NOOP("Export", "Handshake, server to client, bytes"), a.serverHandshake, b.serverHandshake);
    row(QT_TRANSLATE_NOOP("Export", "On the wire in all, bytes"), a.client + a.server, b.client + b.server);
    table.rows << QStringList{say(QT_TRANSLATE_NOOP("Export", "Public-key operations of the client")),
                              count(a.clientPublicKey), count(b.clientPublicKey)};
    table.rows << QStringList{say(QT_TRANSLATE_NOOP("Export", "Public-key operations of the server")),
                              count(a.serverPublicKey), count(b.serverPublicKey)};
    return table;
}

ComparisonTables Tables::make()
{
    return {{QStringLiteral("A: ") + titleOf(m_a), QStringLiteral("B: ") + titleOf(m_b)},
            summary(),
            {messages(), fields(), parameters(), values(), checks(), costs()}};
}

} // namespace

ComparisonTables comparisonTables(const ComparedTraces &compared, const ExportLanguage &language)
{
    return Tables(compared, language).make();
}

} // namespace hd::ui
