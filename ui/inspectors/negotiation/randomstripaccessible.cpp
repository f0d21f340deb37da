// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/negotiation/randomstrip.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QWindow>

#include <map>

namespace hd::ui {

namespace {

/// One byte of a strip.
class ByteAccessible : public QAccessibleInterface
{
public:
    ByteAccessible(RandomStrip *strip, int byte) : m_strip(strip), m_byte(byte) {}

    bool isValid() const override { return m_byte < m_strip->count(); }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_strip->window()->windowHandle(); }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_strip); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString &) override {}
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name && isValid() ? m_strip->describe(m_byte) : QString();
    }

    QRect rect() const override
    {
        const QRect at = m_strip->cell(m_byte).toRect();
        return {m_strip->mapToGlobal(at.topLeft()), at.size()};
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.selectable = true;
        state.focused = m_strip->hasFocus() && m_strip->cursor() == m_byte;
        state.selected = m_strip->isSelected(m_byte);
        return state;
    }

private:
    RandomStrip *m_strip;
    int m_byte;
};

class StripAccessible : public QAccessibleWidget
{
public:
    explicit StripAccessible(RandomStrip *strip) : QAccessibleWidget(strip, QAccessible::List), m_strip(strip) {}
    ~StripAccessible() override
    {
        for (const auto &[byte, id] : m_children)
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return m_strip->count(); }

    QAccessibleInterface *child(int byte) const override
    {
        if (byte < 0 || byte >= childCount())
            return nullptr;
        const auto [known, isNew] = m_children.try_emplace(byte, 0);
        if (isNew)
            known->second = QAccessible::registerAccessibleInterface(new ByteAccessible(m_strip, byte));
        return QAccessible::accessibleInterface(known->second);
    }

    int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (const auto &[byte, id] : m_children)
            if (QAccessible::accessibleInterface(id) == child)
                return byte;
        return -1;
    }

    QAccessibleInterface *childAt(int x, int y) const override
    {
        for (int byte = 0; byte < childCount(); ++byte)
            if (child(byte)->rect().contains(x, y))
                return child(byte);
        return nullptr;
    }

    QAccessibleInterface *focusChild() const override
    {
        return m_strip->hasFocus() ? child(m_strip->cursor()) : nullptr;
    }

private:
    RandomStrip *m_strip;
    mutable std::map<int, QAccessible::Id> m_children;
};

QAccessibleInterface *make(const QString &, QObject *object)
{
    auto *strip = qobject_cast<RandomStrip *>(object);
    return strip ? new StripAccessible(strip) : nullptr;
}

} // namespace

void installRandomStripAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(make);
        return true;
    }();
    Q_UNUSED(installed)
}

} // namespace hd::ui
