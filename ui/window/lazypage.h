// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVBoxLayout>
#include <QWidget>

#include <functional>
#include <utility>

namespace hd::ui {

/// A place in the window whose content is made later: nothing that is not seen yet delays the first frame.
class LazyPage : public QWidget
{
public:
    using Make = std::function<QWidget *(QWidget *parent)>;

    explicit LazyPage(Make make, QWidget *parent = nullptr) : QWidget(parent), m_make(std::move(make))
    {
        (new QVBoxLayout(this))->setContentsMargins(0, 0, 0, 0);
    }

    /// Makes the content when the page is first shown, without being asked.
    void fillWhenShown() { m_fillsItself = true; }

    /// Makes the content, unless it is there.
    void fill()
    {
        const Make make = std::exchange(m_make, nullptr);
        if (!make)
            return;
        QWidget *content = make(this);
        layout()->addWidget(content);
        content->show(); // a layout would wait for the event loop
    }

protected:
    void showEvent(QShowEvent *) override
    {
        if (m_fillsItself)
            fill();
    }

private:
    bool m_fillsItself = false;
    Make m_make; ///< empty once the content is there
};

} // namespace hd::ui
