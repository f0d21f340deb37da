// SPDX-License-Identifier: GPL-3.0-or-later
#include "authority.h"
#include "crypto/names.h"

#include <QtTest>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

using namespace hd;
using namespace hd::crypto;
using namespace hd::test;

/// Reading and issuing certificates, and the names in them.
class TestCertificates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parsing();
    void issuedCertificatesSayWhatWasAsked();
    void hashFitsTheIssuersKey();
    void publicKeysKeepTheirEncoding();
    void dnsNames_data();
    void dnsNames();
    void ipAddresses();

private:
    Context m_context;
};

void TestCertificates::parsing()
{
    const Party root = issue(m_context, "ecdsa-root", caSpec("Root", 1), nullptr);
    const Party leaf = issue(m_context, "server-ecdsa", leafSpec(), &root);
    const std::vector<Certificate> chain{leaf.certificate, root.certificate};
    const Bytes der = leaf.certificate.der();
    for (std::size_t length = 0; length < der.size(); ++length)
        QVERIFY(!Certificate::fromDer(m_context, ByteView(der).first(length)));
    Bytes longer = der;
    longer.push_back(0);
    QVERIFY(!Certificate::fromDer(m_context, longer));
    QCOMPARE(hex(Certificate::fromDer(m_context, der)->der()), hex(der));

    Context other; // which has not seen it yet
    QCOMPARE(hex(Certificate::fromDer(other, der)->der()), hex(der));
    QByteArray pem = "a line before\n";
    for (const Certificate &certificate : chain) {
        const Bytes bytes = certificate.der();
        pem +=
            "-----BEGIN CERTIFICATE-----\n" +
            QByteArray(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())).toBase64() +
            "\n-----END CERTIFICATE-----\n";
    }
    pem += test::sourceFile(QStringLiteral("resources/pki/root.pem")); // other things are passed over
    const std::vector<Certificate> all = Certificate::fromPem(other, pem.toStdString());
    QCOMPARE(all.size(), chain.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        QCOMPARE(hex(all[i].der()), hex(chain[i].der()));
    QVERIFY(Certificate::fromPem(other, "").empty());
}

void TestCertificates::issuedCertificatesSayWhatWasAsked()
{
    CertificateSpec spec = leafSpec();
    spec.commonName = "Röntgen, \"demo\" <&>";
    spec.organization = "O=1";
    spec.dnsNames = {"a.test", "b.test,DNS:c.test"}; // what goes in comes out, whatever it looks like
    spec.ipAddresses = {"192.0.2.1", "2001:db8::1"};
    spec.serial = 0xfedcba9876543210;
    spec.notBefore = 0;           // UTCTime
    spec.notAfter = 253402300799; // 9999-12-31 23:59:59, GeneralizedTime
    const Party root = issue(m_context, "ecdsa-root", caSpec("Root", 1), nullptr);
    const Certificate one = issue(m_context, "server-ecdsa", spec, &root).certificate;
    QCOMPARE(one.subject(), std::string("CN=Röntgen\\, \\\"demo\\\" \\<&\\>, O=O=1"));
    QCOMPARE(one.issuer(), std::string("CN=Root, O=HelloDone"));
    QCOMPARE(hex(one.issuerDer()), hex(root.certificate.subjectDer()));
    QCOMPARE(one.dnsNames(), spec.dnsNames);
    QCOMPARE(one.ipAddresses().size(), std::size_t{2});
    QCOMPARE(one.notBefore(), spec.notBefore);
    QCOMPARE(one.notAfter(), spec.notAfter);
    std::uint64_t serial = 0;
    QCOMPARE(ASN1_INTEGER_get_uint64(&serial, X509_get0_serialNumber(one.handle())), 1);
    QCOMPARE(serial, spec.serial);
    QCOMPARE(X509_get_version(one.handle()), long{X509_VERSION_3});
    QVERIFY(X509_get0_subject_key_id(one.handle()));
    QCOMPARE(ASN1_OCTET_STRING_cmp(X509_get0_authority_key_id(one.handle()),
                                   X509_get0_subject_key_id(root.certificate.handle())),
             0);
    spec.keyUsage = {"signing"};
    QVERIFY_EXCEPTION_THROWN(issue(m_context, "server-ecdsa", spec, &root), CryptoFailure);
}

