// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/suitewords.h"

#include "models/valuetext.h"

namespace hd::ui {

using Role = SuitePart::Role;

QString SuiteWords::caption(Role role)
{
    switch (role) {
    case Role::Filling:
        return {};
    case Role::KeyExchange:
        return tr("key exchange");
    case Role::Authentication:
        return tr("authentication");
    case Role::Both:
        return tr("key exchange and authentication");
    case Role::Export:
        return tr("export");
    case Role::Cipher:
        return tr("cipher");
    case Role::Mode:
        return tr("mode");
    case Role::Tag:
        return tr("tag");
    case Role::Mac:
        return QStringLiteral("MAC");
    case Role::Hash:
        return tr("hash");
    }
    return {};
}

QString SuiteWords::status(SuiteStatus::Kind kind)
{
    switch (kind) {
    case SuiteStatus::Kind::Recommended:
        return tr("Recommended");
    case SuiteStatus::Kind::Legacy:
        return tr("Legacy");
    case SuiteStatus::Kind::Broken:
        return tr("Broken");
    }
    return {};
}

void SuiteWords::describe(SuitePart &part) const
{
    part.caption = caption(part.role);
    switch (part.role) {
    case Role::Filling:
        return;
    case Role::KeyExchange:
        return describeExchange(part);
    case Role::Authentication:
        return describeAuthentication(part);
    case Role::Both:
        return describeBoth(part);
    case Role::Export:
        part.value = tr("Export strength");
        part.size = tr("at most 512 bits");
        part.note = tr("The key exchange is held down to 512 bits and the cipher to 40 secret ones.");
        return;
    case Role::Cipher:
        return describeCipher(part);
    case Role::Mode:
        return describeMode(part);
    case Role::Tag:
        part.value = tr("Short tag");
        part.size = byteCountText(m_suite.tagLength);
        part.note = tr("Each record's tag is cut to this length.");
        return;
    case Role::Mac:
        return describeMac(part);
    case Role::Hash: {
        const QString text = part.text;
        part = hash();
        part.text = text;
        return;
    }
    }
}

void SuiteWords::describeExchange(SuitePart &part) const
{
    part.value = m_suite.usesEcdh() ? tr("One-time Diffie-Hellman on a curve") : tr("One-time Diffie-Hellman");
    part.size = tr("by the group");
    part.note = tr("Each side makes a value for this connection alone, and both compute one secret from the two. "
                   "Forgotten afterwards: forward secrecy.");
}

void SuiteWords::describeAuthentication(SuitePart &part) const
{
    switch (m_suite.authentication) {
    case Authentication::Anonymous:
        part.value = tr("Nobody");
        part.note = tr("No certificate and no signature: nobody proves who he is.");
        return;
    case Authentication::Psk:
        part.value = tr("Pre-shared key");
        part.note = tr("Both know a key beforehand; whoever can use it is the right one.");
        return;
    case Authentication::Rsa:
        part.value = tr("RSA signature");
        break;
    case Authentication::Dss:
        part.value = tr("DSA signature");
        break;
    default:
        part.value = m_version == tls12 ? tr("ECDSA or EdDSA signature") : tr("ECDSA signature"); // RFC 8422 5.10
        break;
    }
    part.size = tr("by the certificate");
    part.note = tr("The key in the server's certificate signs its one-time value, with both randoms.");
}

void SuiteWords::describeBoth(SuitePart &part) const
{
    if (part.text == QLatin1StringView("PSK")) {
        part.value = tr("Pre-shared key");
        part.note = m_suite.usesRsa() ? tr("A key that both know goes into the secret, too.")
                                      : tr("Both know a key beforehand: the secret is made of it, and whoever can use "
                                           "it is the right one.");
        return;
    }
    part.value = tr("RSA key transport");
    part.size = m_suite.exportable() ? tr("at most 512 bits") : tr("by the certificate");
    part.note = m_suite.exportable()
                    ? tr("The client encrypts the secret to a temporary RSA key, which the certificate's key signs.")
                    : tr("The client encrypts the secret to the RSA key in the server's certificate. Only its owner "
                         "can read it, and so proves who he is.");
}

/// How many bits of the key are secret: DES has a parity bit in each byte, and an exportable suite fills the key up
/// with what everybody can compute.
static int secretBits(const CipherSuite &suite)
{
    const bool parity = suite.cipher.starts_with("DES") && !suite.exportable();
    return suite.keyMaterial * (parity ? 7 : 8);
}

void SuiteWords::describeCipher(SuitePart &part) const
{
    const QString algorithm = part.text.section(u'_', 0, 0);
    part.size = tr("%1-bit key").arg(secretBits(m_suite));
    switch (m_suite.mode) {
    case CipherMode::Null:
        part.value = tr("No cipher");
        part.size = tr("no key");
        part.note = tr("Records travel in clear.");
        return;
    case CipherMode::Stream:
        part.value = tr("%1, a stream cipher").arg(algorithm);
        part.note = tr("Its key stream is combined with the content byte by byte.");
        return;
    case CipherMode::ChaCha20:
        part.value = tr("%1, a stream cipher").arg(QStringLiteral("ChaCha20"));
        part.note = tr("Its key stream is combined with the content byte by byte.");
        return;
    default:
        break;
    }
    part.value =
        tr("%1, a block cipher").arg(algorithm == QLatin1StringView("DES40") ? QStringLiteral("DES") : algorithm);
    part.note = tr("It turns blocks of %1 into others of the same size.")
                    .arg(byteCountText(m_suite.blockLength > 0 ? m_suite.blockLength : 16));
}

QString SuiteWords::ivNote() const
{
    if (m_version <= tls10)
        return tr(
            "The first IV comes from the key schedule; each record goes on from the last block of the one before.");
    return tr("Each record brings an IV of its own.");
}

void SuiteWords::describeMode(SuitePart &part) const
{
    const QString fixed = m_suite.explicitLength > 0
                              ? tr("Nonce: %1 from the key schedule and %2 with each record.")
                                    .arg(byteCountText(m_suite.fixedIvLength), byteCountText(m_suite.explicitLength))
                              : tr("Nonce: %1 from the key schedule, combined with the sequence number.")
                                    .arg(byteCountText(m_suite.fixedIvLength));
    const QString tag = tr("%1-byte tag").arg(m_suite.tagLength);
    switch (m_suite.mode) {
    case CipherMode::Cbc:
        part.value = tr("Cipher block chaining");
        part.size = tr("%1-byte IV").arg(m_suite.blockLength);
        part.note = tr("Each block is mixed with the one before.") + u' ' + ivNote();
        return;
    case CipherMode::Gcm:
        part.value = tr("Galois/counter mode, AEAD");
        break;
    case CipherMode::Ccm:
        part.value = tr("Counter with CBC-MAC, AEAD");
        break;
    default:
        part.value = tr("Poly1305 authenticator, AEAD");
        break;
    }
    part.size = tag;
    part.note = tr("It encrypts and authenticates in one step: no MAC besides it.") + u' ' + fixed;
}

void SuiteWords::describeMac(SuitePart &part) const
{
    const QString hashed = toQString(names::hashName(m_suite.mac));
    const unsigned length = m_suite.mac == HashName::Md5      ? 16
                            : m_suite.mac == HashName::Sha1   ? 20
                            : m_suite.mac == HashName::Sha256 ? 32
                                                              : 48;
    part.value = m_version == ssl30 ? tr("MAC of SSL 3.0 with %1").arg(hashed) : QStringLiteral("HMAC-") + hashed;
    part.size = byteCountText(length);
    part.note = tr("Each record is authenticated with a key of its own direction; key and MAC have this length.");
    if (m_suite.mac == HashName::Sha1 && m_version > ssl30)
        part.note += u' ' + tr("RFC 9155 ends SHA-1 in signatures, not here: HMAC still holds with it.");
}

/// RFC 5246 5; RFC 2246 5; RFC 6101 6.1; RFC 8446 7.1.
SuitePart SuiteWords::hash() const
{
    SuitePart part;
    part.role = Role::Hash;
    const QString hashed = toQString(names::hashName(m_suite.prf));
    if (m_version == tls13) {
        part.caption = tr("hash");
        part.value = QStringLiteral("HKDF-") + hashed;
        part.note = tr("All secrets are derived with it, and the transcript is hashed with it.");
    } else {
        part.caption = tr("PRF");
        part.value = m_version == tls12   ? tr("PRF with %1").arg(QStringLiteral("HMAC-") + hashed)
                     : m_version == ssl30 ? tr("MD5 over SHA-1")
                                          : tr("PRF of HMAC-MD5 and HMAC-SHA-1");
        part.note = tr("Master secret, key block and finished are computed with it.");
    }
    return part;
}

std::vector<SuitePart> SuiteWords::implied() const
{
    std::vector<SuitePart> parts;
    if (m_suite.keyExchange == KeyExchange::Separate) {
        SuitePart exchange;
        exchange.role = Role::KeyExchange;
        exchange.caption = caption(Role::KeyExchange);
        exchange.value = tr("negotiated apart");
        exchange.note = tr("In supported_groups and key_share, or with a pre-shared key.");
        SuitePart authentication;
        authentication.role = Role::Authentication;
        authentication.caption = caption(Role::Authentication);
        authentication.value = tr("negotiated apart");
        authentication.note = tr("In signature_algorithms and the certificate, or with a pre-shared key.");
        parts = {exchange, authentication};
    }
    const bool named = m_suite.aead() && m_suite.name.find("_SHA") != std::string_view::npos;
    if (!named) {
        parts.push_back(hash());
        if (m_suite.prf == HashName::Sha256 && m_version == tls12)
            parts.back().note += u' ' + tr("The name does not say so: it is what TLS 1.2 sets for all others.");
    }
    return parts;
}

} // namespace hd::ui
