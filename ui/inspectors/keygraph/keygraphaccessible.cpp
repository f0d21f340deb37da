// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/keygraph/keygraphaccessible.h"

#include "inspectors/keygraph/keygraphview.h"

#include <QAccessible>
#include <QAccessibleWidget>

#include <map>

namespace hd::ui {

namespace {

/// One node of the graph: a button whose name says what is known of it and which opens it. After the nodes come the
/// blocks of the open one, which are texts.
class KeyNodeAccessible : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    KeyNodeAccessible(KeyGraphView *view, int row) : m_view(view), m_row(row) {}

    bool isValid() const override { return m_row < nodes() + m_view->stepCount(); }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_view->window()->windowHandle(); }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return isStep() ? QAccessible::StaticText : QAccessible::Button; }
    void setText(QAccessible::Text, const QString &) override {}

    QString text(QAccessible::Text kind) const override
    {
        if (kind != QAccessible::Name || !isValid())
            return {};
        return isStep() ? m_view->describeStep(step()) : m_view->describe(node());
    }

    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect at = place();
        return {m_view->viewport()->mapToGlobal(at.topLeft()), at.size()};
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.selectable = true;
        state.invalid = !isValid();
        if (isValid()) {
            const bool current =
                isStep() ? m_view->currentStep() == step() : m_view->currentNode() == node() && !m_view->currentStep();
            state.focused = m_view->hasFocus() && current;
            state.selectable = !isStep();
            state.selected = !isStep() && m_view->openNode() == node();
            state.offscreen = !m_view->viewport()->rect().intersects(place());
        }
        return state;
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }

    QStringList actionNames() const override
    {
        return isStep() ? QStringList{setFocusAction()} : QStringList{pressAction(), setFocusAction()};
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }
    void doAction(const QString &action) override
    {
        if (!isValid())
            return;
        if (action == pressAction() && !isStep())
            m_view->open(node());
        else if (action == setFocusAction() && isStep())
            m_view->setCurrentStep(step());
        else if (action == setFocusAction())
            m_view->setCurrent(node());
    }

private:
    int nodes() const { return static_cast<int>(m_view->nodesInOrder().size()); }
    bool isStep() const { return m_row >= nodes(); }
    int step() const { return m_row - nodes(); }
    int node() const { return m_view->nodesInOrder().at(m_row); }
    QRect place() const
    {
        return (isStep() ? m_view->viewportRectOfStep(step()) : m_view->viewportRect(node())).toRect();
    }

    KeyGraphView *m_view;
    int m_row;
};

class KeyGraphAccessible : public QAccessibleWidget
{
public:
    explicit KeyGraphAccessible(KeyGraphView *view) : QAccessibleWidget(view, QAccessible::List), m_view(view) {}

    ~KeyGraphAccessible() override
    {
        for (const auto &[row, id] : m_children)
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return static_cast<int>(m_view->nodesInOrder().size()) + m_view->stepCount(); }

    QAccessibleInterface *child(int row) const override
    {
        if (row < 0 || row >= childCount())
            return nullptr;
        const auto [known, isNew] = m_children.try_emplace(row, 0);
        if (isNew)
            known->second = QAccessible::registerAccessibleInterface(new KeyNodeAccessible(m_view, row));
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
        if (!m_view->hasFocus() || !m_view->currentNode())
            return nullptr;
        if (m_view->currentStep())
            return child(static_cast<int>(m_view->nodesInOrder().size()) + *m_view->currentStep());
        return child(static_cast<int>(m_view->nodesInOrder().indexOf(*m_view->currentNode())));
    }

private:
    KeyGraphView *m_view;
    mutable std::map<int, QAccessible::Id> m_children;
};

QAccessibleInterface *make(const QString &, QObject *object)
{
    auto *view = qobject_cast<KeyGraphView *>(object);
    return view ? new KeyGraphAccessible(view) : nullptr;
}

} // namespace

void installKeyGraphAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(make);
        return true;
    }();
    Q_UNUSED(installed)
}

void notifyCurrentKeyNode(KeyGraphView *view, int child)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent event(view, QAccessible::Focus);
    event.setChild(child);
    QAccessible::updateAccessibility(&event);
}

} // namespace hd::ui
