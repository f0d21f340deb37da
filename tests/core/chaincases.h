// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "authority.h"

namespace hd::test {

struct ChainCase
{
    std::vector<crypto::Certificate> chain;
    crypto::ChainPolicy policy;
};

/// Chains by name, each different from a good one in the single thing that its name says.
class ChainCases
{
public:
    explicit ChainCases(crypto::Context &context);

    ChainCase make(const std::string &name);
    const Party &root() const { return m_root; }
    const Party &intermediate() const { return m_intermediate; }

    Party issue(const char *keyName, const crypto::CertificateSpec &spec, const Party *issuer)
    {
        return test::issue(m_context, keyName, spec, issuer);
    }

    /// The verdict of X509_verify_cert, told to check what verifyChain checks.
    bool acceptedByLibcrypto(const ChainCase &one);

private:
    ChainCase leafCase(const std::string &name, crypto::CertificateSpec spec, crypto::ChainPolicy policy);
    ChainCase caCase(const std::string &name, crypto::CertificateSpec spec, crypto::ChainPolicy policy);
    ChainCase arrangedCase(const std::string &name, crypto::ChainPolicy policy);

    crypto::Context &m_context;
    const Party m_root;
    const Party m_intermediate;
};

} // namespace hd::test
