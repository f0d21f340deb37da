// SPDX-License-Identifier: GPL-3.0-or-later

// RFC 8446 4.1.2, 4.1.4: hello_retry_request, and the second client_hello that answers it.
#include "flow.h"

namespace hd::test::modern {

namespace {

bool isSecond(const Place &place)
{
    return place.isSecondHello();
}

template<class Change>
Edit changed(const Place &place, Change change)
{
    return rewritingAt<ClientHello>(place, change);
}

void add(ClientHello &hello, Extension extension)
{
    const PreSharedKeyExtension *found = hello.extensions.get<PreSharedKeyExtension>();
    const std::optional<PreSharedKeyExtension> last = found ? std::optional(*found) : std::nullopt;
    hello.extensions.remove<PreSharedKeyExtension>();
    hello.extensions.add(std::move(extension));
    if (last)
        hello.extensions.add(*last);
}

Edit earlyDataAgain(const Place &place)
{
    return changed(place, [](ClientHello &hello) { add(hello, EarlyData{}); });
}

End noEarlyData(const Place &place)
{
    return failed(place, {Alert::IllegalParameter, "client_hello.early_data_again", "RFC 8446 4.1.2"});
}

bool isAskedForCookie(const Place &place)
{
    return place.isSecondHello() && place.options().cookieAsked;
}

bool isNotAskedForCookie(const Place &place)
{
    return place.isSecondHello() && !place.options().cookieAsked;
}

Edit anotherCookie(const Place &place)
{
    return changed(place, [](ClientHello &hello) { hello.extensions.get<Cookie>()->cookie.back() ^= 1; });
}

Edit withoutCookie(const Place &place)
{
    return changed(place, [](ClientHello &hello) { hello.extensions.remove<Cookie>(); });
}

Edit unaskedCookie(const Place &place)
{
    return changed(place, [](ClientHello &hello) { add(hello, Cookie{{1, 2, 3}}); });
}

End wrongCookie(const Place &place)
{
    if (place.usesPsk())
        return failed(place, rules::binder);
    return failed(place, {Alert::IllegalParameter, "client_hello.cookie", "RFC 8446 4.2.2"});
}

bool isAskedForGroup(const Place &place)
{
    return place.isSecondHello() && place.options().groupAsked;
}

bool isNotAskedForGroup(const Place &place)
{
    return place.isSecondHello() && !place.options().groupAsked;
}

constexpr std::uint16_t x25519 = 29;

Edit shareOfTheFirstGroup(const Place &place)
{
    return changed(place, [](ClientHello &hello) {
        hello.extensions.get<KeyShare>()->shares = {{x25519, Bytes(32, 9)}};
    });
}

Edit noShare(const Place &place)
{
    return changed(place, [](ClientHello &hello) { hello.extensions.get<KeyShare>()->shares.clear(); });
}

Edit oneMoreShare(const Place &place)
{
    return changed(place, [](ClientHello &hello) {
        hello.extensions.get<KeyShare>()->shares.push_back({x25519, Bytes(32, 9)});
    });
}

End notTheShareAsked(const Place &place)
{
    return failed(place, {Alert::IllegalParameter, "client_hello.key_share_asked", "RFC 8446 4.1.2"});
}

End changedUnasked(const Place &place)
{
    return failed(place, {Alert::IllegalParameter, "client_hello.second", "RFC 8446 4.1.2"});
}

bool isRequest(const Place &place)
{
    return place.is("hello_retry_request");
}

template<class Change>
Edit changedRequest(const Place &place, Change change)
{
    return rewritingAt<HelloRetryRequest>(place, change);
}

template<const Rule &rule>
End refused(const Place &place)
{
    return failed(place, rule);
}

constexpr Rule version{Alert::IllegalParameter, "hello_retry_request.supported_versions", "RFC 8446 4.2.1"};
constexpr Rule echo{Alert::IllegalParameter, "hello_retry_request.session_id", "RFC 8446 4.1.4"};
constexpr Rule suite{Alert::IllegalParameter, "hello_retry_request.cipher_suite", "RFC 8446 4.1.4"};
constexpr Rule compression{Alert::IllegalParameter, "hello_retry_request.compression_method", "RFC 8446 4.1.4"};
constexpr Rule unsolicited{Alert::UnsupportedExtension, "hello_retry_request.extensions", "RFC 8446 4.1.4"};
constexpr Rule place{Alert::IllegalParameter, "extensions.place", "RFC 8446 4.2"};
constexpr Rule once{Alert::IllegalParameter, "hello_retry_request.duplicate_extensions", "RFC 8446 4.2"};
constexpr Rule nothing{Alert::IllegalParameter, "hello_retry_request.change", "RFC 8446 4.1.4"};
constexpr Rule group{Alert::IllegalParameter, "hello_retry_request.selected_group", "RFC 8446 4.2.8"};

Edit withoutVersion(const Place &at)
{
    return changedRequest(at, [](HelloRetryRequest &retry) { retry.extensions.remove<SupportedVersions>(); });
}

Edit ofTls12(const Place &at)
{
    return changedRequest(
        at, [](HelloRetryRequest &retry) { retry.extensions.get<SupportedVersions>()->versions = {tls12}; });
}

Edit anotherEcho(const Place &at)
{
    return changedRequest(at, [](HelloRetryRequest &retry) { retry.sessionId = {1, 2, 3}; });
}

Edit suiteNotOffered(const Place &at)
{
    return changedRequest(at, [](HelloRetryRequest &retry) { retry.suite = 0xc02b; });
}

Edit anotherSuite(const Place &at)
{
    return changedRequest(at, [](HelloRetryRequest &retry) { retry.suite = 0x1303; });
}

/// RFC 8446 4.1.4: server_hello has the suite of hello_retry_request; the binders cover that message.
End suiteChanges(const Place &at)
{
    if (at.usesPsk())
        return failed(Side::Server, rules::binder);
    return failed(at, {Alert::IllegalParameter, "server_hello.cipher_suite", "RFC 8446 4.1.4"});
}

Edit deflate(const Place &at)
{
    return changedRequest(at, [](HelloRetryRequest &retry) { retry.compressionMethod = 1; });
}

Edit withUnknown(const Place &at)
{
    return changedRequest(at, [](HelloRetryRequest &retry) { retry.extensions.add(OpaqueExtension{0xfafa, {}}); });
}

Edit withProtocol(const Place &at)
{
    return changedRequest(at, [](HelloRetryRequest &retry) { retry.extensions.add(Alpn{{toBytes("word")}}); });
}

Edit versionTwice(const Place &at)
{
    return changedRequest(at, [](HelloRetryRequest &retry) { retry.extensions.add(SupportedVersions{{tls13}}); });
}

Edit changesNothing(const Place &at)
{
    return changedRequest(at, [](HelloRetryRequest &retry) {
        retry.extensions.remove<KeyShare>();
        retry.extensions.remove<Cookie>();
    });
}

template<std::uint16_t code>
Edit forGroup(const Place &at)
{
    return changedRequest(at, [](HelloRetryRequest &retry) {
        retry.extensions.remove<KeyShare>();
        retry.extensions.add(KeyShare{{{code, {}}}});
    });
}

Edit isServerHelloAfterAll(const Place &at)
{
    return changingAt(at, [](Unit &unit) { unit.bytes[4 + 2 + 31] ^= 1; });
}

/// Then key_share ought to hold a value, and cookie has no place.
End noServerHello(const Place &at)
{
    if (at.options().groupAsked)
        return failed(at, rules::shape);
    return failed(at, {Alert::UnsupportedExtension, "server_hello.extensions", "RFC 8446 4.2"});
}

} // namespace

std::vector<Damage> retryDamages()
{
    return {
        {"with early_data again", isSecond, earlyDataAgain, noEarlyData},
        {"with another cookie", isAskedForCookie, anotherCookie, wrongCookie},
        {"without the cookie", isAskedForCookie, withoutCookie, wrongCookie},
        {"with a cookie unasked for", isNotAskedForCookie, unaskedCookie, wrongCookie},
        {"with a share of the first group", isAskedForGroup, shareOfTheFirstGroup, notTheShareAsked},
        {"with no share", isAskedForGroup, noShare, notTheShareAsked},
        {"with one more share", isAskedForGroup, oneMoreShare, notTheShareAsked},
        {"with another share unasked for", isNotAskedForGroup, shareOfTheFirstGroup, changedUnasked},
        {"without supported_versions", isRequest, withoutVersion, refused<version>},
        {"of TLS 1.2", isRequest, ofTls12, refused<version>},
        {"with another session id", isRequest, anotherEcho, refused<echo>},
        {"with a suite that was not offered", isRequest, suiteNotOffered, refused<suite>},
        {"with another suite that was offered", isRequest, anotherSuite, suiteChanges},
        {"with DEFLATE", isRequest, deflate, refused<compression>},
        {"with an extension that nobody knows", isRequest, withUnknown, refused<unsolicited>},
        {"with application_layer_protocol_negotiation", isRequest, withProtocol, refused<place>},
        {"with an extension twice", isRequest, versionTwice, refused<once>},
        {"that changes nothing", isRequest, changesNothing, refused<nothing>},
        {"for a group that has a share", isRequest, forGroup<x25519>, refused<group>},
        {"for a group that was not offered", isRequest, forGroup<24>, refused<group>},
        {"for a group that nobody knows", isRequest, forGroup<0xfafa>, refused<group>},
        {"with another random", isRequest, isServerHelloAfterAll, noServerHello},
    };
}

} // namespace hd::test::modern
