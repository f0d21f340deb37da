// SPDX-License-Identifier: GPL-3.0-or-later

// The choices: what is taken, what the whole table says, and why each row was not it. Long because every choice of the
// handshake has its table here, and they are read best side by side.

#include "print.h"

#include "wiretap.h"

#include "handshake/negotiation.h"

using namespace hd;
using namespace hd::test;

namespace {

using Codes = std::vector<std::uint16_t>;

constexpr std::uint16_t ecdsaGcm = 0xc02b, ecdheGcm = 0xc02f, dheGcm = 0x009e, rsaGcm = 0x009c, rsaCbc = 0x002f;
constexpr std::uint16_t rsaSha256 = 0x0401, rsaSha384 = 0x0501, ecdsaSha256 = 0x0403;

Credential credential(const std::string &name)
{
    Stage &stage = Stage::instance();
    Pki::Credential found = std::get<Pki::Credential>(stage.pki.credential(name));
    crypto::PublicKey key = found.chain.front().publicKey(stage.context);
    return {name, std::move(found.chain), std::move(found.key), std::move(key)};
}

PartyConfig config(Codes suites, Codes groups, Codes signatures, const std::vector<std::string> &certificates)
{
    PartyConfig party;
    party.suites = std::move(suites);
    party.groups = std::move(groups);
    party.signatures = std::move(signatures);
    for (const std::string &name : certificates)
        party.credentials.push_back(credential(name));
    return party;
}

/// "TLS_A: chosen; TLS_B: not-offered"
std::string table(const Decision &decision)
{
    std::string text;
    for (const Candidate &row : decision.candidates)
        text += (text.empty() ? "" : "; ") + row.name + ": " + row.reason;
    return text;
}

/// What is wrong with the flags of @p decision; empty when they agree with each other.
std::string contradiction(const Decision &decision)
{
    std::size_t chosen = 0;
    bool usableBefore = false;
    for (const Candidate &row : decision.candidates) {
        chosen += row.chosen;
        if (row.usable && !(row.offered && row.supported))
            return row.name + " is usable, but not offered and supported";
        if (row.chosen && (!row.usable || usableBefore || decision.chosen != row.name || row.reason != "chosen"))
            return row.name + " is chosen, but not the first usable";
        if (row.reason.empty() || row.name.empty())
            return "a row says nothing";
        usableBefore = usableBefore || row.usable;
    }
    if (chosen != (decision.chosen.empty() ? 0U : 1U) || usableBefore == decision.chosen.empty())
        return "not exactly one is chosen";
    if (decision.chosen.empty() != (decision.rule == "none-in-common"))
        return "the rule is " + decision.rule;
    return decision.clause.starts_with("RFC ") ? "" : "no clause";
}

/// Chosen name and table.
template<class T>
std::string said(const Choice<T> &choice)
{
    if (choice.chosen.has_value() == choice.decision.chosen.empty())
        return "the choice is not what the table says";
    const std::string wrong = contradiction(choice.decision);
    return wrong.empty() ? choice.decision.chosen + " of " + table(choice.decision) : wrong;
}

std::string suite(std::uint16_t code)
{
    return names::suite(code);
}

struct SuiteCase
{
    const char *name;
    Codes offered;
    std::optional<Codes> groups;
    Codes signatures;
    PartyConfig server;
    std::string chosen; ///< name; empty: none
    std::string reason; ///< why the server's first suite was not taken
};

const std::vector<SuiteCase> &suiteCases()
{
    const Codes curves{29, 23}, all{29, 23, 256}, signatures{rsaSha256, ecdsaSha256};
    static const std::vector<SuiteCase> cases{
        {"first of the server",
         {rsaGcm, ecdheGcm},
         all,
         signatures,
         config({ecdheGcm, rsaGcm}, all, signatures, {"server-rsa"}),
         suite(ecdheGcm),
         "chosen"},
        {"not offered",
         {rsaGcm},
         all,
         signatures,
         config({ecdheGcm, rsaGcm}, all, signatures, {"server-rsa"}),
         suite(rsaGcm),
         "not-offered"},
        {"no certificate for it",
         {ecdsaGcm, ecdheGcm},
         all,
         signatures,
         config({ecdsaGcm, ecdheGcm}, all, signatures, {"server-rsa"}),
         suite(ecdheGcm),
         "no-certificate-for-it"},
        {"no certificate at all",
         {ecdheGcm, rsaGcm},
         all,
         signatures,
         config({ecdheGcm, rsaGcm}, all, signatures, {}),
         "",
         "no-certificate-for-it"},
        {"certificate of a curve that the client does not know",
         {ecdsaGcm},
         Codes{29},
         signatures,
         config({ecdsaGcm}, curves, signatures, {"server-ecdsa"}),
         "",
         "no-certificate-for-it"},
        {"no common curve",
         {ecdheGcm, rsaGcm},
         Codes{24},
         signatures,
         config({ecdheGcm, rsaGcm}, curves, signatures, {"server-rsa"}),
         suite(rsaGcm),
         "no-common-group"},
        {"only finite groups offered for a curve suite",
         {ecdheGcm, rsaGcm},
         Codes{256},
         signatures,
         config({ecdheGcm, rsaGcm}, all, signatures, {"server-rsa"}),
         suite(rsaGcm),
         "no-common-group"},
        {"no common finite group, RFC 7919 4",
         {dheGcm, rsaGcm},
         Codes{257},
         signatures,
         config({dheGcm, rsaGcm}, all, signatures, {"server-rsa"}),
         suite(rsaGcm),
         "no-common-group"},
        {"no finite group named, RFC 7919 4",
         {dheGcm},
         Codes{29},
         signatures,
         config({dheGcm}, curves, signatures, {"server-rsa"}),
         suite(dheGcm),
         "chosen"},
        {"no supported_groups at all, RFC 8422 4",
         {ecdheGcm},
         std::nullopt,
         signatures,
         config({ecdheGcm}, curves, signatures, {"server-rsa"}),
         suite(ecdheGcm),
         "chosen"},
        {"no common signature",
         {ecdheGcm, rsaGcm},
         all,
         {rsaSha384},
         config({ecdheGcm, rsaGcm}, all, signatures, {"server-rsa"}),
         suite(rsaGcm),
         "no-common-signature"},
        {"signature of another key",
         {ecdheGcm, rsaGcm},
         all,
         {ecdsaSha256},
         config({ecdheGcm, rsaGcm}, all, signatures, {"server-rsa"}),
         suite(rsaGcm),
         "no-common-signature"},
        {"RSA key transport needs no signature",
         {rsaCbc},
         std::nullopt,
         {},
         config({rsaCbc}, {}, {}, {"server-rsa"}),
         suite(rsaCbc),
         "chosen"},
        {"only what cannot be run",
         {0x1301, 0xfafa},
         all,
         signatures,
         config({ecdheGcm}, all, signatures, {"server-rsa"}),
         "",
         "not-offered"},
    };
    return cases;
}

} // namespace

