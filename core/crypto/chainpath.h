// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/certificates.h"

namespace hd::crypto {

/// From the leaf towards an anchor.
struct ChainPath
{
    struct Link
    {
        Certificate certificate;
        std::uint32_t index = 0; ///< as ChainStep::certificate
        bool sent = true;
    };
    std::vector<Link> links;
    bool anchored = false; ///< whether the last link is a trust anchor

    const Certificate &at(std::size_t i) const { return links[i].certificate; }
};

/// Whether subject and issuer of one certificate are the same name.
bool isSelfIssued(const Certificate &certificate);

/// RFC 5280 6.1.3 (a)(4): whether the issuer of @p certificate is called as @p issuer is.
bool names(const Certificate &certificate, const Certificate &issuer);

/// RFC 5280 6.1.3 (a)(1). The result does not say anything about the names.
bool isSignedBy(Context &context, const Certificate &certificate, const Certificate &issuer);

ChainPath findPath(Context &context, const std::vector<Certificate> &chain, const std::vector<Certificate> &anchors);

} // namespace hd::crypto
