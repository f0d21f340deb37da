// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/lineage.h"

namespace hd {

DecisionFields fieldsOfDecision(std::string_view what)
{
    if (what == "version")
        return {{"client_hello.extensions.supported_versions", "client_hello.client_version"},
                {"server_hello.extensions.supported_versions", "hello_retry_request.extensions.supported_versions",
                 "server_hello.server_version"}};
    if (what == "cipher_suite")
        return {{"client_hello.cipher_suites", "v2_client_hello.cipher_specs"},
                {"server_hello.cipher_suite", "hello_retry_request.cipher_suite"}};
    if (what == "compression")
        return {{"client_hello.compression_methods"}, {"server_hello.compression_method"}};
    if (what == "group" || what == "key_share")
        return {{"client_hello.extensions.supported_groups", "client_hello.extensions.key_share"},
                {"server_hello.extensions.key_share", "hello_retry_request.extensions.key_share",
                 "server_key_exchange.params.curve_params", "server_key_exchange.params.dh_p",
                 "server_key_exchange.params.dh_g"}};
    if (what == "signature")
        return {{"client_hello.extensions.signature_algorithms", "certificate_request.supported_signature_algorithms",
                 "certificate_request.extensions.signature_algorithms"},
                {"server_key_exchange.signed_params.algorithm", "certificate_verify.algorithm"}};
    if (what == "alpn")
        return {{"client_hello.extensions.application_layer_protocol_negotiation"},
                {"server_hello.extensions.application_layer_protocol_negotiation",
                 "encrypted_extensions.extensions.application_layer_protocol_negotiation"}};
    if (what == "psk")
        return {{"client_hello.extensions.pre_shared_key.identities", "client_hello.extensions.psk_key_exchange_modes"},
                {"server_hello.extensions.pre_shared_key"}};
    if (what == "session")
        return {{"client_hello.session_id", "client_hello.extensions.session_ticket"}, {"server_hello.session_id"}};
    if (what == "certificate")
        return {{"certificate_request"}, {"certificate.certificate_list"}};
    return {};
}

std::vector<FieldRef> outcomeOf(const Trace &trace, const Decision &decision)
{
    std::vector<FieldRef> outcome;
    if (!decision.message)
        return outcome;
    const std::vector<std::string_view> told = fieldsOfDecision(decision.what).told;
    for (std::uint32_t m = decision.message->index + 1; m < trace.messages.size() && outcome.empty(); ++m)
        if (trace.messages[m].from == decision.by)
            for (const std::string_view path : told)
                if (trace.messages[m].field(path))
                    outcome.push_back({MessageId{m}, std::string(path)});
    return outcome;
}

} // namespace hd
