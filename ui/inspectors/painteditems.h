// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace hd::ui {

/// What a widget that paints several things by itself tells assistive technology of them: a list whose items are these.
class PaintedItems
{
public:
    virtual ~PaintedItems() = default;

    virtual int itemCount() const = 0;
    virtual QString itemText(int item) const = 0;
    virtual QRect itemRect(int item) const = 0; ///< within the widget, or the viewport of a scroll area
    virtual int currentItem() const = 0;        ///< -1: none
    virtual void activateItem(int item) = 0;    ///< as a click would

    /// From here on every widget that is also PaintedItems shows its items. Calling it again does nothing.
    static void install();
    /// Tells whoever listens that @p item of @p widget is the current one now.
    static void announce(QWidget *widget, int item);
};

} // namespace hd::ui
