// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/bytes.h"

#include <memory>

namespace hd {

/// Where a party's random bytes come from: its own draws and, through crypto::Context, libcrypto's (key generation,
/// signatures, padding).
class Entropy
{
public:
    virtual ~Entropy() = default;
    virtual void fill(std::span<std::uint8_t> out) = 0;
    Bytes draw(std::size_t length);
};

/// The same bytes for the same seed and label: SHA-256(seed || label || counter) blocks, one after the other.
class SeededEntropy final : public Entropy
{
public:
    SeededEntropy(std::uint64_t seed, std::string_view label);
    ~SeededEntropy() override;
    void fill(std::span<std::uint8_t> out) override;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// libcrypto's own generator, seeded by the operating system.
class SystemEntropy final : public Entropy
{
public:
    void fill(std::span<std::uint8_t> out) override;
};

/// Seconds since 1970, and the time that passes on the wire.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual std::int64_t unixTime() const = 0;
};

class FixedClock final : public Clock
{
public:
    explicit FixedClock(std::int64_t unixTime) : m_unixTime(unixTime) {}
    std::int64_t unixTime() const override { return m_unixTime; }

private:
    std::int64_t m_unixTime;
};

class SystemClock final : public Clock
{
public:
    std::int64_t unixTime() const override;
};

} // namespace hd
