// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sessionnews.h"

#include <QEvent>

#include <utility>

namespace hd::ui {

SessionNews::SessionNews(Session *session, QObject *view) : QObject(view), m_session(session), m_seen(!view)
{
    if (view)
        view->installEventFilter(this);
    connect(session, &Session::traceChanged, this, &SessionNews::hearTrace);
    connect(session, &Session::playheadChanged, this, &SessionNews::hearPlayhead);
    connect(session, &Session::selectionChanged, this, [this] {
        m_selectionIsDue = !m_seen;
        if (m_seen)
            Q_EMIT selectionChanged();
    });
    connect(session, &Session::hoverChanged, this, [this] {
        m_hoverIsDue = !m_seen;
        if (m_seen)
            Q_EMIT hoverChanged();
    });
}

void SessionNews::hearTrace()
{
    m_left.reset(); // a playhead of the trace before
    Q_EMIT traceChanged();
}

void SessionNews::hearPlayhead(Playhead from, Playhead to)
{
    if (m_seen)
        Q_EMIT playheadChanged(from, to);
    else if (!m_left)
        m_left = from;
}

void SessionNews::catchUp()
{
    if (const std::optional<Playhead> from = std::exchange(m_left, std::nullopt))
        Q_EMIT playheadChanged(*from, m_session->playhead());
    if (std::exchange(m_selectionIsDue, false))
        Q_EMIT selectionChanged();
    if (std::exchange(m_hoverIsDue, false))
        Q_EMIT hoverChanged();
}

/// What is minimised with its window (a spontaneous event) counts as seen: the window system may show a picture of it.
bool SessionNews::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parent() && !event->spontaneous()) {
        if (event->type() == QEvent::Hide) {
            m_seen = false;
        } else if (event->type() == QEvent::Show && !m_seen) {
            m_seen = true;
            catchUp();
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace hd::ui
