// SPDX-License-Identifier: GPL-3.0-or-later

// JA3 and JA4 against values that their authors published.

#include "capture/fingerprints.h"

#include "crypto/context.h"
#include "messages/messages.h"

#include <QtTest>

using namespace hd;

class tst_Fingerprints : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ja3IsThePublishedOne_data();
    void ja3IsThePublishedOne();
    void ja4IsThePublishedOne();
    void ja4WithoutExtensions();
    void ja4VersionIsTheHighestOffered_data();
    void ja4VersionIsTheHighestOffered();
    void ja4NamesTheFirstProtocol_data();
    void ja4NamesTheFirstProtocol();
    void greaseDoesNotCount();
};

static Extension opaque(std::uint16_t code)
{
    return OpaqueExtension{code, {}};
}

/// The examples of the authors (github.com/salesforce/ja3): the texts, and the MD5 that they give for each.
void tst_Fingerprints::ja3IsThePublishedOne_data()
{
    QTest::addColumn<bool>("extensions");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("md5");
    QTest::newRow("with extensions") << true
                                     << QByteArray(
                                            "769,47-53-5-10-49161-49162-49171-49172-50-56-19-4,0-10-11,23-24-25,0")
                                     << QByteArray("ada70206e40642a3e4461f35503241d5");
    QTest::newRow("without") << false << QByteArray("769,4-5-10-9-100-98-3-6-19-18-99,,,")
                             << QByteArray("de350869b8c85de67a350c8d186f11e6");
}

void tst_Fingerprints::ja3IsThePublishedOne()
{
    QFETCH(const bool, extensions);
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, md5);
    ClientHello hello;
    hello.version = tls10;
    hello.suites = {4, 5, 10, 9, 100, 98, 3, 6, 19, 18, 99};
    if (extensions) {
        hello.suites = {47, 53, 5, 10, 49161, 49162, 49171, 49172, 50, 56, 19, 4};
        hello.extensions.add(ServerName{});
        hello.extensions.add(SupportedGroups{{23, 24, 25}});
        hello.extensions.add(EcPointFormats{{0}});
    }
    crypto::Context context;
    QCOMPARE(ui::ja3TextOf(hello), text.toStdString());
    QCOMPARE(ui::ja3Of(context, hello), md5.toStdString());
}

/// The example of the specification (github.com/FoxIO-LLC/ja4), a browser's hello of 2023, with GREASE put in.
static ClientHello published()
{
    ClientHello hello;
    hello.suites = {0x7a7a, 0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030,
                    0xcca9, 0xcca8, 0xc013, 0xc014, 0x009c, 0x009d, 0x002f, 0x0035};
    hello.extensions.add(opaque(0x8a8a));
    hello.extensions.add(ServerName{{{0, toBytes("server.test")}}});
    hello.extensions.add(opaque(0x0033));
    hello.extensions.add(SignatureAlgorithms{{0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601}});
    for (const unsigned code : {0x0023, 0x000b, 0xff01, 0x000a, 0x001b, 0x4469, 0x0012, 0x002d})
        hello.extensions.add(opaque(static_cast<std::uint16_t>(code)));
    hello.extensions.add(Alpn{{toBytes("h2"), toBytes("http/1.1")}});
    hello.extensions.add(opaque(0x0005));
    hello.extensions.add(SupportedVersions{{0x0a0a, tls13, tls12}});
    hello.extensions.add(opaque(0x0017));
    hello.extensions.add(opaque(0x1a1a));
    hello.extensions.add(opaque(0x0015));
    return hello;
}

void tst_Fingerprints::ja4IsThePublishedOne()
{
    crypto::Context context;
    QCOMPARE(ui::ja4Of(context, published()), std::string("t13d1516h2_8daaf6152771_e5627efa2ab1"));
}

void tst_Fingerprints::ja4WithoutExtensions()
{
    ClientHello hello;
    hello.version = ssl30;
    crypto::Context context;
    QCOMPARE(ui::ja4Of(context, hello), std::string("ts3i000000_000000000000_000000000000"));
}

void tst_Fingerprints::ja4VersionIsTheHighestOffered_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<QList<int>>("offered");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("its own") << int(tls12) << QList<int>{} << QByteArray("12");
    QTest::newRow("TLS 1.0") << int(tls10) << QList<int>{} << QByteArray("10");
    QTest::newRow("offered") << int(tls12) << QList<int>{0x303, 0x304} << QByteArray("13");
    QTest::newRow("offered with GREASE") << int(tls12) << QList<int>{0xfafa, 0x302} << QByteArray("11");
    QTest::newRow("nothing but GREASE") << int(tls12) << QList<int>{0xfafa} << QByteArray("12");
    QTest::newRow("no version") << 0x0399 << QList<int>{} << QByteArray("00");
}

void tst_Fingerprints::ja4VersionIsTheHighestOffered()
{
    QFETCH(const int, version);
    QFETCH(const QList<int>, offered);
    QFETCH(const QByteArray, part);
    ClientHello hello;
    hello.version = static_cast<Version>(version);
    SupportedVersions versions;
    for (const int each : offered)
        versions.versions.push_back(static_cast<Version>(each));
    if (!offered.isEmpty())
        hello.extensions.add(versions);
    crypto::Context context;
    QCOMPARE(ui::ja4Of(context, hello).substr(1, 2), part.toStdString());
}

/// The table of the specification.
void tst_Fingerprints::ja4NamesTheFirstProtocol_data()
{
    QTest::addColumn<QByteArray>("protocol");
    QTest::addColumn<QByteArray>("part");
    const auto row = [](const char *hex, const char *part) {
        QTest::newRow(hex) << QByteArray::fromHex(hex) << QByteArray(part);
    };
    row("", "00");
    row("ab", "ab");
    row("abcd", "ad");
    row("3031abcd", "3d");
    row("306162abcd", "3d");
    row("6832", "h2");
    row("687474702f312e31", "h1");
    row("61", "aa");
    row("61ab", "6b");
    row("ab61", "a1");
}

void tst_Fingerprints::ja4NamesTheFirstProtocol()
{
    QFETCH(const QByteArray, protocol);
    QFETCH(const QByteArray, part);
    ClientHello hello;
    hello.extensions.add(Alpn{{toBytes(protocol.toStdString())}});
    crypto::Context context;
    QCOMPARE(ui::ja4Of(context, hello).substr(8, 2), part.toStdString());
}

void tst_Fingerprints::greaseDoesNotCount()
{
    ClientHello hello;
    hello.suites = {0x0a0a, 0x1301, 0xfafa, 0x0a1a}; // the last is no GREASE: its bytes differ
    hello.extensions.add(opaque(0x2a2a));
    hello.extensions.add(SupportedGroups{{0xdada, 29}});
    QCOMPARE(ui::ja3TextOf(hello), std::string("771,4865-2586,10,29,"));
}

QTEST_GUILESS_MAIN(tst_Fingerprints)
#include "tst_fingerprints.moc"
