// SPDX-License-Identifier: GPL-3.0-or-later
#include "liveoptions.h"

#include "formats/jsonlayout.h"
#include "party/optionvalues.h"

#include <filesystem>

namespace hd::app {

static constexpr Option options[] = {
    {"--timeout", "S",
     "give up a peer that is silent for S seconds, or shakes hands for longer; 30, with an open echo or\n"
     "                           pipe never; 0: never"},
    {"--keylog", "FILE", "append secrets to a key log (RFC 9850) as they come to be"},
    {"--json", "", "say how connections ended as JSON, one line each"},
    {"--force", "", "replace files that are there"},
};

std::span<const Option> liveOptions()
{
    return options;
}

Result<LiveOptions> readLiveOptions(const Arguments &arguments, bool patient)
{
    LiveOptions live;
    live.force = arguments.has("--force");
    live.json = arguments.has("--json");
    live.withSecrets = arguments.has("--with-secrets");
    if (const std::optional<std::string> text = arguments.value("--timeout")) {
        const Result<std::chrono::milliseconds> limit = readSeconds(*text, "--timeout");
        if (const Error *error = std::get_if<Error>(&limit))
            return *error;
        live.limits.handshake = live.limits.silence = std::get<std::chrono::milliseconds>(limit);
    } else if (patient) {
        live.limits.silence = {};
    }
    return live;
}

std::optional<Error> openKeyLog(const Arguments &arguments, ui::KeyLogFile &keyLog)
{
    const std::optional<std::string> name = arguments.value("--keylog");
    return name ? keyLog.open(QString::fromLocal8Bit(*name)) : std::nullopt;
}

std::optional<Error> findObstacle(const std::string &file, bool force)
{
    std::error_code error;
    if (!force && std::filesystem::exists(file, error))
        return Error{"the file is there already", file, "--force replaces it"};
    return std::nullopt;
}

static std::string_view wordFor(ui::Ending ending)
{
    switch (ending) {
    case ui::Ending::Clean:
        return "clean";
    case ui::Ending::Failed:
        return "failed";
    case ui::Ending::Truncated:
        return "truncated";
    case ui::Ending::TimedOut:
        return "timed out";
    case ui::Ending::Interrupted:
        return "interrupted";
    }
    return {};
}

static std::string asLine(const ui::LiveConnection &connection, unsigned number, const std::string &recording)
{
    const Negotiated &negotiated = connection.negotiated();
    std::string line =
        std::to_string(number) + "  " + connection.peer().text() + "  " + (connection.succeeded() ? "ok" : "FAILED");
    for (const std::string *part : {&negotiated.version, &negotiated.suite, &negotiated.group})
        if (!part->empty())
            line += "  " + *part;
    if (negotiated.resumed)
        line += "  resumed";
    if (!negotiated.earlyData.empty())
        line += "  early data " + negotiated.earlyData;
    line += "  " + connection.reason();
    return line + (recording.empty() ? "" : "  " + recording) + "\n";
}

std::string lineAbout(const ui::LiveConnection &connection, unsigned number, const std::string &recording, bool asJson)
{
    if (!asJson)
        return asLine(connection, number, recording);
    const Negotiated &negotiated = connection.negotiated();
    Json json{{"connection", number},
              {"peer", connection.peer().text()},
              {"ok", connection.succeeded()},
              {"ending", wordFor(connection.ending())},
              {"reason", connection.reason()},
              {"handshakes", connection.handshakes()},
              {"version", negotiated.version},
              {"suite", negotiated.suite},
              {"group", negotiated.group},
              {"alpn", negotiated.alpn},
              {"resumed", negotiated.resumed},
              {"early_data", negotiated.earlyData},
              {"bytes_read", connection.bytesRead()},
              {"bytes_written", connection.bytesWritten()},
              {"data_received", connection.dataReceived()},
              {"data_sent", connection.dataSent()}};
    if (!recording.empty())
        json["recording"] = recording;
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace hd::app
