// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleWidget>

#include <map>

namespace hd::ui {

class DiagramView;

/// A DiagramView for assistive technology: a list whose items are the rows.
class AccessibleDiagram : public QAccessibleWidget
{
public:
    static void install(); ///< makes it known to Qt; more than once does no harm

    explicit AccessibleDiagram(DiagramView *view);
    ~AccessibleDiagram() override;

    int childCount() const override;
    QAccessibleInterface *child(int index) const override;
    int indexOfChild(const QAccessibleInterface *child) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    QAccessibleInterface *focusChild() const override;

private:
    DiagramView *view() const;

    mutable std::map<int, QAccessible::Id> m_children;
};

/// One row: "#4 server_key_exchange, server to client, clear, 788 bytes, sent". Pressing it selects it.
class AccessibleRow : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    AccessibleRow(DiagramView *view, int row);

    int row() const { return m_row; }

    bool isValid() const override;
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override;
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text text) const override;
    void setText(QAccessible::Text, const QString &) override {}
    QRect rect() const override;
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override;

    QStringList actionNames() const override;
    void doAction(const QString &name) override;
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    DiagramView *m_view;
    int m_row;
};

} // namespace hd::ui
