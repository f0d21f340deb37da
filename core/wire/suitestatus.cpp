// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/suitestatus.h"

namespace hd {

std::string_view SuiteStatus::word() const
{
    switch (kind) {
    case Kind::Recommended:
        return "recommended";
    case Kind::Legacy:
        return "legacy";
    case Kind::Broken:
        return "broken";
    }
    return {};
}

SuiteStatus statusOf(const CipherSuite &suite)
{
    using enum SuiteStatus::Kind;
    if (suite.mode == CipherMode::Null)
        return {Broken, "encrypts nothing"};
    if (suite.authentication == Authentication::Anonymous)
        return {Broken, "authenticates nobody (RFC 5246 A.5)"};
    if (suite.exportable())
        return {Broken, "40 key bits; forbidden in 2006 (RFC 4346 A.5)"};
    if (suite.mode == CipherMode::Stream)
        return {Broken, "RC4 has biases; forbidden in 2015 (RFC 7465)"};
    if (suite.blockLength == 8 && suite.keyLength == 8)
        return {Broken, "56 key bits; withdrawn in 2009 (RFC 5469)"};
    if (suite.blockLength == 8)
        return {Broken, "blocks of 64 bits: Sweet32, 2016"};
    if (suite.keyExchange == KeyExchange::Separate)
        return suite.tagLength < 16 ? SuiteStatus{Legacy, "a tag of 64 bits"}
                                    : SuiteStatus{Recommended, "TLS 1.3 (RFC 8446 B.4)"};
    if (!suite.ephemeral())
        return {Legacy, "no forward secrecy (RFC 9325 4.1)"};
    if (suite.authentication == Authentication::Dss)
        return {Legacy, "DSA is out of use since 2023 (FIPS 186-5)"};
    if (suite.mode == CipherMode::Cbc)
        return {Legacy, "MAC before encryption: Lucky 13, 2013"};
    if (suite.usesDh())
        return {Legacy, "finite-field DH (RFC 9325 4.1)"};
    if (suite.tagLength < 16)
        return {Legacy, "a tag of 64 bits"};
    return {Recommended, "forward secrecy and AEAD (RFC 9325 4.2)"};
}

} // namespace hd
