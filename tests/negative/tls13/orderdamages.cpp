// SPDX-License-Identifier: GPL-3.0-or-later

// RFC 8446 4: "Protocol messages MUST be sent in the order defined in Section 4.4.1 [...]. A peer which receives a
// handshake message in an unexpected order MUST abort the handshake with an "unexpected_message" alert."
#include "flow.h"

namespace hd::test::modern {

namespace {

Edit missing(const Place &place)
{
    return replacingAt(place, [](const Unit &) { return std::vector<Unit>{}; });
}

/// What is sent after the handshake and nobody waits for.
bool isNotMissed(const Place &place)
{
    return place.is("change_cipher_spec") || place.is("new_session_ticket") ||
           (place.late() && place.is("certificate_request"));
}

End withoutIt(const Place &place)
{
    if (isNotMissed(place))
        return open("RFC 8446 D.4, 4.6.1, 4.6.2");
    if (place.is("key_update"))
        return failed(place, rules::mac); // what comes next is under keys that the receiver has not got
    if (place.is("certificate_request"))
        return failed(Side::Client, {Alert::DecryptError, "certificate_verify.signature", "RFC 8446 4.4.3"});
    if (place.is("end_of_early_data"))
        return failed(place, rules::mac);
    if (place.isFirstHello() && place.next())
        return failed(place, rules::order); // change_cipher_spec comes before it
    if (place.resendsEarlyData() && place.options().retries())
        return failed(place, rules::mac); // it comes under keys that the server has not got
    if (place.is("client_hello") || place.is("hello_retry_request") || (place.is("finished") && !place.late()))
        return waiting("RFC 8446 4");
    return failed(place, rules::order);
}

Edit twice(const Place &place)
{
    return replacingAt(place, [](const Unit &unit) { return std::vector{unit, unit}; });
}

/// The first hello in place of the second.
End sameHelloAgain(const Place &place)
{
    if (place.offersEarlyData())
        return failed(place, {Alert::IllegalParameter, "client_hello.early_data_again", "RFC 8446 4.1.2"});
    if (place.options().groupAsked)
        return failed(place, {Alert::IllegalParameter, "client_hello.key_share_asked", "RFC 8446 4.1.2"});
    if (place.usesPsk())
        return failed(place, rules::binder);
    return failed(place, {Alert::IllegalParameter, "client_hello.cookie", "RFC 8446 4.2.2"});
}

End theSecond(const Place &place)
{
    if (place.is("change_cipher_spec") || place.is("new_session_ticket"))
        return open("RFC 8446 5, 4.6.1");
    if (place.isFirstHello() && place.options().retries())
        return sameHelloAgain(place);
    if (place.is("client_hello") || place.is("server_hello"))
        return failed(place, rules::type); // in clear, where records are protected by now
    if (place.late() && place.is("certificate_request"))
        return failed(place, {Alert::IllegalParameter, "certificate_request.contexts", "RFC 8446 4.3.2"});
    if (place.changesKeys())
        return failed(place, rules::mac);
    return failed(place, rules::order);
}

bool hasNext(const Place &place)
{
    return place.next() != nullptr;
}

Edit afterTheNext(const Place &place)
{
    const Step step = place.step();
    return [step, before = std::size_t(0), held = std::optional<Unit>()](const Unit &unit) mutable {
        if (unit.from != step.from || unit.name == "application_data")
            return std::vector{unit};
        if (held) {
            std::vector<Unit> both{unit, *held};
            held.reset();
            return both;
        }
        if (unit.name != step.name || before++ != step.occurrence)
            return std::vector{unit};
        held = unit;
        return std::vector<Unit>{};
    };
}

End outOfOrder(const Place &place)
{
    const std::string &next = place.next()->name;
    if (place.is("new_session_ticket"))
        return open("RFC 8446 4.6.1: at any time");
    // RFC 8446 5: change_cipher_spec between the first client_hello and the peer's finished
    if (place.is("change_cipher_spec"))
        return next == "finished" ? failed(place, rules::order) : open("RFC 8446 5");
    if (next == "change_cipher_spec" && !place.isFirstHello())
        return open("RFC 8446 5");
    if (place.is("end_of_early_data") || place.is("key_update"))
        return failed(place, rules::mac);
    return failed(place, rules::order);
}

} // namespace

std::vector<Damage> orderDamages()
{
    return {
        {"missing", always, missing, withoutIt},
        {"twice", always, twice, theSecond},
        {"after the next", hasNext, afterTheNext, outOfOrder},
    };
}

} // namespace hd::test::modern
