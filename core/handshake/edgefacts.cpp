// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/edgefacts.h"

#include "handshake/legacy/client.h"
#include "handshake/legacy/server.h"
#include "handshake/tls13/client.h"
#include "handshake/tls13/server.h"

namespace hd {

std::vector<EdgeFacts> edgeFacts(Family family, Side side)
{
    const bool client = side == Side::Client;
    if (family == Family::Tls13)
        return client ? v13::Client::edgeFacts() : v13::Server::edgeFacts();
    return client ? legacy::Client::edgeFacts() : legacy::Server::edgeFacts();
}

} // namespace hd
