// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plots/customplot.h"

namespace hd::ui {

/// The picture of a page. What can be pointed at in it has a number, and is the row of that number in the page's table.
/// A screen reader finds these rows in it, each with all its values.
class Chart : public QWidget
{
    Q_OBJECT
public:
    explicit Chart(QWidget *parent);

    virtual QCustomPlot *plot() = 0;
    /// Large enough for all of it, what is scrolled out of sight included.
    virtual QSize wholeSize() const = 0;
    virtual void setCurrent(std::optional<int> item) = 0; ///< marks it and brings it into sight

    void setSpoken(QStringList rows); ///< what is said of each item
    void setSpokenCurrent(std::optional<int> item);
    const QStringList &spoken() const { return m_spoken; }
    std::optional<int> spokenCurrent() const { return m_spokenCurrent; }

Q_SIGNALS:
    void picked(int item);

private:
    QStringList m_spoken;
    std::optional<int> m_spokenCurrent;
};

} // namespace hd::ui
