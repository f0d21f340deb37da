// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/stylesheet.h"

#include <QRegularExpression>

namespace hd::ui {

// @name is the colour of that name.
static const QLatin1StringView rules(R"(
QMenuBar { background: @window; padding: 3px 8px 0px 8px; spacing: 0px; }
QMenuBar::item { padding: 3px 8px; border-radius: 4px; background: transparent; color: @text1; }
QMenuBar::item:selected { background: @linked; }
QMenuBar::item:pressed { background: @selected; }
#qt_menubar_ext_button { qproperty-icon: url(:/icons/chevron-@mode.svg); padding: 0px; }
#qt_menubar_ext_button::menu-indicator { image: none; }
QMenu { background: @base; border: 1px solid @hairline; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; color: @text1; }
QMenu::item:selected { background: @selected; }
QMenu::item:disabled { color: @text3; background: transparent; }
QMenu::separator { height: 1px; background: @hairline; margin: 4px 8px; }
QToolTip { background: @base; color: @text1; border: 1px solid @hairline; padding: 4px 6px; }

QSplitter::handle { background: @hairline; }
QMainWindow::separator { background: @hairline; width: 1px; height: 1px; }
QDockWidget { color: @text1; font-weight: 600; }
QDockWidget::title { background: @window; padding: 10px 16px 9px 16px; border-bottom: 1px solid @hairline; }

QTabBar { background: @window; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @text2; border: none; border-bottom: 2px solid transparent;
    min-height: 19px; padding: 8px 8px 7px 8px; margin: 0px 1px; }
QTabBar::scroller { width: 28px; }
QTabBar QToolButton { border: none; border-radius: 0px; padding: 0px; background: @window; }
QTabBar QToolButton:hover { background: @linked; }
QTabBar QToolButton::left-arrow { image: url(:/icons/left-@mode.svg); width: 12px; height: 12px; }
QTabBar QToolButton::right-arrow { image: url(:/icons/right-@mode.svg); width: 12px; height: 12px; }
QTabBar QToolButton::left-arrow:disabled, QTabBar QToolButton::right-arrow:disabled { image: none; }
QTabWidget::tab-bar { left: 10px; }
QTabBar::tab:hover { color: @text1; background: @linked; }
QTabBar::tab:selected { color: @text1; border-bottom: 2px solid @accent; font-weight: 600; background: transparent; }
QTabWidget::pane { border: none; border-top: 1px solid @hairline; }

QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 5px 8px; color: @text1; background: transparent; }
QToolButton:hover { background: @linked; }
QToolButton:pressed, QToolButton:checked { background: @selected; }
QToolButton:disabled { color: @text3; }
QToolButton[popupMode="1"] { padding-right: 8px; }
QToolButton::menu-button { border: none; width: 18px; }
QToolButton::menu-arrow, QToolButton::menu-indicator { image: url(:/icons/chevron-@mode.svg); width: 12px; height: 12px; }
QToolButton[edged="true"] { border: 1px solid @controlEdge; background: @base; }
QToolButton[edged="true"]:hover { background: @linked; }
QToolButton[edged="true"]:pressed, QToolButton[edged="true"]:checked { background: @selected; }
QToolButton[edged="true"]:disabled { border-color: @hairline; }
QToolButton[primary="true"] { border: 1px solid @accentFill; background: @accentFill; color: @onAccent; }
QToolButton[primary="true"]:disabled { border-color: @hairline; background: @hairline; }

QPushButton { border: 1px solid @controlEdge; border-radius: 6px; padding: 6px 14px; background: @base; color: @text1; }
QPushButton:hover { background: @linked; }
QPushButton:pressed { background: @selected; }
QPushButton:default { border-color: @accentFill; background: @accentFill; color: @onAccent; }
QPushButton:disabled { color: @text3; border-color: @hairline; background: @base; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid @controlEdge; border-radius: 3px; background: @base; }
QCheckBox::indicator:checked { border-color: @accentFill; background: @accentFill; image: url(:/icons/check.svg); }

QCheckBox:disabled { color: @text3; }
QCheckBox::indicator:disabled { border-color: @hairline; background: @base; }
QCheckBox::indicator:checked:disabled { border-color: @controlEdge; background: @controlEdge; image: url(:/icons/check.svg); }

QLineEdit { border: 1px solid @controlEdge; border-radius: 6px; padding: 0px 8px; background: @base; color: @text1;
    selection-background-color: @selected; selection-color: @text1; }

QComboBox { border: 1px solid @controlEdge; border-radius: 6px; padding: 5px 10px; background: @base; color: @text1;
    combobox-popup: 0; }
QComboBoxPrivateContainer { border: none; background: @base; }
QComboBox:hover { background: @linked; }
QComboBox:disabled { color: @text3; border-color: @hairline; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url(:/icons/chevron-@mode.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: @base; border: 1px solid @hairline; outline: none; padding: 4px; }

QScrollBar { background: transparent; border: none; margin: 0px; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: @scroll; border-radius: 3px; margin: 2px; min-height: 24px; min-width: 24px; }
QScrollBar::handle:hover { background: @controlEdge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }

QLabel[chip="true"] { border: 1px solid @hairline; border-radius: 4px; padding: 1px 6px; min-height: 16px;
    color: @text2; font-size: 11px; }
#paneHead { min-height: 39px; }
QHeaderView { background: @base; }
QHeaderView::section { background: @base; color: @text3; border: none; padding: 4px 8px; font-size: 11px; font-weight: 600; }
)");

QString zoomed(QString sheet, double zoom)
{
    if (zoom == 1)
        return sheet;
    static const QRegularExpression length(QStringLiteral("\\b(\\d+)px"));
    QString made;
    qsizetype from = 0;
    for (auto match = length.globalMatch(sheet); match.hasNext();) {
        const QRegularExpressionMatch found = match.next();
        const int px = found.capturedView(1).toInt();
        const int scaled = px == 0 ? 0 : std::max(1, qRound(px * zoom));
        made.append(QStringView(sheet).mid(from, found.capturedStart() - from));
        made.append(QStringLiteral("%1px").arg(scaled));
        from = found.capturedEnd();
    }
    made.append(QStringView(sheet).mid(from));
    return made;
}

QString styleSheetFor(const Colors &colors, double zoom)
{
    const std::pair<QLatin1StringView, QString> words[] = {
        {QLatin1StringView("@window"), colors.window.name()},
        {QLatin1StringView("@base"), colors.base.name()},
        {QLatin1StringView("@hairline"), colors.hairline.name()},
        {QLatin1StringView("@controlEdge"), colors.controlEdge.name()},
        {QLatin1StringView("@text1"), colors.text1.name()},
        {QLatin1StringView("@text2"), colors.text2.name()},
        {QLatin1StringView("@text3"), colors.text3.name()},
        {QLatin1StringView("@accentFill"), colors.accentFill.name()}, // before its own beginning, @accent
        {QLatin1StringView("@accent"), colors.accent.name()},
        {QLatin1StringView("@onAccent"), colors.onAccent.name()},
        {QLatin1StringView("@selected"), colors.selected.name()},
        {QLatin1StringView("@linked"), colors.linked.name()},
        {QLatin1StringView("@scroll"),
         (colors.dark ? colors.hairline.lighter(140) : colors.hairline.darker(112)).name()},
        {QLatin1StringView("@mode"), colors.dark ? QStringLiteral("dark") : QStringLiteral("light")},
    };
    QString sheet = rules;
    for (const auto &[word, value] : words)
        sheet.replace(word, value);
    return zoomed(std::move(sheet), zoom);
}

} // namespace hd::ui
