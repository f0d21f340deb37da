// SPDX-License-Identifier: GPL-3.0-or-later

// RFC 8446 4.2: extensions that nobody asked for, that have their place elsewhere, that come twice, or that are
// missing, in what follows the hellos.
#include "flow.h"

namespace hd::test::modern {

namespace {

constexpr std::uint16_t unknown = 0xfafa;

bool isEncrypted(const Place &place)
{
    return place.is("encrypted_extensions");
}

template<class Change>
Edit changed(const Place &place, Change change)
{
    return rewritingAt<EncryptedExtensions>(place, [change](EncryptedExtensions &m) { change(m.extensions); });
}

Edit unknownInEncrypted(const Place &place)
{
    return changed(place, [](Extensions &list) { list.add(OpaqueExtension{unknown, {}}); });
}

End unsolicited(const Place &place)
{
    return failed(place, {Alert::UnsupportedExtension, "encrypted_extensions.extensions", "RFC 8446 4.2"});
}

Edit misplacedInEncrypted(const Place &place)
{
    return changed(place, [](Extensions &list) { list.add(OpaqueExtension{SignatureAlgorithms::type, {0, 2, 4, 3}}); });
}

End misplaced(const Place &place)
{
    return failed(place, {Alert::IllegalParameter, "encrypted_extensions.extension_places", "RFC 8446 4.2"});
}

Edit twiceInEncrypted(const Place &place)
{
    return changed(place, [](Extensions &list) { list.add(Extension(*list.get<Alpn>())); });
}

End twice(const Place &place)
{
    return failed(place, {Alert::IllegalParameter, "encrypted_extensions.duplicate_extensions", "RFC 8446 4.2"});
}

Edit anotherProtocol(const Place &place)
{
    return changed(place, [](Extensions &list) { list.get<Alpn>()->protocols = {toBytes("work")}; });
}

End protocolNotOffered(const Place &place)
{
    return failed(place, {Alert::IllegalParameter, "encrypted_extensions.alpn", "RFC 7301 3.1"});
}

Edit bothLimits(const Place &place)
{
    return changed(place, [](Extensions &list) { list.add(RecordSizeLimit{64}); });
}

Edit otherAnswerToEarlyData(const Place &place)
{
    return changed(place, [](Extensions &list) {
        if (list.has<EarlyData>())
            list.remove<EarlyData>();
        else
            list.add(EarlyData{});
    });
}

End earlyDataAnswered(const Place &place)
{
    const bool offered = place.offersEarlyData() && !place.options().retries();
    if (!offered)
        return unsolicited(place);
    return failed(place, {Alert::DecryptError, "finished.verify_data", "RFC 8446 4.4.4"});
}

bool isRequest(const Place &place)
{
    return place.is("certificate_request");
}

template<class Change>
Edit changedRequest(const Place &place, Change change)
{
    return rewritingAt<v13::CertificateRequest>(place, change);
}

Edit requestWithoutSignatures(const Place &place)
{
    return changedRequest(place, [](v13::CertificateRequest &m) { m.extensions.remove<SignatureAlgorithms>(); });
}

End signaturesMissing(const Place &place)
{
    return failed(place, {Alert::MissingExtension, "certificate_request.signature_algorithms", "RFC 8446 4.3.2"});
}

Edit requestWithUnknown(const Place &place)
{
    return changedRequest(place, [](v13::CertificateRequest &m) { m.extensions.add(OpaqueExtension{unknown, {1}}); });
}

/// RFC 8446 4.3.2: "Clients MUST ignore unrecognized extensions"; whoever verifies the next signature has read another
/// request.
End seenDifferently(const Place &place)
{
    const Side by = place.late() ? Side::Server : Side::Client;
    return failed(by, {Alert::DecryptError, "certificate_verify.signature", "RFC 8446 4.4.3"});
}

Edit requestWithGroups(const Place &place)
{
    return changedRequest(place, [](v13::CertificateRequest &m) { m.extensions.add(SupportedGroups{{29}}); });
}

End noPlace(const Place &place)
{
    return failed(place, {Alert::IllegalParameter, "extensions.place", "RFC 8446 4.2"});
}

Edit requestWithTwo(const Place &place)
{
    return changedRequest(place, [](v13::CertificateRequest &m) { m.extensions.add(SignatureAlgorithms{{0x0403}}); });
}

End notOnce(const Place &place)
{
    return failed(place, {Alert::IllegalParameter, "extensions.once", "RFC 8446 4.2"});
}

bool isRequestAmidHandshake(const Place &place)
{
    return isRequest(place) && !place.late();
}

Edit requestWithContext(const Place &place)
{
    return changedRequest(place, [](v13::CertificateRequest &m) { m.requestContext = {1}; });
}

End contextRefused(const Place &place)
{
    return failed(place, {Alert::IllegalParameter, "certificate_request.context", "RFC 8446 4.3.2"});
}

bool isCertificate(const Place &place)
{
    return place.is("certificate");
}

template<class Change>
Edit changedEntry(const Place &place, Change change)
{
    return rewritingAt<v13::CertificateMessage>(
        place, [change](v13::CertificateMessage &message) { change(message.chain.back().extensions); });
}

Edit entryWithUnknown(const Place &place)
{
    return changedEntry(place, [](Extensions &list) { list.add(OpaqueExtension{unknown, {}}); });
}

End unsolicitedInEntry(const Place &place)
{
    return failed(place, {Alert::UnsupportedExtension, "certificate.extensions", "RFC 8446 4.4.2"});
}

Edit entryWithSignatures(const Place &place)
{
    return changedEntry(place, [](Extensions &list) { list.add(SignatureAlgorithms{{0x0403}}); });
}

bool isServersCertificate(const Place &place)
{
    return place.is(Side::Server, "certificate");
}

Edit entryWithTwo(const Place &place)
{
    return changedEntry(place, [](Extensions &list) {
        for (int i = 0; i < 2; ++i)
            list.add(SignedCertificateTimestamp{{{1, 2, 3}}});
    });
}

bool isTicket(const Place &place)
{
    return place.is("new_session_ticket");
}

template<class Change>
Edit changedTicket(const Place &place, Change change)
{
    return rewritingAt<v13::NewSessionTicket>(place, [change](v13::NewSessionTicket &m) { change(m.extensions); });
}

Edit ticketWithUnknown(const Place &place)
{
    return changedTicket(place, [](Extensions &list) { list.add(OpaqueExtension{unknown, {1, 2}}); });
}

End ignored(const Place &)
{
    return open("RFC 8446 4.6.1: \"Clients MUST ignore unrecognized extensions.\"");
}

Edit ticketWithCookie(const Place &place)
{
    return changedTicket(place, [](Extensions &list) { list.add(Cookie{{1}}); });
}

Edit ticketWithTwo(const Place &place)
{
    return changedTicket(place, [](Extensions &list) {
        for (int i = 0; i < 2; ++i)
            list.add(EarlyData{1});
    });
}

} // namespace

std::vector<Damage> extensionDamages()
{
    return {
        {"with an extension that nobody knows", isEncrypted, unknownInEncrypted, unsolicited},
        {"with record_size_limit unasked for", isEncrypted, bothLimits, unsolicited},
        {"with signature_algorithms", isEncrypted, misplacedInEncrypted, misplaced},
        {"with an extension twice", isEncrypted, twiceInEncrypted, twice},
        {"with a protocol that was not offered", isEncrypted, anotherProtocol, protocolNotOffered},
        {"with the other answer to early data", isEncrypted, otherAnswerToEarlyData, earlyDataAnswered},
        {"without signature_algorithms", isRequest, requestWithoutSignatures, signaturesMissing},
        {"with an extension that nobody knows", isRequest, requestWithUnknown, seenDifferently},
        {"with supported_groups", isRequest, requestWithGroups, noPlace},
        {"with an extension twice", isRequest, requestWithTwo, notOnce},
        {"with a context", isRequestAmidHandshake, requestWithContext, contextRefused},
        {"with an extension that nobody knows", isCertificate, entryWithUnknown, unsolicitedInEntry},
        {"with signature_algorithms", isCertificate, entryWithSignatures, noPlace},
        {"with an extension twice", isServersCertificate, entryWithTwo, notOnce},
        {"with an extension that nobody knows", isTicket, ticketWithUnknown, ignored},
        {"with a cookie", isTicket, ticketWithCookie, noPlace},
        {"with an extension twice", isTicket, ticketWithTwo, notOnce},
    };
}

} // namespace hd::test::modern
