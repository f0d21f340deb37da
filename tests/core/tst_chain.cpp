// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/certificates.h"
#include "fixtures.h"

#include <openssl/pem.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

using namespace hd;
using namespace hd::crypto;
using hd::test::hex;

namespace {

constexpr std::int64_t now = 1767225600; // 2026-01-01 00:00:00 UTC
constexpr std::int64_t day = 86400;

struct Party
{
    Certificate certificate;
    PrivateKey key;
};

struct Case
{
    std::vector<Certificate> chain;
    ChainPolicy policy;
};

} // namespace

/// The steps of verifying a chain. The verdict of every case is compared with that of X509_verify_cert, which libcrypto
/// reaches in its own way.
class TestChain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verdicts_data();
    void verdicts();
    void orderOfTheStandard();
    void stepsComeInOrder();
    void stepsAfterAFailureAreComputed();
    void issuerThatIsNotThere();
    void noCertificates();
    void whatTheKeyExchangeNeeds();
    void everyByteOfTheSignedPartCounts();
    void parsing();
    void issuedCertificatesSayWhatWasAsked();
    void hashFitsTheIssuersKey();

private:
    PrivateKey key(const char *name) { return test::fixtureKey(m_context, QString::fromUtf8(name)); }
    Party issue(const char *keyName, CertificateSpec spec, const Party *issuer);
    CertificateSpec leafSpec();
    static CertificateSpec caSpec(const char *name, std::optional<int> pathLength);
    Case caseOf(const std::string &name);
    Case leafCase(const std::string &name, CertificateSpec spec, ChainPolicy policy);
    Case caCase(const std::string &name, CertificateSpec spec, ChainPolicy policy);
    Case arrangedCase(const std::string &name, ChainPolicy policy);
    bool acceptedByLibcrypto(const Case &one);

    Context m_context;
    std::optional<Party> m_root;
    std::optional<Party> m_intermediate;
};

Party TestChain::issue(const char *keyName, CertificateSpec spec, const Party *issuer)
{
    const PrivateKey own = key(keyName);
    return {issueCertificate(m_context, spec, own, issuer ? &issuer->certificate : nullptr, issuer ? issuer->key : own),
            own};
}

CertificateSpec TestChain::leafSpec()
{
    CertificateSpec spec;
    spec.commonName = "server.hellodone.test";
    spec.dnsNames = {"server.hellodone.test"};
    spec.notBefore = now - day;
    spec.notAfter = now + day;
    spec.keyUsage = {"digitalSignature"};
    spec.extendedKeyUsage = {Purpose::ServerAuth};
    return spec;
}

CertificateSpec TestChain::caSpec(const char *name, std::optional<int> pathLength)
{
    CertificateSpec spec;
    spec.commonName = name;
    spec.notBefore = now - 10 * day;
    spec.notAfter = now + 10 * day;
    spec.ca = true;
    spec.pathLength = pathLength;
    spec.keyUsage = {"keyCertSign", "cRLSign"};
    return spec;
}

/// @p certificate with one bit of the last byte, which is part of the signature, flipped.
static Certificate damaged(Context &context, const Certificate &certificate)
{
    Bytes der = certificate.der();
    der.back() ^= 1;
    return Certificate::fromDer(context, der).value();
}

Case TestChain::caseOf(const std::string &name)
{
    if (!m_root) {
        m_root = issue("ecdsa-root", caSpec("Root", 1), nullptr);
        m_intermediate = issue("ecdsa-intermediate", caSpec("Intermediate", 0), &*m_root);
    }
    ChainPolicy policy;
    policy.anchors = {m_root->certificate};
    policy.at = now;
    policy.name = "server.hellodone.test";
    if (name.starts_with("leaf ") || name.starts_with("leaf,"))
        return leafCase(name, leafSpec(), policy);
    if (name.starts_with("ca ") || name.starts_with("ca,"))
        return caCase(name, caSpec("Intermediate", 0), policy);
    return arrangedCase(name, policy);
}

