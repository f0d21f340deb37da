// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Distinguished Encoding Rules (ITU-T X.690), read one value at a time and from anybody: nothing is trusted.

#include "wire/field.h"

#include <variant>

namespace hd {

enum class TagClass : std::uint8_t { Universal, Application, Context, Private };

/// Numbers of the universal tags (X.680 8.4) that have a name here.
namespace dertag {
inline constexpr std::uint32_t boolean = 1, integer = 2, bitString = 3, octetString = 4, null = 5, oid = 6,
                               enumerated = 10, utf8String = 12, sequence = 16, set = 17, numericString = 18,
                               printableString = 19, t61String = 20, ia5String = 22, utcTime = 23, generalizedTime = 24,
                               visibleString = 26, universalString = 28, bmpString = 30;
} // namespace dertag

/// One value: tag, length and content, one after the other. All ranges count from the start of what was read.
struct DerValue
{
    TagClass tagClass = TagClass::Universal;
    bool constructed = false;
    std::uint32_t number = 0;
    Range tag, length, content;

    Range whole() const { return {tag.offset, content.end() - tag.offset}; }
    bool is(std::uint32_t universal) const { return tagClass == TagClass::Universal && number == universal; }
    bool isContext(std::uint32_t wanted) const { return tagClass == TagClass::Context && number == wanted; }
};

/// The value that begins at @p at and ends at or before @p end, which is within @p bytes. An error names the bytes that
/// are wrong: too few of them, a length that is not definite or longer than it needs to be (X.690 10.1), a tag number
/// that is (8.1.2.4) or that does not fit 28 bits.
std::variant<DerValue, DecodeError> readDer(ByteView bytes, std::uint32_t at, std::uint32_t end);

/// "SEQUENCE", "[3]", "[APPLICATION 2]": the name that X.680 gives the tag.
std::string tagName(const DerValue &value);

/// "1.2.840.113549.1.1.11" (X.690 8.19); empty when @p content is no object identifier.
std::string oidText(ByteView content);
/// What RFC 5280 and its like call it: "sha256WithRSAEncryption"; where they do not, the same as oidText().
std::string oidName(ByteView content);
/// Short for what names are made of: "CN"; empty for anything else.
std::string_view attributeKey(std::string_view oid);

/// "2025-12-16 12:00:00 UTC", of UTCTime or GeneralizedTime as RFC 5280 4.1.2.5 has them; empty for any other form.
std::string derTimeText(const DerValue &value, ByteView content);

/// What a primitive value says, as people write it: a number of up to eight bytes, TRUE, a name, a time, the text of a
/// string. Empty where bytes are all that there is to say.
std::string derText(const DerValue &value, ByteView content);

} // namespace hd
