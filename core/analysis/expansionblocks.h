// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The blocks of each kind of expansion; for expansion.cpp alone.

#include "analysis/expansion.h"
#include "formats/inputs.h"

namespace hd::blocks {

/// What all kinds of blocks are computed from.
struct Source
{
    crypto::Context &context;
    const Trace &trace;
    const Derivation &derivation;
    Inputs inputs;
    std::string formula; ///< of the whole
    std::size_t length;  ///< of the output

    /// How a formula calls the inputs of @p role, one after the other; @p role itself where there is none.
    std::string name(std::string_view role) const;
    bool secret() const; ///< whether one of the inputs is a secret
    /// The inputs of @p role, a message each.
    std::vector<ExpansionInput> parts(std::string_view role) const;
};

/// Computes it from its inputs.
ExpansionStep step(const Source &source, ExpansionStep::Kind kind, crypto::Hash hash, std::string name,
                   std::string formula, std::vector<ExpansionInput> inputs);

// Each throws as Inputs do.
Expansion prf(const Source &source);
Expansion sslLadder(const Source &source);
Expansion sslHash(const Source &source);
Expansion hmac(const Source &source, std::string_view keyRole, std::string_view contentRole);
Expansion hkdfExpandLabel(const Source &source);
Expansion hash(const Source &source, std::initializer_list<std::string_view> roles);

} // namespace hd::blocks
