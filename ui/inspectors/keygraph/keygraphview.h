// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspectors/keygraph/keygraphlayout.h"
#include "inspectors/keygraph/keygraphpainter.h"
#include "session/session.h"

#include <QAbstractScrollArea>

namespace hd::ui {

class Theme;

/// How the keys of the session's trace came about: click or Enter opens a value, arrows go from one to the next,
/// a provenance leads to the field or value that it names.
class KeyGraphView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    KeyGraphView(Session *session, Theme *theme, QWidget *parent = nullptr);

    const KeyGraph &graph() const { return m_graph; }
    const KeyGraphLayout &geometryOfGraph() const { return m_layout; }
    std::optional<int> openNode() const { return m_open; }
    std::optional<int> currentNode() const { return m_state.current; }
    bool secretsShown() const { return m_state.secretsShown; }
    std::uint32_t handshake() const { return m_handshake; } ///< whose keys are shown: one of several, from 0
    void setSecretsShown(bool shown);
    /// Opens it and selects what it stands for.
    void open(int node);
    void setCurrent(int node);

    QRectF viewportRect(int node) const;
    QList<int> nodesInOrder() const { return m_layout.nodesInOrder(); } ///< as screen readers go through them
    QString describe(int node) const; ///< for accessibility and tool tips: name, size, what is known of it

public Q_SLOTS:
    void copyValue() const;

Q_SIGNALS:
    void changed(); ///< nodes, or what is known of them

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void adoptTrace();
    void adoptSelection();
    void adoptPlayhead(Playhead to);
    void showHandshake(std::uint32_t handshake);
    void rebuild();
    void relayout();
    std::optional<int> nodeOf(const Selection &selection) const;
    void follow(const KeyTarget &target);
    void ensureVisible(int node);
    QPointF toGraph(QPointF viewportPoint) const;
    QString gapReason() const;
    bool hasPlace(int node) const { return m_layout.rectOf(node).has_value(); }

    Session *m_session;
    Theme *m_theme;
    KeyGraph m_graph;
    KeyGraphLayout m_layout;
    KeyGraphState m_state;
    std::optional<int> m_open;
    std::uint32_t m_handshake = 0;
};

} // namespace hd::ui
