// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/chart.h"

#include <QAccessibleWidget>
#include <QApplication>

#include <map>

namespace hd::ui {

namespace {

/// One row: "#4 server_key_exchange, handshake: 788 bytes". Pressing it selects what it is about.
class AccessibleRow : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    AccessibleRow(Chart *chart, int row) : m_chart(chart), m_row(row) {}

    bool isValid() const override { return m_row < m_chart->spokenCount(); }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_chart->window()->windowHandle(); }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_chart); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString &) override {}
    /// All of the chart: a row has points and bars in several places of it.
    QRect rect() const override { return {m_chart->mapToGlobal(QPoint()), m_chart->size()}; }

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name && isValid() ? m_chart->spoken(m_row) : QString();
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.invalid = !isValid();
        state.selectable = state.focusable = true;
        state.selected = m_chart->spokenCurrent() == m_row;
        state.focused = state.selected && m_chart->isAncestorOf(QApplication::focusWidget());
        state.invisible = !m_chart->isVisible();
        return state;
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }

    QStringList actionNames() const override { return {pressAction()}; }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }
    void doAction(const QString &action) override
    {
        if (isValid() && action == pressAction())
            Q_EMIT m_chart->picked(m_row);
    }

private:
    Chart *m_chart;
    int m_row;
};

class AccessibleChart : public QAccessibleWidget
{
public:
    explicit AccessibleChart(Chart *chart) : QAccessibleWidget(chart, QAccessible::Chart) {}

    ~AccessibleChart() override
    {
        for (const auto &[row, id] : m_children)
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return chart()->spokenCount(); }

    QAccessibleInterface *child(int row) const override
    {
        if (row < 0 || row >= childCount())
            return nullptr;
        const auto [known, isNew] = m_children.try_emplace(row, 0);
        if (isNew)
            known->second = QAccessible::registerAccessibleInterface(new AccessibleRow(chart(), row));
        return QAccessible::accessibleInterface(known->second);
    }

    int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (const auto &[row, id] : m_children)
            if (QAccessible::accessibleInterface(id) == child)
                return row;
        return -1;
    }

    QAccessibleInterface *focusChild() const override
    {
        const std::optional<int> row = chart()->spokenCurrent();
        return row && chart()->isAncestorOf(QApplication::focusWidget()) ? child(*row) : nullptr;
    }

private:
    Chart *chart() const { return static_cast<Chart *>(widget()); }

    mutable std::map<int, QAccessible::Id> m_children;
};

QAccessibleInterface *make(const QString &, QObject *object)
{
    auto *chart = qobject_cast<Chart *>(object);
    return chart ? new AccessibleChart(chart) : nullptr;
}

} // namespace

Chart::Chart(QWidget *parent) : QWidget(parent)
{
    QAccessible::installFactory(make); // Qt ignores a factory that it has
}

void Chart::setSpoken(int items, Words words)
{
    m_spokenCount = items;
    m_words = std::move(words);
    m_spokenCurrent.reset();
}

void Chart::setSpokenCurrent(std::optional<int> item)
{
    if (std::exchange(m_spokenCurrent, item) == item || !item || *item >= m_spokenCount || !QAccessible::isActive())
        return;
    QAccessibleEvent event(this, QAccessible::Focus);
    event.setChild(*item);
    QAccessible::updateAccessibility(&event);
}

} // namespace hd::ui
