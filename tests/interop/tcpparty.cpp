// SPDX-License-Identifier: GPL-3.0-or-later
#include "tcpparty.h"

#include "meeting.h"

#include <array>
#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hd::test {

static sockaddr_in loopbackAddress(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

Listener::Listener() : m_socket(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address = loopbackAddress(0);
    socklen_t length = sizeof address;
    if (m_socket < 0 || bind(m_socket, reinterpret_cast<const sockaddr *>(&address), length) != 0 ||
        listen(m_socket, 4) != 0 || getsockname(m_socket, reinterpret_cast<sockaddr *>(&address), &length) != 0)
        throw std::runtime_error("nowhere to listen on 127.0.0.1");
    m_port = ntohs(address.sin_port);
}

Listener::~Listener()
{
    close(m_socket);
    if (m_connection >= 0)
        close(m_connection);
}

void Listener::read()
{
    if (m_connection < 0)
        m_connection = accept4(m_socket, nullptr, nullptr, SOCK_CLOEXEC);
}

std::uint16_t freePort()
{
    return Listener().port();
}

int connectTo(std::uint16_t port)
{
    const sockaddr_in address = loopbackAddress(port);
    const int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(connection, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
        return connection;
    close(connection);
    return -1;
}

TcpParty::TcpParty(Side side, const PartyConfig &config, crypto::Context &context, int socket)
    : m_recorder(side), m_endpoint(side, config, context, m_recorder, m_entropy, m_clock), m_socket(socket)
{
    const int now = 1;
    setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &now, sizeof now);
    m_endpoint.start();
    flush();
}

TcpParty::~TcpParty()
{
    if (m_socket >= 0)
        close(m_socket);
}

void TcpParty::read()
{
    std::array<std::uint8_t, 1 << 14> buffer;
    const ssize_t count = recv(m_socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (count > 0) {
        m_endpoint.receive(ByteView(buffer).first(static_cast<std::size_t>(count)));
        flush();
    } else if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
        close(std::exchange(m_socket, -1));
    }
}

void TcpParty::flush()
{
    const Bytes output = m_endpoint.takeOutput();
    for (ByteView left = output; m_socket >= 0 && !left.empty();) {
        const ssize_t count = send(m_socket, left.data(), left.size(), MSG_NOSIGNAL);
        if (count <= 0)
            return; // the other has gone: reading will tell
        left = left.subspan(static_cast<std::size_t>(count));
    }
}

std::string &TcpParty::received()
{
    const Bytes data = m_endpoint.takeReceived();
    m_received.append(data.begin(), data.end());
    return m_received;
}

std::string TcpParty::report()
{
    return reportOf(m_endpoint, m_recorder) + (atEnd() ? ", the other has closed" : "");
}

} // namespace hd::test
