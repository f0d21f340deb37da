// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QWidget>

class QLabel;
class QStackedWidget;

namespace hd::ui {

class ChoicesPage;
class Explanations;
class RandomsPage;
class Segmented;
class SuitePage;
class Theme;

/// What the two sides agreed on, why it fell so, and the randoms that they brought.
class NegotiationInspector : public QWidget
{
    Q_OBJECT
public:
    enum Page { Choices, Suite, Randoms };

    NegotiationInspector(Session *session, Theme *theme, Explanations *texts, QWidget *parent = nullptr);

    Page page() const;
    void setPage(Page page);
    ChoicesPage *choices() const { return m_choices; }
    SuitePage *suite() const { return m_suite; }
    RandomsPage *randoms() const { return m_randoms; }

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeHead();
    void retranslate();
    void restyle();
    void fillHead();
    void followSelection();

    Session *m_session;
    Theme *m_theme;
    ChoicesPage *m_choices;
    SuitePage *m_suite;
    RandomsPage *m_randoms;
    QLabel *m_title = nullptr;
    QLabel *m_version = nullptr;
    Segmented *m_pages = nullptr;
    QStackedWidget *m_stack = nullptr;
};

} // namespace hd::ui