class TestNegotiation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void version_data();
    void version();
    void suites_data();
    void suites();
    void suiteTablesNameEverything();
    void certificateThatFitsTheSuite();
    void group_data();
    void group();
    void signature_data();
    void signature();
    void compression();
    void alpn_data();
    void alpn();
    void clientCertificate_data();
    void clientCertificate();
    void decisionsOfARun();
};

void TestNegotiation::version_data()
{
    QTest::addColumn<int>("highest");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("equal") << 0x0303 << QByteArray("TLS 1.2 of TLS 1.2: chosen");
    QTest::newRow("client newer") << 0x0304 << QByteArray("TLS 1.2 of TLS 1.3: not-supported; TLS 1.2: chosen");
    QTest::newRow("client unknown") << 0x0399 << QByteArray("TLS 1.2 of 0x0399: not-supported; TLS 1.2: chosen");
    QTest::newRow("client older") << 0x0302 << QByteArray(" of TLS 1.2: version-too-new; TLS 1.1: not-supported");
    QTest::newRow("SSL 3.0") << 0x0300 << QByteArray(" of TLS 1.2: version-too-new; SSL 3.0: not-supported");
    QTest::newRow("nonsense") << 0x0000 << QByteArray(" of TLS 1.2: version-too-new; 0x0000: not-supported");
}

/// RFC 5246 E.1: "the lower of that suggested by the client in the client hello and the highest supported"
void TestNegotiation::version()
{
    QFETCH(int, highest);
    QFETCH(QByteArray, expected);
    const Choice<Version> choice = chooseVersion({static_cast<Version>(highest)}, {tls12});
    QCOMPARE(said(choice), expected.toStdString());
    if (choice.chosen)
        QCOMPARE(*choice.chosen, tls12);
    QCOMPARE(said(chooseVersion({tls11}, {tls12, tls11, tls10})),
             std::string("TLS 1.1 of TLS 1.2: version-too-new; TLS 1.1: chosen; TLS 1.0: later-in-preference"));
}

