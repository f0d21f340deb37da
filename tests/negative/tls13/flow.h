// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a TLS 1.3 handshake is made of, as RFC 8446 says it, and everything that can be wrong with one message of it.
// Nothing here asks the program.

#include "../flow.h"

#include "messages/messages.h"

namespace hd::test::modern {

enum class Keys : std::uint8_t { None, Early, Handshake, Application };

struct Step
{
    Side from = Side::Client;
    std::string name;
    Keys keys = Keys::None;
    bool late = false;          ///< both are past their finished
    std::size_t occurrence = 0; ///< how many of this name the side has sent before
};

/// RFC 8446 2, figures 1 to 4, and what comes after the handshake.
std::vector<Step> flowOf(const Meeting &meeting);

/// One message of one connection.
struct Place
{
    const Meeting &meeting;
    const std::vector<Step> &flow;
    std::size_t index = 0;

    const Step &step() const { return flow[index]; }
    Side from() const { return step().from; }
    Side receiver() const { return peerOf(from()); }
    bool is(std::string_view name) const { return step().name == name; }
    bool isHandshake() const { return !is("change_cipher_spec"); }
    bool sealed() const { return step().keys != Keys::None; }
    bool late() const { return step().late; }
    bool is(Side side, std::string_view name) const { return from() == side && is(name); }
    bool isFirstHello() const { return is("client_hello") && step().occurrence == 0; }
    bool isSecondHello() const { return is("client_hello") && step().occurrence == 1; }
    /// The next message of the same flight; null for the last one.
    const Step *next() const
    {
        const bool same = index + 1 < flow.size() && flow[index + 1].from == from() && flow[index + 1].late == late();
        return same ? &flow[index + 1] : nullptr;
    }
    /// The first message of the client under keys of the handshake or of early data.
    bool isClientsFirstSealed() const;

    const Tls13Options &options() const { return meeting.modern; }
    bool usesPsk() const { return options().psk != Tls13Options::Psk::None; }
    bool offersEarlyData() const { return options().early != Tls13Options::Early::None; }
    bool takesEarlyData() const { return options().early == Tls13Options::Early::Accepted; }
    /// The keys of the client change with it, or those of the server.
    bool changesKeys() const;
    /// What the client says in return is under keys of early data, which the server passes over.
    bool isAnsweredUnheard() const;
    /// The client's finished, behind which comes the early data that was not taken.
    bool resendsEarlyData() const
    {
        return is(Side::Client, "finished") && options().early == Tls13Options::Early::Rejected;
    }
    /// Its side's next message under the same keys, whatever the other side says before; null without any.
    const Step *nextUnderSameKeys() const;
    WireContext wire() const { return {tls13, from(), meeting.suite, nullptr}; }
};

struct Damage
{
    std::string name;
    bool (*applies)(const Place &);
    Edit (*edit)(const Place &);
    End (*end)(const Place &);
};

std::vector<Damage> orderDamages();       ///< missing, twice, after the next
std::vector<Damage> intrusionDamages();   ///< after something that does not belong there
std::vector<Damage> recordDamages();      ///< what is wrong with the records around it
std::vector<Damage> shapeDamages();       ///< lengths, too little, too much
std::vector<Damage> contentDamages();     ///< signatures, verify_data, certificates, tickets, key_update
std::vector<Damage> clientHelloDamages(); ///< RFC 8446 4.1.2, 4.2
std::vector<Damage> retryDamages();       ///< RFC 8446 4.1.4
std::vector<Damage> serverHelloDamages(); ///< RFC 8446 4.1.3, 4.1.4
std::vector<Damage> extensionDamages();   ///< RFC 8446 4.2, 4.3

const std::vector<Damage> &damages();

/// What is done to the message at a place.
Edit replacingAt(const Place &place, std::function<std::vector<Unit>(const Unit &)> by);
Edit changingAt(const Place &place, std::function<void(Unit &)> change);
/// Changes it as a value and writes it anew.
template<class T, class Change>
Edit rewritingAt(const Place &place, Change change)
{
    const WireContext wire = place.wire();
    return changingAt(place, [wire, change](Unit &unit) {
        T message = std::get<T>(*decodeHandshake(unit.bytes, wire).message);
        change(message);
        unit.bytes = encode(message, wire).bytes;
    });
}
/// @p extra goes before it, under the same keys.
Edit before(const Place &place, Protocol type, Bytes bytes);

inline bool always(const Place &)
{
    return true;
}
inline bool isSealed(const Place &place)
{
    return place.sealed();
}
inline bool isHandshake(const Place &place)
{
    return place.isHandshake();
}

inline End failed(Side by, const Rule &rule)
{
    return {End::Kind::Failed, by, rule.alert, rule.check, rule.clause};
}
inline End failed(const Place &place, const Rule &rule)
{
    return failed(place.receiver(), rule);
}
inline End open(const char *clause)
{
    return ended(End::Kind::Open, clause);
}
inline End waiting(const char *clause)
{
    return ended(End::Kind::Waiting, clause);
}

namespace rules {
inline constexpr Rule order{Alert::UnexpectedMessage, "message.expected", "RFC 8446 4: unexpected_message"};
inline constexpr Rule shape{Alert::DecodeError, "message.syntax", "RFC 8446 6.2: decode_error"};
inline constexpr Rule between{Alert::UnexpectedMessage, "message.boundary", "RFC 8446 5.1"};
inline constexpr Rule mac{Alert::BadRecordMac, "record.mac", "RFC 8446 5.2: bad_record_mac"};
inline constexpr Rule type{Alert::UnexpectedMessage, "record.type", "RFC 8446 5"};
inline constexpr Rule binder{Alert::DecryptError, "client_hello.binder", "RFC 8446 4.2.11"};
} // namespace rules

/// Both have seen this hello differently: the binder tells, or the keys that come of it are not the same.
inline End otherTranscript(const Place &place)
{
    if (place.is("client_hello") && place.usesPsk())
        return failed(Side::Server, rules::binder);
    return failed(Side::Client, rules::mac);
}

} // namespace hd::test::modern
