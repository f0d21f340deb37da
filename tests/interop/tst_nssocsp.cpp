// SPDX-License-Identifier: GPL-3.0-or-later

// Stapled OCSP responses between us and NSS: what its server makes and we judge, and what we send and it judges.

#include "loopback.h"
#include "nssdatabase.h"
#include "tcpparty.h"

#include <QtTest>

using namespace hd;
using namespace hd::test;

Q_DECLARE_METATYPE(hd::Status)

class TestNssOcsp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theirResponse_data();
    void theirResponse();
    void ourResponse_data();
    void ourResponse();

private:
    PartyConfig config(Side ours)
    {
        return configOf(plain(ours, tls12, *cipherSuite("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")), m_identities);
    }

    crypto::Context m_context;
    const std::int64_t m_now = SystemClock().unixTime(); // NSS has no other clock
    Identities m_identities{m_context, m_now};
    CredentialFiles m_files{m_identities};
    std::string m_database;
};

void TestNssOcsp::initTestCase()
{
    if (const std::string reason = whyNotHere("unshare,ip,tstclnt,selfserv,certutil,pk12util,openssl"); !reason.empty())
        QSKIP(reason.c_str());
    // A certificate keeps its first name, and the chain of server-rsa names none.
    m_database = nssDatabase(m_files, "nss", {"intermediate", "server-rsa"});
}

void TestNssOcsp::theirResponse_data()
{
    QTest::addColumn<Status>("status");
    QTest::addColumn<QByteArray>("judged");
    QTest::addColumn<int>("alert");
    const int none = -1, revoked = int(Alert::CertificateRevoked), bad = int(Alert::BadCertificateStatusResponse);
    QTest::newRow("good") << Status::Open << QByteArray("good") << none;
    QTest::newRow("revoked") << Status::Failed << QByteArray("revoked") << revoked;
    QTest::newRow("unknown") << Status::Failed << QByteArray("unknown") << bad;
    QTest::newRow("badsig") << Status::Failed << QByteArray("signed by another") << bad;
    QTest::newRow("corrupted") << Status::Failed << QByteArray("no OCSPResponse") << bad;
    QTest::newRow("failure") << Status::Failed << QByteArray("trylater") << bad;
}

void TestNssOcsp::theirResponse()
{
    QFETCH(Status, status);
    QFETCH(QByteArray, judged);
    QFETCH(int, alert);
    const std::uint16_t port = freePort();
    PeerProcess server({"selfserv", "-d", m_database, "-p", std::to_string(port), "-V", "tls1.2:tls1.2", "-v", "-n",
                        "server-rsa", "-T", QTest::currentDataTag(), "-A", "intermediate"});
    QVERIFY2(until([&] { return server.output().find("About to call accept") != std::string::npos; }, {&server}),
             server.output().c_str());
    PartyConfig asking = config(Side::Client);
    asking.statusRequest = true;
    TcpParty us(Side::Client, asking, m_context, connectTo(port));
    until([&] { return us.endpoint().status() != Status::Handshaking; }, {&us, &server});
    QVERIFY2(us.endpoint().status() == status, us.report().c_str());
    QCOMPARE(us.endpoint().alert() ? int(*us.endpoint().alert()) : -1, alert);
    QByteArray actual;
    for (const Check &check : us.recorder().account().checks)
        if (check.name == "certificate_status.response")
            actual = QByteArray::fromStdString(check.actual);
    QCOMPARE(actual, judged);
}

void TestNssOcsp::ourResponse_data()
{
    QTest::addColumn<bool>("revoked");
    QTest::addColumn<int>("hoursLeft");
    QTest::addColumn<int>("exitCode"); // as the help of tstclnt has it
    QTest::newRow("good") << false << 48 << 0;
    QTest::newRow("revoked") << true << 48 << 3;
    QTest::newRow("outdated") << false << -48 << 2;
}

/// It wants "fresh revocation info", of OCSP only, and has nobody to ask but us.
void TestNssOcsp::ourResponse()
{
    QFETCH(bool, revoked);
    QFETCH(int, hoursLeft);
    QFETCH(int, exitCode);
    PartyConfig stapling = config(Side::Server);
    const std::vector<crypto::Certificate> &chain = stapling.credentials.front().chain;
    stapling.credentials.front().ocspResponse =
        crypto::issueOcspResponse(m_context, chain[0], chain[1], m_identities.find("intermediate").key,
                                  {revoked, m_now - 96 * 3600, m_now + hoursLeft * 3600});
    Listener listener;
    PeerProcess client({"tstclnt", "-d", m_database, "-h", "127.0.0.1", "-p", std::to_string(listener.port()), "-a",
                        serverHost, "-V", "tls1.2:tls1.2", "-v", "-T", "-F", "-M", "1", "-O"});
    int socket = -1;
    QVERIFY2(until([&] { return (socket = listener.takeConnection()) >= 0; }, {&listener, &client}),
             client.output().c_str());
    TcpParty us(Side::Server, stapling, m_context, socket);
    until([&] { return client.descriptor() < 0; }, {&us, &client});
    QVERIFY2(client.output().find("Received 1 Cert Status items") != std::string::npos, client.output().c_str());
    QCOMPARE(client.waitForEnd(), exitCode);
}

static int runTests(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    TestNssOcsp tests;
    return QTest::qExec(&tests, argc, argv);
}

int main(int argc, char **argv)
{
    return runOnLoopback(argc, argv, &runTests);
}

#include "tst_nssocsp.moc"
