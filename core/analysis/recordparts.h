// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a record consists of, byte for byte: the names by which selections, texts and views speak of its parts.

#include "trace/trace.h"

namespace hd {

/// One named part. What is sent lies in `wire`; what both sides know without sending it (a sequence number, a nonce, an
/// IV that is chained, additional data, content before its compression) has no bytes there and a value all the same.
struct RecordPart
{
    std::string name;        ///< `version`, `ciphertext`, `MAC`, `additional_data.seq_num`
    std::optional<int> in{}; ///< the part that it is a part of: an index before its own; otherwise the record
    Range wire{};            ///< within Record::wire
    Bytes value{};           ///< in clear; empty where nobody who made the trace knew it
    bool leaf = true;        ///< whether nothing is a part of it

    bool sent() const { return wire.length > 0; }
    bool operator==(const RecordPart &) const = default;
};

/// In pre-order. The leaves that are sent cover Record::wire once and in order, whatever is known of the record: what
/// does not fall into parts is one `ciphertext`, or one `content` where nothing is encrypted.
std::vector<RecordPart> recordParts(const Record &record);

/// `record` is all of it and `record.version` one part, as they are written in Selection::fieldPath.
inline constexpr std::string_view recordPath = "record";
std::string pathOf(const RecordPart &part);
/// Nothing for `record` itself, and for a part that this record does not have.
const RecordPart *partAt(const std::vector<RecordPart> &parts, std::string_view path);
/// The smallest part that holds all of @p wire; null when only the record does.
const RecordPart *partAround(const std::vector<RecordPart> &parts, Range wire);

/// Where bytes of Record::plaintext lie in Record::wire: to the byte, but to the block under CBC, which mixes the bytes
/// of a block, and somewhere in all of what is compressed. Nothing of a record that nobody opened.
std::optional<Range> wireOf(const Record &record, Range plaintext);

} // namespace hd
