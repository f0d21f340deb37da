// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/records/recordpicture.h"

#include "models/valuetext.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>

namespace hd::ui {

// In px at 1x.
static constexpr qreal margin = 16;
static constexpr qreal labelHeight = 18;
static constexpr qreal rowHeight = 20;
static constexpr qreal top = 6;
static constexpr qreal leastWidth = 4;
static constexpr qreal labelGap = 12;
static constexpr qreal pictureHeight = top + 2 * labelHeight + 2 * rowHeight + 4;

RecordPicture::RecordPicture(Theme *theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    install();
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    connect(theme, &Theme::changed, this, &RecordPicture::restyle);
    restyle();
}

void RecordPicture::restyle()
{
    setFixedHeight(m_theme->px(static_cast<int>(pictureHeight)));
    place();
}

QSize RecordPicture::sizeHint() const
{
    return {m_theme->px(400), m_theme->px(static_cast<int>(pictureHeight))};
}

QSize RecordPicture::minimumSizeHint() const
{
    return {m_theme->px(320), m_theme->px(static_cast<int>(pictureHeight))};
}

void RecordPicture::clear()
{
    m_boxes.clear();
    m_size = 0;
    update();
}

void RecordPicture::setRecord(const Record &record, KeyPhase phase)
{
    m_phase = phase;
    m_size = static_cast<std::uint32_t>(record.wire.size());
    m_selected.clear();
    m_bytes = {};
    m_linked.clear();
    m_hovered = -1;
    fill(record);
    place();
}

void RecordPicture::fill(const Record &record)
{
    m_boxes.clear();
    const auto header = static_cast<std::uint32_t>(record.headerLength());
    const auto add = [this](const QString &name, const QString &path, Range wire, bool inside) {
        Box box;
        box.name = name;
        box.path = path;
        box.wire = wire;
        box.inside = inside;
        m_boxes.push_back(std::move(box));
    };
    if (header > 0)
        add(QStringLiteral("header"), QStringLiteral("record"), {0, header}, false);
    const std::vector<RecordPart> parts = recordParts(record);
    for (const RecordPart &part : parts)
        if (part.sent() && part.wire.offset >= header)
            add(toQString(part.name), toQString(pathOf(part)), part.wire, part.in.has_value());
    m_hasInside = std::any_of(m_boxes.begin(), m_boxes.end(), [](const Box &box) { return box.inside; });
}

void RecordPicture::place()
{
    placeBoxes();
    placeLabels(true);
    placeLabels(false);
    update();
}

void RecordPicture::placeBoxes()
{
    if (m_size == 0)
        return;
    const qreal room = width() / m_theme->zoom() - 2 * margin;
    // What would be too small to see takes from the others, the same in both rows.
    std::vector<std::uint32_t> edges{0, m_size};
    for (const Box &box : m_boxes)
        edges.insert(edges.end(), {box.wire.offset, box.wire.end()});
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    std::vector<qreal> widths;
    qreal all = 0;
    for (std::size_t i = 1; i < edges.size(); ++i) {
        widths.push_back(std::max(leastWidth, room * (edges[i] - edges[i - 1]) / m_size));
        all += widths.back();
    }
    std::vector<qreal> places{margin};
    for (const qreal width : widths)
        places.push_back(places.back() + width * room / all);
    const auto x = [&](std::uint32_t offset) {
        const auto edge = std::lower_bound(edges.begin(), edges.end(), offset) - edges.begin();
        return std::round(places[static_cast<std::size_t>(edge)]);
    };
    const qreal wireTop = top + labelHeight + (m_hasInside ? rowHeight : rowHeight / 2);
    for (Box &box : m_boxes) {
        const qreal y = box.inside ? wireTop - rowHeight : wireTop;
        box.at = QRectF(QPointF(x(box.wire.offset), y), QPointF(x(box.wire.end()), y + rowHeight));
    }
}

/// Each name as near to the middle of its box as its neighbours allow.
void RecordPicture::placeLabels(bool inside)
{
    const QFontMetricsF metrics(Fonts::ui(Fonts::caption, QFont::DemiBold));
    const qreal right = width() / m_theme->zoom() - margin;
    std::vector<Box *> boxes;
    for (Box &box : m_boxes)
        if (box.inside == inside)
            boxes.push_back(&box);
    qreal free = margin;
    for (Box *box : boxes) {
        const QString text = QStringLiteral("%1 %2").arg(box->name).arg(box->wire.length);
        const qreal wide = std::ceil(metrics.horizontalAdvance(text)) + 2;
        const qreal y = inside ? top : top + labelHeight + (m_hasInside ? 2 : 1.5) * rowHeight;
        box->label = QRectF(std::max(free, box->at.center().x() - wide / 2), y, wide, labelHeight);
        free = box->label.right() + labelGap;
    }
    qreal limit = right;
    for (auto box = boxes.rbegin(); box != boxes.rend(); ++box) {
        (*box)->label.moveRight(std::min((*box)->label.right(), limit));
        limit = (*box)->label.left() - labelGap;
    }
}

// Painting ----------------------------------------------------------------------------------------------------------

QColor RecordPicture::edge(const Box &box) const
{
    const Colors &colors = m_theme->colors();
    const bool sealed = box.inside || box.name == QLatin1StringView("ciphertext");
    if (!sealed || m_phase == KeyPhase::Clear)
        return colors.clear;
    return m_phase == KeyPhase::Handshake ? colors.handshakeKeys : colors.applicationKeys;
}

bool RecordPicture::isSelected(const Box &box) const
{
    if (box.path != QLatin1StringView("record"))
        return box.path == m_selected;
    return m_bytes.length > 0 && m_bytes.end() <= box.wire.end(); // the header, and its parts
}

void RecordPicture::paintBox(QPainter &painter, int index) const
{
    const Colors &colors = m_theme->colors();
    const Box &box = m_boxes[static_cast<std::size_t>(index)];
    const bool selected = isSelected(box);
    const bool linked = std::any_of(m_linked.begin(), m_linked.end(), [&](Range range) {
        return range.offset < box.wire.end() && box.wire.offset < range.end();
    });
    const QRectF rect = box.at.adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(selected ? colors.selected : linked || index == m_hovered ? colors.linked : colors.sunken);
    painter.drawRect(rect);
    QColor pattern = colors.text3;
    pattern.setAlpha(90);
    const bool seal = box.name == QLatin1StringView("MAC") || box.name == QLatin1StringView("tag");
    const bool start = box.name == QLatin1StringView("IV") || box.name == QLatin1StringView("nonce_explicit");
    const bool filler = box.name == QLatin1StringView("padding");
    if (seal || start || filler)
        painter.fillRect(rect, QBrush(pattern, seal ? Qt::BDiagPattern : start ? Qt::Dense6Pattern : Qt::HorPattern));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(selected ? QPen(colors.accent, 2) : QPen(edge(box), 1));
    painter.drawRect(selected ? rect.adjusted(0.5, 0.5, -0.5, -0.5) : rect);
    const bool sealed = box.name == QLatin1StringView("ciphertext") && m_phase != KeyPhase::Clear;
    if (sealed && rect.width() > 24) {
        const Icon lock = m_phase == KeyPhase::Application ? Icon::LockFilled : Icon::Lock;
        paintIcon(&painter, lock, QRectF(rect.center() - QPointF(7, 7), QSizeF(14, 14)), edge(box));
    }
}

void RecordPicture::paintLabel(QPainter &painter, const Box &box, bool strong) const
{
    const Colors &colors = m_theme->colors();
    // From the name to its box, where the name could not stay above or below it.
    const qreal x = std::clamp(box.at.center().x(), box.label.left() + 4, box.label.right() - 4);
    const bool beside = std::abs(x - box.at.center().x()) > 2;
    if (beside) {
        painter.setPen(QPen(colors.controlEdge, 1));
        const qreal from = box.inside ? box.label.bottom() - 3 : box.label.top() + 3;
        const qreal to = box.inside ? box.at.top() : box.at.bottom();
        painter.drawLine(QPointF(x, from), QPointF(box.at.center().x(), to));
    }
    painter.setFont(Fonts::ui(Fonts::caption, strong ? QFont::DemiBold : QFont::Normal));
    painter.setPen(strong ? colors.text1 : colors.text2);
    const qreal shift = box.inside ? -1 : 1;
    painter.drawText(box.label.translated(0, shift), Qt::AlignCenter,
                     QStringLiteral("%1 %2").arg(box.name).arg(box.wire.length));
}

void RecordPicture::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    painter.fillRect(event->rect(), m_theme->colors().base);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(m_theme->zoom(), m_theme->zoom());
    int selected = -1;
    for (int i = 0; i < itemCount(); ++i) {
        if (isSelected(m_boxes[static_cast<std::size_t>(i)]))
            selected = i;
        paintBox(painter, i);
    }
    if (selected >= 0)
        paintBox(painter, selected); // its edge over its neighbours'
    for (int i = 0; i < itemCount(); ++i)
        paintLabel(painter, m_boxes[static_cast<std::size_t>(i)], i == selected);
}

