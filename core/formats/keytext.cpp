// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/keytext.h"

#include "formats/recording.h"
#include "formats/recordingwords.h"
#include "trace/formula.h"
#include "trace/operations.h"

namespace hd {

static const Input *inputOf(const Derivation &derivation, std::string_view role)
{
    const auto found = std::find_if(derivation.inputs.begin(), derivation.inputs.end(),
                                    [role](const Input &input) { return input.role == role; });
    return found == derivation.inputs.end() ? nullptr : &*found;
}

/// How far below a rung of the key schedule of TLS 1.3 (RFC 8446 7.1) it hangs: a traffic secret 1, its key 2.
static unsigned depthOf(const Trace &trace, const Derivation &derivation)
{
    constexpr unsigned deepest = 4; // key_updates go on from each other, and further down says no more
    unsigned depth = 0;
    for (const Derivation *at = &derivation; depth < deepest; ++depth) {
        const Input *source = nullptr;
        if (at->operation == operation::hkdfExpandLabel)
            source = inputOf(*at, "secret");
        else if (at->operation == operation::hmac)
            source = inputOf(*at, "key");
        if (!source || !source->derivation)
            break;
        at = &trace[*source->derivation];
    }
    return depth;
}

static std::string keyLines(const Trace &trace, std::uint32_t index)
{
    const Derivation &derivation = trace.derivations[index];
    const bool withheld = isWithheld(derivation);
    const std::string indent(2 + 2 * depthOf(trace, derivation), ' ');
    std::string text = indent + derivation.name + " = " + formula(trace, {index}) + '\n' + indent + "  " +
                       (withheld ? "(withheld)" : toHex(derivation.output)) + '\n';
    if (const Bytes label = hkdfLabel(trace, {index}); !label.empty() && !withheld)
        text += indent + "  HkdfLabel " + toHex(label) + '\n';
    return text;
}

static bool shows(Viewpoint viewpoint, Side side)
{
    return viewpoint == Viewpoint::Both || viewpoint == (side == Side::Client ? Viewpoint::Client : Viewpoint::Server);
}

std::string keyText(const Trace &trace, const TextViewOptions &options)
{
    if (options.viewpoint == Viewpoint::Wire)
        return "\nsomebody on the wire derives no key: every secret input is missing\n";
    std::string text;
    for (const Side side : {Side::Client, Side::Server}) {
        if (!shows(options.viewpoint, side))
            continue;
        text += "\nwhat the " + std::string(words::word(side)) + " derived\n";
        for (std::uint32_t i = 0; i < trace.derivations.size(); ++i) {
            const Derivation &derivation = trace.derivations[i];
            if (derivation.by == side && (!options.only || derivation.afterMessage == options.only))
                text += keyLines(trace, i);
        }
    }
    return text;
}

} // namespace hd