Case TestChain::leafCase(const std::string &name, CertificateSpec spec, ChainPolicy policy)
{
    const std::map<std::string, std::function<void()>> changes = {
        {"leaf good", [] {}},
        {"leaf expired", [&] { spec.notAfter = now - 1; }},
        {"leaf not yet valid", [&] { spec.notBefore = now + 1; }},
        {"leaf valid from this second", [&] { spec.notBefore = now; }},
        {"leaf of another name", [&] { spec.dnsNames = {"elsewhere.hellodone.test"}; }},
        {"leaf of several names",
         [&] {
             spec.dnsNames = {"a.test", "SERVER.hellodone.test"};
         }},
        {"leaf with wildcard", [&] { spec.dnsNames = {"*.hellodone.test"}; }},
        {"leaf with wildcard for two labels", [&] { spec.dnsNames = {"*.test"}; }},
        {"leaf with wildcard too deep", [&] { spec.dnsNames = {"*.server.hellodone.test"}; }},
        {"leaf with partial wildcard", [&] { spec.dnsNames = {"ser*.hellodone.test"}; }},
        {"leaf with IP address", [&] { policy.name = "192.0.2.7", spec.ipAddresses = {"192.0.2.7"}; }},
        {"leaf with another IP address", [&] { policy.name = "192.0.2.7", spec.ipAddresses = {"192.0.2.8"}; }},
        {"leaf with IPv6 address", [&] { policy.name = "2001:db8::7", spec.ipAddresses = {"2001:db8::7"}; }},
        {"leaf, any name", [&] { policy.name.clear(), spec.dnsNames.clear(); }},
        {"leaf for clients", [&] { spec.extendedKeyUsage = {Purpose::ClientAuth}; }},
        {"leaf for both",
         [&] {
             spec.extendedKeyUsage = {Purpose::ClientAuth, Purpose::ServerAuth};
         }},
        {"leaf without extended key usage", [&] { spec.extendedKeyUsage.clear(); }},
        {"leaf of a client", [&] { policy.purpose = Purpose::ClientAuth, policy.name.clear(); }},
        {"leaf that encrypts only", [&] { spec.keyUsage = {"keyEncipherment"}; }},
        {"leaf that signs certificates only", [&] { spec.keyUsage = {"keyCertSign"}; }},
        {"leaf without key usage", [&] { spec.keyUsage.clear(); }},
        {"leaf that is a CA", [&] { spec.ca = true; }},
    };
    changes.at(name)();
    const Party leaf = issue("server-ecdsa", spec, &*m_intermediate);
    return {{leaf.certificate, m_intermediate->certificate}, policy};
}

Case TestChain::caCase(const std::string &name, CertificateSpec spec, ChainPolicy policy)
{
    CertificateSpec rootSpec = caSpec("Root", {});
    bool third = false;
    const std::map<std::string, std::function<void()>> changes = {
        {"ca expired", [&] { spec.notAfter = now - 1; }},
        {"ca not yet valid", [&] { spec.notBefore = now + 1; }},
        {"ca without the flag", [&] { spec.ca = false, spec.pathLength.reset(); }},
        {"ca that may not sign",
         [&] {
             spec.keyUsage = {"digitalSignature", "cRLSign"};
         }},
        {"ca without key usage", [&] { spec.keyUsage.clear(); }},
        {"ca for clients", [&] { spec.extendedKeyUsage = {Purpose::ClientAuth}; }},
        {"ca for servers", [&] { spec.extendedKeyUsage = {Purpose::ServerAuth}; }},
        {"ca below path length 0", [&] { rootSpec.pathLength = 0; }},
        {"ca below path length 1", [&] { rootSpec.pathLength = 1; }},
        {"ca, two below path length 1", [&] { rootSpec.pathLength = 1, spec.pathLength.reset(), third = true; }},
        {"ca, two below path length 2", [&] { rootSpec.pathLength = 2, spec.pathLength = 1, third = true; }},
        {"ca, one below path length 0", [&] { spec.pathLength = 0, third = true; }},
        {"ca root expired", [&] { rootSpec.notAfter = now - 1; }},
        {"ca root without the flag", [&] { rootSpec.ca = false; }},
        {"ca root that may not sign", [&] { rootSpec.keyUsage = {"digitalSignature"}; }},
    };
    changes.at(name)();
    const Party root = issue("ecdsa-root", rootSpec, nullptr);
    const Party ca = issue("ecdsa-intermediate", spec, &root);
    policy.anchors = {root.certificate};
    if (!third)
        return {{issue("server-ecdsa", leafSpec(), &ca).certificate, ca.certificate}, policy};
    const Party below = issue("client-ecdsa", caSpec("Issuing", {}), &ca);
    return {{issue("server-ecdsa", leafSpec(), &below).certificate, below.certificate, ca.certificate}, policy};
}

