// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Icons as paths in a box of 18 px, drawn with a stroke of 1.5 px, round caps and joins; never glyphs of a font.

#include "theme/theme.h"

#include <QIcon>
#include <QPainterPath>

class QPainter;

namespace hd::ui {

enum class Icon : std::uint8_t {
    Rerun,
    Export,
    Start,
    FlightBack,
    StepBack,
    Play, ///< filled
    Pause,
    StepForward,
    FlightForward,
    End,
    Lock,       ///< handshake keys
    LockFilled, ///< application keys; filled
    Key,
    Diamond,       ///< a change_cipher_spec that is still to come
    DiamondFilled, ///< filled
    Warning,
    Search,
    ChevronDown,
    ChevronRight,
    Eye,
    EyeOff,
    Present,
    Close,
    Check,
    Cross,
    Jump, ///< an arrow to the right: go to where this comes from
    Copy,
    ZoomIn,
    ZoomOut,
    Fit,   ///< four corners: all of it at once
    Back,  ///< an arrow to the left: to what was selected before
    Float, ///< a pane that becomes a window of its own
};

inline constexpr int iconBox = 18;

/// The outline of @p icon within (0, 0, 18, 18). Filled icons are closed shapes that also get a stroke.
QPainterPath iconPath(Icon icon);
bool isFilled(Icon icon);

/// Draws @p icon scaled into @p box with pen (and brush, where it is filled) of @p color.
void paintIcon(QPainter *painter, Icon icon, const QRectF &box, const QColor &color);

/// An icon for actions and buttons: text 2 (text 1 under the mouse, faint when disabled). It reads @p theme whenever it
/// is drawn, so it follows a change of theme by itself; @p theme must outlive it.
QIcon themedIcon(Icon icon, const Theme *theme);
/// As above in one of the theme's colours, as `&Colors::onAccent`.
QIcon themedIcon(Icon icon, const Theme *theme, QColor Colors::*color);

} // namespace hd::ui
