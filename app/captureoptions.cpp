// SPDX-License-Identifier: GPL-3.0-or-later
#include "captureoptions.h"

#include "party/choice.h"

#include <cstdio>

#include <unistd.h>

namespace hd::app {

static constexpr Option options[] = {
    {"--stream", "N", "of a capture, connection N of `hellodone import CAPTURE --list`"},
    {"--keylog", "FILE", "of a capture, the secrets: a key log (SSLKEYLOGFILE)"},
    {"--key", "FILE", "of a capture, an RSA private key of the server (PEM): opens RSA key exchange", true},
};

std::span<const Option> captureOptions()
{
    return options;
}

Result<CaptureChoice> readCaptureChoice(const Arguments &arguments)
{
    CaptureChoice choice;
    if (const std::optional<std::string> text = arguments.value("--stream")) {
        const std::optional<std::uint64_t> number = wholeNumber(*text);
        if (!number || *number == 0 || *number > UINT32_MAX)
            return Error{"\"" + *text + "\" is no number of a connection", "--stream",
                         "`hellodone import CAPTURE --list` shows them"};
        choice.stream = static_cast<std::uint32_t>(*number);
    }
    choice.keys.keyLogFile = arguments.value("--keylog").value_or("");
    choice.keys.privateKeys = arguments.values("--key");
    return choice;
}

Obtained<std::shared_ptr<const ui::CaptureIndex>> readCapture(const std::string &path)
{
    const bool terminal = isatty(STDERR_FILENO);
    int shown = -1;
    const auto progress = [&](double done) {
        const int percent = static_cast<int>(done * 100);
        if (terminal && percent != shown)
            std::fprintf(stderr, "\rreading %s: %d %%", path.c_str(), shown = percent);
        return true;
    };
    Result<std::shared_ptr<const ui::CaptureIndex>> index = ui::CaptureIndex::read(path, progress);
    if (shown >= 0)
        std::fprintf(stderr, "\r\033[K");
    if (Error *error = std::get_if<Error>(&index))
        return Refusal{Unusable, std::move(*error)};
    return std::get<std::shared_ptr<const ui::CaptureIndex>>(std::move(index));
}

Obtained<std::shared_ptr<const Trace>> openCapture(const ui::CaptureIndex &index, const CaptureChoice &choice)
{
    const std::size_t count = index.connections().size();
    if (count == 0)
        return Refusal{Unusable,
                       {"no TLS was found in its " + std::to_string(index.packets()) + " packets", index.path(), {}}};
    if (!choice.stream && count > 1)
        return Refusal{Usage,
                       {"the capture has " + std::to_string(count) + " connections with TLS", index.path(),
                        "choose one with --stream N; `hellodone import " + index.path() + " --list` shows them"}};
    const std::uint32_t number = choice.stream.value_or(1);
    if (number > count)
        return Refusal{
            Usage, {"there is no connection " + std::to_string(number), "--stream", "1 to " + std::to_string(count)}};
    Result<std::shared_ptr<const Trace>> trace = index.open(number, choice.keys);
    if (Error *error = std::get_if<Error>(&trace))
        return Refusal{Unusable, std::move(*error)};
    return std::get<std::shared_ptr<const Trace>>(std::move(trace));
}

Obtained<std::shared_ptr<const Trace>> obtainFromCapture(const std::string &path, const CaptureChoice &choice)
{
    const Obtained<std::shared_ptr<const ui::CaptureIndex>> index = readCapture(path);
    if (const Refusal *refusal = std::get_if<Refusal>(&index))
        return *refusal;
    const ui::CaptureIndex &capture = *std::get<std::shared_ptr<const ui::CaptureIndex>>(index);
    printNotices(capture.notices());
    Obtained<std::shared_ptr<const Trace>> trace = openCapture(capture, choice);
    if (const auto *opened = std::get_if<std::shared_ptr<const Trace>>(&trace))
        printNotices((*opened)->notices);
    return trace;
}

Obtained<std::shared_ptr<const Trace>> obtainTrace(const Arguments &arguments)
{
    Result<CaptureChoice> choice = readCaptureChoice(arguments);
    if (Error *error = std::get_if<Error>(&choice))
        return Refusal{Usage, std::move(*error)};
    const std::string &name = arguments.operands()[0];
    if (isCapture(name))
        return obtainFromCapture(name, std::get<CaptureChoice>(choice));
    for (const Option &option : options)
        if (arguments.has(option.name))
            return Refusal{Usage, {name + " is no capture", std::string(option.name), "it is for captures"}};
    return obtainTrace(name);
}

void printNotices(const std::vector<Error> &notices)
{
    for (const Error &notice : notices)
        std::fprintf(stderr, "hellodone: note: %s\n", notice.text().c_str());
}

} // namespace hd::app
