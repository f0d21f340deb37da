// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Finds TLS in both directions of a TCP connection, wherever in it that begins, and who is the client.

#include "trace/trace.h"

#include <array>
#include <functional>

namespace hd::ui {

class TlsFinder
{
public:
    /// What is found goes out: bytes of a side from the beginning of TLS on, and how many are missing in between.
    struct Output
    {
        std::function<void(Side from, ByteView bytes, std::uint64_t timeUs)> bytes;
        std::function<void(Side from, std::uint64_t missing)> gap;
    };
    enum class State : std::uint8_t { Searching, Found, Absent };

    explicit TlsFinder(Output output) : m_output(std::move(output)) {}

    /// @param half 0 or 1: who sent it. A piece may begin TLS; so may what comes after a command that asks for it.
    void add(unsigned half, ByteView piece, std::uint64_t timeUs);
    /// Some bytes of it are missing here.
    void gap(unsigned half, std::uint64_t missing);
    /// The connection's first packets are not in the capture: TLS may have begun before.
    void setMidStream() { m_midStream = true; }
    /// Nothing more comes: what has been seen must be enough.
    void finish();

    State state() const { return m_state; }
    /// Once it is found: which half is the client.
    unsigned clientHalf() const { return m_client; }
    /// What was spoken before, as startTlsProtocol() names it, or `unknown`; empty: TLS from the first byte.
    const std::string &before() const { return m_before; }
    /// Whether a hello was seen where it begins.
    bool sawBeginning() const { return m_sawBeginning; }
    /// The client is a guess, since its hello was not seen.
    bool guessedClient() const { return m_guessed; }
    std::size_t held() const { return m_halves[0].bytes.size() + m_halves[1].bytes.size(); }

private:
    struct Half
    {
        Bytes bytes; ///< until TLS is found
        std::uint64_t timeUs = 0;
        std::vector<std::size_t> candidates; ///< offsets of pieces that may yet turn out to begin TLS
        bool open = false;                   ///< goes straight out
    };

    Side sideOf(unsigned half) const { return half == m_client ? Side::Client : Side::Server; }
    bool findClientHello(unsigned half);
    bool findAfterCommand(unsigned half);
    bool findMidStream(unsigned half);
    void found(unsigned client, std::size_t clientAt, std::size_t serverAt);
    std::size_t serverBeginning(const Half &server) const;
    bool acceptServerAlone(unsigned half);
    void findAnswer(unsigned half);
    void giveUp();
    void release(unsigned half, std::size_t from);

    Output m_output;
    State m_state = State::Searching;
    std::array<Half, 2> m_halves;
    unsigned m_client = 0;
    bool m_midStream = false, m_sawBeginning = false, m_guessed = false;
    std::string m_before;
};

} // namespace hd::ui
