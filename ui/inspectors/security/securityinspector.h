// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QFrame;
class QLabel;
class QStackedWidget;

namespace hd::ui {

class Explanations;
class KnowledgePage;
class LeakPage;
class LinkStrip;
class PropertiesPage;
class Segmented;
class Session;
class Theme;

/// What is protected from whom, who knows what, and what a leaked key would open.
class SecurityInspector : public QWidget
{
    Q_OBJECT
public:
    enum Page { Properties, Knowledge, Leaks };

    SecurityInspector(Session *session, Theme *theme, Explanations *texts, QWidget *parent = nullptr);

    PropertiesPage *properties() const { return m_properties; }
    KnowledgePage *knowledge(); ///< made when it is first shown
    LeakPage *leaks();          ///< made when it is first shown
    void showPage(Page page);

Q_SIGNALS:
    void keysWanted(); ///< the selected secret is to be seen among the keys

protected:
    void changeEvent(QEvent *event) override;

private:
    void restyle();
    void retranslate();
    void fillNotice();

    Session *m_session;
    Theme *m_theme;
    Explanations *m_texts;
    QLabel *m_title;
    Segmented *m_modes;
    QFrame *m_notice; ///< while nothing has happened
    QLabel *m_noticeText;
    LinkStrip *m_jump;
    QStackedWidget *m_pages;
    PropertiesPage *m_properties;
    KnowledgePage *m_knowledge = nullptr;
    LeakPage *m_leaks = nullptr;
};

} // namespace hd::ui
