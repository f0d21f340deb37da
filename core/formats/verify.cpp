// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/recording.h"
#include "formats/verifier.h"

namespace hd {

Verification verify(const Trace &trace)
{
    return Verifier(trace).run();
}

/// Of who kept no account there is nothing but what the other saw it send.
static bool keptAccount(const Trace &trace, Side side)
{
    return std::any_of(trace.events.begin(), trace.events.end(), [side](const Event &event) {
        return event.at == side && event.what != What::MessageSent && event.what != What::RecordSealed;
    });
}

Verifier::Verifier(const Trace &trace) : m_trace(trace)
{
    m_overheard = trace.source == "import" && trace.keys.empty() && trace.derivations.empty();
    if (m_overheard)
        m_result.notVerified.emplace_back("what is under keys, and what both computed: somebody read along, whose "
                                          "recording holds no account of either");
    for (const Side side : {Side::Client, Side::Server}) {
        m_silent[static_cast<std::size_t>(side)] = keptAccount(trace, peerOf(side)) && !keptAccount(trace, side);
        if (isSilent(side))
            m_result.notVerified.push_back("what the " + std::string(words::word(side)) +
                                           " computed: the recording holds the account of the other party alone");
    }
}

Verification Verifier::run()
{
    // In the order of causes, so that the first finding names the value that others follow from.
    recordsInClear();
    messages();
    handshakes();
    derivations();
    keySchedule();
    sealedRecords();
    checks();
    decisions();
    events();
    outcome();
    return std::move(m_result);
}

void Verifier::expectEqual(const std::string &where, const std::string &expected, const std::string &actual)
{
    if (expected != actual)
        m_result.findings.push_back({where, expected, actual});
}

void Verifier::expectEqual(const std::string &where, ByteView expected, ByteView actual)
{
    if (!equal(expected, actual))
        m_result.findings.push_back({where, toHex(expected), toHex(actual)});
}

std::string nameOf(const Derivation &derivation, std::size_t index)
{
    return "derivations[" + std::to_string(index) + "], the " + std::string(words::word(derivation.by)) + "'s " +
           derivation.name;
}

} // namespace hd
