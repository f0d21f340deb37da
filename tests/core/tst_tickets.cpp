// SPDX-License-Identifier: GPL-3.0-or-later

// Tickets of RFC 5077 4.

#include "fixtures.h"
#include "print.h"

#include "crypto/deriver.h"
#include "trace/operations.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

using namespace hd;
using namespace hd::test;

namespace {

Bytes pattern(std::size_t length, unsigned start)
{
    Bytes bytes(length);
    for (std::size_t i = 0; i < length; ++i)
        bytes[i] = static_cast<std::uint8_t>(start + 7 * i);
    return bytes;
}

} // namespace

class TestTickets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void layoutOfRfc5077();
    void everyLengthGoesBothWays();
    void everyBitCounts();
    void everyLengthThatIsNoneIsRefused();
    void theDeriverRecordsBothWays();
    void anotherServersTicketIsLeftAlone();
    void wrongLengthsAreRefused();

private:
    const Bytes m_keys = pattern(48, 3), m_name = pattern(16, 50), m_iv = pattern(16, 99);
    crypto::Context m_context;
};

/// key_name, IV, length, AES-128-CBC of the state, HMAC-SHA-256 of all before it; each by libcrypto's own functions.
void TestTickets::layoutOfRfc5077()
{
    const Bytes state = pattern(53, 7);
    const Bytes ticket = crypto::sealTicket(m_context, m_keys, m_name, m_iv, state);
    Bytes encrypted(64);
    int first = 0, last = 0;
    EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
    EVP_EncryptInit_ex(ctx, EVP_aes_128_cbc(), nullptr, m_keys.data(), m_iv.data());
    EVP_EncryptUpdate(ctx, encrypted.data(), &first, state.data(), static_cast<int>(state.size()));
    EVP_EncryptFinal_ex(ctx, encrypted.data() + first, &last);
    EVP_CIPHER_CTX_free(ctx);
    QCOMPARE(first + last, 64);
    Bytes expected = concat({m_name, m_iv, Bytes{0, 64}, encrypted});
    Bytes mac(32);
    HMAC(EVP_sha256(), m_keys.data() + 16, 32, expected.data(), expected.size(), mac.data(), nullptr);
    append(expected, mac);
    QCOMPARE(ticket, expected);
}

void TestTickets::everyLengthGoesBothWays()
{
    for (const std::size_t length : {0, 1, 15, 16, 17, 31, 32, 200, 5000, 65519}) {
        const Bytes state = pattern(length, 1);
        const Bytes ticket = crypto::sealTicket(m_context, m_keys, m_name, m_iv, state);
        const std::optional<Bytes> opened = crypto::openTicket(m_context, m_keys, ticket);
        QVERIFY(opened.has_value());
        QCOMPARE(*opened, state);
    }
}

void TestTickets::everyBitCounts()
{
    const Bytes ticket = crypto::sealTicket(m_context, m_keys, m_name, m_iv, pattern(20, 1));
    for (std::size_t bit = 0; bit < ticket.size() * 8; ++bit) {
        Bytes damaged = ticket;
        damaged[bit / 8] = static_cast<std::uint8_t>(damaged[bit / 8] ^ (1 << bit % 8));
        QVERIFY(!crypto::openTicket(m_context, m_keys, damaged));
    }
    for (std::size_t at = 0; at < m_keys.size(); ++at) {
        Bytes other = m_keys;
        other[at] ^= 1;
        // a wrong half of the key is caught by the MAC or, since the MAC is over the ciphertext, by what comes out
        if (at >= 16)
            QVERIFY(!crypto::openTicket(m_context, other, ticket));
        else
            QVERIFY(crypto::openTicket(m_context, other, ticket) != pattern(20, 1));
    }
}

void TestTickets::everyLengthThatIsNoneIsRefused()
{
    const Bytes ticket = crypto::sealTicket(m_context, m_keys, m_name, m_iv, pattern(20, 1));
    for (std::size_t length = 0; length < ticket.size(); ++length)
        QVERIFY(!crypto::openTicket(m_context, m_keys, ByteView(ticket).first(length)));
    QVERIFY(!crypto::openTicket(m_context, m_keys, concat({ticket, Bytes{0}})));
    QVERIFY(!crypto::openTicket(m_context, ByteView(m_keys).first(47), ticket));
}

void TestTickets::theDeriverRecordsBothWays()
{
    Recorder recorder(Side::Server);
    SeededEntropy entropy(5, "server");
    Deriver deriver(m_context, recorder, entropy);
    const Secret keys = deriver.given("ticket_key", "ticket key", std::nullopt, m_keys);
    const Secret state = deriver.given("state", "test", std::nullopt, pattern(70, 2));
    const Secret ticket = deriver.sealTicket("ticket", keys, m_name, state);
    const std::vector<Derivation> &made = recorder.account().derivations;
    QCOMPARE(made.back().operation, std::string(operation::sealTicket));
    std::vector<std::string> roles;
    for (const Input &input : made.back().inputs)
        roles.push_back(input.role);
    QCOMPARE(roles, (std::vector<std::string>{"secret", "key_name", "iv", "plaintext"}));
    const Derivation &iv = made[made.size() - 2];
    QCOMPARE(iv.operation, std::string(operation::entropy));
    QCOMPARE(iv.output, made.back().inputs[2].value);
    QCOMPARE(ticket.bytes(), crypto::sealTicket(m_context, m_keys, m_name, iv.output, state.bytes()));
    QVERIFY(!made.back().secret);
    const std::optional<Secret> opened =
        deriver.openTicket("state", keys, m_name, bytesInput("ticket", ticket.bytes()));
    QVERIFY(opened.has_value());
    QCOMPARE(opened->bytes(), state.bytes());
    QCOMPARE(made.back().operation, std::string(operation::openTicket));
    QVERIFY(made.back().secret);
}

void TestTickets::anotherServersTicketIsLeftAlone()
{
    Recorder recorder(Side::Server);
    SeededEntropy entropy(5, "server");
    Deriver deriver(m_context, recorder, entropy);
    const Secret keys = deriver.given("ticket_key", "ticket key", std::nullopt, m_keys);
    const Bytes ticket = crypto::sealTicket(m_context, m_keys, pattern(16, 51), m_iv, pattern(20, 1));
    QVERIFY(!deriver.openTicket("state", keys, m_name, bytesInput("ticket", ticket)));
    QVERIFY(!deriver.openTicket("state", keys, m_name, bytesInput("ticket", {})));
    QVERIFY(!deriver.openTicket("state", keys, m_name, bytesInput("ticket", m_name)));
    QCOMPARE(recorder.account().derivations.size(), std::size_t{1});
}

void TestTickets::wrongLengthsAreRefused()
{
    using crypto::CryptoFailure;
    QVERIFY_EXCEPTION_THROWN(crypto::sealTicket(m_context, Bytes(47), m_name, m_iv, {}), CryptoFailure);
    QVERIFY_EXCEPTION_THROWN(crypto::sealTicket(m_context, m_keys, Bytes(15), m_iv, {}), CryptoFailure);
    QVERIFY_EXCEPTION_THROWN(crypto::sealTicket(m_context, m_keys, m_name, Bytes(8), {}), CryptoFailure);
    QVERIFY_EXCEPTION_THROWN(crypto::sealTicket(m_context, m_keys, m_name, m_iv, Bytes(65520)), CryptoFailure);
}

QTEST_GUILESS_MAIN(TestTickets)
#include "tst_tickets.moc"