void TestNegotiation::suites_data()
{
    QTest::addColumn<qsizetype>("index");
    for (std::size_t i = 0; i < suiteCases().size(); ++i)
        QTest::newRow(suiteCases()[i].name) << qsizetype(i);
}

void TestNegotiation::suites()
{
    QFETCH(qsizetype, index);
    const SuiteCase &wanted = suiteCases()[static_cast<std::size_t>(index)];
    const Choice<SuiteChoice> choice = chooseSuite({wanted.offered, wanted.groups, wanted.signatures}, wanted.server);
    QCOMPARE(contradiction(choice.decision), std::string());
    QCOMPARE(choice.decision.chosen, wanted.chosen);
    QCOMPARE(choice.decision.candidates[0].reason, wanted.reason);
    QCOMPARE(choice.chosen.has_value(), !wanted.chosen.empty());
    if (choice.chosen) {
        QCOMPARE(std::string(choice.chosen->suite->name), wanted.chosen);
        QVERIFY(choice.chosen->credential);
    }
}

void TestNegotiation::suiteTablesNameEverything()
{
    const PartyConfig server = config({ecdheGcm, rsaGcm, rsaCbc}, {29}, {rsaSha256}, {"server-rsa"});
    const Codes offered{0xfafa, rsaCbc, 0x00ff, 0x5600, dheGcm, rsaGcm};
    const Choice<SuiteChoice> choice = chooseSuite({offered, Codes{29}, {rsaSha256}}, server);
    QCOMPARE(said(choice), suite(rsaGcm) + " of " + suite(ecdheGcm) + ": not-offered; " + suite(rsaGcm) + ": chosen; " +
                               suite(rsaCbc) + ": later-in-preference; GREASE (0xFAFA): not-supported; " +
                               "TLS_EMPTY_RENEGOTIATION_INFO_SCSV: signalling-value; TLS_FALLBACK_SCSV: " +
                               "signalling-value; " + suite(dheGcm) + ": not-supported");
    for (const Candidate &row : choice.decision.candidates)
        QCOMPARE(row.offered,
                 std::find(offered.begin(), offered.end(), static_cast<std::uint16_t>(row.code)) != offered.end());
}

/// A server with two certificates takes the one that the suite and the client's signatures call for.
void TestNegotiation::certificateThatFitsTheSuite()
{
    const PartyConfig server =
        config({ecdsaGcm, ecdheGcm}, {29, 23}, {rsaSha256, ecdsaSha256}, {"server-rsa", "server-ecdsa"});
    const Codes both{ecdsaGcm, ecdheGcm};
    auto choice = chooseSuite({both, Codes{29, 23}, {rsaSha256, ecdsaSha256}}, server);
    QCOMPARE(choice.chosen->credential->name, std::string("server-ecdsa"));
    choice = chooseSuite({both, Codes{29, 23}, {rsaSha256}}, server);
    QCOMPARE(choice.chosen->credential->name, std::string("server-rsa"));
    QCOMPARE(choice.decision.candidates[0].reason, std::string("no-common-signature"));
}

void TestNegotiation::group_data()
{
    QTest::addColumn<bool>("finite");
    QTest::addColumn<QByteArray>("offered");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<QByteArray>("rule");
    const QByteArray server("group-server-preference"), alone("group-server-alone"), none("none-in-common");
    QTest::newRow("curve of the server's choice")
        << false << QByteArray("24,23,29")
        << QByteArray("x25519 of x25519: chosen; secp256r1: later-in-preference; secp384r1: not-supported") << server;
    QTest::newRow("second curve") << false << QByteArray("256,23")
                                  << QByteArray("secp256r1 of x25519: not-offered; secp256r1: chosen") << server;
    QTest::newRow("no curve") << false << QByteArray("24")
                              << QByteArray(" of x25519: not-offered; secp256r1: not-offered; secp384r1: not-supported")
                              << none;
    QTest::newRow("nothing offered") << false << QByteArray("-")
                                     << QByteArray("x25519 of x25519: chosen; secp256r1: later-in-preference") << alone;
    QTest::newRow("finite of the server's choice")
        << true << QByteArray("29,256,257")
        << QByteArray("ffdhe3072 of ffdhe3072: chosen; ffdhe2048: later-in-preference") << server;
    QTest::newRow("no finite in common")
        << true << QByteArray("258")
        << QByteArray(" of ffdhe3072: not-offered; ffdhe2048: not-offered; ffdhe4096: not-supported") << none;
    QTest::newRow("unknown finite group")
        << true << QByteArray("300")
        << QByteArray(" of ffdhe3072: not-offered; ffdhe2048: not-offered; 0x012c: not-supported") << none;
    QTest::newRow("no finite offered") << true << QByteArray("29") << QByteArray("ffdhe4096 of ffdhe4096: chosen")
                                       << alone;
    QTest::newRow("nothing offered, finite")
        << true << QByteArray("-") << QByteArray("ffdhe4096 of ffdhe4096: chosen") << alone;
}

