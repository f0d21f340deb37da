// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "handshake/config.h"
#include "live/liveconnection.h"
#include "party/arguments.h"

#include <span>

namespace hd::ui {

/// What a connection is for, once it is open: nothing, a page about its own handshake, or everything back as it came.
enum class Application : std::uint8_t { None, Http, Echo };

/// What `hellodone connect` or `hellodone serve` would be told, understood: the words are those of the command line.
struct LivePlan
{
    /// @param words "HOST:PORT" (a server's host is 127.0.0.1 unless it is named), the options of a party, and of both
    ///        commands --timeout and --wait, --data, --app. An Error says which of them cannot be followed.
    static Result<std::unique_ptr<LivePlan>> make(Side side, std::span<const std::string> words,
                                                  crypto::Context &context);

    /// The same words, taken apart only.
    static Result<party::Arguments> parse(Side side, std::span<const std::string> words);

    Side side = Side::Client;
    Address address;
    PartyConfig config;
    SessionStore sessions{0};
    LiveLimits limits;
    Application application = Application::Http;
    std::optional<std::string> data;      ///< that a client sends
    std::chrono::milliseconds wait{1000}; ///< for what a server still has to say
};

/// Whether who listens at @p host can be reached from this computer alone.
bool isLoopback(const QString &host);

} // namespace hd::ui
