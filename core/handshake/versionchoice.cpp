// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/decisiontable.h"

namespace hd {

static std::vector<Version> allOf(const VersionOffer &offer, const std::vector<Version> &supported)
{
    std::vector<Version> versions = supported;
    for (const Version version : offer.supported.value_or(std::vector<Version>{offer.highest}))
        if (!holds(versions, version))
            versions.push_back(version);
    std::sort(versions.rbegin(), versions.rend());
    return versions;
}

Choice<Version> chooseVersion(const VersionOffer &offer, const std::vector<Version> &supported)
{
    Decision decision = offer.supported ? decisionAbout("version", "version-highest-in-both", "RFC 8446 4.2.1")
                                        : decisionAbout("version", "version-lower-of-both-highest", "RFC 5246 E.1");
    for (const Version version : allOf(offer, supported)) {
        Candidate row;
        row.code = version;
        row.name = orNumber(names::version(version), version);
        row.offered = offer.supported ? holds(*offer.supported, version) : version <= std::min(offer.highest, tls12);
        row.supported = holds(supported, version);
        row.usable = row.offered && row.supported;
        row.reason = !row.supported    ? "not-supported"
                     : row.offered     ? "later-in-preference"
                     : offer.supported ? "not-offered"
                                       : "version-too-new";
        decision.candidates.push_back(std::move(row));
    }
    const std::optional<Version> chosen = narrowed<Version>(chooseFirst(decision));
    return {chosen, std::move(decision)};
}

} // namespace hd
