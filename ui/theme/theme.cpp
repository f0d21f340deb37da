// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/theme.h"

#include "theme/stylesheet.h"

#include <QApplication>
#include <QEvent>

namespace hd::ui {

static QPalette paletteOf(const Colors &colors)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, const QColor &color) { palette.setColor(role, color); };
    set(QPalette::Window, colors.window);
    set(QPalette::Base, colors.base);
    set(QPalette::AlternateBase, colors.sunken);
    set(QPalette::WindowText, colors.text1);
    set(QPalette::Text, colors.text1);
    set(QPalette::ButtonText, colors.text1);
    set(QPalette::PlaceholderText, colors.text3);
    set(QPalette::BrightText, colors.onAccent);
    set(QPalette::Button, colors.base);
    set(QPalette::Light, colors.base);
    set(QPalette::Midlight, colors.sunken);
    set(QPalette::Mid, colors.hairline);
    set(QPalette::Dark, colors.controlEdge);
    set(QPalette::Shadow, colors.controlEdge);
    set(QPalette::Highlight, colors.selected);
    set(QPalette::HighlightedText, colors.text1);
    set(QPalette::Link, colors.accent);
    set(QPalette::LinkVisited, colors.accent);
    set(QPalette::ToolTipBase, colors.base);
    set(QPalette::ToolTipText, colors.text1);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, colors.text3);
    return palette;
}

// Qt 6.4 has no QStyleHints::colorScheme(): a window darker than its text is a dark theme.
static bool looksDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightnessF() < palette.color(QPalette::WindowText).lightnessF();
}

Theme::Theme(QObject *parent)
    : QObject(parent), m_colors(&Colors::light()), m_systemIsDark(looksDark(QApplication::palette()))
{
    qApp->installEventFilter(this);
}

void Theme::setAppearance(Appearance appearance)
{
    if (m_appearance == appearance)
        return;
    m_appearance = appearance;
    apply();
}

void Theme::apply()
{
    const bool dark = m_appearance == Appearance::Dark || (m_appearance == Appearance::System && m_systemIsDark);
    m_colors = m_appearance == Appearance::HighContrast ? &Colors::highContrast(m_systemIsDark)
               : dark                                   ? &Colors::darkTheme()
                                                        : &Colors::light();
    const QScopedValueRollback<bool> guard(m_applying, true);
    QApplication::setFont(ui(Fonts::body));
    QApplication::setPalette(paletteOf(*m_colors));
    qApp->setStyleSheet(styleSheetFor(*m_colors, m_zoom));
    Q_EMIT changed();
}

void Theme::setZoom(double zoom)
{
    m_chosenZoom = std::clamp(zoom, leastZoom, mostZoom);
    adoptZoom();
}

void Theme::setPresenting(bool presenting)
{
    m_presenting = presenting;
    adoptZoom();
}

void Theme::adoptZoom()
{
    constexpr double forProjector = 1.55; // of 13 px: 20 px and a little
    const double zoom = m_presenting ? std::min(std::max(m_chosenZoom, 1.0) * forProjector, mostZoom) : m_chosenZoom;
    if (std::exchange(m_zoom, zoom) != zoom)
        apply();
}

void Theme::adoptSystem(const QPalette &palette)
{
    m_systemIsDark = looksDark(palette);
    apply();
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    if (!m_applying && event->type() == QEvent::ApplicationPaletteChange && watched == qApp) {
        adoptSystem(QApplication::palette());
    } else if (!m_applying && event->type() == QEvent::ThemeChange) {
        // Our own palette hides the system's: without one, the application shows it.
        const QScopedValueRollback<bool> guard(m_applying, true);
        QApplication::setPalette(QPalette());
        adoptSystem(QApplication::palette());
    }
    return QObject::eventFilter(watched, event);
}

} // namespace hd::ui
