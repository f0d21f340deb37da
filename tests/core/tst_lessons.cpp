// SPDX-License-Identifier: GPL-3.0-or-later

// Each built-in scenario shows the one thing that its description promises.

#include "builtins.h"
#include "print.h"

#include <QtTest>

#include <set>

using namespace hd;
using namespace hd::test;

namespace {

/// Something that a trace shows: a message, a derivation, a check that failed, an omission's or candidate's reason, a
/// rule, an alert.
bool shows(const Trace &trace, const std::string &what)
{
    const auto any = [](const auto &list, const auto &fits) { return std::any_of(list.begin(), list.end(), fits); };
    const std::size_t space = what.find(' ');
    const std::string kind = what.substr(0, space), key = what.substr(space + 1);
    if (kind == "message")
        return any(trace.messages, [&](const Message &message) { return message.name == key; });
    if (kind == "field")
        return any(trace.messages, [&](const Message &message) { return message.fields.find(key).has_value(); });
    if (kind == "derivation")
        return any(trace.derivations, [&](const Derivation &derivation) { return derivation.name == key; });
    if (kind == "failed")
        return any(trace.checks, [&](const Check &check) { return check.name == key && !check.passed; });
    if (kind == "omission")
        return any(trace.omissions, [&](const Omission &omission) { return omission.reason == key; });
    if (kind == "rule")
        return any(trace.decisions, [&](const Decision &decision) { return decision.rule == key; });
    if (kind == "candidate")
        return any(trace.decisions, [&](const Decision &decision) {
            return any(decision.candidates, [&](const Candidate &row) { return row.reason == key; });
        });
    if (kind == "alert")
        return any(trace.messages, [&](const Message &message) {
            const auto field = message.fields.find("alert.description");
            return field && message.fields[*field].meaning == key;
        });
    if (kind == "version")
        return trace.negotiated.version == key;
    if (kind == "early_data")
        return trace.negotiated.earlyData == key;
    if (kind == "suite")
        return trace.negotiated.suite == key;
    return false;
}

/// What each one is for.
const std::map<std::string, std::vector<const char *>> &lessons()
{
    static const std::map<std::string, std::vector<const char *>> all{
        {"classic", {"version TLS 1.2", "message certificate_verify", "message server_key_exchange"}},
        {"ssl3-rsa", {"version SSL 3.0", "field finished.verify_data.md5_hash", "omission ske-rsa-key-transport"}},
        {"ssl3-dhe", {"version SSL 3.0", "message server_key_exchange", "rule signature-by-key"}},
        {"tls10-cbc", {"version TLS 1.0", "derivation client_write_IV"}},
        {"tls11-cbc", {"version TLS 1.1"}},
        {"tls12-rsa", {"omission ske-rsa-key-transport"}},
        {"tls12-ecdhe-gcm", {"message server_key_exchange", "derivation session_hash"}},
        {"dh-anon", {"omission certificate-anonymous", "message server_key_exchange"}},
        {"null-cipher", {"suite TLS_RSA_WITH_NULL_SHA256"}},
        {"resumption-session-id", {"rule session-resumed-if-known"}},
        {"resumption-ticket", {"rule session-resumed-if-known", "field client_hello.extensions.session_ticket.ticket"}},
        {"extended-master-secret", {"derivation session_hash"}},
        {"renegotiation-secure", {"message hello_request"}},
        {"no-common-suite", {"rule none-in-common", "alert handshake_failure"}},
        {"expired-certificate", {"failed certificate.validity"}},
        {"wrong-name", {"failed certificate.name"}},
        {"unknown-ca", {"failed certificate.trust"}},
        {"alpn-mismatch", {"failed client_hello.alpn"}},
        {"fallback-scsv", {"failed client_hello.fallback_scsv"}},
        {"tls12-ecdhe-ecdsa", {"suite TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"}},
        {"dhe-dss", {"suite TLS_DHE_DSS_WITH_AES_128_CBC_SHA"}},
        {"psk", {"omission certificate-psk", "omission ske-psk-no-hint", "derivation psk"}},
        {"dhe-psk", {"field server_key_exchange.psk_identity_hint", "derivation other_secret"}},
        {"export-rsa", {"field server_key_exchange.params.rsa_modulus", "derivation final_client_write_key"}},
        {"weak-dh", {"failed server_key_exchange.dh_size"}},
        {"unknown-psk", {"failed client_key_exchange.psk_identity"}},
        {"rc4", {"suite TLS_RSA_WITH_RC4_128_SHA"}},
        {"chacha20", {"suite TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"}},
        {"compression", {"rule compression-server-preference"}},
        {"record-size", {"field server_hello.extensions.max_fragment_length.max_fragment_length"}},
        {"session-ticket", {"message new_session_ticket", "derivation session_ticket"}},
        {"resumption-declined", {"candidate session-without-ems", "message certificate"}},
        {"resumption-ems-refused", {"failed client_hello.session_ems"}},
        {"renegotiation-insecure", {"version TLS 1.1"}},
        {"no-renegotiation", {"alert no_renegotiation", "message application_data"}},
        {"user-canceled", {"alert user_canceled", "alert close_notify"}},
        {"client-certificate-none", {"omission certificate-verify-no-certificate"}},
        {"client-certificate-required", {"failed certificate.present"}},
        {"ssl3-client-certificate", {"derivation certificate_verify.hash"}},
        {"ssl3-no-certificate", {"alert no_certificate", "omission client-certificate-alert-instead"}},
        {"client-certificate-unknown-ca", {"failed certificate.trust"}},
        {"client-certificate-expired", {"failed certificate.validity"}},
        {"client-certificate-wrong-use", {"failed certificate.usage"}},
        {"client-certificate-not-admitted", {"failed certificate.allowed", "alert access_denied"}},
        {"ocsp-stapling", {"message certificate_status"}},
        {"ocsp-revoked", {"failed certificate_status.response", "alert certificate_revoked"}},
        {"ocsp-outdated", {"failed certificate_status.response", "alert bad_certificate_status_response"}},
        {"unrecognized-name", {"failed client_hello.server_name_known"}},
        {"version-negotiation", {"version TLS 1.1", "candidate not-supported", "candidate not-in-this-version"}},
        {"downgrade-sentinel", {"version TLS 1.1", "derivation server_random.drawn"}},
        {"no-common-version", {"failed client_hello.version"}},
        {"sslv2-hello", {"message v2_client_hello", "version TLS 1.0"}},
        {"tls13", {"version TLS 1.3", "message encrypted_extensions", "derivation master_secret"}},
        {"tls13-hello-retry", {"message hello_retry_request", "rule group-share-missing", "derivation message_hash"}},
        {"tls13-psk", {"derivation binder", "omission certificate-psk-tls13", "derivation shared_secret"}},
        {"tls13-early-data", {"message end_of_early_data", "early_data accepted", "rule early-data-first-ticket"}},
        {"tls13-client-auth", {"message certificate_request", "field certificate_request.extensions"}},
        {"tls13-key-update", {"message key_update", "derivation client_application_traffic_secret_1"}},
        {"tls13-downgrade", {"failed server_hello.downgrade", "alert illegal_parameter"}},
        {"tls13-chacha20", {"suite TLS_CHACHA20_POLY1305_SHA256"}},
        {"tls13-ccm", {"suite TLS_AES_128_CCM_8_SHA256"}},
        {"tls13-padding", {"version TLS 1.3"}},
        {"tls13-grease", {"message application_data"}},
        {"tls13-certificate-status",
         {"field certificate.certificate_list[0].extensions.status_request.response",
          "field certificate.certificate_list[0].extensions.signed_certificate_timestamp.sct_list[0]"}},
        {"tls13-cookie",
         {"field hello_retry_request.extensions.cookie.cookie", "field client_hello.extensions.cookie.cookie"}},
        {"tls13-post-handshake-auth",
         {"field client_hello.extensions.post_handshake_auth", "message certificate_verify"}},
        {"tls13-hybrid", {"version TLS 1.3"}},
        {"tls13-to-12", {"version TLS 1.2", "field client_hello.extensions.key_share", "message server_hello_done"}},
        {"tls13-external-psk", {"derivation binder[1]", "omission certificate-psk-tls13"}},
        {"tls13-psk-ke", {"omission certificate-psk-tls13", "derivation binder"}},
        {"tls13-early-data-rejected", {"early_data rejected", "candidate early-data-not-wanted"}},
        {"tls13-early-data-retry",
         {"early_data rejected", "message hello_retry_request", "candidate early-data-retry"}},
        {"tls13-replay", {"early_data accepted", "message application_data"}},
        {"tls13-replay-refused", {"early_data rejected", "candidate early-data-replayed"}},
        {"tls13-no-common-group", {"failed client_hello.supported_groups", "rule none-in-common"}},
        {"tls13-bad-binder", {"failed client_hello.binder", "alert decrypt_error"}},
        {"tls13-wrong-certificate-verify", {"failed certificate_verify.signature", "alert decrypt_error"}},
        {"tls13-unexpected-extension", {"failed server_hello.extensions", "alert unsupported_extension"}},
        {"insufficient-security", {"failed client_hello.cipher_suites_strength", "candidate too-weak"}},
    };
    return all;
}

std::shared_ptr<const Trace> traceOf(const std::string &name)
{
    for (const auto &trace : builtinTraces())
        if (trace->scenarioName == name)
            return trace;
    return nullptr;
}

int countOf(const Trace &trace, std::string_view message)
{
    return static_cast<int>(std::count_if(trace.messages.begin(), trace.messages.end(),
                                          [message](const Message &one) { return one.name == message; }));
}

/// Lengths of the records with application data of one side.
std::vector<std::size_t> dataLengths(const Trace &trace, Side from)
{
    std::vector<std::size_t> lengths;
    for (const Record &record : trace.records)
        if (record.from == from && record.type == Protocol::ApplicationData)
            lengths.push_back(record.wire.size());
    return lengths;
}

} // namespace

