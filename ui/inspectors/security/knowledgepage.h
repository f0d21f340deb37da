// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QFrame;
class QLabel;

namespace hd::ui {

class KnowledgeModel;
class LinkStrip;
class SecurityTable;
class Session;
class SessionNews;
class Theme;

/// What does each party know now?
class KnowledgePage : public QWidget
{
    Q_OBJECT
public:
    KnowledgePage(Session *session, Theme *theme, QWidget *parent = nullptr);

    KnowledgeModel *model() const { return m_model; }
    SecurityTable *table() const { return m_table; }

Q_SIGNALS:
    void keysWanted(); ///< the selected secret is to be seen among the keys

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();
    void restyle();
    void adoptSelection();
    void showLink();

    Session *m_session;
    SessionNews *m_news;
    Theme *m_theme;
    KnowledgeModel *m_model;
    QFrame *m_head;
    QLabel *m_summary;
    LinkStrip *m_link; ///< to the keys
    SecurityTable *m_table;
};

} // namespace hd::ui
