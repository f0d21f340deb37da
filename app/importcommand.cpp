// SPDX-License-Identifier: GPL-3.0-or-later
#include "captureoptions.h"
#include "command.h"
#include "output.h"

#include "formats/jsonlayout.h"
#include "formats/recording.h"
#include "formats/textview.h"

#include <ctime>

namespace hd::app {

namespace {

using Index = std::shared_ptr<const ui::CaptureIndex>;

/// "2026-03-05 10:21:33.123456"
std::string timeText(std::uint64_t us)
{
    const auto seconds = static_cast<std::time_t>(us / 1000000);
    std::tm utc{};
    char text[64] = "?";
    if (gmtime_r(&seconds, &utc) && std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &utc) == 0)
        text[0] = '?';
    const std::string fraction = std::to_string(us % 1000000);
    return text + ("." + std::string(6 - fraction.size(), '0')) + fraction;
}

std::string outcomeText(const ui::CapturedConnection &connection)
{
    using Outcome = ui::CapturedConnection::Outcome;
    switch (connection.outcome) {
    case Outcome::Completed:
        return "completed";
    case Outcome::Alert:
        return connection.alert;
    case Outcome::Reset:
        return "reset";
    case Outcome::Unfinished:
        break;
    }
    return "unfinished";
}

std::string orNone(const std::string &text)
{
    return text.empty() ? "-" : text;
}

std::string describe(const ui::CapturedConnection &connection)
{
    std::string text = std::to_string(connection.number);
    const std::string indent(text.size() + 2, ' ');
    text += "  " + timeText(connection.beganUs) + "  " + connection.client + " > " + connection.server + "  " +
            orNone(connection.serverName) + "\n";
    text += indent + orNone(connection.version) + "  " + orNone(connection.suite) + "  " + outcomeText(connection) +
            (connection.startTls.empty() ? "" : "  after " + connection.startTls) +
            (connection.decryptable ? "  with secrets" : "") + "\n";
    text += indent + std::to_string(connection.packets) + " packets, " + std::to_string(connection.bytes) + " bytes, " +
            std::to_string(connection.lastedUs / 1000) + " ms  JA3 " + orNone(connection.ja3) + "  JA4 " +
            orNone(connection.ja4) + "\n";
    for (const Error &notice : connection.notices)
        text += indent + "note: " + notice.text() + "\n";
    return text;
}

Json jsonOf(const std::vector<Error> &notices)
{
    Json list = Json::array();
    for (const Error &notice : notices)
        list.push_back(
            {{"what", printable(notice.what)}, {"where", printable(notice.where)}, {"fix", printable(notice.fix)}});
    return list;
}

Json jsonOf(const ui::CapturedConnection &connection)
{
    return {{"number", connection.number},
            {"began_us", connection.beganUs},
            {"lasted_us", connection.lastedUs},
            {"client", connection.client},
            {"server", connection.server},
            {"start_tls", connection.startTls},
            {"server_name", connection.serverName},
            {"version", connection.version},
            {"suite", connection.suite},
            {"ja3", connection.ja3},
            {"ja4", connection.ja4},
            {"outcome", outcomeText(connection)},
            {"packets", connection.packets},
            {"bytes", connection.bytes},
            {"decryptable", connection.decryptable},
            {"notices", jsonOf(connection.notices)}};
}

int list(const ui::CaptureIndex &index, bool asJson)
{
    if (asJson) {
        Json connections = Json::array();
        for (const ui::CapturedConnection &connection : index.connections())
            connections.push_back(jsonOf(connection));
        return print(
            layOut({{"packets", index.packets()}, {"connections", connections}, {"notices", jsonOf(index.notices())}}));
    }
    std::string text;
    for (const ui::CapturedConnection &connection : index.connections())
        text += describe(connection);
    text += std::to_string(index.connections().size()) + " connections with TLS in " + std::to_string(index.packets()) +
            " packets\n";
    return print(text);
}

int importOne(const ui::CaptureIndex &index, const CaptureChoice &choice, const Output &output, bool asJson)
{
    const Obtained<std::shared_ptr<const Trace>> opened = openCapture(index, choice);
    if (const Refusal *refusal = std::get_if<Refusal>(&opened))
        return fail(refusal->status, refusal->error);
    const Trace &trace = *std::get<std::shared_ptr<const Trace>>(opened);
    printNotices(trace.notices);
    if (const std::optional<Error> error = write(trace, output))
        return fail(Unusable, *error);
    if (asJson)
        return print(writeRecording(trace, {.withSecrets = output.options.withSecrets}));
    return output.files.empty() ? print(textView(trace, {})) : Done;
}

int run(const Arguments &arguments)
{
    const Result<Output> readOut = readOutput(arguments);
    if (const Error *error = std::get_if<Error>(&readOut))
        return fail(Usage, *error);
    const auto &output = std::get<Output>(readOut);
    const Result<CaptureChoice> choice = readCaptureChoice(arguments);
    if (const Error *error = std::get_if<Error>(&choice))
        return fail(Usage, *error);
    const auto &chosen = std::get<CaptureChoice>(choice);
    const bool listing = arguments.has("--list");
    if (listing && (chosen.stream || !output.files.empty()))
        return fail(Usage, {"it lists all connections and decodes none", "--list", "leave out --stream and -o"});
    if (const std::optional<Error> obstacle = findObstacle(output))
        return fail(Unusable, *obstacle);
    const Obtained<Index> read = readCapture(arguments.operands()[0]);
    if (const Refusal *refusal = std::get_if<Refusal>(&read))
        return fail(refusal->status, refusal->error);
    const ui::CaptureIndex &index = *std::get<Index>(read);
    const bool asJson = arguments.has("--json");
    if (!asJson || !listing)
        printNotices(index.notices());
    const bool several = index.connections().size() != 1 && !chosen.stream && output.files.empty();
    return listing || several ? list(index, asJson) : importOne(index, chosen, output, asJson);
}

constexpr Option ownOptions[] = {
    {"--list", "", "all connections with TLS; also without it, where there are several"},
    {"--json", "", "print the list, or with --stream the recording, as JSON"},
};

std::span<const Option> options()
{
    static const std::vector<Option> all = [] {
        std::vector<Option> joined(std::begin(ownOptions), std::end(ownOptions));
        joined.insert(joined.end(), captureOptions().begin(), captureOptions().end());
        joined.insert(joined.end(), outputOptions().begin(), outputOptions().end());
        return joined;
    }();
    return all;
}

} // namespace

const Command importCommand{
    "import",
    "CAPTURE",
    "list the TLS connections of a capture, or decode one",
    1,
    1,
    options(),
    run,
    "CAPTURE is pcap or pcapng, also packed by gzip. Secrets that it holds are used; --keylog and --key bring others.\n"
    "Gaps, cut packets and what else was wrong with it are told on stderr.\n"};

} // namespace hd::app
