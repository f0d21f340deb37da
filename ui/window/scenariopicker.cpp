// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/scenariopicker.h"

#include "window/scenariolist.h"

#include <QAbstractItemView>
#include <QStylePainter>

namespace hd::ui {

ScenarioPicker::ScenarioPicker(const Language *language, const Theme *theme, QWidget *parent)
    : QComboBox(parent), m_language(language), m_theme(theme)
{
    setItemDelegate(new ScenarioDelegate(theme, this));
    setMaxVisibleItems(40);
    for (const ScenarioInfo &info : builtinScenarios()) {
        addItem(QString(), QString::fromStdString(info.name));
        setItemData(count() - 1, ScenarioDelegate::numberText(info.order), ScenarioDelegate::NumberRole);
    }
    theme->follow(this, [this] { view()->setMinimumWidth(m_theme->px(440)); });
    connect(language, &Language::changed, this, &ScenarioPicker::retranslate);
    connect(this, &QComboBox::activated, this, [this](int index) { Q_EMIT picked(itemData(index).toString()); });
    retranslate();
}

void ScenarioPicker::retranslate()
{
    setAccessibleName(tr("Scenario"));
    setToolTip(tr("Choose a scenario"));
    const std::vector<ScenarioInfo> &all = builtinScenarios();
    for (int i = 0; i < count(); ++i) {
        const ScenarioInfo &info = all[static_cast<std::size_t>(i)];
        setItemText(i, m_language->text(info.title));
        setItemData(i, m_language->text(info.subtitle), ScenarioDelegate::SubtitleRole);
        setItemData(i, m_language->text(info.description).toHtmlEscaped(), Qt::ToolTipRole);
    }
    update();
}

void ScenarioPicker::showScenario(const QString &name, const LocalText &title)
{
    m_foreignTitle = title;
    setCurrentIndex(findData(name));
    update();
}

void ScenarioPicker::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    option.currentText.clear();
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    const QRect box = rect().adjusted(m_theme->px(12), 0, -m_theme->px(32), 0);
    const QModelIndex index = model()->index(currentIndex(), 0);
    const QString title = index.isValid() ? currentText() : m_language->text(m_foreignTitle);
    ScenarioDelegate::paintRow(&painter, box, *m_theme, index.data(ScenarioDelegate::NumberRole).toString(), title,
                               index.data(ScenarioDelegate::SubtitleRole).toString(), true);
}

} // namespace hd::ui
