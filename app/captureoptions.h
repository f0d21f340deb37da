// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source.h"

#include "capture/captureindex.h"

namespace hd::app {

/// What a command can be told about a capture: --stream, --keylog, --key.
struct CaptureChoice
{
    std::optional<std::uint32_t> stream; ///< nothing: the only one that there is
    ui::CaptureKeys keys;
};

std::span<const Option> captureOptions();
Result<CaptureChoice> readCaptureChoice(const Arguments &arguments);

/// Reads a capture; shows on a terminal how far it has come.
Obtained<std::shared_ptr<const ui::CaptureIndex>> readCapture(const std::string &path);
/// The connection that is chosen, or the only one; a refusal names those that there are.
Obtained<std::shared_ptr<const Trace>> openCapture(const ui::CaptureIndex &index, const CaptureChoice &choice);

/// Both at once; notices are told on stderr.
Obtained<std::shared_ptr<const Trace>> obtainFromCapture(const std::string &path, const CaptureChoice &choice);
/// The trace of the scenario, recording or capture that the only operand names.
Obtained<std::shared_ptr<const Trace>> obtainTrace(const Arguments &arguments);

/// Tells on stderr what was wrong with the bytes on the way here.
void printNotices(const std::vector<Error> &notices);

} // namespace hd::app
