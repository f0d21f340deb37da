// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/scrubber.h"

#include "theme/icons.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QSignalBlocker>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace hd::ui {

static constexpr double margin = 12; // half of the handle's 24 px target
static constexpr double lineY = 32;
static constexpr double lineWidth = 4;
static constexpr double handleRadius = 8;
static constexpr double leastMark = 6; // from one mark to the next

Scrubber::Scrubber(Session *session, const Theme *theme, QWidget *parent)
    : QAbstractSlider(parent), m_session(session), m_theme(theme)
{
    setOrientation(Qt::Horizontal);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setAttribute(Qt::WA_Hover);
    connect(session, &Session::traceChanged, this, &Scrubber::readTrace);
    connect(session, &Session::granularityChanged, this, &Scrubber::readTrace);
    connect(session, &Session::playheadChanged, this, &Scrubber::followPlayhead);
    connect(theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
    connect(this, &QAbstractSlider::valueChanged, this, [this](int value) {
        const std::vector<Playhead> &stops = m_session->stops();
        if (value >= 0 && static_cast<std::size_t>(value) < stops.size())
            m_session->goTo(stops[static_cast<std::size_t>(value)]);
    });
    readTrace();
    retranslate();
}

void Scrubber::retranslate()
{
    setAccessibleName(tr("Playhead"));
    setAccessibleDescription(placeText());
    update();
}

void Scrubber::readTrace()
{
    const Trace &trace = *m_session->trace();
    m_messageStops = hd::stops(trace, Granularity::Message);
    m_flights.clear();
    for (std::uint32_t i = 0; i < trace.messages.size(); ++i) {
        if (m_flights.empty() || m_flights.back().number != trace.messages[i].flight)
            m_flights.push_back({trace.messages[i].flight, i, i});
        m_flights.back().last = i;
    }
    m_keysAt.reset();
    const auto isKeys = [](const Event &event) { return event.what == What::Keys; };
    const auto keys = std::find_if(trace.events.begin(), trace.events.end(), isKeys);
    if (keys != trace.events.end())
        m_keysAt =
            std::max(1U, m_session->events().messagesSent(static_cast<Playhead>(keys - trace.events.begin()))) - 1;
    followPlayhead();
}

void Scrubber::followPlayhead()
{
    const std::vector<Playhead> &stops = m_session->stops();
    const auto here = std::upper_bound(stops.begin(), stops.end(), m_session->playhead());
    {
        const QSignalBlocker silent(this); // the session is already there
        setRange(0, static_cast<int>(stops.size()) - 1);
        setValue(static_cast<int>(here - stops.begin()) - 1);
    }
    setAccessibleDescription(placeText());
    update();
}

/// All places are in px at 1x.
double Scrubber::wide() const
{
    return width() / m_theme->zoom();
}

bool Scrubber::isLow() const
{
    return height() < m_theme->px(56);
}

QSize Scrubber::sizeHint() const
{
    return {m_theme->px(480), m_theme->px(64)};
}

QSize Scrubber::minimumSizeHint() const
{
    return {120, m_theme->px(32)};
}

double Scrubber::xOfMessages(double sent) const
{
    const double count = std::max<double>(1, static_cast<double>(m_session->trace()->messages.size()));
    return margin + (wide() - 2 * margin) * sent / count;
}

double Scrubber::xOf(Playhead at) const
{
    const auto next = std::upper_bound(m_messageStops.begin(), m_messageStops.end(), at);
    const double before = static_cast<double>(next - m_messageStops.begin()) - 1;
    if (next == m_messageStops.end())
        return xOfMessages(before);
    const double from = *std::prev(next);
    return xOfMessages(before + (at - from) / (*next - from));
}

QString Scrubber::placeText() const
{
    const Trace &trace = *m_session->trace();
    const std::uint32_t sent = m_session->events().messagesSent(m_session->playhead());
    if (sent == 0)
        return tr("before the first message");
    return tr("%1 of %2, %3")
        .arg(sent)
        .arg(trace.messages.size())
        .arg(QString::fromStdString(trace.messages[sent - 1].name));
}

void Scrubber::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(m_theme->zoom(), m_theme->zoom());
    painter.translate(0, height() / m_theme->zoom() / 2 - lineY);
    if (m_flights.empty())
        return;
    paintFlights(painter);
    paintMessages(painter);
    paintKeys(painter);
    paintHandle(painter);
}

void Scrubber::paintFlights(QPainter &painter) const
{
    const Colors &colors = m_theme->colors();
    const double playhead = xOf(m_session->playhead());
    const QFont font = Fonts::ui(Fonts::caption);
    painter.setFont(font);
    const QFontMetrics metrics(font);
    double free = 0; // a name that would touch the one before it is left out
    for (std::size_t i = 0; i < m_flights.size(); ++i) {
        const std::size_t first = i;
        const double from = xOfMessages(m_flights[i].first) + (i == 0 ? 0 : 1);
        while (i + 1 < m_flights.size() && xOfMessages(m_flights[i].last + 1) - from < leastMark)
            ++i; // of many flights several share a segment
        const double to = xOfMessages(m_flights[i].last + 1) - (i + 1 == m_flights.size() ? 0 : 1);
        const QRectF segment(from, lineY - lineWidth / 2, to - from, lineWidth);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.dark ? colors.hairline.lighter(140) : colors.hairline.darker(112));
        painter.drawRoundedRect(segment, 2, 2);
        if (playhead > from) {
            painter.setBrush(colors.accent);
            painter.drawRoundedRect(segment.intersected(QRectF(0, 0, playhead, 64)), 2, 2);
        }
        if (isLow())
            continue;
        const QString name = tr("Flight %1").arg(m_flights[first].number);
        const int width = metrics.horizontalAdvance(name);
        QRectF box((from + to - width) / 2, lineY + 11, width, metrics.height());
        if (box.left() < free)
            continue;
        free = box.right() + 8;
        painter.setPen(playhead > from ? colors.text2 : colors.text3);
        painter.drawText(box, Qt::AlignCenter, name);
    }
}

