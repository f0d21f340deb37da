// SPDX-License-Identifier: GPL-3.0-or-later

// RFC 8446 5: what is wrong with the records around a message: tags, inner types, zeros alone, lengths, and what comes
// between the pieces of one. Keys never change inside of a record.
#include "flow.h"

namespace hd::test::modern {

namespace {

/// Where records that do not open are early data that is passed over.
bool isPassedOver(const Place &place)
{
    return place.options().early == Tls13Options::Early::Rejected &&
           (place.options().retries() ? place.isSecondHello() : place.isClientsFirstSealed());
}

template<int byte>
Edit spoiled(const Place &place)
{
    return changingAt(place, [](Unit &unit) { unit.spoil = byte; });
}

End badTag(const Place &place)
{
    return isPassedOver(place) ? waiting("RFC 8446 4.2.10") : failed(place, rules::mac);
}

/// RFC 8446 5.4: "If a receiving implementation does not find a non-zero octet in the cleartext, it MUST terminate the
/// connection with an "unexpected_message" alert."
template<std::size_t zeros>
Edit zerosBefore(const Place &place)
{
    return replacingAt(place, [](const Unit &unit) {
        Unit empty = unit;
        empty.type = static_cast<Protocol>(0);
        empty.bytes.clear();
        empty.padding = zeros;
        return std::vector{empty, unit};
    });
}

End noType(const Place &place)
{
    return failed(place, {Alert::UnexpectedMessage, "record.type", "RFC 8446 5.4"});
}

template<std::uint8_t type>
Edit ofInnerType(const Place &place)
{
    return changingAt(place, [](Unit &unit) { unit.type = static_cast<Protocol>(type); });
}

End unknownType(const Place &place)
{
    return failed(place, rules::type);
}

template<Protocol type>
Edit emptyFragmentBefore(const Place &place)
{
    return before(place, type, {});
}

/// RFC 8446 5.1: zero-length fragments of handshake and alert
End noEmptyFragments(const Place &place)
{
    return failed(place, {Alert::UnexpectedMessage, "record.length", "RFC 8446 5.1"});
}

/// Nothing but a header, which says more than there can be.
template<std::uint8_t type, std::uint16_t length>
Edit headerBefore(const Place &place)
{
    return replacingAt(place, [](const Unit &unit) {
        Unit header = unit;
        header.raw = true;
        header.bytes = {type, 3, 3};
        appendNumber(header.bytes, length, 2);
        return std::vector{header, unit};
    });
}

End overflow(const Place &place)
{
    return failed(place, {Alert::RecordOverflow, "record.length", "RFC 8446 5.2: record_overflow"});
}

bool isInClear(const Place &place)
{
    return !place.sealed() && place.isHandshake() && !isPassedOver(place);
}

constexpr std::size_t maxPlaintext = 1 << 14;

Edit tooMuchBefore(const Place &place)
{
    return before(place, Protocol::ApplicationData, Bytes(maxPlaintext + 1, 0));
}

Edit tooMuchPaddingBefore(const Place &place)
{
    return replacingAt(place, [](const Unit &unit) {
        Unit data = unit;
        data.type = Protocol::ApplicationData;
        data.bytes = toBytes("data");
        data.padding = maxPlaintext;
        return std::vector{data, unit};
    });
}

Edit padded(const Place &place)
{
    return changingAt(place, [](Unit &unit) { unit.padding = 100; });
}

End fine(const Place &)
{
    return open("RFC 8446 5.1, 5.4");
}

Edit inManyRecords(const Place &place)
{
    return replacingAt(place, [](const Unit &unit) {
        std::vector<Unit> list;
        for (std::size_t at = 0; at < unit.bytes.size(); at += 7) {
            Unit part = unit;
            const ByteView bytes = ByteView(unit.bytes).subspan(at, std::min<std::size_t>(7, unit.bytes.size() - at));
            part.bytes.assign(bytes.begin(), bytes.end());
            list.push_back(part);
        }
        return list;
    });
}

/// RFC 8446 5.1: legacy_record_version "MUST be ignored for all purposes"; here the minor byte says anything.
Edit ofAnotherVersion(const Place &place)
{
    return changingAt(place, [](Unit &unit) { unit.version = static_cast<Version>(0x0399); });
}

/// The message in two pieces, and @p between them.
Edit cut(const Place &place, Protocol type, Bytes between, bool clear)
{
    return replacingAt(place, [type, between, clear](const Unit &unit) {
        Unit first = unit, middle = unit, second = unit;
        first.bytes.resize(3);
        middle.type = type;
        middle.bytes = between;
        middle.epoch = clear ? 0 : unit.epoch;
        second.bytes.erase(second.bytes.begin(), second.bytes.begin() + 3);
        return std::vector{first, middle, second};
    });
}

Edit aroundData(const Place &place)
{
    return cut(place, Protocol::ApplicationData, toBytes("data"), false);
}

Edit aroundAnAlert(const Place &place)
{
    return cut(place, Protocol::Alert, {1, 90}, false);
}

Edit aroundChangeCipherSpec(const Place &place)
{
    return cut(place, Protocol::ChangeCipherSpec, {1}, true);
}

End interrupted(const Place &place)
{
    const bool data = place.isSecondHello() && isPassedOver(place);
    return data ? open("RFC 8446 4.2.10") : failed(place, rules::between);
}

End interruptedInAnyCase(const Place &place)
{
    return failed(place, rules::between);
}

bool changesKeys(const Place &place)
{
    return place.changesKeys();
}

template<std::uint8_t... more>
Edit withMoreBehind(const Place &place)
{
    return changingAt(place, [](Unit &unit) { append(unit.bytes, Bytes{more...}); });
}

} // namespace

std::vector<Damage> recordDamages()
{
    return {
        {"with another last byte of its record", isSealed, spoiled<-1>, badTag},
        {"with another first byte of its record", isSealed, spoiled<1>, badTag},
        {"after zeros alone", isSealed, zerosBefore<0>, noType},
        {"after many zeros alone", isSealed, zerosBefore<300>, noType},
        {"of inner type 19", isSealed, ofInnerType<19>, unknownType},
        {"of inner type 24", isSealed, ofInnerType<24>, unknownType},
        {"after an empty handshake fragment", isHandshake, emptyFragmentBefore<Protocol::Handshake>, noEmptyFragments},
        {"after an empty alert", isHandshake, emptyFragmentBefore<Protocol::Alert>, noEmptyFragments},
        {"after a record in clear that is too long", isInClear, headerBefore<22, maxPlaintext + 1>, overflow},
        {"after a protected record that is too long", isSealed, headerBefore<23, maxPlaintext + 257>, overflow},
        {"after a record of type 19", always, headerBefore<19, 1>, unknownType},
        {"after a record of type 24", always, headerBefore<24, 1>, unknownType},
        {"after a record with too much in it", isSealed, tooMuchBefore, overflow},
        {"after a record with too much padding", isSealed, tooMuchPaddingBefore, overflow},
        {"in a padded record", isSealed, padded, fine},
        {"in many records", isHandshake, inManyRecords, fine},
        {"in a record of another version", always, ofAnotherVersion, fine},
        {"around application_data", isHandshake, aroundData, interrupted},
        {"around an alert", isHandshake, aroundAnAlert, interruptedInAnyCase},
        {"around change_cipher_spec", isHandshake, aroundChangeCipherSpec, interruptedInAnyCase},
        {"with the beginning of another behind it", changesKeys, withMoreBehind<20, 0, 0>, interruptedInAnyCase},
        {"with another whole one behind it", changesKeys, withMoreBehind<24, 0, 0, 1, 0>, interruptedInAnyCase},
    };
}

} // namespace hd::test::modern
