// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipe.h"

#include "command.h"

#include <cerrno>
#include <unistd.h>

namespace hd::app {

Pipe::Pipe() : m_input(STDIN_FILENO, QSocketNotifier::Read)
{
    m_input.setEnabled(false);
    connect(&m_input, &QSocketNotifier::activated, this, &Pipe::read);
}

bool Pipe::attach(ui::LiveConnection *connection)
{
    if (m_connection && !m_connection->hasEnded())
        return false;
    m_connection = connection;
    connect(connection, &ui::LiveConnection::received, this, [this](const QByteArray &data) {
        if (print({data.constData(), static_cast<std::size_t>(data.size())}) != Done)
            Q_EMIT outputFailed();
    });
    connect(connection, &ui::LiveConnection::hasRoom, this, [this, connection] {
        if (m_connection == connection)
            m_input.setEnabled(!m_atEnd);
    });
    connect(connection, &ui::LiveConnection::ended, this, [this, connection] {
        if (m_connection == connection)
            m_input.setEnabled(false);
    });
    m_input.setEnabled(!m_atEnd);
    return true;
}

void Pipe::read()
{
    std::uint8_t buffer[1 << 14];
    const ssize_t length = ::read(STDIN_FILENO, buffer, sizeof buffer);
    if (length > 0) {
        if (m_connection)
            m_connection->send({buffer, static_cast<std::size_t>(length)});
        m_input.setEnabled(m_connection && !m_connection->isCongested());
    } else if (length == 0 || (errno != EAGAIN && errno != EINTR)) {
        m_atEnd = true;
        m_input.setEnabled(false);
        Q_EMIT inputEnded();
    }
}

} // namespace hd::app
