// SPDX-License-Identifier: GPL-3.0-or-later

// Responses of RFC 6960 that a server staples: issued, and judged.

#include "authority.h"
#include "print.h"

#include <openssl/ocsp.h>

using namespace hd;
using namespace hd::test;

class TestOcsp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void goodRevokedAndOutdated_data();
    void goodRevokedAndOutdated();
    void libcryptoVerifiesIt();
    void theSameSeedMakesTheSame();
    void anotherSignerIsRefused();
    void anotherCertificateIsRefused();
    void everyKindOfIssuerSigns_data();
    void everyKindOfIssuerSigns();
    void brokenResponsesAreRefused();
    void aResponderThatIsBusySaysSo();

private:
    Bytes issued(bool revoked, std::int64_t thisUpdate = now - 3600, std::int64_t nextUpdate = now + 3600)
    {
        return crypto::issueOcspResponse(m_context, m_leaf->certificate, m_root->certificate, m_root->key,
                                         {revoked, thisUpdate, nextUpdate});
    }
    crypto::OcspVerdict judged(ByteView response, std::int64_t at = now)
    {
        return crypto::checkOcspResponse(m_context, response, m_leaf->certificate, m_root->certificate, at);
    }

    crypto::Context m_context;
    std::optional<Party> m_root, m_leaf, m_otherRoot, m_otherLeaf;
};

static std::string said(const crypto::OcspVerdict &verdict)
{
    return verdict.actual + (verdict.good ? "" : ", " + names::alert(verdict.alert));
}

void TestOcsp::initTestCase()
{
    m_root = issue(m_context, "root", caSpec("Root", std::nullopt), nullptr);
    m_leaf = issue(m_context, "server-rsa", leafSpec(), &*m_root);
    m_otherRoot = issue(m_context, "other-root", caSpec("Root", std::nullopt), nullptr);
    crypto::CertificateSpec other = leafSpec();
    other.serial = 2;
    m_otherLeaf = issue(m_context, "server-ecdsa", other, &*m_root);
}

void TestOcsp::goodRevokedAndOutdated_data()
{
    QTest::addColumn<bool>("revoked");
    QTest::addColumn<qlonglong>("after"); // thisUpdate, from an hour before to one after
    QTest::addColumn<QString>("expected");
    const QString outdated = QStringLiteral("out of date, bad_certificate_status_response");
    QTest::newRow("good") << false << 0LL << QStringLiteral("good");
    QTest::newRow("revoked") << true << 0LL << QStringLiteral("revoked, certificate_revoked");
    QTest::newRow("at thisUpdate") << false << -3600LL << QStringLiteral("good");
    QTest::newRow("at nextUpdate") << false << 3600LL << QStringLiteral("good");
    QTest::newRow("before thisUpdate") << false << -3601LL << outdated;
    QTest::newRow("after nextUpdate") << false << 3601LL << outdated;
    QTest::newRow("revoked and old") << true << 9999LL << outdated;
}

void TestOcsp::goodRevokedAndOutdated()
{
    QFETCH(bool, revoked);
    QFETCH(qlonglong, after);
    QFETCH(QString, expected);
    QCOMPARE(said(judged(issued(revoked), now + after)), expected.toStdString());
}

/// With the times of the scenario, not of this machine.
void TestOcsp::libcryptoVerifiesIt()
{
    const Bytes der = issued(false);
    const std::uint8_t *at = der.data();
    OCSP_RESPONSE *response = d2i_OCSP_RESPONSE(nullptr, &at, static_cast<long>(der.size()));
    QVERIFY(response);
    OCSP_BASICRESP *basic = OCSP_response_get1_basic(response);
    STACK_OF(X509) *signers = sk_X509_new_null();
    sk_X509_push(signers, m_root->certificate.handle());
    QCOMPARE(OCSP_basic_verify(basic, signers, nullptr, OCSP_TRUSTOTHER), 1);
    std::tm produced{};
    QCOMPARE(ASN1_TIME_to_tm(OCSP_resp_get0_produced_at(basic), &produced), 1);
    QCOMPARE(static_cast<std::int64_t>(timegm(&produced)), now - 3600);
    sk_X509_free(signers);
    OCSP_BASICRESP_free(basic);
    OCSP_RESPONSE_free(response);
}

