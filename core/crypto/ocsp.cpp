// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/certificates.h"
#include "crypto/contextprivate.h"

#include <openssl/err.h>
#include <openssl/ocsp.h>

namespace hd::crypto {

namespace {

using ResponseHandle = Handle<OCSP_RESPONSE, OCSP_RESPONSE_free>;
using BasicHandle = Handle<OCSP_BASICRESP, OCSP_BASICRESP_free>;
using CertIdHandle = Handle<OCSP_CERTID, OCSP_CERTID_free>;
using TimeHandle = Handle<ASN1_TIME, ASN1_STRING_free>;

TimeHandle timeOf(std::int64_t unixTime)
{
    return TimeHandle(
        ensured(ASN1_GENERALIZEDTIME_set(nullptr, static_cast<time_t>(unixTime)), "the time of a response"));
}

CertIdHandle idOf(const EVP_MD *hash, const Certificate &leaf, const Certificate &issuer)
{
    return CertIdHandle(ensured(OCSP_cert_to_id(hash, leaf.handle(), issuer.handle()), "a certificate's id"));
}

OcspVerdict bad(std::string actual)
{
    return {false, std::move(actual), static_cast<std::uint8_t>(Alert::BadCertificateStatusResponse)};
}

bool signedWith(Context &context, const OCSP_BASICRESP *basic, EVP_PKEY *key)
{
    return key && ASN1_item_verify_ex(ASN1_ITEM_rptr(OCSP_RESPDATA), OCSP_resp_get0_tbs_sigalg(basic),
                                      OCSP_resp_get0_signature(basic), OCSP_resp_get0_respdata(basic), nullptr, key,
                                      context.lib(), nullptr) == 1;
}

/// RFC 6960 4.2.2.2: the issuer itself, or one whose certificate the issuer has signed for this purpose.
bool signedByIssuer(Context &context, const OCSP_BASICRESP *basic, const Certificate &issuer, std::int64_t at)
{
    EVP_PKEY *issuerKey = X509_get0_pubkey(issuer.handle());
    if (signedWith(context, basic, issuerKey))
        return true;
    const STACK_OF(X509) *sent = OCSP_resp_get0_certs(basic);
    for (int i = 0; issuerKey && i < sk_X509_num(sent); ++i) {
        X509 *delegate = sk_X509_value(sent, i);
        if (X509_get_ext_by_NID(delegate, NID_ext_key_usage, -1) >= 0 &&
            (X509_get_extended_key_usage(delegate) & XKU_OCSP_SIGN) && X509_verify(delegate, issuerKey) == 1 &&
            unixTime(X509_get0_notBefore(delegate)) <= at && at <= unixTime(X509_get0_notAfter(delegate)) &&
            signedWith(context, basic, X509_get0_pubkey(delegate)))
            return true;
    }
    return false;
}

/// The response about @p leaf; null when there is none. Which hash its id uses is the responder's choice.
OCSP_SINGLERESP *find(OCSP_BASICRESP *basic, const Certificate &leaf, const Certificate &issuer)
{
    for (int i = 0; i < OCSP_resp_count(basic); ++i) {
        OCSP_SINGLERESP *single = OCSP_resp_get0(basic, i);
        auto *id = const_cast<OCSP_CERTID *>(OCSP_SINGLERESP_get0_id(single));
        ASN1_OBJECT *algorithm = nullptr;
        OCSP_id_get0_info(nullptr, &algorithm, nullptr, nullptr, id);
        const EVP_MD *hash = EVP_get_digestbyobj(algorithm);
        if (hash && OCSP_id_cmp(idOf(hash, leaf, issuer).get(), id) == 0)
            return single;
    }
    return nullptr;
}

OcspVerdict verdictOf(Context &context, OCSP_RESPONSE *response, const Certificate &leaf, const Certificate &issuer,
                      std::int64_t at)
{
    if (const int status = OCSP_response_status(response); status != OCSP_RESPONSE_STATUS_SUCCESSFUL)
        return bad(OCSP_response_status_str(status)); // "trylater"
    const BasicHandle basic(OCSP_response_get1_basic(response));
    if (!basic)
        return bad("no basic response");
    if (!signedByIssuer(context, basic.get(), issuer, at))
        return bad("signed by another");
    OCSP_SINGLERESP *single = find(basic.get(), leaf, issuer);
    if (!single)
        return bad("about another certificate");
    ASN1_GENERALIZEDTIME *thisUpdate = nullptr;
    ASN1_GENERALIZEDTIME *nextUpdate = nullptr;
    const int status = OCSP_single_get0_status(single, nullptr, nullptr, &thisUpdate, &nextUpdate);
    // RFC 6960 4.2.2.1: "If nextUpdate is not set, the responder is indicating that newer revocation information is
    // available all the time."
    if (!thisUpdate || at < unixTime(thisUpdate) || (nextUpdate && at > unixTime(nextUpdate)))
        return bad("out of date");
    switch (status) {
    case V_OCSP_CERTSTATUS_GOOD:
        return {true, "good", 0};
    case V_OCSP_CERTSTATUS_REVOKED:
        return {false, "revoked", static_cast<std::uint8_t>(Alert::CertificateRevoked)};
    default:
        return bad("unknown");
    }
}

void sign(Context &context, OCSP_BASICRESP *basic, const Certificate &issuer, const PrivateKey &issuerKey)
{
    SeededEntropy drawn = oneDraw(context);
    const Context::EntropyScope scope(context, drawn);
    const MdCtxHandle ctx(ensured(EVP_MD_CTX_new(), "a signature"));
    const EVP_MD *hash = signatureHash(context, issuerKey);
    EVP_PKEY_CTX *keyCtx = nullptr;
    ensure(EVP_DigestSignInit_ex(ctx.get(), &keyCtx, hash ? EVP_MD_get0_name(hash) : nullptr, context.lib(), nullptr,
                                 issuerKey.handle(), nullptr),
           "starting a signature");
    ensure(OCSP_basic_sign_ctx(basic, issuer.handle(), ctx.get(), nullptr, OCSP_NOCERTS | OCSP_NOTIME),
           "signing a response");
}

} // namespace

Bytes issueOcspResponse(Context &context, const Certificate &leaf, const Certificate &issuer,
                        const PrivateKey &issuerKey, const OcspSpec &spec)
{
    const BasicHandle basic(ensured(OCSP_BASICRESP_new(), "a response"));
    const TimeHandle thisUpdate = timeOf(spec.thisUpdate);
    const TimeHandle nextUpdate = timeOf(spec.nextUpdate);
    const CertIdHandle id = idOf(context.md(Hash::Sha1), leaf, issuer);
    ensured(OCSP_basic_add1_status(basic.get(), id.get(),
                                   spec.revoked ? V_OCSP_CERTSTATUS_REVOKED : V_OCSP_CERTSTATUS_GOOD,
                                   OCSP_REVOKED_STATUS_NOSTATUS, spec.revoked ? thisUpdate.get() : nullptr,
                                   thisUpdate.get(), nextUpdate.get()),
            "a response's status");
    // producedAt: libcrypto would take the system's clock, and has no other way to set it.
    auto *producedAt = const_cast<ASN1_GENERALIZEDTIME *>(OCSP_resp_get0_produced_at(basic.get()));
    ensured(ASN1_GENERALIZEDTIME_set(producedAt, static_cast<time_t>(spec.thisUpdate)), "the time of a response");
    sign(context, basic.get(), issuer, issuerKey);

    const ResponseHandle response(
        ensured(OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, basic.get()), "a response"));
    std::uint8_t *der = nullptr;
    const int length = i2d_OCSP_RESPONSE(response.get(), &der);
    if (length <= 0)
        throw CryptoFailure("encoding a response");
    const MemoryHandle owner(der);
    return Bytes(der, der + length);
}

OcspVerdict checkOcspResponse(Context &context, ByteView response, const Certificate &leaf, const Certificate &issuer,
                              std::int64_t at)
{
    const std::uint8_t *from = dataOf(response);
    const std::uint8_t *end = from + response.size();
    ERR_set_mark();
    const ResponseHandle parsed(d2i_OCSP_RESPONSE(nullptr, &from, static_cast<long>(response.size())));
    OcspVerdict verdict =
        parsed && from == end ? verdictOf(context, parsed.get(), leaf, issuer, at) : bad("no OCSPResponse");
    ERR_pop_to_mark();
    return verdict;
}

} // namespace hd::crypto
