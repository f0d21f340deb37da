// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagram/diagramaccessible.h"

#include "diagram/diagramview.h"

namespace hd::ui {

static QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *view = qobject_cast<DiagramView *>(object);
    return view ? new AccessibleDiagram(view) : nullptr;
}

void AccessibleDiagram::install()
{
    QAccessible::installFactory(makeAccessible); // Qt ignores a factory that it has
}

AccessibleDiagram::AccessibleDiagram(DiagramView *view) : QAccessibleWidget(view, QAccessible::List) {}

AccessibleDiagram::~AccessibleDiagram()
{
    for (const auto &[row, id] : m_children)
        QAccessible::deleteAccessibleInterface(id);
}

DiagramView *AccessibleDiagram::view() const
{
    return static_cast<DiagramView *>(widget());
}

int AccessibleDiagram::childCount() const
{
    return static_cast<int>(view()->diagram().rows.size());
}

QAccessibleInterface *AccessibleDiagram::child(int index) const
{
    if (index < 0 || index >= childCount())
        return nullptr;
    const auto known = m_children.find(index);
    if (known != m_children.end())
        return QAccessible::accessibleInterface(known->second);
    auto *row = new AccessibleRow(view(), index); // owned by Qt's cache until it is deleted there
    m_children[index] = QAccessible::registerAccessibleInterface(row);
    return row;
}

int AccessibleDiagram::indexOfChild(const QAccessibleInterface *child) const
{
    for (const auto &[index, id] : m_children)
        if (QAccessible::accessibleInterface(id) == child)
            return index;
    return -1;
}

QAccessibleInterface *AccessibleDiagram::childAt(int x, int y) const
{
    const std::optional<std::size_t> row = view()->rowAt(view()->viewport()->mapFromGlobal(QPoint(x, y)));
    return row ? child(static_cast<int>(*row)) : nullptr;
}

QAccessibleInterface *AccessibleDiagram::focusChild() const
{
    if (!view()->hasFocus())
        return nullptr;
    const std::optional<std::size_t> row = view()->currentRow();
    return row ? child(static_cast<int>(*row)) : nullptr;
}

AccessibleRow::AccessibleRow(DiagramView *view, int row) : m_view(view), m_row(row) {}

bool AccessibleRow::isValid() const
{
    return m_row < static_cast<int>(m_view->diagram().rows.size());
}

QAccessibleInterface *AccessibleRow::parent() const
{
    return QAccessible::queryAccessibleInterface(m_view);
}

QString AccessibleRow::text(QAccessible::Text text) const
{
    return text == QAccessible::Name && isValid() ? m_view->rowText(static_cast<std::size_t>(m_row)) : QString();
}

QRect AccessibleRow::rect() const
{
    if (!isValid())
        return {};
    const QRect rect = m_view->rowRect(static_cast<std::size_t>(m_row));
    return {m_view->viewport()->mapToGlobal(rect.topLeft()), rect.size()};
}

QAccessible::State AccessibleRow::state() const
{
    QAccessible::State state;
    if (!isValid()) {
        state.invalid = true;
        return state;
    }
    const bool current = m_view->currentRow() == static_cast<std::size_t>(m_row);
    state.selectable = true;
    state.focusable = true;
    state.selected = current;
    state.focused = current && m_view->hasFocus();
    state.offscreen = !m_view->rowRect(static_cast<std::size_t>(m_row)).intersects(m_view->viewport()->rect());
    state.invisible = !m_view->isVisible();
    return state;
}

void *AccessibleRow::interface_cast(QAccessible::InterfaceType type)
{
    return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
}

QStringList AccessibleRow::actionNames() const
{
    return {pressAction()};
}

void AccessibleRow::doAction(const QString &name)
{
    if (name == pressAction() && isValid())
        m_view->selectRow(static_cast<std::size_t>(m_row));
}

} // namespace hd::ui
