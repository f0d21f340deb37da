// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/keys.h"

namespace hd::test {

/// A private key that makes one signature: the published one, and only of the content that the published one signs.
/// RSASSA-PSS and ECDSA signatures hold random bytes, which RFC 8448 does not publish and which libcrypto draws itself,
/// so that no Entropy brings them back. This key takes the place of the private one in libcrypto (RSA_METHOD,
/// EC_KEY_METHOD): it is handed what is to be signed, demands that this is the hash of @p content (with PSS, its
/// encoding with some salt), and answers with @p signature. It makes anything else fail.
crypto::PrivateKey publishedSigner(const crypto::PublicKey &key, Bytes content, Bytes signature);

} // namespace hd::test
