// SPDX-License-Identifier: GPL-3.0-or-later

// The choices of TLS 1.3, which are made apart from each other: what is taken, what the whole table says, and why each
// row was not it.

#include "print.h"

#include "parties.h"

#include "handshake/hellos.h"
#include "handshake/tls13/choices.h"
#include "messages/messages.h"

using namespace hd;
using namespace hd::test;

namespace {

using Codes = std::vector<std::uint16_t>;

constexpr std::uint16_t x25519 = 29, secp256r1 = 23, secp384r1 = 24, hybrid = 0x11ec, greaseGroup = 0x2a2a;
constexpr std::uint16_t ecdsaSha256 = 0x0403, ecdsaSha384 = 0x0503, rsaPkcs1 = 0x0401, rsaPss = 0x0804;

/// "rule: x25519: chosen; secp256r1: not-offered"
std::string table(const Decision &decision)
{
    std::string text = decision.rule + ":";
    for (const Candidate &row : decision.candidates) {
        if (row.chosen && !row.usable)
            return row.name + " is chosen, but not usable";
        if (row.chosen != (row.reason == "chosen"))
            return row.name + " is chosen or not, and says otherwise";
        if (row.usable && !(row.offered && row.supported))
            return row.name + " is usable, but not offered and supported";
        text += (&row == &decision.candidates.front() ? " " : "; ") + row.name + ": " + row.reason;
    }
    return decision.clause.starts_with("RFC 8446 4.") ? text : "no clause";
}

std::string noHybrids(std::uint16_t group)
{
    return group == hybrid ? "this libcrypto has no ML-KEM" : "";
}

v13::PskOffer known(std::string name, HashName hash = HashName::Sha256)
{
    return {std::move(name), true, false, hash, {}};
}

Bytes subjectOf(const std::string &name)
{
    return credential(name).chain.front().subjectDer();
}

} // namespace

class TestTls13Choices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void version_data();
    void version();
    void versionsOfAHello();
    void suite_data();
    void suite();
    void suiteGoesWithThePsk();
    void suiteStaysAfterARetry();
    void hashesThatTheSuiteMayHave();
    void group_data();
    void group();
    void shares_data();
    void shares();
    void schemesFitKeys_data();
    void schemesFitKeys();
    void signature();
    void credentialOfAServer();
    void credentialOfAClient();
    void psk_data();
    void psk();
    void commonModes();
    void keyExchangeNames();
    void placesOfExtensions();
};

void TestTls13Choices::version_data()
{
    QTest::addColumn<Codes>("offered");
    QTest::addColumn<Codes>("supported");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("both new") << Codes{0x0304, 0x0303} << Codes{0x0303, 0x0304}
                              << QByteArray("version-highest-in-both: TLS 1.3: chosen; TLS 1.2: later-in-preference");
    QTest::newRow("the client's order says nothing")
        << Codes{0x0303, 0x0304} << Codes{0x0303, 0x0304}
        << QByteArray("version-highest-in-both: TLS 1.3: chosen; TLS 1.2: later-in-preference");
    QTest::newRow("GREASE") << Codes{0x5a5a, 0x0304} << Codes{0x0304}
                            << QByteArray("version-highest-in-both: GREASE (0x5A5A): not-supported; TLS 1.3: chosen");
    QTest::newRow("gap") << Codes{0x0304, 0x0302} << Codes{0x0303, 0x0302}
                         << QByteArray("version-highest-in-both: TLS 1.3: not-supported; TLS 1.2: not-offered; "
                                       "TLS 1.1: chosen");
    QTest::newRow("nothing") << Codes{0x0304} << Codes{0x0303}
                             << QByteArray("none-in-common: TLS 1.3: not-supported; TLS 1.2: not-offered");
}

