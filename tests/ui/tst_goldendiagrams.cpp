// SPDX-License-Identifier: GPL-3.0-or-later

// The diagram of each built-in scenario, as it was last looked at: tests/golden/NAME.svg. After a change that is meant,
//
//     HELLODONE_WRITE_GOLDEN=1 ./tst_goldendiagrams
//
// writes them anew; what `git diff` then says is to be read before it is committed.

#include "builtins.h"

#include "export/diagramexport.h"

#include <QFile>
#include <QRegularExpression>
#include <QtTest>

using namespace hd;

class TestGoldenDiagrams : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyScenario_data();
    void everyScenario();
};

void TestGoldenDiagrams::everyScenario_data()
{
    QTest::addColumn<QString>("name");
    for (const ScenarioInfo &info : builtinScenarios())
        QTest::newRow(info.name.c_str()) << QString::fromStdString(info.name);
}

/// Without what is the font's and not the layout's: its family, and how wide it happens to draw a text; and of a shape
/// only where it begins, for icons and round corners are long and the same everywhere.
static QString diagramOf(const Trace &trace)
{
    static const QRegularExpression left(
        QStringLiteral(" (font-family|textLength|lengthAdjust|fill-rule|stroke-linecap|stroke-linejoin)=\"[^\"]*\""));
    static const QRegularExpression shape(QStringLiteral(" d=\"(M[^A-Z\"]*)[^\"]*\""));
    return QString::fromUtf8(ui::renderSvg(trace)).remove(left).replace(shape, QStringLiteral(" d=\"\\1\""));
}

/// "line 12: <text …> was <text …>", and how many more.
static QString difference(const QString &now, const QString &before)
{
    const QStringList lines = now.split(QLatin1Char('\n')), old = before.split(QLatin1Char('\n'));
    QString first;
    int count = 0;
    for (qsizetype i = 0; i < std::max(lines.size(), old.size()); ++i)
        if (lines.value(i) != old.value(i) && count++ == 0)
            first = QStringLiteral("line %1:\n%2\nwas\n%3").arg(i + 1).arg(lines.value(i), old.value(i));
    return count == 0 ? QString() : QStringLiteral("%1\nand %2 lines more").arg(first).arg(count - 1);
}

void TestGoldenDiagrams::everyScenario()
{
    QFETCH(QString, name);
    const QString drawn = diagramOf(*test::runBuiltin(name.toStdString()));
    QFile golden(QStringLiteral(HELLODONE_SOURCE_DIR "/tests/golden/%1.svg").arg(name));
    if (qEnvironmentVariableIsSet("HELLODONE_WRITE_GOLDEN")) {
        QVERIFY(golden.open(QIODevice::WriteOnly));
        golden.write(drawn.toUtf8());
    } else {
        QVERIFY2(golden.open(QIODevice::ReadOnly), "HELLODONE_WRITE_GOLDEN=1 writes what is missing");
        const QString differs = difference(drawn, QString::fromUtf8(golden.readAll()));
        QVERIFY2(differs.isEmpty(), qPrintable(differs));
    }
}

QTEST_MAIN(TestGoldenDiagrams)
#include "tst_goldendiagrams.moc"
