// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/scenariolist.h"

#include <QPainter>
#include <QSignalBlocker>

namespace hd::ui {

ScenarioDelegate::ScenarioDelegate(const Theme *theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

QString ScenarioDelegate::numberText(unsigned order)
{
    return QStringLiteral("%1").arg(order, 2, 10, QLatin1Char('0'));
}

void ScenarioDelegate::paintRow(QPainter *painter, const QRect &box, const Theme &theme, const QString &number,
                                const QString &title, const QString &subtitle, bool bold)
{
    const Colors &colors = theme.colors();
    QRect free = box;
    const auto put = [painter, &free](const QString &text, const QFont &font, const QColor &color) {
        painter->setFont(font);
        painter->setPen(color);
        const QFontMetrics metrics(font);
        painter->drawText(free, Qt::AlignVCenter, metrics.elidedText(text, Qt::ElideRight, free.width()));
        free.setLeft(std::min(free.right(), free.left() + metrics.horizontalAdvance(text)));
    };
    if (!number.isEmpty()) {
        put(number, theme.mono(Fonts::meta), colors.text3);
        free.adjust(theme.px(8), 0, 0, 0);
    }
    put(title, theme.ui(Fonts::body, bold ? QFont::DemiBold : QFont::Normal), colors.text1);
    if (!subtitle.isEmpty() && free.width() > 24)
        put(QStringLiteral(" · ") + subtitle, theme.ui(Fonts::body), colors.text2);
}

void ScenarioDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colors &colors = m_theme->colors();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QString title = index.data(Qt::DisplayRole).toString();
    if (index.data(HeadingRole).toBool()) {
        painter->setFont(m_theme->ui(Fonts::caption, QFont::DemiBold));
        painter->setPen(colors.text3);
        painter->drawText(option.rect.adjusted(m_theme->px(16), 0, -m_theme->px(8), 0), Qt::AlignVCenter, title);
    } else {
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
        if (selected || hovered) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(selected ? colors.selected : colors.linked);
            painter->drawRoundedRect(option.rect.adjusted(8, 0, -8, 0), 4, 4);
        }
        paintRow(painter, option.rect.adjusted(m_theme->px(16), 0, -m_theme->px(16), 0), *m_theme,
                 index.data(NumberRole).toString(), title, index.data(SubtitleRole).toString(), selected);
    }
    painter->restore();
}

QSize ScenarioDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {option.rect.width(), m_theme->px(index.data(HeadingRole).toBool() ? 28 : 24)};
}

ScenarioList::ScenarioList(const Language *language, const Theme *theme, QWidget *parent)
    : QListWidget(parent), m_language(language)
{
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(new ScenarioDelegate(theme, this));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    viewport()->setBackgroundRole(QPalette::Window);
    fill();
    connect(theme, &Theme::changed, this, &ScenarioList::scheduleDelayedItemsLayout);
    connect(language, &Language::changed, this, &ScenarioList::fill);
    const auto pick = [this](const QListWidgetItem *item) {
        const QString name = item->data(ScenarioDelegate::NameRole).toString();
        if (!name.isEmpty() && name != m_shown)
            Q_EMIT picked(name);
    };
    connect(this, &QListWidget::itemClicked, this, pick);
    connect(this, &QListWidget::itemActivated, this, pick);
}

void ScenarioList::fill()
{
    clear();
    setAccessibleName(tr("Scenarios"));
    std::string group;
    for (const ScenarioInfo &info : builtinScenarios()) {
        if (info.group.en != group) {
            auto *heading = new QListWidgetItem(m_language->text(info.group), this);
            heading->setFlags(Qt::NoItemFlags);
            heading->setData(ScenarioDelegate::HeadingRole, true);
            group = info.group.en;
        }
        auto *item = new QListWidgetItem(m_language->text(info.title), this);
        item->setData(ScenarioDelegate::NameRole, QString::fromStdString(info.name));
        item->setData(ScenarioDelegate::NumberRole, ScenarioDelegate::numberText(info.order));
        item->setToolTip(m_language->text(info.description).toHtmlEscaped());
    }
    showScenario(m_shown);
}

void ScenarioList::showScenario(const QString &name)
{
    m_shown = name;
    setCurrentItem(nullptr);
    for (int i = 0; i < count(); ++i)
        if (!name.isEmpty() && item(i)->data(ScenarioDelegate::NameRole).toString() == name)
            setCurrentItem(item(i));
}

} // namespace hd::ui
