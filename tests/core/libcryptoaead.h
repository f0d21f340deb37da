// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// AEADs by libcrypto in its default context, to seal records once more without the core.

#include "wire/bytes.h"
#include "wire/registry.h"

#include <openssl/evp.h>

namespace hd::test {

/// Ciphertext and tag.
inline Bytes aeadOf(const CipherSuite &suite, const Bytes &key, const Bytes &nonce, const Bytes &additional,
                    const Bytes &content)
{
    EVP_CIPHER *cipher = EVP_CIPHER_fetch(nullptr, std::string(suite.cipher).c_str(), nullptr);
    EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
    const bool ccm = suite.mode == CipherMode::Ccm;
    Bytes out(content.size() + suite.tagLength);
    int length = 0;
    EVP_EncryptInit_ex(ctx, cipher, nullptr, nullptr, nullptr);
    EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_IVLEN, 12, nullptr);
    if (ccm)
        EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_TAG, suite.tagLength, nullptr);
    EVP_EncryptInit_ex(ctx, nullptr, nullptr, key.data(), nonce.data());
    if (ccm)
        EVP_EncryptUpdate(ctx, nullptr, &length, nullptr, static_cast<int>(content.size()));
    EVP_EncryptUpdate(ctx, nullptr, &length, additional.data(), static_cast<int>(additional.size()));
    EVP_EncryptUpdate(ctx, out.data(), &length, content.data(), static_cast<int>(content.size()));
    EVP_EncryptFinal_ex(ctx, out.data() + length, &length);
    EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_GET_TAG, suite.tagLength, out.data() + content.size());
    EVP_CIPHER_CTX_free(ctx);
    EVP_CIPHER_free(cipher);
    return out;
}

} // namespace hd::test
