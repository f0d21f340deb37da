// SPDX-License-Identifier: GPL-3.0-or-later
// Certificates read by hand: the same values at the same places as libcrypto finds, each byte in exactly one leaf, and
// no input that it cannot take.

#include "analysis/x509fields.h"
#include "builtins.h"
#include "crypto/certificates.h"
#include "wire/der.h"

#include <QtTest>
#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/x509v3.h>

#include <map>
#include <set>

using namespace hd;

namespace {

/// Every certificate that a built-in scenario sends or trusts, once.
const std::map<Bytes, std::string> &demonstrationCertificates()
{
    static const std::map<Bytes, std::string> all = [] {
        std::map<Bytes, std::string> found;
        for (const auto &trace : test::builtinTraces()) {
            const auto add = [&](ByteView der) {
                found.emplace(Bytes(der.begin(), der.end()), trace->scenarioName + " " + std::to_string(found.size()));
            };
            for (const Message &message : trace->messages)
                for (FieldIndex i = 0; i < message.fields.size(); ++i)
                    if (message.fields[i].name == "certificate" && i > 0)
                        add(slice(message.bytes, message.fields[i].range));
            for (const Check &check : trace->checks)
                for (const Input &input : check.inputs)
                    if (input.role == "anchor")
                        add(input.value);
        }
        return found;
    }();
    return all;
}

std::string leavesProblem(const FieldTree &tree, std::size_t size)
{
    std::vector<int> owners(size);
    for (FieldIndex i = 0; i < tree.size(); ++i) {
        const Field &field = tree[i];
        if (field.range.end() > size || field.range.end() < field.range.offset)
            return tree.path(i) + " is outside";
        if (field.parent != noField && (field.range.offset < tree[field.parent].range.offset ||
                                        field.range.end() > tree[field.parent].range.end()))
            return tree.path(i) + " is outside of its parent";
        if (!tree.isLeaf(i))
            continue;
        for (std::uint32_t at = field.range.offset; at < field.range.end(); ++at)
            ++owners[at];
    }
    for (std::size_t at = 0; at < size; ++at)
        if (owners[at] != 1)
            return "byte " + std::to_string(at) + " is in " + std::to_string(owners[at]) + " leaves";
    return {};
}

/// As `openssl asn1parse` prints it, one value on a line: offset, depth, length of the header and of the content, form.
QStringList asn1parse(ByteView der)
{
    const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()), BIO_free);
    if (ASN1_parse_dump(bio.get(), der.data(), static_cast<long>(der.size()), 0, 0) != 1)
        return {};
    const char *text = nullptr;
    const long length = BIO_get_mem_data(bio.get(), &text);
    static const QRegularExpression line(
        QStringLiteral("^ *(\\d+):d=(\\d+) +hl=(\\d+) +l= *(\\d+) +(prim|cons): (.*?) *(:.*)?$"));
    QStringList values;
    for (const QString &row : QString::fromUtf8(text, static_cast<qsizetype>(length)).split(u'\n')) {
        const QRegularExpressionMatch match = line.match(row);
        if (!match.hasMatch())
            continue;
        QStringList parts = match.capturedTexts().mid(1, 5);
        const QString tag =
            match.captured(6).section(QStringLiteral("[HEX"), 0, 0).toUpper().remove(u' ').remove(u'<').remove(u'>');
        parts.append(tag.startsWith(u"CONT[") ? tag.mid(4)
                     : tag == u"OBJECT"       ? QStringLiteral("OBJECTIDENTIFIER")
                                              : tag);
        values.append(parts.join(u' '));
    }
    return values;
}

/// The same of our own fields. What octet and bit strings hold is not asked for.
QStringList ownValues(const FieldTree &tree)
{
    QStringList values;
    std::vector<bool> hidden(tree.size());
    std::vector<int> depths(tree.size());
    for (FieldIndex i = 0; i < tree.size(); ++i) {
        const Field &field = tree[i];
        const std::vector<FieldIndex> children = tree.children(i);
        const bool value =
            children.size() >= 2 && tree[children[0]].name == "tag" && tree[children[1]].name == "length";
        if (field.parent != noField) {
            const std::vector<FieldIndex> around = tree.children(field.parent);
            const bool primitive = (tree[around[0]].number.value_or(0) & 0x20) == 0;
            hidden[i] = hidden[field.parent] || primitive;
            depths[i] = depths[field.parent] + 1;
        }
        if (!value || hidden[i])
            continue;
        const Field &tag = tree[children[0]];
        const Field &length = tree[children[1]];
        const QString name = QString::fromStdString(tag.meaning).toUpper().remove(u' ');
        values.append(
            QStringLiteral("%1 %2 %3 %4 %5 %6")
                .arg(field.range.offset)
                .arg(depths[i])
                .arg(tag.range.length + length.range.length)
                .arg(length.number.value_or(0))
                .arg((tag.number.value_or(0) & 0x20) ? QStringLiteral("cons") : QStringLiteral("prim"), name));
    }
    return values;
}

