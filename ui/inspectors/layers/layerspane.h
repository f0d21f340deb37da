// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QWidget>

class QFrame;
class QLabel;

namespace hd::ui {

class LayersView;
class LinkStrip;
class Theme;

/// The layers of a message; of one that has not been sent yet, only when it will be.
class LayersPane : public QWidget
{
    Q_OBJECT
public:
    LayersPane(Session *session, Theme *theme, QWidget *parent = nullptr);

    void setMessage(std::optional<MessageId> message);
    void setPlayhead(Playhead at);
    void markSelection();
    void retranslate();
    LayersView *view() const { return m_view; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void showLayers();
    void restyle();

    Session *m_session;
    Theme *m_theme;
    QFrame *m_notice;
    QLabel *m_text;
    LinkStrip *m_jump;
    LayersView *m_view;
    std::optional<MessageId> m_message;
    Playhead m_playhead = 0;
    bool m_stale = true; ///< the view shows something else
};

} // namespace hd::ui
