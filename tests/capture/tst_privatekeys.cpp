// SPDX-License-Identifier: GPL-3.0-or-later

// With a server's RSA key an RSA key exchange is opened from SSL 3.0 on, and says the same as the key log. Where the
// key cannot help, the reason is told and nothing is opened.

#include "builtins.h"
#include "imported.h"
#include "keylogged.h"
#include "print.h"

#include "formats/pcapng.h"
#include "scenario/pki.h"

#include <QtTest>

#include <openssl/pem.h>

using namespace hd;
using namespace hd::test;

class tst_PrivateKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensWhatTheKeyLogOpens_data();
    void opensWhatTheKeyLogOpens();
    void saysWhyItCannotHelp_data();
    void saysWhyItCannotHelp();
    void aSpoiltExchangeIsNoticed();
    void theKeyLogComesFirst();
    void refusesWhatIsNoKey_data();
    void refusesWhatIsNoKey();

private:
    static std::string pemOf(const CaptureFolder &folder, const char *credential);
};

std::string tst_PrivateKeys::pemOf(const CaptureFolder &folder, const char *credential)
{
    crypto::Context context;
    Pki pki(context, 1768478400);
    const auto found = pki.credential(credential);
    if (const Error *error = std::get_if<Error>(&found))
        qFatal("%s", error->text().c_str());
    BIO *bio = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey(bio, std::get<Pki::Credential>(found).key.handle(), nullptr, nullptr, 0, nullptr, nullptr);
    char *text = nullptr;
    const long length = BIO_get_mem_data(bio, &text);
    const std::string path = folder.write(credential, QByteArray(text, length));
    BIO_free(bio);
    return path;
}

static std::shared_ptr<const ui::CaptureIndex> captureOf(const CaptureFolder &folder, const Trace &trace)
{
    const Bytes bytes = pcapng(trace, false);
    return indexOf(
        folder.write("x.pcapng", {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())}));
}

void tst_PrivateKeys::opensWhatTheKeyLogOpens_data()
{
    QTest::addColumn<QByteArray>("scenario");
    QTest::addColumn<QByteArray>("setting");
    const auto row = [](const char *name, const char *scenario, const char *setting) {
        QTest::newRow(name) << QByteArray(scenario) << QByteArray(setting);
    };
    row("SSL 3.0", "ssl3-rsa", "");
    row("SSL 3.0, SSL 2.0's hello", "sslv2-hello", "");
    row("TLS 1.0", "tls12-rsa", "client.versions=[\"tls1.0\"]");
    row("TLS 1.1", "tls12-rsa", "client.versions=[\"tls1.1\"]");
    row("TLS 1.2", "tls12-rsa", "");
    row("TLS 1.2, GCM", "tls12-rsa", "client.suites=[\"TLS_RSA_WITH_AES_128_GCM_SHA256\"]");
    row("RC4", "rc4", "");
    row("no cipher", "null-cipher", "");
    row("extended master secret", "tls12-rsa", "client.ems=on");
    row("encrypt-then-MAC", "tls12-rsa", "client.etm=on");
}

/// Both sides take what is set; suites that only one version has are as the scenario has them.
static std::shared_ptr<const Trace> runWith(const QByteArray &scenario, const QByteArray &setting)
{
    std::vector<std::string> settings;
    if (!setting.isEmpty()) {
        settings.push_back(setting.toStdString());
        settings.push_back("server" + setting.mid(setting.indexOf('.')).toStdString());
        if (setting.contains("tls1.0") || setting.contains("tls1.1"))
            for (const char *side : {"client", "server"})
                settings.push_back(std::string(side) + ".suites=[\"TLS_RSA_WITH_AES_128_CBC_SHA\"]");
    }
    return runBuiltin(scenario.toStdString(), settings);
}

void tst_PrivateKeys::opensWhatTheKeyLogOpens()
{
    QFETCH(const QByteArray, scenario);
    QFETCH(const QByteArray, setting);
    const std::shared_ptr<const Trace> trace = runWith(scenario, setting);
    QVERIFY(trace->outcome.expected);
    if (setting.contains("ems"))
        QVERIFY(trace->negotiated.extendedMasterSecret);
    const CaptureFolder folder;
    const std::vector<std::string> keys{pemOf(folder, "client-rsa"), pemOf(folder, "server-rsa")};
    const std::shared_ptr<const Trace> opened = openedOf(*captureOf(folder, *trace), 1, {{}, keys});
    QCOMPARE(textOf(opened->notices), std::string());
    compareSeen(*opened, observe(wireOf(*trace), secretsOf(*trace)));
}

