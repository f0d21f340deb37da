// SPDX-License-Identifier: GPL-3.0-or-later

// RFC 8446 4.1.3 and 4.2: what server_hello may not say, and what it must.
#include "flow.h"

namespace hd::test::modern {

namespace {

bool isHello(const Place &place)
{
    return place.is("server_hello");
}

template<class Change>
Edit changed(const Place &place, Change change)
{
    return rewritingAt<ServerHello>(place, change);
}

template<const Rule &rule>
End refused(const Place &place)
{
    return failed(place, rule);
}

constexpr Rule noVersion{Alert::ProtocolVersion, "server_hello.version", "RFC 8446 4.2.1, D.5"};
constexpr Rule badSelection{Alert::IllegalParameter, "server_hello.supported_versions", "RFC 8446 4.2.1"};
constexpr Rule echo{Alert::IllegalParameter, "server_hello.session_id_echo", "RFC 8446 4.1.3"};
constexpr Rule badSuite{Alert::IllegalParameter, "server_hello.cipher_suite", "RFC 8446 4.1.3"};
constexpr Rule compression{Alert::IllegalParameter, "server_hello.compression_method", "RFC 8446 4.1.3"};
constexpr Rule unsolicited{Alert::UnsupportedExtension, "server_hello.extensions", "RFC 8446 4.2"};
constexpr Rule misplaced{Alert::IllegalParameter, "server_hello.extension_places", "RFC 8446 4.2"};
constexpr Rule twice{Alert::DecodeError, "server_hello.duplicate_extensions", "RFC 8446 4.2"};
constexpr Rule noShare{Alert::MissingExtension, "server_hello.key_share", "RFC 8446 9.2"};
constexpr Rule badGroup{Alert::IllegalParameter, "server_hello.key_share_group", "RFC 8446 4.2.8"};
constexpr Rule badShare{Alert::IllegalParameter, "server_hello.key_share_value", "RFC 8446 4.2.8.2, 7.4.2"};
constexpr Rule badMode{Alert::IllegalParameter, "server_hello.psk_mode", "RFC 8446 4.2.9"};
constexpr Rule badIdentity{Alert::IllegalParameter, "server_hello.selected_identity", "RFC 8446 4.2.11"};

Edit withoutVersion(const Place &place)
{
    return changed(place, [](ServerHello &hello) { hello.extensions.remove<SupportedVersions>(); });
}

/// RFC 8446 4.1.4: what hello_retry_request has selected stays.
End versionNotSaid(const Place &place)
{
    return failed(place, place.options().retries() ? badSelection : noVersion);
}

template<Version version>
Edit selects(const Place &place)
{
    return changed(place, [](ServerHello &hello) { hello.extensions.get<SupportedVersions>()->versions = {version}; });
}

template<Version version>
Edit legacyVersion(const Place &place)
{
    return changed(place, [](ServerHello &hello) { hello.version = version; });
}

/// Nothing is wrong with it but that the server has not said it: the keys are not the same.
End seenDifferently(const Place &place)
{
    return failed(place, rules::mac);
}

Edit anotherEcho(const Place &place)
{
    return changed(place, [](ServerHello &hello) { hello.sessionId = {1, 2, 3}; });
}

template<std::uint16_t code>
Edit ofSuite(const Place &place)
{
    return changed(place, [](ServerHello &hello) { hello.suite = code; });
}

Edit anotherSuite(const Place &place)
{
    return changed(place, [](ServerHello &hello) { hello.suite = hello.suite == 0x1302 ? 0x1303 : 0x1302; });
}

/// With the other hash.
End suiteChanged(const Place &place)
{
    if (place.options().retries())
        return failed(place, badSuite);
    return failed(place, place.usesPsk() ? badIdentity : rules::mac);
}

Edit deflate(const Place &place)
{
    return changed(place, [](ServerHello &hello) { hello.compressionMethod = 1; });
}

Edit anotherRandom(const Place &place)
{
    return changed(place, [](ServerHello &hello) { hello.random[0] ^= 1; });
}

Edit withUnknown(const Place &place)
{
    return changed(place, [](ServerHello &hello) { hello.extensions.add(OpaqueExtension{0xfafa, {}}); });
}

Edit withProtocol(const Place &place)
{
    return changed(place, [](ServerHello &hello) { hello.extensions.add(Alpn{{toBytes("word")}}); });
}

Edit versionTwice(const Place &place)
{
    return changed(place, [](ServerHello &hello) { hello.extensions.add(SupportedVersions{{tls13}}); });
}

bool hasShare(const Place &place)
{
    return isHello(place) && place.options().psk != Tls13Options::Psk::TicketAlone;
}

bool hasPoint(const Place &place)
{
    return hasShare(place) && (place.options().nistGroup || place.options().groupAsked);
}

bool isWithoutShare(const Place &place)
{
    return isHello(place) && place.options().psk == Tls13Options::Psk::TicketAlone;
}

Edit withoutShare(const Place &place)
{
    return changed(place, [](ServerHello &hello) { hello.extensions.remove<KeyShare>(); });
}

Edit withShare(const Place &place)
{
    return changed(place, [](ServerHello &hello) { hello.extensions.add(KeyShare{{{29, Bytes(32, 9)}}}); });
}

template<class Change>
Edit changedShare(const Place &place, Change change)
{
    return changed(place, [change](ServerHello &hello) { change(hello.extensions.get<KeyShare>()->shares.front()); });
}

template<std::uint16_t group>
Edit ofGroup(const Place &place)
{
    return changedShare(place, [](KeyShareEntry &share) { share.group = group; });
}

Edit zeroShare(const Place &place)
{
    return changedShare(place, [](KeyShareEntry &share) { share.keyExchange.assign(share.keyExchange.size(), 0); });
}

Edit shortShare(const Place &place)
{
    return changedShare(place, [](KeyShareEntry &share) { share.keyExchange.pop_back(); });
}

Edit longShare(const Place &place)
{
    return changedShare(place, [](KeyShareEntry &share) { share.keyExchange.push_back(0); });
}

Edit shareOffTheCurve(const Place &place)
{
    return changedShare(place, [](KeyShareEntry &share) { share.keyExchange.back() ^= 1; });
}

bool hasPsk(const Place &place)
{
    return isHello(place) && place.usesPsk();
}

bool hasNoPsk(const Place &place)
{
    return isHello(place) && !place.usesPsk();
}

template<std::uint16_t index>
Edit ofIdentity(const Place &place)
{
    return changed(place, [](ServerHello &hello) {
        hello.extensions.remove<PreSharedKeyExtension>();
        PreSharedKeyExtension taken;
        taken.selectedIdentity = index;
        hello.extensions.add(taken);
    });
}

Edit withoutPsk(const Place &place)
{
    return changed(place, [](ServerHello &hello) { hello.extensions.remove<PreSharedKeyExtension>(); });
}

End pskNotTaken(const Place &place)
{
    return failed(place, isWithoutShare(place) ? noShare : rules::mac);
}

} // namespace

std::vector<Damage> serverHelloDamages()
{
    return {
        {"without supported_versions", isHello, withoutVersion, versionNotSaid},
        {"that selects TLS 1.2", isHello, selects<0x0303>, refused<badSelection>},
        {"that selects an unknown version", isHello, selects<0x7f1c>, refused<badSelection>},
        {"with legacy_version 3.0", isHello, legacyVersion<0x0300>, refused<noVersion>},
        {"with legacy_version 3.4", isHello, legacyVersion<0x0304>, seenDifferently},
        {"with another session id", isHello, anotherEcho, refused<echo>},
        {"with a suite of TLS 1.2", isHello, ofSuite<0xc02b>, refused<badSuite>},
        {"with a suite that was not offered", isHello, ofSuite<0x1306>, refused<badSuite>},
        {"with a suite that was offered", isHello, anotherSuite, suiteChanged},
        {"with DEFLATE", isHello, deflate, refused<compression>},
        {"with another random", isHello, anotherRandom, seenDifferently},
        {"with an extension that nobody knows", isHello, withUnknown, refused<unsolicited>},
        {"with application_layer_protocol_negotiation", isHello, withProtocol, refused<misplaced>},
        {"with an extension twice", isHello, versionTwice, refused<twice>},
        {"without key_share", hasShare, withoutShare, refused<noShare>},
        {"with key_share", isWithoutShare, withShare, refused<badMode>},
        {"with a share of another group", hasShare, ofGroup<24>, refused<badGroup>},
        {"with a share of an unknown group", hasShare, ofGroup<0xfafa>, refused<badGroup>},
        {"with a share of zeros", hasShare, zeroShare, refused<badShare>},
        {"with a share that is too short", hasShare, shortShare, refused<badShare>},
        {"with a share that is too long", hasShare, longShare, refused<badShare>},
        {"with a share off the curve", hasPoint, shareOffTheCurve, refused<badShare>},
        {"that takes a key that was not offered", hasPsk, ofIdentity<1>, refused<badIdentity>},
        {"that takes key 65535", hasPsk, ofIdentity<0xffff>, refused<badIdentity>},
        {"without pre_shared_key", hasPsk, withoutPsk, pskNotTaken},
        {"with pre_shared_key unasked for", hasNoPsk, ofIdentity<0>, refused<unsolicited>},
    };
}

} // namespace hd::test::modern
