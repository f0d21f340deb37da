// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a PRF, a ladder of hashes, an HKDF or an HMAC does inside: every block between the recorded inputs and the
// recorded output, computed from the inputs.

#include "trace/trace.h"

#include <variant>

namespace hd {

namespace crypto {
class Context;
}

struct ExpansionInput
{
    std::string name; ///< `A(1)`, `client_random`, `#1 client_hello`, `pad_1`
    Bytes value;
};

/// One value on the way.
struct ExpansionStep
{
    enum class Kind : std::uint8_t {
        Value, ///< cut or put together: the inputs one after the other
        Hash,  ///< of the inputs one after the other
        Hmac,  ///< with the first input as its key, of the others one after the other
    };

    Kind kind = Kind::Value;
    std::string hash;    ///< "SHA-256"; empty for a Value
    std::string name;    ///< `A(1)`, `T(2)`, `S1`, `P_SHA256[32..63]`
    std::string formula; ///< `HMAC-SHA-256(master_secret, A(1) + seed)`
    std::vector<ExpansionInput> inputs;
    Bytes value;
    Range output;        ///< where the first bytes of `value` stand in the lane's output; shorter where it is cut off
    bool secret = false; ///< whether an eavesdropper must not learn it
};

/// A block of the output, and what is computed for it alone: A(i) of P_hash, the inner hash of SSL 3.0 and of HMAC.
struct ExpansionRound
{
    std::optional<ExpansionStep> before;
    ExpansionStep block;
};

/// Rounds whose blocks, one after the other, are the output of one hash.
struct ExpansionLane
{
    std::string name;                 ///< `P_SHA256`, `MD5`
    std::vector<ExpansionStep> given; ///< what the rounds begin with: S1, A(0), HkdfLabel
    bool chained = false;             ///< whether a round begins with a value of the one before it
    std::vector<ExpansionRound> rounds;
    Bytes output;
};

struct Expansion
{
    enum class Join : std::uint8_t { Only, Xor, Concatenation };

    std::vector<ExpansionLane> lanes; ///< one or two
    Join join = Join::Only;           ///< how they become the output
    Bytes output;                     ///< what the blocks come to
    Bytes recorded;                   ///< what the party had

    /// A recording whose values do not follow from each other is shown as that.
    bool agrees() const { return output == recorded; }
    std::size_t rounds() const;
    /// All steps in the order in which they can be computed.
    std::vector<const ExpansionStep *> steps() const;
};

/// Why there is nothing to show.
enum class NoExpansion : std::uint8_t {
    NoBlocks, ///< the operation is no hash, or draws, cuts or joins only
    Withheld, ///< the recording leaves a secret out
    BadInput, ///< the recorded inputs are not such that a value follows
};

/// PRF and P_hash (RFC 2246 5, RFC 5246 5), the ladder and the handshake hash of SSL 3.0 (RFC 6101 6.1, 5.6.8), HMAC
/// (RFC 2104), HKDF-Extract (RFC 5869 2.2), HKDF-Expand-Label (RFC 8446 7.1) and plain hashes. Never throws.
std::variant<Expansion, NoExpansion> expansionOf(crypto::Context &context, const Trace &trace, DerivationId id);
/// As above, for who computes one now and then: it makes a context each time.
std::variant<Expansion, NoExpansion> expansionOf(const Trace &trace, DerivationId id);

} // namespace hd
