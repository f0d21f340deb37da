// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "wire/error.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace hd::ui {

/// A strip with one sentence and a button that puts it away: a hint, or what went wrong and how to mend it. It never
/// interrupts.
class Notice : public QFrame
{
    Q_OBJECT
public:
    explicit Notice(const Theme *theme, QWidget *parent = nullptr);

    void showHint(const QString &text);
    void showError(const Error &error);
    void putAway();
    QString text() const;

Q_SIGNALS:
    void dismissed();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void retranslate();

    const Theme *m_theme;
    QLabel *m_label;
    QToolButton *m_close;
    bool m_isError = false;
};

} // namespace hd::ui
