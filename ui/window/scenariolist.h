// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"
#include "text/language.h"
#include "theme/theme.h"

#include <QListWidget>
#include <QStyledItemDelegate>

namespace hd::ui {

/// Draws "01 title" (and "· subtitle" where it has the room), and headings of groups.
class ScenarioDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    enum Role { NameRole = Qt::UserRole, NumberRole, SubtitleRole, HeadingRole };

    explicit ScenarioDelegate(const Theme *theme, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// Number, title and subtitle in @p box; what does not fit is elided from the subtitle on.
    static void paintRow(QPainter *painter, const QRect &box, const Theme &theme, const QString &number,
                         const QString &title, const QString &subtitle, bool bold);
    /// "01"
    static QString numberText(unsigned order);

private:
    const Theme *m_theme;
};

/// All built-in scenarios under the headings of their groups, for wide windows.
class ScenarioList : public QListWidget
{
    Q_OBJECT
public:
    ScenarioList(const Language *language, const Theme *theme, QWidget *parent = nullptr);

    void showScenario(const QString &name);
    QSize sizeHint() const override { return {280, 400}; }

Q_SIGNALS:
    void picked(const QString &name);

private:
    void fill();

    const Language *m_language;
    QString m_shown;
};

} // namespace hd::ui