std::string meaningOf(const FieldTree &tree, std::string_view path)
{
    const std::optional<FieldIndex> at = tree.find(path);
    return at ? tree[*at].meaning : "(not there)";
}

QString printed(X509 *x509)
{
    const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()), BIO_free);
    X509_print_ex(bio.get(), x509, XN_FLAG_ONELINE, 0);
    const char *text = nullptr;
    const long length = BIO_get_mem_data(bio.get(), &text);
    return QString::fromUtf8(text, static_cast<qsizetype>(length));
}

void addCertificates()
{
    QTest::addColumn<QByteArray>("bytes");
    for (const auto &[der, name] : demonstrationCertificates())
        QTest::addRow("%s", name.c_str())
            << QByteArray(reinterpret_cast<const char *>(der.data()), static_cast<qsizetype>(der.size()));
}

Bytes toBytesOf(const QByteArray &bytes)
{
    return {bytes.begin(), bytes.end()};
}

} // namespace

class TestDer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thereAreEnough() { QVERIFY(demonstrationCertificates().size() > 12); }

    void sameValuesAsLibcrypto_data() { addCertificates(); }
    void sameValuesAsLibcrypto()
    {
        QFETCH(QByteArray, bytes);
        const Bytes der = toBytesOf(bytes);
        const CertificateFields own = certificateFields(der);
        QVERIFY2(!own.error, own.error ? own.error->what.c_str() : "");
        const QStringList expected = asn1parse(der), actual = ownValues(own.fields);
        QVERIFY(expected.size() > 30);
        for (qsizetype i = 0; i < std::max(expected.size(), actual.size()); ++i)
            QCOMPARE(actual.value(i), expected.value(i));
        QCOMPARE(leavesProblem(own.fields, der.size()), std::string());
    }

    void sameTextAsLibcrypto_data() { addCertificates(); }
    void sameTextAsLibcrypto()
    {
        QFETCH(QByteArray, bytes);
        const Bytes der = toBytesOf(bytes);
        crypto::Context context;
        const auto certificate = crypto::Certificate::fromDer(context, der);
        QVERIFY(certificate);
        const FieldTree tree = certificateFields(der).fields;
        const CertificateSummary summary = certificateSummary(tree, der);
        QCOMPARE(summary.subject, certificate->subject());
        QCOMPARE(summary.issuer, certificate->issuer());
        QCOMPARE(summary.commonName, certificate->commonName());
        QCOMPARE(summary.subjectDer, certificate->subjectDer());
        QCOMPARE(summary.issuerDer, certificate->issuerDer());

        const QString text = printed(certificate->handle());
        const auto after = [&text](const char *label) {
            const QRegularExpression line(QStringLiteral("%1[^\\n]*\\n? *([^\\n]*)\\n").arg(QLatin1StringView(label)));
            return line.match(text).captured(1).trimmed();
        };
        const std::string extensions = "certificate.tbsCertificate.extensions.Extensions.";
        const auto plainOf = [&](const char *name) {
            std::string said = meaningOf(tree, extensions + name + ".extnValue");
            return QString::fromStdString(said);
        };
        if (text.contains(QStringLiteral("X509v3 Key Usage")))
            QCOMPARE(plainOf("keyUsage").count(u','), after("X509v3 Key Usage").count(u','));
        if (text.contains(QStringLiteral("X509v3 Basic Constraints")))
            QCOMPARE(plainOf("basicConstraints").contains(QStringLiteral("cA TRUE")),
                     after("X509v3 Basic Constraints").contains(QStringLiteral("CA:TRUE")));
        if (text.contains(QStringLiteral("X509v3 Subject Key Identifier")))
            QCOMPARE(plainOf("subjectKeyIdentifier").toUpper(), after("X509v3 Subject Key Identifier"));
        if (text.contains(QStringLiteral("X509v3 Authority Key Identifier")))
            QCOMPARE(plainOf("authorityKeyIdentifier").toUpper(), after("X509v3 Authority Key Identifier"));
        if (text.contains(QStringLiteral("X509v3 Subject Alternative Name")))
            QCOMPARE(plainOf("subjectAltName"), after("X509v3 Subject Alternative Name")
                                                    .remove(QStringLiteral("DNS:"))
                                                    .remove(QStringLiteral("IP Address:")));
        const std::int64_t from = certificate->notBefore();
        const QDateTime moment = QDateTime::fromSecsSinceEpoch(from, Qt::UTC);
        QCOMPARE(QString::fromStdString(summary.notBefore),
                 moment.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss 'UTC'")));
        const QRegularExpression bits(QStringLiteral("Public-Key: \\((\\d+) bit\\)"));
        if (summary.key.starts_with("RSA") || summary.key.starts_with("DSA"))
            QCOMPARE(QString::fromStdString(summary.key).section(QStringLiteral(", "), 1),
                     bits.match(text).captured(1) + QStringLiteral(" bits"));
    }

    void readsObjectIdentifiers_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<QString>("text");
        QTest::newRow("two arcs in one octet") << QByteArray("2a864886f70d") << QStringLiteral("1.2.840.113549");
        QTest::newRow("second arc above 39, X.690 8.19.5") << QByteArray("883703") << QStringLiteral("2.999.3");
        QTest::newRow("zero") << QByteArray("00") << QStringLiteral("0.0");
        QTest::newRow("nothing") << QByteArray("") << QString();
        QTest::newRow("cut off") << QByteArray("2a86") << QString();
        QTest::newRow("leading 0x80") << QByteArray("2a8001") << QString();
        QTest::newRow("an arc of more than 63 bits") << QByteArray("2affffffffffffffffff7f") << QString();
    }
    void readsObjectIdentifiers()
    {
        QFETCH(QByteArray, hex);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(oidText(*fromHex(hex.toStdString()))), text);
    }

    void readsValues_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<QString>("tag");
        QTest::addColumn<QString>("text");
        QTest::newRow("TRUE") << QByteArray("0101ff") << QStringLiteral("BOOLEAN") << QStringLiteral("TRUE");
        QTest::newRow("a BOOLEAN that DER does not write")
            << QByteArray("010101") << QStringLiteral("BOOLEAN") << QString();
        QTest::newRow("negative") << QByteArray("0201ff") << QStringLiteral("INTEGER") << QStringLiteral("-1");
        QTest::newRow("128") << QByteArray("02020080") << QStringLiteral("INTEGER") << QStringLiteral("128");
        QTest::newRow("1999") << QByteArray("170d3939313233313233353935395a") << QStringLiteral("UTCTime")
                              << QStringLiteral("1999-12-31 23:59:59 UTC");
        QTest::newRow("2049") << QByteArray("170d3439313233313233353935395a") << QStringLiteral("UTCTime")
                              << QStringLiteral("2049-12-31 23:59:59 UTC");
        QTest::newRow("2050") << QByteArray("180f32303530303130313030303030305a") << QStringLiteral("GeneralizedTime")
                              << QStringLiteral("2050-01-01 00:00:00 UTC");
        QTest::newRow("a time that is none")
            << QByteArray("1703787878") << QStringLiteral("UTCTime") << QStringLiteral("xxx");
        QTest::newRow("BMPString") << QByteArray("1e0400e94e2d") << QStringLiteral("BMPString")
                                   << QString::fromUtf8("é中");
        QTest::newRow("control characters")
            << QByteArray("0c020a00") << QStringLiteral("UTF8String") << QStringLiteral("\\x0a\\x00");
        QTest::newRow("long tag number") << QByteArray("bf8148020500") << QStringLiteral("[200]") << QString();
    }
    void readsValues()
    {
        QFETCH(QByteArray, hex);
        QFETCH(QString, tag);
        QFETCH(QString, text);
        const Bytes bytes = *fromHex(hex.toStdString());
        const auto value = readDer(bytes, 0, static_cast<std::uint32_t>(bytes.size()));
        const auto *read = std::get_if<DerValue>(&value);
        QVERIFY(read);
        QCOMPARE(QString::fromStdString(tagName(*read)), tag);
        QCOMPARE(QString::fromStdString(derText(*read, slice(bytes, read->content))), text);
        QCOMPARE(read->whole().end(), bytes.size());
    }

    void refusesWhatIsNotDer_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<QString>("what");
        QTest::newRow("empty") << QByteArray("") << QStringLiteral("a value is missing");
        QTest::newRow("no length") << QByteArray("30") << QStringLiteral("the length is missing");
        QTest::newRow("indefinite, X.690 10.1") << QByteArray("30800000") << QStringLiteral("indefinite");
        QTest::newRow("long for nothing") << QByteArray("30810100") << QStringLiteral("longer than it needs");
        QTest::newRow("leading zero") << QByteArray("3082008000") << QStringLiteral("longer than it needs");
        QTest::newRow("beyond the end") << QByteArray("300500") << QStringLiteral("says 5 bytes, 1 are left");
        QTest::newRow("127 octets of length") << QByteArray("30ff01") << QStringLiteral("cut off");
        QTest::newRow("eight octets of length") << QByteArray("3088ffffffffffffffff00") << QStringLiteral("are left");
        QTest::newRow("a small number as a long tag") << QByteArray("1f0100") << QStringLiteral("longer than it needs");
        QTest::newRow("a tag that never ends")
            << QByteArray("1fffffffffffff") << QStringLiteral("not one that DER writes");
    }
    void refusesWhatIsNotDer()
    {
        QFETCH(QByteArray, hex);
        QFETCH(QString, what);
        const Bytes bytes = *fromHex(hex.toStdString());
        const CertificateFields read = certificateFields(bytes);
        QVERIFY(read.error);
        QVERIFY2(QString::fromStdString(read.error->what).contains(what), read.error->what.c_str());
        QCOMPARE(leavesProblem(read.fields, bytes.size()), std::string());
    }

    /// Every cut and every changed byte of a certificate with everything in it still gives a tree.
    void takesAnything()
    {
        const Bytes &der = demonstrationCertificates().begin()->first;
        for (std::size_t size = 0; size < der.size(); ++size) {
            const Bytes cut(der.begin(), der.begin() + static_cast<std::ptrdiff_t>(size));
            const CertificateFields read = certificateFields(cut);
            QVERIFY(read.error);
            QCOMPARE(leavesProblem(read.fields, size), std::string());
        }
        for (std::size_t at = 0; at < der.size(); ++at)
            for (const std::uint8_t flip : Bytes{0x01, 0x20, 0x80, 0xff}) {
                Bytes changed = der;
                changed[at] = static_cast<std::uint8_t>(changed[at] ^ flip);
                const CertificateFields read = certificateFields(changed);
                QCOMPARE(leavesProblem(read.fields, der.size()), std::string());
                (void)certificateSummary(read.fields, changed);
            }
    }

    void nestsOnlySoDeep()
    {
        Bytes der;
        for (int i = 0; i < 100; ++i) {
            Bytes around{0x30};
            if (der.size() >= 0x80)
                around.push_back(0x81);
            around.push_back(static_cast<std::uint8_t>(der.size()));
            append(around, der);
            der = std::move(around);
        }
        const CertificateFields read = certificateFields(der);
        QVERIFY(read.error);
        QVERIFY2(read.error->what.find("deep") != std::string::npos, read.error->what.c_str());
        QCOMPARE(leavesProblem(read.fields, der.size()), std::string());
    }

    void describesAwkwardExtensions();
    void describesTimestamps();
};

