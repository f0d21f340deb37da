// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Messages of every kind and form, for the tests that send them there and back.

#include "builtins.h"
#include "print.h"

#include "messages/messages.h"

namespace hd::test {

struct Sample
{
    std::string name;
    WireContext wire;
    Bytes bytes;
};

template<class T>
Sample made(std::string name, T message, WireContext wire = {})
{
    return {std::move(name), wire, encode(message, wire).bytes};
}

/// 0, 1, 2, ...
Bytes counted(std::size_t length);
ClientHello plainHello();
/// RFC 5246 7.4.1.2 allows a block of extensions that holds none, which is not the same as no block.
Sample emptyBlock();

/// The messages and extensions of TLS 1.3 in every form.
std::vector<Sample> tls13Samples();

/// Every message of every built-in scenario that has a handshake header, and those that none sends: extremes, and the
/// forms of older versions and other key exchanges; tls13Samples().
const std::vector<Sample> &samples();

} // namespace hd::test
