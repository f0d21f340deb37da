// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How records and their parts are written. Protocol names stay as they are; nothing here needs a translation.

#include "analysis/recordindex.h"
#include "analysis/recordparts.h"

#include <QString>

namespace hd::ui {

/// "23 application_data", "0x0303 TLS 1.2", "4096" for what is a number; bytes for the rest, those that are sent and
/// can be looked up there no more than @p limit.
QString partText(const Record &record, const RecordPart &part, std::size_t limit = 8);
/// Whether partText() writes a number.
bool isNumberPart(const RecordPart &part);

/// What the header says that it carries, and what it really does: "application_data", "handshake".
QString typeOnTheWire(const Record &record);
/// Empty where it is the same, or nobody who made the trace knew.
QString typeInside(const Record &record);

/// "AES_128_CBC, HMAC-SHA-256", "AES_128_GCM", "NULL, HMAC-SHA-1"; "?" where it is sealed and nobody who made the trace
/// knew how; empty for what is not protected.
QString protectionName(const Trace &trace, const RecordFacts &facts, const Record &record);

} // namespace hd::ui
