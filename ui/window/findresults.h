// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/findmodel.h"
#include "theme/theme.h"

#include <QWidget>

class QLabel;
class QListView;

namespace hd::ui {

/// What was found, as a list by kinds with the match marked in its context. Who goes through it selects.
class FindResults : public QWidget
{
    Q_OBJECT
public:
    FindResults(Session *session, const Explanations *texts, const Theme *theme, QWidget *parent = nullptr);

    FindModel *model() { return &m_model; }
    void move(int direction); ///< to the next (+1) or the one before (-1), around the end
    void takeFocus();
    QString place() const; ///< "3 of 17", "17"; empty without a query

Q_SIGNALS:
    void placeChanged();
    void left(); ///< Escape

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void retranslate();
    void goTo(const QModelIndex &index);

    Session *m_session;
    FindModel m_model;
    QListView *m_list;
    QLabel *m_nothing;
};

} // namespace hd::ui
