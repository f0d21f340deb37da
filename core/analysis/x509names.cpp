// SPDX-License-Identifier: GPL-3.0-or-later

// What certificates and extensions share: names, and the ways in which values hold others.

#include "analysis/x509parts.h"

namespace hd::x509 {

void plain(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    walk.plain(value, self);
}

void listOf(DerWalk &walk, const DerValue &value, FieldIndex self, Describe element)
{
    members(walk, value, self, [&](DerChildren &children) {
        std::string all;
        children.each([&](const DerValue &v, FieldIndex at) {
            element(walk, v, at);
            if (const std::string &said = walk.meaning(at); !said.empty())
                all += (all.empty() ? "" : ", ") + said;
        });
        walk.explain(self, std::move(all));
    });
}

void explicitTag(DerWalk &walk, const DerValue &value, FieldIndex self, const std::string &name, Describe inside)
{
    members(walk, value, self, [&](DerChildren &children) {
        if (const std::optional<FieldIndex> at = children.next(name, as(walk, inside)))
            walk.explain(self, walk.meaning(*at));
    });
}

void encapsulated(DerWalk &walk, const DerValue &value, FieldIndex self, const std::string &name, Describe inside)
{
    if (value.constructed || value.content.length == 0)
        return walk.plain(value, self);
    Range within = value.content;
    if (value.is(dertag::bitString)) {
        walk.leaf(self, "unused_bits", {within.offset, 1}, {}, walk.bytes({within.offset, 1})[0]);
        within = {within.offset + 1, within.length - 1};
    }
    DerChildren children(walk, within, self);
    if (const std::optional<FieldIndex> at = children.next(name, as(walk, inside)))
        walk.explain(self, walk.meaning(*at));
    children.rest();
}

void bigInteger(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    walk.plain(value, self);
    if (!value.is(dertag::integer) || value.content.length <= 8)
        return;
    const ByteView content = walk.bytes(value.content);
    std::size_t bits = content.size() * 8;
    for (const std::uint8_t octet : content) {
        if (octet != 0) {
            for (std::uint8_t top = octet; (top & 0x80) == 0; top = static_cast<std::uint8_t>(top << 1))
                --bits;
            break;
        }
        bits -= 8;
    }
    walk.explain(self, std::to_string(bits) + " bits");
}

std::string leadingOid(const DerWalk &walk, const DerValue &value)
{
    const std::variant<DerValue, DecodeError> first = walk.read(value.content.offset, value.content.end());
    const auto *oid = std::get_if<DerValue>(&first);
    return oid && oid->is(dertag::oid) && !oid->constructed ? oidName(walk.bytes(oid->content)) : std::string();
}

/// RFC 4514 2.4.
static std::string escaped(const std::string &text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool edge = (i == 0 && (c == '#' || c == ' ')) || (i + 1 == text.size() && c == ' ');
        if (edge || std::string_view(",+\"\\<>;").find(c) != std::string_view::npos)
            out += '\\';
        out += c;
    }
    return out;
}

/// AttributeTypeAndValue: "CN=server.hellodone.test".
static void attribute(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    members(walk, value, self, [&](DerChildren &children) {
        const DerValue *type = children.peek();
        const std::string oid = type && type->is(dertag::oid) ? oidText(walk.bytes(type->content)) : std::string();
        const std::optional<FieldIndex> typed = children.next("type");
        const std::optional<FieldIndex> valued = children.next("value");
        if (!typed || !valued)
            return;
        const std::string_view key = attributeKey(oid);
        walk.explain(self,
                     (key.empty() ? walk.meaning(*typed) : std::string(key)) + '=' + escaped(walk.meaning(*valued)));
    });
}

static void relativeName(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    members(walk, value, self, [&](DerChildren &children) {
        std::string all;
        while (const DerValue *next = children.peek()) {
            const std::string called = leadingOid(walk, *next);
            const std::optional<FieldIndex> at =
                children.next(called.empty() ? "AttributeTypeAndValue" : called, as(walk, attribute));
            all = walk.meaning(*at) + (all.empty() ? "" : " + ") + all;
        }
        walk.explain(self, std::move(all));
    });
}

void name(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    members(walk, value, self, [&](DerChildren &children) {
        std::string all; // RFC 4514 2.1: "starting with the last element of the sequence and moving backwards"
        children.each([&](const DerValue &v, FieldIndex at) {
            relativeName(walk, v, at);
            all = walk.meaning(at) + (all.empty() ? "" : ", ") + all;
        });
        walk.explain(self, std::move(all));
    });
}

std::string generalNameKind(const DerValue &value)
{
    static constexpr const char *kinds[] = {"otherName",
                                            "rfc822Name",
                                            "dNSName",
                                            "x400Address",
                                            "directoryName",
                                            "ediPartyName",
                                            "uniformResourceIdentifier",
                                            "iPAddress",
                                            "registeredID"};
    return value.tagClass == TagClass::Context && value.number < std::size(kinds) ? kinds[value.number] : "GeneralName";
}

/// "192.0.2.1", or IPv6 in full; with a mask after it in name constraints (RFC 5280 4.2.1.10).
static std::string addressText(ByteView address)
{
    std::string text;
    const auto dotted = [&](ByteView four) {
        for (std::size_t i = 0; i < four.size(); ++i)
            text += (i ? "." : "") + std::to_string(four[i]);
    };
    const auto colons = [&](ByteView sixteen) {
        for (std::size_t i = 0; i < sixteen.size(); i += 2)
            text += (i ? ":" : "") + toHex(sixteen.subspan(i, 2));
    };
    const auto one = [&](ByteView half) { half.size() == 4 ? dotted(half) : colons(half); };
    if (address.size() == 4 || address.size() == 16) {
        one(address);
    } else if (address.size() == 8 || address.size() == 32) {
        one(address.first(address.size() / 2));
        text += '/';
        one(address.last(address.size() / 2));
    }
    return text;
}

void generalName(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    constexpr std::uint32_t otherName = 0, rfc822 = 1, dns = 2, directory = 4, uri = 6, ip = 7, registered = 8;
    if (value.tagClass != TagClass::Context)
        return walk.plain(value, self);
    if (value.constructed) {
        if (value.number == directory) // a CHOICE, so its tag is explicit
            return explicitTag(walk, value, self, "Name", name);
        if (value.number == otherName)
            walk.explain(self, leadingOid(walk, value));
        return walk.plain(value, self);
    }
    std::string said;
    const ByteView content = walk.bytes(value.content);
    if (value.number == rfc822 || value.number == dns || value.number == uri)
        said = printable(content);
    else if (value.number == ip)
        said = addressText(content);
    else if (value.number == registered)
        said = oidName(content);
    walk.explain(self, said);
    walk.leaf(self, "content", value.content, std::move(said));
}

void generalNames(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    members(walk, value, self, [&](DerChildren &children) {
        std::string all;
        while (const DerValue *next = children.peek()) {
            const std::optional<FieldIndex> at = children.next(generalNameKind(*next), as(walk, generalName));
            if (const std::string &said = walk.meaning(*at); !said.empty())
                all += (all.empty() ? "" : ", ") + said;
        }
        walk.explain(self, std::move(all));
    });
}

} // namespace hd::x509