Case TestChain::arrangedCase(const std::string &name, ChainPolicy policy)
{
    const Party leaf = issue("server-ecdsa", leafSpec(), &*m_intermediate);
    const Certificate &ca = m_intermediate->certificate;
    const Certificate &root = m_root->certificate;
    Case one{{leaf.certificate, ca, root}, policy};
    const Party otherRoot = issue("client-ecdsa", caSpec("Other Root", 1), nullptr);
    const Party namesake = issue("client-ecdsa", caSpec("Root", 1), nullptr);
    const Party lone = issue("server-ecdsa", leafSpec(), nullptr);
    const Certificate crossSigned =
        issueCertificate(m_context, caSpec("Root", 1), m_root->key, &otherRoot.certificate, otherRoot.key);
    const std::map<std::string, std::function<void()>> changes = {
        {"root sent", [] {}},
        {"root not sent",
         [&] {
             one.chain = {leaf.certificate, ca};
         }},
        {"one of several anchors",
         [&] {
             one.policy.anchors = {otherRoot.certificate, namesake.certificate, root};
         }},
        {"unknown root, sent", [&] { one.policy.anchors = {otherRoot.certificate}; }},
        {"unknown root, not sent",
         [&] {
             one = {{leaf.certificate, ca}, one.policy}, one.policy.anchors = {otherRoot.certificate};
         }},
        {"namesake of the root, sent", [&] { one.policy.anchors = {namesake.certificate}; }},
        {"namesake of the root, not sent",
         [&] {
             one = {{leaf.certificate, ca}, one.policy}, one.policy.anchors = {namesake.certificate};
         }},
        {"no anchors", [&] { one.policy.anchors.clear(); }},
        {"intermediate missing", [&] { one.chain = {leaf.certificate}; }},
        {"intermediate missing, root sent",
         [&] {
             one.chain = {leaf.certificate, root};
         }},
        {"intermediate is an anchor",
         [&] {
             one.chain = {leaf.certificate, ca}, one.policy.anchors = {ca};
         }},
        {"intermediate is an anchor, not sent", [&] { one.chain = {leaf.certificate}, one.policy.anchors = {ca}; }},
        {"self-signed leaf", [&] { one.chain = {lone.certificate}; }},
        {"self-signed leaf that is trusted",
         [&] { one.chain = {lone.certificate}, one.policy.anchors = {lone.certificate}; }},
        {"root signed by another as well",
         [&] {
             one.chain = {leaf.certificate, ca, crossSigned};
         }},
        {"root signed by another, the other trusted",
         [&] {
             one.chain = {leaf.certificate, ca, crossSigned}, one.policy.anchors = {otherRoot.certificate};
         }},
        {"leaf's signature damaged", [&] { one.chain[0] = damaged(m_context, leaf.certificate); }},
        {"intermediate's signature damaged", [&] { one.chain[1] = damaged(m_context, ca); }},
        {"root's signature damaged",
         [&] { one.chain[2] = damaged(m_context, root), one.policy.anchors = {one.chain[2]}; }},
        {"superfluous certificate at the end", [&] { one.chain.push_back(otherRoot.certificate); }},
    };
    changes.at(name)();
    return one;
}

