// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/certificates.h"
#include "wire/error.h"

#include <map>

namespace hd {

/// Which OCSP response a server staples.
enum class StapledStatus : std::uint8_t { None, Good, Revoked, Outdated };

/// The demonstration certificates of resources/pki, issued anew around a clock from the keys that lie there. The same
/// clock gives the same bytes, in whatever order they are asked for and whatever Entropy is in use.
///
/// What has been issued is kept: hold on to a Pki for as long as the clock stays. It must go before its Context.
class Pki
{
public:
    /// @param clock unix time that the validity periods are relative to
    Pki(crypto::Context &context, std::int64_t clock);
    ~Pki();
    Pki(const Pki &) = delete;
    Pki &operator=(const Pki &) = delete;

    struct Credential
    {
        std::string name;
        std::vector<crypto::Certificate> chain; ///< leaf first, root last
        crypto::PrivateKey key; ///< of the leaf; another one where pki.json says that its holder has only that
    };

    /// An Error when no certificate has this name.
    Result<Credential> credential(std::string_view name);

    /// An OCSPResponse about this leaf from the one that issued it; empty for None.
    Bytes ocspResponse(const std::string &name, StapledStatus status);

    /// A SerializedSCT (RFC 6962 3.3) about this leaf from the demonstration log.
    Bytes timestamp(const std::string &name);

    /// The temporary key of RSA_EXPORT: 512 bits, as much as was allowed (RFC 2246 D.1). No certificate has it.
    crypto::PrivateKey exportKey();

    /// Every name that credential() knows, sorted.
    static std::vector<std::string> names();

private:
    const crypto::PrivateKey &key(const std::string &name);
    const crypto::Certificate &certificate(const std::string &name);

    crypto::Context &m_context;
    const std::int64_t m_clock;
    std::map<std::string, crypto::PrivateKey, std::less<>> m_keys;
    std::map<std::string, crypto::Certificate, std::less<>> m_certificates;
};

} // namespace hd
