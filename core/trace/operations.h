// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The words of Derivation::operation and Check::operation, and the inputs (by role) that each takes. `verify` computes
// every one of them again; see formats/verify.h.

namespace hd::operation {

// Derivations
inline constexpr const char *entropy = "entropy"; ///< drawn; no inputs
/// Known before this connection began, so that nothing computes it: `why` (psk, session, ticket key) and, where it has
/// one, the `identity` by which both know it
inline constexpr const char *given = "given";
inline constexpr const char *concatenation = "concat"; ///< `part`...: one after the other
inline constexpr const char *dhPublic = "DH public";   ///< `private_key`, `dh_p`, `dh_g`: g^x mod p
inline constexpr const char *dhShared =
    "DH shared"; ///< `private_key`, `peer_public`, `dh_p`: Y^x mod p, leading zeros stripped
inline constexpr const char *ecdhPublic = "ECDH public"; ///< `private_key`, `group`
inline constexpr const char *ecdhShared = "ECDH shared"; ///< `private_key`, `peer_public`, `group`: the x coordinate
/// As dhShared, but padded to the length of p (RFC 8446 7.4.1)
inline constexpr const char *dhSharedPadded = "DH shared, padded";
// ML-KEM (FIPS 203); `parameter_set` is "ML-KEM-768" or "ML-KEM-1024"
inline constexpr const char *mlkemPublic =
    "ML-KEM public"; ///< `private_key` (the seeds d and z), `parameter_set`: the encapsulation key
inline constexpr const char *mlkemEncapsulate =
    "ML-KEM encapsulate"; ///< `randomness` (m), `peer_public`, `parameter_set`: the ciphertext
inline constexpr const char *mlkemShared = "ML-KEM shared"; ///< as mlkemEncapsulate: the secret that is inside
inline constexpr const char *mlkemDecapsulate =
    "ML-KEM decapsulate"; ///< `private_key` (the seeds d and z), `ciphertext`, `parameter_set`: the secret inside
inline constexpr const char *rsaEncrypt = "RSAES-PKCS1-v1_5 encrypt"; ///< `plaintext`, `public_key` (SPKI)
inline constexpr const char *rsaDecrypt =
    "RSAES-PKCS1-v1_5 decrypt";             ///< `ciphertext`, `public_key` (SPKI of the private key used)
inline constexpr const char *sign = "sign"; ///< `content`... (or `messages`), `scheme`, `public_key` (SPKI)
/// `hash` (SHA-256); of what comes one after the other: `message_hash` (RFC 8446 4.4.1, in the place of the first
/// client_hello), `messages`, and `truncated` (a client_hello without its binders, RFC 8446 4.2.11.2), where there are
inline constexpr const char *hash = "hash";
inline constexpr const char *prf = "PRF";       ///< `hash`, `secret`, `label`, `seed`..., `length`
inline constexpr const char *slice = "slice";   ///< `source`, `offset`, `length`
inline constexpr const char *digest = "digest"; ///< `hash`, `part`...: of bytes one after the other
/// `secret`, `seed`..., `length`: MD5(secret + SHA-1('A' + secret + seeds)) + MD5(secret + SHA-1('BB' + ...)) + ...
inline constexpr const char *sslLadder = "SSL 3.0 ladder";
/// `secret` (the master secret), `sender` (CLNT, SRVR or empty), `messages`: MD5 and SHA-1 over the messages, the
/// sender, the master secret and two pads
inline constexpr const char *sslHash = "SSL 3.0 handshake hash";
/// `hash_value` (of sslHash: both for RSA, the last 20 bytes for DSA), `scheme`, `public_key` (SPKI)
inline constexpr const char *signHash = "sign hash";
/// `secret` (16 bytes of AES-128-CBC key, then 32 of HMAC-SHA-256 key), `key_name`, `iv`, `plaintext`: RFC 5077 4:
/// key_name + iv + length + ciphertext + mac
inline constexpr const char *sealTicket = "seal ticket";
inline constexpr const char *hkdfExtract = "HKDF-Extract"; ///< `hash`, `salt`, `ikm` (RFC 5869 2.2)
/// `hash`, `secret`, `label` (without "tls13 "), `context` (bytes), `length` (RFC 8446 7.1)
inline constexpr const char *hkdfExpandLabel = "HKDF-Expand-Label";
inline constexpr const char *hmac = "HMAC";              ///< `hash`, `key`, `content`
inline constexpr const char *openTicket = "open ticket"; ///< `secret`, `ticket`: the plaintext

// Checks
inline constexpr const char *equal = "equal"; ///< `expected`, `actual`: byte for byte
/// `content`... (or `messages`: one after the other), `scheme`, `public_key`, `signature`
inline constexpr const char *verifySignature = "verify signature";
/// The same of a hash that is a value itself: `hash_value`, `scheme`, `public_key`, `signature`
inline constexpr const char *verifyHash = "verify hash signature";
/// `response` (DER), `certificate` (DER), `issuer` (DER), `at` (unix time): what a stapled OCSP response says
inline constexpr const char *ocsp = "OCSP";
inline constexpr const char *member = "member";     ///< `allowed`..., `actual`...: words, each actual among the allowed
inline constexpr const char *contains = "contains"; ///< `required`, `item`...: words, the required one is an item
inline constexpr const char *distinct = "distinct"; ///< `item`...: words, no two the same
inline constexpr const char *atLeast = "at least";  ///< `minimum`, `actual`: numbers
inline constexpr const char *atMost = "at most";    ///< `maximum`, `actual`: numbers
/// `peer_public` and `group`, or `peer_public` and `dh_p`: on the curve, in range, not of small order
inline constexpr const char *publicValue = "public value";
/// `step`, `certificate` (0 is the leaf), `chain` (the certificate message), `at` (unix time), `name`, `purpose`
/// (server or client), `key_usage`; the step `trust` alone also has an `anchor` (DER) for each certificate that is
/// trusted
inline constexpr const char *chain = "chain";
inline constexpr const char *openRecord = "open record"; ///< MAC or tag of the record that was opened right before
inline constexpr const char *syntax = "syntax";          ///< whether the last message or record decodes
inline constexpr const char *state =
    "state"; ///< `allowed`..., `actual`: the messages that may come and the one that did

} // namespace hd::operation
