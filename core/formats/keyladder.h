// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The key schedule of TLS 1.3 (RFC 8446 7.1) as a table, for verify(): it knows nothing of the code that runs it.

#include "trace/trace.h"

namespace hd {

/// Which messages the transcript hash of a value covers.
enum class Covers : std::uint8_t {
    Whatever,           ///< no transcript
    Nothing,            ///< no context at all
    NoMessages,         ///< the hash of nothing
    Truncated,          ///< up to a client_hello without its binders
    FirstHello,         ///< the first client_hello
    ServerHello,        ///< up to server_hello
    ServerFinished,     ///< up to the server's finished
    ClientFinished,     ///< up to the client's finished
    BeforeServersProof, ///< what comes before the finished of the server
    BeforeClientsProof, ///< and of the client; after the handshake too (RFC 8446 4.4)
};

/// One value of the schedule. `#` in names stands for a number; what is made for the second pre-shared key of a client
/// and for later ones has its number in brackets after it.
struct Rung
{
    std::string_view name;
    const char *operation;
    std::string_view labels; ///< one of them; empty: any
    std::string_view from;   ///< the names of the value that it is made from, one of them
    Covers covers;
};

/// The rung with this name, and the number in it (0 where there is none); null for what is on no rung.
struct RungFound
{
    const Rung *rung = nullptr;
    std::uint32_t number = 0;
};
RungFound rungOf(std::string_view name);

/// A name with its numbers taken out: "binder[1]_finished_key" is "binder_finished_key", the second of its kind.
struct SplitName
{
    explicit SplitName(std::string_view whole);
    std::string stem;
    std::string which; ///< "[1]"
};

/// The number that stands at the place of `#` in @p pattern; nothing when @p name is no such name.
std::optional<std::uint32_t> numberIn(std::string_view name, std::string_view pattern);
/// Whether @p name is one of @p patterns, which `|` is between; `#` is @p number, `-` the one before it, `*` any.
bool isOneOf(std::string_view name, std::string_view patterns, std::uint32_t number);

/// The handshake messages that one party has said and heard, as far as it has come.
struct Heard
{
    void take(const Trace &trace, MessageId id);
    /// Up to the last message that is called @p name, with it or without it; all when there is none.
    std::vector<MessageId> upTo(const Trace &trace, std::string_view name, Side from, bool with) const;

    std::vector<MessageId> messages; ///< of the handshake itself
    std::vector<MessageId> late;     ///< of the latest authentication after it (RFC 8446 4.6.2)
    bool over = false;
    bool isTls13 = false; ///< whether the party has come to know that
};

/// What the transcript hash of a value covers that @p by makes now.
std::vector<MessageId> coverage(const Trace &trace, const Heard &heard, Covers covers, Side by);

} // namespace hd
