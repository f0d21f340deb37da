// SPDX-License-Identifier: GPL-3.0-or-later

// Key agreement as TLS 1.3 has it: every group, the hybrid ones where libcrypto can.

#include "fixtures.h"
#include "print.h"

#include "crypto/keyshares.h"
#include "crypto/mlkem.h"
#include "trace/formula.h"
#include "trace/operations.h"

using namespace hd;
using namespace hd::test;
using crypto::KeyShareError;

namespace {

/// One party with a recorder of its own.
struct Agreeing
{
    Agreeing(crypto::Context &context, Side side, std::uint8_t first)
        : recorder(side), entropy(first), deriver(context, recorder, entropy), agreement(deriver, context)
    {}

    const Derivation *find(const std::string &name) const
    {
        for (const Derivation &derivation : recorder.account().derivations)
            if (derivation.name == name)
                return &derivation;
        return nullptr;
    }

    Recorder recorder;
    CountingEntropy entropy;
    Deriver deriver;
    KeyAgreement agreement;
};

constexpr std::uint16_t x25519Mlkem768 = 0x11ec;

QString text(std::string_view words)
{
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

Input received(const Bytes &value)
{
    return bytesInput("peer_public", value);
}

} // namespace

class TestKeyShares : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothComputeTheSame_data();
    void bothComputeTheSame();
    void sharedSecretsOfFieldsArePadded();
    void valuesOfTheWrongLengthAreRefused_data() { bothComputeTheSame_data(); }
    void valuesOfTheWrongLengthAreRefused();
    void shortFieldElementsAreRefused();
    void hybridValuesAreLaidOutInOrder_data();
    void hybridValuesAreLaidOutInOrder();
    void hybridSecretsAreInOrder_data() { hybridValuesAreLaidOutInOrder_data(); }
    void hybridSecretsAreInOrder();
    void hybridPartsNameTheirFields();
    void hybridFormulas();
    void aBadPartOfAHybridValueIsRefused();
    void whyAGroupCannotBeRun();

private:
    crypto::Context m_context;
};

#define SKIP_UNLESS_POSSIBLE(code)                                                                                     \
    if (const std::string why = KeyAgreement::obstacle(m_context, code); !why.empty())                                 \
    QSKIP(qPrintable(text(names::group(code) + " was not run: " + why)))

void TestKeyShares::bothComputeTheSame_data()
{
    QTest::addColumn<quint16>("group");
    for (const NamedGroup &group : namedGroups())
        QTest::addRow("%s", qPrintable(text(group.name))) << group.code;
}

void TestKeyShares::bothComputeTheSame()
{
    QFETCH(quint16, group);
    SKIP_UNLESS_POSSIBLE(group);
    Agreeing client(m_context, Side::Client, 1), server(m_context, Side::Server, 101);
    KeyShareSecret offered, answered;
    {
        const crypto::Context::EntropyScope scope(m_context, client.entropy);
        offered = client.agreement.generate(Side::Client, group);
    }
    const crypto::Context::EntropyScope scope(m_context, server.entropy);
    auto answer = server.agreement.answer(group, received(offered.keyExchange));
    auto *both = std::get_if<KeyAgreement::Answer>(&answer);
    QVERIFY(both);
    const auto &[share, secret] = *both;
    const Deriver::Agreed agreed = client.agreement.agree(offered, received(share.keyExchange));
    QVERIFY(std::get_if<Secret>(&agreed));
    QCOMPARE(std::get<Secret>(agreed).bytes(), secret.bytes());
    QVERIFY(offered.keyExchange != share.keyExchange);
    QCOMPARE(share.group, group);
    for (const std::string name : {"client_key_share_private", "client_key_share"})
        QVERIFY2(client.find(name) || client.find(name + ".mlkem768") || client.find(name + ".mlkem1024"),
                 name.c_str());
    QCOMPARE(client.find("client_key_share")->output, offered.keyExchange);
    QCOMPARE(server.find("server_key_share")->output, share.keyExchange);
    QVERIFY(!server.find("server_key_share")->secret);
    QCOMPARE(client.find("shared_secret")->output, server.find("shared_secret")->output);
    QVERIFY(client.find("shared_secret")->secret);
    QCOMPARE(share.source.value, share.keyExchange);
    QCOMPARE(server.recorder.account().derivations[share.source.derivation->index].name,
             std::string("server_key_share"));
}

