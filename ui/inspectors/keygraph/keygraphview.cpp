// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/keygraph/keygraphview.h"

#include "inspectors/keygraph/keygraphaccessible.h"
#include "models/stepmodel.h"
#include "models/valuetext.h"
#include "trace/operations.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <cmath>

namespace hd::ui {

KeyGraphView::KeyGraphView(Session *session, Theme *theme, QWidget *parent)
    : QAbstractScrollArea(parent), m_session(session), m_theme(theme)
{
    installKeyGraphAccessibility();
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    connect(session, &Session::traceChanged, this, &KeyGraphView::adoptTrace);
    connect(session, &Session::selectionChanged, this, &KeyGraphView::adoptSelection);
    connect(session, &Session::playheadChanged, this, [this](Playhead, Playhead to) { adoptPlayhead(to); });
    connect(theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
    adoptTrace();
}

void KeyGraphView::adoptTrace()
{
    m_open.reset();
    m_state.current.reset();
    m_state.hovered.reset();
    m_state.playhead = m_session->playhead();
    showHandshake(handshakeAt(*m_session->trace(), m_state.playhead));
    adoptSelection();
}

void KeyGraphView::showHandshake(std::uint32_t handshake)
{
    m_handshake = handshake;
    m_open.reset();
    m_state.current.reset();
    m_state.hovered.reset();
    rebuild();
    m_open = m_graph.mainSecret();
    relayout();
}

void KeyGraphView::adoptPlayhead(Playhead to)
{
    m_state.playhead = to;
    if (const std::uint32_t handshake = handshakeAt(*m_session->trace(), to); handshake != m_handshake)
        showHandshake(handshake);
    viewport()->update();
    Q_EMIT changed();
}

void KeyGraphView::rebuild()
{
    std::optional<DerivationId> opened;
    if (m_open)
        opened = m_graph[*m_open].any();
    m_graph = KeyGraph(*m_session->trace(), opened, m_handshake);
}

void KeyGraphView::relayout()
{
    KeyGraphOptions options;
    options.width = viewport()->width();
    options.open = m_open;
    options.fromWord = KeyGraphPainter::tr("from");
    options.hashedWord = tr("Hashed");
    options.carrierWords = tr("RSA: the client encrypts, the server decrypts");
    options.measure = [](const QString &text, KeyText style) {
        return QFontMetricsF(KeyGraphPainter::font(style)).horizontalAdvance(text);
    };
    m_layout = layOut(*m_session->trace(), m_graph, options);
    m_state.gapReason = gapReason();
    verticalScrollBar()->setRange(0, std::max(0, static_cast<int>(std::ceil(m_layout.height)) - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(20);
    viewport()->update();
    Q_EMIT changed();
}

/// RFC 5246 6.3: why a part of the key block is empty, as the records of this trace show.
QString KeyGraphView::gapReason() const
{
    QStringList reasons;
    bool aead = false;
    bool cbc = false;
    bool stream = false;
    for (const Record &record : m_session->trace()->records) {
        aead |= record.protection == ProtectionKind::Aead;
        cbc |= record.protection == ProtectionKind::Cbc;
        stream |= record.protection == ProtectionKind::Stream;
    }
    const auto lacks = [this](const char *part) {
        const auto &unused = m_graph.unused();
        return std::find(unused.begin(), unused.end(), part) != unused.end();
    };
    if (lacks("client_write_MAC_key") && aead)
        reasons.append(tr("MAC key 0 B: an AEAD cipher needs none"));
    if (lacks("client_write_IV") && cbc)
        reasons.append(tr("IV 0 B: since TLS 1.1 each CBC record carries its own IV"));
    if (lacks("client_write_IV") && stream)
        reasons.append(tr("IV 0 B: a stream cipher needs none"));
    if (lacks("client_write_key"))
        reasons.append(tr("key 0 B: the NULL cipher needs none"));
    return reasons.join(QStringLiteral(" · "));
}

std::optional<int> KeyGraphView::nodeOf(const Selection &selection) const
{
    if (selection.kind == Selection::Kind::Derivation)
        return m_graph.nodeOf(DerivationId{selection.index});
    if (selection.kind != Selection::Kind::Field)
        return std::nullopt;
    FieldRef field{*selection.message, selection.fieldPath.toStdString()};
    for (;;) { // a part of a value stands for it: random.gmt_unix_time
        if (const std::optional<int> node = m_graph.nodeOf(field))
            return node;
        const std::size_t cut = field.path.find_last_of(".[");
        if (cut == std::string::npos)
            return std::nullopt;
        field.path.resize(cut);
    }
}

void KeyGraphView::adoptSelection()
{
    const Selection &selection = m_session->selection();
    if (selection.kind == Selection::Kind::Derivation) { // of another handshake, perhaps
        const std::uint32_t handshake = handshakesOfDerivations(*m_session->trace())[selection.index];
        if (handshake != m_handshake)
            showHandshake(handshake);
    }
    const std::optional<int> node = nodeOf(selection);
    if (!node || node == m_open)
        return;
    const std::optional<int> before = m_open;
    m_open = node;
    rebuild();
    relayout();
    if (!hasPlace(*node)) { // nothing of the way to the keys, as a signature
        m_open = before;
        rebuild();
        relayout();
        return;
    }
    m_state.current = node;
    ensureVisible(*node);
}

void KeyGraphView::open(int node)
{
    const KeyNode &at = m_graph[node];
    m_state.current = node;
    const bool sent = at.field && !(at.client && at.server); // one has it from the other: show what carried it
    if (sent)
        m_session->select(m_session->fieldSelection(at.field->message, toQString(at.field->path)));
    else if (at.any())
        m_session->select(m_session->derivationSelection(*at.any()));
    if (m_open != node) { // it had been selected before
        m_open = node;
        rebuild();
        relayout();
        ensureVisible(node);
    }
}

void KeyGraphView::setCurrent(int node)
{
    m_state.current = node;
    ensureVisible(node);
    setAccessibleDescription(describe(node));
    viewport()->update();
    notifyCurrentKeyNode(this, node);
}

void KeyGraphView::setSecretsShown(bool shown)
{
    m_state.secretsShown = shown;
    viewport()->update();
    Q_EMIT changed();
}

void KeyGraphView::follow(const KeyTarget &target)
{
    if (target.field)
        m_session->select(m_session->fieldSelection(target.field->message, toQString(target.field->path)));
    else if (target.message)
        m_session->select(Session::messageSelection(*target.message));
    else if (target.node >= 0)
        open(target.node);
}

QString KeyGraphView::describe(int node) const
{
    const KeyNode &at = m_graph[node];
    QString text = toQString(at.name) + QStringLiteral(", ") + byteCountText(at.size);
    if (!m_graph.reachedAt(*m_session->trace(), node).has_value() ||
        *m_graph.reachedAt(*m_session->trace(), node) > m_state.playhead)
        return text + QStringLiteral(", ") + tr("not yet known");
    const KeyValues values = m_graph.values(*m_session->trace(), node);
    if (values.agreement == KeyValues::Agreement::Equal)
        text += QStringLiteral(", ") + tr("the same at client and server");
    else if (values.agreement == KeyValues::Agreement::Different)
        text += QStringLiteral(", ") + tr("different at client and server");
    if (!at.secret || m_state.secretsShown)
        text += QStringLiteral(", ") + hexText(values.client.empty() ? values.server : values.client, 16);
    return text;
}

void KeyGraphView::copyValue() const
{
    const std::optional<int> node = m_state.current ? m_state.current : m_open;
    if (!node || (m_graph[*node].secret && !m_state.secretsShown))
        return;
    const KeyValues values = m_graph.values(*m_session->trace(), *node);
    QApplication::clipboard()->setText(toQString(toHex(values.client.empty() ? values.server : values.client)));
}

// Places ------------------------------------------------------------------------------------------------------------

QPointF KeyGraphView::toGraph(QPointF point) const
{
    return point + QPointF(0, verticalScrollBar()->value());
}

QRectF KeyGraphView::viewportRect(int node) const
{
    return m_layout.rectOf(node).value_or(QRectF()).translated(0, -verticalScrollBar()->value());
}

void KeyGraphView::ensureVisible(int node)
{
    const QRectF rect = viewportRect(node);
    const int scrolled = verticalScrollBar()->value();
    if (rect.top() < 0 || rect.height() > viewport()->height())
        verticalScrollBar()->setValue(static_cast<int>(scrolled + rect.top()) - 16);
    else if (rect.bottom() > viewport()->height())
        verticalScrollBar()->setValue(static_cast<int>(scrolled + rect.bottom()) - viewport()->height() + 16);
}

// Events ------------------------------------------------------------------------------------------------------------

void KeyGraphView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_theme->colors().base);
    painter.translate(0, -verticalScrollBar()->value());
    KeyGraphState state = m_state;
    if (!hasFocus())
        state.current.reset();
    KeyGraphPainter(painter, *m_session->trace(), m_graph, m_layout, m_theme->colors(), state).paint();
}

void KeyGraphView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    relayout();
}

void KeyGraphView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyValue();
        return;
    }
    const QList<int> nodes = m_layout.nodesInOrder();
    if (nodes.isEmpty() || (event->modifiers() & (Qt::AltModifier | Qt::ControlModifier | Qt::ShiftModifier))) {
        event->ignore();
        return;
    }
    const int current = m_state.current && hasPlace(*m_state.current) ? *m_state.current : nodes.front();
    const auto go = [&](QPointF direction) {
        if (const std::optional<int> next = m_layout.neighbour(current, direction))
            setCurrent(*next);
    };
    switch (event->key()) {
    case Qt::Key_Left:
        return go({-1, 0});
    case Qt::Key_Right:
        return go({1, 0});
    case Qt::Key_Up:
        return go({0, -1});
    case Qt::Key_Down:
        return go({0, 1});
    case Qt::Key_Home:
        return setCurrent(nodes.front());
    case Qt::Key_End:
        return setCurrent(nodes.back());
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return open(current);
    default:
        event->ignore();
    }
}

