// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/keygraph/keygraphview.h"

#include "inspectors/keygraph/keycopymenu.h"
#include "inspectors/keygraph/keygraphaccessible.h"
#include "inspectors/zoomcontrol.h"
#include "models/stepmodel.h"
#include "models/valuetext.h"
#include "session/linked.h"
#include "session/sessionnews.h"
#include "trace/operations.h"

#include <QApplication>
#include <QClipboard>
#include <QToolTip>

namespace hd::ui {

KeyGraphView::KeyGraphView(Session *session, Theme *theme, QWidget *parent)
    : QAbstractScrollArea(parent), m_session(session), m_theme(theme), m_control(new ZoomControl(theme, viewport()))
{
    installKeyGraphAccessibility();
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    grabGesture(Qt::PinchGesture);
    auto *news = new SessionNews(session, this);
    connect(news, &SessionNews::traceChanged, this, &KeyGraphView::adoptTrace);
    connect(news, &SessionNews::selectionChanged, this, &KeyGraphView::adoptSelection);
    connect(news, &SessionNews::playheadChanged, this, [this](Playhead, Playhead to) { adoptPlayhead(to); });
    connect(news, &SessionNews::hoverChanged, this, &KeyGraphView::adoptHover);
    connect(theme, &Theme::changed, this, &KeyGraphView::relayout);
    connect(m_control, &ZoomControl::zoomedIn, this, &KeyGraphView::zoomIn);
    connect(m_control, &ZoomControl::zoomedOut, this, &KeyGraphView::zoomOut);
    connect(m_control, &ZoomControl::reset, this, &KeyGraphView::resetZoom);
    connect(m_control, &ZoomControl::fitted, this, &KeyGraphView::fitAll);
    connect(this, &KeyGraphView::zoomChanged, m_control, &ZoomControl::setFactor);
    adoptTrace();
}

void KeyGraphView::adoptTrace()
{
    m_blocksOf.reset();
    m_state.playhead = m_session->playhead();
    showHandshake(m_session->events().handshakeAt(m_state.playhead));
    adoptSelection();
}

void KeyGraphView::showHandshake(std::uint32_t handshake)
{
    m_handshake = handshake;
    m_open.reset();
    m_state.current.reset();
    m_state.hovered.reset();
    m_state.step.reset();
    rebuild();
    m_open = m_graph.mainSecret();
    relayout();
}

void KeyGraphView::adoptPlayhead(Playhead to)
{
    m_state.playhead = to;
    if (const std::uint32_t handshake = m_session->events().handshakeAt(to); handshake != m_handshake)
        showHandshake(handshake);
    viewport()->update();
    Q_EMIT changed();
}

/// A ladder has a place for everything, whatever is open.
void KeyGraphView::makeRoomForOpen()
{
    if (m_graph.ladder().empty())
        rebuild();
    relayout();
}

void KeyGraphView::rebuild()
{
    std::optional<DerivationId> opened;
    if (m_open)
        opened = m_graph[*m_open].any();
    m_graph = KeyGraph(*m_session->trace(), m_session->lineage(), opened, m_handshake);
    markAffected();
}

/// Nodes of the selected value and of what it goes on to affect.
void KeyGraphView::markAffected()
{
    const auto mark = [this](std::vector<bool> &nodes, DerivationId derivation) {
        if (const std::optional<int> node = m_graph.nodeOf(derivation))
            nodes[static_cast<std::size_t>(*node)] = true;
    };
    m_state.selected.assign(m_graph.nodes().size(), false);
    m_state.affected.assign(m_graph.nodes().size(), false);
    for (const DerivationId derivation : m_session->linked().derivations)
        mark(m_state.selected, derivation);
    if (const std::optional<int> node = nodeOf(m_session->selection()))
        m_state.selected[static_cast<std::size_t>(*node)] = true;
    for (const Consequence &consequence : m_session->consequences())
        if (consequence.kind == Consequence::Kind::Derivation)
            mark(m_state.affected, DerivationId{consequence.index});
    for (std::size_t i = 0; i < m_state.affected.size(); ++i)
        m_state.affected[i] = m_state.affected[i] && !m_state.selected[i];
}

void KeyGraphView::relayout()
{
    KeyGraphOptions options;
    options.width = layoutWidth();
    options.open = m_open;
    options.fromWord = KeyGraphPainter::tr("from");
    options.hashedWord = tr("Hashed");
    options.carrierWords = tr("RSA: the client encrypts, the server decrypts");
    options.measure = [](const QString &text, KeyText style) {
        return QFontMetricsF(KeyGraphPainter::font(style)).horizontalAdvance(text);
    };
    options.copyWord = KeyGraphPainter::tr("Copy");
    const std::optional<DerivationId> opened = m_open ? m_graph[*m_open].any() : std::nullopt;
    if (m_open && (!opened || opened != m_blocksOf))
        m_blocks = KeyBlocks::of(*m_session->trace(), m_graph[*m_open]);
    m_blocksOf = opened;
    options.blocks = m_blocks;
    options.blocksShown = m_blocksShown;
    m_layout = layOut(*m_session->trace(), m_graph, options);
    m_state.gapReason = gapReason();
    if (m_state.step && *m_state.step >= stepCount())
        m_state.step.reset();
    updateScrollBars();
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
    for (const DerivationId id : m_session->linked().derivations)
        if (const std::optional<int> node = m_graph.nodeOf(id); node && hasPlace(*node))
            return node;
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
        const std::uint32_t handshake = m_session->events().handshakeOf(DerivationId{selection.index});
        if (handshake != m_handshake)
            showHandshake(handshake);
    }
    markAffected();
    viewport()->update();
    const std::optional<int> node = nodeOf(selection);
    if ((!node && selection.kind != Selection::Kind::Derivation) || node == m_open)
        return;
    m_open = node;
    makeRoomForOpen();
    if (!node || !hasPlace(*node)) { // nothing of the way to the keys, as a signature: the card of another goes
        m_open.reset();
        makeRoomForOpen();
        return;
    }
    m_state.current = node;
    m_state.step.reset();
    ensureVisible(viewportRect(*node));
}

