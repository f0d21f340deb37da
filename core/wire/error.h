// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <variant>

namespace hd {

/// Bad input from a file or a user: what is wrong, where, and how to mend it. In English; ui/text/errors.h says it in
/// the language of the window.
struct Error
{
    std::string what;  ///< "cipher_suites has an unknown suite \"TLS_FOO\""
    std::string where; ///< "classic.json:12, client.suites[1]"
    std::string fix;   ///< "use a name of `hellodone list suites`"

    std::string text() const
    {
        return (where.empty() ? "" : where + ": ") + what + (fix.empty() ? "" : " (" + fix + ")");
    }
    bool operator==(const Error &) const = default;
};

template<class T>
using Result = std::variant<T, Error>;

} // namespace hd