/// RFC 8446 7.4.1: "padded to the left with zeros to the size of the prime". With the peer's value 2 and a private
/// value of 5, Z is 32.
void TestKeyShares::sharedSecretsOfFieldsArePadded()
{
    const crypto::DhParameters field = *crypto::ffdhe(256);
    Agreeing client(m_context, Side::Client, 1);
    const crypto::Context::EntropyScope scope(m_context, client.entropy);
    KeyShareSecret own = client.agreement.generate(Side::Client, 256);
    own.own.front().key = crypto::importDh(m_context, field, Bytes{5});
    Bytes two(field.p.size());
    two.back() = 2;
    const Deriver::Agreed agreed = client.agreement.agree(own, received(two));
    Bytes expected(field.p.size());
    expected.back() = 32;
    QCOMPARE(std::get<Secret>(agreed).bytes(), expected);
    QCOMPARE(client.find("shared_secret")->operation, std::string(operation::dhSharedPadded));
}

void TestKeyShares::valuesOfTheWrongLengthAreRefused()
{
    QFETCH(quint16, group);
    SKIP_UNLESS_POSSIBLE(group);
    Agreeing client(m_context, Side::Client, 1), server(m_context, Side::Server, 101);
    const crypto::Context::EntropyScope scope(m_context, client.entropy);
    const KeyShareSecret own = client.agreement.generate(Side::Client, group);
    auto answer = server.agreement.answer(group, received(own.keyExchange));
    const Bytes theirs = std::get<KeyAgreement::Answer>(answer).first.keyExchange;
    for (const int change : {-1, 1}) {
        Bytes toServer = own.keyExchange, toClient = theirs;
        toServer.resize(static_cast<std::size_t>(static_cast<std::ptrdiff_t>(toServer.size()) + change));
        toClient.resize(static_cast<std::size_t>(static_cast<std::ptrdiff_t>(toClient.size()) + change));
        const auto refused = server.agreement.answer(group, received(toServer));
        QVERIFY(std::get<KeyShareError>(refused) == KeyShareError::WrongLength);
        QVERIFY(std::get<KeyShareError>(client.agreement.agree(own, received(toClient))) == KeyShareError::WrongLength);
    }
    QVERIFY(!client.find("shared_secret"));
}

/// RFC 8446 4.2.8.1: a value of a field is as long as p, even where that of TLS 1.2 may be shorter.
void TestKeyShares::shortFieldElementsAreRefused()
{
    Agreeing server(m_context, Side::Server, 1);
    const crypto::Context::EntropyScope scope(m_context, server.entropy);
    const auto refused = server.agreement.answer(256, received(Bytes{4}));
    QVERIFY(std::get<KeyShareError>(refused) == KeyShareError::WrongLength);
    Bytes one(256);
    one.back() = 1;
    const auto outside = server.agreement.answer(256, received(one));
    QVERIFY(std::get<KeyShareError>(outside) == KeyShareError::OutOfRange);
}

