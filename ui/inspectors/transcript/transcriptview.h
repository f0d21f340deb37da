// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace hd::ui {

class Session;
class Theme;

/// The rows of a TranscriptModel along a line: what is hashed hangs on it, what is not stands beside it, and a hash
/// that a party took branches off.
class TranscriptView : public QListView
{
    Q_OBJECT
public:
    TranscriptView(Session *session, Theme *theme, QWidget *parent = nullptr);

    void showCurrent(int row); ///< without picked(); -1 for none

Q_SIGNALS:
    void picked(int row); ///< by the user

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    bool m_showing = false;
};

} // namespace hd::ui
