// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/exportoptions.h"
#include "session/session.h"

#include <QMimeData>
#include <QTemporaryDir>
#include <QWidget>

#include <functional>
#include <memory>

namespace hd::ui {

class Language;
class Settings;
class Theme;
struct ExportChoice;

/// Every way out of the window for the diagram: as a file, on paper, over the clipboard, dragged into another program.
/// All look as the last export did.
class DiagramOutput : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        const Session *session;
        Settings *settings;
        const Theme *theme;
        const Language *language;
        QWidget *window; ///< for dialogs
        std::function<void(const Error &)> showError;
    };
    explicit DiagramOutput(const Parts &parts);

    void exportToFile();
    void print();
    void copy();
    void drag();
    /// What is dragged: the pictures, and an SVG file for programs that only take files; it is there until the program
    /// ends.
    std::unique_ptr<QMimeData> draggedData();

private:
    ExportChoice choice() const;
    ExportOptions pictureOptions() const;

    Parts m_parts;
    std::unique_ptr<QTemporaryDir> m_dragged;
};

} // namespace hd::ui
