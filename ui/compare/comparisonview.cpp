// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/comparisonview.h"

#include "compare/comparisonheads.h"
#include "diagram/marks.h"
#include "diagram/measures.h"
#include "text/explanations.h"
#include "theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QStyledItemDelegate>

#include <cmath>

namespace hd::ui {

namespace {

/// Lets the view paint its bands.
class BandDelegate : public QStyledItemDelegate
{
public:
    explicit BandDelegate(ComparisonView *view) : QStyledItemDelegate(view), m_view(view) {}

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        return m_view->bandSize(index.row());
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        m_view->paintBand(painter, option, index.row());
    }

private:
    ComparisonView *m_view;
};

} // namespace

ComparisonView::ComparisonView(SideBySide *sides, Theme *theme, Explanations *texts, QWidget *parent)
    : QListView(parent),
      m_sides(sides),
      m_theme(theme),
      m_texts(texts),
      m_model(new ComparedRowsModel(sides, this)),
      m_heads(new ComparisonHeads(this, theme))
{
    setFrameShape(QFrame::NoFrame);
    setModel(m_model);
    setItemDelegate(new BandDelegate(this));
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setSelectionMode(SingleSelection);
    connect(sides, &SideBySide::compared, this, &ComparisonView::relayout);
    connect(sides, &SideBySide::positionChanged, this, &ComparisonView::adoptPosition);
    connect(sides, &SideBySide::selectionChanged, this, &ComparisonView::adoptSelection);
    connect(texts, &Explanations::changed, this, &ComparisonView::retranslate);
    retranslate();
    theme->follow(this, [this] { relayout(); });
}

void ComparisonView::retranslate()
{
    m_words = diagramWords();
    m_words.state = [this](const QString &name) { return m_texts->stateLabel(name); };
    m_words.meansNothing.clear(); // rows are narrow here
    m_words.reason = [this](const QString &key) { return m_texts->reason(key); };
    setAccessibleName(tr("Messages of both, side by side"));
    m_model->retranslate();
    relayout();
}

qreal ComparisonView::zoom() const
{
    return m_theme->zoom();
}

qreal ComparisonView::left(bool ofA) const
{
    return ofA ? 0 : m_layout.sides[0].size.width() + gutter;
}

/// Each as wide as half of the view, or as it must be; sizes on both sides or on none.
std::array<DiagramLayout, 2> ComparisonView::fittingLayouts() const
{
    LayoutOptions options;
    options.omissions = options.states = false;
    options.words = m_words;
    const auto laidOut = [&](bool ofA, qreal width) {
        options.width = std::floor(width);
        return hd::ui::layout(m_sides->trace(ofA), options);
    };
    const qreal width = viewport()->width() / zoom() - gutter;
    const qreal leastA = laidOut(true, 1).size.width(), leastB = laidOut(false, 1).size.width();
    const qreal ofA = std::max(leastA, std::min(width / 2, width - leastB));
    std::array<DiagramLayout, 2> sides{laidOut(true, ofA), laidOut(false, width - ofA)};
    if (sides[0].sizesShown == sides[1].sizesShown)
        return sides;
    options.sizes = false;
    return {laidOut(true, ofA), laidOut(false, width - ofA)};
}

void ComparisonView::relayout()
{
    std::vector<AlignedRow> rows;
    for (const MessageRow &row : m_sides->comparison().rows)
        rows.push_back({row.a, row.b});
    m_layout = alignLayouts(fittingLayouts(), rows);
    adoptPosition();
    scheduleDelayedItemsLayout();
    updateGeometries();
    m_heads->update();
}

/// Locked, both playheads are one line.
void ComparisonView::adoptPosition()
{
    for (const bool ofA : {true, false}) {
        DiagramLayout &side = m_layout.sides[ofA ? 0 : 1];
        movePlayhead(side, m_sides->trace(ofA), m_sides->session(ofA)->playhead(), m_words);
        side.badges.clear();
        const std::uint32_t rows = m_sides->position();
        if (!m_sides->isLocked() || !side.playheadY || rows == 0 || rows > m_layout.lines.size())
            continue;
        side.playheadY = side.presentY = m_layout.lines[rows - 1] + rowBelow;
    }
    viewport()->update();
}

void ComparisonView::adoptSelection()
{
    for (const bool ofA : {true, false})
        m_marks[ofA ? 0 : 1] = marksFor(*m_sides->session(ofA));
    const std::optional<std::uint32_t> row = m_sides->currentRow();
    const QScopedValueRollback showing(m_showing, true);
    const QModelIndex index = row ? m_model->index(static_cast<int>(*row)) : QModelIndex();
    setCurrentIndex(index);
    if (index.isValid())
        scrollTo(index);
    viewport()->update();
}

void ComparisonView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (current.isValid() && !m_showing)
        m_sides->selectRow(static_cast<std::uint32_t>(current.row()));
}

// Painting

QSize ComparisonView::bandSize(int row) const
{
    if (row < 0 || static_cast<std::size_t>(row) >= m_layout.lines.size())
        return {};
    const auto [top, bottom] = m_layout.bandOf(static_cast<std::size_t>(row));
    const qreal width = left(false) + m_layout.sides[1].size.width();
    return {static_cast<int>(std::floor(width * zoom())), qRound(bottom * zoom()) - qRound(top * zoom())};
}

