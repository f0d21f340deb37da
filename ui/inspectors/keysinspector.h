// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QWidget>

class QFrame;
class QLabel;
class QToolButton;

namespace hd::ui {

class Explanations;
class KeyGraphView;
class LinkStrip;
class Theme;

/// Where the keys came from: the graph of what both parties derived, with real values.
class KeysInspector : public QWidget
{
    Q_OBJECT
public:
    KeysInspector(Session *session, Theme *theme, Explanations *texts, QWidget *parent = nullptr);

    KeyGraphView *graph() const { return m_graph; }
    bool secretsShown() const;

public Q_SLOTS:
    void setSecretsShown(bool shown);

Q_SIGNALS:
    void secretsShownChanged(bool shown);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeHead();
    void retranslate();
    void restyle();
    void refresh();
    void fillNotice();
    void showHandshake();

    Session *m_session;
    Theme *m_theme;
    QLabel *m_title = nullptr;
    QLabel *m_version = nullptr;
    QLabel *m_prf = nullptr;
    QLabel *m_handshake = nullptr; ///< which of several
    QToolButton *m_eye = nullptr;
    QFrame *m_notice = nullptr; ///< above the graph while there is no key
    QLabel *m_noticeText = nullptr;
    LinkStrip *m_jump = nullptr;
    KeyGraphView *m_graph = nullptr;
};

} // namespace hd::ui
