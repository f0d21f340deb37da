// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QWidget>

class QFrame;
class QLabel;

namespace hd::ui {

class Explanations;
class LinkStrip;
class Theme;
class TranscriptModel;
class TranscriptView;

/// What both parties hash of a handshake, message after message, the hash after each, and what takes it.
class TranscriptInspector : public QWidget
{
    Q_OBJECT
public:
    TranscriptInspector(Session *session, Theme *theme, Explanations *texts, QWidget *parent = nullptr);

    TranscriptModel *model() const { return m_model; }

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeHead();
    void retranslate();
    void restyle();
    void adoptTrace();
    void adoptPlayhead();
    void adoptSelection();
    void fillHead();
    void fillFoot(int row);
    void pick(int row);

    Session *m_session;
    Theme *m_theme;
    TranscriptModel *m_model;
    QLabel *m_title = nullptr;
    QLabel *m_hash = nullptr;
    QLabel *m_handshake = nullptr; ///< which of several
    QLabel *m_differs = nullptr;
    QFrame *m_about = nullptr;
    QLabel *m_aboutText = nullptr;
    TranscriptView *m_view = nullptr;
    QFrame *m_foot = nullptr;
    LinkStrip *m_takers = nullptr;
};

} // namespace hd::ui