bool TestChain::acceptedByLibcrypto(const Case &one)
{
    X509_STORE *store = X509_STORE_new();
    for (const Certificate &anchor : one.policy.anchors)
        X509_STORE_add_cert(store, anchor.handle());
    STACK_OF(X509) *untrusted = sk_X509_new_null();
    for (std::size_t i = 1; i < one.chain.size(); ++i)
        sk_X509_push(untrusted, one.chain[i].handle());
    X509_STORE_CTX *ctx = X509_STORE_CTX_new_ex(m_context.lib(), nullptr);
    X509_STORE_CTX_init(ctx, store, one.chain.front().handle(), untrusted);
    X509_VERIFY_PARAM *param = X509_STORE_CTX_get0_param(ctx);
    X509_VERIFY_PARAM_set_time(param, static_cast<time_t>(one.policy.at));
    X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_CHECK_SS_SIGNATURE | X509_V_FLAG_PARTIAL_CHAIN);
    X509_VERIFY_PARAM_set_purpose(param, one.policy.purpose == Purpose::ServerAuth ? X509_PURPOSE_SSL_SERVER
                                                                                   : X509_PURPOSE_SSL_CLIENT);
    X509_VERIFY_PARAM_set_hostflags(param, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    if (!one.policy.name.empty() && X509_VERIFY_PARAM_set1_ip_asc(param, one.policy.name.c_str()) != 1)
        X509_VERIFY_PARAM_set1_host(param, one.policy.name.c_str(), 0);
    const bool accepted = X509_verify_cert(ctx) == 1;
    X509_STORE_CTX_free(ctx);
    sk_X509_free(untrusted);
    X509_STORE_free(store);
    return accepted;
}

void TestChain::verdicts_data()
{
    QTest::addColumn<QString>("failing"); // "step certificate alert" of the first failure; empty: trusted
    const auto row = [](const char *name, const char *failing) { QTest::newRow(name) << QString::fromUtf8(failing); };
    row("leaf good", "");
    row("leaf expired", "validity 0 45");
    row("leaf not yet valid", "validity 0 45");
    row("leaf valid from this second", "");
    row("leaf of another name", "name 0 42");
    row("leaf of several names", "");
    row("leaf with wildcard", "");
    row("leaf with wildcard for two labels", "name 0 42");
    row("leaf with wildcard too deep", "name 0 42");
    row("leaf with partial wildcard", "name 0 42");
    row("leaf with IP address", "");
    row("leaf with another IP address", "name 0 42");
    row("leaf with IPv6 address", "");
    row("leaf, any name", "");
    row("leaf for clients", "usage 0 43");
    row("leaf for both", "");
    row("leaf without extended key usage", "");
    row("leaf of a client", "usage 0 43");
    row("leaf that encrypts only", "");
    row("leaf that signs certificates only", "key_usage 0 43");
    row("leaf without key usage", "");
    row("leaf that is a CA", "");
    row("ca expired", "validity 1 45");
    row("ca not yet valid", "validity 1 45");
    row("ca without the flag", "ca_flag 1 46");
    row("ca that may not sign", "key_cert_sign 1 46");
    row("ca without key usage", "");
    row("ca for clients", "usage 1 43");
    row("ca for servers", "");
    row("ca below path length 0", "path_length 2 46");
    row("ca below path length 1", "");
    row("ca, two below path length 1", "path_length 3 46");
    row("ca, two below path length 2", "");
    row("ca, one below path length 0", "path_length 2 46");
    row("ca root expired", "validity 2 45");
    row("ca root without the flag", "ca_flag 2 46");
    row("ca root that may not sign", "key_cert_sign 2 46");
    row("root sent", "");
    row("root not sent", "");
    row("one of several anchors", "");
    row("unknown root, sent", "trust 2 48");
    row("unknown root, not sent", "trust 1 48");
    row("namesake of the root, sent", "trust 2 48");
    row("namesake of the root, not sent", "signature 1 42");
    row("no anchors", "trust 2 48");
    row("intermediate missing", "trust 0 48");
    row("intermediate missing, root sent", "signature 0 42");
    row("intermediate is an anchor", "");
    row("intermediate is an anchor, not sent", "");
    row("self-signed leaf", "trust 0 48");
    row("self-signed leaf that is trusted", "");
    row("root signed by another as well", "");
    row("root signed by another, the other trusted", "path_length 3 46");
    row("leaf's signature damaged", "signature 0 42");
    row("intermediate's signature damaged", "signature 1 42");
    row("root's signature damaged", "signature 2 42");
    row("superfluous certificate at the end", "");
}

