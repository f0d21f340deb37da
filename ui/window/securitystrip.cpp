// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/securitystrip.h"

#include "inspectors/propertymark.h"

#include <QEvent>
#include <QPainter>

namespace hd::ui {

static constexpr int circleSide = propertyMarkSide;

PropertyBadge::PropertyBadge(Property property, const Theme *theme, QWidget *parent)
    : QAbstractButton(parent), m_theme(theme)
{
    m_state.property = property;
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QString PropertyBadge::name() const
{
    switch (m_state.property) {
    case Property::Confidentiality:
        return tr("Confidentiality");
    case Property::Integrity:
        return tr("Integrity");
    case Property::ServerAuthentication:
        return tr("Server auth");
    case Property::ClientAuthentication:
        return tr("Client auth");
    case Property::ForwardSecrecy:
        return tr("Forward secrecy");
    }
    return {};
}

QString PropertyBadge::word() const
{
    switch (m_state.achievement) {
    case Achievement::NotYet:
        return tr("not yet");
    case Achievement::Pending:
        return tr("pending");
    case Achievement::Established:
        return tr("established");
    case Achievement::Failed:
        return tr("failed");
    case Achievement::Never:
        return tr("none", "security property that this handshake does not aim at");
    case Achievement::Weak:
        return tr("weak", "security property that there is a known way around");
    }
    return {};
}

void PropertyBadge::show(const PropertyState &state, const QString &reason)
{
    m_state = state;
    setText(name());
    setAccessibleName(tr("%1: %2", "property: how far it is").arg(name(), word()));
    setAccessibleDescription(reason);
    QString tip = QStringLiteral("<b>%1</b><br>%2").arg(accessibleName().toHtmlEscaped(), reason.toHtmlEscaped());
    if (state.proof)
        tip += QStringLiteral("<br>") + tr("Click to see the message: #%1").arg(state.proof->index + 1);
    setToolTip(tip);
    updateGeometry();
    update();
}

QSize PropertyBadge::sizeHint() const
{
    const QFontMetrics metrics(Fonts::ui(Fonts::meta));
    const int words = metrics.horizontalAdvance(name()) + 6 + metrics.horizontalAdvance(word());
    return {m_theme->px(circleSide + 6 + words + 8), m_theme->px(24)};
}

void PropertyBadge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(m_theme->zoom(), m_theme->zoom());
    const QRect whole(0, 0, qRound(width() / m_theme->zoom()), qRound(height() / m_theme->zoom()));
    const Colors &colors = m_theme->colors();
    if (underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.linked);
        painter.drawRoundedRect(whole, 4, 4);
    }
    const QRectF circle(4, (whole.height() - circleSide) / 2.0, circleSide, circleSide);
    paintPropertyMark(painter, circle, m_state.achievement, colors);
    painter.setFont(Fonts::ui(Fonts::meta));
    const QRect text = whole.adjusted(4 + circleSide + 6, 0, 0, 0);
    painter.setPen(colors.text1);
    painter.drawText(text, Qt::AlignVCenter, name());
    painter.setPen(colors.text3);
    const int used = painter.fontMetrics().horizontalAdvance(name()) + 6;
    painter.drawText(text.adjusted(used, 0, 0, 0), Qt::AlignVCenter, word());
}

SecurityStrip::SecurityStrip(Session *session, const Explanations *explanations, const Theme *theme, QWidget *parent)
    : QWidget(parent), m_session(session), m_explanations(explanations), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    for (std::size_t i = 0; i < propertyCount; ++i) {
        m_badges[i] = new PropertyBadge(static_cast<Property>(i), theme, this);
        connect(m_badges[i], &QAbstractButton::clicked, session, [this, i] {
            if (const std::optional<MessageId> proof = m_badges[i]->state().proof)
                m_session->select(Session::messageSelection(*proof));
        });
    }
    connect(session, &Session::traceChanged, this, &SecurityStrip::showPlayhead);
    connect(session, &Session::playheadChanged, this, &SecurityStrip::showPlayhead);
    connect(explanations, &Explanations::changed, this, &SecurityStrip::showPlayhead);
    connect(theme, &Theme::changed, this, &SecurityStrip::placeBadges);
    showPlayhead();
}

QSize SecurityStrip::minimumSizeHint() const
{
    return {240, height()};
}

void SecurityStrip::placeBadges()
{
    if (!testAttribute(Qt::WA_Resized))
        return; // it has no place yet
    const int line = m_theme->px(28);
    const int gap = m_theme->px(8);
    int x = m_theme->px(12);
    int top = 0;
    for (PropertyBadge *badge : m_badges) {
        const QSize size = badge->sizeHint();
        if (x > m_theme->px(12) && x + size.width() > width() - m_theme->px(12)) {
            x = m_theme->px(12);
            top += line;
        }
        badge->setGeometry(QRect(QPoint(x, top + (line - size.height()) / 2), size));
        x += size.width() + gap;
    }
    setFixedHeight(top + line);
    update();
}

void SecurityStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeBadges();
}

void SecurityStrip::showPlayhead()
{
    const Trace &trace = *m_session->trace();
    const std::vector<PropertyState> &states = m_session->properties().at(m_session->playhead());
    for (std::size_t i = 0; i < propertyCount; ++i) {
        // Without a trace there is nothing to give reasons for, and no need to read the texts yet.
        const bool reasoned = !trace.events.empty();
        m_badges[i]->show(states[i],
                          reasoned ? m_explanations->reason(QString::fromStdString(states[i].reason)) : QString());
    }
    placeBadges();
}

QString SecurityStrip::suiteText(int width) const
{
    const Trace &trace = *m_session->trace();
    const Field *agreed = nullptr; // by the last server_hello so far
    for (std::uint32_t i = m_session->events().messagesSent(m_session->playhead()); i-- > 0 && !agreed;)
        if (trace.messages[i].name == "server_hello")
            agreed = trace.messages[i].field("server_hello.cipher_suite");
    if (!agreed || trace.negotiated.suite.empty())
        return {};
    const QFontMetrics metrics(m_theme->mono(Fonts::caption));
    const QString full = QString::fromStdString(agreed->meaning);
    const QString brief =
        QString(full).remove(QStringLiteral("TLS_")).replace(QStringLiteral("_WITH_"), QStringLiteral(" · "));
    for (const QString &text : {full, brief})
        if (metrics.horizontalAdvance(text) <= width)
            return text;
    return {};
}

void SecurityStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Colors &colors = m_theme->colors();
    painter.fillRect(rect(), colors.sunken);
    painter.fillRect(QRect(0, 0, width(), 1), colors.hairline);
    const QRect last = m_badges.back()->geometry();
    const int left = last.right() + m_theme->px(16);
    const QRect free(left, last.top(), width() - m_theme->px(16) - left, last.height());
    painter.setFont(m_theme->mono(Fonts::caption));
    painter.setPen(colors.text2);
    painter.drawText(free, Qt::AlignRight | Qt::AlignVCenter, suiteText(free.width()));
}

void SecurityStrip::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        showPlayhead();
    QWidget::changeEvent(event);
}

} // namespace hd::ui
