// SPDX-License-Identifier: GPL-3.0-or-later

// What is in the extensions of a certificate (RFC 5280 4.2).

#include "analysis/x509parts.h"
#include "wire/registry.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace hd::x509 {

namespace {

void basicConstraints(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    members(walk, value, self, [&](DerChildren &children) {
        const std::optional<FieldIndex> ca =
            children.nextIf([](const DerValue &v) { return v.is(dertag::boolean); }, "cA");
        const std::optional<FieldIndex> length =
            children.nextIf([](const DerValue &v) { return v.is(dertag::integer); }, "pathLenConstraint");
        std::string said = "cA " + (ca ? walk.meaning(*ca) : std::string("FALSE"));
        if (length)
            said += ", pathLenConstraint " + walk.meaning(*length);
        walk.explain(self, std::move(said));
    });
}

/// RFC 5280 4.2.1.3: bit 0 is the most significant of the first octet.
void keyUsage(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    static constexpr const char *uses[] = {"digitalSignature", "nonRepudiation", "keyEncipherment",
                                           "dataEncipherment", "keyAgreement",   "keyCertSign",
                                           "cRLSign",          "encipherOnly",   "decipherOnly"};
    walk.plain(value, self);
    if (!value.is(dertag::bitString) || value.constructed || value.content.length < 1)
        return;
    const ByteView bits = walk.bytes(value.content).subspan(1);
    std::string said;
    for (std::size_t bit = 0; bit < std::size(uses) && bit / 8 < bits.size(); ++bit)
        if (bits[bit / 8] & 0x80 >> bit % 8)
            said += (said.empty() ? "" : ", ") + std::string(uses[bit]);
    walk.explain(self, std::move(said));
}

void extKeyUsage(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    listOf(walk, value, self, plain);
}

std::string shortHex(ByteView bytes)
{
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        text += (i ? ":" : "") + toHex(bytes.subspan(i, 1));
    return text;
}

void keyIdentifier(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    if (value.constructed)
        return walk.plain(value, self);
    walk.leaf(self, "content", value.content);
    walk.explain(self, shortHex(walk.bytes(value.content)));
}

void authorityKeyIdentifier(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    const auto context = [](std::uint32_t tag) { return [tag](const DerValue &v) { return v.isContext(tag); }; };
    members(walk, value, self, [&](DerChildren &children) {
        if (const auto key = children.nextIf(context(0), "keyIdentifier", as(walk, keyIdentifier)))
            walk.explain(self, walk.meaning(*key));
        children.nextIf(context(1), "authorityCertIssuer", as(walk, generalNames));
        children.nextIf(context(2), "authorityCertSerialNumber");
    });
}

void accessDescription(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    members(walk, value, self, [&](DerChildren &children) {
        const std::optional<FieldIndex> method = children.next("accessMethod");
        const std::optional<FieldIndex> place = children.next("accessLocation", as(walk, generalName));
        if (method && place)
            walk.explain(self, walk.meaning(*method) + ' ' + walk.meaning(*place));
    });
}

void accessDescriptions(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    listOf(walk, value, self, accessDescription);
}

void policyQualifier(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    members(walk, value, self, [&](DerChildren &children) {
        children.next("policyQualifierId");
        if (const std::optional<FieldIndex> qualifier = children.next("qualifier"))
            walk.explain(self, walk.meaning(*qualifier));
    });
}

void policyQualifiers(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    listOf(walk, value, self, policyQualifier);
}

void policyInformation(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    members(walk, value, self, [&](DerChildren &children) {
        if (const std::optional<FieldIndex> policy = children.next("policyIdentifier"))
            walk.explain(self, walk.meaning(*policy));
        children.next("policyQualifiers", as(walk, policyQualifiers));
    });
}

void certificatePolicies(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    listOf(walk, value, self, policyInformation);
}

void generalSubtree(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    members(walk, value, self, [&](DerChildren &children) {
        const DerValue *base = children.peek();
        const std::string called = base ? generalNameKind(*base) : std::string();
        if (const std::optional<FieldIndex> at = children.next(called, as(walk, generalName)))
            walk.explain(self, called + ' ' + walk.meaning(*at));
    });
}

void generalSubtrees(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    listOf(walk, value, self, generalSubtree);
}

void nameConstraints(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    members(walk, value, self, [&](DerChildren &children) {
        std::string said;
        for (const auto &[tag, called, word] :
             {std::tuple{0U, "permittedSubtrees", "permitted: "}, std::tuple{1U, "excludedSubtrees", "excluded: "}}) {
            const std::uint32_t wanted = tag;
            const std::optional<FieldIndex> at = children.nextIf(
                [wanted](const DerValue &v) { return v.isContext(wanted); }, called, as(walk, generalSubtrees));
            if (at)
                said += (said.empty() ? "" : "; ") + std::string(word) + walk.meaning(*at);
        }
        walk.explain(self, std::move(said));
    });
}

// Signed certificate timestamps (RFC 6962 3.2 and 3.3): in the presentation language of TLS, not in DER
// ----------------

std::string momentText(std::uint64_t milliseconds)
{
    constexpr std::uint64_t latest = 253402300799999; // the end of the year 9999
    if (milliseconds > latest)
        return {};
    const std::chrono::sys_seconds time{std::chrono::seconds(milliseconds / 1000)};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02u %02d:%02d:%02d.%03u UTC", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()), static_cast<unsigned>(milliseconds % 1000));
    return text.data();
}

/// Takes leaves off the front of a range; what is not there any more ends it.
class Cutter
{
public:
    Cutter(DerWalk &walk, FieldIndex parent, Range range) : m_walk(walk), m_parent(parent), m_left(range) {}

