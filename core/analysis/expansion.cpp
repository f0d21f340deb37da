// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/expansion.h"

#include "analysis/expansionblocks.h"
#include "formats/recording.h"
#include "trace/formula.h"
#include "trace/operations.h"

namespace hd {

std::size_t Expansion::rounds() const
{
    std::size_t count = 0;
    for (const ExpansionLane &lane : lanes)
        count += lane.rounds.size();
    return count;
}

std::vector<const ExpansionStep *> Expansion::steps() const
{
    std::vector<const ExpansionStep *> all;
    for (const ExpansionLane &lane : lanes) {
        for (const ExpansionStep &given : lane.given)
            all.push_back(&given);
        for (const ExpansionRound &round : lane.rounds) {
            if (round.before)
                all.push_back(&*round.before);
            all.push_back(&round.block);
        }
    }
    return all;
}

namespace {

/// The blocks one after the other, as many bytes as are wanted; each is told where it stands.
void fillLane(ExpansionLane &lane, std::size_t length)
{
    for (ExpansionRound &round : lane.rounds) {
        const std::size_t at = lane.output.size();
        const std::size_t used = std::min(round.block.value.size(), length - std::min(length, at));
        round.block.output = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(used)};
        append(lane.output, ByteView(round.block.value).first(used));
    }
}

void join(Expansion &expansion)
{
    expansion.output.clear();
    for (const ExpansionLane &lane : expansion.lanes) {
        if (expansion.join != Expansion::Join::Xor || expansion.output.empty()) {
            append(expansion.output, lane.output);
            continue;
        }
        for (std::size_t i = 0; i < std::min(expansion.output.size(), lane.output.size()); ++i)
            expansion.output[i] = static_cast<std::uint8_t>(expansion.output[i] ^ lane.output[i]);
    }
}

/// What stands between the inputs and a public output still tells of the secret.
void markSecrets(Expansion &expansion, const blocks::Source &source)
{
    const bool secret = source.secret(), result = source.derivation.secret;
    for (ExpansionLane &lane : expansion.lanes) {
        for (ExpansionStep &given : lane.given)
            given.secret = given.secret && secret;
        for (ExpansionRound &round : lane.rounds) {
            if (round.before)
                round.before->secret = secret || result;
            const bool whole =
                expansion.join != Expansion::Join::Xor && round.block.output.length == round.block.value.size();
            round.block.secret = result || (secret && !whole);
        }
    }
}

std::optional<Expansion> blocksOf(const blocks::Source &source)
{
    const std::string &operation = source.derivation.operation;
    if (operation == operation::prf)
        return blocks::prf(source);
    if (operation == operation::sslLadder)
        return blocks::sslLadder(source);
    if (operation == operation::sslHash)
        return blocks::sslHash(source);
    if (operation == operation::hkdfExtract)
        return blocks::hmac(source, "salt", "ikm");
    if (operation == operation::hmac)
        return blocks::hmac(source, "key", "content");
    if (operation == operation::hkdfExpandLabel)
        return blocks::hkdfExpandLabel(source);
    if (operation == operation::hash) // RFC 8446 4.4.1 and 4.2.11.2
        return blocks::hash(source, {"message_hash", "messages", "truncated"});
    if (operation == operation::digest)
        return blocks::hash(source, {"part"});
    return std::nullopt;
}

} // namespace

std::variant<Expansion, NoExpansion> expansionOf(crypto::Context &context, const Trace &trace, DerivationId id)
{
    const Derivation &derivation = trace[id];
    if (isWithheld(derivation))
        return NoExpansion::Withheld;
    const blocks::Source source{
        context, trace, derivation, Inputs(trace, derivation.inputs), formula(trace, id), derivation.output.size()};
    try {
        std::optional<Expansion> expansion = blocksOf(source);
        if (!expansion)
            return NoExpansion::NoBlocks;
        for (ExpansionLane &lane : expansion->lanes)
            fillLane(lane, expansion->join == Expansion::Join::Concatenation ? SIZE_MAX : source.length);
        join(*expansion);
        expansion->recorded = derivation.output;
        markSecrets(*expansion, source);
        return std::move(*expansion);
    } catch (const Withheld &) {
        return NoExpansion::Withheld;
    } catch (const BadInput &) {
        return NoExpansion::BadInput;
    } catch (const crypto::CryptoFailure &) {
        return NoExpansion::BadInput;
    }
}

std::variant<Expansion, NoExpansion> expansionOf(const Trace &trace, DerivationId id)
{
    crypto::Context context;
    return expansionOf(context, trace, id);
}

} // namespace hd
