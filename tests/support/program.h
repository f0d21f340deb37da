// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagram/diagramview.h"
#include "theme/focusring.h"
#include "window/mainwindow.h"

#include <QSettings>
#include <QTest>

#include <memory>

namespace hd::ui {

/// The program as main() puts it together, with settings of its own.
class Program
{
public:
    explicit Program(const QString &settingsFile) : m_store(settingsFile, QSettings::IniFormat), m_settings(&m_store)
    {
        if (m_settings.language().isEmpty())
            m_settings.setLanguage(QStringLiteral("en"));
        language.set(m_settings.language());
        theme.setAppearance(m_settings.appearance());
        theme.setZoom(m_settings.zoom());
        theme.apply();
        window = std::make_unique<MainWindow>(&m_settings, &theme, &language);
        window->resize(1280, 800);
        window->openLastScenario();
        window->show();
        window->activateWindow();
        shown = QTest::qWaitForWindowActive(window.get());
    }

    DiagramView *diagram() const { return window->findChild<DiagramView *>(); }
    FocusRing *ring() const { return window->findChild<FocusRing *>(); }
    Session *session() const { return window->session(); }
    std::uint32_t sent() const { return messagesSent(*session()->trace(), session()->playhead()); }

private:
    QSettings m_store;
    Settings m_settings;

public:
    Language language;
    Theme theme;
    std::unique_ptr<MainWindow> window;
    bool shown = false;
};

} // namespace hd::ui
