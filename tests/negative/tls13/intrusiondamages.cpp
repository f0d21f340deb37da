// SPDX-License-Identifier: GPL-3.0-or-later

// What does not belong before a message: change_cipher_spec but in its time, data, alerts, messages of other times.
#include "flow.h"

namespace hd::test::modern {

namespace {

bool early(const Place &place)
{
    return place.offersEarlyData() && place.options().early == Tls13Options::Early::Rejected;
}

/// A server that passes over early data passes over everything that says application_data.
bool isPassedOver(const Place &place)
{
    return early(place) && place.isSecondHello();
}

/// A message of authentication after the handshake that is not the first: nothing comes between (RFC 8446 4.6.2).
bool isAmidLateAuth(const Place &place)
{
    return place.late() && (place.is("certificate_verify") || place.is("finished"));
}

template<std::uint8_t value, std::size_t count>
Edit changeCipherSpecBefore(const Place &place)
{
    return replacingAt(place, [](const Unit &unit) {
        Unit change = unit;
        change.type = Protocol::ChangeCipherSpec;
        change.epoch = 0;
        change.bytes.assign(count, value);
        return std::vector{change, unit};
    });
}

/// RFC 8446 5: "at any time after the first ClientHello message has been sent or received and before the peer's
/// Finished message has been received"
End tolerated(const Place &place)
{
    if (place.isFirstHello() || place.late())
        return failed(place, rules::order);
    return open("RFC 8446 5");
}

End refused(const Place &place)
{
    return failed(place, rules::order);
}

Edit sealedChangeCipherSpecBefore(const Place &place)
{
    return before(place, Protocol::ChangeCipherSpec, {1});
}

Edit inClear(const Place &place)
{
    return changingAt(place, [](Unit &unit) { unit.epoch = 0; });
}

End noProtectedType(const Place &place)
{
    return failed(place, rules::type);
}

Edit dataBefore(const Place &place)
{
    return before(place, Protocol::ApplicationData, toBytes("data"));
}

End dataWhereItBelongs(const Place &place)
{
    const bool allowed = (place.late() && !isAmidLateAuth(place)) || place.step().keys == Keys::Early;
    return allowed || isPassedOver(place) ? open("RFC 8446 2") : failed(place, rules::order);
}

Edit unknownBefore(const Place &place)
{
    return before(place, Protocol::Handshake, {99, 0, 0, 0});
}

Edit helloRequestBefore(const Place &place)
{
    return before(place, Protocol::Handshake, {0, 0, 0, 0});
}

Edit endOfEarlyDataBefore(const Place &place)
{
    return before(place, Protocol::Handshake, {5, 0, 0, 0});
}

bool isNotEndOfEarlyData(const Place &place)
{
    return place.isHandshake() && !place.is("end_of_early_data");
}

Edit keyUpdateBefore(const Place &place)
{
    return before(place, Protocol::Handshake, {24, 0, 0, 1, 0});
}

/// RFC 8446 4.6.3: only after finished; then the receiver's keys have moved on.
End keyUpdateInTime(const Place &place)
{
    return failed(place, place.late() && !isAmidLateAuth(place) ? rules::mac : rules::order);
}

template<std::uint8_t level, std::uint8_t description>
Edit alertBefore(const Place &place)
{
    return before(place, Protocol::Alert, {level, description});
}

/// RFC 8446 6.2: the peer's complaint, and no check of one's own; whatever the level says (6).
End told(const Place &place)
{
    return failed(place, {Alert::InternalError, "", "RFC 8446 6.2"});
}

End toldOfTheUnknown(const Place &place)
{
    return failed(place, {static_cast<Alert>(199), "", "RFC 8446 6: unknown alert types are errors"});
}

End closed(const Place &place)
{
    // The client is closed, but the server cannot read its answer.
    return place.isAnsweredUnheard() ? waiting("RFC 8446 4.2.10") : ended(End::Kind::Closed, "RFC 8446 6.1");
}

End ignored(const Place &)
{
    return open("RFC 8446 6.1: user_canceled");
}

Edit alertInClearBefore(const Place &place)
{
    return replacingAt(place, [](const Unit &unit) {
        Unit alert = unit;
        alert.type = Protocol::Alert;
        alert.epoch = 0;
        alert.bytes = {2, 80};
        return std::vector{alert, unit};
    });
}

/// A client that has no keys yet can say so in clear, as long as nothing protected has come from it.
End unprotectedAlert(const Place &place)
{
    if (place.isClientsFirstSealed() && !place.takesEarlyData())
        return told(place);
    return failed(place, rules::type);
}

Edit longAlertBefore(const Place &place)
{
    return before(place, Protocol::Alert, {2, 80, 0});
}

Edit shortAlertBefore(const Place &place)
{
    return before(place, Protocol::Alert, {2});
}

End malformed(const Place &place)
{
    return failed(place, rules::shape);
}

} // namespace

std::vector<Damage> intrusionDamages()
{
    return {
        {"after change_cipher_spec", always, changeCipherSpecBefore<1, 1>, tolerated},
        {"after change_cipher_spec of value 2", always, changeCipherSpecBefore<2, 1>, refused},
        {"after change_cipher_spec of two bytes", always, changeCipherSpecBefore<1, 2>, refused},
        {"after a protected change_cipher_spec", isSealed, sealedChangeCipherSpecBefore, noProtectedType},
        {"in clear", isSealed, inClear, noProtectedType},
        {"after application_data", isHandshake, dataBefore, dataWhereItBelongs},
        {"after a message of an unknown type", isHandshake, unknownBefore, refused},
        {"after hello_request", isHandshake, helloRequestBefore, refused},
        {"after end_of_early_data", isNotEndOfEarlyData, endOfEarlyDataBefore, refused},
        {"after key_update", isHandshake, keyUpdateBefore, keyUpdateInTime},
        {"after a fatal alert", isHandshake, alertBefore<2, 80>, told},
        {"after a fatal alert that says warning", isHandshake, alertBefore<1, 80>, told},
        {"after an unknown alert", isHandshake, alertBefore<1, 199>, toldOfTheUnknown},
        {"after close_notify", isHandshake, alertBefore<1, 0>, closed},
        {"after user_canceled", isHandshake, alertBefore<1, 90>, ignored},
        {"after an alert in clear", isSealed, alertInClearBefore, unprotectedAlert},
        {"after an alert of three bytes", isHandshake, longAlertBefore, malformed},
        {"after an alert of one byte", isHandshake, shortAlertBefore, malformed},
    };
}

} // namespace hd::test::modern
