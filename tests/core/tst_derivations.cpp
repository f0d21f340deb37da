// SPDX-License-Identifier: GPL-3.0-or-later

// Every secret of every built-in scenario computed again, by other means: libcrypto's own TLS1-PRF, TLS13-KDF, HKDF, DH
// and ECDH in its default library context.

#include "print.h"

#include "builtins.h"
#include "trace/operations.h"
#include "wire/versions.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/param_build.h>

using namespace hd;
using namespace hd::test;

namespace {

template<auto Free>
struct Freer
{
    template<class T>
    void operator()(T *object) const
    {
        Free(object);
    }
};
template<class T, auto Free>
using Handle = std::unique_ptr<T, Freer<Free>>;
using Number = Handle<BIGNUM, BN_free>;
using Key = Handle<EVP_PKEY, EVP_PKEY_free>;
using KeyContext = Handle<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;

/// The value of the inputs with @p role, one after the other.
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
std::string libcryptoName(const std::string &hash)
{
    return hash == "MD5+SHA-1" ? "MD5-SHA1" : hash;
}

Bytes tls1Prf(std::string digest, Bytes secret, const Bytes &labelAndSeed, std::size_t length)
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
Bytes hkdfExtract(std::string digest, Bytes salt, Bytes ikm)
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
Bytes hkdfExpandLabel(std::string digest, Bytes secret, std::string label, Bytes context, std::size_t length)
{
    const Handle<EVP_KDF, EVP_KDF_free> kdf(EVP_KDF_fetch(nullptr, "TLS13-KDF", nullptr));
    const Handle<EVP_KDF_CTX, EVP_KDF_CTX_free> ctx(EVP_KDF_CTX_new(kdf.get()));
    int mode = EVP_KDF_HKDF_MODE_EXPAND_ONLY;
    std::string prefix = "tls13 ";
    const OSSL_PARAM params[] = {OSSL_PARAM_construct_int(OSSL_KDF_PARAM_MODE, &mode),
                                 OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
                                 OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, secret.data(), secret.size()),
                                 OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_PREFIX, prefix.data(), prefix.size()),
                                 OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_LABEL, label.data(), label.size()),
                                 OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_DATA, context.data(), context.size()),
                                 OSSL_PARAM_construct_end()};
    Bytes out(length);
    return EVP_KDF_derive(ctx.get(), out.data(), out.size(), params) == 1 ? out : Bytes();
}

Bytes hmacOf(const std::string &digest, const Bytes &key, const Bytes &content)
{
    Bytes out(EVP_MAX_MD_SIZE);
    std::size_t length = 0;
    if (!EVP_Q_mac(nullptr, "HMAC", nullptr, digest.c_str(), nullptr, key.data(), key.size(), content.data(),
                   content.size(), out.data(), out.size(), &length))
        return {};
    out.resize(length);
    return out;
}

Bytes digestOf(const std::string &name, const Bytes &bytes)
{
    const Handle<EVP_MD, EVP_MD_free> md(EVP_MD_fetch(nullptr, libcryptoName(name).c_str(), nullptr));
    Bytes out(EVP_MAX_MD_SIZE);
    unsigned length = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), out.data(), &length, md.get(), nullptr) != 1)
        return {};
    out.resize(length);
    return out;
}

Number toNumber(const Bytes &bytes)
{
    return Number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
}

/// base^exponent mod p, as long as p.
Bytes power(const Bytes &base, const Bytes &exponent, const Bytes &p)
{
    const Handle<BN_CTX, BN_CTX_free> scratch(BN_CTX_new());
    const Number result(BN_new());
    if (BN_mod_exp(result.get(), toNumber(base).get(), toNumber(exponent).get(), toNumber(p).get(), scratch.get()) != 1)
        return {};
    Bytes out(p.size());
    BN_bn2binpad(result.get(), out.data(), static_cast<int>(out.size()));
    return out;
}

Bytes stripped(Bytes bytes)
{
    bytes.erase(bytes.begin(), std::find_if(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte != 0; }));
    return bytes;
}

/// A key of libcrypto's default context; @p secret may be empty.
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

Bytes ecdh(const NamedGroup &group, const Bytes &secret, const Bytes &ownPublic, const Bytes &peer)
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
Bytes ownPublic(const Trace &trace, const Derivation &derivation)
{
    for (const Derivation &other : trace.derivations)
        if (other.operation == operation::ecdhPublic && other.inputs[0].derivation == derivation.inputs[0].derivation)
            return other.output;
    return {};
}

/// RFC 6101 6.1
Bytes ladder(const Bytes &secret, const Bytes &seed, std::size_t length)
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
Bytes handshakeHash(const Bytes &messages, const std::string &sender, const Bytes &master)
{
    Bytes out;
    for (const auto &[hash, pad] : {std::pair{"MD5", 48U}, {"SHA1", 40U}}) {
        const Bytes inner = digestOf(hash, concat({messages, toBytes(sender), master, Bytes(pad, 0x36)}));
        append(out, digestOf(hash, concat({master, Bytes(pad, 0x5c), inner})));
    }
    return out;
}

