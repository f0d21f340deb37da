// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Edits of messages as values, and what becomes of a connection.

#include "print.h"
#include "wiretap.h"

#include "messages/messages.h"

namespace hd::test {

/// Changes a message as a value and writes it anew.
template<class T, class Change>
Edit rewriting(Side from, const CipherSuite *suite, Change change)
{
    const WireContext wire{tls12, from, suite};
    return changing(from, names::handshakeType(std::uint64_t(T::type)), [wire, change](Unit &unit) {
        T message = std::get<T>(*decodeHandshake(unit.bytes, wire).message);
        change(message);
        unit.bytes = encode(message, wire).bytes;
    });
}

/// A server_key_exchange that says something else and is signed with the server's key all the same.
template<class Change>
Edit resigned(const CipherSuite *suite, Change change)
{
    auto randoms = std::make_shared<Bytes>();
    const WireContext wire{tls12, Side::Server, suite};
    return [=](Unit unit) {
        if (unit.name == "client_hello" || unit.name == "server_hello")
            append(*randoms, slice(unit.bytes, {6, 32}));
        if (unit.name != "server_key_exchange")
            return std::vector{unit};
        ServerKeyExchange message = std::get<ServerKeyExchange>(*decodeHandshake(unit.bytes, wire).message);
        change(message);
        Stage &stage = Stage::instance();
        const Pki::Credential server = std::get<Pki::Credential>(stage.pki.credential("server-rsa"));
        message.signature =
            server.key.sign(stage.context, message.signatureScheme, concat({*randoms, message.params(wire)}));
        unit.bytes = encode(message, wire).bytes;
        return std::vector{unit};
    };
}

/// Runs, and says what became of it: "client: decrypt_error by finished.verify_data". Both must have failed.
inline std::string outcome(Connection &connection)
{
    connection.run();
    std::string text;
    for (const Side side : {Side::Client, Side::Server}) {
        if (connection.party(side).status() != Status::Failed)
            return word(side) + " has not failed";
        for (const std::string &check : connection.failedChecks(side))
            text += word(side) + ": " + word(connection.party(side).alert()) + " by " + check;
    }
    return connection.quiet() ? text : "no end";
}

inline std::string outcome(std::string_view scenario, Edit edit, const std::vector<std::string> &settings = {})
{
    Connection connection(scenario, settings);
    connection.edit = std::move(edit);
    return outcome(connection);
}

} // namespace hd::test
