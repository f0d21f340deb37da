// SPDX-License-Identifier: GPL-3.0-or-later
#include "chaincases.h"

#include <QtTest>
#include <openssl/x509v3.h>

using namespace hd;
using namespace hd::crypto;
using namespace hd::test;

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
    void furtherExtensions_data();
    void furtherExtensions();

private:
    Context m_context;
    ChainCases m_cases{m_context};
};

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

/// "step certificate alert"; empty when none failed.
static QString firstFailure(const std::vector<ChainStep> &steps)
{
    for (const ChainStep &step : steps)
        if (step.result == StepResult::Failed)
            return QStringLiteral("%1 %2 %3")
                .arg(QString::fromStdString(step.name))
                .arg(step.certificate)
                .arg(step.alert);
    return {};
}

void TestChain::verdicts()
{
    QFETCH(QString, failing);
    const ChainCase one = m_cases.make(QTest::currentDataTag());
    const std::vector<ChainStep> steps = verifyChain(m_context, one.chain, one.policy);
    for (const ChainStep &step : steps) {
        QVERIFY(!step.expected.empty() && !step.actual.empty() && step.clause.starts_with("RFC "));
        QCOMPARE(step.result == StepResult::Failed, step.alert != 0);
    }
    QCOMPARE(firstFailure(steps), failing);
    QCOMPARE(trusted(steps), failing.isEmpty());
    QCOMPARE(trusted(steps), m_cases.acceptedByLibcrypto(one));
}

void TestChain::orderOfTheStandard()
{
    // RFC 5246 7.4.2: "Each following certificate MUST directly certify the one preceding it." libcrypto is laxer.
    ChainCase one = m_cases.make("root sent");
    const Party below = m_cases.issue("client-ecdsa", caSpec("Issuing", {}), &m_cases.root());
    one.chain = {m_cases.issue("server-ecdsa", leafSpec(), &below).certificate, m_cases.intermediate().certificate,
                 below.certificate};
    const std::vector<ChainStep> steps = verifyChain(m_context, one.chain, one.policy);
    QVERIFY(!trusted(steps));
    QCOMPARE(steps.front().name, std::string("signature"));
    QVERIFY(steps.front().result == StepResult::Failed);
    QCOMPARE(steps.front().clause, std::string("RFC 5280 6.1.3 (a)(4)"));
    QVERIFY(m_cases.acceptedByLibcrypto(one));
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
    ChainCase one = m_cases.make("root sent");
    QCOMPARE(namesOf(verifyChain(m_context, one.chain, one.policy)),
             words("0 signature,0 validity,0 name,0 usage,0 key_usage,"
                   "1 signature,1 validity,1 ca_flag,1 path_length,1 key_cert_sign,"
                   "2 signature,2 validity,2 ca_flag,2 path_length,2 key_cert_sign,2 trust"));
    one = m_cases.make("root not sent"); // nobody signs an anchor
    QCOMPARE(namesOf(verifyChain(m_context, one.chain, one.policy)),
             words("0 signature,0 validity,0 name,0 usage,0 key_usage,"
                   "1 signature,1 validity,1 ca_flag,1 path_length,1 key_cert_sign,"
                   "2 validity,2 ca_flag,2 path_length,2 key_cert_sign,2 trust"));
}

void TestChain::stepsAfterAFailureAreComputed()
{
    ChainCase one = m_cases.make("root sent");
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
    const ChainCase one = m_cases.make("unknown root, not sent");
    const std::vector<ChainStep> steps = verifyChain(m_context, one.chain, one.policy);
    const auto signature = std::find_if(steps.begin(), steps.end(), [](const ChainStep &step) {
        return step.certificate == 1 && step.name == "signature";
    });
    QVERIFY(signature->result == StepResult::NotChecked);
    QCOMPARE(signature->expected, std::string("signed by CN=Root, O=HelloDone"));
}

void TestChain::noCertificates()
{
    const std::vector<ChainStep> steps = verifyChain(m_context, {}, m_cases.make("root sent").policy);
    QCOMPARE(namesOf(steps), QStringList(QStringLiteral("0 trust")));
    QVERIFY(!trusted(steps));
    QVERIFY(!trusted({}));
}

