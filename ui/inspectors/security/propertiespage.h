// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QTextBrowser;
class QUrl;

namespace hd::ui {

class Explanations;
class SecurityMatrix;
class SecurityTable;
class Session;
class Theme;

/// The matrix of properties and viewpoints, and why the cell that was picked is as it is.
class PropertiesPage : public QWidget
{
    Q_OBJECT
public:
    PropertiesPage(Session *session, Theme *theme, Explanations *texts, QWidget *parent = nullptr);

    SecurityMatrix *matrix() const { return m_matrix; }
    SecurityTable *table() const { return m_table; }
    QTextBrowser *reason() const { return m_reason; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();
    void restyle();
    void follow(const QUrl &url);

    Session *m_session;
    Theme *m_theme;
    SecurityMatrix *m_matrix;
    SecurityTable *m_table;
    QTextBrowser *m_reason;
};

} // namespace hd::ui
