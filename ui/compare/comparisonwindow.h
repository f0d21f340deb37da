// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/sidebyside.h"

#include <QMainWindow>

class QLabel;
class QSplitter;
class QTabWidget;
class QToolButton;

namespace hd::ui {

class ComparisonPicker;
class ComparisonTransport;
class ComparisonView;
class Explanations;
class FactsPage;
class FieldsPage;
class Language;
class Theme;
class ValuesPage;

/// Two handshakes side by side, in a window beside the main one.
class ComparisonWindow : public QMainWindow
{
    Q_OBJECT
public:
    /// All must outlive it.
    ComparisonWindow(Theme *theme, Explanations *texts, const Language *language, QWidget *parent = nullptr);
    ~ComparisonWindow() override;

    /// Compares the trace of the main window, as A, with what was B before, or at first with a telling scenario.
    void compareOpen(std::shared_ptr<const Trace> open, const QStringList &recentFiles);
    void showScenario(bool asA, const QString &name);
    void showFile(bool asA, const QString &path);

    SideBySide *sides() { return &m_sides; }
    ComparisonView *view() const { return m_view; }
    ComparisonTransport *transport() const { return m_transport; }
    QTabWidget *tabs() const { return m_tabs; }
    FieldsPage *fields() const { return m_fields; }
    ValuesPage *values() const { return m_values; }

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeHead();
    void makePicker(bool ofA);
    void choose(bool ofA);
    void showError(const Error &error);
    void adoptTraces();
    void retranslate();

    Theme *m_theme;
    const Language *m_language;
    SideBySide m_sides;
    ComparisonPicker *m_pickers[2];
    QToolButton *m_swap;
    QLabel *m_labels[2];
    QLabel *m_summary;
    QLabel *m_error;
    ComparisonView *m_view;
    QTabWidget *m_tabs;
    FieldsPage *m_fields;
    ValuesPage *m_values;
    FactsPage *m_facts;
    ComparisonTransport *m_transport;
};

} // namespace hd::ui