void TestChain::whatTheKeyExchangeNeeds()
{
    for (const char *have : {"digitalSignature", "keyEncipherment", "keyAgreement"})
        for (const char *need : {"digitalSignature", "keyEncipherment", "keyAgreement"}) {
            ChainCase one = m_cases.make("leaf good");
            CertificateSpec spec = leafSpec();
            spec.keyUsage = {have};
            one.chain[0] = m_cases.issue("server-ecdsa", spec, &m_cases.intermediate()).certificate;
            one.policy.keyUsage = need; // RFC 5246 7.4.2
            QCOMPARE(trusted(verifyChain(m_context, one.chain, one.policy)), have == std::string_view(need));
        }
}

void TestChain::everyByteOfTheSignedPartCounts()
{
    const ChainCase good = m_cases.make("root sent");
    const Bytes der = good.chain[1].der();
    int parsed = 0;
    for (std::size_t at = 0; at < der.size(); at += 3) {
        Bytes changed = der;
        changed[at] ^= 0x04;
        const auto certificate = Certificate::fromDer(m_context, changed);
        if (!certificate)
            continue;
        ++parsed;
        ChainCase one = good;
        one.chain[1] = *certificate;
        QVERIFY2(!trusted(verifyChain(m_context, one.chain, one.policy)), qPrintable(QString::number(at)));
    }
    QVERIFY(parsed > 50);
}

/// @p certificate with one more extension, signed again.
static Certificate extended(Context &context, const Party &issuer, const Certificate &certificate, int nid,
                            const char *value, bool keepOthers)
{
    X509 *x509 = X509_dup(certificate.handle());
    if (!keepOthers)
        X509_EXTENSION_free(X509_delete_ext(x509, X509_get_ext_by_NID(x509, nid, -1)));
    X509V3_CTX ctx;
    X509V3_set_ctx(&ctx, x509, x509, nullptr, nullptr, 0);
    X509_EXTENSION *extension = nid == NID_undef ? X509V3_EXT_nconf(nullptr, &ctx, "1.2.3.4", value)
                                                 : X509V3_EXT_nconf_nid(nullptr, &ctx, nid, value);
    X509_add_ext(x509, extension, -1);
    X509_EXTENSION_free(extension);
    X509_sign(x509, issuer.key.handle(), EVP_sha256());
    const Bytes der = Certificate(std::shared_ptr<X509>(x509, X509_free)).der();
    return Certificate::fromDer(context, der).value();
}

void TestChain::furtherExtensions_data()
{
    QTest::addColumn<int>("certificate");
    QTest::addColumn<int>("nid");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("failing");
    const auto row = [](const char *name, int certificate, int nid, const char *value, const char *failing) {
        QTest::newRow(name) << certificate << nid << QByteArray(value) << QString::fromUtf8(failing);
    };
    row("unknown", 0, NID_undef, "DER:0500", "");
    row("unknown and critical, leaf", 0, NID_undef, "critical,DER:0500", "extensions 0 43");
    row("unknown and critical, CA", 1, NID_undef, "critical,DER:0500", "extensions 1 43");
    row("unreadable", 0, NID_basic_constraints, "DER:0500", "extensions 0 42");
    row("policies", 0, NID_certificate_policies, "critical,2.5.29.32.0", "");
    row("within the name constraints", 1, NID_name_constraints, "critical,permitted;DNS:hellodone.test", "");
    row("outside the name constraints", 1, NID_name_constraints, "critical,permitted;DNS:elsewhere.test",
        "name_constraints 1 46");
    row("excluded by name constraints", 1, NID_name_constraints, "excluded;DNS:server.hellodone.test",
        "name_constraints 1 46");
}

void TestChain::furtherExtensions()
{
    QFETCH(int, certificate);
    QFETCH(int, nid);
    QFETCH(QByteArray, value);
    QFETCH(QString, failing);
    ChainCase one = m_cases.make("root sent");
    const auto at = static_cast<std::size_t>(certificate);
    one.chain[at] = extended(m_context, at == 0 ? m_cases.intermediate() : m_cases.root(), one.chain[at], nid,
                             value.constData(), nid != NID_basic_constraints);
    const std::vector<ChainStep> steps = verifyChain(m_context, one.chain, one.policy);
    QCOMPARE(firstFailure(steps), failing);
    QCOMPARE(trusted(steps), m_cases.acceptedByLibcrypto(one));
}

QTEST_GUILESS_MAIN(TestChain)
#include "tst_chain.moc"
