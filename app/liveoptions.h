// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"
#include "source.h"

#include "live/liveconnection.h"

namespace hd::app {

/// What connect and serve have in common besides the options of a party.
struct LiveOptions
{
    ui::LiveLimits limits;
    bool force = false;
    bool json = false;
    bool withSecrets = false;
};

std::span<const Option> liveOptions();

/// @param patient an open connection may be silent for as long as it likes, unless --timeout is given.
Result<LiveOptions> readLiveOptions(const Arguments &arguments, bool patient);

/// Opens the --keylog, if there is one.
std::optional<Error> openKeyLog(const Arguments &arguments, ui::KeyLogFile &keyLog);

/// An Error when @p file is there and must not be replaced.
std::optional<Error> findObstacle(const std::string &file, bool force);

/// One line about a connection that has ended, and what became of its recording. As JSON with the names of the same.
std::string lineAbout(const ui::LiveConnection &connection, unsigned number, const std::string &recording, bool asJson);

} // namespace hd::app
