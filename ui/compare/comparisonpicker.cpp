// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/comparisonpicker.h"

#include "theme/theme.h"

#include <QFileInfo>
#include <QSignalBlocker>

#include <algorithm>

namespace hd::ui {

static constexpr std::size_t mostRecent = 8;
static constexpr int kindRole = Qt::UserRole;
static constexpr int valueRole = Qt::UserRole + 1;
enum class Kind : std::uint8_t { Open, Recent, Scenario, RecentFile, File };

ComparisonPicker::ComparisonPicker(const QString &name, const Language *language, const Theme *theme, QWidget *parent)
    : QComboBox(parent), m_name(name), m_language(language)
{
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(16);
    setMaxVisibleItems(24);
    connect(this, &QComboBox::activated, this, &ComparisonPicker::pick);
    connect(language, &Language::changed, this, &ComparisonPicker::fill);
    theme->follow(this, [this, theme] {
        setFont(theme->ui(Fonts::body));
        setMinimumHeight(theme->px(32));
    });
    fill();
}

static bool isBuiltIn(const Trace &trace)
{
    const std::vector<ScenarioInfo> &all = builtinScenarios();
    return trace.source == "scenario" &&
           std::ranges::any_of(all, [&trace](const ScenarioInfo &info) { return info.name == trace.scenarioName; });
}

QString ComparisonPicker::titleOf(const Trace &trace) const
{
    const QString title = m_language->text(trace.title);
    return title.isEmpty() ? QString::fromStdString(trace.scenarioName.empty() ? trace.source : trace.scenarioName)
                           : title;
}

void ComparisonPicker::setOpenTrace(std::shared_ptr<const Trace> trace)
{
    m_open = std::move(trace);
    fill();
}

void ComparisonPicker::setRecentFiles(const QStringList &files)
{
    m_files = files;
    fill();
}

void ComparisonPicker::showTrace(std::shared_ptr<const Trace> trace)
{
    m_shown = std::move(trace);
    if (m_shown && m_shown != m_open && std::ranges::find(m_recent, m_shown) == m_recent.end() &&
        !isBuiltIn(*m_shown)) {
        m_recent.insert(m_recent.begin(), m_shown);
        m_recent.resize(std::min(m_recent.size(), mostRecent));
    }
    fill();
}

void ComparisonPicker::fill()
{
    const QSignalBlocker blocker(this);
    clear();
    int shown = -1;
    const auto add = [this](const QString &text, Kind kind, const QVariant &value) {
        addItem(text);
        setItemData(count() - 1, static_cast<int>(kind), kindRole);
        setItemData(count() - 1, value, valueRole);
        return count() - 1;
    };
    if (m_open) {
        const int row = add(tr("Open in the main window: %1").arg(titleOf(*m_open)), Kind::Open, {});
        if (m_shown == m_open)
            shown = row;
    }
    for (std::size_t i = 0; i < m_recent.size(); ++i)
        if (const int row = add(titleOf(*m_recent[i]), Kind::Recent, static_cast<int>(i)); m_recent[i] == m_shown)
            shown = row;
    for (const QString &file : m_files)
        setItemData(add(QFileInfo(file).fileName(), Kind::RecentFile, file), file.toHtmlEscaped(), Qt::ToolTipRole);
    add(tr("Choose a file…"), Kind::File, {});
    insertSeparator(count());
    for (const ScenarioInfo &info : builtinScenarios()) {
        const int row = add(m_language->text(info.title), Kind::Scenario, QString::fromStdString(info.name));
        setItemData(row, m_language->text(info.subtitle).toHtmlEscaped(), Qt::ToolTipRole);
        if (shown < 0 && m_shown && m_shown->scenarioName == info.name)
            shown = row;
    }
    setCurrentIndex(shown);
    setAccessibleName(tr("Handshake %1").arg(m_name));
}

void ComparisonPicker::pick(int index)
{
    const QVariant value = itemData(index, valueRole);
    const int kind = itemData(index, kindRole).toInt();
    fill(); // shows what is chosen until another trace is there
    if (kind == static_cast<int>(Kind::Open))
        Q_EMIT tracePicked(m_open);
    else if (kind == static_cast<int>(Kind::Recent))
        Q_EMIT tracePicked(m_recent[static_cast<std::size_t>(value.toInt())]);
    else if (kind == static_cast<int>(Kind::Scenario))
        Q_EMIT scenarioPicked(value.toString());
    else if (kind == static_cast<int>(Kind::RecentFile))
        Q_EMIT recentFilePicked(value.toString());
    else
        Q_EMIT filePicked();
}

} // namespace hd::ui