void TestChain::verdicts()
{
    QFETCH(QString, failing);
    const Case one = caseOf(QTest::currentDataTag());
    const std::vector<ChainStep> steps = verifyChain(m_context, one.chain, one.policy);
    QString first;
    for (const ChainStep &step : steps) {
        QVERIFY(!step.expected.empty() && !step.actual.empty() && step.clause.starts_with("RFC "));
        QCOMPARE(step.result == StepResult::Failed, step.alert != 0);
        if (step.result == StepResult::Failed && first.isEmpty())
            first =
                QStringLiteral("%1 %2 %3").arg(QString::fromStdString(step.name)).arg(step.certificate).arg(step.alert);
    }
    QCOMPARE(first, failing);
    QCOMPARE(trusted(steps), failing.isEmpty());
    QCOMPARE(trusted(steps), acceptedByLibcrypto(one));
}

void TestChain::orderOfTheStandard()
{
    // RFC 5246 7.4.2: "Each following certificate MUST directly certify the one preceding it." libcrypto is laxer.
    Case one = caseOf("root sent");
    const Party below = issue("client-ecdsa", caSpec("Issuing", {}), &*m_root);
    one.chain = {issue("server-ecdsa", leafSpec(), &below).certificate, m_intermediate->certificate, below.certificate};
    const std::vector<ChainStep> steps = verifyChain(m_context, one.chain, one.policy);
    QVERIFY(!trusted(steps));
    QCOMPARE(steps.front().name, std::string("signature"));
    QVERIFY(steps.front().result == StepResult::Failed);
    QCOMPARE(steps.front().clause, std::string("RFC 5280 6.1.3 (a)(4)"));
    QVERIFY(acceptedByLibcrypto(one));
}

static QStringList namesOf(const std::vector<ChainStep> &steps)
{
    QStringList names;
    for (const ChainStep &step : steps)
        names << QString::number(step.certificate) + QLatin1Char(' ') + QString::fromStdString(step.name);
    return names;
}

void TestChain::stepsComeInOrder()
{
    const auto words = [](const char *text) { return QString::fromUtf8(text).split(QLatin1Char(',')); };
    Case one = caseOf("root sent");
    QCOMPARE(namesOf(verifyChain(m_context, one.chain, one.policy)),
             words("0 signature,0 validity,0 name,0 usage,0 key_usage,"
                   "1 signature,1 validity,1 ca_flag,1 path_length,1 key_cert_sign,"
                   "2 signature,2 validity,2 ca_flag,2 path_length,2 key_cert_sign,2 trust"));
    one = caseOf("root not sent"); // nobody signs an anchor
    QCOMPARE(namesOf(verifyChain(m_context, one.chain, one.policy)),
             words("0 signature,0 validity,0 name,0 usage,0 key_usage,"
                   "1 signature,1 validity,1 ca_flag,1 path_length,1 key_cert_sign,"
                   "2 validity,2 ca_flag,2 path_length,2 key_cert_sign,2 trust"));
}

void TestChain::stepsAfterAFailureAreComputed()
{
    Case one = caseOf("root sent");
    one.policy.at = now + 5 * day; // the leaf has expired
    one.policy.name = "other.test";
    one.policy.purpose = Purpose::ClientAuth;
    one.policy.anchors.clear();
    QStringList failed;
    for (const ChainStep &step : verifyChain(m_context, one.chain, one.policy))
        if (step.result == StepResult::Failed)
            failed << QString::fromStdString(step.name);
    QCOMPARE(failed, QStringList({QStringLiteral("validity"), QStringLiteral("name"), QStringLiteral("usage"),
                                  QStringLiteral("trust")}));
}

void TestChain::issuerThatIsNotThere()
{
    const Case one = caseOf("unknown root, not sent");
    const std::vector<ChainStep> steps = verifyChain(m_context, one.chain, one.policy);
    const auto signature = std::find_if(steps.begin(), steps.end(), [](const ChainStep &step) {
        return step.certificate == 1 && step.name == "signature";
    });
    QVERIFY(signature->result == StepResult::NotChecked);
    QCOMPARE(signature->expected, std::string("signed by CN=Root, O=HelloDone"));
}

void TestChain::noCertificates()
{
    const std::vector<ChainStep> steps = verifyChain(m_context, {}, caseOf("root sent").policy);
    QCOMPARE(namesOf(steps), QStringList(QStringLiteral("0 trust")));
    QVERIFY(!trusted(steps));
    QVERIFY(!trusted({}));
}

