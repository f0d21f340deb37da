// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/painteditems.h"

#include <QAbstractScrollArea>
#include <QAccessibleWidget>

#include <map>

namespace hd::ui {

namespace {

QWidget *canvasOf(QWidget *widget)
{
    auto *area = qobject_cast<QAbstractScrollArea *>(widget);
    return area ? area->viewport() : widget;
}

class ItemAccessible : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    ItemAccessible(QWidget *widget, int item)
        : m_widget(widget), m_items(dynamic_cast<PaintedItems *>(widget)), m_item(item)
    {}

    bool isValid() const override { return m_item < m_items->itemCount(); }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_widget->window()->windowHandle(); }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_widget); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::Button; }
    void setText(QAccessible::Text, const QString &) override {}

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name && isValid() ? m_items->itemText(m_item) : QString();
    }

    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect at = m_items->itemRect(m_item);
        return {canvasOf(m_widget)->mapToGlobal(at.topLeft()), at.size()};
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = state.selectable = true;
        state.invalid = !isValid();
        if (isValid()) {
            const bool current = m_items->currentItem() == m_item;
            state.selected = current;
            state.focused = current && m_widget->hasFocus();
            state.offscreen = !canvasOf(m_widget)->rect().intersects(m_items->itemRect(m_item));
        }
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
            m_items->activateItem(m_item);
    }

private:
    QWidget *m_widget;
    PaintedItems *m_items;
    int m_item;
};

class ListAccessible : public QAccessibleWidget
{
public:
    explicit ListAccessible(QWidget *widget)
        : QAccessibleWidget(widget, QAccessible::List), m_items(dynamic_cast<PaintedItems *>(widget))
    {}

    ~ListAccessible() override
    {
        for (const auto &[item, id] : m_children)
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return m_items->itemCount(); }

    QAccessibleInterface *child(int item) const override
    {
        if (item < 0 || item >= childCount())
            return nullptr;
        const auto [known, isNew] = m_children.try_emplace(item, 0);
        if (isNew)
            known->second = QAccessible::registerAccessibleInterface(new ItemAccessible(widget(), item));
        return QAccessible::accessibleInterface(known->second);
    }

    int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (const auto &[item, id] : m_children)
            if (QAccessible::accessibleInterface(id) == child)
                return item;
        return -1;
    }

    QAccessibleInterface *childAt(int x, int y) const override
    {
        for (int item = childCount() - 1; item >= 0; --item) // the innermost comes last
            if (child(item)->rect().contains(x, y))
                return child(item);
        return nullptr;
    }

    QAccessibleInterface *focusChild() const override
    {
        return widget()->hasFocus() ? child(m_items->currentItem()) : nullptr;
    }

private:
    PaintedItems *m_items;
    mutable std::map<int, QAccessible::Id> m_children;
};

QAccessibleInterface *make(const QString &, QObject *object)
{
    auto *widget = qobject_cast<QWidget *>(object);
    return widget && dynamic_cast<PaintedItems *>(widget) ? new ListAccessible(widget) : nullptr;
}

} // namespace

void PaintedItems::install()
{
    static const bool installed = [] {
        QAccessible::installFactory(make);
        return true;
    }();
    Q_UNUSED(installed)
}

void PaintedItems::announce(QWidget *widget, int item)
{
    if (!QAccessible::isActive() || item < 0)
        return;
    QAccessibleEvent event(widget, QAccessible::Focus);
    event.setChild(item);
    QAccessible::updateAccessibility(&event);
}

} // namespace hd::ui
