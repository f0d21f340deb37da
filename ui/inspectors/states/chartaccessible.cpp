// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/states/chartaccessible.h"

#include "inspectors/states/chartview.h"

#include <QAccessible>
#include <QAccessibleWidget>

#include <map>

namespace hd::ui {

namespace {

const std::vector<ChartItem> &itemsOf(const ChartView *view)
{
    return view->geometryOfChart().items();
}

int rowOf(const ChartView *view, const ChartItem &item)
{
    const std::vector<ChartItem> &items = itemsOf(view);
    const auto at = std::find(items.begin(), items.end(), item);
    return at == items.end() ? -1 : static_cast<int>(at - items.begin());
}

/// A state or an arrow: a button that says what it is and how far the party has come, and which shows it.
class ChartItemAccessible : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    ChartItemAccessible(ChartView *view, int row) : m_view(view), m_row(row) {}

    bool isValid() const override { return m_row < static_cast<int>(itemsOf(m_view).size()); }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_view->window()->windowHandle(); }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::Button; }
    void setText(QAccessible::Text, const QString &) override {}

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name && isValid() ? m_view->describe(item()) : QString();
    }

    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect at = m_view->viewportRect(item()).toRect();
        return {m_view->viewport()->mapToGlobal(at.topLeft()), at.size()};
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.selectable = true;
        state.invalid = !isValid();
        if (isValid()) {
            const ChartMarks &marks = m_view->marks();
            const std::set<std::uint32_t> &selected = item().edge ? marks.selectedEdges : marks.selectedStates;
            state.focused = m_view->hasFocus() && m_view->currentItem() == item();
            state.selected = selected.contains(item().index) || marks.shown == item();
            state.offscreen = !m_view->viewport()->rect().intersects(m_view->viewportRect(item()).toRect());
        }
        return state;
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }

    QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }
    void doAction(const QString &action) override
    {
        if (isValid() && action == pressAction())
            m_view->pick(item());
        else if (isValid() && action == setFocusAction())
            m_view->setCurrent(item());
    }

private:
    ChartItem item() const { return itemsOf(m_view)[static_cast<std::size_t>(m_row)]; }

    ChartView *m_view;
    int m_row;
};

class ChartAccessible : public QAccessibleWidget
{
public:
    explicit ChartAccessible(ChartView *view) : QAccessibleWidget(view, QAccessible::List), m_view(view) {}

    ~ChartAccessible() override
    {
        for (const auto &[row, id] : m_children)
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return static_cast<int>(itemsOf(m_view).size()); }

    QAccessibleInterface *child(int row) const override
    {
        if (row < 0 || row >= childCount())
            return nullptr;
        const auto [known, isNew] = m_children.try_emplace(row, 0);
        if (isNew)
            known->second = QAccessible::registerAccessibleInterface(new ChartItemAccessible(m_view, row));
        return QAccessible::accessibleInterface(known->second);
    }

    int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (const auto &[row, id] : m_children)
            if (QAccessible::accessibleInterface(id) == child)
                return row;
        return -1;
    }

    QAccessibleInterface *childAt(int x, int y) const override
    {
        for (int row = 0; row < childCount(); ++row)
            if (child(row)->rect().contains(x, y))
                return child(row);
        return nullptr;
    }

    QAccessibleInterface *focusChild() const override
    {
        if (!m_view->hasFocus() || !m_view->currentItem())
            return nullptr;
        return child(rowOf(m_view, *m_view->currentItem()));
    }

private:
    ChartView *m_view;
    mutable std::map<int, QAccessible::Id> m_children;
};

QAccessibleInterface *make(const QString &, QObject *object)
{
    auto *view = qobject_cast<ChartView *>(object);
    return view ? new ChartAccessible(view) : nullptr;
}

} // namespace

void installChartAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(make);
        return true;
    }();
    Q_UNUSED(installed)
}

void notifyCurrentChartItem(ChartView *view, const ChartItem &item)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent event(view, QAccessible::Focus);
    event.setChild(rowOf(view, item));
    QAccessible::updateAccessibility(&event);
}

} // namespace hd::ui
