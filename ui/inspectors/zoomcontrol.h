// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QToolButton;

namespace hd::ui {

class Theme;

/// Smaller, how large, larger, all of it: at a corner of a picture that can be zoomed.
class ZoomControl : public QWidget
{
    Q_OBJECT
public:
    explicit ZoomControl(Theme *theme, QWidget *parent = nullptr);

    void setFactor(qreal factor); ///< 1 is shown as "100 %"
    /// Into the lower right corner of its parent.
    void place();

Q_SIGNALS:
    void zoomedIn();
    void zoomedOut();
    void reset();
    void fitted();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *addButton(void (ZoomControl::*pressed)());
    void restyle();
    void retranslate();

    Theme *m_theme;
    QToolButton *m_out, *m_factor, *m_in, *m_fit;
};

} // namespace hd::ui
