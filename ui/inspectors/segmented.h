// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QButtonGroup;
class QHBoxLayout;

namespace hd::ui {

class Theme;

/// A row of joined buttons of which one is on: Wire | Decoded.
class Segmented : public QWidget
{
    Q_OBJECT
public:
    explicit Segmented(Theme *theme, QWidget *parent = nullptr);

    void addSegment(int id);
    void setText(int id, const QString &text, const QString &toolTip);
    void setSegmentVisible(int id, bool visible);
    int current() const;
    void setCurrent(int id); ///< without picked()

Q_SIGNALS:
    void picked(int id); ///< by the user

private:
    Theme *m_theme;
    QButtonGroup *m_group;
    QHBoxLayout *m_layout;
};

} // namespace hd::ui
