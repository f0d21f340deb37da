// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QFrame;
class QLabel;
class QPlainTextEdit;
class QToolButton;

namespace hd::ui {

class Explanations;
class LeakModel;
class SecurityTable;
class Segmented;
class Session;
class SessionNews;
class Theme;

/// Forward secrecy made visible: what somebody has recorded, before and after a key of the server leaks.
class LeakPage : public QWidget
{
    Q_OBJECT
public:
    LeakPage(Session *session, Theme *theme, Explanations *texts, QWidget *parent = nullptr);

    LeakModel *model() const { return m_model; }
    SecurityTable *table() const { return m_table; }
    QToolButton *leakSwitch() const { return m_switch; }
    QLabel *verdict() const { return m_verdict; }

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeHead();
    void adoptTrace();
    void restyle();
    void retranslate();
    void fill();
    void showPlaintext();

    Session *m_session;
    SessionNews *m_news;
    Theme *m_theme;
    Explanations *m_texts;
    LeakModel *m_model;
    QFrame *m_head = nullptr;
    Segmented *m_keys = nullptr;
    QToolButton *m_switch = nullptr;
    QLabel *m_verdict = nullptr;
    SecurityTable *m_table;
    QPlainTextEdit *m_plaintext;
};

} // namespace hd::ui