/// RFC 8446 4.2.1: what supported_versions says, and not what legacy_version does.
void TestTls13Choices::version()
{
    QFETCH(Codes, offered);
    QFETCH(Codes, supported);
    QFETCH(QByteArray, expected);
    VersionOffer offer;
    offer.highest = tls12;
    offer.supported = offered;
    const Choice<Version> choice = chooseVersion(offer, supported);
    QCOMPARE(table(choice.decision), expected.toStdString());
    QCOMPARE(choice.chosen.has_value(), !choice.decision.chosen.empty());
}

void TestTls13Choices::versionsOfAHello()
{
    ClientHello hello;
    hello.version = tls13;
    QVERIFY(!versionsOffered(hello).supported); // and then it is TLS 1.2 at most
    QCOMPARE(chooseVersion(versionsOffered(hello), {tls13, tls12}).chosen, std::optional(tls12));
    QCOMPARE(chooseVersion(versionsOffered(hello), {tls13}).chosen, std::optional<Version>());
    hello.version = tls12;
    hello.extensions.add(SupportedVersions{{tls13}});
    QCOMPARE(chooseVersion(versionsOffered(hello), {tls13, tls12}).chosen, std::optional(tls13));
    QCOMPARE(chooseVersion(versionsOffered(hello), {tls12}).chosen, std::optional<Version>());
}

void TestTls13Choices::suite_data()
{
    QTest::addColumn<Codes>("offered");
    QTest::addColumn<Codes>("own");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray aes128("TLS_AES_128_GCM_SHA256"), aes256("TLS_AES_256_GCM_SHA384");
    QTest::newRow("the server's order") << Codes{0x1301, 0x1302} << Codes{0x1302, 0x1301}
                                        << "suite-server-preference: " + aes256 + ": chosen; " + aes128 +
                                               ": later-in-preference";
    QTest::newRow("not offered") << Codes{0x1301} << Codes{0x1302, 0x1301}
                                 << "suite-server-preference: " + aes256 + ": not-offered; " + aes128 + ": chosen";
    QTest::newRow("older ones") << Codes{0xc02b, 0x1301} << Codes{0xc02b, 0x1301}
                                << "suite-server-preference: TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256: "
                                   "not-in-this-version; " +
                                       aes128 + ": chosen";
    QTest::newRow("GREASE") << Codes{0x0a0a, 0x1301} << Codes{0x1301}
                            << "suite-server-preference: " + aes128 + ": chosen; GREASE (0x0A0A): not-supported";
    QTest::newRow("none") << Codes{0xc02b} << Codes{0x1301}
                          << "none-in-common: " + aes128 +
                                 ": not-offered; TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256: not-supported";
}

/// RFC 8446 4.1.1: nothing but the suite matters.
void TestTls13Choices::suite()
{
    QFETCH(Codes, offered);
    QFETCH(Codes, own);
    QFETCH(QByteArray, expected);
    PartyConfig server;
    server.suites = own;
    const Choice<const CipherSuite *> choice = v13::chooseSuite(offered, server, {});
    QCOMPARE(table(choice.decision), expected.toStdString());
    QCOMPARE(choice.chosen ? std::string((*choice.chosen)->name) : std::string(), choice.decision.chosen);
}

/// RFC 8446 4.2.11: "The server MUST ensure that it selects a compatible PSK (if any) and cipher suite."
void TestTls13Choices::suiteGoesWithThePsk()
{
    PartyConfig server;
    server.suites = {0x1302, 0x1301, 0x1303};
    const Codes offered{0x1302, 0x1303, 0x1301};
    QCOMPARE(table(v13::chooseSuite(offered, server, {HashName::Sha256, nullptr}).decision),
             std::string("suite-fits-psk: TLS_AES_256_GCM_SHA384: suite-other-hash; TLS_AES_128_GCM_SHA256: chosen; "
                         "TLS_CHACHA20_POLY1305_SHA256: later-in-preference"));
    QCOMPARE(table(v13::chooseSuite(offered, server, {HashName::Sha384, nullptr}).decision),
             std::string("suite-fits-psk: TLS_AES_256_GCM_SHA384: chosen; TLS_AES_128_GCM_SHA256: suite-other-hash; "
                         "TLS_CHACHA20_POLY1305_SHA256: suite-other-hash"));
}

