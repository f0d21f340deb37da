// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/randprovider.h"

#include <openssl/core_dispatch.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <exception>

namespace hd::crypto {

namespace {

/// One generator: libcrypto makes a primary one and, per thread, a public and a private one; all share the source.
struct Generator
{
    RandSource *source = nullptr;
    int state = EVP_RAND_STATE_UNINITIALISED;
};

Generator *generator(void *context)
{
    return static_cast<Generator *>(context);
}

} // namespace

extern "C" {

static void *randNew(void *provider, void *, const OSSL_DISPATCH *)
{
    return new Generator{static_cast<RandSource *>(provider)};
}

static void randFree(void *context)
{
    delete generator(context);
}

static int randInstantiate(void *context, unsigned, int, const unsigned char *, size_t, const OSSL_PARAM *)
{
    generator(context)->state = EVP_RAND_STATE_READY;
    return 1;
}

static int randUninstantiate(void *context)
{
    generator(context)->state = EVP_RAND_STATE_UNINITIALISED;
    return 1;
}

static int randGenerate(void *context, unsigned char *out, size_t length, unsigned, int, const unsigned char *, size_t)
{
    try {
        generator(context)->source->inUse().fill({out, length});
        return 1;
    } catch (const std::exception &) {
        return 0; // libcrypto is C: its caller sees the failure and reports it
    }
}

static int randReseed(void *, int, const unsigned char *, size_t, const unsigned char *, size_t)
{
    return 1;
}

// A Context belongs to one thread, so that its generators need no lock; libcrypto insists on being able to ask for one.
static int randEnableLocking(void *)
{
    return 1;
}

static int randLock(void *)
{
    return 1;
}

static void randUnlock(void *) {}

static const OSSL_PARAM *randGettable(void *, void *)
{
    static const OSSL_PARAM params[] = {OSSL_PARAM_int(OSSL_RAND_PARAM_STATE, nullptr),
                                        OSSL_PARAM_uint(OSSL_RAND_PARAM_STRENGTH, nullptr),
                                        OSSL_PARAM_size_t(OSSL_RAND_PARAM_MAX_REQUEST, nullptr), OSSL_PARAM_END};
    return params;
}

static int randGet(void *context, OSSL_PARAM params[])
{
    constexpr unsigned strength = 256;
    constexpr std::size_t maxRequest = std::size_t{1} << 20;
    OSSL_PARAM *state = OSSL_PARAM_locate(params, OSSL_RAND_PARAM_STATE);
    OSSL_PARAM *bits = OSSL_PARAM_locate(params, OSSL_RAND_PARAM_STRENGTH);
    OSSL_PARAM *request = OSSL_PARAM_locate(params, OSSL_RAND_PARAM_MAX_REQUEST);
    return (!state || OSSL_PARAM_set_int(state, generator(context)->state)) &&
           (!bits || OSSL_PARAM_set_uint(bits, strength)) && (!request || OSSL_PARAM_set_size_t(request, maxRequest));
}

static const OSSL_ALGORITHM *providerQuery(void *, int operation, int *noCache)
{
    using Function = void (*)();
    static const OSSL_DISPATCH functions[] = {
        {OSSL_FUNC_RAND_NEWCTX, reinterpret_cast<Function>(randNew)},
        {OSSL_FUNC_RAND_FREECTX, reinterpret_cast<Function>(randFree)},
        {OSSL_FUNC_RAND_INSTANTIATE, reinterpret_cast<Function>(randInstantiate)},
        {OSSL_FUNC_RAND_UNINSTANTIATE, reinterpret_cast<Function>(randUninstantiate)},
        {OSSL_FUNC_RAND_GENERATE, reinterpret_cast<Function>(randGenerate)},
        {OSSL_FUNC_RAND_RESEED, reinterpret_cast<Function>(randReseed)},
        {OSSL_FUNC_RAND_ENABLE_LOCKING, reinterpret_cast<Function>(randEnableLocking)},
        {OSSL_FUNC_RAND_LOCK, reinterpret_cast<Function>(randLock)},
        {OSSL_FUNC_RAND_UNLOCK, reinterpret_cast<Function>(randUnlock)},
        {OSSL_FUNC_RAND_GETTABLE_CTX_PARAMS, reinterpret_cast<Function>(randGettable)},
        {OSSL_FUNC_RAND_GET_CTX_PARAMS, reinterpret_cast<Function>(randGet)},
        {0, nullptr}};
    static const OSSL_ALGORITHM algorithms[] = {
        {randAlgorithmName, "provider=hellodone", functions, "the Entropy in use"},
        {nullptr, nullptr, nullptr, nullptr}};
    *noCache = 0;
    return operation == OSSL_OP_RAND ? algorithms : nullptr;
}

static void providerTeardown(void *provider)
{
    delete static_cast<RandSource *>(provider);
}

int initRandProvider(const OSSL_CORE_HANDLE *, const OSSL_DISPATCH *, const OSSL_DISPATCH **functions, void **context)
{
    using Function = void (*)();
    static const OSSL_DISPATCH own[] = {{OSSL_FUNC_PROVIDER_QUERY_OPERATION, reinterpret_cast<Function>(providerQuery)},
                                        {OSSL_FUNC_PROVIDER_TEARDOWN, reinterpret_cast<Function>(providerTeardown)},
                                        {0, nullptr}};
    *functions = own;
    *context = new RandSource;
    return 1;
}

} // extern "C"

} // namespace hd::crypto
