// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/workspace.h"

#include "window/panemoves.h"
#include "window/panetitle.h"

#include <QAction>
#include <QApplication>
#include <QDataStream>
#include <QDockWidget>
#include <QMouseEvent>
#include <QPointer>
#include <QScopedValueRollback>

namespace hd::ui {

static constexpr int version = 1;        ///< of a saved arrangement
static constexpr int outlineFrom = 1577; ///< px of the width at 1x
static constexpr int outlineWidth = 280;
static constexpr int explanationHeight = 212;

Workspace::Workspace(const Theme *theme, QWidget *parent) : QMainWindow(parent), m_theme(theme)
{
    setWindowFlags(Qt::Widget); // the constructor makes a window of it
    setDockOptions(AllowNestedDocks | AllowTabbedDocks);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setContextMenuPolicy(Qt::NoContextMenu);
    qApp->installEventFilter(this);
    connect(theme, &Theme::changed, this, &Workspace::layOut);
}

Workspace::~Workspace() = default;

void Workspace::addPane(Pane pane, QWidget *content, QAction *shown)
{
    static constexpr std::array<const char *, paneCount> names{"outline", "inspectors", "explanation", "messages",
                                                               "results"};
    const QScopedValueRollback<bool> guard(m_arranging, true);
    auto *dock = new QDockWidget(this);
    m_panes[pane] = dock;
    dock->setObjectName(QLatin1StringView(names[pane]));
    m_titles[pane] = new PaneTitle(m_theme, dock);
    dock->setTitleBarWidget(m_titles[pane]);
    offerMoves(m_titles[pane]->moves(), this, pane);
    dock->setWidget(content);
    if (pane == Outline)
        dock->hide(); // until the window is wide enough
    if (!restoreDockWidget(dock))
        place(pane);
    showTitle(pane);
    connect(dock, &QDockWidget::topLevelChanged, this, [this, pane] { showTitle(pane); });
    for (const auto moved : {&QDockWidget::dockLocationChanged})
        connect(dock, moved, this, &Workspace::changedByHand);
    connect(dock, &QDockWidget::topLevelChanged, this, &Workspace::changedByHand);
    connect(dock->toggleViewAction(), &QAction::toggled, shown, &QAction::setChecked);
    connect(shown, &QAction::triggered, this, [this, dock, pane](bool on) {
        m_outlineIsUsers = m_outlineIsUsers || pane == Outline;
        dock->setVisible(on);
        if (on)
            dock->raise();
        layOut();
    });
}

void Workspace::place(Pane pane)
{
    QDockWidget *dock = m_panes[pane];
    QDockWidget *inspectors = m_panes[Inspectors];
    if (pane == Outline || pane == Messages || !inspectors || pane == Inspectors)
        addDockWidget(pane == Outline || pane == Messages ? Qt::LeftDockWidgetArea : Qt::RightDockWidgetArea, dock);
    else if (pane == Results && m_panes[Explanation])
        tabifyDockWidget(m_panes[Explanation], dock);
    else
        splitDockWidget(inspectors, dock, Qt::Vertical);
}

void Workspace::open(Pane pane)
{
    const QScopedValueRollback<bool> guard(m_arranging, true);
    m_panes[pane]->show();
    m_panes[pane]->raise();
}

/// The focus stays in the pane, which is what is moved.
static void keepFocus(QDockWidget *dock, const QPointer<QWidget> &focus)
{
    dock->show();
    dock->raise();
    if (focus && dock->isAncestorOf(focus))
        focus->setFocus(Qt::OtherFocusReason);
}

void Workspace::moveTo(Pane pane, Qt::DockWidgetArea area)
{
    QDockWidget *dock = m_panes[pane];
    const QPointer<QWidget> focus = QApplication::focusWidget();
    dock->setFloating(false);
    addDockWidget(area, dock);
    keepFocus(dock, focus);
    changedByHand();
}

void Workspace::tabOver(Pane pane, Pane other)
{
    const QPointer<QWidget> focus = QApplication::focusWidget();
    m_panes[pane]->setFloating(false);
    tabifyDockWidget(m_panes[other], m_panes[pane]);
    keepFocus(m_panes[pane], focus);
    changedByHand();
}

void Workspace::setFloating(Pane pane, bool floating)
{
    const QPointer<QWidget> focus = QApplication::focusWidget();
    m_panes[pane]->setFloating(floating);
    keepFocus(m_panes[pane], focus);
    changedByHand();
}

// Titles ------------------------------------------------------------------------------------------------------------

void Workspace::setUnlocked(bool unlocked)
{
    m_unlocked = unlocked;
    for (std::size_t i = 0; i < paneCount; ++i)
        if (m_panes[i])
            showTitle(static_cast<Pane>(i));
}

void Workspace::showTitle(Pane pane)
{
    const bool movable = m_unlocked || m_panes[pane]->isFloating();
    m_panes[pane]->setFeatures(movable ? QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable |
                                             QDockWidget::DockWidgetFloatable
                                       : QDockWidget::NoDockWidgetFeatures);
    m_titles[pane]->setShown(movable);
}

// Sizes and places --------------------------------------------------------------------------------------------------

void Workspace::changedByHand()
{
    m_isUsers = m_isUsers || !m_arranging;
}

void Workspace::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    layOut();
}