/// RFC 8446 4.1.4: the suite of server_hello is that of hello_retry_request, whatever is preferred.
void TestTls13Choices::suiteStaysAfterARetry()
{
    PartyConfig server;
    server.suites = {0x1302, 0x1301};
    QCOMPARE(table(v13::chooseSuite({0x1301, 0x1302}, server, {{}, cipherSuite(0x1301)}).decision),
             std::string("suite-retried: TLS_AES_256_GCM_SHA384: suite-not-retried; TLS_AES_128_GCM_SHA256: chosen"));
}

void TestTls13Choices::hashesThatTheSuiteMayHave()
{
    using Hashes = std::vector<HashName>;
    PartyConfig server;
    server.suites = {0xc02b, 0x1302, 0x1301};
    QCOMPARE(v13::hashesInCommon({0xc02b, 0x1301}, server, nullptr), Hashes{HashName::Sha256});
    QCOMPARE(v13::hashesInCommon({0x1301, 0x1302}, server, nullptr), (Hashes{HashName::Sha384, HashName::Sha256}));
    QCOMPARE(v13::hashesInCommon({0x1301, 0x1302}, server, cipherSuite(0x1301)), Hashes{HashName::Sha256});
    QCOMPARE(v13::hashesInCommon({0x1303}, server, nullptr), Hashes{});
}

void TestTls13Choices::group_data()
{
    QTest::addColumn<Codes>("offered");
    QTest::addColumn<Codes>("shares");
    QTest::addColumn<Codes>("supported");
    QTest::addColumn<int>("chosen"); // 0: none
    QTest::addColumn<bool>("sent");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("first with a share") << Codes{x25519, secp256r1} << Codes{secp256r1} << Codes{x25519, secp256r1}
                                        << int(secp256r1) << true
                                        << QByteArray("group-share-sent: x25519: group-no-share; secp256r1: chosen");
    QTest::newRow("the server's order") << Codes{x25519, secp256r1} << Codes{x25519, secp256r1}
                                        << Codes{secp256r1, x25519} << int(secp256r1) << true
                                        << QByteArray(
                                               "group-share-sent: secp256r1: chosen; x25519: later-in-preference");
    QTest::newRow("no share") << Codes{secp256r1, x25519} << Codes{} << Codes{x25519, secp256r1} << int(x25519) << false
                              << QByteArray("group-share-missing: x25519: chosen; secp256r1: group-no-share");
    QTest::newRow("share of another") << Codes{secp384r1, x25519} << Codes{secp384r1} << Codes{x25519} << int(x25519)
                                      << false
                                      << QByteArray("group-share-missing: x25519: chosen; secp384r1: not-supported");
    QTest::newRow("cannot be run") << Codes{hybrid, x25519} << Codes{hybrid, x25519} << Codes{hybrid, x25519}
                                   << int(x25519) << true
                                   << QByteArray("group-share-sent: X25519MLKEM768: group-cannot-run; x25519: chosen");
    QTest::newRow("GREASE") << Codes{greaseGroup, x25519} << Codes{greaseGroup, x25519} << Codes{x25519} << int(x25519)
                            << true << QByteArray("group-share-sent: x25519: chosen; GREASE (0x2A2A): not-supported");
    QTest::newRow("none") << Codes{secp384r1} << Codes{secp384r1} << Codes{x25519} << 0 << false
                          << QByteArray("none-in-common: x25519: not-offered; secp384r1: not-supported");
}

