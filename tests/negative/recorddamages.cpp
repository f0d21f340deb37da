// SPDX-License-Identifier: GPL-3.0-or-later

// RFC 5246 6.2: what is wrong with the records around a message: types, lengths, empty fragments, and what comes
// between the pieces of one. Keys never change inside of a message.
#include "damages.h"

namespace hd::test {

namespace {

bool inRecords(const Place &place)
{
    return !place.isSslV2();
}

bool canBeCut(const Place &place)
{
    return place.isHandshake() && !place.isSslV2();
}

/// The message in two pieces, and @p between them.
Edit cut(const Place &place, Protocol type, Bytes between)
{
    return replacingAt(place, [type, between](const Unit &unit) {
        Unit first = unit, middle = unit, second = unit;
        first.bytes.resize(3);
        middle.type = type;
        middle.bytes = between;
        second.bytes.erase(second.bytes.begin(), second.bytes.begin() + 3);
        return std::vector{first, middle, second};
    });
}

Edit aroundData(const Place &place)
{
    return cut(place, Protocol::ApplicationData, toBytes("early"));
}

Edit aroundAnAlert(const Place &place)
{
    return cut(place, Protocol::Alert, {1, 90});
}

Edit aroundChangeCipherSpec(const Place &place)
{
    return cut(place, Protocol::ChangeCipherSpec, {1});
}

End interrupted(const Place &place)
{
    return failed(place, rules::between);
}

bool isFinished(const Place &place)
{
    return place.is("finished");
}

/// It begins before change_cipher_spec and ends after it.
Edit acrossTheKeys(const Place &place)
{
    const Side from = place.step().from;
    return [from, held = std::optional<Unit>()](Unit unit) mutable {
        if (unit.from != from || (unit.name != "change_cipher_spec" && unit.name != "finished"))
            return std::vector{unit};
        if (unit.name == "change_cipher_spec") {
            held = unit;
            return std::vector<Unit>{};
        }
        Unit first = unit, second = unit;
        first.epoch = 0;
        first.bytes.resize(5);
        second.bytes.erase(second.bytes.begin(), second.bytes.begin() + 5);
        return std::vector{first, *held, second};
    };
}

Edit emptyFragmentBefore(const Place &place)
{
    return replacingAt(place, [](const Unit &unit) {
        Unit empty = unit;
        empty.bytes.clear();
        return std::vector{empty, unit};
    });
}

/// RFC 5246 6.2.1: "Implementations MUST NOT send zero-length fragments of Handshake, Alert, or ChangeCipherSpec"
End noEmptyFragments(const Place &place)
{
    return failed(place, {Alert::UnexpectedMessage, "record.length", "RFC 5246 6.2.1"});
}

/// The header of a record, and nothing behind it: that it cannot be is known at once.
template<std::uint8_t type, std::uint16_t clearLength, std::uint16_t sealedLength>
Edit headerBefore(const Place &place)
{
    const Version version = place.meeting.version;
    return replacingAt(place, [version](const Unit &unit) {
        Unit header = unit;
        header.raw = true;
        header.bytes = {type};
        appendNumber(header.bytes, unit.version == ssl20 ? version : unit.version, 2);
        appendNumber(header.bytes, unit.epoch == 0 ? clearLength : sealedLength, 2);
        return std::vector{header, unit};
    });
}

/// RFC 5246 6.2.1 and 6.2.3: 2^14 bytes, 2048 more when they are protected
constexpr std::uint16_t clearLimit = 1 << 14, sealedLimit = (1 << 14) + 2048;

End overflow(const Place &place)
{
    return failed(place, {Alert::RecordOverflow, "record.length", "RFC 5246 7.2.2: record_overflow"});
}

End noSuchType(const Place &place)
{
    return failed(place, {Alert::UnexpectedMessage, "record.type", "RFC 5246 6: unexpected type"});
}

} // namespace

std::vector<Damage> recordDamages()
{
    return {
        {"around application_data", canBeCut, aroundData, interrupted},
        {"around an alert", canBeCut, aroundAnAlert, interrupted},
        {"around change_cipher_spec", canBeCut, aroundChangeCipherSpec, interrupted},
        {"begun under the old keys", isFinished, acrossTheKeys, interrupted},
        {"after an empty fragment", inRecords, emptyFragmentBefore, noEmptyFragments},
        {"after a record that is too long", inRecords, headerBefore<22, clearLimit + 1, sealedLimit + 1>, overflow},
        {"after a record of type 19", inRecords, headerBefore<19, 1, 1>, noSuchType},
        {"after a record of type 24", inRecords, headerBefore<24, 1, 1>, noSuchType},
    };
}

} // namespace hd::test
