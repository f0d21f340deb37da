// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/contextprivate.h"

#include <openssl/err.h>
#include <openssl/objects.h>

namespace hd::crypto {

namespace {

/// RFC 7748: "X25519" and "X448" with the length of their values; nothing for other groups.
struct Montgomery
{
    const char *name;
    std::size_t length;
};

std::optional<Montgomery> montgomeryOf(std::uint16_t group)
{
    if (group == 29)
        return Montgomery{"X25519", 32};
    if (group == 30)
        return Montgomery{"X448", 56};
    return std::nullopt;
}

const EcCurve &curveOf(Context &context, std::uint16_t group)
{
    std::map<std::uint16_t, EcCurve> &curves = context.internals().curves;
    if (const auto known = curves.find(group); known != curves.end())
        return known->second;
    int nid = NID_undef;
    if (group == 23)
        nid = NID_X9_62_prime256v1;
    else if (group == 24)
        nid = NID_secp384r1;
    else if (group == 25)
        nid = NID_secp521r1;
    EcCurve curve;
    curve.group.reset(ensured(EC_GROUP_new_by_curve_name_ex(context.lib(), nullptr, nid), "making a curve"));
    curve.order.reset(ensured(BN_dup(EC_GROUP_get0_order(curve.group.get())), "a curve's order"));
    curve.fieldLength = (static_cast<std::size_t>(EC_GROUP_get_degree(curve.group.get())) + 7) / 8;
    curve.orderLength = static_cast<std::size_t>(BN_num_bytes(curve.order.get()));
    return curves.emplace(group, std::move(curve)).first->second;
}

/// Uniform in 1..n-1 (FIPS 186-4 B.4.2): draw as many bits as n has, again when the value is out of range.
Bytes drawScalar(Entropy &entropy, const EcCurve &curve)
{
    const auto spare =
        static_cast<unsigned>(curve.orderLength * 8) - static_cast<unsigned>(BN_num_bits(curve.order.get()));
    for (;;) {
        Bytes scalar = entropy.draw(curve.orderLength);
        scalar.front() = static_cast<std::uint8_t>(scalar.front() & (0xff >> spare));
        const BnHandle number = toNumber(scalar);
        if (!BN_is_zero(number.get()) && BN_cmp(number.get(), curve.order.get()) < 0)
            return scalar;
    }
}

/// scalar * @p point, or scalar * G without one.
EcPointHandle multiply(Context &context, const EcCurve &curve, ByteView scalar, const EC_POINT *point)
{
    SystemEntropy system; // libcrypto blinds the coordinates; the party's draws are not for that
    const Context::EntropyScope blinding(context, system);
    const BnHandle number = toNumber(scalar);
    BN_set_flags(number.get(), BN_FLG_CONSTTIME);
    EcPointHandle product(ensured(EC_POINT_new(curve.group.get()), "a point"));
    ensure(EC_POINT_mul(curve.group.get(), product.get(), point ? nullptr : number.get(), point,
                        point ? number.get() : nullptr, context.internals().numbers.get()),
           "multiplying a point");
    return product;
}

Bytes uncompressed(Context &context, const EcCurve &curve, const EC_POINT *point)
{
    Bytes bytes(1 + 2 * curve.fieldLength);
    if (EC_POINT_point2oct(curve.group.get(), point, POINT_CONVERSION_UNCOMPRESSED, bytes.data(), bytes.size(),
                           context.internals().numbers.get()) != bytes.size())
        throw CryptoFailure("encoding a point");
    return bytes;
}

EphemeralKey importMontgomery(Context &context, const Montgomery &function, ByteView privateValue)
{
    EphemeralKey own;
    own.privateValue.assign(privateValue.begin(), privateValue.end());
    own.key.reset(ensured(EVP_PKEY_new_raw_private_key_ex(context.lib(), function.name, nullptr, dataOf(privateValue),
                                                          privateValue.size()),
                          "making a key pair"),
                  EVP_PKEY_free);
    own.publicValue.resize(function.length);
    std::size_t length = function.length;
    ensure(EVP_PKEY_get_raw_public_key(own.key.get(), own.publicValue.data(), &length), "a public value");
    return own;
}

SharedSecret agreeMontgomery(Context &context, const Montgomery &function, const EphemeralKey &own, ByteView peer)
{
    if (peer.size() != function.length)
        return {{}, KeyShareError::WrongLength};
    const KeyHandle peerKey(
        ensured(EVP_PKEY_new_raw_public_key_ex(context.lib(), function.name, nullptr, peer.data(), peer.size()),
                "a peer's key"));
    const KeyCtxHandle ctx(ensured(EVP_PKEY_CTX_new_from_pkey(context.lib(), own.key.get(), nullptr), "using a key"));
    ensure(EVP_PKEY_derive_init(ctx.get()), "starting key agreement");
    ensure(EVP_PKEY_derive_set_peer_ex(ctx.get(), peerKey.get(), 0), "using a peer's key");
    SharedSecret secret{Bytes(function.length), std::nullopt};
    std::size_t length = secret.z.size();
    ERR_set_mark();
    const int result = EVP_PKEY_derive(ctx.get(), secret.z.data(), &length);
    ERR_pop_to_mark();
    // libcrypto refuses the all-zero result, and nothing else can go wrong once the lengths are right.
    if (result != 1)
        return {{}, KeyShareError::AllZero};
    return secret;
}

SharedSecret agreeOnCurve(Context &context, const EcCurve &curve, const EphemeralKey &own, ByteView peer)
{
    if (peer.size() != 1 + 2 * curve.fieldLength)
        return {{}, KeyShareError::WrongLength};
    BN_CTX *numbers = context.internals().numbers.get();
    const EcPointHandle point(ensured(EC_POINT_new(curve.group.get()), "a point"));
    ERR_set_mark();
    const bool onCurve = peer.front() == POINT_CONVERSION_UNCOMPRESSED &&
                         EC_POINT_oct2point(curve.group.get(), point.get(), peer.data(), peer.size(), numbers) == 1;
    ERR_pop_to_mark();
    if (!onCurve)
        return {{}, KeyShareError::NotOnCurve};
    // The curves have cofactor 1, so that a point on the curve has full order and the product is never infinite.
    const EcPointHandle product = multiply(context, curve, own.privateValue, point.get());
    const Bytes encoded = uncompressed(context, curve, product.get());
    const auto x = encoded.begin() + 1;
    return {Bytes(x, x + static_cast<std::ptrdiff_t>(curve.fieldLength)), std::nullopt};
}

} // namespace

EphemeralKey generateEc(Context &context, std::uint16_t group)
{
    if (const auto function = montgomeryOf(group))
        return importMontgomery(context, *function, context.entropy().draw(function->length));
    return importEc(context, group, drawScalar(context.entropy(), curveOf(context, group)));
}

SharedSecret agreeEc(Context &context, std::uint16_t group, const EphemeralKey &own, ByteView peer)
{
    if (const auto function = montgomeryOf(group))
        return agreeMontgomery(context, *function, own, peer);
    return agreeOnCurve(context, curveOf(context, group), own, peer);
}

EphemeralKey importEc(Context &context, std::uint16_t group, ByteView privateValue)
{
    if (const auto function = montgomeryOf(group))
        return importMontgomery(context, *function, privateValue);
    const EcCurve &curve = curveOf(context, group);
    EphemeralKey own;
    own.privateValue.assign(privateValue.begin(), privateValue.end());
    own.publicValue = uncompressed(context, curve, multiply(context, curve, privateValue, nullptr).get());
    return own;
}

Bytes publicFromPrivateEc(Context &context, std::uint16_t group, ByteView privateValue)
{
    return importEc(context, group, privateValue).publicValue;
}

} // namespace hd::crypto
