// SPDX-License-Identifier: GPL-3.0-or-later

// What the labels of an export say, and what its page is.

#include "builtins.h"

#include "export/diagramexport.h"
#include "export/exportlanguage.h"
#include "export/messagegist.h"
#include "export/pageframe.h"
#include "export/pdfoutline.h"

#include <QImage>
#include <QRegularExpression>
#include <QtTest>

using namespace hd;
using namespace hd::ui;

class TestExportLabels : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void messagesAreToldByTheirFields_data();
    void messagesAreToldByTheirFields();
    void nothingIsSaidOfFieldsThatAreNotThere();
    void detailsAndTimesAreInEveryFormat();
    void timesAreExact();
    void picturesFitTheirPage_data();
    void picturesFitTheirPage();
    void greyPrintTellsLinesApart();
    void aPdfThatIsNoneStaysAsItIs();
};

void TestExportLabels::messagesAreToldByTheirFields_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<int>("message");
    QTest::addColumn<QString>("told");
    const auto row = [](const char *scenario, int message, const char *told) {
        QTest::addRow("%s %d", scenario, message) << scenario << message << QString::fromUtf8(told);
    };
    row("classic", 1,
        "TLS 1.2|cipher_suites ×5|server_name server.hellodone.test|supported_groups x25519, secp256r1, ffdhe2048");
    row("classic", 2, "TLS 1.2|TLS_DHE_RSA_WITH_AES_128_CBC_SHA256");
    row("classic", 3, "server.hellodone.test · RSA, 2048 bits|certificate_list ×3");
    row("classic", 4, "ffdhe2048|dh_p 256 bytes|rsa_pkcs1_sha256|signature 256 bytes");
    row("classic", 6, "");
    row("classic", 8, "dh_Yc 256 bytes");
    row("classic", 10, "");
    row("classic", 13, "verify_data 12 bytes");
    row("tls13", 2, "TLS 1.3|TLS_AES_128_GCM_SHA256|key_share x25519");
    row("sslv2-hello", 1, "TLS 1.0|cipher_specs ×2");
    row("psk", 4, "psk_identity thermostat-17");
    row("no-common-suite", 2, "fatal|handshake_failure");
}

void TestExportLabels::messagesAreToldByTheirFields()
{
    QFETCH(QString, scenario);
    QFETCH(int, message);
    QFETCH(QString, told);
    const std::shared_ptr<const Trace> trace = test::runBuiltin(scenario.toStdString());
    const ExportLanguage language(QStringLiteral("en"));
    const DiagramWords words = language.diagramWords();
    QCOMPARE(messageGist(*trace, {static_cast<std::uint32_t>(message - 1)}, words).join(QLatin1Char('|')), told);
}

void TestExportLabels::nothingIsSaidOfFieldsThatAreNotThere()
{
    Trace trace = *test::runBuiltin("classic");
    const ExportLanguage language(QStringLiteral("en"));
    const DiagramWords words = language.diagramWords();
    for (Message &message : trace.messages) {
        message.fields = {};
        message.bytes.clear();
    }
    for (std::uint32_t i = 0; i < trace.messages.size(); ++i)
        QVERIFY(messageGist(trace, {i}, words).isEmpty());
    Trace cut = *test::runBuiltin("classic");
    for (Message &message : cut.messages) // ranges beyond the bytes, as a hostile recording may say
        message.bytes.resize(message.bytes.size() / 2);
    for (std::uint32_t i = 0; i < cut.messages.size(); ++i)
        (void)messageGist(cut, {i}, words);
}

void TestExportLabels::detailsAndTimesAreInEveryFormat()
{
    const std::shared_ptr<const Trace> trace = test::runBuiltin("classic");
    ExportOptions options;
    options.fields = options.times = true;
    for (auto *render : {&renderSvg, &renderText, &renderMarkdown, &renderMermaid, &renderPlantUml, &renderTikz}) {
        const QByteArray with = render(*trace, options);
        const QByteArray without = render(*trace, {});
        QVERIFY(with.contains("256 bytes") && with.contains("20 ms"));
        QVERIFY(!without.contains("20 ms"));
    }
}

