// SPDX-License-Identifier: GPL-3.0-or-later

// The passive third party reads the connections that RFC 8448 publishes, record by record, with the secrets that it
// publishes too, and finds the messages that stand there.

#include "fixtures.h"

#include "messages/messages.h"
#include "observe/observer.h"
#include "trace/secretlabels.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace hd;

namespace {

Bytes bytesOf(const QJsonValue &hex)
{
    return *fromHex(hex.toString().toStdString());
}

struct Session
{
    QString name;
    std::vector<Chunk> wire;
    std::map<std::string, Bytes> secrets; ///< by label
    Bytes clientRandom;
    QJsonObject json;
};

Side sideOf(const QJsonObject &json)
{
    return json[u"from"].toString() == u"client" ? Side::Client : Side::Server;
}

std::vector<Session> sessions()
{
    const QJsonDocument file = QJsonDocument::fromJson(test::sourceFile(QStringLiteral("tests/vectors/rfc8448.json")));
    std::vector<Session> all;
    for (const QJsonValue value : file[u"sessions"].toArray()) {
        Session session;
        session.json = value.toObject();
        session.name = session.json[u"name"].toString();
        session.clientRandom = bytesOf(session.json[u"client"][u"random"]);
        for (const QJsonValue passed : session.json[u"wire"].toArray())
            for (const QJsonValue record : passed[u"records"].toArray())
                session.wire.push_back({sideOf(passed.toObject()), bytesOf(record), 0});
        const QJsonObject secrets = session.json[u"secrets"].toObject();
        for (const auto &[derivation, label] : secretlabel::byDerivation) {
            const QJsonValue secret = secrets[QString::fromUtf8(derivation.data())];
            if (secret.isString())
                session.secrets[std::string(label)] = bytesOf(secret);
        }
        all.push_back(std::move(session));
    }
    return all;
}

/// Of @p session, but not the secrets that are @p unknown.
Secrets secretsOf(const Session &session, const std::vector<std::string_view> &unknown = {})
{
    return [&session, unknown](std::string_view label, ByteView clientRandom) -> std::optional<Bytes> {
        const auto found = session.secrets.find(std::string(label));
        if (!equal(clientRandom, session.clientRandom) || found == session.secrets.end() ||
            std::find(unknown.begin(), unknown.end(), label) != unknown.end())
            return std::nullopt;
        return found->second;
    };
}

/// What @p side sent under protection in the handshake itself, one message after the other.
Bytes encryptedFlight(const Trace &trace, Side side)
{
    Bytes flight;
    for (const Message &message : trace.messages)
        if (message.from == side && message.encrypted && message.protocol == Protocol::Handshake &&
            message.name != "new_session_ticket" && message.name != "end_of_early_data")
            append(flight, message.bytes);
    return flight;
}

std::vector<std::string> namesOf(const Trace &trace)
{
    std::vector<std::string> names;
    for (const Message &message : trace.messages)
        names.push_back(message.name);
    return names;
}

std::size_t count(const Trace &trace, std::string_view name)
{
    const std::vector<std::string> names = namesOf(trace);
    return static_cast<std::size_t>(std::count(names.begin(), names.end(), name));
}

} // namespace

class tst_Rfc8448Observed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatIsPublished_data() { rows(); }
    void findsWhatIsPublished();
    void withoutSecretsOnlyTheHellos_data() { rows(); }
    void withoutSecretsOnlyTheHellos();
    void eachSecretOpensItsOwn_data() { rows(); }
    void eachSecretOpensItsOwn();
    void resumedWithEarlyData();
    void helloRetryRequest();
    void clientAuthentication();
    void middleboxCompatibility();

private:
    static void rows();
    static Session session(const char *section);
};

void tst_Rfc8448Observed::rows()
{
    QTest::addColumn<QString>("section");
    for (const Session &session : sessions())
        QTest::newRow(qPrintable(session.name)) << session.json[u"section"].toString();
}

Session tst_Rfc8448Observed::session(const char *section)
{
    for (Session &session : sessions())
        if (session.json[u"section"].toString() == QLatin1String(section))
            return std::move(session);
    return {};
}

void tst_Rfc8448Observed::findsWhatIsPublished()
{
    QFETCH(const QString, section);
    const Session known = session(qPrintable(section));
    const Trace seen = observe(known.wire, secretsOf(known));
    for (const Check &check : seen.checks)
        QFAIL((check.name + ": " + check.actual).c_str());
    for (const Message &message : seen.messages) {
        QVERIFY2(!message.error, (message.name + ": " + (message.error ? message.error->what : "")).c_str());
        QVERIFY2(!isOpaque(message) || message.name == "application_data", message.name.c_str());
    }
    QCOMPARE(toHex(encryptedFlight(seen, Side::Server)), toHex(bytesOf(known.json[u"server_flight"])));
    QCOMPARE(toHex(encryptedFlight(seen, Side::Client)), toHex(bytesOf(known.json[u"client_flight"])));

    // what came after, from the end backwards
    const QJsonArray after = known.json[u"after_handshake"].toArray();
    QVERIFY(seen.messages.size() > static_cast<std::size_t>(after.size()));
    for (qsizetype i = 0; i < after.size(); ++i) {
        const QJsonObject expected = after[i].toObject();
        const Message &message = seen.messages[seen.messages.size() - static_cast<std::size_t>(after.size() - i)];
        QCOMPARE(static_cast<int>(message.protocol), expected[u"content_type"].toInt());
        QVERIFY(message.from == sideOf(expected));
        QCOMPARE(toHex(message.bytes), toHex(bytesOf(expected[u"plaintext"])));
        QVERIFY(message.encrypted);
    }
    QCOMPARE(seen.negotiated.version, std::string("TLS 1.3"));
    QCOMPARE(seen.negotiated.suite, known.json[u"suite"].toString().toStdString());
    QCOMPARE(seen.negotiated.group, std::string(section == u"5" ? "secp256r1" : "x25519"));
    QVERIFY(seen.outcome.client == Status::Closed && seen.outcome.server == Status::Closed);
}

