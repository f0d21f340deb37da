// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/tlsfinder.h"

#include "capture/tlsbeginning.h"

namespace hd::ui {

static constexpr std::size_t mostBefore = 16u << 10; ///< bytes of a side in which TLS must have begun

void TlsFinder::add(unsigned half, ByteView piece, std::uint64_t timeUs)
{
    Half &own = m_halves[half];
    if (m_state == State::Absent || piece.empty())
        return;
    if (own.open)
        return m_output.bytes(sideOf(half), piece, timeUs);
    own.candidates.push_back(own.bytes.size());
    append(own.bytes, piece.first(std::min(piece.size(), mostBefore * 2)));
    own.timeUs = timeUs;
    if (m_state == State::Found)
        return findAnswer(half);
    if (findClientHello(half) || findAfterCommand(half) || findMidStream(half)) {
        if (piece.size() > mostBefore * 2)
            m_output.bytes(sideOf(half), piece.subspan(mostBefore * 2), timeUs);
        return;
    }
    if (own.bytes.size() > mostBefore && !acceptServerAlone(half))
        giveUp();
}

void TlsFinder::gap(unsigned half, std::uint64_t missing)
{
    if (m_halves[half].open)
        m_output.gap(sideOf(half), missing);
}

bool TlsFinder::findClientHello(unsigned half)
{
    Half &own = m_halves[half];
    std::vector<std::size_t> undecided;
    for (const std::size_t at : own.candidates) {
        const Looks looks = looksLikeClientHello(ByteView(own.bytes).subspan(at));
        if (looks == Looks::Yes) {
            m_sawBeginning = true;
            found(half, at, serverBeginning(m_halves[1 - half]));
            return true;
        }
        if (looks == Looks::Undecided || (at == 0 && m_midStream))
            undecided.push_back(at);
    }
    own.candidates = std::move(undecided);
    return false;
}

/// Where segments were put together, or a client did not wait for the answer, it begins within a piece.
bool TlsFinder::findAfterCommand(unsigned half)
{
    constexpr std::uint8_t handshake = 22;
    const ByteView bytes = m_halves[half].bytes;
    for (std::size_t at = 1; at < bytes.size(); ++at) {
        if (bytes[at] != handshake || looksLikeClientHello(bytes.subspan(at)) != Looks::Yes)
            continue;
        const Half &server = m_halves[1 - half];
        const std::size_t serverAt = serverBeginning(server);
        if (startTlsProtocol(bytes.first(at), ByteView(server.bytes).first(serverAt)).empty())
            continue;
        m_sawBeginning = true;
        found(half, at, serverAt);
        return true;
    }
    return false;
}

/// In the first bytes that there are of a connection that began before: a server_hello tells who is who, any other
/// record only that it is TLS.
bool TlsFinder::findMidStream(unsigned half)
{
    const Half &own = m_halves[half];
    if (!m_midStream || own.bytes.empty())
        return false;
    if (looksLikeServerBeginning(own.bytes) == Looks::Yes)
        return acceptServerAlone(half);
    if (looksLikeRecord(own.bytes) != Looks::Yes)
        return false;
    m_guessed = true;
    found(half, 0, 0);
    return true;
}

/// It has no client_hello before it: what the client sends is missing, or comes later in the file.
bool TlsFinder::acceptServerAlone(unsigned half)
{
    const Half &own = m_halves[half];
    const std::size_t at = serverBeginning(own);
    if (at >= own.bytes.size())
        return false;
    m_sawBeginning = true;
    found(1 - half, m_halves[1 - half].bytes.size(), at);
    return true;
}

/// Everything that a server had sent before the client_hello is in clear, unless the file has both out of order.
std::size_t TlsFinder::serverBeginning(const Half &server) const
{
    for (std::size_t at = 0; at < server.bytes.size(); ++at)
        if (looksLikeServerBeginning(ByteView(server.bytes).subspan(at)) == Looks::Yes)
            return at;
    return server.bytes.size();
}

void TlsFinder::found(unsigned client, std::size_t clientAt, std::size_t serverAt)
{
    m_state = State::Found;
    m_client = client;
    const Half &ofClient = m_halves[client], &ofServer = m_halves[1 - client];
    if (clientAt > 0 || serverAt > 0) {
        m_before = startTlsProtocol(ByteView(ofClient.bytes).first(clientAt), ByteView(ofServer.bytes).first(serverAt));
        if (m_before.empty())
            m_before = "unknown";
    }
    release(client, clientAt);
    if (clientAt > 0 && serverAt == ofServer.bytes.size())
        m_halves[1 - client] = {}; // the answer to the command may be yet to come
    else
        release(1 - client, serverAt);
}

/// Of a server that has agreed to TLS, where that begins.
void TlsFinder::findAnswer(unsigned half)
{
    Half &own = m_halves[half];
    const std::size_t at = serverBeginning(own);
    if (at < own.bytes.size())
        release(half, at);
    else if (own.bytes.size() > mostBefore)
        release(half, 0);
}

void TlsFinder::release(unsigned half, std::size_t from)
{
    Half &own = m_halves[half];
    own.open = true;
    const Bytes bytes = std::move(own.bytes);
    own.bytes = {};
    own.candidates = {};
    if (from < bytes.size())
        m_output.bytes(sideOf(half), ByteView(bytes).subspan(from), own.timeUs);
}

void TlsFinder::giveUp()
{
    m_state = State::Absent;
    for (Half &half : m_halves)
        half = {};
}

void TlsFinder::finish()
{
    if (m_state == State::Searching && !acceptServerAlone(0) && !acceptServerAlone(1))
        giveUp();
}

} // namespace hd::ui