    std::uint32_t left() const { return m_left.length; }
    bool cut(const std::string &name, std::uint32_t length, std::string meaning = {})
    {
        if (length > m_left.length) {
            m_walk.undecoded(m_parent, m_left, name + " is cut off");
            m_left = {m_left.end(), 0};
            return false;
        }
        m_walk.leaf(m_parent, name, {m_left.offset, length}, std::move(meaning));
        m_left = {m_left.offset + length, m_left.length - length};
        return true;
    }
    /// A number of at most eight bytes.
    std::optional<std::uint64_t> number(const std::string &name, std::uint32_t width, Meaning meaning = nullptr)
    {
        std::uint64_t value = 0;
        for (std::uint32_t i = 0; i < std::min(width, m_left.length); ++i)
            value = value << 8 | m_walk.bytes(m_left)[i];
        if (!cut(name, width, meaning ? meaning(value) : std::string()))
            return std::nullopt;
        return value;
    }
    bool opaque(const std::string &name, std::uint32_t lengthWidth)
    {
        const std::optional<std::uint64_t> length = number(name + "_length", lengthWidth);
        return length && cut(name, static_cast<std::uint32_t>(std::min<std::uint64_t>(*length, UINT32_MAX)));
    }
    void rest()
    {
        if (m_left.length > 0)
            m_walk.undecoded(m_parent, m_left, std::to_string(m_left.length) + " bytes are left over");
    }
    /// What has become a field elsewhere.
    void skip(std::uint32_t length) { m_left = {m_left.offset + length, m_left.length - length}; }
    Range range() const { return m_left; }

private:
    DerWalk &m_walk;
    FieldIndex m_parent;
    Range m_left;
};

void timestamp(DerWalk &walk, FieldIndex self, Range range)
{
    Cutter cutter(walk, self, range);
    const auto version = [](std::uint64_t v) { return v == 0 ? std::string("v1") : std::string(); };
    if (!cutter.number("sct_version", 1, version) || !cutter.cut("log_id", 32))
        return;
    const std::optional<std::uint64_t> time = cutter.number("timestamp", 8, momentText);
    if (!time)
        return;
    walk.explain(self, momentText(*time));
    if (cutter.opaque("extensions", 2) && cutter.number("hash", 1, names::hash) &&
        cutter.number("signature_algorithm", 1, names::signatureAlgorithm) && cutter.opaque("signature", 2))
        cutter.rest();
}

void timestamps(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    if (!value.is(dertag::octetString) || value.constructed)
        return walk.plain(value, self);
    Cutter cutter(walk, self, value.content);
    const std::optional<std::uint64_t> length = cutter.number("sct_list_length", 2);
    if (!length)
        return;
    std::uint32_t count = 0;
    while (cutter.left() > 0) {
        const Range around = cutter.range();
        const ByteView bytes = walk.bytes(around);
        const std::uint32_t size = bytes.size() < 2 ? UINT32_MAX : static_cast<std::uint32_t>(bytes[0] << 8 | bytes[1]);
        if (size > around.length - std::min<std::uint32_t>(around.length, 2)) {
            cutter.rest();
            break;
        }
        cutter.number("serialized_sct_length", 2);
        timestamp(walk, walk.group(self, "[" + std::to_string(count++) + "]", {around.offset + 2, size}),
                  {around.offset + 2, size});
        cutter.skip(size);
    }
    walk.explain(self, std::to_string(count) + (count == 1 ? " timestamp" : " timestamps"));
}

Describe insideOf(std::string_view extension)
{
    static constexpr std::pair<std::string_view, Describe> known[] = {
        {"basicConstraints", basicConstraints},
        {"keyUsage", keyUsage},
        {"extKeyUsage", extKeyUsage},
        {"subjectAltName", generalNames},
        {"issuerAltName", generalNames},
        {"subjectKeyIdentifier", keyIdentifier},
        {"authorityKeyIdentifier", authorityKeyIdentifier},
        {"authorityInfoAccess", accessDescriptions},
        {"subjectInfoAccess", accessDescriptions},
        {"certificatePolicies", certificatePolicies},
        {"nameConstraints", nameConstraints},
        {"signedCertificateTimestamps", timestamps},
    };
    for (const auto &[name, describe] : known)
        if (name == extension)
            return describe;
    return plain;
}

/// The ASN.1 type of what the extension holds: its own name with a capital, but for a few.
std::string typeName(const std::string &called)
{
    if (called.empty() || insideOf(called) == plain)
        return "value";
    if (called == "extKeyUsage")
        return "ExtKeyUsageSyntax";
    if (called == "signedCertificateTimestamps")
        return "SignedCertificateTimestampList";
    std::string type = called;
    type[0] = static_cast<char>(type[0] - 'a' + 'A');
    return type;
}

/// RFC 5280 4.1.2.9: extnID, critical where it is TRUE, and an OCTET STRING with the DER of what extnID settles.
void extension(DerWalk &walk, const DerValue &value, FieldIndex self, const std::string &called)
{
    members(walk, value, self, [&](DerChildren &children) {
        children.next("extnID");
        const std::optional<FieldIndex> critical =
            children.nextIf([](const DerValue &v) { return v.is(dertag::boolean); }, "critical");
        const std::optional<FieldIndex> content = children.next("extnValue", [&](const DerValue &v, FieldIndex at) {
            encapsulated(walk, v, at, typeName(called), insideOf(called));
        });
        std::string said = critical && walk.meaning(*critical) == "TRUE" ? "critical" : "";
        if (content && !walk.meaning(*content).empty())
            said += (said.empty() ? "" : ": ") + walk.meaning(*content);
        walk.explain(self, std::move(said));
    });
}

} // namespace

void extensions(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    members(walk, value, self, [&](DerChildren &children) {
        while (const DerValue *next = children.peek()) {
            const std::string called = leadingOid(walk, *next);
            children.next(called.empty() ? "Extension" : called,
                          [&walk, called](const DerValue &v, FieldIndex at) { extension(walk, v, at, called); });
        }
    });
}

} // namespace hd::x509
