// SPDX-License-Identifier: GPL-3.0-or-later
#include "computedagain.h"

#include "trace/operations.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/kdf.h>
#include <openssl/param_build.h>

namespace hd::test {

using Number = Handle<BIGNUM, BN_free>;

Bytes bytesOf(const Trace &trace, const std::vector<Input> &inputs, std::string_view role)
{
    Bytes all;
    for (const Input &input : inputs) {
        if (input.role != role)
            continue;
        append(all, input.value);
        for (const MessageId id : input.messages)
            append(all, trace[id].bytes);
    }
    return all;
}

std::string textOf(const std::vector<Input> &inputs, std::string_view role)
{
    for (const Input &input : inputs)
        if (input.role == role)
            return input.text;
    return {};
}

/// libcrypto writes MD5 and SHA-1 together in its own way.
static std::string libcryptoName(const std::string &hash)
{
    return hash == "MD5+SHA-1" ? "MD5-SHA1" : hash;
}

static Bytes tls1Prf(std::string digest, Bytes secret, const Bytes &labelAndSeed, std::size_t length)
{
    const Handle<EVP_KDF, EVP_KDF_free> kdf(EVP_KDF_fetch(nullptr, "TLS1-PRF", nullptr));
    const Handle<EVP_KDF_CTX, EVP_KDF_CTX_free> ctx(EVP_KDF_CTX_new(kdf.get()));
    Bytes seed = labelAndSeed;
    const OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
                                 OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SECRET, secret.data(), secret.size()),
                                 OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SEED, seed.data(), seed.size()),
                                 OSSL_PARAM_construct_end()};
    Bytes out(length);
    return EVP_KDF_derive(ctx.get(), out.data(), out.size(), params) == 1 ? out : Bytes();
}

/// RFC 5869 2.2
static Bytes hkdfExtract(std::string digest, Bytes salt, Bytes ikm)
{
    const Handle<EVP_KDF, EVP_KDF_free> kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr));
    const Handle<EVP_KDF_CTX, EVP_KDF_CTX_free> ctx(EVP_KDF_CTX_new(kdf.get()));
    int mode = EVP_KDF_HKDF_MODE_EXTRACT_ONLY;
    const OSSL_PARAM params[] = {OSSL_PARAM_construct_int(OSSL_KDF_PARAM_MODE, &mode),
                                 OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
                                 OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, salt.data(), salt.size()),
                                 OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, ikm.data(), ikm.size()),
                                 OSSL_PARAM_construct_end()};
    if (EVP_KDF_CTX_set_params(ctx.get(), params) != 1)
        return {};
    Bytes out(EVP_KDF_CTX_get_kdf_size(ctx.get()));
    return EVP_KDF_derive(ctx.get(), out.data(), out.size(), nullptr) == 1 ? out : Bytes();
}

/// RFC 8446 7.1
static Bytes hkdfExpandLabel(std::string digest, Bytes secret, std::string label, Bytes context, std::size_t length)
{
    const Handle<EVP_KDF, EVP_KDF_free> kdf(EVP_KDF_fetch(nullptr, "TLS13-KDF", nullptr));
    const Handle<EVP_KDF_CTX, EVP_KDF_CTX_free> ctx(EVP_KDF_CTX_new(kdf.get()));
    int mode = EVP_KDF_HKDF_MODE_EXPAND_ONLY;
    std::string prefix = "tls13 ";
    // RFC 8446 7.1: an empty context is none to libcrypto
    const OSSL_PARAM hashValue =
        context.empty() ? OSSL_PARAM_construct_end()
                        : OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_DATA, context.data(), context.size());
    const OSSL_PARAM params[] = {OSSL_PARAM_construct_int(OSSL_KDF_PARAM_MODE, &mode),
                                 OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
                                 OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, secret.data(), secret.size()),
                                 OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_PREFIX, prefix.data(), prefix.size()),
                                 OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_LABEL, label.data(), label.size()),
                                 hashValue,
                                 OSSL_PARAM_construct_end()};
    Bytes out(length);
    return EVP_KDF_derive(ctx.get(), out.data(), out.size(), params) == 1 ? out : Bytes();
}

static Bytes hmacOf(const std::string &digest, const Bytes &key, const Bytes &content)
{
    Bytes out(EVP_MAX_MD_SIZE);
    std::size_t length = 0;
    if (!EVP_Q_mac(nullptr, "HMAC", nullptr, digest.c_str(), nullptr, key.data(), key.size(), content.data(),
                   content.size(), out.data(), out.size(), &length))
        return {};
    out.resize(length);
    return out;
}

static Bytes digestOf(const std::string &name, const Bytes &bytes)
{
    const Handle<EVP_MD, EVP_MD_free> md(EVP_MD_fetch(nullptr, libcryptoName(name).c_str(), nullptr));
    Bytes out(EVP_MAX_MD_SIZE);
    unsigned length = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), out.data(), &length, md.get(), nullptr) != 1)
        return {};
    out.resize(length);
    return out;
}

static Number toNumber(const Bytes &bytes)
{
    return Number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
}

/// base^exponent mod p, as long as p.
static Bytes power(const Bytes &base, const Bytes &exponent, const Bytes &p)
{
    const Handle<BN_CTX, BN_CTX_free> scratch(BN_CTX_new());
    const Number result(BN_new());
    if (BN_mod_exp(result.get(), toNumber(base).get(), toNumber(exponent).get(), toNumber(p).get(), scratch.get()) != 1)
        return {};
    Bytes out(p.size());
    BN_bn2binpad(result.get(), out.data(), static_cast<int>(out.size()));
    return out;
}

static Bytes stripped(Bytes bytes)
{
    bytes.erase(bytes.begin(), std::find_if(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte != 0; }));
    return bytes;
}

