// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <array>

class QFrame;
class QLabel;

namespace hd::ui {

class Explanations;
class LinkStrip;
class MachinePane;
class Segmented;
class Session;
class Theme;

/// The state machines of both parties, drawn from the tables that run: side by side where there is room for it, one of
/// them otherwise.
class StatesInspector : public QWidget
{
    Q_OBJECT
public:
    StatesInspector(Session *session, Theme *theme, Explanations *texts, QWidget *parent = nullptr);

    MachinePane *pane(int side) const { return m_panes[static_cast<std::size_t>(side)]; } ///< 0: the client's
    bool sideBySide() const { return m_sideBySide; }

public Q_SLOTS:
    void showParty(int side); ///< where there is room for one only

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    void restyle();
    void retranslate();
    void fillNotice();
    void followSelection();

    Session *m_session;
    Theme *m_theme;
    QLabel *m_title;
    QLabel *m_legend;
    Segmented *m_parties;
    QFrame *m_notice; ///< while nothing has happened
    QLabel *m_noticeText;
    LinkStrip *m_jump;
    QFrame *m_line;
    std::array<MachinePane *, 2> m_panes;
    bool m_sideBySide = false;
};

} // namespace hd::ui
