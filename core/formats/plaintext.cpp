// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/plaintext.h"

#include <algorithm>

namespace hd {

static bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// What no text in UTF-8 holds: a NUL, or one of the other bytes below the space that mean nothing in a text.
static bool isBinary(char c)
{
    return static_cast<unsigned char>(c) < 0x20 && !isBlank(c);
}

/// UTF-16 begins with a byte order mark, or every other byte of its first characters is 0.
static bool isUtf16(std::string_view contents)
{
    if (contents.starts_with("\xff\xfe") || contents.starts_with("\xfe\xff"))
        return true;
    if (contents.size() < 4 || contents.size() % 2 != 0)
        return false;
    const bool little = contents[1] == 0 && contents[3] == 0 && contents[0] != 0 && contents[2] != 0;
    const bool big = contents[0] == 0 && contents[2] == 0 && contents[1] != 0 && contents[3] != 0;
    return little || big;
}

std::optional<Error> noPlainText(std::string_view contents, std::string_view fileName)
{
    const std::string name(fileName);
    if (std::all_of(contents.begin(), contents.end(), isBlank))
        return Error{"the file is empty", name, {}};
    if (isUtf16(contents))
        return Error{"this is text in UTF-16", name, "save it in UTF-8"};
    const std::string_view beginning = contents.substr(0, 4096);
    if (std::any_of(beginning.begin(), beginning.end(), isBinary))
        return Error{"this is no text", name, "recordings and scenarios are JSON"};
    return std::nullopt;
}

} // namespace hd