void TestNegotiation::group()
{
    QFETCH(bool, finite);
    QFETCH(QByteArray, offered);
    QFETCH(QByteArray, expected);
    QFETCH(QByteArray, rule);
    PartyConfig server = config({}, {29, 23, 257, 256}, {}, {});
    server.dhGroup = 258;
    ClientOffer offer;
    if (offered != "-") {
        offer.groups.emplace();
        for (const QByteArray &code : offered.split(','))
            offer.groups->push_back(code.toUShort());
    }
    const Choice<std::uint16_t> choice = chooseGroup(offer, server, *cipherSuite(finite ? 0x0067 : 0xc02f));
    QCOMPARE(said(choice), expected.toStdString());
    QCOMPARE(choice.decision.rule, rule.toStdString());
    if (choice.chosen)
        QCOMPARE(names::group(*choice.chosen), choice.decision.chosen);
}

void TestNegotiation::signature_data()
{
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("RSA") << QByteArray("server-rsa")
                         << QByteArray(
                                "rsa_pkcs1_sha384 of ecdsa_secp256r1_sha256: key-does-not-fit; rsa_pkcs1_sha384: "
                                "chosen; rsa_pkcs1_sha256: later-in-preference; rsa_pkcs1_sha512: not-supported");
    QTest::newRow("ECDSA") << QByteArray("server-ecdsa")
                           << QByteArray("ecdsa_secp256r1_sha256 of ecdsa_secp256r1_sha256: chosen; rsa_pkcs1_sha384: "
                                         "key-does-not-fit; rsa_pkcs1_sha256: key-does-not-fit; rsa_pkcs1_sha512: "
                                         "not-supported");
}

void TestNegotiation::signature()
{
    QFETCH(QByteArray, certificate);
    QFETCH(QByteArray, expected);
    const Credential signer = credential(certificate.toStdString());
    const Codes own{ecdsaSha256, rsaSha384, rsaSha256};
    QCOMPARE(said(chooseSignature(traitsOf(tls12), {rsaSha256, 0x0601, rsaSha384, ecdsaSha256}, own, signer.publicKey)),
             expected.toStdString());
    QVERIFY(!chooseSignature(traitsOf(tls12), {0x0601}, own, signer.publicKey).chosen);
    QVERIFY(!chooseSignature(traitsOf(tls12), {}, own, signer.publicKey).chosen);
    QVERIFY(!chooseSignature(traitsOf(tls12), {rsaSha256}, {}, signer.publicKey).chosen);
}

/// RFC 3749 4.2 warns of compression; only null is ever taken.
void TestNegotiation::compression()
{
    QCOMPARE(said(chooseCompression({0}, false)), std::string("null of null: chosen"));
    QCOMPARE(said(chooseCompression({1, 0}, false)), std::string("null of null: chosen; DEFLATE: not-supported"));
    QCOMPARE(said(chooseCompression({64, 0}, false)), std::string("null of null: chosen; 0x0040: not-supported"));
    QCOMPARE(said(chooseCompression({1}, false)), std::string(" of null: not-offered; DEFLATE: not-supported"));
}

void TestNegotiation::alpn_data()
{
    using Words = QByteArrayList;
    QTest::addColumn<Words>("offered");
    QTest::addColumn<Words>("supported");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("the server's preference") << Words{"http/1.1", "h2"} << Words{"h2", "http/1.1"}
                                             << QByteArray("h2 of h2: chosen; http/1.1: later-in-preference");
    QTest::newRow("the second") << Words{"http/1.1"} << Words{"h2", "http/1.1"}
                                << QByteArray("http/1.1 of h2: not-offered; http/1.1: chosen");
    QTest::newRow("none") << Words{"spdy"} << Words{"h2"} << QByteArray(" of h2: not-offered; spdy: not-supported");
    QTest::newRow("case counts") << Words{"H2"} << Words{"h2"} << QByteArray(" of h2: not-offered; H2: not-supported");
    QTest::newRow("no text") << Words{QByteArray("a\xff", 2)} << Words{"h2"}
                             << QByteArray(" of h2: not-offered; a\\xff: not-supported");
}

