// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/deriver.h"
#include "wire/versions.h"

namespace hd {

/// The six keys of a connection (RFC 5246 6.3); those of length 0 are empty.
struct ConnectionKeys
{
    Secret clientMac, serverMac, clientKey, serverKey, clientIv, serverIv;
};

/// Both randoms, and the fields that they stand in.
struct Randoms
{
    Input client, server; ///< role `seed`
};

/// The way from the pre-master secret to the keys and to verify_data, from SSL 3.0 to TLS 1.2.
class KeySchedule
{
public:
    KeySchedule(Deriver &deriver, const VersionTraits &traits, const CipherSuite &suite)
        : m_deriver(deriver), m_traits(traits), m_suite(suite)
    {}

    static constexpr std::size_t masterSecretLength = 48; ///< RFC 5246 8.1

    /// RFC 5246 8.1, RFC 2246 8.1, RFC 6101 6.1.
    Secret masterSecret(const Secret &preMaster, const Randoms &randoms);
    /// RFC 7627 4. @p messages end with client_key_exchange.
    Secret extendedMasterSecret(const Secret &preMaster, const TranscriptPart &messages);
    /// key_block and its slices; from an exportable suite's, the final keys and the public IVs (RFC 2246 6.3.1,
    /// RFC 6101 6.2.2.1).
    ConnectionKeys connectionKeys(const Secret &master, const Randoms &randoms);
    /// Of the finished that @p side sends.
    Secret verifyData(Side side, const Secret &master, const TranscriptPart &messages);
    /// What certificate_verify of SSL 3.0 signs.
    Secret sslCertificateVerifyHash(const Secret &master, const TranscriptPart &messages);
    /// RFC 5705 4. @p context nothing is not the same as an empty one. Only where there is a PRF.
    Secret exporter(const Secret &master, const Randoms &randoms, std::string_view label,
                    std::optional<ByteView> context, std::size_t length);

    /// The hash of the PRF, and of the messages that it is fed with.
    crypto::Hash hash() const;

private:
    void exportKeys(ConnectionKeys &keys, const Randoms &randoms);
    void sslExportKeys(ConnectionKeys &keys, const Randoms &randoms);
    Secret prf(std::string name, const Secret &secret, std::string_view label, std::vector<Input> seeds,
               std::size_t length, bool isSecret = true);

    Deriver &m_deriver;
    const VersionTraits &m_traits;
    const CipherSuite &m_suite;
};

} // namespace hd
