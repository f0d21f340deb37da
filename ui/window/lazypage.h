// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVBoxLayout>
#include <QWidget>

#include <functional>
#include <utility>

namespace hd::ui {

/// A page whose content is made when it is first shown: what nobody looks at costs nothing when the program starts.
class LazyPage : public QWidget
{
public:
    using Make = std::function<QWidget *(QWidget *parent)>;

    explicit LazyPage(Make make, QWidget *parent = nullptr) : QWidget(parent), m_make(std::move(make))
    {
        (new QVBoxLayout(this))->setContentsMargins(0, 0, 0, 0);
    }

protected:
    void showEvent(QShowEvent *event) override
    {
        if (const Make make = std::exchange(m_make, nullptr))
            layout()->addWidget(make(this));
        QWidget::showEvent(event);
    }

private:
    Make m_make; ///< empty once the content is there
};

} // namespace hd::ui