/// RFC 8446 4.1.1 and 4.2.8: a share saves a round trip; without one the client is asked.
void TestTls13Choices::group()
{
    QFETCH(Codes, offered);
    QFETCH(Codes, shares);
    QFETCH(Codes, supported);
    QFETCH(int, chosen);
    QFETCH(bool, sent);
    QFETCH(QByteArray, expected);
    const Choice<v13::GroupChoice> choice = v13::chooseGroup(offered, shares, supported, noHybrids);
    QCOMPARE(table(choice.decision), expected.toStdString());
    QCOMPARE(choice.chosen ? int(choice.chosen->group) : 0, chosen);
    QCOMPARE(choice.chosen && choice.chosen->shareSent, sent);
}

void TestTls13Choices::shares_data()
{
    QTest::addColumn<Codes>("groups");
    QTest::addColumn<bool>("wishes");
    QTest::addColumn<Codes>("wanted");
    QTest::addColumn<Codes>("chosen");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("the first") << Codes{x25519, secp256r1} << false << Codes{} << Codes{x25519}
                               << QByteArray("key-share-first: x25519: chosen; secp256r1: group-without-share");
    QTest::newRow("the first that can be run")
        << Codes{hybrid, x25519, secp256r1} << false << Codes{} << Codes{x25519}
        << QByteArray("key-share-first: X25519MLKEM768: group-cannot-run; x25519: chosen; "
                      "secp256r1: group-without-share");
    QTest::newRow("those wanted") << Codes{x25519, secp256r1, secp384r1} << true << Codes{secp384r1, secp256r1}
                                  << Codes{secp256r1, secp384r1}
                                  << QByteArray("key-share-wanted: x25519: group-without-share; secp256r1: chosen; "
                                                "secp384r1: chosen");
    QTest::newRow("none wanted") << Codes{x25519} << true << Codes{} << Codes{}
                                 << QByteArray("key-share-none: x25519: group-without-share");
    QTest::newRow("wanted, but no group of the client's") << Codes{x25519} << true << Codes{secp256r1} << Codes{}
                                                          << QByteArray("key-share-none: x25519: group-without-share");
    QTest::newRow("wanted, but cannot be run") << Codes{hybrid} << true << Codes{hybrid} << Codes{}
                                               << QByteArray("key-share-none: X25519MLKEM768: group-cannot-run");
}

/// RFC 8446 4.2.8: any subset of the client's groups, in their order; none at all, too.
void TestTls13Choices::shares()
{
    QFETCH(Codes, groups);
    QFETCH(bool, wishes);
    QFETCH(Codes, wanted);
    QFETCH(Codes, chosen);
    QFETCH(QByteArray, expected);
    const Choice<Codes> choice = v13::chooseShares(groups, wishes ? std::optional(wanted) : std::nullopt, noHybrids);
    QCOMPARE(table(choice.decision), expected.toStdString());
    QCOMPARE(choice.chosen.value_or(Codes()), chosen);
}

void TestTls13Choices::schemesFitKeys_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<Codes>("fitting");
    QTest::newRow("ECDSA on secp256r1") << QByteArray("server-ecdsa") << Codes{0x0403};
    QTest::newRow("RSA") << QByteArray("server-rsa") << Codes{0x0804, 0x0805, 0x0806};
    QTest::newRow("Ed25519") << QByteArray("server-ed25519") << Codes{0x0807};
    QTest::newRow("DSA") << QByteArray("server-dsa") << Codes{};
}

/// RFC 8446 4.2.3: no PKCS #1, SHA-1 or DSA in certificate_verify, and each curve with its hash.
void TestTls13Choices::schemesFitKeys()
{
    QFETCH(QByteArray, key);
    QFETCH(Codes, fitting);
    const Credential found = credential(key.toStdString());
    Codes fits;
    for (unsigned scheme = 0; scheme <= 0xffff; ++scheme)
        if (v13::fits(static_cast<std::uint16_t>(scheme), found.publicKey))
            fits.push_back(static_cast<std::uint16_t>(scheme));
    QCOMPARE(fits, fitting);
}

