// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/howtext.h"

#include "formats/recordingwords.h"
#include "trace/formula.h"

namespace hd {

std::string reasonText(NotReproducible why)
{
    switch (why) {
    case NotReproducible::Drawn:
        return "it was drawn at random: nothing leads to it";
    case NotReproducible::KnownBefore:
        return "it was known before this connection began";
    case NotReproducible::Withheld:
        return "the recording withholds a secret";
    case NotReproducible::RandomPadding:
        return "its padding was random and is not recorded";
    case NotReproducible::PrivateKey:
        return "a recording holds no private key of a certificate";
    case NotReproducible::NoAes:
        return "Python's standard library has no AES";
    case NotReproducible::NoSignatures:
        return "Python's standard library has no signatures";
    case NotReproducible::NoMlKem:
        return "neither OpenSSL 3.0 nor Python has ML-KEM";
    case NotReproducible::BadInput:
        break;
    }
    return "it does not follow from the recorded inputs";
}

static std::string stepText(const ExpansionStep &step, const char *is)
{
    return "  " + printable(step.name + is + step.formula) + "\n    " + toHex(step.value) + '\n';
}

static std::string blocksText(const Expansion &expansion)
{
    std::string text;
    for (const ExpansionLane &lane : expansion.lanes) {
        if (expansion.lanes.size() > 1)
            text += "  " + lane.name + '\n';
        for (const ExpansionStep &given : lane.given)
            text += stepText(given, ": ");
        for (const ExpansionRound &round : lane.rounds) {
            if (round.before)
                text += stepText(*round.before, " = ");
            text += stepText(round.block, " = ");
            if (const std::size_t rest = round.block.value.size() - round.block.output.length; rest > 0)
                text += "    of which the last " + std::to_string(rest) + (rest > 1 ? " bytes are" : " byte is") +
                        " not used\n";
        }
    }
    if (expansion.join == Expansion::Join::Xor)
        text += "  both, byte by byte, with exclusive or\n";
    if (!expansion.agrees())
        text += "  These blocks come to another value than the one recorded:\n    " + toHex(expansion.output) + '\n';
    return text;
}

std::string howText(const Trace &trace, DerivationId id)
{
    const Derivation &derivation = trace[id];
    std::string text = "the " + std::string(words::word(derivation.by)) + "'s " + printable(derivation.name) + '\n';
    text += "  = " + printable(formula(trace, id)) + '\n';
    text += "  = " + (derivation.output.empty() ? "(withheld)" : toHex(derivation.output)) + '\n';
    if (const auto blocks = expansionOf(trace, id); std::holds_alternative<Expansion>(blocks))
        text += "\nblock by block\n" + blocksText(std::get<Expansion>(blocks));
    for (const auto &[tool, name] :
         {std::pair(ReproductionTool::OpenSsl, "openssl"), {ReproductionTool::Python, "Python"}}) {
        const auto made = reproductionOf(trace, id, tool);
        text += "\nwith " + std::string(name) + '\n';
        if (const auto *why = std::get_if<NotReproducible>(&made))
            text += "  not possible: " + reasonText(*why) + '\n';
        else
            text += std::get<Reproduction>(made).text;
    }
    return text;
}

} // namespace hd
