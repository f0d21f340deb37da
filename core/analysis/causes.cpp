// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/causes.h"

#include <algorithm>
#include <string_view>

namespace hd {

static constexpr std::string_view drawn[] = {
    "random", "gmt_unix_time",         "random_bytes", "session_id", "challenge", "ticket_age_add",
    "cookie", "obfuscated_ticket_age", "ticket_nonce", "enc",        "payload",   "certificate_request_context"};
static constexpr std::string_view computed[] = {"verify_data",
                                                "md5_hash",
                                                "sha_hash",
                                                "signature",
                                                "dh_Ys",
                                                "dh_Yc",
                                                "public",
                                                "ecdh_Yc",
                                                "ticket",
                                                "key_exchange",
                                                "binder",
                                                "encrypted_pre_master_secret",
                                                "renegotiated_connection"};

static bool contains(std::span<const std::string_view> names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool isGrease(const Field &field)
{
    return field.name.starts_with("GREASE") || field.meaning.starts_with("GREASE");
}

bool endsInSentinel(ByteView random)
{
    static constexpr std::string_view sentinel = "DOWNGRD";
    if (random.size() != 32 && random.size() != 28)
        return false;
    const ByteView end = random.last(8);
    return std::equal(sentinel.begin(), sentinel.end(), end.begin()) && end[7] <= 1;
}

/// The name of a field, of an element the name of its list.
static std::string_view nameOf(const FieldTree &fields, FieldIndex field)
{
    while (fields[field].name.starts_with('[') && fields[field].parent < field)
        field = fields[field].parent;
    return fields[field].name;
}

Cause causeOf(const Message &message, FieldIndex field)
{
    const FieldTree &fields = message.fields;
    const std::string_view name = nameOf(fields, field);
    if (isGrease(fields[field]))
        return Cause::Drawn;
    if (name == "length" || name.ends_with("_length"))
        return Cause::Framing;
    // Of an algorithm's two halves one is called like what the algorithm makes.
    const bool isNumber = fields[field].number && fields[field].range.length < 4;
    if (contains(drawn, name))
        return Cause::Drawn;
    if ((contains(computed, name) && !isNumber) || name == "binders")
        return Cause::Computed;
    // What stands for a session is a ticket; what stands for an external key is a name that somebody gave it.
    const Range range = fields[field].range;
    if (name == "identity" && range.end() <= message.bytes.size()) {
        const ByteView identity = slice(message.bytes, range);
        const bool isName = std::all_of(identity.begin(), identity.end(), [](auto c) { return c >= 0x20 && c < 0x7f; });
        return isName ? Cause::Chosen : Cause::Computed;
    }
    return Cause::Chosen;
}

} // namespace hd
