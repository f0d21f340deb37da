// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "peerprogram.h"

namespace hd::test {

/// A database of NSS's in the folder @p name of @p files: both roots as trusted authorities, and @p credentials with
/// their keys under their names. @returns what the option -d of its programs wants
/// @throws std::runtime_error when a program of NSS fails
std::string nssDatabase(const CredentialFiles &files, const std::string &name,
                        const std::vector<std::string> &credentials);

} // namespace hd::test