class TestLessons : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyScenarioHasALesson();
    void lessonsAreShown_data();
    void lessonsAreShown();
    void sessionsTakenUpAgainSkipTheExchange_data();
    void sessionsTakenUpAgainSkipTheExchange();
    void renegotiationIsASecondHandshake_data();
    void renegotiationIsASecondHandshake();
    void splitDataBeginsWithOneByte();
    void ivIsChainedOrFresh_data();
    void ivIsChainedOrFresh();
    void compressionBetraysTheRightGuess();
    void smallRecordsCutTheCertificate();
    void sentinelStandsInServerRandom();
    void strikingOutVersionsIsSeen();
    void greaseIsPassedOver();
    void paddingHidesTheLength();
    void keysChangeOnTheWay();
    void earlyDataComesFirst();
    void aReplayHasNoClient();
    void lateCertificatesComeAfterFinished();
    void nonceIsNumberAndIv_data();
    void nonceIsNumberAndIv();
    void hybridRunsOrSaysWhyNot();
};

void TestLessons::everyScenarioHasALesson()
{
    QCOMPARE(lessons().size(), builtinScenarios().size());
    for (const ScenarioInfo &info : builtinScenarios())
        QVERIFY2(lessons().contains(info.name), info.name.c_str());
}

void TestLessons::lessonsAreShown_data()
{
    QTest::addColumn<QByteArray>("what");
    for (const auto &[name, all] : lessons())
        for (const char *what : all)
            QTest::addRow("%s: %s", name.c_str(), what) << QByteArray(what);
}