void KeyGraphView::adoptHover()
{
    m_state.hovered = nodeOf(m_session->hovered());
    viewport()->update();
}

/// What a node stands for: where one party has it from the other, what carried it.
Selection KeyGraphView::selectionOf(int node) const
{
    const KeyNode &at = m_graph[node];
    if (at.field && !(at.client && at.server))
        return m_session->fieldSelection(at.field->message, toQString(at.field->path));
    return at.any() ? m_session->derivationSelection(*at.any()) : Selection{};
}

void KeyGraphView::open(int node)
{
    m_state.current = node;
    m_state.step.reset();
    if (const Selection selection = selectionOf(node); selection.kind != Selection::Kind::None)
        m_session->select(selection);
    if (m_open != node) { // it had been selected before
        m_open = node;
        makeRoomForOpen();
        ensureVisible(viewportRect(node));
    }
}

void KeyGraphView::setBlocksShown(bool shown)
{
    m_blocksShown = shown;
    m_state.step.reset();
    relayout();
    if (shown && m_layout.card) // as many of them as there is room for, below their heading
        ensureVisible(
            QRectF(toViewport(m_layout.card->blocks.heading.topLeft()), toViewport(m_layout.card->rect.bottomRight())));
}

void KeyGraphView::setCurrent(int node)
{
    m_state.current = node;
    m_state.step.reset();
    ensureVisible(viewportRect(node));
    setAccessibleDescription(describe(node));
    viewport()->update();
    notifyCurrentKeyNode(this, static_cast<int>(nodesInOrder().indexOf(node)));
}

void KeyGraphView::setCurrentStep(int step)
{
    m_state.current = m_open;
    m_state.step = step;
    ensureVisible(viewportRectOfStep(step));
    setAccessibleDescription(describeStep(step));
    viewport()->update();
    notifyCurrentKeyNode(this, static_cast<int>(nodesInOrder().size()) + step);
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

bool KeyGraphView::isReached(int node) const
{
    return m_graph.reachedAt(node).value_or(UINT32_MAX) <= m_state.playhead;
}

bool KeyGraphView::isHidden(int node) const
{
    return !isReached(node) || (m_graph[node].secret && !m_state.secretsShown);
}

QString KeyGraphView::describe(int node) const
{
    const KeyNode &at = m_graph[node];
    QStringList parts{toQString(at.name)};
    if (at.size > 0 || !at.secret)
        parts.append(byteCountText(at.size));
    if (!isReached(node))
        return (parts << tr("not yet known")).join(QStringLiteral(", "));
    const KeyValues values = m_graph.values(*m_session->trace(), node);
    if (values.agreement == KeyValues::Agreement::Equal)
        parts.append(tr("the same at client and server"));
    else if (values.agreement == KeyValues::Agreement::Different)
        parts.append(tr("different at client and server"));
    if (isAffected(node))
        parts.append(tr("affected by what is selected"));
    if (!isHidden(node))
        parts.append(hexText(values.client.empty() ? values.server : values.client, 16));
    return parts.join(QStringLiteral(", "));
}

int KeyGraphView::stepCount() const
{
    return m_layout.card ? static_cast<int>(m_layout.card->blocks.steps.size()) : 0;
}

QString KeyGraphView::describeStep(int step) const
{
    const ExpansionStep &at = *m_blocks.expansion->steps()[static_cast<std::size_t>(step)];
    const QString what =
        QStringLiteral("%1 = %2, %3").arg(toQString(at.name), toQString(at.formula), byteCountText(at.value.size()));
    const bool hidden = !isReached(*m_open) || (at.secret && !m_state.secretsShown);
    return hidden ? what : what + QStringLiteral(", ") + hexText(at.value, 16);
}

void KeyGraphView::copyValue() const
{
    const std::optional<int> node = m_state.current ? m_state.current : m_open;
    if (!node || isHidden(*node))
        return;
    if (m_state.step) {
        const ExpansionStep &step = *m_blocks.expansion->steps()[static_cast<std::size_t>(*m_state.step)];
        if (!step.secret || m_state.secretsShown)
            QApplication::clipboard()->setText(toQString(toHex(step.value)));
        return;
    }
    const KeyValues values = m_graph.values(*m_session->trace(), *node);
    QApplication::clipboard()->setText(toQString(toHex(values.client.empty() ? values.server : values.client)));
}

void KeyGraphView::fillCopyMenu(QMenu *menu) const
{
    const std::optional<int> node = m_state.current ? m_state.current : m_open;
    if (!node)
        return;
    const auto put = [this](const QString &text) {
        QApplication::clipboard()->setText(text);
        QToolTip::showText(QCursor::pos(), tr("Copied"), const_cast<KeyGraphView *>(this));
    };
    if (m_state.step) {
        const ExpansionStep &step = *m_blocks.expansion->steps()[static_cast<std::size_t>(*m_state.step)];
        KeyCopyMenu::fill(menu, step, !isReached(*node) || !m_state.secretsShown, put);
        return;
    }
    // a command has the inputs in it, of which one may be secret though its result is not
    const bool masked = !m_state.secretsShown && !m_graph[*node].inputs.empty();
    KeyCopyMenu::fill(menu, *m_session->trace(), m_graph[*node], m_graph.values(*m_session->trace(), *node),
                      isHidden(*node), masked, put);
}

} // namespace hd::ui
