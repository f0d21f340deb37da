// SPDX-License-Identifier: GPL-3.0-or-later

// RFC 5246 7.3: messages come in their order and no other; 7.1: change_cipher_spec only where keys are agreed and not
// in use (CVE-2014-0224), and finished only after it; 10: application data after both finished.
#include "damages.h"

#include "messages/messages.h"

namespace hd::test {

namespace {

bool always(const Place &)
{
    return true;
}

End outOfOrder(const Place &place)
{
    return failed(place, rules::order);
}

/// Without change_cipher_spec, finished comes in clear: nobody on the wire could seal it.
Edit missing(const Place &place)
{
    const FlowStep step = place.step();
    return [step](Unit unit) {
        if (unit.from != step.from)
            return std::vector{unit};
        if (unit.name == step.name)
            return std::vector<Unit>{};
        if (step.name == "change_cipher_spec")
            unit.epoch = 0;
        return std::vector{unit};
    };
}

End withoutIt(const Place &place)
{
    if (!place.next())
        return ended(End::Kind::Waiting, "RFC 5246 7.3");
    if (place.is("certificate_request"))
        return failed(place, Side::Server, rules::order); // who asked for a certificate must get one
    if (place.step().optional)
        return noticedLater(place, false);
    return failed(place, rules::order);
}

Edit twice(const Place &place)
{
    const Version version = place.meeting.version;
    return replacingAt(place, [version](const Unit &unit) {
        Unit again = unit;
        if (again.version != ssl20)
            again.version = version; // settled by the first one
        return std::vector{unit, again};
    });
}

End theSecond(const Place &place)
{
    if (place.is("change_cipher_spec"))
        return failed(place, rules::mac); // it is not sealed
    if (place.isSslV2())
        return failed(place, {Alert::UnexpectedMessage, "record.type", "RFC 5246 E.2: only the first"});
    return failed(place, rules::order);
}

bool isChangeCipherSpec(const Place &place)
{
    return place.is("change_cipher_spec");
}

Edit twiceSealed(const Place &place)
{
    return replacingAt(place, [](const Unit &unit) {
        Unit sealed = unit;
        sealed.epoch = unit.epoch + 1;
        return std::vector{unit, sealed};
    });
}

bool hasNext(const Place &place)
{
    return place.next() != nullptr;
}

Edit afterTheNext(const Place &place)
{
    const FlowStep step = place.step();
    return [step, held = std::optional<Unit>()](Unit unit) mutable {
        if (unit.from == step.from && unit.name == step.name && !held) {
            held = unit;
            return std::vector<Unit>{};
        }
        if (!held || unit.from != step.from)
            return std::vector{unit};
        if (step.name == "change_cipher_spec")
            unit.epoch = 0;
        std::vector<Unit> both{unit, *held};
        held.reset();
        return both;
    };
}

/// @p extra goes before the message at @p place, in a record like its own.
Edit before(const Place &place, Unit extra)
{
    const Version version = place.meeting.version;
    return replacingAt(place, [extra, version](const Unit &unit) {
        Unit first = extra;
        first.from = unit.from;
        first.epoch = unit.epoch;
        first.version = unit.version == ssl20 ? version : unit.version;
        return std::vector{first, unit};
    });
}

Unit loose(Protocol type, Bytes bytes)
{
    return {Side::Client, type, 0, tls12, std::move(bytes), {}};
}

bool changeCipherSpecIsNotDue(const Place &place)
{
    return !place.is("change_cipher_spec");
}

Edit changeCipherSpecBefore(const Place &place)
{
    return before(place, loose(Protocol::ChangeCipherSpec, {1}));
}

Edit dataBefore(const Place &place)
{
    return before(place, loose(Protocol::ApplicationData, toBytes("early")));
}

Edit unknownBefore(const Place &place)
{
    return before(place, loose(Protocol::Handshake, {99, 0, 0, 0}));
}

Edit helloRequestBefore(const Place &place)
{
    return before(place, loose(Protocol::Handshake, {0, 0, 0, 0}));
}

/// RFC 5246 7.4.1.1: "This message will be ignored by the client if the client is currently negotiating a session."
End ignoredByTheClient(const Place &place)
{
    if (place.step().from == Side::Server)
        return ended(End::Kind::Open, "RFC 5246 7.4.1.1");
    return failed(place, rules::order);
}

/// An SSL 2.0-format hello is the first record or none.
bool isNoSslV2(const Place &place)
{
    return !place.isSslV2();
}

Edit noCertificateBefore(const Place &place)
{
    return before(place, loose(Protocol::Alert, {1, 41}));
}

/// RFC 6101 5.6.6: in SSL 3.0 it stands for a certificate, and only where one is due; elsewhere it is a warning.
End noCertificate(const Place &place)
{
    if (place.meeting.version == ssl30 && place.step().from == Side::Client && place.is("certificate"))
        return failed(place, {Alert::HandshakeFailure, "certificate.present", "RFC 6101 5.6.6"});
    return ended(End::Kind::Open, "RFC 5246 7.2.2");
}

Edit closeBefore(const Place &place)
{
    return before(place, loose(Protocol::Alert, {1, 0}));
}

End closed(const Place &)
{
    return ended(End::Kind::Closed, "RFC 5246 7.2.1");
}

Edit fatalBefore(const Place &place)
{
    return before(place, loose(Protocol::Alert, {2, 80}));
}

/// RFC 5246 7.2.2: "Upon transmission or receipt of a fatal alert message, both parties immediately close the
/// connection": it is the peer's complaint, and no check of one's own.
End told(const Place &place)
{
    return failed(place, {Alert::InternalError, "", "RFC 5246 7.2.2"});
}

Edit strangeAlertBefore(const Place &place)
{
    return before(place, loose(Protocol::Alert, {3, 80}));
}

End noSuchLevel(const Place &place)
{
    return failed(place, {Alert::IllegalParameter, "alert.level", "RFC 5246 7.2"});
}

} // namespace

std::vector<Damage> orderDamages()
{
    return {
        {"missing", always, missing, withoutIt},
        {"twice", always, twice, theSecond},
        {"twice, the second sealed", isChangeCipherSpec, twiceSealed, outOfOrder},
        {"after the next", hasNext, afterTheNext, outOfOrder},
        {"after change_cipher_spec, which is not due", changeCipherSpecIsNotDue, changeCipherSpecBefore, outOfOrder},
        {"after application_data", always, dataBefore, outOfOrder},
        {"after a message of an unknown type", always, unknownBefore, outOfOrder},
        {"after hello_request", always, helloRequestBefore, ignoredByTheClient},
        {"after a no_certificate alert", isNoSslV2, noCertificateBefore, noCertificate},
        {"after a fatal alert", always, fatalBefore, told},
        {"after close_notify", always, closeBefore, closed},
        {"after an alert of level 3", always, strangeAlertBefore, noSuchLevel},
    };
}

} // namespace hd::test
