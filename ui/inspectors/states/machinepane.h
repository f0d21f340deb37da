// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace.h"

#include <QWidget>

class QBoxLayout;
class QFrame;
class QLabel;
class QTextBrowser;
class QUrl;

namespace hd::ui {

class ChartView;
class Explanations;
class Session;
class Theme;

/// The machine of one party, and a card that tells about what is picked in it, or where the party is.
class MachinePane : public QWidget
{
    Q_OBJECT
public:
    MachinePane(Session *session, Theme *theme, Explanations *texts, Side side, QWidget *parent = nullptr);

    ChartView *chart() const { return m_chart; }
    QTextBrowser *card() const { return m_card; }
    /// The card at the right of the chart, instead of below.
    void setCardBeside(bool beside);

protected:
    void changeEvent(QEvent *event) override;

private:
    void restyle();
    void fill();
    void follow(const QUrl &url);

    Session *m_session;
    Theme *m_theme;
    Explanations *m_texts;
    const Side m_side;
    bool m_beside = false;
    QFrame *m_head;
    QLabel *m_party;
    QLabel *m_machine;
    ChartView *m_chart;
    QFrame *m_line;
    QTextBrowser *m_card;
    QBoxLayout *m_layout;
};

} // namespace hd::ui