Key ecKey(const NamedGroup &group, const Bytes &secret, const Bytes &publicValue)
{
    EVP_PKEY *key = nullptr;
    if (group.kind == GroupKind::Montgomery) {
        const std::string name(group.openssl);
        key =
            secret.empty()
                ? EVP_PKEY_new_raw_public_key_ex(nullptr, name.c_str(), nullptr, publicValue.data(), publicValue.size())
                : EVP_PKEY_new_raw_private_key_ex(nullptr, name.c_str(), nullptr, secret.data(), secret.size());
        return Key(key);
    }
    const std::string name(group.openssl);
    const Handle<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free> builder(OSSL_PARAM_BLD_new());
    const Number scalar = toNumber(secret);
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, name.c_str(), 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, publicValue.data(), publicValue.size());
    if (!secret.empty())
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, scalar.get());
    const Handle<OSSL_PARAM, OSSL_PARAM_free> params(OSSL_PARAM_BLD_to_param(builder.get()));
    const KeyContext ctx(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY_fromdata_init(ctx.get());
    EVP_PKEY_fromdata(ctx.get(), &key, secret.empty() ? EVP_PKEY_PUBLIC_KEY : EVP_PKEY_KEYPAIR, params.get());
    return Key(key);
}

static Bytes ecdh(const NamedGroup &group, const Bytes &secret, const Bytes &ownPublic, const Bytes &peer)
{
    const Key own = ecKey(group, secret, ownPublic), other = ecKey(group, {}, peer);
    const KeyContext ctx(EVP_PKEY_CTX_new_from_pkey(nullptr, own.get(), nullptr));
    std::size_t length = 0;
    if (EVP_PKEY_derive_init(ctx.get()) != 1 || EVP_PKEY_derive_set_peer(ctx.get(), other.get()) != 1 ||
        EVP_PKEY_derive(ctx.get(), nullptr, &length) != 1)
        return {};
    Bytes z(length);
    if (EVP_PKEY_derive(ctx.get(), z.data(), &length) != 1)
        return {};
    z.resize(length);
    return z;
}

/// The public value that @p by derived from the private one that is an input of @p derivation.
static Bytes ownPublic(const Trace &trace, const Derivation &derivation)
{
    for (const Derivation &other : trace.derivations)
        if (other.operation == operation::ecdhPublic && other.inputs[0].derivation == derivation.inputs[0].derivation)
            return other.output;
    return {};
}

/// RFC 6101 6.1
static Bytes ladder(const Bytes &secret, const Bytes &seed, std::size_t length)
{
    Bytes out;
    for (char letter = 'A'; out.size() < length; ++letter) {
        const std::string letters(static_cast<std::size_t>(letter - 'A' + 1), letter);
        append(out, digestOf("MD5", concat({secret, digestOf("SHA1", concat({toBytes(letters), secret, seed}))})));
    }
    out.resize(length);
    return out;
}

/// RFC 6101 5.6.8 and 5.6.9
static Bytes handshakeHash(const Bytes &messages, const std::string &sender, const Bytes &master)
{
    Bytes out;
    for (const auto &[hash, pad] : {std::pair{"MD5", 48U}, {"SHA1", 40U}}) {
        const Bytes inner = digestOf(hash, concat({messages, toBytes(sender), master, Bytes(pad, 0x36)}));
        append(out, digestOf(hash, concat({master, Bytes(pad, 0x5c), inner})));
    }
    return out;
}

std::optional<Bytes> again(const Trace &trace, const Derivation &derivation)
{
    const std::vector<Input> &inputs = derivation.inputs;
    const auto bytes = [&](std::string_view role) { return bytesOf(trace, inputs, role); };
    const auto text = [&](std::string_view role) { return textOf(inputs, role); };
    const std::string &operation = derivation.operation;
    if (operation == operation::prf)
        return tls1Prf(libcryptoName(text("hash")), bytes("secret"), concat({toBytes(text("label")), bytes("seed")}),
                       std::stoul(text("length")));
    if (operation == operation::hash)
        return digestOf(text("hash"), concat({bytes("message_hash"), bytes("messages"), bytes("truncated")}));
    if (operation == operation::hkdfExtract)
        return hkdfExtract(text("hash"), bytes("salt"), bytes("ikm"));
    if (operation == operation::hkdfExpandLabel)
        return hkdfExpandLabel(text("hash"), bytes("secret"), text("label"), bytes("context"),
                               std::stoul(text("length")));
    if (operation == operation::hmac)
        return hmacOf(text("hash"), bytes("key"), bytes("content"));
    if (operation == operation::digest)
        return digestOf(text("hash"), bytes("part"));
    if (operation == operation::sslLadder)
        return ladder(bytes("secret"), bytes("seed"), std::stoul(text("length")));
    if (operation == operation::sslHash)
        return handshakeHash(bytes("messages"), text("sender"), bytes("secret"));
    if (operation == operation::concatenation)
        return bytes("part");
    if (operation == operation::slice) {
        const Bytes source = bytes("source");
        const auto from = source.begin() + std::stol(text("offset"));
        return Bytes(from, from + std::stol(text("length")));
    }
    if (operation == operation::dhPublic)
        return power(bytes("dh_g"), bytes("private_key"), bytes("dh_p"));
    if (operation == operation::dhShared)
        return stripped(power(bytes("peer_public"), bytes("private_key"), bytes("dh_p")));
    if (operation == operation::dhSharedPadded)
        return power(bytes("peer_public"), bytes("private_key"), bytes("dh_p"));
    if (operation == operation::ecdhShared)
        return ecdh(*namedGroup(std::string_view(text("group"))), bytes("private_key"), ownPublic(trace, derivation),
                    bytes("peer_public"));
    return std::nullopt;
}

} // namespace hd::test
