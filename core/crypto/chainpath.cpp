// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/chainpath.h"

#include "crypto/handles.h"

#include <openssl/err.h>

namespace hd::crypto {

namespace {

bool same(const Certificate &a, const Certificate &b)
{
    return X509_cmp(a.handle(), b.handle()) == 0;
}

bool isAmong(const Certificate &certificate, const std::vector<Certificate> &anchors)
{
    return std::any_of(anchors.begin(), anchors.end(), [&](const Certificate &a) { return same(a, certificate); });
}

/// An anchor that has signed @p certificate; failing that and if @p byNameAlone, one that is called like its issuer, so
/// that the signature step can say which key does not fit.
const Certificate *anchorFor(Context &context, const Certificate &certificate, const std::vector<Certificate> &anchors,
                             bool byNameAlone)
{
    const Certificate *called = nullptr;
    for (const Certificate &anchor : anchors) {
        if (!names(certificate, anchor))
            continue;
        if (isSignedBy(context, certificate, anchor))
            return &anchor;
        called = &anchor;
    }
    return byNameAlone ? called : nullptr;
}

} // namespace

bool isSelfIssued(const Certificate &certificate)
{
    return names(certificate, certificate);
}

bool names(const Certificate &certificate, const Certificate &issuer)
{
    return X509_NAME_cmp(X509_get_issuer_name(certificate.handle()), X509_get_subject_name(issuer.handle())) == 0;
}

bool isSignedBy(Context &context, const Certificate &certificate, const Certificate &issuer)
{
    const PublicKey key = issuer.publicKey(context);
    ERR_set_mark();
    const bool good = key.handle() && X509_verify(certificate.handle(), key.handle()) == 1;
    ERR_pop_to_mark();
    return good;
}

ChainPath findPath(Context &context, const std::vector<Certificate> &chain, const std::vector<Certificate> &anchors)
{
    ChainPath path;
    for (std::size_t i = 0; i < chain.size(); ++i) {
        const bool last = i + 1 == chain.size();
        path.links.push_back({chain[i], static_cast<std::uint32_t>(i), true});
        path.anchored = isAmong(chain[i], anchors);
        if (path.anchored || (last && isSelfIssued(chain[i])))
            break;
        if (!last && isAmong(chain[i + 1], anchors))
            continue; // the sender included the anchor
        if (const Certificate *anchor = anchorFor(context, chain[i], anchors, last)) {
            path.links.push_back({*anchor, static_cast<std::uint32_t>(chain.size()), false});
            path.anchored = true;
            break;
        }
    }
    return path;
}

} // namespace hd::crypto
