// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/randoms.h"
#include "session/session.h"

#include <QWidget>

namespace hd::ui {

class Theme;

/// The bytes of one random as cells, gmt_unix_time apart from the rest where it has one, and a box around bytes that
/// say something. It marks its part of what is selected, and selects: a click a byte, a drag or Shift a run of them.
class RandomStrip : public QWidget
{
    Q_OBJECT
public:
    RandomStrip(Session *session, Theme *theme, const HelloRandom &random, QWidget *parent = nullptr);

    const HelloRandom &random() const { return m_random; }
    int count() const { return static_cast<int>(m_bytes.size()); }
    QRectF cell(int byte) const;
    int cursor() const { return m_cursor; }
    void setCursorAt(int byte, bool extend); ///< and selects it, or all from where the extension began
    bool isSelected(int byte) const;
    bool isLinked(int byte) const;    ///< with what is selected elsewhere, as a derivation
    QString describe(int byte) const; ///< for those who cannot see it

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    int perRow(int width) const;
    int cellWidth() const;
    qreal rowHeight() const;
    std::optional<int> byteAt(QPointF position) const;
    void paintCells(QPainter &painter) const;
    void paintRun(QPainter &painter, int first, int last, const QString &label, bool boxed) const;
    bool isIn(const Selection &selection, int byte) const;

    Session *m_session;
    Theme *m_theme;
    HelloRandom m_random;
    Bytes m_bytes;
    int m_cursor = 0;
    int m_anchor = 0;
};

/// Lets screen readers see a strip's cells.
void installRandomStripAccessibility();

} // namespace hd::ui
