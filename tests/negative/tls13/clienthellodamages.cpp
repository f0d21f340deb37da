// SPDX-License-Identifier: GPL-3.0-or-later

// RFC 8446 4.1.2 and 4.2: what a client_hello may not say, what it must, and how the second differs from the first.
#include "flow.h"

namespace hd::test::modern {

namespace {

bool isHello(const Place &place)
{
    return place.is("client_hello");
}

template<class Change>
Edit changed(const Place &place, Change change)
{
    return rewritingAt<ClientHello>(place, change);
}

constexpr Rule secondChanged{Alert::IllegalParameter, "client_hello.second", "RFC 8446 4.1.2"};

/// Nothing is wrong with it, but it is not what the client has said.
End seenDifferently(const Place &place)
{
    if (place.isSecondHello())
        return failed(place, secondChanged);
    if (!place.usesPsk() && place.options().retries())
        return failed(place, secondChanged);
    return otherTranscript(place);
}

/// In the first hello it breaks @p rule; a second one must not change at all.
template<const Rule &rule>
End onlyFirst(const Place &place)
{
    return failed(place, place.isSecondHello() ? secondChanged : rule);
}

/// Likewise, but that a key_share changes when that was asked for.
template<const Rule &rule>
End ofShare(const Place &place)
{
    const bool fixed = place.isSecondHello() && !place.options().groupAsked;
    return failed(place, fixed ? secondChanged : rule);
}

/// Likewise, but that the second is not what was asked for.
template<const Rule &rule>
End ofAskedShare(const Place &place)
{
    const bool asked = place.isSecondHello() && place.options().groupAsked;
    return asked ? failed(place, {Alert::IllegalParameter, "client_hello.key_share_asked", "RFC 8446 4.1.2"})
                 : ofShare<rule>(place);
}

/// It shows once a pre-shared key has been proven.
template<const Rule &rule>
End afterBinder(const Place &place)
{
    if (place.options().cookieAsked && !place.options().groupAsked)
        return failed(place, secondChanged);
    return failed(place, place.usesPsk() ? rules::binder : rule);
}
template<const Rule &rule>
End onlyFirstAfterBinder(const Place &place)
{
    if (place.isSecondHello())
        return failed(place, secondChanged);
    return failed(place, place.usesPsk() ? rules::binder : rule);
}

constexpr Rule badVersion{Alert::ProtocolVersion, "client_hello.version", "RFC 8446 4.2.1, D.5"};
constexpr Rule noSuite{Alert::HandshakeFailure, "client_hello.cipher_suites", "RFC 8446 4.1.1"};
constexpr Rule compression{Alert::IllegalParameter, "client_hello.only_null_compression", "RFC 8446 4.1.2"};
constexpr Rule extensionTwice{Alert::DecodeError, "client_hello.extensions", "RFC 8446 4.2"};
constexpr Rule missingExtension{Alert::MissingExtension, "client_hello.required_extensions", "RFC 8446 9.2"};
constexpr Rule shareOfNoGroup{Alert::IllegalParameter, "client_hello.key_share_groups", "RFC 8446 4.2.8"};
constexpr Rule shareTwice{Alert::IllegalParameter, "client_hello.key_share_once", "RFC 8446 4.2.8"};
constexpr Rule badShare{Alert::IllegalParameter, "client_hello.key_share_value", "RFC 8446 4.2.8.2, 7.4.2"};
constexpr Rule noGroup{Alert::HandshakeFailure, "client_hello.supported_groups", "RFC 8446 4.1.1"};
constexpr Rule noSignature{Alert::HandshakeFailure, "client_hello.signature_algorithms", "RFC 8446 4.1.1"};
constexpr Rule notLast{Alert::IllegalParameter, "client_hello.psk_last", "RFC 8446 4.2.11"};
constexpr Rule noModes{Alert::MissingExtension, "client_hello.psk_key_exchange_modes", "RFC 8446 4.2.9"};
constexpr Rule bindersMissing{Alert::IllegalParameter, "client_hello.binders", "RFC 8446 4.2.11"};

template<Version version>
Edit legacyVersion(const Place &place)
{
    return changed(place, [](ClientHello &hello) { hello.version = version; });
}

template<Version version>
Edit oneVersion(const Place &place)
{
    return changed(place, [](ClientHello &hello) { hello.extensions.get<SupportedVersions>()->versions = {version}; });
}

template<class T>
Edit without(const Place &place)
{
    return changed(place, [](ClientHello &hello) { hello.extensions.remove<T>(); });
}

/// pre_shared_key stays the last.
void add(ClientHello &hello, Extension extension)
{
    const PreSharedKeyExtension *found = hello.extensions.get<PreSharedKeyExtension>();
    const std::optional<PreSharedKeyExtension> last = found ? std::optional(*found) : std::nullopt;
    hello.extensions.remove<PreSharedKeyExtension>();
    hello.extensions.add(std::move(extension));
    if (last)
        hello.extensions.add(*last);
}

Edit unusableSuites(const Place &place)
{
    return changed(place, [](ClientHello &hello) { hello.suites = {0xc02b, 0xfafa}; });
}

Edit nullTwice(const Place &place)
{
    return changed(place, [](ClientHello &hello) { hello.compressionMethods = {0, 0}; });
}

Edit deflate(const Place &place)
{
    return changed(place, [](ClientHello &hello) { hello.compressionMethods = {1, 0}; });
}

Edit anotherRandom(const Place &place)
{
    return changed(place, [](ClientHello &hello) { hello.random[31] ^= 1; });
}

Edit withUnknown(const Place &place)
{
    return changed(place, [](ClientHello &hello) { add(hello, OpaqueExtension{0xfafa, {1}}); });
}

Edit withUnknownTwice(const Place &place)
{
    return changed(place, [](ClientHello &hello) {
        add(hello, OpaqueExtension{0xfafa, {1}});
        add(hello, OpaqueExtension{0xfafa, {}});
    });
}

Edit anotherSessionId(const Place &place)
{
    return changed(place, [](ClientHello &hello) { hello.sessionId = {1, 2, 3}; });
}

End anotherEcho(const Place &place)
{
    if (place.isSecondHello())
        return failed(place, secondChanged);
    if (place.usesPsk())
        return failed(place, rules::binder);
    const char *check = place.options().retries() ? "hello_retry_request.session_id" : "server_hello.session_id_echo";
    return failed(Side::Client, {Alert::IllegalParameter, check, "RFC 8446 4.1.3"});
}

Edit shareOfAnother(const Place &place)
{
    return changed(place, [](ClientHello &hello) {
        hello.extensions.get<KeyShare>()->shares.push_back({24, Bytes(97, 4)});
    });
}

Edit sameShareTwice(const Place &place)
{
    return changed(place, [](ClientHello &hello) {
        std::vector<KeyShareEntry> &shares = hello.extensions.get<KeyShare>()->shares;
        shares.push_back(KeyShareEntry(shares.front()));
    });
}

bool hasShareOfUse(const Place &place)
{
    return isHello(place) && !(place.options().groupAsked && place.isFirstHello());
}

bool hasPointOfUse(const Place &place)
{
    return hasShareOfUse(place) && (place.options().nistGroup || place.options().groupAsked);
}

template<class Change>
Edit changedShare(const Place &place, Change change)
{
    return changed(
        place, [change](ClientHello &hello) { change(hello.extensions.get<KeyShare>()->shares.front().keyExchange); });
}

Edit zeroShare(const Place &place)
{
    return changedShare(place, [](Bytes &share) { share.assign(share.size(), 0); });
}

Edit shortShare(const Place &place)
{
    return changedShare(place, [](Bytes &share) { share.pop_back(); });
}

Edit longShare(const Place &place)
{
    return changedShare(place, [](Bytes &share) { share.push_back(0); });
}

Edit shareOffTheCurve(const Place &place)
{
    return changedShare(place, [](Bytes &share) { share.back() ^= 1; });
}

Edit noCommonGroup(const Place &place)
{
    return changed(place, [](ClientHello &hello) {
        hello.extensions.get<SupportedGroups>()->groups = {0x0100};
        hello.extensions.get<KeyShare>()->shares.clear();
    });
}

Edit noCommonSignature(const Place &place)
{
    return changed(place, [](ClientHello &hello) { hello.extensions.get<SignatureAlgorithms>()->schemes = {0x0401}; });
}

End withoutModes(const Place &place)
{
    if (place.isSecondHello())
        return failed(place, secondChanged);
    return place.usesPsk() ? failed(place, noModes) : seenDifferently(place);
}

End withoutSignatures(const Place &place)
{
    if (place.isSecondHello())
        return failed(place, secondChanged);
    return failed(place, place.usesPsk() ? rules::binder : missingExtension);
}

bool offersPsk(const Place &place)
{
    return isHello(place) && place.usesPsk();
}

Edit anotherBinder(const Place &place)
{
    return changingAt(place, [](Unit &unit) { unit.bytes.back() ^= 1; });
}

End wrongBinder(const Place &place)
{
    return failed(place, rules::binder);
}

Edit pskNotLast(const Place &place)
{
    return changed(place, [](ClientHello &hello) { hello.extensions.add(Padding{}); });
}

template<const Rule &rule>
End any(const Place &place)
{
    return failed(place, rule);
}

Edit oneMoreBinder(const Place &place)
{
    return changed(place,
                   [](ClientHello &hello) { hello.extensions.get<PreSharedKeyExtension>()->binders.emplace_back(32); });
}

Edit shortBinder(const Place &place)
{
    return changed(
        place, [](ClientHello &hello) { hello.extensions.get<PreSharedKeyExtension>()->binders.front().resize(31); });
}

End malformed(const Place &place)
{
    return failed(place, rules::shape);
}

Edit anotherIdentity(const Place &place)
{
    return changed(place, [](ClientHello &hello) {
        hello.extensions.get<PreSharedKeyExtension>()->identities.front().identity.back() ^= 1;
    });
}

/// The server goes on without the key that it does not know; the second hello's binder covers the first.
End unknownIdentity(const Place &place)
{
    if (place.isFirstHello() && place.options().retries())
        return failed(place, rules::binder);
    return failed(Side::Client, rules::mac);
}

} // namespace

std::vector<Damage> clientHelloDamages()
{
    return {
        {"with legacy_version 3.4", isHello, legacyVersion<0x0304>, seenDifferently},
        {"with legacy_version 3.0", isHello, legacyVersion<0x0300>, onlyFirst<badVersion>},
        {"of an unknown version alone", isHello, oneVersion<0x7f1c>, onlyFirst<badVersion>},
        {"of TLS 1.2 alone", isHello, oneVersion<0x0303>, onlyFirst<badVersion>},
        {"without supported_versions", isHello, without<SupportedVersions>, onlyFirst<badVersion>},
        {"with unusable suites", isHello, unusableSuites, onlyFirst<noSuite>},
        {"with null compression twice", isHello, nullTwice, onlyFirst<compression>},
        {"with DEFLATE", isHello, deflate, onlyFirst<compression>},
        {"with another random", isHello, anotherRandom, seenDifferently},
        {"with an extension that nobody knows", isHello, withUnknown, seenDifferently},
        {"with an extension twice", isHello, withUnknownTwice, onlyFirst<extensionTwice>},
        {"with another session id", isHello, anotherSessionId, anotherEcho},
        {"without supported_groups", isHello, without<SupportedGroups>, onlyFirst<missingExtension>},
        {"without key_share", isHello, without<KeyShare>, ofAskedShare<missingExtension>},
        {"without signature_algorithms", isHello, without<SignatureAlgorithms>, withoutSignatures},
        {"without psk_key_exchange_modes", isHello, without<PskKeyExchangeModes>, withoutModes},
        {"with a share of a group that is not listed", isHello, shareOfAnother, ofAskedShare<shareOfNoGroup>},
        {"with two shares of a group", isHello, sameShareTwice, ofShare<shareTwice>},
        {"with a share of zeros", hasShareOfUse, zeroShare, afterBinder<badShare>},
        {"with a share that is too short", hasShareOfUse, shortShare, afterBinder<badShare>},
        {"with a share that is too long", hasShareOfUse, longShare, afterBinder<badShare>},
        {"with a share off the curve", hasPointOfUse, shareOffTheCurve, afterBinder<badShare>},
        {"without a common group", isHello, noCommonGroup, onlyFirstAfterBinder<noGroup>},
        {"without a common signature", isHello, noCommonSignature, onlyFirstAfterBinder<noSignature>},
        {"with another binder", offersPsk, anotherBinder, wrongBinder},
        {"with something behind pre_shared_key", offersPsk, pskNotLast, any<notLast>},
        {"with one binder too many", offersPsk, oneMoreBinder, any<bindersMissing>},
        {"with a binder that is too short", offersPsk, shortBinder, malformed},
        {"with an unknown identity", offersPsk, anotherIdentity, unknownIdentity},
    };
}

} // namespace hd::test::modern
