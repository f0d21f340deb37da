// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/live/livelist.h"
#include "text/explanations.h"
#include "theme/theme.h"

#include <QFrame>

class QCheckBox;
class QLabel;
class QPushButton;
class QToolButton;
class QTreeView;

namespace hd::ui {

/// A slim bar in the window while there is something live: who listens where, what became of the connection that is
/// shown, and the list of all of this run.
class LiveBar : public QFrame
{
    Q_OBJECT
public:
    LiveBar(LiveDesk *desk, const Explanations *texts, const Theme *theme, QWidget *parent = nullptr);

    bool followsNew() const;
    void setShown(unsigned number);  ///< the connection that the window shows; 0: none
    void setNews(unsigned messages); ///< that have come while the playhead is elsewhere
    void sayTrouble(const QString &text);

Q_SIGNALS:
    void opened(unsigned number); ///< picked in the list
    void newsWanted();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void makeList();
    void retranslate();
    void restyle();
    void update();
    QString state() const;
    void explain();
    void stop();
    void copyAddress();
    void putAway();

    LiveDesk *m_desk;
    const Explanations *m_texts;
    const Theme *m_theme;
    LiveListModel m_model;
    QLabel *m_state;
    QPushButton *m_news;
    QPushButton *m_copy;
    QToolButton *m_unfold;
    QCheckBox *m_follow;
    QPushButton *m_stop;
    QToolButton *m_close;
    QLabel *m_explanation;
    QTreeView *m_list;
    QLabel *m_limits;
    QString m_trouble;
    unsigned m_shown = 0;
    unsigned m_newMessages = 0;
    bool m_away = true; ///< until something live begins
};

} // namespace hd::ui
