// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"
#include "text/explanation.h"

#include <QWidget>

#include <array>

class QFrame;
class QGridLayout;
class QLabel;

namespace hd::ui {

class Explanations;
class LinkStrip;
class TextColumn;
class Theme;

/// What is there to know about the selection: what it is, why the protocol has it, what would go wrong without it.
/// With nothing selected, what the whole scenario shows and how it ends.
class ExplanationPane : public QWidget
{
    Q_OBJECT
public:
    ExplanationPane(Session *session, Theme *theme, Explanations *texts, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Column
    {
        QLabel *heading;
        TextColumn *text;
    };

    void refresh();
    void restyle();
    void retranslate();
    void placeColumns();
    void stack(bool stacked);
    void setBody();
    void fill(Column &column, const QString &markdown) const;
    void fillLinks(const Explanation &shown);

    Session *m_session;
    Theme *m_theme;
    Explanations *m_texts;
    QLabel *m_title;
    QGridLayout *m_grid;
    std::array<Column, 3> m_columns;
    bool m_stacked = false; ///< the columns stand one below the other
    QFrame *m_line;
    LinkStrip *m_clauses;
    LinkStrip *m_terms;
};

/// What the pane says about @p selection: the text of its kind and name, and what happened to it in this trace.
/// Anything that comes from the trace is escaped.
/// With nothing selected, `what` is the description of the scenario and `why` how it ends.
Explanation explanationFor(const Trace &trace, const Selection &selection, const Explanations &texts);

} // namespace hd::ui
