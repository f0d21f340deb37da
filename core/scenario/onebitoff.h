// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/entropy.h"

#include <optional>

namespace hd {

/// A draw of which one bit comes out the other way.
struct FlippedDraw
{
    Bytes drawn;      ///< what is drawn otherwise; the first draw of exactly these bytes is meant
    unsigned bit = 0; ///< 0 is the first one on the wire, the highest of the first byte
};

/// Draws what another one draws, but for that bit.
class OneBitOff final : public Entropy
{
public:
    OneBitOff(Entropy &source, std::optional<FlippedDraw> flipped) : m_source(source), m_flipped(std::move(flipped)) {}

    void fill(std::span<std::uint8_t> out) override;

private:
    Entropy &m_source;
    std::optional<FlippedDraw> m_flipped; ///< nothing once it is done
};

} // namespace hd