void TestLessons::lessonsAreShown()
{
    QFETCH(QByteArray, what);
    const std::string tag = QTest::currentDataTag();
    const auto trace = traceOf(tag.substr(0, tag.find(':')));
    QVERIFY(trace && trace->outcome.expected);
    QVERIFY(shows(*trace, what.toStdString()));
}

void TestLessons::sessionsTakenUpAgainSkipTheExchange_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char *name : {"resumption-session-id", "resumption-ticket"})
        QTest::newRow(name) << QByteArray(name);
}

// RFC 5246 7.3, figure 2
void TestLessons::sessionsTakenUpAgainSkipTheExchange()
{
    QFETCH(QByteArray, name);
    const auto trace = traceOf(name.toStdString());
    QVERIFY(trace->negotiated.resumed);
    QCOMPARE(countOf(*trace, "certificate") + countOf(*trace, "client_key_exchange"), 0);
    const auto client = messageOf(*trace, "finished", Side::Client),
               server = messageOf(*trace, "finished", Side::Server);
    QVERIFY(server->index < client->index);
}

void TestLessons::renegotiationIsASecondHandshake_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("secure");
    QTest::newRow("RFC 5746") << QByteArray("renegotiation-secure") << true;
    QTest::newRow("before it") << QByteArray("renegotiation-insecure") << false;
}

void TestLessons::renegotiationIsASecondHandshake()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, secure);
    const auto trace = traceOf(name.toStdString());
    QCOMPARE(countOf(*trace, "client_hello"), 2);
    QCOMPARE(countOf(*trace, "finished"), 4);
    QCOMPARE(trace->negotiated.secureRenegotiation, secure);
    const auto last = std::find_if(trace->messages.rbegin(), trace->messages.rend(),
                                   [](const Message &message) { return message.name == "client_hello"; });
    QVERIFY(last->encrypted);
    const auto field = last->fields.find("client_hello.extensions.renegotiation_info.renegotiated_connection");
    QCOMPARE(field.has_value(), secure);
}

