// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/theme.h"

namespace hd::ui {

static QColor rgb(QRgb value)
{
    return QColor::fromRgb(value);
}

const Colors &Colors::light()
{
    static const Colors colors{
        .window = rgb(0xF6F7F9),
        .base = rgb(0xFFFFFF),
        .sunken = rgb(0xEEF0F4),
        .hairline = rgb(0xD9DDE3),
        .controlEdge = rgb(0x848D9A),
        .text1 = rgb(0x1A1F27),
        .text2 = rgb(0x4D5663),
        .text3 = rgb(0x646C79),
        .accent = rgb(0x4B4ACF),
        .accentFill = rgb(0x4B4ACF),
        .onAccent = rgb(0xFFFFFF),
        .selected = rgb(0xDFDFFB),
        .linked = rgb(0xEFEFFD),
        .clear = rgb(0x0072B2),
        .handshakeKeys = rgb(0x009E73),
        .applicationKeys = rgb(0xA8248F),
        .changeCipherSpec = rgb(0xA68500),
        .alert = rgb(0x8F1D00),
        .absent = rgb(0x6B7078),
        .established = rgb(0x00795A),
        .dark = false,
    };
    return colors;
}

const Colors &Colors::darkTheme()
{
    static const Colors colors{
        .window = rgb(0x15181D),
        .base = rgb(0x1B1F26),
        .sunken = rgb(0x242A33),
        .hairline = rgb(0x343B47),
        .controlEdge = rgb(0x7A8494),
        .text1 = rgb(0xE8EBF0),
        .text2 = rgb(0xB4BCC8),
        .text3 = rgb(0x949DAA),
        .accent = rgb(0xA5A4FF),
        .accentFill = rgb(0x5B5BD6),
        .onAccent = rgb(0xFFFFFF),
        .selected = rgb(0x34366F),
        .linked = rgb(0x262A48),
        .clear = rgb(0x3D8FE0),
        .handshakeKeys = rgb(0x4CE5B1),
        .applicationKeys = rgb(0xF08AD6),
        .changeCipherSpec = rgb(0xF0E442),
        .alert = rgb(0xE2571A),
        .absent = rgb(0x8A9099),
        .established = rgb(0x4CE5B1),
        .dark = true,
    };
    return colors;
}

static Colors whiteOnBlack()
{
    return {
        .window = rgb(0x000000),
        .base = rgb(0x000000),
        .sunken = rgb(0x161616),
        .hairline = rgb(0x8C8C8C),
        .controlEdge = rgb(0xFFFFFF),
        .text1 = rgb(0xFFFFFF),
        .text2 = rgb(0xEBEBEB),
        .text3 = rgb(0xD6D6D6),
        .accent = rgb(0xC9C7FF),
        .accentFill = rgb(0xC9C7FF),
        .onAccent = rgb(0x000000),
        .selected = rgb(0x26265E),
        .linked = rgb(0x1C1C40),
        .clear = rgb(0x6CBEFF),
        .handshakeKeys = rgb(0x4CE5B1),
        .applicationKeys = rgb(0xFF9BE6),
        .changeCipherSpec = rgb(0xF0E442),
        .alert = rgb(0xFF9A70),
        .absent = rgb(0xC0C4CC),
        .established = rgb(0x4CE5B1),
        .dark = true,
        .stroke = 1.5,
    };
}

static Colors blackOnWhite()
{
    return {
        .window = rgb(0xFFFFFF),
        .base = rgb(0xFFFFFF),
        .sunken = rgb(0xF2F2F2),
        .hairline = rgb(0x6A6A6A),
        .controlEdge = rgb(0x000000),
        .text1 = rgb(0x000000),
        .text2 = rgb(0x1A1A1A),
        .text3 = rgb(0x2E2E2E),
        .accent = rgb(0x2B2AA0),
        .accentFill = rgb(0x2B2AA0),
        .onAccent = rgb(0xFFFFFF),
        .selected = rgb(0xDADAFF),
        .linked = rgb(0xECECFF),
        .clear = rgb(0x00497F),
        .handshakeKeys = rgb(0x005741),
        .applicationKeys = rgb(0x7D1069),
        .changeCipherSpec = rgb(0x5C4A00),
        .alert = rgb(0x8A1B00),
        .absent = rgb(0x40454D),
        .established = rgb(0x005741),
        .dark = false,
        .stroke = 1.5,
    };
}

const Colors &Colors::highContrast(bool dark)
{
    static const Colors black = whiteOnBlack();
    static const Colors white = blackOnWhite();
    return dark ? black : white;
}

const Colors &Colors::monochrome()
{
    const QColor black = rgb(0x000000);
    const QColor white = rgb(0xFFFFFF);
    static const Colors colors{
        .window = white,
        .base = white,
        .sunken = rgb(0xF0F0F0),
        .hairline = rgb(0xC8C8C8),
        .controlEdge = rgb(0x767676),
        .text1 = black,
        .text2 = rgb(0x3C3C3C),
        .text3 = rgb(0x5A5A5A),
        .accent = black,
        .accentFill = black,
        .onAccent = white,
        .selected = rgb(0xE4E4E4),
        .linked = rgb(0xF0F0F0),
        .clear = black,
        .handshakeKeys = black,
        .applicationKeys = black,
        .changeCipherSpec = black,
        .alert = black,
        .absent = rgb(0x6B6B6B),
        .established = black,
        .dark = false,
    };
    return colors;
}

} // namespace hd::ui
