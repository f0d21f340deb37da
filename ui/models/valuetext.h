// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How values are written in trees, tables and links. Protocol names stay as they are; nothing here needs a translation.

#include "trace/trace.h"

#include <QString>

namespace hd::ui {

/// "ba e3 6d"; with @p limit, at most that many bytes and then " …".
QString hexText(ByteView bytes, std::size_t limit = SIZE_MAX);
/// "handshake", "change_cipher_spec"
QString protocolName(Protocol protocol);
/// "TLS 1.2" for 0x0303; "0x7f1c" for what has no name.
QString versionName(std::uint16_t version);

/// "12 (0x0c)", "4 sha256", "0x0067 TLS_DHE_RSA_WITH_AES_128_CBC_SHA256", "ffdhe2048", "ba e3 6d …"; empty for a group
/// without a meaning.
QString valueText(const Message &message, FieldIndex field);

/// "1 byte", "256 bytes", in the language of the window.
QString byteCountText(std::size_t count);

/// Whether the field is the length prefix of its next sibling.
bool isLengthPrefix(const FieldTree &fields, FieldIndex field);

inline QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace hd::ui