/// Built by libcrypto from its own words for extensions.
static Bytes withExtensions(const std::vector<std::pair<const char *, const char *>> &extensions)
{
    const std::unique_ptr<X509, decltype(&X509_free)> x509(X509_new(), X509_free);
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    X509_set_version(x509.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(x509.get()), 7);
    X509_gmtime_adj(X509_getm_notBefore(x509.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(x509.get()), 86400);
    X509_NAME *name = X509_get_subject_name(x509.get());
    X509_NAME_add_entry_by_txt(name, "C", MBSTRING_UTF8, reinterpret_cast<const unsigned char *>("DE"), -1, -1, 0);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char *>("a, b+c"), -1, -1, 0);
    X509_NAME_add_entry_by_txt(name, "UID", MBSTRING_UTF8, reinterpret_cast<const unsigned char *>("u1"), -1, -1, -1);
    X509_set_issuer_name(x509.get(), name);
    X509_set_pubkey(x509.get(), key.get());
    for (const auto &[word, value] : extensions) {
        X509V3_CTX context;
        X509V3_set_ctx(&context, x509.get(), x509.get(), nullptr, nullptr, 0);
        X509_EXTENSION *extension = X509V3_EXT_conf(nullptr, &context, word, value);
        if (!extension)
            qFatal("no extension %s", word);
        X509_add_ext(x509.get(), extension, -1);
        X509_EXTENSION_free(extension);
    }
    X509_sign(x509.get(), key.get(), EVP_sha256());
    unsigned char *out = nullptr;
    const int length = i2d_X509(x509.get(), &out);
    Bytes der(out, out + length);
    OPENSSL_free(out);
    return der;
}