void ComparisonView::paintBand(QPainter *painter, const QStyleOptionViewItem &option, int index) const
{
    const auto row = static_cast<std::size_t>(index);
    const auto [top, bottom] = m_layout.bandOf(row);
    const Colors &colors = m_theme->colors();
    painter->save();
    painter->setClipRect(option.rect);
    painter->fillRect(option.rect, colors.base);
    painter->translate(option.rect.left(), option.rect.top() - qRound(top * zoom()));
    painter->scale(zoom(), zoom());
    for (const bool ofA : {true, false}) {
        const DiagramLayout &side = m_layout.sides[ofA ? 0 : 1];
        painter->save();
        painter->translate(left(ofA), 0);
        const DiagramPainter diagram(*painter, side, colors, marks(ofA));
        const QRectF exposed(0, top, side.size.width(), bottom - top);
        diagram.paintFrame(exposed);
        const auto [first, last] = side.rowsBetween(top - 24, bottom + 24);
        for (std::size_t i = first; i < last; ++i)
            diagram.paintRow(side.rows[i]);
        diagram.paintOverlay(exposed);
        if (!m_sides->comparison().rows[row].of(ofA))
            paintGap(painter, ofA, row);
        painter->restore();
    }
    paintMark(painter, row);
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(colors.accent, 2));
        painter->setBrush(Qt::NoBrush);
        const qreal width = left(false) + m_layout.sides[1].size.width();
        const qreal y = m_layout.lines[row];
        painter->drawRoundedRect(QRectF(2, y - rowAbove + 2, width - 4, rowAbove + rowBelow - 4), 6, 6);
    }
    painter->restore();
}

/// What this side does not have there.
void ComparisonView::paintGap(QPainter *painter, bool ofA, std::size_t row) const
{
    const DiagramLayout &side = m_layout.sides[ofA ? 0 : 1];
    const MessageRow &at = m_sides->comparison().rows[row];
    const qreal y = m_layout.lines[row] - 8;
    const qreal middle = (side.clientX + side.serverX) / 2;
    const QString text = at.elsewhere
                             ? tr("elsewhere: #%1").arg(m_sides->comparison().rows[*at.elsewhere].of(ofA)->index + 1)
                             : tr("not there");
    const qreal half = widthOf(noteFont(), text) / 2;
    painter->setFont(noteFont());
    painter->setPen(m_theme->colors().text3);
    painter->drawText(QRectF(middle - half - 4, y - 10, 2 * half + 8, 20), Qt::AlignCenter, text);
    QPen pen(m_theme->colors().controlEdge, 1, Qt::SolidLine, Qt::FlatCap);
    pen.setDashPattern({2, 4});
    painter->setPen(pen);
    const qreal line = std::floor(y) + 0.5;
    painter->drawLine(QPointF(side.clientX + 12, line), QPointF(middle - half - 8, line));
    painter->drawLine(QPointF(middle + half + 8, line), QPointF(side.serverX - 12, line));
}

/// In the middle: a sign, and how many fields differ. What matters is filled.
void ComparisonView::paintMark(QPainter *painter, std::size_t row) const
{
    const MessageRow &at = m_sides->comparison().rows[row];
    const Colors &colors = m_theme->colors();
    const bool differs = m_sides->isDifferent(static_cast<std::uint32_t>(row));
    QString text = ComparisonWords::mark(at);
    if (at.count.meaningful > 0)
        text += QStringLiteral(" %1").arg(at.count.meaningful);
    const QFont font = Fonts::ui(Fonts::meta, differs ? QFont::DemiBold : QFont::Normal);
    const qreal width = std::max<qreal>(28, std::ceil(widthOf(font, text)) + 14);
    const QRectF box(left(false) - gutter / 2 - width / 2, m_layout.lines[row] - 17, width, 20);
    painter->setRenderHint(QPainter::Antialiasing);
    if (differs) {
        const bool filled = at.count.meaningful > 0;
        painter->setPen(filled ? QPen(Qt::NoPen) : QPen(colors.accent, 1));
        painter->setBrush(filled ? QBrush(colors.accentFill) : QBrush(colors.base));
        painter->drawRoundedRect(filled ? box : box.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10);
        painter->setPen(filled ? colors.onAccent : colors.text1);
    } else {
        painter->setPen(colors.text3);
    }
    painter->setFont(font);
    painter->drawText(box, Qt::AlignCenter, text);
}

// What comes from outside

void ComparisonView::keyPressEvent(QKeyEvent *event)
{
    const bool plain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (plain && event->key() == Qt::Key_Right)
        m_sides->step(+1);
    else if (plain && event->key() == Qt::Key_Left)
        m_sides->step(-1);
    else if (plain && event->key() == Qt::Key_Home)
        m_sides->goToStart();
    else if (plain && event->key() == Qt::Key_End)
        m_sides->goToEnd();
    else
        QListView::keyPressEvent(event);
}

void ComparisonView::mousePressEvent(QMouseEvent *event)
{
    const qreal x = (event->position().x() + horizontalOffset()) / zoom();
    m_sides->setActive(x < left(false) - gutter / 2);
    QListView::mousePressEvent(event);
}

void ComparisonView::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    relayout();
}

void ComparisonView::scrollContentsBy(int dx, int dy)
{
    QListView::scrollContentsBy(dx, dy);
    m_heads->update();
}

void ComparisonView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QListView::changeEvent(event);
}

void ComparisonView::updateGeometries()
{
    const int height = qRound(m_layout.top * zoom());
    if (viewportMargins().top() != height)
        setViewportMargins(0, height, 0, 0);
    m_heads->setGeometry(viewport()->x(), 0, viewport()->width(), height);
    QListView::updateGeometries();
}

} // namespace hd::ui
