// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plots/customplot.h"

#include <functional>

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

    using Words = std::function<QString(int item)>;
    /// What is said of each item; asked for only when somebody listens.
    void setSpoken(int items, Words words);
    void setSpokenCurrent(std::optional<int> item);
    int spokenCount() const { return m_spokenCount; }
    QString spoken(int item) const { return m_words(item); }
    std::optional<int> spokenCurrent() const { return m_spokenCurrent; }

Q_SIGNALS:
    void picked(int item);

private:
    int m_spokenCount = 0;
    Words m_words;
    std::optional<int> m_spokenCurrent;
};

} // namespace hd::ui
