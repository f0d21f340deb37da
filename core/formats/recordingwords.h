// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The words that a recording writes for the enumerations of a Trace.

#include "trace/trace.h"

#include <array>
#include <string>
#include <utility>

namespace hd::words {

template<class Value, std::size_t count>
using Table = std::array<std::pair<Value, std::string_view>, count>;

inline constexpr Table<Side, 2> sides{{{Side::Client, "client"}, {Side::Server, "server"}}};
inline constexpr Table<Protocol, 4> protocols{{{Protocol::ChangeCipherSpec, "change_cipher_spec"},
                                               {Protocol::Alert, "alert"},
                                               {Protocol::Handshake, "handshake"},
                                               {Protocol::ApplicationData, "application_data"}}};
inline constexpr Table<ProtectionKind, 5> protections{{{ProtectionKind::Null, "null"},
                                                       {ProtectionKind::Stream, "stream"},
                                                       {ProtectionKind::Cbc, "cbc"},
                                                       {ProtectionKind::Aead, "aead"},
                                                       {ProtectionKind::Tls13, "tls13"}}};
inline constexpr Table<Status, 4> statuses{{{Status::Handshaking, "handshaking"},
                                            {Status::Open, "open"},
                                            {Status::Closed, "closed"},
                                            {Status::Failed, "failed"}}};

/// An event is a thing and, for messages and records, what was done with it.
struct EventWords
{
    What what;
    std::string_view thing;
    std::string_view action;
};
inline constexpr std::array<EventWords, 10> events{{{What::MessageSent, "message", "sent"},
                                                    {What::MessageReceived, "message", "received"},
                                                    {What::RecordSealed, "record", "sealed"},
                                                    {What::RecordOpened, "record", "opened"},
                                                    {What::Derivation, "derivation", ""},
                                                    {What::Check, "check", ""},
                                                    {What::Decision, "decision", ""},
                                                    {What::Omission, "omission", ""},
                                                    {What::State, "state", ""},
                                                    {What::Keys, "keys", ""}}};

template<class Value, std::size_t count>
constexpr std::string_view word(const Table<Value, count> &table, Value value)
{
    for (const auto &[candidate, text] : table)
        if (candidate == value)
            return text;
    return {};
}

/// The type of a record, which in TLS 1.3 may be any byte that a peer seals: a number where there is no word.
inline std::string typeText(Protocol type)
{
    const std::string_view known = word(protocols, type);
    return known.empty() ? std::to_string(static_cast<unsigned>(type)) : std::string(known);
}

constexpr std::string_view word(Side side)
{
    return word(sides, side);
}

} // namespace hd::words