// Input -------------------------------------------------------------------------------------------------------------

void RecordPicture::setSelection(const QString &path, Range bytes, std::vector<Range> linked)
{
    m_selected = path;
    m_bytes = bytes;
    m_linked = std::move(linked);
    update();
}

QString RecordPicture::itemText(int item) const
{
    const Box &box = m_boxes[static_cast<std::size_t>(item)];
    return QStringLiteral("%1, %2").arg(box.name, byteCountText(box.wire.length));
}

QRect RecordPicture::itemRect(int item) const
{
    const QRectF at = m_boxes[static_cast<std::size_t>(item)].at;
    const qreal zoom = m_theme->zoom();
    return QRectF(at.topLeft() * zoom, at.size() * zoom).toAlignedRect();
}

int RecordPicture::currentItem() const
{
    for (int i = 0; i < itemCount(); ++i)
        if (isSelected(m_boxes[static_cast<std::size_t>(i)]))
            return i;
    return -1;
}

void RecordPicture::activateItem(int item)
{
    const Box &box = m_boxes[static_cast<std::size_t>(item)];
    Q_EMIT picked(box.path, box.wire);
    announce(this, item);
}

/// A name is as good as its box.
int RecordPicture::boxAt(QPointF at) const
{
    const QPointF place = at / m_theme->zoom();
    for (int i = 0; i < itemCount(); ++i) {
        const Box &box = m_boxes[static_cast<std::size_t>(i)];
        if (box.at.contains(place) || box.label.contains(place))
            return i;
    }
    return -1;
}

void RecordPicture::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void RecordPicture::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return event->ignore();
    if (const int box = boxAt(event->position()); box >= 0)
        activateItem(box);
}

void RecordPicture::mouseMoveEvent(QMouseEvent *event)
{
    const int box = boxAt(event->position());
    if (box == m_hovered)
        return;
    m_hovered = box;
    setCursor(box >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setToolTip(box >= 0 ? itemText(box) : QString());
    update();
}

void RecordPicture::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    m_hovered = -1;
    update();
}

void RecordPicture::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (step == 0 || event->modifiers() != Qt::NoModifier || m_boxes.empty())
        return QWidget::keyPressEvent(event);
    const int current = currentItem();
    activateItem(current < 0 ? 0 : std::clamp(current + step, 0, itemCount() - 1));
}

} // namespace hd::ui
