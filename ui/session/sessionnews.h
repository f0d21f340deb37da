// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <optional>

namespace hd::ui {

/// What a view, and the models behind it, hear of the session. A view connects its slots to these signals instead of
/// the session's own:
///
///     auto *news = new SessionNews(session, this);
///     connect(news, &SessionNews::selectionChanged, this, &MyView::adoptSelection);
///
/// While the view is seen each signal is passed on at once. While it is not, as behind another tab, only what is due is
/// noted, so that a step costs what is seen and nothing else; when the view is shown, and before it paints, each signal
/// that is due comes once, in the order in which the session sends them. As views ask the session what is so, and keep
/// nothing of how it came, they then show what a new one would.
///
/// A new trace is passed on even unseen: nobody must keep places in a trace that is gone.
class SessionNews : public QObject
{
    Q_OBJECT
public:
    /// @p view, a QWidget that is not shown yet, owns it; a null one counts as always seen.
    explicit SessionNews(Session *session, QObject *view = nullptr);
    Session *session() const { return m_session; }

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void traceChanged();
    void playheadChanged(hd::Playhead from, hd::Playhead to);
    void selectionChanged();
    void hoverChanged();

private:
    void hearTrace();
    void hearPlayhead(Playhead from, Playhead to);
    void catchUp();

    Session *m_session;
    bool m_seen;
    std::optional<Playhead> m_left; ///< where the playhead was when the view heard of it last, once it has moved on
    bool m_selectionIsDue = false;
    bool m_hoverIsDue = false;
};

} // namespace hd::ui
