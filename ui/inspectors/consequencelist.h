// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

namespace hd::ui {

class ConsequenceModel;
class Session;
class Theme;

/// All that the selected value goes on to affect, as a list over the window: it stays open while one jumps from one to
/// the next, until Escape or a click beside it.
class ConsequenceList : public QFrame
{
    Q_OBJECT
public:
    /// @p subject the name of the value. Shows itself with its lower right corner at @p corner of the screen.
    ConsequenceList(Session *session, const Theme *theme, const QString &subject, const QPoint &corner,
                    QWidget *parent);

private:
    void jump(int row);

    Session *m_session;
    ConsequenceModel *m_model;
};

} // namespace hd::ui
