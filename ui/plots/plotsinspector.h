// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plots/plotpage.h"
#include "wire/error.h"

class QComboBox;
class QFrame;
class QLabel;
class QStackedWidget;
class QToolButton;

namespace hd::ui {

class Measurement;

/// Six plots, one at a time; each also as a table, to be copied and to be exported.
class PlotsInspector : public QWidget
{
    Q_OBJECT
public:
    PlotsInspector(Session *session, Theme *theme, Explanations *texts, QWidget *parent = nullptr);

    const std::vector<PlotPage *> &pages() const { return m_pages; }
    PlotPage *page() const; ///< that is shown
    void showPage(int index);
    void setTableShown(bool shown);

    void copyTable();
    void copyPicture();
    /// Writes the page that is shown, in the format that the ending of @p path names; what goes wrong is also shown.
    std::optional<Error> exportTo(const QString &path);

protected:
    void changeEvent(QEvent *event) override;

private:
    void makePages(Explanations *texts);
    QFrame *makeHead();
    void retranslate();
    void restyle();
    void askAndExport(const QString &ending, const QString &filter);

    Session *m_session;
    Theme *m_theme;
    Explanations *m_texts;
    Measurement *m_measurement;
    std::vector<PlotPage *> m_pages;
    QFrame *m_head;
    QComboBox *m_chooser;
    QToolButton *m_table, *m_copy, *m_export;
    QLabel *m_problem;
    QStackedWidget *m_stack;
};

} // namespace hd::ui
