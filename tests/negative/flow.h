// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a handshake is made of, as the standards say it: which messages, in which order, and which of them a peer can do
// without. Nothing here asks the program.

#include "parties.h"

namespace hd::test {

struct FlowStep
{
    Side from = Side::Client;
    std::string name;
    /// Its receiver cannot know that it was to come (RFC 5246 7.4.4, RFC 6066 8, RFC 4279 2).
    bool optional = false;
};

/// RFC 5246 7.3, figures 1 and 2; RFC 5077 3.1; RFC 6066 8.
std::vector<FlowStep> flowOf(const Meeting &meeting);

/// One message of one handshake.
struct Place
{
    const Meeting &meeting;
    const std::vector<FlowStep> &flow;
    std::size_t index = 0;

    const FlowStep &step() const { return flow[index]; }
    Side receiver() const { return peerOf(step().from); }
    bool is(std::string_view name) const { return step().name == name; }
    bool isHandshake() const { return !is("change_cipher_spec"); }
    bool isHello() const { return step().name.ends_with("_hello"); }
    bool isSslV2() const { return is("v2_client_hello"); }
    /// The next message of the same flight; null for the last one.
    const FlowStep *next() const
    {
        return index + 1 < flow.size() && flow[index + 1].from == step().from ? &flow[index + 1] : nullptr;
    }
    std::optional<std::size_t> indexOf(Side from, std::string_view name) const;
    /// The client_key_exchange of SSL 3.0 that is nothing but the encrypted secret, without a length (RFC
    /// 6101 5.6.7.1).
    bool hasNoLengthAtAll() const;
};

/// How a connection ends.
struct End
{
    enum class Kind : std::uint8_t {
        Failed,  ///< by whom, with which alert and check
        Waiting, ///< for a message that does not come: nothing is wrong yet
        Closed,
        Open ///< nothing was wrong
    };
    Kind kind = Kind::Failed;
    Side by = Side::Client;
    Alert alert = Alert::UnexpectedMessage;
    std::string check = "message.expected";
    std::string clause = "RFC 5246 7.2.2";

    std::string text() const;
};

/// A rule of the standards: what leads to which alert; and our name of the check.
struct Rule
{
    Alert alert;
    const char *check;
    const char *clause;
};

End failed(const Place &place, Side by, const Rule &rule);
inline End failed(const Place &place, const Rule &rule)
{
    return failed(place, place.receiver(), rule);
}
inline End ended(End::Kind kind, const char *clause)
{
    return {kind, Side::Client, Alert::CloseNotify, "", clause};
}
/// Both have seen this message differently and nobody can tell until a signature or a finished speaks for the whole
/// (RFC 5246 7.4.8, 7.4.9). @p secret whether it is an input of the keys, too: then not even a record can be opened.
End noticedLater(const Place &place, bool secret);

} // namespace hd::test