void TestDer::describesAwkwardExtensions()
{
    const Bytes der = withExtensions({
        {"subjectAltName",
         "critical,DNS:a.test,IP:192.0.2.1,IP:2001:db8::1,email:x@y.test,URI:https://z.test/,RID:1.2.3.4"},
        {"authorityInfoAccess", "OCSP;URI:http://ocsp.test/,caIssuers;URI:http://ca.test/ca.der"},
        {"certificatePolicies", "DER:300a3008060667810c010201"},
        {"nameConstraints", "critical,permitted;DNS:.test,excluded;IP:192.0.2.0/255.255.255.0"},
        {"1.2.3.4", "DER:0500"},
        {"keyUsage", "critical,digitalSignature,decipherOnly"},
        {"basicConstraints", "CA:TRUE,pathlen:3"},
        {"extendedKeyUsage", "serverAuth,1.2.3.9"},
    });
    const CertificateFields read = certificateFields(der);
    QVERIFY2(!read.error, read.error ? read.error->what.c_str() : "");
    QCOMPARE(ownValues(read.fields), asn1parse(der));
    QCOMPARE(leavesProblem(read.fields, der.size()), std::string());
    const std::string extensions = "certificate.tbsCertificate.extensions.Extensions.";
    const auto said = [&](const char *name) { return meaningOf(read.fields, extensions + name); };
    QCOMPARE(
        said("subjectAltName"),
        "critical: a.test, 192.0.2.1, 2001:0db8:0000:0000:0000:0000:0000:0001, x@y.test, https://z.test/, 1.2.3.4");
    QCOMPARE(said("authorityInfoAccess"), "id-ad-ocsp http://ocsp.test/, id-ad-caIssuers http://ca.test/ca.der");
    QCOMPARE(said("certificatePolicies"), "domain-validated");
    QCOMPARE(said("nameConstraints"),
             "critical: permitted: dNSName .test; excluded: iPAddress 192.0.2.0/255.255.255.0");
    QCOMPARE(said("keyUsage"), "critical: digitalSignature, decipherOnly");
    QCOMPARE(said("basicConstraints"), "cA TRUE, pathLenConstraint 3");
    QCOMPARE(said("extKeyUsage"), "id-kp-serverAuth, 1.2.3.9");
    crypto::Context context;
    const auto certificate = crypto::Certificate::fromDer(context, der);
    QVERIFY(certificate);
    QCOMPARE(QString::fromStdString(certificateSummary(read.fields, der).subject),
             QString::fromStdString(certificate->subject())); // escapes and a name in two parts
    QCOMPARE(certificateSummary(read.fields, der).key, std::string("EC, secp256r1"));
    QVERIFY(read.fields.find("certificate.signatureValue.Ecdsa-Sig-Value.r"));
}

/// RFC 6962 3.3: one timestamp, of a log called 00 01 ... 1f, on 2024-01-01.
void TestDer::describesTimestamps()
{
    const Bytes der =
        withExtensions({{"1.3.6.1.4.1.11129.2.4.2", "DER:043700350033"
                                                    "00"
                                                    "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
                                                    "0000018cc251f400"
                                                    "0000"
                                                    "0403"
                                                    "0004aabbccdd"}});
    const CertificateFields read = certificateFields(der);
    QVERIFY2(!read.error, read.error ? read.error->what.c_str() : "");
    QCOMPARE(leavesProblem(read.fields, der.size()), std::string());
    const std::string list = "certificate.tbsCertificate.extensions.Extensions.signedCertificateTimestamps.extnValue."
                             "SignedCertificateTimestampList";
    QCOMPARE(meaningOf(read.fields, list), "1 timestamp");
    QCOMPARE(meaningOf(read.fields, list + "[0].timestamp"), "2024-01-01 00:00:00.000 UTC");
    QCOMPARE(meaningOf(read.fields, list + "[0].signature_algorithm"), "ecdsa");
    QVERIFY(read.fields.find(list + "[0].signature"));
}

QTEST_GUILESS_MAIN(TestDer)
#include "tst_der.moc"