/// Until somebody moves something, the width is shared as the design has it: 600 of 1280, 724 of 1640.
void Workspace::layOut()
{
    if (!m_panes[Explanation] || !testAttribute(Qt::WA_Resized))
        return;
    if (m_presenting)
        return layOutForAudience();
    const QScopedValueRollback<bool> guard(m_arranging, true);
    const bool wide = width() >= m_theme->px(outlineFrom);
    if (!m_outlineIsUsers)
        m_panes[Outline]->setVisible(wide);
    if (m_isUsers)
        return;
    const bool outlined = !m_panes[Outline]->isHidden();
    const bool listed = m_panes[Messages] && !m_panes[Messages]->isHidden();
    const int beside = outlined || listed ? m_theme->px(outlineWidth) + 1 : 0;
    const int free = width() - beside;
    const double usual = m_theme->zoom() * 1280;
    const int diagram = free <= usual ? free * 600 / 1280 : qRound(m_theme->zoom() * 600 + (free - usual) * 124 / 360);
    const int explanation = std::min(m_theme->px(explanationHeight), height() * 2 / 5);
    if (outlined)
        resize(Outline, beside - 1, Qt::Horizontal);
    resize(Inspectors, free - diagram - 1, Qt::Horizontal);
    resize(Explanation, explanation, Qt::Vertical);
    resize(Inspectors, height() - explanation - 1, Qt::Vertical);
    if (isVisible())
        layout()->activate(); // in the same frame
}

/// The explanation beside the diagram, which comes first: its arrows and the names of its flights take so much.
void Workspace::layOutForAudience()
{
    constexpr int diagram = 460;
    const int least = width() * 36 / 100;
    resize(Explanation, std::clamp(width() - m_theme->px(diagram), least, width() / 2), Qt::Horizontal);
    if (isVisible())
        layout()->activate();
}

void Workspace::resize(Pane pane, int length, Qt::Orientation along)
{
    QDockWidget *dock = m_panes[pane];
    if (!dock->isFloating() && !dock->isHidden() && dockWidgetArea(dock) != Qt::NoDockWidgetArea)
        resizeDocks({dock}, {length}, along);
}

void Workspace::reset()
{
    const QScopedValueRollback<bool> guard(m_arranging, true);
    m_isUsers = m_outlineIsUsers = false;
    for (QDockWidget *dock : m_panes) {
        if (dock) {
            dock->setFloating(false);
            removeDockWidget(dock);
        }
    }
    for (std::size_t i = 0; i < paneCount; ++i) {
        if (m_panes[i]) {
            place(static_cast<Pane>(i));
            m_panes[i]->setVisible(i == Inspectors || i == Explanation);
        }
    }
    layOut();
}

QByteArray Workspace::arrangement() const
{
    if (!m_isUsers && !m_outlineIsUsers)
        return {};
    QByteArray saved;
    QDataStream stream(&saved, QIODevice::WriteOnly);
    stream << m_isUsers << m_outlineIsUsers << (m_presenting ? m_beforePresenting : saveState(version));
    return saved;
}

void Workspace::restoreArrangement(const QByteArray &arrangement)
{
    if (arrangement.isEmpty())
        return;
    const QScopedValueRollback<bool> guard(m_arranging, true);
    QDataStream stream(arrangement);
    QByteArray state;
    bool isUsers = false, outlineIsUsers = false;
    stream >> isUsers >> outlineIsUsers >> state;
    if (stream.status() != QDataStream::Ok || !restoreState(state, version))
        return;
    m_isUsers = isUsers;
    m_outlineIsUsers = outlineIsUsers;
}

void Workspace::setPresenting(bool presenting)
{
    if (std::exchange(m_presenting, presenting) == presenting)
        return;
    const QScopedValueRollback<bool> guard(m_arranging, true);
    if (!presenting) {
        restoreState(m_beforePresenting, version);
        return layOut();
    }
    m_beforePresenting = saveState(version);
    for (QDockWidget *dock : m_panes)
        if (dock)
            dock->setVisible(dock == m_panes[Explanation]);
    layOutForAudience();
}

// Separators --------------------------------------------------------------------------------------------------------

// They are hairlines: the mouse takes them from some pixels beside, where it is over another widget.
bool Workspace::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
    case QEvent::MouseMove:
        if (auto *widget = qobject_cast<QWidget *>(watched); widget && (m_movesSeparator || isAncestorOf(widget)))
            return moveSeparator(widget, event);
        break;
    default:
        break;
    }
    return QMainWindow::eventFilter(watched, event);
}

bool Workspace::moveSeparator(QWidget *widget, QEvent *event)
{
    auto *mouse = static_cast<QMouseEvent *>(event);
    if (widget->window() != window())
        return false;
    QPoint at = widget->mapTo(window(), mouse->position().toPoint()) - mapTo(window(), QPoint());
    if (event->type() == QEvent::MouseButtonPress) {
        constexpr int reach = 2; // and Qt's own two
        const QPoint around[] = {{0, 0}, {reach, 0}, {-reach, 0}, {0, reach}, {0, -reach}};
        const auto *hit =
            std::find_if(std::begin(around), std::end(around), [&](QPoint offset) { return isSeparator(at + offset); });
        if (mouse->button() != Qt::LeftButton || hit == std::end(around))
            return false;
        at += *hit;
        m_movesSeparator = true;
    }
    if (!m_movesSeparator)
        return false;
    QMouseEvent mapped(event->type(), at, mouse->globalPosition(), mouse->button(), mouse->buttons(),
                       mouse->modifiers());
    QMainWindow::event(&mapped);
    if (event->type() == QEvent::MouseButtonRelease) {
        m_movesSeparator = false;
        changedByHand();
    }
    return true;
}

} // namespace hd::ui
