// SPDX-License-Identifier: GPL-3.0-or-later

// RFC 8446 6.2: decode_error: "A message could not be decoded because some field was out of the specified range or the
// length of the message was incorrect." Lengths that lie, from the outside to the inside.
#include "flow.h"

namespace hd::test::modern {

namespace {

bool hasBody(const Place &place)
{
    return place.isHandshake() && !place.is("end_of_early_data");
}

void resizeBody(Unit &unit, int by)
{
    Bytes body(unit.body().begin(), unit.body().end());
    body.resize(static_cast<std::size_t>(static_cast<int>(body.size()) + by));
    unit.setBody(body);
}

template<int by>
Edit resized(const Place &place)
{
    return changingAt(place, [](Unit &unit) { resizeBody(unit, by); });
}

Edit emptied(const Place &place)
{
    return changingAt(place, [](Unit &unit) { unit.setBody({}); });
}

/// Every byte of the body at the end of what is there.
Edit halved(const Place &place)
{
    return changingAt(place, [](Unit &unit) {
        unit.setBody(Bytes(unit.body().begin(), unit.body().begin() + std::ptrdiff_t(unit.body().size() / 2)));
    });
}

End malformed(const Place &place)
{
    return failed(place, rules::shape);
}

template<int by>
Edit lengthOff(const Place &place)
{
    return changingAt(place, [](Unit &unit) {
        const auto length = static_cast<std::uint32_t>(static_cast<int>(unit.bytes.size()) - 4 + by);
        for (unsigned i = 0; i < 3; ++i)
            unit.bytes[3 - i] = static_cast<std::uint8_t>(length >> (8 * i));
    });
}

/// The first byte of the next message is taken for its last, or what comes next is no message at all.
End takesFromTheNext(const Place &place)
{
    const Step *next = place.next();
    if (place.resendsEarlyData())
        return failed(place, rules::mac);
    if (place.late() && !place.changesKeys() && place.nextUnderSameKeys())
        return failed(place, rules::shape);
    if (place.changesKeys() && place.sealed()) { // what comes next is under keys that are not there
        const bool comes = next || place.is("key_update");
        return comes ? failed(place, rules::mac) : waiting("RFC 8446 4");
    }
    if (next && next->keys == place.step().keys && next->name != "change_cipher_spec")
        return failed(place, rules::shape);
    if (next || place.late()) // data comes, where no message does
        return failed(place, rules::between);
    return waiting("RFC 8446 4");
}

Edit lengthOfAll(const Place &place)
{
    return changingAt(place, [](Unit &unit) { unit.bytes[1] = unit.bytes[2] = unit.bytes[3] = 0xff; });
}

End oversized(const Place &place)
{
    return failed(place, {Alert::IllegalParameter, "message.length", "RFC 8446 4"});
}

bool hasInnerLength(const Place &place)
{
    return hasBody(place) && !place.is("finished") && !place.is("key_update");
}

/// Each field that says how long the next one is.
std::vector<Range> innerLengths(const Unit &unit, const WireContext &wire)
{
    const FieldTree fields = decodeHandshake(unit.bytes, wire).fields;
    std::vector<Range> lengths;
    for (const Field &field : fields.fields())
        if (field.name.ends_with("_length"))
            lengths.push_back(field.range);
    return lengths;
}

template<std::size_t which>
Edit innerLength(const Place &place)
{
    const WireContext wire = place.wire();
    return changingAt(place, [wire](Unit &unit) {
        const std::vector<Range> lengths = innerLengths(unit, wire);
        const Range at = lengths[which % lengths.size()];
        std::fill_n(unit.bytes.begin() + at.offset, at.length, std::uint8_t(0xff));
    });
}

} // namespace

std::vector<Damage> shapeDamages()
{
    return {
        {"with a byte behind it", isHandshake, resized<1>, malformed},
        {"a byte short", hasBody, resized<-1>, malformed},
        {"without a body", hasBody, emptied, malformed},
        {"with half of its body", hasBody, halved, malformed},
        {"with a length that is one too many", isHandshake, lengthOff<1>, takesFromTheNext},
        {"with a length that is one too few", hasBody, lengthOff<-1>, malformed},
        {"of 16 megabytes", isHandshake, lengthOfAll, oversized},
        {"with its first inner length too great", hasInnerLength, innerLength<0>, malformed},
        {"with its second inner length too great", hasInnerLength, innerLength<1>, malformed},
        {"with its third inner length too great", hasInnerLength, innerLength<2>, malformed},
        {"with its fourth inner length too great", hasInnerLength, innerLength<3>, malformed},
        {"with its fifth inner length too great", hasInnerLength, innerLength<4>, malformed},
        {"with its eighth inner length too great", hasInnerLength, innerLength<7>, malformed},
        {"with its eleventh inner length too great", hasInnerLength, innerLength<10>, malformed},
    };
}

} // namespace hd::test::modern