void TestLessons::splitDataBeginsWithOneByte()
{
    const auto trace = traceOf("tls10-cbc");
    std::vector<std::size_t> sizes;
    for (const Record &record : trace->records)
        if (record.from == Side::Client && record.type == Protocol::ApplicationData)
            sizes.push_back(record.plaintext.size());
    QCOMPARE(sizes.size(), std::size_t(2));
    QCOMPARE(sizes.front(), std::size_t(1));
    QVERIFY(sizes.back() > 1);
}

void TestLessons::ivIsChainedOrFresh_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("chained");
    QTest::newRow("TLS 1.0") << QByteArray("tls10-cbc") << true;
    QTest::newRow("TLS 1.1") << QByteArray("tls11-cbc") << false;
}

// RFC 2246 6.2.3.2: "The IV for subsequent records is the last ciphertext block from the previous record."
void TestLessons::ivIsChainedOrFresh()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, chained);
    Bytes lastBlock;
    int compared = 0;
    for (const Record &record : traceOf(name.toStdString())->records) {
        if (record.from != Side::Client || record.protection != ProtectionKind::Cbc)
            continue;
        QCOMPARE(record.explicitNonce.length, chained ? 0U : 16U);
        if (!lastBlock.empty()) {
            QCOMPARE(record.iv == lastBlock, chained);
            ++compared;
        }
        lastBlock.assign(record.wire.end() - 16, record.wire.end());
    }
    QVERIFY(compared >= 2);
}

void TestLessons::compressionBetraysTheRightGuess()
{
    const std::vector<std::size_t> lengths = dataLengths(*traceOf("compression"), Side::Client);
    QCOMPARE(lengths.size(), std::size_t(3));
    QVERIFY(lengths[2] < lengths[1]);
}

void TestLessons::smallRecordsCutTheCertificate()
{
    const auto trace = traceOf("record-size");
    QVERIFY((*trace)[*messageOf(*trace, "certificate", Side::Server)].spans.size() > 1);
    for (const Record &record : trace->records)
        QVERIFY(record.plaintext.size() <= 512);
}

// RFC 8446 4.1.3: 44 4F 57 4E 47 52 44 00
void TestLessons::sentinelStandsInServerRandom()
{
    const auto trace = traceOf("downgrade-sentinel");
    const Message &hello = (*trace)[*messageOf(*trace, "server_hello", Side::Server)];
    const Range range = hello.fields[*hello.fields.find("server_hello.random")].range;
    const Bytes random(hello.bytes.begin() + range.offset, hello.bytes.begin() + range.offset + range.length);
    QVERIFY(toHex(random).ends_with("444f574e47524400"));
}

// RFC 8446 4.1.3: 44 4F 57 4E 47 52 44 01. The client has said what the server never got to see.
void TestLessons::strikingOutVersionsIsSeen()
{
    const auto trace = traceOf("tls13-downgrade");
    const auto holds = [](const Message &hello) {
        return hello.field("client_hello.extensions.supported_versions") != nullptr;
    };
    std::vector<bool> hellos;
    for (const Message &message : trace->messages)
        if (message.name == "client_hello")
            hellos.push_back(holds(message));
    QCOMPARE(hellos, (std::vector<bool>{true, false})); // as it was sent, as it arrived
    const Message &answer = (*trace)[*messageOf(*trace, "server_hello", Side::Server)];
    const ByteView random = slice(answer.bytes, answer.field("server_hello.random")->range);
    QVERIFY(toHex(random).ends_with("444f574e47524401"));
}

// RFC 8701 3.1
void TestLessons::greaseIsPassedOver()
{
    const auto trace = traceOf("tls13-grease");
    std::map<std::string, int> strewn; // by the name of the field, or of the list that it is an element of
    const FieldTree &hello = (*trace)[*messageOf(*trace, "client_hello", Side::Client)].fields;
    for (const Field &field : hello.fields())
        if (field.meaning.starts_with("GREASE"))
            ++strewn[field.name.starts_with('[') ? hello[field.parent].name : field.name];
    for (const char *name : {"cipher_suites", "versions", "named_group_list", "group"})
        QVERIFY2(strewn[name] == 1, name);
    QCOMPARE(strewn["extension_type"], 2);
    QCOMPARE(trace->outcome.server, Status::Closed);
}

