// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace.h"

#include <array>

namespace hd {

/// What passed on a wire, on its way into a Trace: records in the order in which they passed, and what was found in
/// them. Ids are those of the direction until trace() puts both together.
class Account
{
public:
    /// One more record of this direction.
    void addRecord(Side from, std::uint64_t timeUs);
    /// Found in the latest record, where it ends; its spans say where it begins.
    void addMessage(Message message);
    void addCheck(Check check);

    /// @param ofClient, ofServer the records that each sent.
    Trace trace(const std::vector<Record> &ofClient, const std::vector<Record> &ofServer) const;

private:
    struct Passed
    {
        Side from;
        std::uint32_t index; ///< among those of its direction
        std::uint64_t timeUs;
    };
    template<class T>
    struct Found
    {
        T what;
        std::size_t passed; ///< how many records there had been
    };

    /// A trace has them in the order in which they were begun; they were found when they were whole.
    std::vector<Found<Message>> messagesAsBegun() const;
    void addEvents(Trace &trace, const std::vector<Found<Message>> &messages) const;

    std::vector<Passed> m_records;
    std::array<std::vector<std::uint32_t>, 2> m_places; ///< by direction: where its records are among all
    std::vector<Found<Message>> m_messages;
    std::vector<Found<Check>> m_checks;
};

} // namespace hd
