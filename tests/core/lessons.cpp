// SPDX-License-Identifier: GPL-3.0-or-later
#include "lessons.h"

#include <algorithm>

namespace hd::test {

bool shows(const Trace &trace, const std::string &what)
{
    const auto any = [](const auto &list, const auto &fits) { return std::any_of(list.begin(), list.end(), fits); };
    const std::size_t space = what.find(' ');
    const std::string kind = what.substr(0, space), key = what.substr(space + 1);
    if (kind == "message")
        return any(trace.messages, [&](const Message &message) { return message.name == key; });
    if (kind == "field")
        return any(trace.messages, [&](const Message &message) { return message.fields.find(key).has_value(); });
    if (kind == "derivation")
        return any(trace.derivations, [&](const Derivation &derivation) { return derivation.name == key; });
    if (kind == "failed")
        return any(trace.checks, [&](const Check &check) { return check.name == key && !check.passed; });
    if (kind == "omission")
        return any(trace.omissions, [&](const Omission &omission) { return omission.reason == key; });
    if (kind == "rule")
        return any(trace.decisions, [&](const Decision &decision) { return decision.rule == key; });
    if (kind == "candidate")
        return any(trace.decisions, [&](const Decision &decision) {
            return any(decision.candidates, [&](const Candidate &row) { return row.reason == key; });
        });
    if (kind == "alert")
        return any(trace.messages, [&](const Message &message) {
            const auto field = message.fields.find("alert.description");
            return field && message.fields[*field].meaning == key;
        });
    if (kind == "version")
        return trace.negotiated.version == key;
    if (kind == "early_data")
        return trace.negotiated.earlyData == key;
    if (kind == "suite")
        return trace.negotiated.suite == key;
    return false;
}

const std::map<std::string, std::vector<const char *>> &lessons()
{
    static const std::map<std::string, std::vector<const char *>> all{
        {"classic", {"version TLS 1.2", "message certificate_verify", "message server_key_exchange"}},
        {"ssl3-rsa", {"version SSL 3.0", "field finished.verify_data.md5_hash", "omission ske-rsa-key-transport"}},
        {"ssl3-dhe", {"version SSL 3.0", "message server_key_exchange", "rule signature-by-key"}},
        {"tls10-cbc", {"version TLS 1.0", "derivation client_write_IV"}},
        {"tls11-cbc", {"version TLS 1.1"}},
        {"tls12-rsa", {"omission ske-rsa-key-transport"}},
        {"tls12-ecdhe-gcm", {"message server_key_exchange", "derivation session_hash"}},
        {"dh-anon", {"omission certificate-anonymous", "message server_key_exchange"}},
        {"null-cipher", {"suite TLS_RSA_WITH_NULL_SHA256"}},
        {"resumption-session-id", {"rule session-resumed-if-known"}},
        {"resumption-ticket", {"rule session-resumed-if-known", "field client_hello.extensions.session_ticket.ticket"}},
        {"extended-master-secret", {"derivation session_hash"}},
        {"renegotiation-secure", {"message hello_request"}},
        {"no-common-suite", {"rule none-in-common", "alert handshake_failure"}},
        {"expired-certificate", {"failed certificate.validity"}},
        {"wrong-name", {"failed certificate.name"}},
        {"unknown-ca", {"failed certificate.trust"}},
        {"alpn-mismatch", {"failed client_hello.alpn"}},
        {"fallback-scsv", {"failed client_hello.fallback_scsv"}},
        {"tls12-ecdhe-ecdsa", {"suite TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"}},
        {"dhe-dss", {"suite TLS_DHE_DSS_WITH_AES_128_CBC_SHA"}},
        {"psk", {"omission certificate-psk", "omission ske-psk-no-hint", "derivation psk"}},
        {"dhe-psk", {"field server_key_exchange.psk_identity_hint", "derivation other_secret"}},
        {"export-rsa", {"field server_key_exchange.params.rsa_modulus", "derivation final_client_write_key"}},
        {"weak-dh", {"failed server_key_exchange.dh_size"}},
        {"unknown-psk", {"failed client_key_exchange.psk_identity"}},
        {"rc4", {"suite TLS_RSA_WITH_RC4_128_SHA"}},
        {"chacha20", {"suite TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"}},
        {"compression", {"rule compression-server-preference"}},
        {"record-size", {"field server_hello.extensions.max_fragment_length.max_fragment_length"}},
        {"session-ticket", {"message new_session_ticket", "derivation session_ticket"}},
        {"resumption-declined", {"candidate session-without-ems", "message certificate"}},
        {"resumption-ems-refused", {"failed client_hello.session_ems"}},
        {"renegotiation-insecure", {"version TLS 1.1"}},
        {"no-renegotiation", {"alert no_renegotiation", "message application_data"}},
        {"user-canceled", {"alert user_canceled", "alert close_notify"}},
        {"client-certificate-none", {"omission certificate-verify-no-certificate"}},
        {"client-certificate-required", {"failed certificate.present"}},
        {"ssl3-client-certificate", {"derivation certificate_verify.hash"}},
        {"ssl3-no-certificate", {"alert no_certificate", "omission client-certificate-alert-instead"}},
        {"client-certificate-unknown-ca", {"failed certificate.trust"}},
        {"client-certificate-expired", {"failed certificate.validity"}},
        {"client-certificate-wrong-use", {"failed certificate.usage"}},
        {"client-certificate-not-admitted", {"failed certificate.allowed", "alert access_denied"}},
        {"ocsp-stapling", {"message certificate_status"}},
        {"ocsp-revoked", {"failed certificate_status.response", "alert certificate_revoked"}},
        {"ocsp-outdated", {"failed certificate_status.response", "alert bad_certificate_status_response"}},
        {"unrecognized-name", {"failed client_hello.server_name_known"}},
        {"version-negotiation", {"version TLS 1.1", "candidate not-supported", "candidate not-in-this-version"}},
        {"downgrade-sentinel", {"version TLS 1.1", "derivation server_random.drawn"}},
        {"no-common-version", {"failed client_hello.version"}},
        {"sslv2-hello", {"message v2_client_hello", "version TLS 1.0"}},
        {"tls13", {"version TLS 1.3", "message encrypted_extensions", "derivation master_secret"}},
        {"tls13-hello-retry", {"message hello_retry_request", "rule group-share-missing", "derivation message_hash"}},
        {"tls13-psk", {"derivation binder", "omission certificate-psk-tls13", "derivation shared_secret"}},
        {"tls13-early-data", {"message end_of_early_data", "early_data accepted", "rule early-data-first-ticket"}},
        {"tls13-client-auth", {"message certificate_request", "field certificate_request.extensions"}},
        {"tls13-key-update", {"message key_update", "derivation client_application_traffic_secret_1"}},
        {"tls13-downgrade", {"failed server_hello.downgrade", "alert illegal_parameter"}},
        {"tls13-chacha20", {"suite TLS_CHACHA20_POLY1305_SHA256"}},
        {"tls13-ccm", {"suite TLS_AES_128_CCM_8_SHA256"}},
        {"tls13-padding", {"version TLS 1.3"}},
        {"tls13-grease", {"message application_data"}},
        {"tls13-certificate-status",
         {"field certificate.certificate_list[0].extensions.status_request.response",
          "field certificate.certificate_list[0].extensions.signed_certificate_timestamp.sct_list[0]"}},
        {"tls13-cookie",
         {"field hello_retry_request.extensions.cookie.cookie", "field client_hello.extensions.cookie.cookie"}},
        {"tls13-post-handshake-auth",
         {"field client_hello.extensions.post_handshake_auth", "message certificate_verify"}},
        {"tls13-hybrid", {"version TLS 1.3"}},
        {"tls13-to-12", {"version TLS 1.2", "field client_hello.extensions.key_share", "message server_hello_done"}},
        {"tls13-external-psk", {"derivation binder[1]", "omission certificate-psk-tls13"}},
        {"tls13-psk-ke", {"omission certificate-psk-tls13", "derivation binder"}},
        {"tls13-early-data-rejected", {"early_data rejected", "candidate early-data-not-wanted"}},
        {"tls13-early-data-retry",
         {"early_data rejected", "message hello_retry_request", "candidate early-data-retry"}},
        {"tls13-replay", {"early_data accepted", "message application_data"}},
        {"tls13-replay-refused", {"early_data rejected", "candidate early-data-replayed"}},
        {"tls13-no-common-group", {"failed client_hello.supported_groups", "rule none-in-common"}},
        {"tls13-bad-binder", {"failed client_hello.binder", "alert decrypt_error"}},
        {"tls13-wrong-certificate-verify", {"failed certificate_verify.signature", "alert decrypt_error"}},
        {"tls13-unexpected-extension", {"failed server_hello.extensions", "alert unsupported_extension"}},
        {"insufficient-security", {"failed client_hello.cipher_suites_strength", "candidate too-weak"}},
    };
    return all;
}

std::shared_ptr<const Trace> traceOf(const std::string &name)
{
    for (const auto &trace : builtinTraces())
        if (trace->scenarioName == name)
            return trace;
    return nullptr;
}

int countOf(const Trace &trace, std::string_view message)
{
    return static_cast<int>(std::count_if(trace.messages.begin(), trace.messages.end(),
                                          [message](const Message &one) { return one.name == message; }));
}

std::vector<std::size_t> dataLengths(const Trace &trace, Side from)
{
    std::vector<std::size_t> lengths;
    for (const Record &record : trace.records)
        if (record.from == from && record.type == Protocol::ApplicationData)
            lengths.push_back(record.wire.size());
    return lengths;
}

} // namespace hd::test
