// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"

#include "captureoptions.h"
#include "command.h"
#include "source.h"
#include "wire/nearest.h"

#include <algorithm>
#include <cctype>
#include <cstdio>

namespace hd::app {

static constexpr Option helpOption{"--help", "", "this text"};

static const Command *const commands[] = {&runCommand,    &showCommand,    &compareCommand, &listCommand,
                                          &verifyCommand, &connectCommand, &serveCommand,   &importCommand};

int fail(int status, const Error &error)
{
    std::fflush(stdout);
    std::fprintf(stderr, "hellodone: %s\n", error.text().c_str());
    return status;
}

int fail(const party::Refusal &refusal)
{
    return fail(refusal.fault == Fault::Words ? Usage : Unusable, refusal.error);
}

int print(std::string_view text)
{
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    return written ? Done : fail(Unusable, {"cannot be written", "standard output", {}});
}

static std::string padded(std::string text, std::size_t width)
{
    text.resize(std::max(text.size(), width), ' ');
    return text;
}

static std::string capitalised(std::string_view sentence)
{
    std::string text(sentence);
    text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    return text;
}

static int printHelp()
{
    std::string text = "HelloDone shows, byte by byte, how two parties agree on keys: the SSL/TLS handshake.\n\n"
                       "  hellodone                      open the window\n"
                       "  hellodone open SCENARIO|FILE   open the window on a scenario, a recording or a capture\n";
    for (const Command *command : commands)
        text += "  " + padded("hellodone " + std::string(command->name) + " " + std::string(command->operands), 31) +
                std::string(command->summary) + "\n";
    text +=
        "\n`hellodone COMMAND --help` lists its options. Exit status: 0 done, 1 the handshake ended otherwise than\n"
        "expected or a recording is wrong, 2 usage, 3 a file or address could not be used.\n";
    return print(text);
}

static int printHelp(const Command &command)
{
    std::string text = "hellodone " + std::string(command.name) + " " + std::string(command.operands) +
                       " [options]\n\n" + capitalised(command.summary) + ".\n" + std::string(command.details) + "\n";
    std::vector<Option> options(command.options.begin(), command.options.end());
    options.push_back(helpOption);
    for (const Option &option : options) {
        const std::string left = std::string(option.name) + (option.valueName.empty() ? "" : " ") +
                                 std::string(option.valueName) + (option.repeatable ? " ..." : "");
        text += "  " + padded(left, 24) + " " + std::string(option.help) + "\n";
    }
    return print(text);
}

static int runCommandWith(const Command &command, std::span<const std::string_view> words)
{
    std::vector<Option> options(command.options.begin(), command.options.end());
    options.push_back(helpOption);
    if (std::find(words.begin(), words.end(), helpOption.name) != words.end())
        return printHelp(command);
    const Result<Arguments> parsed = Arguments::parse(words, options);
    if (const Error *error = std::get_if<Error>(&parsed))
        return fail(Usage, *error);
    const auto &arguments = std::get<Arguments>(parsed);
    const std::string form = "hellodone " + std::string(command.name) + " " + std::string(command.operands);
    if (arguments.operands().size() < command.fewest)
        return fail(Usage, {std::string(command.name) + " wants " + std::string(command.operands), {}, form});
    if (arguments.operands().size() > command.most)
        return fail(Usage, {"\"" + arguments.operands()[command.most] + "\" is one argument too many", {}, form});
    return command.run(arguments);
}

static std::optional<int> open(std::span<const std::string_view> words, ToOpen *toOpen)
{
    const Result<Arguments> parsed = Arguments::parse(words, captureOptions());
    if (const Error *error = std::get_if<Error>(&parsed))
        return fail(Usage, *error);
    const std::vector<std::string> &operands = std::get<Arguments>(parsed).operands();
    if (operands.size() != 1)
        return fail(Usage, {"open wants one scenario or file", {}, "hellodone open SCENARIO|FILE"});
    const auto &arguments = std::get<Arguments>(parsed);
    const bool chosen = arguments.has("--stream") || arguments.has("--keylog") || arguments.has("--key");
    if (toOpen && !chosen && isCapture(operands[0])) {
        *toOpen = {nullptr, operands[0]}; // the window lists what it holds
        return std::nullopt;
    }
    Obtained<std::shared_ptr<const Trace>> trace = obtainTrace(arguments);
    if (const Refusal *refusal = std::get_if<Refusal>(&trace))
        return fail(refusal->status, refusal->error);
    if (toOpen)
        *toOpen = {std::get<std::shared_ptr<const Trace>>(std::move(trace)),
                   isBuiltin(operands[0]) ? std::string() : operands[0]};
    return std::nullopt;
}

/// Qt's own options begin with one dash: -platform, -style.
static bool isForQt(std::string_view word)
{
    return word.size() > 2 && word[0] == '-' && word[1] != '-';
}

std::optional<int> runCommandLine(int argc, char **argv, ToOpen *toOpen)
{
    const std::vector<std::string_view> words(argv + std::min(argc, 1), argv + argc);
    if (words.empty() || isForQt(words[0]))
        return std::nullopt;
    const std::span<const std::string_view> rest = std::span(words).subspan(1);
    if (words[0] == "--help" || words[0] == "-h" || words[0] == "help")
        return printHelp();
    if (words[0] == "--version")
        return print("hellodone " HELLODONE_VERSION "\n");
    if (words[0] == "open")
        return open(rest, toOpen);
    std::vector<std::string> names{"open", "--help", "--version"};
    for (const Command *command : commands) {
        if (command->name == words[0])
            return runCommandWith(*command, rest);
        names.emplace_back(command->name);
    }
    return fail(Usage, {"there is no command \"" + std::string(words[0]) + "\"",
                        {},
                        suggestion(words[0], names, "`hellodone --help` lists them")});
}

} // namespace hd::app
