// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "wire/error.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;

namespace hd::ui {

/// A strip with one sentence and a button that puts it away: a hint, what went wrong and how to mend it, or an offer
/// that one can take or refuse. It never interrupts.
class Notice : public QFrame
{
    Q_OBJECT
public:
    explicit Notice(const Theme *theme, QWidget *parent = nullptr);

    void showHint(const QString &text);
    void showError(const Error &error);
    /// Texts of the buttons; which of them is pressed, accepted() and refused() say.
    void showOffer(const QString &text, const QString &accept, const QString &refuse);
    void putAway();
    QString text() const;

Q_SIGNALS:
    void dismissed();
    void accepted(); ///< of an offer
    void refused();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void retranslate();
    void show(const QString &text, bool isError, bool isOffer);

    const Theme *m_theme;
    QLabel *m_label;
    QPushButton *m_accept;
    QPushButton *m_refuse;
    QToolButton *m_close;
    bool m_isError = false;
};

} // namespace hd::ui
