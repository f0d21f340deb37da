// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A trace as plain text, for `hellodone show`.

#include "trace/trace.h"

namespace hd {

/// Each shows what the one before it shows, and more.
enum class TextDepth : std::uint8_t { Flight, Message, Operation, Field, Byte };

/// Whose account it is: both parties', one party's, or that of somebody on the wire. The latter is for traces that an
/// Observer made, which have nothing in them that it did not see.
enum class Viewpoint : std::uint8_t { Both, Client, Server, Wire };

struct TextViewOptions
{
    TextDepth depth = TextDepth::Message;
    Viewpoint viewpoint = Viewpoint::Both;
    std::optional<MessageId> only; ///< this message and what was done for it
    bool keys = false;             ///< values of secrets too, and every derivation with its formula
};

/// In English, UTF-8; control characters that a peer smuggled in are written as \xNN.
std::string textView(const Trace &trace, const TextViewOptions &options);

/// Offset, sixteen bytes in hex and as ASCII per line, each line after @p indent.
std::string hexDump(ByteView bytes, std::string_view indent);

} // namespace hd
