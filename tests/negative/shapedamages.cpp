// SPDX-License-Identifier: GPL-3.0-or-later

// RFC 5246 7.2.2, decode_error: "A message could not be decoded because some field was out of the specified range or
// the length of the message was incorrect." Lengths that lie, from the outside to the inside.
#include "damages.h"

#include "messages/messages.h"

namespace hd::test {

namespace {

bool always(const Place &)
{
    return true;
}

bool hasHeader(const Place &place)
{
    return place.isHandshake() && !place.isSslV2();
}

bool hasBody(const Place &place)
{
    return !place.is("server_hello_done");
}

bool hasHeaderAndBody(const Place &place)
{
    return hasHeader(place) && hasBody(place);
}

void resizeBody(Unit &unit, int by)
{
    if (unit.type != Protocol::Handshake || unit.version == ssl20) {
        unit.bytes.resize(static_cast<std::size_t>(static_cast<int>(unit.bytes.size()) + by));
        return;
    }
    Bytes body(unit.body().begin(), unit.body().end());
    body.resize(static_cast<std::size_t>(static_cast<int>(body.size()) + by));
    unit.setBody(body);
}

Edit aByteBehind(const Place &place)
{
    return changingAt(place, [](Unit &unit) { resizeBody(unit, 1); });
}

Edit aByteShort(const Place &place)
{
    return changingAt(place, [](Unit &unit) { resizeBody(unit, -1); });
}

End malformed(const Place &place)
{
    // Any number of bytes may be an encrypted secret; that it is none shows later (RFC 5246 7.4.7.1).
    return place.hasNoLengthAtAll() ? noticedLater(place, true) : failed(place, rules::shape);
}

End tooShort(const Place &place)
{
    if (place.is("change_cipher_spec")) // then there is nothing left
        return failed(place, {Alert::UnexpectedMessage, "record.length", "RFC 5246 6.2.1: no zero-length fragments"});
    return malformed(place);
}

void addToLength(Unit &unit, int more)
{
    const std::uint32_t length = static_cast<std::uint32_t>(unit.bytes.size() - 4) + static_cast<std::uint32_t>(more);
    for (unsigned i = 0; i < 3; ++i)
        unit.bytes[3 - i] = static_cast<std::uint8_t>(length >> (8 * i));
}

Edit lengthOneMore(const Place &place)
{
    return changingAt(place, [](Unit &unit) { addToLength(unit, 1); });
}

/// The first byte of the next message is taken for its last.
End takesFromTheNext(const Place &place)
{
    if (!place.next())
        return ended(End::Kind::Waiting, "RFC 5246 7.4");
    // What stands behind encrypted secrets without a length is then taken for another message, which is never whole.
    if (place.next()->name == "change_cipher_spec" || place.hasNoLengthAtAll())
        return failed(place, rules::between);
    return failed(place, rules::shape);
}

bool hasEndThatCounts(const Place &place)
{
    return hasHeaderAndBody(place) && !place.hasNoLengthAtAll();
}

Edit lengthOneLess(const Place &place)
{
    return changingAt(place, [](Unit &unit) { addToLength(unit, -1); });
}

Edit lengthOfAll(const Place &place)
{
    return changingAt(place, [](Unit &unit) { unit.bytes[1] = unit.bytes[2] = unit.bytes[3] = 0xff; });
}

End oversized(const Place &place)
{
    return failed(place, {Alert::IllegalParameter, "message.length", "RFC 5246 7.4"});
}

WireContext wireOf(const Place &place)
{
    return {place.meeting.version, place.step().from, place.is("server_hello") ? nullptr : place.meeting.suite,
            nullptr};
}

/// The lengths inside of a message: each field that says how long the next one is.
std::vector<Range> innerLengths(const Unit &unit, const WireContext &wire)
{
    const FieldTree fields =
        unit.version == ssl20 ? decodeSslV2(unit.bytes).fields : decodeHandshake(unit.bytes, wire).fields;
    std::vector<Range> lengths;
    for (const Field &field : fields.fields())
        if (field.name.ends_with("_length"))
            lengths.push_back(field.range);
    return lengths;
}

template<std::size_t which>
Edit innerLength(const Place &place)
{
    const WireContext wire = wireOf(place);
    return changingAt(place, [wire](Unit &unit) {
        const std::vector<Range> lengths = innerLengths(unit, wire);
        const Range at = lengths[which % lengths.size()];
        std::fill_n(unit.bytes.begin() + at.offset, at.length, std::uint8_t(0xff));
    });
}

bool hasInnerLength(const Place &place)
{
    const std::string &name = place.step().name;
    return hasHeaderAndBody(place) && name != "finished" && !place.hasNoLengthAtAll();
}

Edit anotherRecordVersion(const Place &place)
{
    // RFC 5246 E.1: before a version is agreed on, only the major one says anything
    const bool hello = place.isHello();
    return changingAt(place, [hello](Unit &unit) {
        unit.version = hello ? Version(0x0400) : static_cast<Version>(unit.version ^ 1);
    });
}

bool hasRecordVersion(const Place &place)
{
    return !place.isSslV2();
}

End wrongVersion(const Place &place)
{
    return failed(place, {Alert::ProtocolVersion, "record.version", "RFC 5246 E.1"});
}

bool isHelloWithVersion(const Place &place)
{
    return place.isHello() && !place.isSslV2();
}

template<Version version>
Edit helloVersion(const Place &place)
{
    return changingAt(place, [](Unit &unit) {
        unit.bytes[4] = static_cast<std::uint8_t>(version >> 8);
        unit.bytes[5] = static_cast<std::uint8_t>(version & 0xff);
    });
}

End versionRefused(const Place &place)
{
    const char *check = place.is("client_hello") ? "client_hello.version" : "server_hello.version";
    return failed(place, {Alert::ProtocolVersion, check, "RFC 5246 7.2.2: protocol_version"});
}

bool isServerHello(const Place &place)
{
    return place.is("server_hello");
}

/// Each byte in a record of its own. Nothing is wrong with that (RFC 5246 6.2.1).
Edit inManyRecords(const Place &place)
{
    return replacingAt(place, [](const Unit &unit) {
        std::vector<Unit> list;
        for (std::size_t at = 0; at < unit.bytes.size(); at += 7) {
            Unit part = unit;
            const ByteView bytes = ByteView(unit.bytes).subspan(at, std::min<std::size_t>(7, unit.bytes.size() - at));
            part.bytes.assign(bytes.begin(), bytes.end());
            list.push_back(std::move(part));
        }
        return list;
    });
}

End fine(const Place &)
{
    return ended(End::Kind::Open, "RFC 5246 6.2.1");
}

} // namespace

std::vector<Damage> shapeDamages()
{
    return {
        {"with a byte behind it", always, aByteBehind, malformed},
        {"a byte short", hasBody, aByteShort, tooShort},
        {"with a length that is one too many", hasHeader, lengthOneMore, takesFromTheNext},
        {"with a length that is one too few", hasEndThatCounts, lengthOneLess, malformed},
        {"of 16 megabytes", hasHeader, lengthOfAll, oversized},
        {"with its first inner length too great", hasInnerLength, innerLength<0>, malformed},
        {"with its second inner length too great", hasInnerLength, innerLength<1>, malformed},
        {"with its third inner length too great", hasInnerLength, innerLength<2>, malformed},
        {"with its fourth inner length too great", hasInnerLength, innerLength<3>, malformed},
        {"with its seventh inner length too great", hasInnerLength, innerLength<6>, malformed},
        {"in a record of another version", hasRecordVersion, anotherRecordVersion, wrongVersion},
        {"of version 2.255", isHelloWithVersion, helloVersion<0x02ff>, versionRefused},
        {"of version 3.5", isServerHello, helloVersion<0x0305>, versionRefused},
        {"in many records", hasHeader, inManyRecords, fine},
    };
}

} // namespace hd::test
