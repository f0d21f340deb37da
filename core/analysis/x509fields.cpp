// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/x509fields.h"

#include "analysis/x509parts.h"

namespace hd {

namespace x509 {

static void hashAlgorithm(DerWalk &walk, const DerValue &value, FieldIndex self);

/// RFC 4055 3.1.
static void pssParameters(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    members(walk, value, self, [&](DerChildren &children) {
        const auto part = [&](std::uint32_t tag, const std::string &called, const std::string &type, Describe inside) {
            children.nextIf(
                [tag](const DerValue &v) { return v.isContext(tag); }, called,
                [&walk, type, inside](const DerValue &v, FieldIndex at) { explicitTag(walk, v, at, type, inside); });
        };
        part(0, "hashAlgorithm", "HashAlgorithm", hashAlgorithm);
        part(1, "maskGenAlgorithm", "MaskGenAlgorithm", hashAlgorithm);
        part(2, "saltLength", "INTEGER", plain);
        part(3, "trailerField", "INTEGER", plain);
    });
}

/// RFC 3279 2.3.2.
static void dssParameters(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    members(walk, value, self, [&](DerChildren &children) {
        if (const std::optional<FieldIndex> p = children.next("p", as(walk, bigInteger)))
            walk.explain(self, walk.meaning(*p)); // the length of a key is that of p
        children.next("q", as(walk, bigInteger));
        children.next("g", as(walk, bigInteger));
    });
}

/// AlgorithmIdentifier (RFC 5280 4.1.1.2): an object identifier, and parameters of a form that it settles.
static void algorithm(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    members(walk, value, self, [&](DerChildren &children) {
        const std::optional<FieldIndex> oid = children.next("algorithm");
        if (!oid)
            return;
        const std::string called = walk.meaning(*oid);
        walk.explain(self, called);
        Describe parameters = plain;
        if (called == "id-RSASSA-PSS")
            parameters = pssParameters;
        else if (called == "id-dsa")
            parameters = dssParameters;
        else if (called == "id-mgf1")
            parameters = hashAlgorithm;
        const std::optional<FieldIndex> at = children.next("parameters", as(walk, parameters));
        if (at && (called == "id-ecPublicKey" || called == "id-dsa") && !walk.meaning(*at).empty())
            walk.explain(self, called + ", " + walk.meaning(*at));
    });
}

static void hashAlgorithm(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    algorithm(walk, value, self);
}

/// RFC 3279 2.3.1.
static void rsaPublicKey(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    members(walk, value, self, [&](DerChildren &children) {
        const std::optional<FieldIndex> modulus = children.next("modulus", as(walk, bigInteger));
        children.next("publicExponent", as(walk, bigInteger));
        if (modulus)
            walk.explain(self, walk.meaning(*modulus));
    });
}

static void publicKeyInfo(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    members(walk, value, self, [&](DerChildren &children) {
        const std::optional<FieldIndex> kind = children.next("algorithm", as(walk, algorithm));
        const std::string called = kind ? walk.meaning(*kind) : std::string();
        const std::optional<FieldIndex> key = children.next("subjectPublicKey", [&](const DerValue &v, FieldIndex at) {
            if (called == "rsaEncryption" || called == "id-RSASSA-PSS")
                encapsulated(walk, v, at, "RSAPublicKey", rsaPublicKey);
            else if (called.starts_with("id-dsa"))
                encapsulated(walk, v, at, "DSAPublicKey", bigInteger);
            else
                walk.plain(v, at);
        });
        const bool rsa = key && called.find(", ") == std::string::npos && !walk.meaning(*key).empty();
        walk.explain(self, rsa ? called + ", " + walk.meaning(*key) : called);
    });
}

static void validity(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    members(walk, value, self, [&](DerChildren &children) {
        const std::optional<FieldIndex> from = children.next("notBefore");
        const std::optional<FieldIndex> to = children.next("notAfter");
        if (from && to)
            walk.explain(self, walk.meaning(*from) + " – " + walk.meaning(*to));
    });
}

static void versionNumber(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    walk.plain(value, self);
    // RFC 5280 4.1.2.1: "Version ::= INTEGER { v1(0), v2(1), v3(2) }"
    if (const std::string &number = walk.meaning(self); number == "0" || number == "1" || number == "2")
        walk.explain(self, "v" + std::to_string(number[0] - '0' + 1) + " (" + number + ")");
}

static void toBeSigned(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    const auto context = [](std::uint32_t tag) { return [tag](const DerValue &v) { return v.isContext(tag); }; };
    members(walk, value, self, [&](DerChildren &children) {
        children.nextIf(context(0), "version", [&walk](const DerValue &v, FieldIndex at) {
            explicitTag(walk, v, at, "Version", versionNumber);
        });
        children.next("serialNumber");
        children.next("signature", as(walk, algorithm));
        children.next("issuer", as(walk, name));
        children.next("validity", as(walk, validity));
        children.next("subject", as(walk, name));
        children.next("subjectPublicKeyInfo", as(walk, publicKeyInfo));
        children.nextIf(context(1), "issuerUniqueID");
        children.nextIf(context(2), "subjectUniqueID");
        children.nextIf(context(3), "extensions", [&walk](const DerValue &v, FieldIndex at) {
            explicitTag(walk, v, at, "Extensions", extensions);
        });
    });
}

/// RFC 3279 2.2.2 and 2.2.3: Dss-Sig-Value and Ecdsa-Sig-Value.
static void signaturePair(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    members(walk, value, self, [&](DerChildren &children) {
        children.next("r", as(walk, bigInteger));
        children.next("s", as(walk, bigInteger));
    });
}

static void certificate(DerWalk &walk, const DerValue &value, FieldIndex self)
{
    members(walk, value, self, [&](DerChildren &children) {
        children.next("tbsCertificate", as(walk, toBeSigned));
        const std::optional<FieldIndex> kind = children.next("signatureAlgorithm", as(walk, algorithm));
        const std::string called = kind ? walk.meaning(*kind) : std::string();
        children.next("signatureValue", [&](const DerValue &v, FieldIndex at) {
            if (called.starts_with("ecdsa-with-") || called.starts_with("id-dsa-with-"))
                encapsulated(walk, v, at, called.starts_with("ecdsa") ? "Ecdsa-Sig-Value" : "Dss-Sig-Value",
                             signaturePair);
            else
                walk.plain(v, at);
        });
    });
}

} // namespace x509

CertificateFields certificateFields(ByteView der)
{
    DerWalk walk(der);
    walk.root("certificate", x509::as(walk, x509::certificate));
    const std::optional<DecodeError> error = walk.error();
    return {walk.takeTree(), error};
}

namespace {

class Summarizer
{
public:
    Summarizer(const FieldTree &fields, ByteView der) : m_fields(fields), m_der(der) {}

