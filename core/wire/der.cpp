// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/der.h"

namespace hd {

namespace {

/// Moves over the octets of one value's header.
class HeaderReader
{
public:
    HeaderReader(ByteView bytes, std::uint32_t at, std::uint32_t end)
        : m_bytes(bytes), m_begin(at), m_at(at), m_end(end)
    {}

    std::variant<DerValue, DecodeError> read()
    {
        DerValue value;
        if (!readTag(value) || !readLength(value))
            return DecodeError{m_mistake, {}, {m_begin, m_end - m_begin}};
        return value;
    }

private:
    bool fail(std::string what)
    {
        m_mistake = std::move(what);
        return false;
    }

    std::optional<std::uint8_t> next()
    {
        if (m_at >= m_end)
            return std::nullopt;
        return m_bytes[m_at++];
    }

    bool readTag(DerValue &value)
    {
        const std::optional<std::uint8_t> first = next();
        if (!first)
            return fail("a value is missing");
        value.tagClass = static_cast<TagClass>(*first >> 6);
        value.constructed = (*first & 0x20) != 0;
        value.number = *first & 0x1f;
        if (value.number == 0x1f && !readLongNumber(value.number))
            return false;
        value.tag = {m_begin, m_at - m_begin};
        return true;
    }

    bool readLongNumber(std::uint32_t &number)
    {
        constexpr std::uint32_t highest = 1U << 21; // room for seven more bits
        number = 0;
        for (bool more = true, leading = true; more; leading = false) {
            const std::optional<std::uint8_t> octet = next();
            if (!octet)
                return fail("the tag is cut off");
            // X.690 8.1.2.4.2 c: "bits 7 to 1 of the first subsequent octet shall not all be zero"
            if ((leading && *octet == 0x80) || number >= highest)
                return fail("the tag number is not one that DER writes");
            number = number << 7 | (*octet & 0x7f);
            more = (*octet & 0x80) != 0;
        }
        return number >= 0x1f ? true : fail("the tag number is written longer than it needs to be");
    }

    bool readLength(DerValue &value)
    {
        const std::uint32_t begin = m_at;
        const std::optional<std::uint8_t> first = next();
        if (!first)
            return fail("the length is missing");
        std::uint64_t length = *first;
        if (*first == 0x80)
            return fail("the length is indefinite, which DER does not have"); // X.690 10.1
        if (*first > 0x80) {
            length = 0;
            const unsigned octets = *first & 0x7f;
            for (unsigned i = 0; i < octets; ++i) {
                const std::optional<std::uint8_t> octet = next();
                if (!octet)
                    return fail("the length is cut off");
                if (length >> 56 || (i == 0 && *octet == 0))
                    return fail("the length is written longer than it needs to be");
                length = length << 8 | *octet;
            }
            if (length < 0x80)
                return fail("the length is written longer than it needs to be");
        }
        if (length > m_end - m_at)
            return fail("the length says " + std::to_string(length) + " bytes, " + std::to_string(m_end - m_at) +
                        " are left");
        value.length = {begin, m_at - begin};
        value.content = {m_at, static_cast<std::uint32_t>(length)};
        return true;
    }

