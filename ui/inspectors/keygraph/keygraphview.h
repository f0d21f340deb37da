// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspectors/keygraph/keygraphlayout.h"
#include "inspectors/keygraph/keygraphpainter.h"
#include "session/session.h"

#include <QAbstractScrollArea>

class QGestureEvent;
class QMenu;

namespace hd::ui {

class Theme;
class ZoomControl;

/// How the keys of the session's trace came about: click or Enter opens a value, and on the open one its blocks; arrows
/// go from one to the next, a provenance leads to the field or value that it names. It is moved by dragging and with
/// Shift and arrows, zoomed with Ctrl and the wheel, by pinching and with + - 0 F.
class KeyGraphView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    static constexpr qreal leastZoom = 0.25, mostZoom = 4;

    KeyGraphView(Session *session, Theme *theme, QWidget *parent = nullptr);

    const KeyGraph &graph() const { return m_graph; }
    const KeyGraphLayout &geometryOfGraph() const { return m_layout; }
    std::optional<int> openNode() const { return m_open; }
    std::optional<int> currentNode() const { return m_state.current; }
    std::optional<int> currentStep() const { return m_state.step; } ///< of the open value
    bool secretsShown() const { return m_state.secretsShown; }
    std::uint32_t handshake() const { return m_handshake; } ///< whose keys are shown: one of several, from 0
    void setSecretsShown(bool shown);
    /// Opens it and selects what it stands for.
    void open(int node);
    void setCurrent(int node);
    void setCurrentStep(int step); ///< in the expansion of the open value

    bool blocksShown() const { return m_blocksShown; }
    void setBlocksShown(bool shown); ///< of this and every value that is opened after it

    qreal zoom() const { return m_zoom; } ///< 1: as wide as the pane
    /// What is at @p anchor, in px of the viewport, stays there.
    void setZoom(qreal zoom, QPointF anchor);
    QPointF toViewport(QPointF graphPoint) const;

    QRectF viewportRect(int node) const;
    QRectF viewportRectOfStep(int step) const;
    QList<int> nodesInOrder() const { return m_layout.nodesInOrder(); } ///< as screen readers go through them
    /// For accessibility and tool tips: name, size, what is known of it.
    QString describe(int node) const;
    int stepCount() const; ///< that are shown
    QString describeStep(int step) const;
    bool isAffected(int node) const { return m_state.isAffected(node); }

    /// What can be copied of the block or value that has the focus, or else of the open value.
    void fillCopyMenu(QMenu *menu) const;

public Q_SLOTS:
    void copyValue() const;
    void zoomIn();
    void zoomOut();
    void resetZoom();
    void fitAll(); ///< all of it at once, however small

Q_SIGNALS:
    void changed(); ///< nodes, or what is known of them
    void zoomChanged(qreal zoom);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void adoptTrace();
    void adoptSelection();
    void adoptHover();
    void adoptPlayhead(Playhead to);
    void markAffected();
    void showHandshake(std::uint32_t handshake);
    void rebuild();
    void makeRoomForOpen();
    void relayout();
    std::optional<int> nodeOf(const Selection &selection) const;
    Selection selectionOf(int node) const;
    void follow(const KeyTarget &target);
    void ensureVisible(const QRectF &viewportRect);
    QPointF toGraph(QPointF viewportPoint) const;
    qreal scale() const;    ///< px of the viewport for one of the graph
    QPointF origin() const; ///< where the graph's (0, 0) lies in the viewport
    qreal layoutWidth() const;
    void updateScrollBars();
    void pan(QPointF by);
    bool isReached(int node) const;
    bool isHidden(int node) const;
    QString gapReason() const;
    bool hasPlace(int node) const { return m_layout.rectOf(node).has_value(); }

    void moveFocus(int key);
    bool zoomKey(int key);
    void click(QPointF at);
    void showCursor(QPointF at);
    void pinch(QGestureEvent *event);
    void popUpCopyMenu(QPoint global);

    Session *m_session;
    Theme *m_theme;
    ZoomControl *m_control;
    KeyGraph m_graph;
    KeyGraphLayout m_layout;
    KeyGraphState m_state;
    std::optional<int> m_open;
    KeyBlocks m_blocks; ///< of the open one
    std::optional<DerivationId> m_blocksOf;
    bool m_blocksShown = false;
    std::uint32_t m_handshake = 0;
    qreal m_zoom = 1;
    std::optional<QPointF> m_pressed; ///< where the mouse went down; it is a click until it has moved
    QPointF m_dragged;                ///< to where, since the last move
    bool m_dragging = false;
};

} // namespace hd::ui