void TestExportLabels::timesAreExact()
{
    const DiagramWords words = ExportLanguage(QStringLiteral("en")).diagramWords();
    QCOMPARE(words.milliseconds(0), QStringLiteral("0 ms"));
    QCOMPARE(words.milliseconds(1), QStringLiteral("0.001 ms"));
    QCOMPARE(words.milliseconds(20500), QStringLiteral("20.5 ms"));
    QCOMPARE(words.milliseconds(1234567), QStringLiteral("1,234.567 ms"));
}

void TestExportLabels::picturesFitTheirPage_data()
{
    QTest::addColumn<ExportPage>("page");
    QTest::addColumn<QSizeF>("mm");
    QTest::newRow("A4") << ExportPage::A4 << QSizeF(210, 297);
    QTest::newRow("Letter") << ExportPage::Letter << QSizeF(215.9, 279.4);
    QTest::newRow("16:9") << ExportPage::Wide << QSizeF(338.67, 190.5);
    QTest::newRow("column") << ExportPage::Column << QSizeF(85, 0);
}

void TestExportLabels::picturesFitTheirPage()
{
    QFETCH(ExportPage, page);
    QFETCH(QSizeF, mm);
    for (const QSizeF picture : {QSizeF(600, 700), QSizeF(300, 200), QSizeF(700, 5000)}) {
        const PageFrame frame = frameOn(page, picture);
        QVERIFY(qAbs(frame.size.width() - pxOfMm(mm.width())) < 0.1);
        QVERIFY(mm.height() == 0 || qAbs(frame.size.height() - pxOfMm(mm.height())) < 0.1);
        QVERIFY(frame.scale > 0 && frame.scale <= 1);
        QVERIFY(frame.view.adjusted(-0.01, -0.01, 0.01, 0.01).contains(QRectF(QPointF(), picture)));
        QVERIFY(qAbs(frame.view.width() * frame.scale - frame.size.width()) < 0.01);
        QVERIFY(qAbs(frame.view.height() * frame.scale - frame.size.height()) < 0.01);
        if (page == ExportPage::A4 || page == ExportPage::Letter)
            QVERIFY(-frame.view.left() * frame.scale > paperMargin - 0.01);
    }
}

/// Without colour, what a line means is in its form: no two kinds have the same rows of pixels.
void TestExportLabels::greyPrintTellsLinesApart()
{
    ExportOptions options;
    options.theme = ExportTheme::Mono;
    const std::shared_ptr<const Trace> trace = test::runBuiltin("tls13-early-data");
    const QImage image = QImage::fromData(renderPng(*trace, options));
    QVERIFY(!image.isNull());
    for (int y = 0; y < image.height(); y += 7)
        for (int x = 0; x < image.width(); x += 7) {
            const QColor color = image.pixelColor(x, y);
            QVERIFY(color.red() == color.green() && color.green() == color.blue());
        }
    const QString svg = QString::fromUtf8(renderSvg(*trace, options));
    std::map<QString, QString> looks; // of the lines in the legend
    const QString legend = svg.mid(svg.indexOf(QStringLiteral("<g id=\"legend\">")));
    static const QRegularExpression element(
        QStringLiteral("<(polyline|path|polygon|rect)[^>]*>|<text[^>]*>([^<]*)</text>"));
    QString look;
    for (auto found = element.globalMatch(legend); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        if (match.captured(2).isEmpty()) {
            static const QRegularExpression place(QStringLiteral("(points|d|x|y)=\"[^\"]*\""));
            look += match.captured(0).remove(place);
            continue;
        }
        QVERIFY2(!looks.contains(look), qPrintable(match.captured(2)));
        looks[std::exchange(look, {})] = match.captured(2);
    }
    QVERIFY(looks.size() >= 4);
}

void TestExportLabels::aPdfThatIsNoneStaysAsItIs()
{
    const PdfDetails details{QStringLiteral("t"), {}, {}, QStringLiteral("en"), {}};
    for (const QByteArray &bytes :
         {QByteArray(), QByteArray("%PDF-1.4\ntrailer\nstartxref\n"), QByteArray("startxref trailer")})
        QCOMPARE(withDetails(bytes, details), bytes);
}

QTEST_MAIN(TestExportLabels)
#include "tst_exportlabels.moc"
