// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/plottable.h"

#include <QWidget>

#include <functional>
#include <optional>

class QBoxLayout;
class QLabel;
class QStackedWidget;
class QTableView;

namespace hd::ui {

class Chart;
class Explanations;
class RunStatus;
class Session;
class SessionNews;
class Theme;

/// What a page is made with.
struct PlotParts
{
    Session *session;
    Theme *theme;
    Explanations *texts;
};

/// One plot: a sentence about it, its controls, and the same values as a chart and as a table.
class PlotPage : public QWidget
{
    Q_OBJECT
public:
    PlotPage(const PlotParts &parts, QWidget *parent);

    virtual QString key() const = 0;   ///< for file names: "waterfall"
    virtual QString title() const = 0; ///< in the list of pages
    /// What the plot shows and how it is to be read.
    virtual QString sentence() const = 0;

    Chart *chart() const { return m_chart; }
    const PlotTable &table() const { return m_model->table(); }
    void setTableShown(bool shown);
    bool isTableShown() const;

protected:
    /// The chart from what is known, and the same as a table. Called whenever either may have changed.
    virtual PlotTable fill() = 0;
    virtual void retranslate() = 0;                                     ///< words that fill() does not set
    virtual void restyle() = 0;                                         ///< colours, fonts and lengths
    virtual void wake() {}                                              ///< it is looked at: time for what takes time
    virtual std::optional<int> current() const { return std::nullopt; } ///< the row that the selection is about
    virtual void pick(int) {}                                           ///< a row: selects what it is about

    void setChart(Chart *chart);                        ///< once, in the constructor
    void addControl(QWidget *control, int stretch = 0); ///< in a line above the chart
    RunStatus *addStatus();                             ///< at the end of that line
    /// A line above the chart; @p link follows it and leads on. Empty: none.
    void setNotice(const QString &text, const QString &link = {}, std::function<void()> follow = {});
    void refresh();
    Session *session() const { return m_session; }
    SessionNews *news() const { return m_news; }
    Theme *theme() const { return m_theme; }
    Explanations *texts() const { return m_texts; }
    /// Messages that have gone at the playhead.
    std::uint32_t gone() const;
    /// Says that nothing has gone yet, and how to get there; nothing once something has.
    void noticeBeforeTheStart(const QString &text);

    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void mark();
    QString spokenRow(int row) const;
    void fitColumns();
    void restyleAll();

    Session *m_session;
    SessionNews *m_news;
    Theme *m_theme;
    Explanations *m_texts;
    QLabel *m_sentence, *m_notice;
    QBoxLayout *m_controls;
    QStackedWidget *m_views;
    QTableView *m_view;
    PlotTableModel *m_model;
    Chart *m_chart = nullptr;
    std::function<void()> m_follow;
    bool m_stale = true;
};

} // namespace hd::ui