void Scrubber::paintMessages(QPainter &painter) const
{
    const std::vector<Message> &messages = m_session->trace()->messages;
    const std::uint32_t sent = m_session->events().messagesSent(m_session->playhead());
    double free = 0; // a dot that would cover the one before it is left out
    for (std::uint32_t i = 0; i < messages.size(); ++i) {
        const double x = xOfMessages(i + 1);
        const Protocol protocol = messages[i].protocol;
        if (x < free && protocol != Protocol::ChangeCipherSpec && protocol != Protocol::Alert)
            continue;
        paintMark(painter, i, i < sent);
        free = x + leastMark;
    }
}

static QPainterPath diamond(QPointF center, double radius)
{
    QPainterPath path(center - QPointF(radius, 0));
    path.lineTo(center - QPointF(0, radius));
    path.lineTo(center + QPointF(radius, 0));
    path.lineTo(center + QPointF(0, radius));
    path.closeSubpath();
    return path;
}

void Scrubber::paintMark(QPainter &painter, std::uint32_t message, bool past) const
{
    const Colors &colors = m_theme->colors();
    const Protocol protocol = m_session->trace()->messages[message].protocol;
    const QPointF center(xOfMessages(message + 1), lineY);
    if (protocol == Protocol::ChangeCipherSpec) {
        painter.setPen(QPen(colors.changeCipherSpec, 1.5));
        painter.setBrush(past ? colors.changeCipherSpec : colors.window);
        painter.drawPath(diamond(center, 6));
    } else if (protocol == Protocol::Alert) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.window); // the line stops at an alert
        painter.drawEllipse(center, 10, 10);
        paintIcon(&painter, Icon::Warning, QRectF(center - QPointF(8, 9), QSizeF(16, 16)), colors.alert);
    } else if (past) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.dark ? colors.accent : colors.accent.darker(135));
        painter.drawEllipse(center, 2.75, 2.75);
    } else {
        painter.setPen(QPen(colors.controlEdge, 1.25));
        painter.setBrush(colors.window);
        painter.drawEllipse(center, 2.5, 2.5);
    }
}

void Scrubber::paintKeys(QPainter &painter) const
{
    if (!m_keysAt || isLow())
        return;
    const Colors &colors = m_theme->colors();
    const double x = xOfMessages(*m_keysAt + 1);
    paintIcon(&painter, Icon::Key, QRectF(x - 7, 5, 16, 16), colors.text2);
    painter.setFont(Fonts::ui(Fonts::caption));
    painter.setPen(colors.text2);
    const QString text = tr("keys live");
    const int width = painter.fontMetrics().horizontalAdvance(text);
    if (x + 14 + width <= wide())
        painter.drawText(QRectF(x + 14, 5, width + 1, 16), Qt::AlignVCenter | Qt::AlignLeft, text);
    else
        painter.drawText(QRectF(x - 12 - width, 5, width + 1, 16), Qt::AlignVCenter | Qt::AlignRight, text);
}

void Scrubber::paintHandle(QPainter &painter) const
{
    const Colors &colors = m_theme->colors();
    const QPointF center(xOf(m_session->playhead()), lineY);
    painter.setPen(QPen(colors.accent, 3));
    painter.setBrush(underMouse() || isSliderDown() ? colors.linked : colors.base);
    painter.drawEllipse(center, handleRadius - 0.5, handleRadius - 0.5);
}

void Scrubber::moveTo(double x)
{
    const std::vector<Playhead> &stops = m_session->stops();
    const auto nearer = [this, x](Playhead a, Playhead b) { return std::abs(xOf(a) - x) < std::abs(xOf(b) - x); };
    const auto nearest = std::min_element(stops.begin(), stops.end(), nearer);
    if (nearest != stops.end())
        m_session->goTo(*nearest);
}

void Scrubber::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return event->ignore();
    setSliderDown(true);
    moveTo(event->position().x() / m_theme->zoom());
}

void Scrubber::mouseMoveEvent(QMouseEvent *event)
{
    if (isSliderDown())
        moveTo(event->position().x() / m_theme->zoom());
}

void Scrubber::mouseReleaseEvent(QMouseEvent *)
{
    setSliderDown(false);
    update();
}

void Scrubber::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QAbstractSlider::changeEvent(event);
}

// The name of the message under the pointer.
bool Scrubber::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractSlider::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const std::vector<Message> &messages = m_session->trace()->messages;
    for (std::uint32_t i = 0; i < messages.size(); ++i) {
        if (std::abs(xOfMessages(i + 1) - help->pos().x() / m_theme->zoom()) <= 8) {
            const QString name = QString::fromStdString(messages[i].name).toHtmlEscaped();
            QToolTip::showText(help->globalPos(), QStringLiteral("#%1 %2").arg(i + 1).arg(name), this);
            return true;
        }
    }
    QToolTip::hideText();
    return true;
}

} // namespace hd::ui
