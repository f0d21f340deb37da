// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/entropy.h"

#include "crypto/context.h"
#include "crypto/handles.h"

#include <openssl/rand.h>

#include <array>
#include <ctime>

namespace hd {

namespace {

constexpr std::size_t blockSize = 32;

/// SHA-256 of libcrypto's default context, fetched once: seeded draws come in small pieces.
const EVP_MD *sha256()
{
    static const crypto::MdHandle md(EVP_MD_fetch(nullptr, "SHA2-256", nullptr));
    return md.get();
}

} // namespace

Bytes Entropy::draw(std::size_t length)
{
    Bytes bytes(length);
    fill(bytes);
    return bytes;
}

struct SeededEntropy::State
{
    crypto::MdCtxHandle prefix{EVP_MD_CTX_new()}; ///< has absorbed seed and label
    crypto::MdCtxHandle scratch{EVP_MD_CTX_new()};
    std::uint64_t counter = 0;
    std::array<std::uint8_t, blockSize> block{};
    std::size_t used = blockSize;

    void next();
};

void SeededEntropy::State::next()
{
    Bytes number;
    appendNumber(number, counter++, 8);
    if (EVP_MD_CTX_copy_ex(scratch.get(), prefix.get()) != 1 ||
        EVP_DigestUpdate(scratch.get(), number.data(), number.size()) != 1 ||
        EVP_DigestFinal_ex(scratch.get(), block.data(), nullptr) != 1)
        throw crypto::CryptoFailure("a seeded draw");
    used = 0;
}

SeededEntropy::SeededEntropy(std::uint64_t seed, std::string_view label) : m_state(std::make_unique<State>())
{
    Bytes start;
    appendNumber(start, seed, 8);
    append(start, toBytes(label));
    if (EVP_DigestInit_ex2(m_state->prefix.get(), sha256(), nullptr) != 1 ||
        EVP_DigestUpdate(m_state->prefix.get(), start.data(), start.size()) != 1)
        throw crypto::CryptoFailure("a seeded generator");
}

SeededEntropy::~SeededEntropy() = default;

void SeededEntropy::fill(std::span<std::uint8_t> out)
{
    while (!out.empty()) {
        if (m_state->used == blockSize)
            m_state->next();
        const std::size_t count = std::min(out.size(), blockSize - m_state->used);
        std::copy_n(m_state->block.begin() + static_cast<std::ptrdiff_t>(m_state->used), count, out.begin());
        m_state->used += count;
        out = out.subspan(count);
    }
}

void SystemEntropy::fill(std::span<std::uint8_t> out)
{
    if (RAND_priv_bytes_ex(nullptr, out.data(), out.size(), 0) != 1)
        throw crypto::CryptoFailure("the system's random generator");
}

std::int64_t SystemClock::unixTime() const
{
    return static_cast<std::int64_t>(std::time(nullptr));
}

} // namespace hd