void TestTls13Choices::signature()
{
    const Credential rsa = credential("server-rsa");
    const Choice<std::uint16_t> choice =
        v13::chooseSignature({rsaPss, rsaPkcs1, ecdsaSha384}, {rsaPkcs1, ecdsaSha256, rsaPss}, rsa.publicKey);
    QCOMPARE(choice.chosen, std::optional(rsaPss));
    QCOMPARE(table(choice.decision),
             std::string("signature-first-fitting-key: rsa_pkcs1_sha256: key-does-not-fit; ecdsa_secp256r1_sha256: "
                         "not-offered; rsa_pss_rsae_sha256: chosen; ecdsa_secp384r1_sha384: not-supported"));
    QVERIFY(!v13::chooseSignature({rsaPkcs1}, {rsaPkcs1}, rsa.publicKey).chosen);
}

/// RFC 8446 4.4.2.2: the first with which the server can sign; certificate_authorities is advice.
void TestTls13Choices::credentialOfAServer()
{
    PartyConfig server;
    server.signatures = {rsaPss, ecdsaSha256};
    server.credentials = {credential("server-rsa"), credential("server-ecdsa")};
    const auto chosen = [&](const Codes &accepted) {
        const Choice<const Credential *> choice = v13::chooseCredential(Side::Server, accepted, {}, server);
        std::string reasons;
        for (const Candidate &row : choice.decision.candidates)
            reasons += " " + row.reason;
        return (choice.chosen ? (*choice.chosen)->name : "none") + ":" + reasons;
    };
    QCOMPARE(chosen({ecdsaSha256, rsaPss}), std::string("server-rsa: chosen later-in-preference"));
    QCOMPARE(chosen({ecdsaSha256}), std::string("server-ecdsa: no-common-signature chosen"));
    QCOMPARE(chosen({rsaPkcs1, ecdsaSha384}), std::string("none: no-common-signature no-common-signature"));
    const std::vector<Bytes> others{subjectOf("other-root")};
    QVERIFY(v13::chooseCredential(Side::Server, {rsaPss}, others, server).chosen);
}

/// RFC 8446 4.4.2.3: a client has to keep to what the server says that it trusts.
void TestTls13Choices::credentialOfAClient()
{
    PartyConfig client;
    client.signatures = {rsaPss, ecdsaSha256};
    client.credentials = {credential("client-rsa"), credential("client-ecdsa")};
    const auto chosen = [&](const Codes &accepted, const std::vector<Bytes> &authorities) {
        const auto choice = v13::chooseCredential(Side::Client, accepted, authorities, client);
        return choice.chosen ? (*choice.chosen)->name : choice.decision.candidates.front().reason;
    };
    QCOMPARE(chosen({rsaPss, ecdsaSha256}, {}), std::string("client-rsa"));
    QCOMPARE(chosen({ecdsaSha256}, {}), std::string("client-ecdsa"));
    QCOMPARE(chosen({rsaPss}, {subjectOf("root")}), std::string("client-rsa"));
    QCOMPARE(chosen({rsaPss}, {subjectOf("other-root")}), std::string("not-offered"));
    QCOMPARE(chosen({rsaPkcs1}, {}), std::string("no-common-signature"));
}

void TestTls13Choices::psk_data()
{
    using Offers = std::vector<v13::PskOffer>;
    QTest::addColumn<Offers>("offers");
    QTest::addColumn<int>("chosen"); // -1: none
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("the first known") << Offers{known("a"), known("b")} << 0
                                     << QByteArray("psk-first-known: a: chosen; b: later-in-preference");
    QTest::newRow("unknown before it") << Offers{{"x", false, false, HashName::Sha256, {}}, known("b")} << 1
                                       << QByteArray("psk-first-known: x: psk-unknown; b: chosen");
    QTest::newRow("somebody else's ticket") << Offers{{"ticket", false, true, HashName::Sha256, {}}, known("b")} << 1
                                            << QByteArray("psk-first-known: ticket: ticket-not-readable; b: chosen");
    QTest::newRow("with another hash") << Offers{known("a", HashName::Sha384)} << -1
                                       << QByteArray("psk-none: a: psk-other-hash");
    QTest::newRow("too old") << Offers{{"ticket", true, true, HashName::Sha256, "session-expired"}} << -1
                             << QByteArray("psk-none: ticket: session-expired");
    QTest::newRow("none") << Offers{} << -1 << QByteArray("psk-none:");
}

