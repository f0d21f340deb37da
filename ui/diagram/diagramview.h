// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagram/painter.h"
#include "session/session.h"

#include <QAbstractScrollArea>
#include <QVariantAnimation>

namespace hd::ui {

class Explanations;
class Theme;

/// The diagram in the window: shows the session's trace at its playhead, lets messages travel, and turns clicks and
/// keys into steps and selections.
class DiagramView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    /// All three must outlive it.
    DiagramView(Session *session, Theme *theme, Explanations *explanations, QWidget *parent = nullptr);
    ~DiagramView() override;

    void setReducedMotion(bool reduced); ///< every step is in its end state at once
    void setSpeed(double speed);         ///< of motion; 1 is the design's
    void setOmissionsShown(bool shown);  ///< rows for optional messages that were not sent; on by default
    bool omissionsShown() const { return m_omissionsShown; }

    bool isAnimating() const { return m_marks.motion.has_value(); }
    void finishAnimation(); ///< brings a message in motion to its end state

    // For assistive technology, which sees each row as an item.
    const DiagramLayout &diagram() const { return m_layout; }
    QString rowText(std::size_t row) const;
    QRect rowRect(std::size_t row) const; ///< within the viewport
    std::optional<std::size_t> rowAt(QPoint at) const;
    std::optional<std::size_t> currentRow() const; ///< the one that is selected or holds what is
    void selectRow(std::size_t row);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void animationFinished();
    void playToggled();

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void relayout();
    void layOut(Playhead playhead);
    void retranslate();
    void onPlayheadChanged(Playhead from, Playhead to);
    void onTraceChanged();
    void growTrace();
    void showPlayhead(Playhead at);
    void startMotion(MessageId message);
    void advanceMotion(int ms);
    void updateMarks();
    void setFromKeyboard(bool fromKeyboard);
    bool showsFocus() const { return m_fromKeyboard && hasFocus(); }
    void announceCurrent();

    void updateRow(std::size_t row);
    void updateBand(qreal top, qreal bottom);
    void updateBadges();
    void ensureVisible(std::size_t row);
    void moveSelection(int direction);
    bool step(QKeyEvent *event);

    // The layout is in px at 1x; the viewport shows it zoomed and scrolled.
    qreal zoom() const;
    QPointF contentOffset() const;
    QRectF toViewport(const QRectF &layout) const;
    QRectF toLayout(const QRectF &viewport) const;
    QPointF toLayout(QPoint viewportPosition) const;
    Selection selectionAt(QPointF at) const;
    Selection selectionOf(const Row &row) const;
    QString toolTipAt(QPointF at) const;

    Session *m_session;
    Theme *m_theme;
    Explanations *m_explanations;
    DiagramWords m_words;
    DiagramLayout m_layout;
    DiagramMarks m_marks;
    QVariantAnimation m_clock;
    Playhead m_landing = 0; ///< where the playhead is shown once the message in motion has arrived
    double m_speed = 1;
    bool m_fromKeyboard = false; ///< how the focus came, and with it whether its ring is shown
    bool m_reducedMotion = false;
    bool m_omissionsShown = true;
};

} // namespace hd::ui