// RFC 8446 5.4
void TestLessons::paddingHidesTheLength()
{
    const auto trace = traceOf("tls13-padding");
    for (const Side side : {Side::Client, Side::Server}) {
        const std::vector<std::size_t> lengths = dataLengths(*trace, side);
        QCOMPARE(lengths.size(), std::size_t(2));
        QCOMPARE(lengths[0], lengths[1]);
    }
    QCOMPARE(std::count_if(trace->records.begin(), trace->records.end(),
                           [](const Record &record) {
                               return record.type == Protocol::ApplicationData && !record.padding.empty();
                           }),
             4);
}

void TestLessons::keysChangeOnTheWay()
{
    const auto trace = traceOf("tls13-key-update");
    QCOMPARE(countOf(*trace, "key_update"), 2); // the peer was asked to do the same
    std::set<std::uint32_t> epochs;
    for (const Message &message : trace->messages)
        if (message.name == "application_data" && message.from == Side::Client)
            epochs.insert(message.epoch);
    QCOMPARE(epochs.size(), std::size_t(2));
}

void TestLessons::earlyDataComesFirst()
{
    const auto trace = traceOf("tls13-early-data");
    const auto data = messageOf(*trace, "application_data", Side::Client),
               hello = messageOf(*trace, "server_hello", Side::Server);
    QVERIFY(data->index < hello->index);
    // and where it is not wanted, a second time
    for (const char *name : {"tls13-early-data-rejected", "tls13-early-data-retry"}) {
        std::vector<Bytes> said;
        for (const Message &message : traceOf(name)->messages)
            if (message.name == "application_data" && message.from == Side::Client)
                said.push_back(message.bytes);
        QCOMPARE(said.size(), std::size_t(2));
        QVERIFY(said[0] == said[1]);
    }
}

/// RFC 8446 8: the server has everything of a client but the client.
void TestLessons::aReplayHasNoClient()
{
    for (const char *name : {"tls13-replay", "tls13-replay-refused"}) {
        const auto trace = traceOf(name);
        QVERIFY(trace->outcome.client == Status::Handshaking && trace->outcome.server == Status::Handshaking);
        QVERIFY(messageOf(*trace, "client_hello", Side::Client) && messageOf(*trace, "finished", Side::Server));
        QVERIFY(!messageOf(*trace, "finished", Side::Client));
        for (const Derivation &derivation : trace->derivations)
            QVERIFY(derivation.by == Side::Server);
        QCOMPARE(messageOf(*trace, "application_data", Side::Client).has_value(), name == std::string("tls13-replay"));
    }
}

void TestLessons::lateCertificatesComeAfterFinished()
{
    const auto trace = traceOf("tls13-post-handshake-auth");
    const auto finished = messageOf(*trace, "finished", Side::Client),
               certificate = messageOf(*trace, "certificate", Side::Client);
    QVERIFY(finished->index < certificate->index);
    QVERIFY(messageOf(*trace, "certificate_request", Side::Server)->index > finished->index);
}

void TestLessons::nonceIsNumberAndIv_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char *name : {"tls13", "tls13-chacha20", "tls13-ccm"})
        QTest::newRow(name) << QByteArray(name);
}

// RFC 8446 5.3
void TestLessons::nonceIsNumberAndIv()
{
    QFETCH(QByteArray, name);
    const auto trace = traceOf(name.toStdString());
    const Bytes iv = (*trace)[*derivationOf(*trace, "client_application_write_iv", Side::Client)].output;
    std::uint64_t sequence = 0;
    for (const Record &record : trace->records) {
        if (record.from != Side::Client || record.type != Protocol::ApplicationData)
            continue;
        Bytes nonce = iv;
        nonce.back() ^= static_cast<std::uint8_t>(sequence++);
        QCOMPARE(record.nonce, nonce);
        QCOMPARE(record.tag.length, name == "tls13-ccm" ? 8U : 16U);
        QCOMPARE(record.explicitNonce.length, 0U);
    }
    QVERIFY(sequence > 0);
}

/// Two secrets where libcrypto has ML-KEM; elsewhere the reason why not.
void TestLessons::hybridRunsOrSaysWhyNot()
{
    const auto trace = traceOf("tls13-hybrid");
    const bool runs = trace->negotiated.group == "X25519MLKEM768";
    QVERIFY(runs || trace->negotiated.group == "x25519");
    QCOMPARE(shows(*trace, "candidate group-cannot-run"), !runs);
    QCOMPARE(shows(*trace,
                   "field client_hello.extensions.key_share.client_shares[0].key_exchange.mlkem768_encapsulation_key"),
             runs);
}

QTEST_GUILESS_MAIN(TestLessons)
#include "tst_lessons.moc"