/// RFC 7301 3.2
void TestNegotiation::alpn()
{
    QFETCH(QByteArrayList, offered);
    QFETCH(QByteArrayList, supported);
    QFETCH(QByteArray, expected);
    const auto words = [](const QByteArrayList &list) {
        std::vector<std::string> all;
        for (const QByteArray &word : list)
            all.push_back(word.toStdString());
        return all;
    };
    const Choice<std::string> choice = chooseAlpn(words(offered), words(supported));
    QCOMPARE(said(choice), expected.toStdString());
    if (choice.chosen)
        QCOMPARE(*choice.chosen, choice.decision.chosen);
}

void TestNegotiation::clientCertificate_data()
{
    QTest::addColumn<QByteArray>("wish");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("either") << QByteArray("either") << QByteArray("client-rsa, chosen, later-in-preference");
    QTest::newRow("ECDSA only") << QByteArray("ECDSA only") << QByteArray("client-ecdsa, not-offered, chosen");
    QTest::newRow("ECDSA signature only")
        << QByteArray("ECDSA signature only") << QByteArray("client-ecdsa, no-common-signature, chosen");
    QTest::newRow("our root") << QByteArray("our root") << QByteArray("client-rsa, chosen, later-in-preference");
    QTest::newRow("another root") << QByteArray("another root") << QByteArray("none, not-offered, not-offered");
    QTest::newRow("other types") << QByteArray("other types") << QByteArray("none, not-offered, not-offered");
    QTest::newRow("no signature") << QByteArray("no signature")
                                  << QByteArray("none, no-common-signature, no-common-signature");
}

/// RFC 5246 7.4.6: the certificate must fit certificate_types, supported_signature_algorithms and
/// certificate_authorities.
void TestNegotiation::clientCertificate()
{
    QFETCH(QByteArray, wish);
    QFETCH(QByteArray, expected);
    const PartyConfig client = config({}, {}, {rsaSha256, ecdsaSha256}, {"client-rsa", "client-ecdsa"});
    CertificateWish asked{{1, 64}, {rsaSha256, ecdsaSha256}, {}};
    const auto rootOf = [](const char *name) { return credential(name).chain.back().subjectDer(); };
    if (wish == "ECDSA only")
        asked.types = {64};
    else if (wish == "ECDSA signature only")
        asked.signatures = {ecdsaSha256};
    else if (wish == "our root")
        asked.authorities = {rootOf("server-rsa")};
    else if (wish == "another root")
        asked.authorities = {rootOf("other-server")};
    else if (wish == "other types")
        asked.types = {2, 3, 65};
    else if (wish == "no signature")
        asked.signatures = {};
    const Choice<const Credential *> choice = chooseClientCertificate(traitsOf(tls12), asked, client);
    QCOMPARE(contradiction(choice.decision), std::string());
    std::string said = choice.chosen ? (*choice.chosen)->name : "none";
    for (const Candidate &row : choice.decision.candidates)
        said += ", " + row.reason;
    QCOMPARE(said, expected.toStdString());
    QVERIFY(!chooseClientCertificate(traitsOf(tls12), asked, config({}, {}, {rsaSha256}, {})).chosen);
}

/// What a run records of its choices is whole and agrees with what was done.
void TestNegotiation::decisionsOfARun()
{
    Connection connection("tls12-ecdhe-gcm", {"server.client_auth=require", "client.certificates=client-rsa"});
    connection.run();
    const Trace trace = connection.takeTrace();
    const Negotiated &agreed = connection.party(Side::Client).negotiated();
    std::vector<std::string> decided;
    for (const Decision &decision : trace.decisions) {
        QCOMPARE(contradiction(decision), std::string());
        QVERIFY(decision.message);
        decided.push_back(word(decision.by) + " " + decision.what + " = " + decision.chosen);
    }
    QCOMPARE(decided,
             (std::vector<std::string>{"server version = " + agreed.version, "server cipher_suite = " + agreed.suite,
                                       "server compression = null", "server group = " + agreed.group,
                                       "server alpn = " + agreed.alpn, "server signature = rsa_pkcs1_sha256",
                                       "client certificate = " + credential("client-rsa").chain.front().subject(),
                                       "client signature = rsa_pkcs1_sha256"}));
}

QTEST_GUILESS_MAIN(TestNegotiation)
#include "tst_negotiation.moc"