/// What @p derivation must have come to; nothing where it was drawn or made with a private key.
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

void rowPerScenario()
{
    QTest::addColumn<qsizetype>("index");
    for (std::size_t i = 0; i < builtinTraces().size(); ++i)
        QTest::newRow(row(builtinTraces()[i]->scenarioName).constData()) << qsizetype(i);
    // Groups and hashes that the built-in ones leave out
    QTest::newRow("secp384r1") << qsizetype(-1);
    QTest::newRow("secp521r1, SHA-384") << qsizetype(-2);
    QTest::newRow("x448") << qsizetype(-3);
    QTest::newRow("ffdhe3072") << qsizetype(-4);
    QTest::newRow("TLS 1.3, ffdhe2048, SHA-384") << qsizetype(-5);
}

std::shared_ptr<const Trace> fetched()
{
    QFETCH(qsizetype, index);
    const std::string ecdhe = "tls12-ecdhe-gcm", suite = "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384";
    switch (index) {
    case -1:
        return runBuiltin(ecdhe, {"client.groups=secp384r1", "server.groups=secp384r1"});
    case -2:
        return runBuiltin(ecdhe, {"client.groups=secp521r1", "server.groups=secp521r1", "client.suites=" + suite,
                                  "server.suites=" + suite});
    case -3:
        return runBuiltin(ecdhe, {"client.groups=x448", "server.groups=x448"});
    case -4:
        return runBuiltin("classic", {"client.groups=ffdhe3072", "server.groups=ffdhe3072"});
    case -5:
        return runBuiltin("tls13", {"client.groups=ffdhe2048", "server.groups=ffdhe2048",
                                    "client.suites=TLS_AES_256_GCM_SHA384", "server.suites=TLS_AES_256_GCM_SHA384"});
    default:
        return builtinTraces()[static_cast<std::size_t>(index)];
    }
}

} // namespace

class TestDerivations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingComesOutAgain_data() { rowPerScenario(); }
    void everythingComesOutAgain();
    void inputsAreWhatTheySay_data() { rowPerScenario(); }
    void inputsAreWhatTheySay();
    void bothPartiesAgree_data() { rowPerScenario(); }
    void bothPartiesAgree();
    void slicesTileTheKeyBlock_data() { rowPerScenario(); }
    void slicesTileTheKeyBlock();
    void verifyDataStandsInFinished_data() { rowPerScenario(); }
    void verifyDataStandsInFinished();
    void publicValuesFitTheirKeys();
};

void TestDerivations::everythingComesOutAgain()
{
    const auto trace = fetched();
    std::size_t computed = 0;
    for (const Derivation &derivation : trace->derivations) {
        const std::optional<Bytes> expected = again(*trace, derivation);
        if (!expected)
            continue;
        ++computed;
        QVERIFY2(derivation.output == *expected, (word(derivation.by) + "'s " + derivation.name).c_str());
        QVERIFY(!expected->empty());
    }
    QVERIFY(computed >= (trace->outcome.client == Status::Failed ? 0U : 16U));
}

/// An input that says where it comes from is those very bytes.
void TestDerivations::inputsAreWhatTheySay()
{
    const auto trace = fetched();
    std::vector<const std::vector<Input> *> all;
    for (const Derivation &derivation : trace->derivations)
        all.push_back(&derivation.inputs);
    for (const Check &check : trace->checks)
        all.push_back(&check.inputs);
    for (const std::vector<Input> *inputs : all) {
        for (const Input &input : *inputs) {
            if (input.derivation)
                QCOMPARE(input.value, (*trace)[*input.derivation].output);
            if (!input.fields.empty()) {
                Bytes fields;
                for (const FieldRef &ref : input.fields) {
                    const Message &message = (*trace)[ref.message];
                    const std::optional<FieldIndex> at = message.fields.find(ref.path);
                    QVERIFY2(at, ref.path.c_str());
                    append(fields, slice(message.bytes, message.fields[*at].range));
                }
                QCOMPARE(input.value, fields);
            }
            QVERIFY(input.messages.empty() || input.value.empty());
        }
    }
}

/// Whether both came to the end of the handshake, and both accounts are there.
static bool bothAreOpen(const Trace &trace)
{
    return trace.outcome.client != Status::Failed && trace.outcome.client != Status::Handshaking;
}

static std::vector<const char *> agreedUpToTls12(const Trace &trace)
{
    std::vector<const char *> both{"master_secret", "key_block", "client_finished.verify_data",
                                   "server_finished.verify_data"};
    if (!trace.negotiated.resumed) // RFC 5246 F.1.4: then the master secret is that of the session
        both.push_back("pre_master_secret");
    if (suiteOf(trace)->mode != CipherMode::Null)
        both.insert(both.end(), {"client_write_key", "server_write_key"});
    return both;
}

