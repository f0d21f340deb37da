// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QPointer>
#include <QWidget>

namespace hd::ui {

/// The accent ring around whatever in @p window got the focus from the keyboard: 2 px wide, 2 px outside a control,
/// just inside a pane. It goes when the focus comes from the mouse.
class FocusRing : public QWidget
{
    Q_OBJECT
public:
    /// Name of a property: a widget that has it draws its own ring.
    static constexpr const char *ownRing = "paintsFocusRing";

    FocusRing(QWidget *window, const Theme *theme);

    QWidget *target() const { return m_target; } ///< null when no ring is shown

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void setTarget(QWidget *target);
    void place();

    const Theme *m_theme;
    QPointer<QWidget> m_target;
};

} // namespace hd::ui