    CertificateSummary summary() const
    {
        CertificateSummary found;
        const std::string tbs = "certificate.tbsCertificate.";
        found.subject = meaning(tbs + "subject");
        found.issuer = meaning(tbs + "issuer");
        found.subjectDer = bytes(tbs + "subject");
        found.issuerDer = bytes(tbs + "issuer");
        found.notBefore = meaning(tbs + "validity.notBefore");
        found.notAfter = meaning(tbs + "validity.notAfter");
        found.signature = meaning("certificate.signatureAlgorithm");
        found.key = keyText(meaning(tbs + "subjectPublicKeyInfo"));
        found.ca = meaning(tbs + "extensions.Extensions.basicConstraints.extnValue").starts_with("cA TRUE");
        found.commonName = commonName(tbs + "subject");
        return found;
    }

private:
    std::string meaning(const std::string &path) const
    {
        const std::optional<FieldIndex> at = m_fields.find(path);
        return at ? m_fields[*at].meaning : std::string();
    }

    Bytes bytes(const std::string &path) const
    {
        const std::optional<FieldIndex> at = m_fields.find(path);
        if (!at)
            return {};
        const ByteView view = slice(m_der, m_fields[*at].range);
        return {view.begin(), view.end()};
    }

    /// The most specific one of a name, which is the last.
    std::string commonName(const std::string &path) const
    {
        std::string found;
        for (FieldIndex i = 0;
             const std::optional<FieldIndex> set = m_fields.find(path + '[' + std::to_string(i) + ']'); ++i)
            for (const FieldIndex attribute : m_fields.children(*set))
                if (m_fields[attribute].name == "commonName")
                    found = meaning(m_fields.path(attribute) + ".value");
        return found;
    }

    static std::string keyText(const std::string &info)
    {
        static constexpr std::pair<std::string_view, std::string_view> kinds[] = {
            {"rsaEncryption", "RSA"}, {"id-RSASSA-PSS", "RSA-PSS"}, {"id-dsa", "DSA"},
            {"id-ecPublicKey", "EC"}, {"id-Ed25519", "Ed25519"},    {"id-Ed448", "Ed448"}};
        const std::size_t end = std::min(info.find(", "), info.size());
        for (const auto &[kind, called] : kinds)
            if (info.substr(0, end) == kind)
                return std::string(called) + info.substr(end);
        return info;
    }

    const FieldTree &m_fields;
    ByteView m_der;
};

} // namespace

CertificateSummary certificateSummary(const FieldTree &fields, ByteView der)
{
    return Summarizer(fields, der).summary();
}

} // namespace hd
