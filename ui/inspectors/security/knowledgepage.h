// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace hd::ui {

class KnowledgeModel;
class SecurityTable;
class Session;
class Theme;

/// What does each party know now?
class KnowledgePage : public QWidget
{
    Q_OBJECT
public:
    KnowledgePage(Session *session, Theme *theme, QWidget *parent = nullptr);

    KnowledgeModel *model() const { return m_model; }
    SecurityTable *table() const { return m_table; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();
    void restyle();
    void adoptSelection();

    Session *m_session;
    Theme *m_theme;
    KnowledgeModel *m_model;
    QLabel *m_summary;
    SecurityTable *m_table;
};

} // namespace hd::ui
