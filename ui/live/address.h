// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/error.h"

#include <QString>

namespace hd::ui {

/// Where a server listens or is to be found.
struct Address
{
    QString host; ///< a name or a numeric address, without the brackets of IPv6
    std::uint16_t port = 0;

    std::string text() const; ///< "127.0.0.1:4433", "[::1]:4433"
    bool operator==(const Address &) const = default;
};

/// Whether @p host is an address of IPv4 or IPv6 rather than a name.
bool isNumeric(std::string_view host);

/// `HOST:PORT`, `[IPv6]:PORT`, `*:PORT` (any address), and `PORT` alone where there is a @p defaultHost.
Result<Address> parseAddress(std::string_view text, const QString &defaultHost = {});

} // namespace hd::ui