void TestKeyShares::hybridValuesAreLaidOutInOrder_data()
{
    QTest::addColumn<quint16>("group");
    QTest::addColumn<QStringList>("order"); // draft-ietf-tls-ecdhe-mlkem 4.1 and 4.2
    QTest::addColumn<int>("client");
    QTest::addColumn<int>("server");
    QTest::addColumn<int>("secret");
    const auto row = [](const char *name, quint16 group, const QStringList &order, int client, int server, int secret) {
        QTest::newRow(name) << group << order << client << server << secret;
    };
    row("X25519MLKEM768", 0x11ec, {QStringLiteral(".mlkem768"), QStringLiteral(".x25519")}, 1216, 1120, 64);
    row("SecP256r1MLKEM768", 0x11eb, {QStringLiteral(".secp256r1"), QStringLiteral(".mlkem768")}, 1249, 1153, 64);
    row("SecP384r1MLKEM1024", 0x11ed, {QStringLiteral(".secp384r1"), QStringLiteral(".mlkem1024")}, 1665, 1665, 80);
}

/// Needs no libcrypto that can do it: the layout is the registry's.
void TestKeyShares::hybridValuesAreLaidOutInOrder()
{
    QFETCH(quint16, group);
    QFETCH(QStringList, order);
    QFETCH(int, client);
    QFETCH(int, server);
    for (const bool ciphertext : {false, true}) {
        const std::vector<HybridPart> parts = hybridParts(group, ciphertext);
        std::size_t length = 0;
        QStringList names;
        for (const HybridPart &part : parts) {
            length += part.length;
            names.append(u'.' + text(part.name).section(u'_', 0, 0));
        }
        QCOMPARE(names, order);
        QCOMPARE(length, static_cast<std::size_t>(ciphertext ? server : client));
    }
}

void TestKeyShares::hybridSecretsAreInOrder()
{
    QFETCH(quint16, group);
    QFETCH(QStringList, order);
    QFETCH(int, secret);
    SKIP_UNLESS_POSSIBLE(group);
    Agreeing client(m_context, Side::Client, 1), server(m_context, Side::Server, 101);
    const crypto::Context::EntropyScope scope(m_context, server.entropy);
    const KeyShareSecret own = client.agreement.generate(Side::Client, group);
    auto answer = server.agreement.answer(group, received(own.keyExchange));
    const KeyShareSecret theirs = std::get<KeyAgreement::Answer>(answer).first;
    QVERIFY(std::holds_alternative<Secret>(client.agreement.agree(own, received(theirs.keyExchange))));
    for (const Agreeing *party : {&client, &server}) {
        Bytes value, shared;
        const std::string name = party == &client ? "client_key_share" : "server_key_share";
        for (const QString &part : order) {
            append(value, party->find(name + part.toStdString())->output);
            append(shared, party->find("shared_secret" + part.toStdString())->output);
        }
        QCOMPARE(party->find(name)->output, value);
        QCOMPARE(party->find("shared_secret")->output, shared);
        QCOMPARE(shared.size(), static_cast<std::size_t>(secret));
    }
}

/// So that a trace leads from the secret to the bytes of the message.
void TestKeyShares::hybridPartsNameTheirFields()
{
    SKIP_UNLESS_POSSIBLE(x25519Mlkem768);
    Agreeing client(m_context, Side::Client, 1), server(m_context, Side::Server, 101);
    const crypto::Context::EntropyScope scope(m_context, server.entropy);
    const KeyShareSecret own = client.agreement.generate(Side::Client, x25519Mlkem768);
    Input peer = received(own.keyExchange);
    peer.fields = {{{0}, "client_hello.extensions.key_share.client_shares[0].key_exchange"}};
    QVERIFY(std::holds_alternative<KeyAgreement::Answer>(server.agreement.answer(x25519Mlkem768, peer)));
    const Derivation *shared = server.find("shared_secret.mlkem768");
    QCOMPARE(shared->operation, std::string(operation::mlkemShared));
    QCOMPARE(shared->inputs[1].fields.front().path,
             std::string("client_hello.extensions.key_share.client_shares[0].key_exchange.mlkem768_encapsulation_key"));
    QCOMPARE(shared->inputs[1].value, client.find("client_key_share.mlkem768")->output);
    QCOMPARE(server.find("shared_secret.x25519")->inputs[1].fields.front().path,
             std::string("client_hello.extensions.key_share.client_shares[0].key_exchange.x25519"));
}

