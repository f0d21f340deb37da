// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/httpexchange.h"

#include "live/handshakepage.h"

namespace hd::ui {

static constexpr std::size_t longestRequest = 1 << 14;

static std::string response(std::string_view status, std::string_view type, const std::string &body, bool withBody)
{
    std::string text = "HTTP/1.1 " + std::string(status) + "\r\nContent-Type: " + std::string(type) +
                       "; charset=utf-8\r\nContent-Length: " + std::to_string(body.size()) +
                       "\r\nCache-Control: no-store\r\nConnection: close\r\n";
    if (status.starts_with("405"))
        text += "Allow: GET, HEAD\r\n";
    return text + "\r\n" + (withBody ? body : std::string());
}

static std::string refusal(std::string_view status)
{
    return response(status, "text/plain", std::string(status) + "\n", true);
}

/// RFC 9112 3: method SP request-target SP HTTP-version. Without the version it is one of HTTP/0.9, a single line.
struct RequestLine
{
    std::string_view method, target, version;
};

static std::optional<RequestLine> parse(std::string_view line)
{
    RequestLine parsed;
    const std::size_t first = line.find(' ');
    if (first == std::string_view::npos || first == 0)
        return std::nullopt;
    parsed.method = line.substr(0, first);
    const std::size_t second = line.find(' ', first + 1);
    parsed.target = line.substr(first + 1, second == std::string_view::npos ? second : second - first - 1);
    if (second != std::string_view::npos)
        parsed.version = line.substr(second + 1);
    const bool isHttp = parsed.version.empty() || parsed.version.starts_with("HTTP/");
    return parsed.target.empty() || !isHttp ? std::nullopt : std::optional(parsed);
}

std::optional<std::string> answerTo(std::string_view request, const Trace &trace)
{
    const std::size_t lineEnd = request.find('\n');
    const bool isComplete =
        request.find("\r\n\r\n") != std::string_view::npos || request.find("\n\n") != std::string_view::npos;
    if (lineEnd == std::string_view::npos)
        return request.size() > longestRequest ? std::optional(refusal("414 URI Too Long")) : std::nullopt;
    std::string_view line = request.substr(0, lineEnd);
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    const std::optional<RequestLine> parsed = parse(line);
    if (!parsed)
        return refusal("400 Bad Request");
    if (!parsed->version.empty() && !isComplete)
        return request.size() > longestRequest ? std::optional(refusal("431 Request Header Fields Too Large"))
                                               : std::nullopt;
    if (parsed->method != "GET" && parsed->method != "HEAD")
        return refusal("405 Method Not Allowed");
    return response("200 OK", "text/html", handshakePage(trace), parsed->method == "GET");
}

void serveHttp(LiveConnection *connection)
{
    QObject::connect(connection, &LiveConnection::received, connection,
                     [connection, request = std::string()](const QByteArray &data) mutable {
                         request.append(data.constData(), static_cast<std::size_t>(data.size()));
                         if (const std::optional<std::string> answer = answerTo(request, connection->trace())) {
                             connection->send(toBytes(*answer));
                             connection->close();
                         }
                     });
}

} // namespace hd::ui
