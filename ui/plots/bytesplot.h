// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QCPBars;
class QCPItemText;
class QCustomPlot;

namespace hd::ui {

class Session;
class Theme;

/// Bytes on the wire of each message: the client's to the right, the server's to the left, each bar divided by what the
/// bytes are spent on. A click selects the message.
class BytesPlot : public QWidget
{
    Q_OBJECT
public:
    BytesPlot(Session *session, Theme *theme, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void fill();
    void restyle();
    void markSelection();
    void selectAt(double row);

    Session *m_session;
    Theme *m_theme;
    QCustomPlot *m_plot;
    std::vector<QCPBars *> m_bars; ///< one of the client's and one of the server's for each use
    QCPItemText *m_clientTitle;
    QCPItemText *m_serverTitle;
    QCPBars *m_marker;
};

} // namespace hd::ui