/// As FIPS 203 writes them.
void TestKeyShares::hybridFormulas()
{
    SKIP_UNLESS_POSSIBLE(x25519Mlkem768);
    Agreeing client(m_context, Side::Client, 1), server(m_context, Side::Server, 101);
    const crypto::Context::EntropyScope scope(m_context, server.entropy);
    const KeyShareSecret own = client.agreement.generate(Side::Client, x25519Mlkem768);
    auto answer = server.agreement.answer(x25519Mlkem768, received(own.keyExchange));
    QVERIFY(std::holds_alternative<Secret>(
        client.agreement.agree(own, received(std::get<KeyAgreement::Answer>(answer).first.keyExchange))));
    const auto formulaOf = [](const Agreeing &party, const std::string &name) {
        const Trace &account = party.recorder.account();
        for (std::uint32_t i = 0; i < account.derivations.size(); ++i)
            if (account.derivations[i].name == name)
                return formula(account, {i});
        return std::string("no such derivation");
    };
    QCOMPARE(formulaOf(client, "client_key_share.mlkem768"),
             std::string("ML-KEM-768.KeyGen(client_key_share_private.mlkem768).ek"));
    QCOMPARE(formulaOf(server, "server_key_share.mlkem768"),
             std::string("ML-KEM-768.Encaps(peer_public, server_key_share_private.mlkem768).c"));
    QCOMPARE(formulaOf(server, "shared_secret.mlkem768"),
             std::string("ML-KEM-768.Encaps(peer_public, server_key_share_private.mlkem768).K"));
    QCOMPARE(formulaOf(client, "shared_secret.mlkem768"),
             std::string("ML-KEM-768.Decaps(client_key_share_private.mlkem768, ciphertext)"));
    QCOMPARE(formulaOf(client, "client_key_share"), std::string("client_key_share.mlkem768 + client_key_share.x25519"));
}

/// FIPS 203 7.2 (the modulus check) and RFC 7748 6.1 (an all-zero result), each in its half.
void TestKeyShares::aBadPartOfAHybridValueIsRefused()
{
    SKIP_UNLESS_POSSIBLE(x25519Mlkem768);
    Agreeing client(m_context, Side::Client, 1), server(m_context, Side::Server, 101);
    const crypto::Context::EntropyScope scope(m_context, server.entropy);
    const KeyShareSecret own = client.agreement.generate(Side::Client, x25519Mlkem768);
    Bytes notReduced = own.keyExchange, allZero = own.keyExchange;
    std::fill_n(notReduced.begin(), 3, std::uint8_t{0xff});
    std::fill_n(allZero.end() - 32, 32, std::uint8_t{0});
    QVERIFY(std::get<KeyShareError>(server.agreement.answer(x25519Mlkem768, received(notReduced))) ==
            KeyShareError::NotReduced);
    QVERIFY(std::get<KeyShareError>(server.agreement.answer(x25519Mlkem768, received(allZero))) ==
            KeyShareError::AllZero);
    QVERIFY(!server.find("shared_secret"));
}

void TestKeyShares::whyAGroupCannotBeRun()
{
    for (const NamedGroup &group : namedGroups())
        if (group.kind != GroupKind::Hybrid)
            QCOMPARE(KeyAgreement::obstacle(m_context, group.code), std::string());
    const bool can = crypto::canMlKem(m_context, "ML-KEM-768");
    const std::string why = KeyAgreement::obstacle(m_context, x25519Mlkem768);
    QCOMPARE(why.empty(), can);
    QCOMPARE(why.find("ML-KEM-768") != std::string::npos, !can);
    QVERIFY(!KeyAgreement::obstacle(m_context, 0x0201).empty());
}

QTEST_GUILESS_MAIN(TestKeyShares)
#include "tst_keyshares.moc"