/// The rungs of the ladder and what hangs on them (RFC 8446 7.1).
static std::vector<const char *> agreedInTls13()
{
    return {"early_secret",
            "handshake_secret",
            "client_handshake_traffic_secret",
            "server_handshake_traffic_secret",
            "client_handshake_write_key",
            "server_handshake_write_iv",
            "client_finished_key",
            "client_finished.verify_data",
            "server_finished.verify_data",
            "master_secret",
            "client_application_traffic_secret_0",
            "server_application_traffic_secret_0",
            "client_application_write_key",
            "server_application_write_iv",
            "exporter_master_secret",
            "resumption_master_secret"};
}

void TestDerivations::bothPartiesAgree()
{
    const auto trace = fetched();
    if (!bothAreOpen(*trace))
        return;
    for (const char *name : versionOf(*trace) >= tls13 ? agreedInTls13() : agreedUpToTls12(*trace)) {
        const auto client = derivationOf(*trace, name, Side::Client), server = derivationOf(*trace, name, Side::Server);
        QVERIFY2(client && server && client != server, name);
        QCOMPARE((*trace)[*client].output, (*trace)[*server].output);
        QVERIFY(!(*trace)[*client].output.empty());
    }
}

/// RFC 5246 6.3: MAC keys, keys, IVs, the client's first, and nothing in between.
static std::vector<std::string> piecesOf(const CipherSuite &suite, Version version)
{
    const bool chained = suite.blockLength > 0 && version < tls11 && !suite.exportable();
    std::vector<std::string> pieces;
    const auto add = [&pieces](bool there, const char *what) {
        if (there)
            for (const char *who : {"client_write_", "server_write_"})
                pieces.push_back(std::string(who) + what);
    };
    add(!suite.aead(), "MAC_key");
    add(suite.keyMaterial > 0, "key");
    add(suite.fixedIvLength > 0 || chained, "IV");
    return pieces;
}

void TestDerivations::slicesTileTheKeyBlock()
{
    const auto trace = fetched();
    if (trace->outcome.client == Status::Failed || versionOf(*trace) >= tls13)
        return;
    std::size_t blocks = 0; // each party makes one, and another when they negotiate anew
    for (std::size_t i = 0; i < trace->derivations.size(); ++i) {
        const DerivationId block{static_cast<std::uint32_t>(i)};
        if ((*trace)[block].name != "key_block")
            continue;
        ++blocks;
        std::vector<std::string> names;
        Bytes tiled;
        for (const Derivation &derivation : trace->derivations) {
            if (derivation.operation != operation::slice || derivation.inputs[0].derivation != block)
                continue;
            QCOMPARE(textOf(derivation.inputs, "offset"), std::to_string(tiled.size()));
            append(tiled, derivation.output);
            names.push_back(derivation.name);
        }
        QCOMPARE(tiled, (*trace)[block].output);
        QCOMPARE(names, piecesOf(*suiteOf(*trace), versionOf(*trace)));
    }
    QVERIFY(blocks >= 2);
}

void TestDerivations::verifyDataStandsInFinished()
{
    const auto trace = fetched();
    if (!bothAreOpen(*trace))
        return;
    // RFC 8446 4.4.4: in TLS 1.3 as long as the hash
    const std::size_t length = versionOf(*trace) >= tls13 ? (suiteOf(*trace)->prf == HashName::Sha384 ? 48 : 32)
                                                          : traitsOf(versionOf(*trace)).verifyDataLength;
    for (const Side side : {Side::Client, Side::Server}) {
        const Message &finished = (*trace)[*messageOf(*trace, "finished", side)];
        const Range range = finished.fields[*finished.fields.find("finished.verify_data")].range;
        const auto derived = derivationOf(*trace, word(side) + "_finished.verify_data", side);
        QVERIFY(equal((*trace)[*derived].output, slice(finished.bytes, range)));
        QCOMPARE(std::size_t{range.length}, length);
    }
}

void TestDerivations::publicValuesFitTheirKeys()
{
    int seen = 0;
    for (const auto &trace : builtinTraces()) {
        for (const Derivation &derivation : trace->derivations) {
            if (derivation.operation != operation::ecdhPublic)
                continue;
            const NamedGroup &group = *namedGroup(std::string_view(textOf(derivation.inputs, "group")));
            const Key key = ecKey(group, bytesOf(*trace, derivation.inputs, "private_key"), derivation.output);
            Bytes encoded(200);
            std::size_t length = 0;
            QCOMPARE(EVP_PKEY_get_octet_string_param(key.get(), OSSL_PKEY_PARAM_PUB_KEY, encoded.data(), encoded.size(),
                                                     &length),
                     1);
            const KeyContext ctx(EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr));
            QCOMPARE(EVP_PKEY_pairwise_check(ctx.get()), 1);
            ++seen;
        }
    }
    QVERIFY(seen >= 4);
}

QTEST_GUILESS_MAIN(TestDerivations)
#include "tst_derivations.moc"
