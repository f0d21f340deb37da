// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"
#include "text/explanations.h"
#include "theme/theme.h"
#include "trace/knowledge.h"

#include <QAbstractButton>

#include <array>

namespace hd::ui {

/// One property: a circle (open, left half, full, crossed, struck), its name and the word for how far it is. The tool
/// tip says why; a click selects the message that proves it.
class PropertyBadge : public QAbstractButton
{
    Q_OBJECT
public:
    PropertyBadge(Property property, const Theme *theme, QWidget *parent = nullptr);

    void show(const PropertyState &state, const QString &reason);
    const PropertyState &state() const { return m_state; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString name() const;
    QString word() const;

    const Theme *m_theme;
    PropertyState m_state;
};

/// The five properties at the playhead, in as many lines as they take, and the suite that was agreed.
class SecurityStrip : public QWidget
{
    Q_OBJECT
public:
    SecurityStrip(Session *session, const Explanations *explanations, const Theme *theme, QWidget *parent = nullptr);

    const PropertyBadge *badge(Property property) const { return m_badges[static_cast<std::size_t>(property)]; }
    /// The suite as far as it fits into @p width px; empty before the server has chosen it.
    QString suiteText(int width) const;

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void showPlayhead();
    void placeBadges();

    Session *m_session;
    const Explanations *m_explanations;
    const Theme *m_theme;
    std::array<PropertyBadge *, propertyCount> m_badges{};
};

} // namespace hd::ui
