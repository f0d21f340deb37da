// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/liveplan.h"

#include "party/identity.h"
#include "party/optionvalues.h"
#include "party/partyoptions.h"

#include <QHostAddress>

namespace hd::ui {

using namespace party;

namespace {

constexpr Option bothCommands[] = {{"--timeout", "S", ""}, {"--app", "WHAT", ""}};
constexpr Option clientCommand[] = {{"--wait", "S", ""}, {"--data", "TEXT", ""}};

std::vector<Option> optionsOf(Side side)
{
    std::vector<Option> options = partyOptions(side);
    options.insert(options.end(), std::begin(bothCommands), std::end(bothCommands));
    if (side == Side::Client)
        options.insert(options.end(), std::begin(clientCommand), std::end(clientCommand));
    return options;
}

std::optional<Error> readTime(const Arguments &arguments, const char *option, std::chrono::milliseconds &to)
{
    const std::optional<std::string> text = arguments.value(option);
    if (!text)
        return std::nullopt;
    const Result<std::chrono::milliseconds> read = readSeconds(*text, option);
    if (const Error *error = std::get_if<Error>(&read))
        return *error;
    to = std::get<std::chrono::milliseconds>(read);
    return std::nullopt;
}

std::optional<Error> readCommand(const Arguments &arguments, LivePlan &plan)
{
    static constexpr party::Choice<Application> applications[] = {
        {"http", Application::Http}, {"echo", Application::Echo}, {"none", Application::None}};
    if (std::optional<Error> error = choose(arguments, "--app", applications, plan.application))
        return error;
    if (std::optional<Error> error = readTime(arguments, "--timeout", plan.limits.handshake))
        return error;
    plan.limits.silence = plan.limits.handshake;
    plan.data = arguments.value("--data");
    return readTime(arguments, "--wait", plan.wait);
}

std::optional<Error> readConfig(const Arguments &arguments, crypto::Context &context, LivePlan &plan)
{
    Obtained<PartyConfig> config = readParty(plan.side, arguments, context);
    if (Refusal *refusal = std::get_if<Refusal>(&config))
        return std::move(refusal->error);
    plan.config = std::get<PartyConfig>(std::move(config));
    const std::string host = plan.address.host.toStdString();
    Obtained<std::vector<std::string>> notes = readIdentity(plan.side, arguments, host, context, plan.config);
    if (Refusal *refusal = std::get_if<Refusal>(&notes))
        return std::move(refusal->error);
    completeLists(arguments, plan.config);
    if (plan.side == Side::Client)
        nameServer(arguments, host, plan.config);
    return std::nullopt;
}

} // namespace

Result<Arguments> LivePlan::parse(Side side, std::span<const std::string> words)
{
    const std::vector<std::string_view> views(words.begin(), words.end());
    Result<Arguments> arguments = Arguments::parse(views, optionsOf(side));
    if (const auto *read = std::get_if<Arguments>(&arguments); read && read->operands().size() != 1)
        return Error{"an address is missing", "address", side == Side::Client ? "HOST:PORT" : "[HOST:]PORT"};
    return arguments;
}

Result<std::unique_ptr<LivePlan>> LivePlan::make(Side side, std::span<const std::string> words,
                                                 crypto::Context &context)
{
    constexpr std::size_t mostSessions = 10000;
    const Result<Arguments> parsed = parse(side, words);
    if (const Error *error = std::get_if<Error>(&parsed))
        return *error;
    const auto &arguments = std::get<Arguments>(parsed);
    const Result<Address> address =
        parseAddress(arguments.operands()[0], side == Side::Server ? QStringLiteral("127.0.0.1") : QString());
    if (const Error *error = std::get_if<Error>(&address))
        return Error{error->what, "address", error->fix};
    auto plan = std::make_unique<LivePlan>();
    plan->side = side;
    plan->address = std::get<Address>(address);
    std::optional<Error> error = readCommand(arguments, *plan);
    if (!error)
        error = readConfig(arguments, context, *plan);
    if (error)
        return std::move(*error);
    if (side == Side::Server) {
        plan->sessions = SessionStore(plan->config.assignSessionId ? mostSessions : 0);
        if (plan->config.assignSessionId || plan->config.tickets)
            plan->config.sessions = &plan->sessions;
    }
    return plan;
}

bool isLoopback(const QString &host)
{
    return QHostAddress(host).isLoopback() || host == QLatin1StringView("localhost");
}

} // namespace hd::ui
