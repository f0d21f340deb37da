// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/registry.h"

namespace hd {

namespace {

// RFC 8422 5.1.1, RFC 7919 2, draft-ietf-tls-ecdhe-mlkem 7
constexpr NamedGroup groups[] = {
    {29, "x25519", GroupKind::Montgomery, "X25519"},
    {23, "secp256r1", GroupKind::Ec, "P-256"},
    {24, "secp384r1", GroupKind::Ec, "P-384"},
    {25, "secp521r1", GroupKind::Ec, "P-521"},
    {30, "x448", GroupKind::Montgomery, "X448"},
    {256, "ffdhe2048", GroupKind::Ffdhe, "ffdhe2048"},
    {257, "ffdhe3072", GroupKind::Ffdhe, "ffdhe3072"},
    {258, "ffdhe4096", GroupKind::Ffdhe, "ffdhe4096"},
    {259, "ffdhe6144", GroupKind::Ffdhe, "ffdhe6144"},
    {260, "ffdhe8192", GroupKind::Ffdhe, "ffdhe8192"},
    {0x11ec, "X25519MLKEM768", GroupKind::Hybrid, "X25519MLKEM768"},
    {0x11eb, "SecP256r1MLKEM768", GroupKind::Hybrid, "SecP256r1MLKEM768"},
    {0x11ed, "SecP384r1MLKEM1024", GroupKind::Hybrid, "SecP384r1MLKEM1024"},
};

// RFC 8446 4.2.3; the sha224 and plain SHA-1 forms of RFC 5246 7.4.1.4.1
constexpr SignatureScheme schemes[] = {
    {0x0403, "ecdsa_secp256r1_sha256"},
    {0x0503, "ecdsa_secp384r1_sha384"},
    {0x0603, "ecdsa_secp521r1_sha512"},
    {0x0807, "ed25519"},
    {0x0808, "ed448"},
    {0x0804, "rsa_pss_rsae_sha256"},
    {0x0805, "rsa_pss_rsae_sha384"},
    {0x0806, "rsa_pss_rsae_sha512"},
    {0x0809, "rsa_pss_pss_sha256"},
    {0x080a, "rsa_pss_pss_sha384"},
    {0x080b, "rsa_pss_pss_sha512"},
    {0x0401, "rsa_pkcs1_sha256"},
    {0x0501, "rsa_pkcs1_sha384"},
    {0x0601, "rsa_pkcs1_sha512"},
    {0x0201, "rsa_pkcs1_sha1"},
    {0x0203, "ecdsa_sha1"},
    {0x0402, "dsa_sha256"},
    {0x0202, "dsa_sha1"},
};

// IANA's TLS ExtensionType Values, and what browsers send beside
constexpr ExtensionName extensions[] = {
    {0, "server_name"},
    {1, "max_fragment_length"},
    {2, "client_certificate_url"},
    {3, "trusted_ca_keys"},
    {4, "truncated_hmac"},
    {5, "status_request"},
    {6, "user_mapping"},
    {7, "client_authz"},
    {8, "server_authz"},
    {9, "cert_type"},
    {10, "supported_groups"},
    {11, "ec_point_formats"},
    {12, "srp"},
    {13, "signature_algorithms"},
    {14, "use_srtp"},
    {15, "heartbeat"},
    {16, "application_layer_protocol_negotiation"},
    {17, "status_request_v2"},
    {18, "signed_certificate_timestamp"},
    {19, "client_certificate_type"},
    {20, "server_certificate_type"},
    {21, "padding"},
    {22, "encrypt_then_mac"},
    {23, "extended_master_secret"},
    {24, "token_binding"},
    {25, "cached_info"},
    {26, "tls_lts"},
    {27, "compress_certificate"},
    {28, "record_size_limit"},
    {29, "pwd_protect"},
    {30, "pwd_clear"},
    {31, "password_salt"},
    {32, "ticket_pinning"},
    {33, "tls_cert_with_extern_psk"},
    {34, "delegated_credential"},
    {35, "session_ticket"},
    {41, "pre_shared_key"},
    {42, "early_data"},
    {43, "supported_versions"},
    {44, "cookie"},
    {45, "psk_key_exchange_modes"},
    {47, "certificate_authorities"},
    {48, "oid_filters"},
    {49, "post_handshake_auth"},
    {50, "signature_algorithms_cert"},
    {51, "key_share"},
    {52, "transparency_info"},
    {54, "connection_id"},
    {55, "external_id_hash"},
    {56, "external_session_id"},
    {57, "quic_transport_parameters"},
    {58, "ticket_request"},
    {59, "dnssec_chain"},
    {62, "tls_flags"},
    {13172, "next_protocol_negotiation"},
    {17513, "application_settings_old"},
    {17613, "application_settings"},
    {0xfd00, "ech_outer_extensions"},
    {0xfe0d, "encrypted_client_hello"},
    {0xff01, "renegotiation_info"},
};

// The TLS alert registry, the reserved ones of older versions included
constexpr AlertName alerts[] = {
    {0, "close_notify"},
    {10, "unexpected_message"},
    {20, "bad_record_mac"},
    {21, "decryption_failed"},
    {22, "record_overflow"},
    {30, "decompression_failure"},
    {40, "handshake_failure"},
    {41, "no_certificate"},
    {42, "bad_certificate"},
    {43, "unsupported_certificate"},
    {44, "certificate_revoked"},
    {45, "certificate_expired"},
    {46, "certificate_unknown"},
    {47, "illegal_parameter"},
    {48, "unknown_ca"},
    {49, "access_denied"},
    {50, "decode_error"},
    {51, "decrypt_error"},
    {52, "too_many_cids_requested"},
    {60, "export_restriction"},
    {70, "protocol_version"},
    {71, "insufficient_security"},
    {80, "internal_error"},
    {86, "inappropriate_fallback"},
    {90, "user_canceled"},
    {100, "no_renegotiation"},
    {109, "missing_extension"},
    {110, "unsupported_extension"},
    {111, "certificate_unobtainable"},
    {112, "unrecognized_name"},
    {113, "bad_certificate_status_response"},
    {114, "bad_certificate_hash_value"},
    {115, "unknown_psk_identity"},
    {116, "certificate_required"},
    {117, "general_error"},
    {120, "no_application_protocol"},
    {121, "ech_required"},
};

template<class Row, std::size_t N>
const Row *byCode(const Row (&rows)[N], std::uint64_t code)
{
    for (const Row &row : rows)
        if (row.code == code)
            return &row;
    return nullptr;
}

template<class Row, std::size_t N>
const Row *byName(const Row (&rows)[N], std::string_view name)
{
    for (const Row &row : rows)
        if (row.name == name)
            return &row;
    return nullptr;
}

} // namespace

std::span<const NamedGroup> namedGroups()
{
    return groups;
}

const NamedGroup *namedGroup(std::uint16_t code)
{
    return byCode(groups, code);
}

const NamedGroup *namedGroup(std::string_view name)
{
    return byName(groups, name);
}

std::span<const SignatureScheme> signatureSchemes()
{
    return schemes;
}

const SignatureScheme *signatureScheme(std::string_view name)
{
    return byName(schemes, name);
}

std::span<const ExtensionName> extensionNames()
{
    return extensions;
}

std::span<const AlertName> alertNames()
{
    return alerts;
}

std::optional<Alert> alertByName(std::string_view name)
{
    if (const AlertName *row = byName(alerts, name))
        return static_cast<Alert>(row->code);
    return std::nullopt;
}

} // namespace hd
