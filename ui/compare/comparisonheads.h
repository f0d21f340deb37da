// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace hd::ui {

class ComparisonView;
class Theme;

/// The heads of all four parties, which stay where they are when the rows below them scroll.
class ComparisonHeads : public QWidget
{
    Q_OBJECT
public:
    ComparisonHeads(ComparisonView *view, const Theme *theme);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ComparisonView *m_view;
    const Theme *m_theme;
};

} // namespace hd::ui
