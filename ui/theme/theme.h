// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>

namespace hd::ui {

enum class Appearance : std::uint8_t { System, Light, Dark, HighContrast };

/// Every colour that a painter may use; see the design's table of tokens.
struct Colors
{
    QColor window, base, sunken;
    QColor hairline, controlEdge;
    QColor text1, text2, text3;
    QColor accent, accentFill, onAccent;
    QColor selected, linked;
    QColor clear, handshakeKeys, applicationKeys, changeCipherSpec, alert, absent;
    QColor established;
    bool dark = false;
    double stroke = 1; ///< by how much the lines of a drawing are wider than the design's

    static const Colors &light();
    static const Colors &darkTheme();
    /// Text at 7:1 and more, drawings at 4.5:1 and more, also on the tints of selection and hover (WCAG 2.2 SC 1.4.6).
    static const Colors &highContrast(bool dark);
    static const Colors &monochrome(); ///< for grey print: shapes carry the meaning
};

/// Font sizes in px at 1x.
struct Fonts
{
    /// Starts to read the system's font configuration on the other core, where there is one that takes time. For a
    /// program that shows a window: before QGuiApplication, whose start that hides behind. load() waits for it.
    static void prepare();
    static void load(); ///< registers the bundled faces; call once after QGuiApplication
    static QFont ui(int pixelSize, int weight = QFont::Normal);
    static QFont mono(int pixelSize, int weight = QFont::Normal);
    static constexpr int caption = 11, meta = 12, body = 13, title = 15;
};

/// The window's current colours. One object lives in main() and is handed to whoever paints.
class Theme : public QObject
{
    Q_OBJECT
public:
    explicit Theme(QObject *parent = nullptr);
    const Colors &colors() const { return *m_colors; }
    Appearance appearance() const { return m_appearance; }
    void setAppearance(Appearance appearance);
    /// Palette, style sheet and font for the application; called again by setAppearance() and on a change of the
    /// system's.
    void apply();

    /// How much larger than at first everything is shown; 1 until somebody zooms. What painters draw in a scaled
    /// coordinate system takes its fonts from Fonts; everything else takes fonts and lengths from here, anew whenever
    /// changed() says so.
    double zoom() const { return m_zoom; }
    /// Of the user's choice, within leastZoom and mostZoom.
    void setZoom(double zoom);
    double chosenZoom() const { return m_chosenZoom; }
    /// For a projector: everything is at least as much larger as makes body text 20 px high.
    void setPresenting(bool presenting);
    static constexpr double leastZoom = 0.8, mostZoom = 2.5;

    QFont ui(int pixelSize, int weight = QFont::Normal) const { return Fonts::ui(textPx(pixelSize), weight); }
    QFont mono(int pixelSize, int weight = QFont::Normal) const { return Fonts::mono(textPx(pixelSize), weight); }
    int px(int length) const { return qRound(length * m_zoom); } ///< of a length in px at 1x

    /// Calls @p restyle now and on each change, as long as @p context lives.
    template<class Restyle>
    void follow(const QObject *context, Restyle restyle) const
    {
        restyle();
        connect(this, &Theme::changed, context, restyle);
    }

    /// Watches the application for a change of the system's appearance.
    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void changed();

private:
    void adoptSystem(const QPalette &palette);
    void adoptZoom();
    int textPx(int size) const { return m_presenting ? std::max(px(size), 20) : px(size); }

    const Colors *m_colors;
    Appearance m_appearance = Appearance::System;
    double m_zoom = 1;
    double m_chosenZoom = 1;
    bool m_presenting = false;
    bool m_systemIsDark = false;
    bool m_applying = false;
};

} // namespace hd::ui