/// RFC 8446 4.2.11: the server takes one of those on offer, or none and goes on with a certificate.
void TestTls13Choices::psk()
{
    using Offers = std::vector<v13::PskOffer>;
    QFETCH(Offers, offers);
    QFETCH(int, chosen);
    QFETCH(QByteArray, expected);
    const Choice<std::size_t> choice =
        v13::choosePsk(offers, {HashName::Sha256}, {PskMode::DheKe}, {PskMode::DheKe, PskMode::Ke});
    QCOMPARE(table(choice.decision), expected.toStdString());
    QCOMPARE(choice.chosen ? int(*choice.chosen) : -1, chosen);
    const Choice<std::size_t> without = v13::choosePsk(offers, {HashName::Sha256}, {PskMode::Ke}, {PskMode::DheKe});
    QVERIFY(!without.chosen);
    if (chosen >= 0)
        QCOMPARE(without.decision.candidates[std::size_t(chosen)].reason, std::string("psk-no-common-mode"));
}

/// psk_dhe_ke where both can, for it keeps forward secrecy.
void TestTls13Choices::commonModes()
{
    const std::vector<PskMode> ke{PskMode::Ke}, dhe{PskMode::DheKe}, both{PskMode::Ke, PskMode::DheKe};
    QCOMPARE(v13::commonMode(both, both), std::optional(PskMode::DheKe));
    QCOMPARE(v13::commonMode(both, ke), std::optional(PskMode::Ke));
    QCOMPARE(v13::commonMode(dhe, both), std::optional(PskMode::DheKe));
    QCOMPARE(v13::commonMode(ke, dhe), std::optional<PskMode>());
    QCOMPARE(v13::commonMode({static_cast<PskMode>(0x2a)}, both), std::optional<PskMode>()); // GREASE
}

void TestTls13Choices::keyExchangeNames()
{
    QCOMPARE(v13::keyExchangeName(false, x25519), std::string("ECDHE"));
    QCOMPARE(v13::keyExchangeName(true, secp256r1), std::string("ECDHE_PSK"));
    QCOMPARE(v13::keyExchangeName(false, 256), std::string("DHE"));
    QCOMPARE(v13::keyExchangeName(true, 256), std::string("DHE_PSK"));
}

/// RFC 8446 4.2, the table: what stands in the messages that nobody asks for by an extension of their own.
void TestTls13Choices::placesOfExtensions()
{
    const auto holds = [](Place place, const char *name) {
        const std::vector<std::string> list = v13::extensionsOf(place);
        return std::find(list.begin(), list.end(), name) != list.end();
    };
    for (const Place place : {Place::CertificateRequest, Place::Certificate}) {
        QVERIFY(holds(place, "status_request"));
        QVERIFY(holds(place, "signed_certificate_timestamp"));
        QVERIFY(!holds(place, "key_share"));
    }
    QVERIFY(holds(Place::CertificateRequest, "signature_algorithms"));
    QVERIFY(holds(Place::CertificateRequest, "certificate_authorities"));
    QVERIFY(!holds(Place::Certificate, "signature_algorithms"));
    QCOMPARE(v13::extensionsOf(Place::NewSessionTicket), std::vector<std::string>{"early_data"});
    QCOMPARE(v13::extensionsOf(Place::HelloRetryRequest),
             (std::vector<std::string>{"supported_versions", "key_share", "cookie"}));
}

QTEST_GUILESS_MAIN(TestTls13Choices)
#include "tst_tls13choices.moc"
