// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/choicesmodel.h"
#include "session/session.h"

#include <QWidget>

class QFrame;
class QLabel;
class QTreeView;

namespace hd::ui {

class Explanations;
class LinkStrip;
class Theme;

/// Each choice with what was offered, supported and usable, row by row, and why it fell as it did.
class ChoicesPage : public QWidget
{
    Q_OBJECT
public:
    ChoicesPage(Session *session, Theme *theme, Explanations *texts, QWidget *parent = nullptr);

    QTreeView *view() const { return m_view; }
    ChoicesModel *model() const { return m_model; }
    const std::vector<Choice> &allChoices() const { return m_model->allChoices(); }

protected:
    void changeEvent(QEvent *event) override;

private:
    void adoptTrace();
    void adoptPlayhead(Playhead at);
    void adoptSelection();
    void restyle();
    void retranslate();
    void spread();
    void fillNotice();
    void selectAt(const QModelIndex &index);
    Selection selectionAt(const QModelIndex &index) const;
    QModelIndex indexOf(const Linked &linked) const;

    Session *m_session;
    Theme *m_theme;
    ChoicesModel *m_model;
    QTreeView *m_view;
    QFrame *m_notice;
    QLabel *m_noticeText;
    LinkStrip *m_jump;
};

} // namespace hd::ui
