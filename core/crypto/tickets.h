// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/context.h"

namespace hd::crypto {

// The tickets that RFC 5077 4 recommends: key_name, iv, encrypted_state<0..2^16-1>, mac; AES-128-CBC and HMAC-SHA-256.
inline constexpr std::size_t ticketKeyLength = 16 + 32; ///< of AES-128, then of HMAC-SHA-256
inline constexpr std::size_t ticketNameLength = 16;
inline constexpr std::size_t ticketIvLength = 16;

/// @param keys,keyName,iv of the lengths above. @throws CryptoFailure when they are not, or the plaintext is too long.
Bytes sealTicket(Context &context, ByteView keys, ByteView keyName, ByteView iv, ByteView plaintext);
/// Nothing when it was not sealed with @p keys. The MAC is checked before anything is decrypted; whose key_name it
/// carries is for the caller to ask.
std::optional<Bytes> openTicket(Context &context, ByteView keys, ByteView ticket);

} // namespace hd::crypto
