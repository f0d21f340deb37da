// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/contextprivate.h"
#include "wire/registry.h"

#include <openssl/core_names.h>
#include <openssl/decoder.h>
#include <openssl/err.h>
#include <openssl/params.h>

#include <bit>

namespace hd::crypto {

namespace {

constexpr int shortestPrime = 256;
constexpr int longestPrime = 16384;
constexpr std::size_t keptFields = 8;

struct FfdheGroup
{
    std::uint16_t group;
    const char *name;
    int exponentBits; ///< RFC 7919 appendix A, "the minimum length of a secret exponent"
};

constexpr std::array<FfdheGroup, 5> ffdheGroups = {{{256, "ffdhe2048", 225},
                                                    {257, "ffdhe3072", 275},
                                                    {258, "ffdhe4096", 325},
                                                    {259, "ffdhe6144", 375},
                                                    {260, "ffdhe8192", 400}}};

Bytes parameter(const EVP_PKEY *key, const char *name)
{
    BIGNUM *number = nullptr;
    ensure(EVP_PKEY_get_bn_param(key, name, &number), "a group's parameter");
    const BnHandle owner(number);
    return fromNumber(number, static_cast<std::size_t>(BN_num_bytes(number)));
}

/// libcrypto knows the primes; they are asked of its default context, since they are constants of the standard.
DhParameters lookUp(const char *name)
{
    const KeyCtxHandle ctx(ensured(EVP_PKEY_CTX_new_from_name(nullptr, "DH", nullptr), "finite-field groups"));
    std::string groupName = name;
    const OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, groupName.data(), 0),
                                 OSSL_PARAM_construct_end()};
    EVP_PKEY *key = nullptr;
    ensure(EVP_PKEY_fromdata_init(ctx.get()), "a finite-field group");
    ensure(EVP_PKEY_fromdata(ctx.get(), &key, EVP_PKEY_KEY_PARAMETERS, const_cast<OSSL_PARAM *>(params)),
           "a finite-field group");
    const KeyHandle owner(key);
    return {parameter(key, OSSL_PKEY_PARAM_FFC_P), parameter(key, OSSL_PKEY_PARAM_FFC_G)};
}

const std::vector<DhParameters> &ffdheParameters()
{
    static const std::vector<DhParameters> all = [] {
        std::vector<DhParameters> parameters;
        for (const FfdheGroup &group : ffdheGroups)
            parameters.push_back(lookUp(group.name));
        return parameters;
    }();
    return all;
}

/// Of @p parameters within ffdheGroups.
std::optional<std::size_t> indexOf(const DhParameters &parameters)
{
    const std::vector<DhParameters> &all = ffdheParameters();
    for (std::size_t i = 0; i < all.size(); ++i)
        if (BN_cmp(toNumber(all[i].p).get(), toNumber(parameters.p).get()) == 0 &&
            BN_cmp(toNumber(all[i].g).get(), toNumber(parameters.g).get()) == 0)
            return i;
    return std::nullopt;
}

/// Reads @p parameters without preparing to compute with them.
DhField numbersOf(const DhParameters &parameters)
{
    DhField field{parameters, toNumber(parameters.p), toNumber(parameters.g), nullptr, nullptr};
    field.pMinus1.reset(ensured(BN_dup(field.p.get()), "a number"));
    ensure(BN_sub_word(field.pMinus1.get(), 1), "a number");
    return field;
}

bool withinRange(const BIGNUM *value, const DhField &field)
{
    return !BN_is_zero(value) && !BN_is_one(value) && BN_cmp(value, field.pMinus1.get()) < 0;
}

bool usable(const DhField &field)
{
    const int bits = BN_num_bits(field.p.get());
    return bits >= shortestPrime && bits <= longestPrime && BN_is_odd(field.p.get()) &&
           withinRange(field.g.get(), field);
}

const DhField &fieldOf(Context &context, const DhParameters &parameters)
{
    std::vector<std::unique_ptr<DhField>> &fields = context.internals().fields;
    for (const std::unique_ptr<DhField> &field : fields)
        if (field->parameters.p == parameters.p && field->parameters.g == parameters.g)
            return *field;
    auto field = std::make_unique<DhField>(numbersOf(parameters));
    if (!usable(*field))
        throw CryptoFailure("Diffie-Hellman parameters that nobody checked");
    field->montgomery.reset(ensured(BN_MONT_CTX_new(), "a finite field"));
    ensure(BN_MONT_CTX_set(field->montgomery.get(), field->p.get(), context.internals().numbers.get()),
           "a finite field");
    if (fields.size() == keptFields)
        fields.erase(fields.begin());
    return *fields.emplace_back(std::move(field));
}

std::size_t lengthOf(const DhField &field)
{
    return static_cast<std::size_t>(BN_num_bytes(field.p.get()));
}