void TestChain::whatTheKeyExchangeNeeds()
{
    for (const char *have : {"digitalSignature", "keyEncipherment", "keyAgreement"})
        for (const char *need : {"digitalSignature", "keyEncipherment", "keyAgreement"}) {
            Case one = caseOf("leaf good");
            CertificateSpec spec = leafSpec();
            spec.keyUsage = {have};
            one.chain[0] = issue("server-ecdsa", spec, &*m_intermediate).certificate;
            one.policy.keyUsage = need; // RFC 5246 7.4.2
            QCOMPARE(trusted(verifyChain(m_context, one.chain, one.policy)), have == std::string_view(need));
        }
}

void TestChain::everyByteOfTheSignedPartCounts()
{
    const Case good = caseOf("root sent");
    const Bytes der = good.chain[1].der();
    int parsed = 0;
    for (std::size_t at = 0; at < der.size(); at += 3) {
        Bytes changed = der;
        changed[at] ^= 0x04;
        const auto certificate = Certificate::fromDer(m_context, changed);
        if (!certificate)
            continue;
        ++parsed;
        Case one = good;
        one.chain[1] = *certificate;
        QVERIFY2(!trusted(verifyChain(m_context, one.chain, one.policy)), qPrintable(QString::number(at)));
    }
    QVERIFY(parsed > 50);
}

void TestChain::parsing()
{
    const Case one = caseOf("root sent");
    const Bytes der = one.chain[0].der();
    for (std::size_t length = 0; length < der.size(); ++length)
        QVERIFY(!Certificate::fromDer(m_context, ByteView(der).first(length)));
    Bytes longer = der;
    longer.push_back(0);
    QVERIFY(!Certificate::fromDer(m_context, longer));
    QCOMPARE(hex(Certificate::fromDer(m_context, der)->der()), hex(der));

    Context other; // which has not seen it yet
    QCOMPARE(hex(Certificate::fromDer(other, der)->der()), hex(der));
    QByteArray pem = "a line before\n";
    for (const Certificate &certificate : one.chain) {
        const Bytes bytes = certificate.der();
        pem +=
            "-----BEGIN CERTIFICATE-----\n" +
            QByteArray(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())).toBase64() +
            "\n-----END CERTIFICATE-----\n";
    }
    pem += test::sourceFile(QStringLiteral("resources/pki/root.pem")); // other things are passed over
    const std::vector<Certificate> all = Certificate::fromPem(other, pem.toStdString());
    QCOMPARE(all.size(), one.chain.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        QCOMPARE(hex(all[i].der()), hex(one.chain[i].der()));
    QVERIFY(Certificate::fromPem(other, "").empty());
}

void TestChain::issuedCertificatesSayWhatWasAsked()
{
    CertificateSpec spec = leafSpec();
    spec.commonName = "Röntgen, \"demo\" <&>";
    spec.organization = "O=1";
    spec.dnsNames = {"a.test", "b.test,DNS:c.test"}; // what goes in comes out, whatever it looks like
    spec.ipAddresses = {"192.0.2.1", "2001:db8::1"};
    spec.serial = 0xfedcba9876543210;
    spec.notBefore = 0;           // UTCTime
    spec.notAfter = 253402300799; // 9999-12-31 23:59:59, GeneralizedTime
    caseOf("root sent");
    const Certificate one = issue("server-ecdsa", spec, &*m_root).certificate;
    QCOMPARE(one.subject(), std::string("CN=Röntgen\\, \\\"demo\\\" \\<&\\>, O=O=1"));
    QCOMPARE(one.issuer(), std::string("CN=Root, O=HelloDone"));
    QCOMPARE(hex(one.issuerDer()), hex(m_root->certificate.subjectDer()));
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
                                   X509_get0_subject_key_id(m_root->certificate.handle())),
             0);
    spec.keyUsage = {"signing"};
    QVERIFY_EXCEPTION_THROWN(issue("server-ecdsa", spec, &*m_root), CryptoFailure);
}

void TestChain::hashFitsTheIssuersKey()
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

QTEST_GUILESS_MAIN(TestChain)
#include "tst_chain.moc"
