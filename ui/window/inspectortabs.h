// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <span>

class QWidget;

namespace hd::ui {

class Explanations;
class Language;
class Session;
class Theme;

/// What an inspector is made with.
struct InspectorParts
{
    Session *session;
    Theme *theme;
    Explanations *texts;
    const Language *language;
    std::function<void(const char *key)> open; ///< shows the tab with this key
};

/// One tab beside the diagram, as wide as its title allows; it is made when it is first opened.
struct InspectorTab
{
    const char *key; ///< by which the window remembers it
    QString (*title)();
    QWidget *(*make)(const InspectorParts &parts, QWidget *parent);
};

/// In their order, which is that of Ctrl+1, Ctrl+2, ...
std::span<const InspectorTab> inspectorTabs();

} // namespace hd::ui
