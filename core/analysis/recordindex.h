// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a trace says about each of its records in other places, found once for all of them.

#include "trace/family.h"
#include "trace/timeline.h"

namespace hd {

struct CipherSuite;

/// What else belongs to a record.
struct RecordFacts
{
    Playhead from = 0; ///< the position from which on it exists: right after it was sealed or, unseen before, opened
    bool sealed = false, opened = false;  ///< whether a party of the trace did that
    std::vector<MessageId> messages;      ///< whose bytes it carries, in their order
    std::optional<std::uint32_t> verdict; ///< the check with which its receiver accepted or refused it
    std::optional<std::uint32_t> keys;    ///< its sender's installation of the keys that it was sealed with, or,
                                          ///< where nobody saw that, its receiver's
    std::optional<RecordId> before;       ///< the one before it under the same keys
    const CipherSuite *suite = nullptr;   ///< of these keys or, where nobody says who installed them, the one that the
                                          ///< last server_hello chose; null: not known
};

class RecordIndex
{
public:
    RecordIndex() = default;
    explicit RecordIndex(const Trace &trace);

    const RecordFacts &operator[](RecordId id) const { return m_facts[id.index]; }
    std::size_t size() const { return m_facts.size(); }

private:
    void addEvents(const Trace &trace);
    void addMessages(const Trace &trace);
    void addKeys(const Trace &trace);
    void addSuites(const Trace &trace);

    std::vector<RecordFacts> m_facts;
};

/// The keys of one direction by what they are for; RFC 5246 6.3 and RFC 8446 7.3.
struct SealingKeys
{
    const CipherSuite *suite = nullptr; ///< as RecordFacts::suite
    std::optional<DerivationId> mac, key, iv;
};
SealingKeys sealingKeys(const Trace &trace, const RecordFacts &facts);

/// Under which keys it was sealed; what is not encrypted is in clear, with a MAC or without.
KeyPhase keyPhase(const Trace &trace, const RecordFacts &facts, RecordId record);

/// Whether a party refused it.
bool isRefused(const Trace &trace, const RecordFacts &facts);

} // namespace hd
