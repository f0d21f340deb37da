// SPDX-License-Identifier: GPL-3.0-or-later
// The hex view finds bytes under the mouse and the keyboard, and paints what is in view.

#include "inspectors/hexview.h"
#include "theme/theme.h"

#include <QClipboard>
#include <QScrollBar>
#include <QSignalSpy>
#include <QtTest>
#include <QtWidgets>

using namespace hd;
using namespace hd::ui;

class TestHexView : public QObject
{
    Q_OBJECT

    static Bytes counting(std::size_t size)
    {
        Bytes bytes(size);
        for (std::size_t i = 0; i < size; ++i)
            bytes[i] = static_cast<std::uint8_t>(i);
        return bytes;
    }

    std::unique_ptr<HexView> made(int width, std::size_t size = 512)
    {
        auto view = std::make_unique<HexView>(&m_theme);
        view->resize(width, 200);
        view->setContent(counting(size), {}, {});
        view->show();
        return view;
    }

    Theme m_theme;

private Q_SLOTS:
    void initTestCase()
    {
        Fonts::load();
        m_theme.apply();
    }

    void rowsFollowTheWidth()
    {
        const auto narrow = made(343);
        QCOMPARE(narrow->bytesPerRow(), 8);
        QCOMPARE(narrow->rowCount(), 64);
        const auto wide = made(HexView(&m_theme).wideWidth());
        QCOMPARE(wide->bytesPerRow(), 16);
        QCOMPARE(wide->rowCount(), 32);
        QVERIFY(wide->cell(15).right() <= wide->width());
        const auto roomy = made(700); // cells spread to their usual distance, and no further
        QCOMPARE(roomy->cell(1).left() - roomy->cell(0).left(), 22.0);
        for (std::uint32_t offset = 0; offset < 64; ++offset)
            QCOMPARE(wide->offsetAt(wide->cell(offset).center()), std::optional(offset));
    }

    void cellsStandOnTheGrid()
    {
        const auto view = made(343);
        QCOMPARE(view->cell(0).size(), QSizeF(22, 20));
        QCOMPARE(view->cell(1).left() - view->cell(0).left(), 22.0);
        QCOMPARE(view->cell(4).left() - view->cell(3).left(), 26.0); // half-row gap
        QCOMPARE(view->cell(8).top() - view->cell(0).top(), 20.0);
        for (std::uint32_t offset = 0; offset < 64; ++offset)
            QCOMPARE(view->offsetAt(view->cell(offset).center()), std::optional(offset));
        QCOMPARE(view->offsetAt(QPointF(2, 2)), std::nullopt); // the offset column
    }

    void clickPicksAByte()
    {
        const auto view = made(343);
        QSignalSpy picked(view.get(), &HexView::byteActivated);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->cell(13).center().toPoint());
        QCOMPARE(picked.size(), 1);
        QCOMPARE(picked[0][0].value<std::uint32_t>(), 13U);
    }

    void dragPicksARange()
    {
        const auto view = made(343);
        QList<Range> ranges;
        connect(view.get(), &HexView::rangeSelected, this, [&ranges](Range range) { ranges.append(range); });
        QTest::mousePress(view->viewport(), Qt::LeftButton, {}, view->cell(20).center().toPoint());
        QTest::mouseMove(view->viewport(), view->cell(10).center().toPoint());
        QTest::mouseRelease(view->viewport(), Qt::LeftButton, {}, view->cell(10).center().toPoint());
        QVERIFY(!ranges.isEmpty());
        QCOMPARE(ranges.last(), (Range{10, 11}));
    }

    void keyboardMovesAndExtends()
    {
        const auto view = made(343);
        QSignalSpy picked(view.get(), &HexView::byteActivated);
        QList<Range> ranges;
        connect(view.get(), &HexView::rangeSelected, this, [&ranges](Range range) { ranges.append(range); });
        const auto last = [&picked] { return picked.last()[0].value<std::uint32_t>(); };
        QTest::keyClick(view.get(), Qt::Key_Right);
        QCOMPARE(last(), 1U);
        QTest::keyClick(view.get(), Qt::Key_Down);
        QCOMPARE(last(), 9U);
        QTest::keyClick(view.get(), Qt::Key_End);
        QCOMPARE(last(), 15U);
        QTest::keyClick(view.get(), Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(ranges.last(), (Range{7, 9}));
        QTest::keyClick(view.get(), Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(last(), 511U);
        QVERIFY(view->cell(511).bottom() <= view->viewport()->height());
        const qsizetype count = picked.size();
        QTest::keyClick(view.get(), Qt::Key_Right); // there is nothing after the last
        QCOMPARE(picked.size(), count);
        QTest::keyClick(view.get(), Qt::Key_Left, Qt::AltModifier); // the window's history
        QCOMPARE(picked.size(), count);
    }

    void selectionScrollsIntoView()
    {
        const auto view = made(343);
        view->setSelection({{400, 32}});
        QVERIFY(view->cell(400).top() >= 0);
        QVERIFY(view->cell(400).bottom() <= view->viewport()->height());
        QCOMPARE(view->cell(400).top(), 40.0); // two rows of what comes before
    }

    void copyIsHexOfAllRanges()
    {
        const auto view = made(343);
        view->setSelection({{4, 2}, {8, 2}});
        QTest::keySequence(view.get(), QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("04050809"));
    }

    /// look.md: the outline stays open where the selection continues off view.
    void outlineIsOpenWhereItContinues()
    {
        const auto view = made(343);
        view->setSelection({{8, 400}});
        const QImage image = view->viewport()->grab().toImage();
        const auto accent = [&](int y) {
            int found = 0;
            const int left = static_cast<int>(view->cell(8).left()) + 6;
            for (int x = left; x < left + 160; ++x)
                found += image.pixelColor(x, y) == m_theme.colors().accent;
            return found;
        };
        const int top = static_cast<int>(view->cell(8).top());
        QVERIFY(std::max(accent(top), std::max(accent(top - 1), accent(top + 1))) > 100);
        QCOMPARE(accent(image.height() - 1), 0);
    }
};

QTEST_MAIN(TestHexView)
#include "tst_hexview.moc"