void tst_PrivateKeys::saysWhyItCannotHelp_data()
{
    QTest::addColumn<QByteArray>("scenario");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("told");
    const auto row = [](const char *scenario, const char *key, const char *told) {
        QTest::newRow(scenario + QByteArray(" ") + key) << QByteArray(scenario) << QByteArray(key) << QByteArray(told);
    };
    row("tls12-ecdhe-gcm", "server-rsa", "the keys were agreed by ECDHE_RSA");
    row("classic", "server-rsa", "the keys were agreed by DHE_RSA");
    row("tls13", "server-rsa", "the keys were agreed by TLS 1.3");
    row("tls12-rsa", "client-rsa", "is not that of the server's certificate, CN=server.hellodone.test");
    row("export-rsa", "server-rsa", "to a temporary key of the server");
    row("resumption-session-id", "server-rsa", "a session was resumed");
}

void tst_PrivateKeys::saysWhyItCannotHelp()
{
    QFETCH(const QByteArray, scenario);
    QFETCH(const QByteArray, key);
    QFETCH(const QByteArray, told);
    const std::shared_ptr<const Trace> trace = runBuiltin(scenario.toStdString());
    const CaptureFolder folder;
    const std::shared_ptr<const Trace> opened =
        openedOf(*captureOf(folder, *trace), 1, {{}, {pemOf(folder, key.constData())}});
    QVERIFY2(textOf(opened->notices).find(told.toStdString()) != std::string::npos, textOf(opened->notices).c_str());
    compareSeen(*opened, observe(wireOf(*trace)));
}

/// The right key, and on the way somebody changed client_key_exchange: what comes of it opens nothing.
void tst_PrivateKeys::aSpoiltExchangeIsNoticed()
{
    Trace trace = *runBuiltin("tls12-rsa");
    const MessageId exchange = *messageOf(trace, "client_key_exchange", Side::Client);
    Record &record = trace.records[trace[exchange].spans[0].record.index];
    record.wire.back() = static_cast<std::uint8_t>(record.wire.back() ^ 1);
    const CaptureFolder folder;
    const std::shared_ptr<const Trace> opened =
        openedOf(*captureOf(folder, trace), 1, {{}, {pemOf(folder, "server-rsa")}});
    const std::string notices = textOf(opened->notices);
    QVERIFY2(notices.find("does not open") != std::string::npos, notices.c_str());
    for (const Message &message : opened->messages)
        QVERIFY2(!message.encrypted || message.bytes.empty(), message.name.c_str());
}

void tst_PrivateKeys::theKeyLogComesFirst()
{
    const std::shared_ptr<const Trace> trace = runBuiltin("classic");
    const CaptureFolder folder;
    const std::string log = folder.write("keys.log", QByteArray::fromStdString(keyLog(*trace)));
    const std::shared_ptr<const Trace> opened =
        openedOf(*captureOf(folder, *trace), 1, {log, {pemOf(folder, "server-rsa")}});
    QCOMPARE(textOf(opened->notices), std::string());
    compareSeen(*opened, observe(wireOf(*trace), secretsOf(*trace)));
}

void tst_PrivateKeys::refusesWhatIsNoKey_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("nothing") << QByteArray() << QByteArray("no private key");
    QTest::newRow("text") << QByteArray("hello") << QByteArray("no private key");
    QTest::newRow("broken") << QByteArray("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")
                            << QByteArray("no private key");
}

void tst_PrivateKeys::refusesWhatIsNoKey()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QByteArray, told);
    const CaptureFolder folder;
    const auto capture = captureOf(folder, *runBuiltin("tls12-rsa"));
    const std::string path = folder.write("key.pem", content);
    const auto opened = capture->open(1, {{}, {path}});
    QVERIFY(std::holds_alternative<Error>(opened));
    QVERIFY(std::get<Error>(opened).text().find(told.toStdString()) != std::string::npos);
    QVERIFY(std::get<Error>(opened).text().find("key.pem") != std::string::npos);
    const auto ecdsa = capture->open(1, {{}, {pemOf(folder, "server-ecdsa")}});
    QVERIFY(std::get<Error>(ecdsa).text().find("this is no RSA key") != std::string::npos);
    const auto missing = capture->open(1, {path + "x", {}});
    QVERIFY(std::get<Error>(missing).text().find("cannot be read") != std::string::npos);
}

QTEST_GUILESS_MAIN(tst_PrivateKeys)
#include "tst_privatekeys.moc"