Bytes power(Context &context, const DhField &field, const BIGNUM *base, ByteView exponent)
{
    const BnHandle x = toNumber(exponent);
    BN_set_flags(x.get(), BN_FLG_CONSTTIME);
    const BnHandle result(ensured(BN_new(), "a number"));
    ensure(BN_mod_exp_mont_consttime(result.get(), base, x.get(), field.p.get(), context.internals().numbers.get(),
                                     field.montgomery.get()),
           "modular exponentiation");
    return fromNumber(result.get(), lengthOf(field));
}

/// Uniform in 2..2^bits-1.
Bytes drawExponent(Entropy &entropy, int bits)
{
    const std::size_t length = (static_cast<std::size_t>(bits) + 7) / 8;
    const auto spare = static_cast<unsigned>(length * 8) - static_cast<unsigned>(bits);
    for (;;) {
        Bytes exponent = entropy.draw(length);
        exponent.front() = static_cast<std::uint8_t>(exponent.front() & (0xff >> spare));
        const BnHandle number = toNumber(exponent);
        if (!BN_is_zero(number.get()) && !BN_is_one(number.get()))
            return exponent;
    }
}

} // namespace

std::optional<DhParameters> ffdhe(std::uint16_t group)
{
    if (group < ffdheGroups.front().group || group > ffdheGroups.back().group)
        return std::nullopt;
    return ffdheParameters()[static_cast<std::size_t>(group - ffdheGroups.front().group)];
}

std::optional<std::uint16_t> ffdheGroup(const DhParameters &parameters)
{
    const std::optional<std::size_t> index = indexOf(parameters);
    if (!index)
        return std::nullopt;
    return ffdheGroups[*index].group;
}

std::string nameOfPrime(ByteView prime)
{
    const Bytes generator{2}; // RFC 7919 A: that of all its groups
    const std::optional<std::uint16_t> group = ffdheGroup({Bytes(prime.begin(), prime.end()), generator});
    return group ? names::group(*group) : std::string();
}

std::string nameOf(const DhParameters &parameters)
{
    const std::optional<std::uint16_t> group = ffdheGroup(parameters);
    return group ? names::group(*group) : "DH, " + std::to_string(bitsOf(parameters.p)) + " bits";
}

std::uint64_t bitsOf(ByteView number)
{
    const auto first = std::find_if(number.begin(), number.end(), [](std::uint8_t byte) { return byte != 0; });
    if (first == number.end())
        return 0;
    return static_cast<std::uint64_t>(number.end() - first - 1) * 8 + std::bit_width(static_cast<unsigned>(*first));
}

std::optional<DhParameters> dhParametersFromPem(Context &context, std::string_view pem)
{
    EVP_PKEY *key = nullptr;
    const Handle<OSSL_DECODER_CTX, OSSL_DECODER_CTX_free> decoder(ensured(
        OSSL_DECODER_CTX_new_for_pkey(&key, "PEM", nullptr, nullptr, EVP_PKEY_KEY_PARAMETERS, context.lib(), nullptr),
        "reading PEM"));
    const auto *data = reinterpret_cast<const unsigned char *>(pem.data());
    std::size_t length = pem.size();
    ERR_set_mark();
    const bool decoded = OSSL_DECODER_from_data(decoder.get(), &data, &length) == 1;
    ERR_pop_to_mark();
    const KeyHandle owner(key);
    if (!decoded || (!EVP_PKEY_is_a(key, "DH") && !EVP_PKEY_is_a(key, "DHX")))
        return std::nullopt;
    return DhParameters{parameter(key, OSSL_PKEY_PARAM_FFC_P), parameter(key, OSSL_PKEY_PARAM_FFC_G)};
}

bool usable(const DhParameters &parameters)
{
    return usable(numbersOf(parameters));
}

EphemeralKey generateDh(Context &context, const DhParameters &parameters)
{
    const DhField &field = fieldOf(context, parameters);
    const std::optional<std::size_t> index = indexOf(parameters);
    const int bits = index ? ffdheGroups[*index].exponentBits : BN_num_bits(field.p.get()) - 1;
    return importDh(context, parameters, drawExponent(context.entropy(), bits));
}

SharedSecret agreeDh(Context &context, const DhParameters &parameters, const EphemeralKey &own, ByteView peer)
{
    const DhField &field = fieldOf(context, parameters);
    if (peer.empty() || peer.size() > lengthOf(field))
        return {{}, KeyShareError::WrongLength};
    const BnHandle value = toNumber(peer);
    if (!withinRange(value.get(), field))
        return {{}, KeyShareError::OutOfRange};
    return {power(context, field, value.get(), own.privateValue), std::nullopt};
}

EphemeralKey importDh(Context &context, const DhParameters &parameters, ByteView privateValue)
{
    EphemeralKey own;
    own.privateValue.assign(privateValue.begin(), privateValue.end());
    own.publicValue = publicFromPrivateDh(context, parameters, privateValue);
    return own;
}

Bytes publicFromPrivateDh(Context &context, const DhParameters &parameters, ByteView privateValue)
{
    const DhField &field = fieldOf(context, parameters);
    return power(context, field, field.g.get(), privateValue);
}

} // namespace hd::crypto
