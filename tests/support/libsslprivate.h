// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the two files that speak libssl's language share.

#include "libsslcontext.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <array>
#include <memory>
#include <stdexcept>
#include <string>

namespace hd::test {

template<auto free>
struct Freeing
{
    template<class T>
    void operator()(T *object) const
    {
        free(object);
    }
};
template<class T, auto free>
using Owned = std::unique_ptr<T, Freeing<free>>;

inline std::string libsslErrors()
{
    std::string text;
    while (const unsigned long code = ERR_get_error()) {
        std::array<char, 256> line{};
        ERR_error_string_n(code, line.data(), line.size());
        text += (text.empty() ? "" : "; ") + std::string(line.data());
    }
    return text;
}

inline void ensure(long result, const char *what)
{
    if (result != 1)
        throw std::runtime_error("libssl refused " + std::string(what) + ": " + libsslErrors());
}

/// Of the context that this connection is of.
const LibsslOptions &optionsOf(const SSL *ssl);
/// All that libssl has, as it wants to be told.
std::string everyTls13Suite();

} // namespace hd::test
