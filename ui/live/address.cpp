// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/address.h"

#include <QHostAddress>

#include <charconv>

namespace hd::ui {

std::string Address::text() const
{
    const std::string name = host.toStdString();
    return (host.contains(QLatin1Char(':')) ? "[" + name + "]" : name) + ":" + std::to_string(port);
}

bool isNumeric(std::string_view host)
{
    return QHostAddress().setAddress(QString::fromUtf8(host.data(), static_cast<qsizetype>(host.size())));
}

static std::optional<std::uint16_t> parsePort(std::string_view text)
{
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return port;
}

Result<Address> parseAddress(std::string_view text, const QString &defaultHost)
{
    const std::string form = defaultHost.isEmpty() ? "HOST:PORT" : "[HOST:]PORT";
    const Error error{"\"" + std::string(text) + "\" is no address", {}, form + ", with a port from 0 to 65535"};
    const std::size_t colon = text.rfind(':');
    const std::optional<std::uint16_t> port =
        parsePort(colon == std::string_view::npos ? text : text.substr(colon + 1));
    if (!port)
        return error;
    if (colon == std::string_view::npos)
        return defaultHost.isEmpty() ? Result<Address>(error) : Address{defaultHost, *port};
    std::string_view host = text.substr(0, colon);
    const bool bracketed = host.size() > 2 && host.starts_with('[') && host.ends_with(']');
    if (bracketed)
        host = host.substr(1, host.size() - 2);
    else if (host.find(':') != std::string_view::npos)
        return Error{error.what, {}, "an IPv6 address stands in brackets: [::1]:4433"};
    if (host.empty())
        return error;
    return Address{QString::fromUtf8(host.data(), static_cast<qsizetype>(host.size())), *port};
}

} // namespace hd::ui