void KeyGraphView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton) {
        event->ignore();
        return;
    }
    const QPointF at = toGraph(event->position());
    if (const std::optional<KeyTarget> target = m_layout.targetAt(at))
        follow(*target);
    else if (const std::optional<int> node = m_layout.nodeAt(at))
        open(*node);
}

void KeyGraphView::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF at = toGraph(event->position());
    const std::optional<int> node = m_layout.nodeAt(at);
    const bool clickable = m_layout.targetAt(at) || (node && node != m_open);
    viewport()->setCursor(clickable ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (node != m_state.hovered) {
        m_state.hovered = node;
        viewport()->update();
    }
}

bool KeyGraphView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave) {
        m_state.hovered.reset();
        viewport()->update();
    } else if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const std::optional<int> node = m_layout.nodeAt(toGraph(help->pos()));
        if (node && node != m_open)
            QToolTip::showText(help->globalPos(), describe(*node).toHtmlEscaped(), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void KeyGraphView::contextMenuEvent(QContextMenuEvent *event)
{
    if (const std::optional<int> node = m_layout.nodeAt(toGraph(event->pos())))
        m_state.current = node;
    QMenu menu(this);
    QAction *copy = menu.addAction(tr("Copy Value as Hex"), this, &KeyGraphView::copyValue);
    copy->setShortcut(QKeySequence::Copy);
    menu.exec(event->globalPos());
}

void KeyGraphView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    const QList<int> nodes = m_layout.nodesInOrder();
    if (!nodes.isEmpty() && (!m_state.current || !hasPlace(*m_state.current)))
        m_state.current = m_open && hasPlace(*m_open) ? *m_open : nodes.front();
    viewport()->update();
}

void KeyGraphView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void KeyGraphView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        relayout();
    QAbstractScrollArea::changeEvent(event);
}

} // namespace hd::ui
