// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Every way to break RFC 5246 that somebody on the wire has, as data: what is done, who notices, with which check, and
// what the alert is.

#include "wiretap.h"

#include "messages/messages.h"

namespace hd::test {

struct Case
{
    std::string name;
    Edit edit;
    Side by = Side::Client; ///< who notices
    Alert alert = Alert::UnexpectedMessage;
    std::string check = "message.expected";
    std::string scenario = "classic";
    std::vector<std::string> settings = {};
};

const std::vector<Case> &cases();

/// "client's finished twice"
std::string titled(Side from, std::string_view message, std::string_view what);
Unit alertUnit(Side from, std::uint8_t level, Alert alert, std::uint32_t epoch = 0);
Edit putBefore(Side from, std::string name, Unit extra);

/// Changes a hello as a value and writes it anew.
template<class T, class Change>
Edit rewriting(Side from, std::string name, Change change)
{
    return changing(from, std::move(name), [change](Unit &unit) {
        const WireContext wire{tls12, unit.from, nullptr};
        T message = std::get<T>(*decodeHandshake(unit.bytes, wire).message);
        change(message);
        unit.bytes = encode(message, wire).bytes;
    });
}

} // namespace hd::test
