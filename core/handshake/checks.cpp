// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/checks.h"

#include <cassert>

namespace hd {

static constexpr CheckRule rules[] = {
    {"message.expected", Alert::UnexpectedMessage, "RFC 5246 7.3"},
    {"message.syntax", Alert::DecodeError, "RFC 5246 7.2.2"},
    {"message.length", Alert::IllegalParameter, "RFC 5246 7.4"},
    {"message.boundary", Alert::UnexpectedMessage, "RFC 5246 6.2.1"},
    {"client_hello.version", Alert::ProtocolVersion, "RFC 5246 E.1"},
    {"client_hello.cipher_suites", Alert::HandshakeFailure, "RFC 5246 7.4.1.3"},
    {"client_hello.compression_methods", Alert::IllegalParameter, "RFC 5246 7.4.1.2"},
    {"client_hello.extensions", Alert::DecodeError, "RFC 5246 7.4.1.4"},
    {"client_hello.renegotiation_info", Alert::HandshakeFailure, "RFC 5746 3.6"},
    {"client_hello.alpn", Alert::NoApplicationProtocol, "RFC 7301 3.2"},
    {"client_hello.ec_point_formats", Alert::IllegalParameter, "RFC 8422 5.1.2"},
    {"client_hello.extended_master_secret", Alert::HandshakeFailure, "RFC 7627 5.2"},
    {"client_hello.cipher_suites_strength", Alert::InsufficientSecurity, "RFC 5246 7.2.2"},
    {"client_hello.renegotiation_info_present", Alert::HandshakeFailure, "RFC 5746 3.7"},
    {"client_hello.renegotiation_info_absent", Alert::HandshakeFailure, "RFC 5746 4.4"},
    {"client_hello.renegotiation_scsv", Alert::HandshakeFailure, "RFC 5746 3.7"},
    {"client_hello.fallback_scsv", Alert::InappropriateFallback, "RFC 7507 3"},
    {"client_hello.server_name", Alert::IllegalParameter, "RFC 6066 3"},
    {"client_hello.server_name_known", Alert::UnrecognizedName, "RFC 6066 3"},
    {"client_hello.max_fragment_length", Alert::IllegalParameter, "RFC 6066 4"},
    {"client_hello.record_size_limit", Alert::IllegalParameter, "RFC 8449 4"},
    {"client_hello.session_ems", Alert::HandshakeFailure, "RFC 7627 5.3"},
    {"v2_client_hello.challenge", Alert::IllegalParameter, "RFC 5246 E.2"},
    {"server_hello.version", Alert::ProtocolVersion, "RFC 5246 E.1"},
    {"server_hello.cipher_suite", Alert::IllegalParameter, "RFC 5246 7.4.1.3"},
    {"server_hello.compression_method", Alert::IllegalParameter, "RFC 5246 7.4.1.3"},
    {"server_hello.extensions", Alert::UnsupportedExtension, "RFC 5246 7.4.1.4"},
    {"server_hello.duplicate_extensions", Alert::DecodeError, "RFC 5246 7.4.1.4"},
    {"server_hello.renegotiation_info", Alert::HandshakeFailure, "RFC 5746 3.4"},
    {"server_hello.alpn", Alert::IllegalParameter, "RFC 7301 3.1"},
    {"server_hello.ec_point_formats", Alert::IllegalParameter, "RFC 8422 5.1.2"},
    {"server_hello.extended_master_secret", Alert::HandshakeFailure, "RFC 7627 5.2"},
    {"server_hello.encrypt_then_mac", Alert::IllegalParameter, "RFC 7366 3"},
    {"server_hello.downgrade", Alert::IllegalParameter, "RFC 8446 4.1.3"},
    {"server_hello.renegotiation_info_present", Alert::HandshakeFailure, "RFC 5746 3.5"},
    {"server_hello.renegotiation_info_absent", Alert::HandshakeFailure, "RFC 5746 4.2"},
    {"server_hello.max_fragment_length", Alert::IllegalParameter, "RFC 6066 4"},
    {"server_hello.record_size_limit", Alert::IllegalParameter, "RFC 8449 4"},
    {"server_hello.session", Alert::IllegalParameter, "RFC 5246 7.4.1.3"},
    {"server_hello.session_ems", Alert::HandshakeFailure, "RFC 7627 5.3"},
    {"renegotiation.wanted", Alert::HandshakeFailure, "RFC 5746 4.5"},
    {"certificate.present", Alert::HandshakeFailure, "RFC 5246 7.4.6"},
    {"certificate.syntax", Alert::BadCertificate, "RFC 5246 7.4.2"},
    {"certificate.key_type", Alert::UnsupportedCertificate, "RFC 5246 7.4.2"},
    {"certificate.key_size", Alert::InsufficientSecurity, "RFC 9325 4.5"},
    {"certificate.allowed", Alert::AccessDenied, "RFC 5246 7.2.2"},
    {"certificate_status.type", Alert::BadCertificateStatusResponse, "RFC 6066 8"},
    {"certificate_status.response", Alert::BadCertificateStatusResponse, "RFC 6066 8"},
    {"server_key_exchange.group", Alert::IllegalParameter, "RFC 8422 5.4"},
    {"server_key_exchange.dh_params", Alert::IllegalParameter, "RFC 7919 5.1"},
    {"server_key_exchange.dh_size", Alert::InsufficientSecurity, "RFC 7919 5.1"},
    {"server_key_exchange.export_size", Alert::ExportRestriction, "RFC 2246 D.1"},
    {"server_key_exchange.rsa_key", Alert::IllegalParameter, "RFC 2246 7.4.3"},
    {"server_key_exchange.public_value", Alert::IllegalParameter, "RFC 7919 5.1"},
    {"server_key_exchange.signature_algorithm", Alert::IllegalParameter, "RFC 5246 7.4.3"},
    {"server_key_exchange.signature", Alert::DecryptError, "RFC 5246 7.4.3"},
    {"client_key_exchange.public_value", Alert::IllegalParameter, "RFC 7919 5.1"},
    {"client_key_exchange.psk_identity", Alert::UnknownPskIdentity, "RFC 4279 2"},
    {"certificate_verify.signature_algorithm", Alert::IllegalParameter, "RFC 5246 7.4.8"},
    {"certificate_verify.signature", Alert::DecryptError, "RFC 5246 7.4.8"},
    {"alert.level", Alert::IllegalParameter, "RFC 5246 7.2"},
    {"change_cipher_spec.type", Alert::IllegalParameter, "RFC 5246 7.1"},
    {"finished.verify_data", Alert::DecryptError, "RFC 5246 7.4.9"},
};

const CheckRule &checkRule(std::string_view name)
{
    for (const CheckRule &rule : rules)
        if (rule.name == name)
            return rule;
    assert(false && "a check without a rule");
    return rules[0];
}

std::span<const CheckRule> checkRules()
{
    return rules;
}

} // namespace hd
