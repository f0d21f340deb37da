// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>

#include <vector>

namespace hd::ui {

class Theme;

/// The layout of a pane's head: title and chips from the left, what one chooses with at the right. What does not fit
/// into one line begins another, so that nothing is cut.
class HeadLayout : public QLayout
{
public:
    HeadLayout(const Theme *theme, QWidget *head);
    ~HeadLayout() override;

    void addTail(QWidget *widget); ///< at the right

    void addItem(QLayoutItem *item) override;
    int count() const override;
    QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    Qt::Orientations expandingDirections() const override { return {}; }
    void setGeometry(const QRect &rect) override;

private:
    struct Place
    {
        QLayoutItem *item;
        QRect rect;
    };
    std::vector<Place> places(int width) const;

    const Theme *m_theme;
    std::vector<QLayoutItem *> m_items;
    QWidget *m_tail = nullptr;
};

} // namespace hd::ui
