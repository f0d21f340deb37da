// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspectors/layers/layerslayout.h"
#include "inspectors/painteditems.h"
#include "session/session.h"

#include <QAbstractScrollArea>

namespace hd::ui {

class Theme;

/// One message in the layers below it, to scale. Every box leads to what it is: a message, a field, a record or a part
/// of one.
class LayersView : public QAbstractScrollArea, public PaintedItems
{
    Q_OBJECT
public:
    LayersView(Session *session, Theme *theme, QWidget *parent = nullptr);

    void setMessage(std::optional<MessageId> message);
    void markSelection();
    void retranslate();
    std::optional<MessageId> message() const { return m_message; }
    const MessageLayers &layers() const { return m_layers; }
    const LayersLayout &picture() const { return m_layout; }
    /// What a click on an item selects; of kind None for a layer's name, and for a protocol that nobody speaks here.
    Selection selectionOf(const LayerItem &item) const;
    bool isMarked(const LayerBox &box) const; ///< whether it is what is selected

    int itemCount() const override { return static_cast<int>(m_layout.items.size()); }
    QString itemText(int item) const override;
    QRect itemRect(int item) const override;
    int currentItem() const override { return m_current; }
    void activateItem(int item) override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void relayout();
    int itemAt(QPointF viewport) const; ///< the smallest; -1: none
    void setCurrent(int item);
    std::optional<MessageId> firstOf(Protocol protocol) const;
    Selection boxSelection(const LayerBox &box) const;

    void paintProtocols(QPainter &painter) const;
    void paintNames(QPainter &painter) const;
    void paintBox(QPainter &painter, std::size_t box) const;
    void paintWholes(QPainter &painter) const;
    void paintSelected(QPainter &painter) const;
    void paintParagraphs(QPainter &painter) const;
    void paintSign(QPainter &painter, Protocol protocol, const QRectF &at, const QColor &color) const;
    QColor colorOf(Protocol protocol) const;
    QColor edgeOf(const LayerBox &box) const;

    Session *m_session;
    Theme *m_theme;
    LayerSource m_source;
    std::optional<MessageId> m_message;
    MessageLayers m_layers;
    LayersLayout m_layout;
    int m_current = -1;
    int m_hovered = -1;
};

} // namespace hd::ui
