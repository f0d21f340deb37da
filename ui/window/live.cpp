// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/live.h"

#include "dialogs/live/connectdialog.h"
#include "dialogs/live/livebar.h"
#include "dialogs/live/servedialog.h"
#include "text/errors.h"
#include "window/actions.h"

#include <QAction>
#include <QVBoxLayout>

namespace hd::ui {

static const QString connectKey = QStringLiteral("connect");
static const QString serveKey = QStringLiteral("serve");

Live::Live(Parts parts, const Actions *actions) : QObject(parts.window), m_parts(std::move(parts))
{
    connect(actions->connectLive, &QAction::triggered, this, &Live::askWhereTo);
    connect(actions->serveLive, &QAction::triggered, this, &Live::askWhatToServe);
}

void Live::make()
{
    if (m_desk)
        return;
    m_desk = new LiveDesk(this);
    m_bar = new LiveBar(m_desk, m_parts.texts, m_parts.theme, m_parts.place->parentWidget());
    m_parts.place->addWidget(m_bar);
    connect(m_desk, &LiveDesk::began, this, [this](unsigned number) {
        if (m_desk->entry(number)->side == Side::Client || m_bar->followsNew())
            show(number);
    });
    connect(m_desk, &LiveDesk::grew, this, &Live::grow);
    connect(m_desk, &LiveDesk::ended, this, [this](unsigned number) {
        if (number == m_shown)
            m_bar->setShown(number);
    });
    connect(m_bar, &LiveBar::opened, this, &Live::show);
    connect(m_bar, &LiveBar::newsWanted, m_parts.session, &Session::goToEnd);
    connect(m_parts.session, &Session::traceChanged, this, &Live::noteTrace);
    connect(m_parts.session, &Session::playheadChanged, this, &Live::notePlayhead);
}

LiveDesk *Live::desk()
{
    make();
    return m_desk;
}

LiveBar *Live::bar()
{
    make();
    return m_bar;
}

static QStringList remembered(const std::vector<std::string> &words)
{
    QStringList all;
    for (const std::string &word : words)
        all << QString::fromStdString(word);
    return all;
}

void Live::askWhereTo()
{
    ConnectDialog dialog(m_parts.settings->liveWords(connectKey), &desk()->context(), m_parts.theme, m_parts.window);
    if (dialog.exec() != QDialog::Accepted)
        return;
    m_parts.settings->setLiveWords(connectKey, remembered(dialog.words()));
    m_desk->connectTo(dialog.takePlan());
}

void Live::askWhatToServe()
{
    ServeDialog dialog(m_parts.settings->liveWords(serveKey), &desk()->context(), m_parts.theme, m_parts.window);
    if (dialog.exec() != QDialog::Accepted)
        return;
    m_parts.settings->setLiveWords(serveKey, remembered(dialog.words()));
    if (const std::optional<Error> error = m_desk->serve(dialog.takePlan()))
        m_bar->sayTrouble(errorText(*error));
}

std::optional<Error> Live::connectTo(const std::vector<std::string> &words)
{
    Result<std::unique_ptr<LivePlan>> plan = LivePlan::make(Side::Client, words, desk()->context());
    if (Error *error = std::get_if<Error>(&plan))
        return std::move(*error);
    m_desk->connectTo(std::get<std::unique_ptr<LivePlan>>(std::move(plan)));
    return std::nullopt;
}

std::optional<Error> Live::serve(const std::vector<std::string> &words)
{
    Result<std::unique_ptr<LivePlan>> plan = LivePlan::make(Side::Server, words, desk()->context());
    if (Error *error = std::get_if<Error>(&plan))
        return std::move(*error);
    return m_desk->serve(std::get<std::unique_ptr<LivePlan>>(std::move(plan)));
}

void Live::show(unsigned number)
{
    const LiveEntry *entry = m_desk->entry(number);
    if (!entry)
        return;
    m_shown = number;
    m_given = entry->trace;
    m_desk->watch(number);
    m_parts.open(m_given);
    m_bar->setShown(number);
}

void Live::grow(unsigned number)
{
    if (number != m_shown)
        return;
    m_given = m_desk->entry(number)->trace;
    m_parts.session->extendTrace(m_given);
}

void Live::noteTrace()
{
    const Session &session = *m_parts.session;
    if (session.trace() != m_given) { // somebody opened something else
        m_shown = 0;
        m_given.reset();
        m_desk->watch(0);
        m_bar->setShown(0);
    }
    const std::size_t before = std::exchange(m_messages, session.trace()->messages.size());
    if (!session.grownFrom())
        setNews(0);
    else if (!session.atEnd() && !m_parts.player->isFollowing())
        setNews(m_news + static_cast<unsigned>(m_messages - before));
}

void Live::notePlayhead()
{
    if (m_news > 0 && m_parts.session->atEnd())
        setNews(0);
}

void Live::setNews(unsigned messages)
{
    if (std::exchange(m_news, messages) != messages)
        m_bar->setNews(messages);
}

} // namespace hd::ui
