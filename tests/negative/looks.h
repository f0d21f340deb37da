// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a connection shows to a test that asks for one thing.

#include "print.h"

#include "parties.h"

#include "messages/messages.h"

namespace hd::test {

/// A meeting of this version and key exchange; without a suite where the version has none.
inline Meeting meetingOf(Version version, std::string_view keyExchange)
{
    return {version, suiteFor(version, keyExchange)};
}

/// "client: decrypt_error by finished.verify_data"; "open"; the statuses of both otherwise.
inline std::string outcomeOf(Connection &connection)
{
    if (connection.bothOpen())
        return "open";
    std::string text;
    for (const Side side : {Side::Client, Side::Server})
        for (const std::string &check : connection.failedChecks(side))
            text +=
                (text.empty() ? "" : ", ") + word(side) + ": " + word(connection.party(side).alert()) + " by " + check;
    for (const Side side : {Side::Client, Side::Server})
        if (connection.party(side).status() != Status::Failed)
            text += (text.empty() ? "" : ", ") + word(side) + " has not failed";
    return text;
}

inline std::string outcomeWith(Connection &connection, Edit edit)
{
    connection.edit = std::move(edit);
    connection.run();
    return outcomeOf(connection);
}

/// The last one of this name.
inline std::optional<Derivation> derivationAt(const Connection &connection, Side side, std::string_view name)
{
    std::optional<Derivation> found;
    for (const Derivation &derivation : connection.account(side).derivations)
        if (derivation.name == name)
            found = derivation;
    return found;
}

/// The first message of this name that @p side sent or received from @p from.
inline const Message *messageAt(const Connection &connection, Side side, Side from, std::string_view name)
{
    for (const Message &message : connection.account(side).messages)
        if (message.from == from && message.name == name)
            return &message;
    return nullptr;
}

inline Bytes bodyOf(const Message &message)
{
    return Bytes(message.bytes.begin() + handshakeHeaderLength, message.bytes.end());
}

/// Changes a message as a value and writes it anew.
template<class T, class Change>
Edit rewriting(Side from, const Meeting &meeting, Change change)
{
    const WireContext wire{meeting.version, from, meeting.suite, nullptr};
    return changing(from, names::handshakeType(std::uint64_t(T::type)), [wire, change](Unit &unit) {
        T message = std::get<T>(*decodeHandshake(unit.bytes, wire).message);
        change(message);
        unit.bytes = encode(message, wire).bytes;
    });
}

/// @p hello with other renegotiation_info; nothing: without.
template<class Hello>
void setInfo(Hello &hello, std::optional<Bytes> connection)
{
    Extensions kept;
    for (const Extension &extension : hello.extensions.list())
        if (typeOf(extension) != RenegotiationInfo::type)
            kept.add(extension);
    if (connection)
        kept.add(RenegotiationInfo{*connection});
    hello.extensions = kept;
}

template<class Hello>
Bytes infoOf(const Hello &hello)
{
    const RenegotiationInfo *info = hello.extensions.template get<RenegotiationInfo>();
    return info ? info->renegotiatedConnection : Bytes();
}

inline Edit untouched()
{
    return [](const Unit &unit) { return std::vector{unit}; };
}

/// A row for each version and key exchange that @p wanted takes.
template<class Wanted>
void rowPerMeeting(Wanted wanted)
{
    QTest::addColumn<int>("version");
    QTest::addColumn<QByteArray>("keyExchange");
    for (const Meeting &meeting : plainMeetings())
        if (wanted(meeting))
            QTest::newRow(row(meeting.title()).constData())
                << int(meeting.version) << row(meeting.suite->keyExchangeName());
}

inline Meeting fetchedMeeting()
{
    QFETCH(int, version);
    QFETCH(QByteArray, keyExchange);
    return meetingOf(static_cast<Version>(version), keyExchange.toStdString());
}

/// The handshake messages of @p account until the one of this name and side.
inline Bytes messagesBefore(const Trace &account, Side from, std::string_view name)
{
    Bytes all;
    for (const Message &message : account.messages) {
        if (message.from == from && message.name == name)
            break;
        if (message.protocol == Protocol::Handshake)
            append(all, message.bytes);
    }
    return all;
}

} // namespace hd::test
