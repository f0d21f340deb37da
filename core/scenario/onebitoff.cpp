// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/onebitoff.h"

#include <algorithm>

namespace hd {

void OneBitOff::fill(std::span<std::uint8_t> out)
{
    m_source.fill(out);
    if (!m_flipped || !std::ranges::equal(out, m_flipped->drawn) || m_flipped->bit >= 8 * out.size())
        return;
    out[m_flipped->bit / 8] ^= static_cast<std::uint8_t>(0x80U >> m_flipped->bit % 8);
    m_flipped.reset();
}

} // namespace hd
