// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QLineEdit>

namespace hd::ui {

/// The field in the toolbar that one searches with. At its right end stands the key that leads here, or how many of
/// what is looked for there are.
class FindBar : public QLineEdit
{
    Q_OBJECT
public:
    FindBar(const QString &key, const Theme *theme, QWidget *parent = nullptr);

    void setCount(const QString &count); ///< "3 of 17"; empty: none

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void moved(int direction); ///< to the next (+1) or the one before (-1)
    void listWanted();         ///< the keyboard goes down into the findings
    void left();               ///< Escape

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    bool isNarrow() const;
    void restyle();
    void retranslate();

    const Theme *m_theme;
    QString m_key;
    QString m_count;
};

} // namespace hd::ui
