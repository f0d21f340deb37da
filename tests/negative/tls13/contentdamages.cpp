// SPDX-License-Identifier: GPL-3.0-or-later

// What a message says, and what vouches for it: signatures, verify_data, certificates; tickets and key_update.
#include "flow.h"

namespace hd::test::modern {

namespace {

bool isFinished(const Place &place)
{
    return place.is("finished");
}

Edit lastByteFlipped(const Place &place)
{
    return changingAt(place, [](Unit &unit) { unit.bytes.back() ^= 1; });
}

Edit firstByteFlipped(const Place &place)
{
    return changingAt(place, [](Unit &unit) { unit.bytes[4] ^= 0x80; });
}

End wrongVerifyData(const Place &place)
{
    return failed(place, {Alert::DecryptError, "finished.verify_data", "RFC 8446 4.4.4"});
}

bool isVerify(const Place &place)
{
    return place.is("certificate_verify");
}

End badSignature(const Place &place)
{
    return failed(place, {Alert::DecryptError, "certificate_verify.signature", "RFC 8446 4.4.3"});
}

template<std::uint16_t scheme>
Edit ofScheme(const Place &place)
{
    return rewritingAt<CertificateVerify>(place, [](CertificateVerify &message) { message.signatureScheme = scheme; });
}

End schemeNotOffered(const Place &place)
{
    return failed(place, {Alert::IllegalParameter, "certificate_verify.signature_algorithm", "RFC 8446 4.4.3"});
}

bool isCertificate(const Place &place)
{
    return place.is("certificate");
}

using Certificates = v13::CertificateMessage;

Edit leafSignature(const Place &place)
{
    return rewritingAt<Certificates>(place, [](Certificates &message) { message.chain[0].der.back() ^= 1; });
}

End corruptCertificate(const Place &place)
{
    return failed(place, {Alert::BadCertificate, "certificate.signature", "RFC 8446 6.2: bad_certificate"});
}

Edit leafIsNoCertificate(const Place &place)
{
    return rewritingAt<Certificates>(place, [](Certificates &message) { message.chain[0].der[0] = 0x31; });
}

End noCertificate(const Place &place)
{
    return failed(place, {Alert::BadCertificate, "certificate.syntax", "RFC 8446 6.2: bad_certificate"});
}

Edit noChain(const Place &place)
{
    return rewritingAt<Certificates>(place, [](Certificates &message) { message.chain.clear(); });
}

End withoutChain(const Place &place)
{
    if (place.from() == Side::Server)
        return failed(place, {Alert::DecodeError, "certificate.server_present", "RFC 8446 4.4.2.4"});
    if (place.meeting.clientAuth == ClientAuth::Require)
        return failed(place, {Alert::CertificateRequired, "certificate.required", "RFC 8446 4.4.2.4"});
    return failed(place, rules::order); // certificate_verify comes, though there is nothing to verify with
}

Edit anotherContext(const Place &place)
{
    return rewritingAt<Certificates>(place, [](Certificates &message) { message.requestContext.push_back(7); });
}

End contextRefused(const Place &place)
{
    return failed(place, {Alert::IllegalParameter, "certificate.request_context", "RFC 8446 4.4.2"});
}

bool isTicket(const Place &place)
{
    return place.is("new_session_ticket");
}

/// RFC 8446 4.6.1: "Servers MUST NOT use any value greater than 604800 seconds (7 days)."
Edit livesTooLong(const Place &place)
{
    return rewritingAt<v13::NewSessionTicket>(place, [](v13::NewSessionTicket &ticket) { ticket.lifetime = 604801; });
}

End lifetimeRefused(const Place &place)
{
    return failed(place, {Alert::IllegalParameter, "new_session_ticket.ticket_lifetime", "RFC 8446 4.6.1"});
}

Edit anotherTicket(const Place &place)
{
    return rewritingAt<v13::NewSessionTicket>(place, [](v13::NewSessionTicket &ticket) { ticket.ticket.back() ^= 1; });
}

End opaque(const Place &)
{
    return open("RFC 8446 4.6.1: a ticket says nothing to a client");
}

bool isKeyUpdate(const Place &place)
{
    return place.is("key_update");
}

template<std::uint8_t value>
Edit requests(const Place &place)
{
    return changingAt(place, [](Unit &unit) { unit.bytes.back() = value; });
}

End noSuchRequest(const Place &place)
{
    return failed(place, {Alert::IllegalParameter, "key_update.request_update", "RFC 8446 4.6.3"});
}

} // namespace

std::vector<Damage> contentDamages()
{
    return {
        {"with another last byte of verify_data", isFinished, lastByteFlipped, wrongVerifyData},
        {"with another first byte of verify_data", isFinished, firstByteFlipped, wrongVerifyData},
        {"with a bad signature", isVerify, lastByteFlipped, badSignature},
        {"of a scheme of TLS 1.2", isVerify, ofScheme<0x0401>, schemeNotOffered},
        {"of a scheme for another key", isVerify, ofScheme<0x0804>, schemeNotOffered},
        {"of an unknown scheme", isVerify, ofScheme<0xfafa>, schemeNotOffered},
        {"with a corrupt certificate", isCertificate, leafSignature, corruptCertificate},
        {"with something that is no certificate", isCertificate, leafIsNoCertificate, noCertificate},
        {"without any certificate", isCertificate, noChain, withoutChain},
        {"with another context", isCertificate, anotherContext, contextRefused},
        {"that lives for more than a week", isTicket, livesTooLong, lifetimeRefused},
        {"with another ticket", isTicket, anotherTicket, opaque},
        {"that requests 2", isKeyUpdate, requests<2>, noSuchRequest},
        {"that requests 255", isKeyUpdate, requests<255>, noSuchRequest},
    };
}

} // namespace hd::test::modern
