// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/jsonlayout.h"

namespace hd {

static constexpr std::size_t lineWidth = 120;

static std::string oneLine(const Json &json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

static bool isFlat(const Json &json)
{
    return std::none_of(json.begin(), json.end(), [](const Json &child) { return child.is_structured(); });
}

static void layOut(std::string &out, const Json &json, std::size_t indent, bool top)
{
    if (!json.is_structured() || json.empty() || (!top && isFlat(json))) {
        out += oneLine(json);
        return;
    }
    if (!top) {
        const std::string line = oneLine(json);
        if (line.size() + indent <= lineWidth) {
            out += line;
            return;
        }
    }
    out += json.is_object() ? '{' : '[';
    bool first = true;
    for (const auto &[key, child] : json.items()) {
        out += first ? "\n" : ",\n";
        first = false;
        out.append(indent + 1, ' ');
        if (json.is_object())
            out += oneLine(key) + ": ";
        layOut(out, child, indent + 1, false);
    }
    out += '\n';
    out.append(indent, ' ');
    out += json.is_object() ? '}' : ']';
}

std::string layOut(const Json &json)
{
    std::string out;
    layOut(out, json, 0, true);
    out += '\n';
    return out;
}

} // namespace hd