    ByteView m_bytes;
    std::uint32_t m_begin, m_at, m_end;
    std::string m_mistake;
};

constexpr std::pair<std::uint32_t, const char *> universalNames[] = {{dertag::boolean, "BOOLEAN"},
                                                                     {dertag::integer, "INTEGER"},
                                                                     {dertag::bitString, "BIT STRING"},
                                                                     {dertag::octetString, "OCTET STRING"},
                                                                     {dertag::null, "NULL"},
                                                                     {dertag::oid, "OBJECT IDENTIFIER"},
                                                                     {dertag::enumerated, "ENUMERATED"},
                                                                     {dertag::utf8String, "UTF8String"},
                                                                     {dertag::sequence, "SEQUENCE"},
                                                                     {dertag::set, "SET"},
                                                                     {dertag::numericString, "NumericString"},
                                                                     {dertag::printableString, "PrintableString"},
                                                                     {dertag::t61String, "T61String"},
                                                                     {dertag::ia5String, "IA5String"},
                                                                     {dertag::utcTime, "UTCTime"},
                                                                     {dertag::generalizedTime, "GeneralizedTime"},
                                                                     {dertag::visibleString, "VisibleString"},
                                                                     {dertag::universalString, "UniversalString"},
                                                                     {dertag::bmpString, "BMPString"}};

bool allDigits(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// X.690 8.3: two's complement.
std::string integerText(ByteView content)
{
    constexpr std::size_t longest = 8;
    if (content.empty() || content.size() > longest)
        return {};
    const bool negative = (content.front() & 0x80) != 0;
    std::uint64_t number = negative ? ~std::uint64_t{0} : 0;
    for (const std::uint8_t octet : content)
        number = number << 8 | octet;
    return std::to_string(static_cast<std::int64_t>(number));
}

void appendUtf8(std::string &text, std::uint32_t c)
{
    const auto put = [&text](std::uint32_t octet) { text += static_cast<char>(octet); };
    if (c < 0x80)
        return put(c);
    if (c < 0x800) {
        put(0xc0 | c >> 6);
        return put(0x80 | (c & 0x3f));
    }
    put(0xe0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3f));
    put(0x80 | (c & 0x3f));
}

/// Two octets for each character, of the Basic Multilingual Plane alone.
std::string bmpText(ByteView content)
{
    std::string text;
    for (std::size_t i = 0; i + 1 < content.size(); i += 2)
        appendUtf8(text, static_cast<std::uint32_t>(content[i] << 8 | content[i + 1]));
    return printable(text);
}

} // namespace

std::variant<DerValue, DecodeError> readDer(ByteView bytes, std::uint32_t at, std::uint32_t end)
{
    return HeaderReader(bytes, at, end).read();
}

std::string tagName(const DerValue &value)
{
    const std::string number = std::to_string(value.number);
    switch (value.tagClass) {
    case TagClass::Universal:
        for (const auto &[universal, name] : universalNames)
            if (universal == value.number)
                return name;
        return "[UNIVERSAL " + number + "]";
    case TagClass::Application:
        return "[APPLICATION " + number + "]";
    case TagClass::Context:
        return "[" + number + "]";
    case TagClass::Private:
        return "[PRIVATE " + number + "]";
    }
    return {};
}

std::string oidText(ByteView content)
{
    if (content.empty() || (content.back() & 0x80))
        return {};
    std::string text;
    std::uint64_t arc = 0;
    bool leading = true;
    for (const std::uint8_t octet : content) {
        // X.690 8.19.2: "the leading octet of the subidentifier shall not have the value 0x80"
        if ((leading && octet == 0x80) || arc >> 56)
            return {};
        arc = arc << 7 | (octet & 0x7f);
        leading = (octet & 0x80) == 0;
        if (!leading)
            continue;
        if (text.empty()) { // X.690 8.19.4: the first two arcs are one number
            const std::uint64_t top = std::min<std::uint64_t>(arc / 40, 2);
            text = std::to_string(top) + '.' + std::to_string(arc - 40 * top);
        } else {
            text += '.' + std::to_string(arc);
        }
        arc = 0;
    }
    return text;
}

std::string derTimeText(const DerValue &value, ByteView content)
{
    std::string text(content.begin(), content.end());
    const std::size_t yearDigits = value.is(dertag::generalizedTime) ? 4 : 2;
    // RFC 5280 4.1.2.5.1 and 4.1.2.5.2: YYMMDDHHMMSSZ and YYYYMMDDHHMMSSZ
    if ((yearDigits == 2 && !value.is(dertag::utcTime)) || text.size() != yearDigits + 11 || text.back() != 'Z' ||
        !allDigits(std::string_view(text).substr(0, yearDigits + 10)))
        return {};
    if (yearDigits == 2) // "Where YY is greater than or equal to 50, the year SHALL be interpreted as 19YY"
        text.insert(0, text[0] >= '5' ? "19" : "20");
    const auto part = [&text](std::size_t at) { return text.substr(at, 2); };
    return text.substr(0, 4) + '-' + part(4) + '-' + part(6) + ' ' + part(8) + ':' + part(10) + ':' + part(12) + " UTC";
}

std::string derText(const DerValue &value, ByteView content)
{
    if (value.tagClass != TagClass::Universal || value.constructed)
        return {};
    switch (value.number) {
    case dertag::boolean:
        return content.size() != 1 ? "" : content[0] == 0xff ? "TRUE" : content[0] == 0 ? "FALSE" : "";
    case dertag::integer:
    case dertag::enumerated:
        return integerText(content);
    case dertag::oid:
        return oidName(content);
    case dertag::utcTime:
    case dertag::generalizedTime: {
        const std::string time = derTimeText(value, content);
        return time.empty() ? printable(content) : time;
    }
    case dertag::utf8String:
    case dertag::numericString:
    case dertag::printableString:
    case dertag::t61String:
    case dertag::ia5String:
    case dertag::visibleString:
        return printable(content);
    case dertag::bmpString:
        return bmpText(content);
    default:
        return {};
    }
}

} // namespace hd