void TestOcsp::theSameSeedMakesTheSame()
{
    for (const char *key : {"root", "ecdsa-root"}) {
        const Party root = issue(m_context, key, caSpec("Root", std::nullopt), nullptr);
        Bytes made[2];
        for (Bytes &response : made) {
            CountingEntropy entropy(11);
            const crypto::Context::EntropyScope scope(m_context, entropy);
            response = crypto::issueOcspResponse(m_context, m_leaf->certificate, root.certificate, root.key,
                                                 {false, now, now + day});
            QCOMPARE(entropy.count(), std::size_t{32});
        }
        QCOMPARE(made[0], made[1]);
    }
}

void TestOcsp::anotherSignerIsRefused()
{
    // The same names, another key
    const Bytes response = crypto::issueOcspResponse(m_context, m_leaf->certificate, m_otherRoot->certificate,
                                                     m_otherRoot->key, {false, now, now + day});
    QCOMPARE(said(judged(response)), std::string("signed by another, bad_certificate_status_response"));
}

void TestOcsp::anotherCertificateIsRefused()
{
    const Bytes response = crypto::issueOcspResponse(m_context, m_otherLeaf->certificate, m_root->certificate,
                                                     m_root->key, {false, now, now + day});
    QCOMPARE(said(judged(response)), std::string("about another certificate, bad_certificate_status_response"));
}

void TestOcsp::everyKindOfIssuerSigns_data()
{
    QTest::addColumn<QString>("key");
    for (const char *key : {"root", "ecdsa-root", "server-dsa", "server-ed25519"})
        QTest::newRow(key) << QString::fromUtf8(key);
}

void TestOcsp::everyKindOfIssuerSigns()
{
    QFETCH(QString, key);
    const Party root = issue(m_context, key.toUtf8().constData(), caSpec("Root", std::nullopt), nullptr);
    const Party leaf = issue(m_context, "server-rsa", leafSpec(), &root);
    const Bytes response =
        crypto::issueOcspResponse(m_context, leaf.certificate, root.certificate, root.key, {false, now, now + day});
    QVERIFY(crypto::checkOcspResponse(m_context, response, leaf.certificate, root.certificate, now).good);
}

/// tbsResponseData, DER
static Bytes signedPart(const Bytes &response)
{
    const std::uint8_t *at = response.data();
    OCSP_RESPONSE *parsed = d2i_OCSP_RESPONSE(nullptr, &at, static_cast<long>(response.size()));
    OCSP_BASICRESP *basic = OCSP_response_get1_basic(parsed);
    auto *data = const_cast<OCSP_RESPDATA *>(OCSP_resp_get0_respdata(basic));
    std::uint8_t *der = nullptr;
    const int length = i2d_OCSP_RESPDATA(data, &der);
    const Bytes part(der, der + length);
    OPENSSL_free(der);
    OCSP_BASICRESP_free(basic);
    OCSP_RESPONSE_free(parsed);
    return part;
}

void TestOcsp::brokenResponsesAreRefused()
{
    const Bytes whole = issued(false);
    for (std::size_t length = 0; length < whole.size(); ++length)
        QCOMPARE(said(judged(ByteView(whole).first(length))),
                 std::string("no OCSPResponse, bad_certificate_status_response"));
    QVERIFY(!judged(concat({whole, Bytes{0}})).good);
    const Bytes covered = signedPart(whole);
    const auto from = std::search(whole.begin(), whole.end(), covered.begin(), covered.end()) - whole.begin();
    for (std::size_t at = 0; at < whole.size(); ++at) {
        Bytes damaged = whole;
        damaged[at] ^= 0x01;
        const crypto::OcspVerdict verdict = judged(damaged);
        const std::size_t within = at - static_cast<std::size_t>(from); // huge when it is before
        QVERIFY2(!verdict.good || within >= covered.size(), qPrintable(QString::number(at)));
        QVERIFY(verdict.good || (verdict.alert != 0 && !verdict.actual.empty()));
    }
}

/// RFC 6960 4.2.1: an error has no response bytes.
void TestOcsp::aResponderThatIsBusySaysSo()
{
    QCOMPARE(said(judged(Bytes{0x30, 0x03, 0x0a, 0x01, 0x03})),
             std::string("trylater, bad_certificate_status_response"));
    QCOMPARE(said(judged(Bytes{0x30, 0x03, 0x0a, 0x01, 0x00})),
             std::string("no basic response, bad_certificate_status_response"));
}

QTEST_GUILESS_MAIN(TestOcsp)
#include "tst_ocsp.moc"
