// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/comparisonexport.h"

#include "export/cells.h"
#include "export/comparisontables.h"
#include "export/markdowntext.h"
#include "formats/jsonlayout.h"

namespace hd::ui {

static void addTable(QStringList &lines, const ComparisonTable &table)
{
    lines << QString() << table.title;
    if (table.rows.isEmpty()) {
        lines << QStringLiteral("  ") + table.empty;
        return;
    }
    QList<int> widths;
    for (qsizetype column = 0; column < table.head.size(); ++column) {
        int width = cells(table.head[column]);
        for (const QStringList &row : table.rows)
            width = std::max(width, cells(row[column]));
        widths << width;
    }
    const auto line = [&](const QStringList &row) {
        QString text;
        for (qsizetype column = 0; column < row.size(); ++column)
            text += QStringLiteral("  ") + (table.alignment[column] == u'r' ? right(row[column], widths[column])
                                                                            : left(row[column], widths[column]));
        return trimmedRight(text);
    };
    lines << line(table.head);
    for (const QStringList &row : table.rows)
        lines << line(row);
}

QByteArray renderComparisonText(const ComparedTraces &compared, const QString &language)
{
    const ExportLanguage words(language);
    const ComparisonTables tables = comparisonTables(compared, words);
    QStringList lines = tables.names + QStringList{QString()} + tables.summary;
    for (const ComparisonTable &table : tables.tables)
        addTable(lines, table);
    return lines.join(QLatin1Char('\n')).toUtf8() + '\n';
}

QByteArray renderComparisonMarkdown(const ComparedTraces &compared, const QString &language)
{
    const ExportLanguage words(language);
    const ComparisonTables tables = comparisonTables(compared, words);
    QStringList lines{QStringLiteral("# ") + words.text(QT_TRANSLATE_NOOP("Export", "Comparison"))};
    for (const QString &name : tables.names)
        lines << QString() << markdownText(name);
    for (const QString &sentence : tables.summary)
        lines << QString() << markdownText(sentence);
    const auto cellsOf = [](const QStringList &row) {
        QStringList escaped;
        for (const QString &cell : row)
            escaped << markdownText(cell);
        return QStringLiteral("| ") + escaped.join(QStringLiteral(" | ")) + QStringLiteral(" |");
    };
    for (const ComparisonTable &table : tables.tables) {
        lines << QString() << QStringLiteral("## ") + markdownText(table.title) << QString();
        if (table.rows.isEmpty()) {
            lines << markdownText(table.empty);
            continue;
        }
        QStringList rule;
        for (const QChar c : table.alignment)
            rule << (c == u'r' ? QStringLiteral("---:") : QStringLiteral("---"));
        lines << cellsOf(table.head) << QStringLiteral("| ") + rule.join(QStringLiteral(" | ")) + QStringLiteral(" |");
        for (const QStringList &row : table.rows)
            lines << cellsOf(row);
    }
    return lines.join(QLatin1Char('\n')).toUtf8() + '\n';
}

namespace {

const char *nameOf(Difference difference)
{
    static constexpr const char *names[] = {"same",   "moved",  "different value", "different length",
                                            "only_a", "only_b", "withheld"};
    return names[static_cast<std::size_t>(difference)];
}

const char *nameOf(Cause cause)
{
    static constexpr const char *names[] = {"none", "drawn", "computed", "framing", "chosen"};
    return names[static_cast<std::size_t>(cause)];
}

template<class T>
Json numberOf(const std::optional<T> &value)
{
    return value ? Json(*value) : Json();
}

Json fieldsOf(const Message &a, const Message &b)
{
    Json fields = Json::array();
    const FieldComparison compared = compareFields(a, b);
    for (const FieldPair &pair : compared.pairs) {
        const bool whole = pair.leaf || !pair.a || !pair.b || pair.difference == Difference::Moved;
        if (!whole || pair.count.none())
            continue;
        const auto value = [](const Message &message, std::optional<FieldIndex> field) {
            const bool inside = field && message.fields[*field].range.end() <= message.bytes.size();
            return inside ? Json(toHex(slice(message.bytes, message.fields[*field].range))) : Json();
        };
        fields.push_back({{"path", pair.a ? a.fields.path(*pair.a) : b.fields.path(*pair.b)},
                          {"difference", nameOf(pair.difference)},
                          {"cause", nameOf(pair.cause)},
                          {"expected", isExpected(pair.cause)},
                          {"a", value(a, pair.a)},
                          {"b", value(b, pair.b)}});
    }
    return fields;
}

Json messagesOf(const ComparedTraces &compared)
{
    Json rows = Json::array();
    for (const MessageRow &row : compared.comparison.rows) {
        const auto number = [](std::optional<MessageId> id) { return id ? Json(id->index + 1) : Json(); };
        const Message &any = row.a ? compared.a[*row.a] : compared.b[*row.b];
        Json made{{"name", any.name},
                  {"from", any.from == Side::Client ? "client" : "server"},
                  {"handshake", row.handshake + 1},
                  {"a", number(row.a)},
                  {"b", number(row.b)}};
        const std::optional<MessageId> a = compared.comparison.on(row, true);
        const std::optional<MessageId> b = compared.comparison.on(row, false);
        if (row.elsewhere)
            made["elsewhere"] = number(row.a ? b : a);
        if (a && b) {
            made["differences"] = row.count.meaningful;
            made["expected_differences"] = row.count.expected;
        }
        if (row.a && b)
            made["fields"] = fieldsOf(compared.a[*row.a], compared.b[*b]);
        rows.push_back(std::move(made));
    }
    return rows;
}

Json valuesOf(const ComparedTraces &compared)
{
    Json values = Json::array();
    for (const ValuePair &pair : compared.comparison.values) {
        const Derivation &any = pair.a ? compared.a[*pair.a] : compared.b[*pair.b];
        values.push_back({{"name", any.name},
                          {"by", any.by == Side::Client ? "client" : "server"},
                          {"handshake", pair.handshake + 1},
                          {"difference", nameOf(pair.difference)},
                          {"same_operation", pair.sameOperation},
                          {"differing_inputs", pair.inputs}});
    }
    return values;
}

Json checksOf(const ComparedTraces &compared)
{
    Json checks = Json::array();
    const auto passed = [](const Trace &trace, std::optional<std::uint32_t> check) {
        return check ? Json(trace.checks[*check].passed) : Json();
    };
    for (const CheckPair &pair : compared.comparison.checks) {
        if (pair.difference == Difference::Same)
            continue;
        const Check &any = pair.a ? compared.a.checks[*pair.a] : compared.b.checks[*pair.b];
        checks.push_back({{"name", any.name},
                          {"by", any.by == Side::Client ? "client" : "server"},
                          {"a", passed(compared.a, pair.a)},
                          {"b", passed(compared.b, pair.b)}});
    }
    return checks;
}

Json parametersOf(const Comparison &comparison)
{
    static constexpr const char *names[] = {"version",
                                            "suite",
                                            "key_exchange",
                                            "group",
                                            "cipher",
                                            "hash",
                                            "alpn",
                                            "compression",
                                            "extended_master_secret",
                                            "encrypt_then_mac",
                                            "secure_renegotiation",
                                            "resumed",
                                            "early_data",
                                            "client_outcome",
                                            "server_outcome"};
    Json made = Json::object();
    for (const ParameterPair &pair : comparison.parameters)
        made[names[static_cast<std::size_t>(pair.parameter)]] = {{"a", pair.a}, {"b", pair.b}};
    return made;
}

Json costsOf(const Costs &costs)
{
    return {{"messages", costs.messages},
            {"records", costs.records},
            {"flights", costs.flights},
            {"round_trips", numberOf(costs.roundTrips)},
            {"client_handshake_bytes", costs.clientHandshake},
            {"server_handshake_bytes", costs.serverHandshake},
            {"client_bytes", costs.client},
            {"server_bytes", costs.server},
            {"client_public_key_operations", numberOf(costs.clientPublicKey)},
            {"server_public_key_operations", numberOf(costs.serverPublicKey)}};
}

} // namespace

QByteArray renderComparisonJson(const ComparedTraces &compared)
{
    const auto name = [](const Trace &trace) { return trace.scenarioName.empty() ? trace.source : trace.scenarioName; };
    const Comparison &comparison = compared.comparison;
    const DifferenceCount count = comparison.fields();
    return QByteArray::fromStdString(layOut({{"format", "hellodone-comparison"},
                                             {"version", 1},
                                             {"a", name(compared.a)},
                                             {"b", name(compared.b)},
                                             {"equal", comparison.isEqual()},
                                             {"meaningful", comparison.isMeaningful()},
                                             {"differing_fields", count.meaningful},
                                             {"expected_differences", count.expected},
                                             {"messages", messagesOf(compared)},
                                             {"parameters", parametersOf(comparison)},
                                             {"values", valuesOf(compared)},
                                             {"checks", checksOf(compared)},
                                             {"costs", {{"a", costsOf(comparison.a)}, {"b", costsOf(comparison.b)}}}}));
}

} // namespace hd::ui
