// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/reproductionparts.h"

#include "formats/recording.h"
#include "trace/formula.h"
#include "trace/operations.h"

namespace hd {

namespace reproducing {

bool isPlain(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' || c == '_';
    });
}

std::string comment(std::string_view text)
{
    return "# " + printable(text) + '\n';
}

std::string toolName(crypto::Hash hash)
{
    switch (hash) {
    case crypto::Hash::Md5:
        return "md5";
    case crypto::Hash::Sha1:
        return "sha1";
    case crypto::Hash::Sha224:
        return "sha224";
    case crypto::Hash::Sha256:
        return "sha256";
    case crypto::Hash::Sha384:
        return "sha384";
    case crypto::Hash::Sha512:
        return "sha512";
    case crypto::Hash::Md5Sha1:
        break;
    }
    return "md5-sha1";
}

crypto::Hash hashNamed(std::string_view name)
{
    for (std::size_t i = 0; i < crypto::hashCount; ++i)
        if (crypto::name(static_cast<crypto::Hash>(i)) == name)
            return static_cast<crypto::Hash>(i);
    throw BadInput{"there is no hash \"" + std::string(name) + "\""};
}

Bytes hashed(const Inputs &inputs)
{
    return concat({inputs.all("message_hash"), inputs.all("messages"), inputs.all("truncated"), inputs.all("part")});
}

TicketParts ticketKeys(const Inputs &inputs)
{
    const Bytes keys = inputs.bytes("secret");
    if (keys.size() != 48)
        throw BadInput{"the keys of a ticket are 48 bytes"};
    return {{keys.begin(), keys.begin() + 16}, {keys.begin() + 16, keys.end()}};
}

/// What no tool can do.
static std::optional<NotReproducible> outOfReach(const std::string &operation)
{
    if (operation == operation::entropy)
        return NotReproducible::Drawn;
    if (operation == operation::given)
        return NotReproducible::KnownBefore;
    if (operation == operation::rsaEncrypt)
        return NotReproducible::RandomPadding;
    if (operation == operation::rsaDecrypt)
        return NotReproducible::PrivateKey;
    for (const char *mlkem :
         {operation::mlkemPublic, operation::mlkemEncapsulate, operation::mlkemShared, operation::mlkemDecapsulate})
        if (operation == mlkem)
            return NotReproducible::NoMlKem;
    return std::nullopt;
}

} // namespace reproducing

std::variant<Reproduction, NotReproducible> reproductionOf(const Trace &trace, DerivationId id, ReproductionTool tool)
{
    const Derivation &derivation = trace[id];
    if (isWithheld(derivation))
        return NotReproducible::Withheld;
    if (const auto why = reproducing::outOfReach(derivation.operation))
        return *why;
    const Inputs inputs(trace, derivation.inputs);
    const std::string line = derivation.name + " = " + formula(trace, id);
    try {
        const reproducing::Task task{derivation, inputs, line};
        return tool == ReproductionTool::OpenSsl ? reproducing::openSsl(task) : reproducing::python(task);
    } catch (const Withheld &) {
        return NotReproducible::Withheld;
    } catch (const NotReproducible why) {
        return why;
    } catch (const BadInput &) {
        return NotReproducible::BadInput;
    } catch (const crypto::CryptoFailure &) {
        return NotReproducible::BadInput;
    }
}

Reproduction reproductionOf(const ExpansionStep &step, ReproductionTool tool)
{
    return {tool == ReproductionTool::OpenSsl ? reproducing::openSslBlock(step) : reproducing::pythonBlock(step),
            false};
}

} // namespace hd
