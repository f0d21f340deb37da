// SPDX-License-Identifier: GPL-3.0-or-later

// What a message says, and what vouches for it: signatures, verify_data, MACs, certificates, public values, secrets.
#include "damages.h"

#include "messages/messages.h"

namespace hd::test {

namespace {

bool isSealed(const Place &place)
{
    return place.is("finished");
}

void flipLast(Unit &unit)
{
    unit.bytes.back() ^= 1;
}

Edit lastByteFlipped(const Place &place)
{
    return changingAt(place, flipLast);
}

Edit firstByteOfBodyFlipped(const Place &place)
{
    return changingAt(place, [](Unit &unit) { unit.bytes[4] ^= 1; });
}

End wrongVerifyData(const Place &place)
{
    return failed(place, {Alert::DecryptError, "finished.verify_data", "RFC 5246 7.4.9"});
}

bool isSigned(const Place &place)
{
    return place.is("certificate_verify") ||
           (place.is("server_key_exchange") && place.meeting.suite->signsParameters());
}

End badSignature(const Place &place)
{
    if (place.is("certificate_verify"))
        return failed(place, {Alert::DecryptError, "certificate_verify.signature", "RFC 5246 7.4.8"});
    return failed(place, {Alert::DecryptError, "server_key_exchange.signature", "RFC 5246 7.4.3"});
}

template<int byte>
Edit spoiled(const Place &place)
{
    return changingAt(place, [](Unit &unit) { unit.spoil = byte; });
}

bool isSealedByBlocks(const Place &place)
{
    return isSealed(place) && place.meeting.suite->mode == CipherMode::Cbc;
}

/// The byte of the last but one block that turns the length of the padding into another (RFC 5246 6.2.3.2). With
/// encrypt-then-MAC the MAC has it.
Edit wrongPadding(const Place &place)
{
    const int block = place.meeting.suite->blockLength;
    return changingAt(place, [block](Unit &unit) { unit.spoil = -block - 1; });
}

End badMac(const Place &place)
{
    return failed(place, rules::mac);
}

bool isCertificate(const Place &place)
{
    return place.is("certificate");
}

/// The last byte of the first certificate is the end of its issuer's signature.
Edit leafSignature(const Place &place)
{
    const WireContext wire{place.meeting.version, place.step().from, place.meeting.suite, nullptr};
    return changingAt(place, [wire](Unit &unit) {
        const FieldTree fields = decodeHandshake(unit.bytes, wire).fields;
        for (const Field &field : fields.fields())
            if (field.name == "certificate" && field.parent != noField) {
                unit.bytes[field.range.end() - 1] ^= 1;
                return;
            }
    });
}

End corruptCertificate(const Place &place)
{
    return failed(place, {Alert::BadCertificate, "certificate.signature", "RFC 5246 7.2.2: bad_certificate"});
}

/// The tag of the first certificate's outermost SEQUENCE.
Edit leafIsNoCertificate(const Place &place)
{
    return changingAt(place, [](Unit &unit) { unit.bytes[4 + 3 + 3] = 0x31; });
}

End noCertificate(const Place &place)
{
    return failed(place, {Alert::BadCertificate, "certificate.syntax", "RFC 5246 7.2.2: bad_certificate"});
}

bool isStatus(const Place &place)
{
    return place.is("certificate_status");
}

End badStatus(const Place &place)
{
    return failed(place, {Alert::BadCertificateStatusResponse, "certificate_status.response", "RFC 6066 8"});
}

End badStatusType(const Place &place)
{
    return failed(place, {Alert::BadCertificateStatusResponse, "certificate_status.type", "RFC 6066 8"});
}

bool isTicket(const Place &place)
{
    return place.is("new_session_ticket");
}

/// Nobody but its maker understands a ticket (RFC 5077 3.3); that it is another shows at finished.
End opaque(const Place &place)
{
    return noticedLater(place, false);
}

bool isEncryptedSecret(const Place &place)
{
    return place.is("client_key_exchange") && place.meeting.suite->usesRsa();
}

/// RFC 5246 7.4.7.1: nothing shows before finished.
End anotherSecret(const Place &place)
{
    return noticedLater(place, true);
}

bool isPublicValueOfClient(const Place &place)
{
    return place.is("client_key_exchange") && place.meeting.suite->ephemeral();
}

/// Zero is no element of a group of a finite field, no point of a curve, and of small order for x25519.
template<class Message, class Value>
Edit zeroed(const Place &place, Value value)
{
    const WireContext wire{place.meeting.version, place.step().from, place.meeting.suite, nullptr};
    return changingAt(place, [wire, value](Unit &unit) {
        Message message = std::get<Message>(*decodeHandshake(unit.bytes, wire).message);
        Bytes &bytes = value(message);
        bytes.assign(bytes.size(), 0);
        unit.bytes = encode(message, wire).bytes;
    });
}

Edit clientsValueZero(const Place &place)
{
    return zeroed<ClientKeyExchange>(place, [](ClientKeyExchange &message) -> Bytes & { return message.exchangeKeys; });
}

End clientsValueRefused(const Place &place)
{
    return failed(place, {Alert::IllegalParameter, "client_key_exchange.public_value", "RFC 7919 5.1, RFC 8422 5.11"});
}

bool isPublicValueOfServer(const Place &place)
{
    return place.is("server_key_exchange") && place.meeting.suite->ephemeral();
}

Edit serversValueZero(const Place &place)
{
    const bool finite = place.meeting.suite->usesDh();
    return zeroed<ServerKeyExchange>(
        place, [finite](ServerKeyExchange &message) -> Bytes & { return finite ? message.dhYs : message.point; });
}

/// Where it is signed, the signature is what is wrong first.
End serversValueRefused(const Place &place)
{
    if (place.meeting.suite->signsParameters())
        return badSignature(place);
    return failed(place, {Alert::IllegalParameter, "server_key_exchange.public_value", "RFC 7919 5.1, RFC 8422 5.11"});
}

bool hasIdentity(const Place &place)
{
    return place.is("client_key_exchange") && place.meeting.suite->usesPsk();
}

Edit anotherIdentity(const Place &place)
{
    return changingAt(place, [](Unit &unit) { unit.bytes[4 + 2] ^= 1; });
}

End unknownIdentity(const Place &place)
{
    return failed(place, {Alert::UnknownPskIdentity, "client_key_exchange.psk_identity", "RFC 4279 2"});
}

bool isServerHello(const Place &place)
{
    return place.is("server_hello");
}

Edit anotherSuite(const Place &place)
{
    return changingAt(place, [](Unit &unit) {
        const std::size_t suite = 4 + 2 + 32 + 1 + unit.bytes[4 + 2 + 32];
        unit.bytes[suite] = 0x13; // TLS_AES_128_GCM_SHA256, which nobody offers here
        unit.bytes[suite + 1] = 0x01;
    });
}

End suiteNotOffered(const Place &place)
{
    return failed(place, {Alert::IllegalParameter, "server_hello.cipher_suite", "RFC 5246 7.4.1.3"});
}

bool hasOnlyNullCompression(const Place &place)
{
    return place.is("server_hello") && !place.meeting.deflate;
}

Edit anotherCompression(const Place &place)
{
    return changingAt(place, [](Unit &unit) { unit.bytes[4 + 2 + 32 + 1 + unit.bytes[4 + 2 + 32] + 2] = 1; });
}

End compressionNotOffered(const Place &place)
{
    return failed(place, {Alert::IllegalParameter, "server_hello.compression_method", "RFC 5246 7.4.1.3"});
}

bool isChangeCipherSpec(const Place &place)
{
    return place.is("change_cipher_spec");
}

Edit ofValueTwo(const Place &place)
{
    return changingAt(place, [](Unit &unit) { unit.bytes = {2}; });
}

End noSuchType(const Place &place)
{
    return failed(place, {Alert::IllegalParameter, "change_cipher_spec.type", "RFC 5246 7.1"});
}

} // namespace

std::vector<Damage> contentDamages()
{
    return {
        {"with another last byte of verify_data", isSealed, lastByteFlipped, wrongVerifyData},
        {"with another first byte of verify_data", isSealed, firstByteOfBodyFlipped, wrongVerifyData},
        {"with another last byte of its record", isSealed, spoiled<-1>, badMac},
        {"with another first byte of its record", isSealed, spoiled<1>, badMac},
        {"with wrong padding", isSealedByBlocks, wrongPadding, badMac},
        {"with a bad signature", isSigned, lastByteFlipped, badSignature},
        {"with a corrupt certificate", isCertificate, leafSignature, corruptCertificate},
        {"with something that is no certificate", isCertificate, leafIsNoCertificate, noCertificate},
        {"with a corrupt response", isStatus, lastByteFlipped, badStatus},
        {"of another type", isStatus, firstByteOfBodyFlipped, badStatusType},
        {"with another ticket", isTicket, lastByteFlipped, opaque},
        {"with another secret", isEncryptedSecret, lastByteFlipped, anotherSecret},
        {"with zero as its public value", isPublicValueOfClient, clientsValueZero, clientsValueRefused},
        {"with zero as its public value", isPublicValueOfServer, serversValueZero, serversValueRefused},
        {"with another identity", hasIdentity, anotherIdentity, unknownIdentity},
        {"with a suite that was not offered", isServerHello, anotherSuite, suiteNotOffered},
        {"with a compression that was not offered", hasOnlyNullCompression, anotherCompression, compressionNotOffered},
        {"of value 2", isChangeCipherSpec, ofValueTwo, noSuchType},
    };
}

} // namespace hd::test
