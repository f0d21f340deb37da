// SPDX-License-Identifier: GPL-3.0-or-later
#include "chaincases.h"

#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

using namespace hd::crypto;

namespace hd::test {

ChainCases::ChainCases(Context &context)
    : m_context(context),
      m_root(issue("ecdsa-root", caSpec("Root", 1), nullptr)),
      m_intermediate(issue("ecdsa-intermediate", caSpec("Intermediate", 0), &m_root))
{}

/// @p certificate with one bit of the last byte, which is part of the signature, flipped.
static Certificate damaged(Context &context, const Certificate &certificate)
{
    Bytes der = certificate.der();
    der.back() ^= 1;
    return Certificate::fromDer(context, der).value();
}

ChainCase ChainCases::make(const std::string &name)
{
    ChainPolicy policy;
    policy.anchors = {m_root.certificate};
    policy.at = now;
    policy.name = "server.hellodone.test";
    if (name.starts_with("leaf ") || name.starts_with("leaf,"))
        return leafCase(name, leafSpec(), policy);
    if (name.starts_with("ca ") || name.starts_with("ca,"))
        return caCase(name, caSpec("Intermediate", 0), policy);
    return arrangedCase(name, policy);
}

ChainCase ChainCases::leafCase(const std::string &name, CertificateSpec spec, ChainPolicy policy)
{
    const std::map<std::string, std::function<void()>> changes = {
        {"leaf good", [] {}},
        {"leaf expired", [&] { spec.notAfter = now - 1; }},
        {"leaf not yet valid", [&] { spec.notBefore = now + 1; }},
        {"leaf valid from this second", [&] { spec.notBefore = now; }},
        {"leaf of another name", [&] { spec.dnsNames = {"elsewhere.hellodone.test"}; }},
        {"leaf of several names",
         [&] {
             spec.dnsNames = {"a.test", "SERVER.hellodone.test"};
         }},
        {"leaf with wildcard", [&] { spec.dnsNames = {"*.hellodone.test"}; }},
        {"leaf with wildcard for two labels", [&] { spec.dnsNames = {"*.test"}; }},
        {"leaf with wildcard too deep", [&] { spec.dnsNames = {"*.server.hellodone.test"}; }},
        {"leaf with partial wildcard", [&] { spec.dnsNames = {"ser*.hellodone.test"}; }},
        {"leaf with IP address", [&] { policy.name = "192.0.2.7", spec.ipAddresses = {"192.0.2.7"}; }},
        {"leaf with another IP address", [&] { policy.name = "192.0.2.7", spec.ipAddresses = {"192.0.2.8"}; }},
        {"leaf with IPv6 address", [&] { policy.name = "2001:db8::7", spec.ipAddresses = {"2001:db8::7"}; }},
        {"leaf, any name", [&] { policy.name.clear(), spec.dnsNames.clear(); }},
        {"leaf for clients", [&] { spec.extendedKeyUsage = {Purpose::ClientAuth}; }},
        {"leaf for both",
         [&] {
             spec.extendedKeyUsage = {Purpose::ClientAuth, Purpose::ServerAuth};
         }},
        {"leaf without extended key usage", [&] { spec.extendedKeyUsage.clear(); }},
        {"leaf of a client", [&] { policy.purpose = Purpose::ClientAuth, policy.name.clear(); }},
        {"leaf that encrypts only", [&] { spec.keyUsage = {"keyEncipherment"}; }},
        {"leaf that signs certificates only", [&] { spec.keyUsage = {"keyCertSign"}; }},
        {"leaf without key usage", [&] { spec.keyUsage.clear(); }},
        {"leaf that is a CA", [&] { spec.ca = true; }},
    };
    changes.at(name)();
    const Party leaf = issue("server-ecdsa", spec, &m_intermediate);
    return {{leaf.certificate, m_intermediate.certificate}, policy};
}

ChainCase ChainCases::caCase(const std::string &name, CertificateSpec spec, ChainPolicy policy)
{
    CertificateSpec rootSpec = caSpec("Root", {});
    bool third = false;
    const std::map<std::string, std::function<void()>> changes = {
        {"ca expired", [&] { spec.notAfter = now - 1; }},
        {"ca not yet valid", [&] { spec.notBefore = now + 1; }},
        {"ca without the flag", [&] { spec.ca = false, spec.pathLength.reset(); }},
        {"ca that may not sign",
         [&] {
             spec.keyUsage = {"digitalSignature", "cRLSign"};
         }},
        {"ca without key usage", [&] { spec.keyUsage.clear(); }},
        {"ca for clients", [&] { spec.extendedKeyUsage = {Purpose::ClientAuth}; }},
        {"ca for servers", [&] { spec.extendedKeyUsage = {Purpose::ServerAuth}; }},
        {"ca below path length 0", [&] { rootSpec.pathLength = 0; }},
        {"ca below path length 1", [&] { rootSpec.pathLength = 1; }},
        {"ca, two below path length 1", [&] { rootSpec.pathLength = 1, spec.pathLength.reset(), third = true; }},
        {"ca, two below path length 2", [&] { rootSpec.pathLength = 2, spec.pathLength = 1, third = true; }},
        {"ca, one below path length 0", [&] { spec.pathLength = 0, third = true; }},
        {"ca root expired", [&] { rootSpec.notAfter = now - 1; }},
        {"ca root without the flag", [&] { rootSpec.ca = false; }},
        {"ca root that may not sign", [&] { rootSpec.keyUsage = {"digitalSignature"}; }},
    };
    changes.at(name)();
    const Party root = issue("ecdsa-root", rootSpec, nullptr);
    const Party ca = issue("ecdsa-intermediate", spec, &root);
    policy.anchors = {root.certificate};
    if (!third)
        return {{issue("server-ecdsa", leafSpec(), &ca).certificate, ca.certificate}, policy};
    const Party below = issue("client-ecdsa", caSpec("Issuing", {}), &ca);
    return {{issue("server-ecdsa", leafSpec(), &below).certificate, below.certificate, ca.certificate}, policy};
}

ChainCase ChainCases::arrangedCase(const std::string &name, ChainPolicy policy)
{
    const Party leaf = issue("server-ecdsa", leafSpec(), &m_intermediate);
    const Certificate &ca = m_intermediate.certificate;
    const Certificate &root = m_root.certificate;
    ChainCase one{{leaf.certificate, ca, root}, policy};
    const Party otherRoot = issue("client-ecdsa", caSpec("Other Root", 1), nullptr);
    const Party namesake = issue("client-ecdsa", caSpec("Root", 1), nullptr);
    const Party lone = issue("server-ecdsa", leafSpec(), nullptr);
    const Certificate crossSigned =
        issueCertificate(m_context, caSpec("Root", 1), m_root.key, &otherRoot.certificate, otherRoot.key);
    const std::map<std::string, std::function<void()>> changes = {
        {"root sent", [] {}},
        {"root not sent",
         [&] {
             one.chain = {leaf.certificate, ca};
         }},
        {"one of several anchors",
         [&] {
             one.policy.anchors = {otherRoot.certificate, namesake.certificate, root};
         }},
        {"unknown root, sent", [&] { one.policy.anchors = {otherRoot.certificate}; }},
        {"unknown root, not sent",
         [&] {
             one.chain = {leaf.certificate, ca}, one.policy.anchors = {otherRoot.certificate};
         }},
        {"namesake of the root, sent", [&] { one.policy.anchors = {namesake.certificate}; }},
        {"namesake of the root, not sent",
         [&] {
             one.chain = {leaf.certificate, ca}, one.policy.anchors = {namesake.certificate};
         }},
        {"no anchors", [&] { one.policy.anchors.clear(); }},
        {"intermediate missing", [&] { one.chain = {leaf.certificate}; }},
        {"intermediate missing, root sent",
         [&] {
             one.chain = {leaf.certificate, root};
         }},
        {"intermediate is an anchor",
         [&] {
             one.chain = {leaf.certificate, ca}, one.policy.anchors = {ca};
         }},
        {"intermediate is an anchor, not sent", [&] { one.chain = {leaf.certificate}, one.policy.anchors = {ca}; }},
        {"self-signed leaf", [&] { one.chain = {lone.certificate}; }},
        {"self-signed leaf that is trusted",
         [&] { one.chain = {lone.certificate}, one.policy.anchors = {lone.certificate}; }},
        {"root signed by another as well",
         [&] {
             one.chain = {leaf.certificate, ca, crossSigned};
         }},
        {"root signed by another, the other trusted",
         [&] {
             one.chain = {leaf.certificate, ca, crossSigned}, one.policy.anchors = {otherRoot.certificate};
         }},
        {"leaf's signature damaged", [&] { one.chain[0] = damaged(m_context, leaf.certificate); }},
        {"intermediate's signature damaged", [&] { one.chain[1] = damaged(m_context, ca); }},
        {"root's signature damaged",
         [&] { one.chain[2] = damaged(m_context, root), one.policy.anchors = {one.chain[2]}; }},
        {"superfluous certificate at the end", [&] { one.chain.push_back(otherRoot.certificate); }},
    };
    changes.at(name)();
    return one;
}

bool ChainCases::acceptedByLibcrypto(const ChainCase &one)
{
    X509_STORE *store = X509_STORE_new();
    for (const Certificate &anchor : one.policy.anchors)
        X509_STORE_add_cert(store, anchor.handle());
    STACK_OF(X509) *untrusted = sk_X509_new_null();
    for (std::size_t i = 1; i < one.chain.size(); ++i)
        sk_X509_push(untrusted, one.chain[i].handle());
    X509_STORE_CTX *ctx = X509_STORE_CTX_new_ex(m_context.lib(), nullptr);
    X509_STORE_CTX_init(ctx, store, one.chain.front().handle(), untrusted);
    X509_VERIFY_PARAM *param = X509_STORE_CTX_get0_param(ctx);
    X509_VERIFY_PARAM_set_time(param, static_cast<time_t>(one.policy.at));
    X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_CHECK_SS_SIGNATURE | X509_V_FLAG_PARTIAL_CHAIN);
    X509_VERIFY_PARAM_set_purpose(param, one.policy.purpose == Purpose::ServerAuth ? X509_PURPOSE_SSL_SERVER
                                                                                   : X509_PURPOSE_SSL_CLIENT);
    X509_VERIFY_PARAM_set_hostflags(param, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    if (!one.policy.name.empty() && X509_VERIFY_PARAM_set1_ip_asc(param, one.policy.name.c_str()) != 1)
        X509_VERIFY_PARAM_set1_host(param, one.policy.name.c_str(), 0);
    const bool accepted = X509_verify_cert(ctx) == 1;
    X509_STORE_CTX_free(ctx);
    sk_X509_free(untrusted);
    X509_STORE_free(store);
    return accepted;
}

} // namespace hd::test
