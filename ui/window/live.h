// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/livedesk.h"
#include "session/player.h"
#include "text/explanations.h"
#include "window/settings.h"

#include <functional>

class QVBoxLayout;

namespace hd::ui {

class Actions;
class LiveBar;

/// Live connections in the window: asks where to, shows each as a recording that grows, and follows it while nobody
/// looks at something else. Nothing of it is there before it is first asked for.
class Live : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        QWidget *window;
        QVBoxLayout *place; ///< of the bar
        Session *session;
        Player *player;
        Settings *settings;
        const Theme *theme;
        const Explanations *texts;
        std::function<void(std::shared_ptr<const Trace>)> open;
    };

    Live(Parts parts, const Actions *actions);

    LiveDesk *desk();
    LiveBar *bar();
    /// By the words of `hellodone connect` and `serve`, without asking.
    std::optional<Error> connectTo(const std::vector<std::string> &words);
    std::optional<Error> serve(const std::vector<std::string> &words);

private:
    void askWhereTo();
    void askWhatToServe();
    void make();
    void show(unsigned number);
    void grow(unsigned number);
    void noteTrace();
    void notePlayhead();
    void setNews(unsigned messages);

    const Parts m_parts;
    LiveDesk *m_desk = nullptr;
    LiveBar *m_bar = nullptr;
    unsigned m_shown = 0;                 ///< 0: the window shows something else
    std::shared_ptr<const Trace> m_given; ///< to the session, of the one that is shown
    std::size_t m_messages = 0;           ///< of the trace so far
    unsigned m_news = 0;
};

} // namespace hd::ui