void tst_Rfc8448Observed::withoutSecretsOnlyTheHellos()
{
    QFETCH(const QString, section);
    const Session known = session(qPrintable(section));
    const Trace seen = observe(known.wire);
    QVERIFY(seen.checks.empty());
    QCOMPARE(seen.records.size(), known.wire.size());
    for (const Record &record : seen.records) {
        const bool isProtected = record.wire[0] == 23;
        QCOMPARE(record.protection == ProtectionKind::Tls13, isProtected);
        QCOMPARE(record.epoch, isProtected ? 1u : 0u);
        QCOMPARE(record.plaintext.empty(), isProtected);
        QVERIFY(!isProtected || record.type == Protocol::ApplicationData);
    }
    const std::size_t clear = count(seen, "client_hello") + count(seen, "server_hello") +
                              count(seen, "hello_retry_request") + count(seen, "change_cipher_spec");
    QCOMPARE(clear + count(seen, "application_data"), seen.messages.size());
    QCOMPARE(seen.messages.size(), known.wire.size());
    QVERIFY(seen.outcome.client == Status::Handshaking && seen.outcome.server == Status::Handshaking);
}

/// Whoever has the later secrets and not the earlier ones finds where they begin to be used.
void tst_Rfc8448Observed::eachSecretOpensItsOwn()
{
    QFETCH(const QString, section);
    const Session known = session(qPrintable(section));
    const Trace whole = observe(known.wire, secretsOf(known));
    for (const auto &[label, secret] : known.secrets) {
        if (!label.starts_with("CLIENT_") && !label.starts_with("SERVER_"))
            continue;
        const Trace seen = observe(known.wire, secretsOf(known, {label}));
        QVERIFY(seen.checks.empty());
        QCOMPARE(seen.records.size(), whole.records.size());
        std::size_t closed = 0;
        for (std::size_t i = 0; i < seen.records.size(); ++i) {
            const bool hidden = seen.records[i].plaintext.empty();
            closed += hidden;
            if (!hidden)
                QVERIFY2(seen.records[i] == whole.records[i], (label + ", record " + std::to_string(i)).c_str());
        }
        // client_hello says that there is early data, and it is read or not; what the others hide is what they protect
        QVERIFY2(closed > 0, label.c_str());
        QVERIFY2(closed < seen.records.size() - 2, label.c_str());
    }
}

void tst_Rfc8448Observed::resumedWithEarlyData()
{
    const Session known = session("4");
    const Trace seen = observe(known.wire, secretsOf(known));
    const std::vector<std::string> expected{"client_hello",
                                            "application_data",
                                            "server_hello",
                                            "encrypted_extensions",
                                            "finished",
                                            "end_of_early_data",
                                            "finished",
                                            "application_data",
                                            "application_data",
                                            "alert",
                                            "alert"};
    QVERIFY2(namesOf(seen) == expected, seen.messages.back().name.c_str());
    QCOMPARE(seen.negotiated.earlyData, std::string("accepted"));
    QVERIFY(seen.negotiated.resumed);
    QCOMPARE(seen.messages[1].epoch, 1u); // early data, handshake, application data
    QCOMPARE(seen.messages[6].epoch, 2u);
    QCOMPARE(seen.messages[7].epoch, 3u);
    QCOMPARE(seen.messages[8].epoch, 2u); // the server has no early data
    QCOMPARE(toHex(seen.messages[1].bytes), std::string("414243444546"));
}

void tst_Rfc8448Observed::helloRetryRequest()
{
    const Session known = session("5");
    const Trace seen = observe(known.wire, secretsOf(known));
    QCOMPARE(count(seen, "hello_retry_request"), std::size_t{1});
    QCOMPARE(count(seen, "client_hello"), std::size_t{2});
    QVERIFY(seen.messages[1].field("hello_retry_request.extensions.key_share"));
    for (const Message &message : seen.messages)
        QVERIFY(message.flight > 0);
}

void tst_Rfc8448Observed::clientAuthentication()
{
    const Session known = session("6");
    const Trace seen = observe(known.wire, secretsOf(known));
    QCOMPARE(count(seen, "certificate"), std::size_t{2});
    QCOMPARE(count(seen, "certificate_verify"), std::size_t{2});
    QCOMPARE(count(seen, "certificate_request"), std::size_t{1});
}

/// change_cipher_spec is in clear among protected records, and changes nothing.
void tst_Rfc8448Observed::middleboxCompatibility()
{
    const Session known = session("7");
    for (const Trace &seen : {observe(known.wire, secretsOf(known)), observe(known.wire)}) {
        QCOMPARE(count(seen, "change_cipher_spec"), std::size_t{2});
        for (const Message &message : seen.messages)
            if (message.name == "change_cipher_spec") {
                QVERIFY(!message.encrypted);
                QCOMPARE(message.epoch, 0u);
                QCOMPARE(seen[message.spans[0].record].sequence, std::uint64_t{1});
            }
    }
}

QTEST_GUILESS_MAIN(tst_Rfc8448Observed)
#include "tst_rfc8448observed.moc"
