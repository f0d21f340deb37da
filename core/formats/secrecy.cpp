// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/secrecy.h"

namespace hd {

/// The salt of AES-GCM is four bytes; shorter values turn up everywhere by chance.
static constexpr std::size_t shortestSecret = 4;

Secrecy::Secrecy(const Trace &trace) : m_trace(trace)
{
    for (const Derivation &derivation : trace.derivations) {
        if (!derivation.secret || derivation.output.size() < shortestSecret)
            continue;
        m_secrets.emplace_back(derivation.output);
        m_hex.push_back(toHex(derivation.output));
    }
}

bool Secrecy::isSecret(const Input &input) const
{
    static constexpr std::string_view secretRoles[] = {"secret", "private_key", "plaintext"};
    if (std::find(std::begin(secretRoles), std::end(secretRoles), input.role) != std::end(secretRoles))
        return true;
    return (input.derivation && m_trace[*input.derivation].secret) || holdsSecret(input.value);
}

bool Secrecy::holdsSecret(ByteView bytes) const
{
    return std::any_of(m_secrets.begin(), m_secrets.end(), [bytes](ByteView secret) {
        return std::search(bytes.begin(), bytes.end(), secret.begin(), secret.end()) != bytes.end();
    });
}

bool Secrecy::nonceBetraysSecret(const Record &record) const
{
    const bool masked = record.protection == ProtectionKind::Tls13 ||
                        (record.protection == ProtectionKind::Aead && record.explicitNonce.length == 0);
    return (masked && !record.nonce.empty()) || holdsSecret(record.nonce);
}

/// Whether @p text has as many hex digits in a row as the shortest secret: most texts, of which there are many, have
/// not.
static bool holdsHex(std::string_view text)
{
    std::size_t run = 0;
    for (const char c : text) {
        run = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ? run + 1 : 0;
        if (run >= 2 * shortestSecret)
            return true;
    }
    return false;
}

bool Secrecy::holdsSecret(std::string_view text) const
{
    if (!holdsHex(text))
        return false;
    return std::any_of(m_hex.begin(), m_hex.end(),
                       [text](const std::string &hex) { return text.find(hex) != std::string_view::npos; });
}

} // namespace hd
