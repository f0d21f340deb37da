// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The recording: a Trace as a JSON file, described key by key in resources/schema/recording.schema.json.

#include "trace/trace.h"
#include "wire/error.h"

namespace hd {

inline constexpr int recordingVersion = 1;

struct RecordingOptions
{
    /// Without secrets, the values that are or reveal one are left out and marked `"withheld": true`: the output of
    /// every secret derivation, every input and record nonce that holds such an output, and the seed, from which all
    /// of them follow. What the parties said stays, though it was encrypted: contents reveal no key.
    bool withSecrets = false;
};

/// The same trace and options give the same text, to the byte.
std::string writeRecording(const Trace &trace, RecordingOptions options = {});

/// The inverse. Trusts nothing: sizes are bounded, indices and ranges must lie inside what they index, values that the
/// file holds twice must agree; unknown keys are ignored and a newer version is refused. Withheld values are empty.
/// @param fileName for errors.
Result<Trace> readRecording(std::string_view text, std::string_view fileName);

/// Whether @p text begins as a recording does; what `open` and `show` tell it from a scenario by.
bool looksLikeRecording(std::string_view text);

/// Whether the value of @p derivation was left out of the recording that this trace was read from.
inline bool isWithheld(const Derivation &derivation)
{
    return derivation.secret && derivation.output.empty();
}

} // namespace hd
