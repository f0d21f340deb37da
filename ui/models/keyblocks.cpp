// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyblocks.h"

#include "models/valuetext.h"

namespace hd::ui {

KeyBlocks KeyBlocks::of(const Trace &trace, const KeyNode &node)
{
    const std::optional<DerivationId> own = node.any();
    if (!own)
        return {};
    std::variant<Expansion, NoExpansion> result = expansionOf(trace, *own);
    if (const auto *why = std::get_if<NoExpansion>(&result))
        return {nullptr, *why};
    return {std::make_shared<const Expansion>(std::move(std::get<Expansion>(result))), NoExpansion::NoBlocks};
}

static QString reason(NotReproducible why)
{
    switch (why) {
    case NotReproducible::Drawn:
        return KeyCopy::tr("drawn at random: nothing leads to it");
    case NotReproducible::KnownBefore:
        return KeyCopy::tr("known before this connection began");
    case NotReproducible::Withheld:
        return KeyCopy::tr("the recording withholds a secret");
    case NotReproducible::RandomPadding:
        return KeyCopy::tr("its padding was random and is not recorded");
    case NotReproducible::PrivateKey:
        return KeyCopy::tr("a recording holds no private key of a certificate");
    case NotReproducible::NoAes:
        return KeyCopy::tr("Python's standard library has no AES");
    case NotReproducible::NoSignatures:
        return KeyCopy::tr("Python's standard library has no signatures");
    case NotReproducible::NoMlKem:
        return KeyCopy::tr("neither OpenSSL 3.0 nor Python has ML-KEM");
    case NotReproducible::BadInput:
        break;
    }
    return KeyCopy::tr("it does not follow from the recorded inputs");
}

KeyCopy KeyCopy::of(const Trace &trace, DerivationId derivation, ReproductionTool tool)
{
    const std::variant<Reproduction, NotReproducible> made = reproductionOf(trace, derivation, tool);
    if (const auto *why = std::get_if<NotReproducible>(&made))
        return {{}, reason(*why), false};
    const auto &reproduction = std::get<Reproduction>(made);
    return {toQString(reproduction.text), {}, reproduction.verifies};
}

} // namespace hd::ui