void TestCertificates::hashFitsTheIssuersKey()
{
    const auto nid = [this](const char *type, const char *group) {
        EVP_PKEY *made = group ? EVP_EC_gen(group) : EVP_PKEY_Q_keygen(nullptr, nullptr, type);
        BIO *bio = BIO_new(BIO_s_mem());
        PEM_write_bio_PrivateKey(bio, made, nullptr, nullptr, 0, nullptr, nullptr);
        char *text = nullptr;
        const auto length = static_cast<std::size_t>(BIO_get_mem_data(bio, &text));
        const PrivateKey own = PrivateKey::fromPem(m_context, {text, length}).value();
        BIO_free(bio);
        EVP_PKEY_free(made);
        const Certificate one = issueCertificate(m_context, caSpec("CA", {}), own, nullptr, own);
        ChainPolicy policy;
        policy.anchors = {one};
        policy.at = now;
        const std::vector<ChainStep> steps = verifyChain(m_context, {one}, policy);
        return steps.front().result == StepResult::Passed ? X509_get_signature_nid(one.handle()) : NID_undef;
    };
    QCOMPARE(nid("EC", "P-256"), NID_ecdsa_with_SHA256);
    QCOMPARE(nid("EC", "P-384"), NID_ecdsa_with_SHA384);
    QCOMPARE(nid("EC", "P-521"), NID_ecdsa_with_SHA512);
    QCOMPARE(nid("ED25519", nullptr), NID_ED25519);
    QCOMPARE(nid("ED448", nullptr), NID_ED448);
}

void TestCertificates::publicKeysKeepTheirEncoding()
{
    for (const char *name : {"server-rsa", "server-ecdsa"}) {
        const Party one = issue(m_context, name, leafSpec(), nullptr);
        QCOMPARE(hex(one.certificate.publicKey(m_context).spki()), hex(one.key.publicKey().spki()));
    }
}

void TestCertificates::dnsNames_data()
{
    QTest::addColumn<QByteArray>("presented");
    QTest::addColumn<QByteArray>("reference");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char *presented, const char *reference, bool matches) {
        QTest::addRow("%s for %s", presented, reference) << QByteArray(presented) << QByteArray(reference) << matches;
    };
    row("server.hellodone.test", "server.hellodone.test", true);
    row("Server.HelloDone.test", "SERVER.hellodone.TEST", true);
    row("server.hellodone.test", "server.hellodone.test.", true);
    row("server.hellodone.test", "hellodone.test", false);
    row("server.hellodone.test", "a.server.hellodone.test", false);
    row("*.hellodone.test", "server.hellodone.test", true);
    row("*.hellodone.test", "hellodone.test", false);
    row("*.hellodone.test", "a.b.hellodone.test", false);
    row("*.hellodone.test", ".hellodone.test", false);
    row("*.test", "hellodone.test", false);
    row("*", "test", false);
    row("s*.hellodone.test", "server.hellodone.test", false);
    row("server.*.test", "server.hellodone.test", false);
    row("*..test", "a..test", false);
    row("", "", false);
    row("", "server.hellodone.test", false);
}

void TestCertificates::dnsNames()
{
    QFETCH(QByteArray, presented);
    QFETCH(QByteArray, reference);
    QFETCH(bool, matches);
    QCOMPARE(matchesDnsName(presented.toStdString(), reference.toStdString()), matches);
}

void TestCertificates::ipAddresses()
{
    QCOMPARE(hex(ipAddress("192.0.2.1").value()), QStringLiteral("c0000201"));
    QCOMPARE(hex(ipAddress("2001:db8::1").value()), QStringLiteral("20010db8000000000000000000000001"));
    QVERIFY(!ipAddress("server.hellodone.test"));
    QVERIFY(!ipAddress(""));
    QCOMPARE(ipText(*ipAddress("192.0.2.1")), std::string("192.0.2.1"));
    QCOMPARE(ipText(*ipAddress("2001:db8::1")), std::string("2001:0db8:0000:0000:0000:0000:0000:0001"));
}

QTEST_GUILESS_MAIN(TestCertificates)
#include "tst_certificates.moc"
