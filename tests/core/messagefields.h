// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Messages of TLS 1.3 with one extension, and what their fields are called and mean.

#include "print.h"

#include "messages/messages.h"

namespace hd::test {

inline const WireContext fromClient{tls13, Side::Client};
inline const WireContext fromServer{tls13, Side::Server};

/// A hello of a client with one extension.
inline Encoded clientWith(Extension extension)
{
    ClientHello hello;
    hello.random = Bytes(32);
    hello.suites = {0x1301};
    hello.extensions.add(std::move(extension));
    return encode(hello, fromClient);
}

template<class Message>
Encoded serverWith(Message message, Extension extension)
{
    message.extensions.add(std::move(extension));
    return encode(message, fromServer);
}

inline ServerHello serverHello()
{
    return {tls12, Bytes(32), {}, 0x1301, 0, {}};
}

inline std::string meaning(const Encoded &encoded, std::string_view path)
{
    const auto at = encoded.fields.find(path);
    return at ? encoded.fields[*at].meaning : "no field " + std::string(path);
}

/// The bytes of the field in hex.
inline std::string bytes(const Encoded &encoded, std::string_view path)
{
    const auto at = encoded.fields.find(path);
    return at ? toHex(slice(encoded.bytes, encoded.fields[*at].range)) : "no field " + std::string(path);
}

/// The names of the fields below @p path, without those below them.
inline std::vector<std::string> below(const Encoded &encoded, std::string_view path)
{
    const std::optional<FieldIndex> parent = encoded.fields.find(path);
    std::vector<std::string> names;
    for (const Field &field : encoded.fields.fields())
        if (parent && field.parent == *parent)
            names.push_back(field.name);
    return names;
}

using Words = std::vector<std::string>;

} // namespace hd::test
