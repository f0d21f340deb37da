// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas say how a value was computed as the RFCs write it.

#include <QtTest>

#include "scenarios.h"
#include "trace/formula.h"

using namespace hd;

class TestFormula : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formulas_data()
    {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<bool>("server");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *scenario, bool server, const char *name, const char *expected) {
            QTest::addRow("%s %s", scenario, name)
                << QString::fromLatin1(scenario) << server << QString::fromLatin1(name) << QString::fromUtf8(expected);
        };
        row("classic", false, "client_random", "random(32)");
        row("classic", true, "dh_Ys", "dh_g^server_dh_private_key mod dh_p");
        row("classic", false, "pre_master_secret", "dh_Ys^client_dh_private_key mod dh_p");
        row("classic", false, "master_secret",
            "PRF(pre_master_secret, \"master secret\", client_random + server_random)[0..47]"); // RFC 5246 8.1
        row("classic", true, "key_block",
            "PRF(master_secret, \"key expansion\", server_random + client_random)[0..95]"); // RFC 5246 6.3
        row("classic", true, "client_write_MAC_key", "key_block[0..31]");
        row("classic", true, "server_write_key", "key_block[80..95]");
        row("classic", false, "client_finished.verify_data",
            "PRF(master_secret, \"client finished\", client_finished.handshake_hash)[0..11]"); // RFC 5246 7.4.9
        row("classic", false, "client_finished.handshake_hash", "SHA-256(messages #1..#9)");
        // change_cipher_spec is no handshake message: 10 and 12 are left out
        row("classic", false, "server_finished.handshake_hash", "SHA-256(messages #1..#9, #11)");
        row("tls12-ecdhe-gcm", false, "ecdh_Yc", "x25519(client_ecdh_private_key, base point)");
        row("ssl3-rsa", false, "master_secret", // RFC 6101 6.1
            "(MD5(pre_master_secret + SHA-1('A' + pre_master_secret + client_random + server_random)) + "
            "MD5(pre_master_secret + SHA-1('BB' + pre_master_secret + client_random + server_random)) + …)[0..47]");
        row("psk", true, "psk", "psk[psk_identity]");
        row("psk", false, "pre_master_secret", "0x0010 + zeros(16) + 0x0010 + psk"); // RFC 4279 2
        row("tls10-cbc", false, "client_finished.handshake_hash",                    // RFC 2246 7.4.9
            "MD5(messages #1..#5) + SHA-1(messages #1..#5)");
        row("export-rsa", false, "final_client_write_key", // RFC 2246 6.3.1
            "PRF(client_write_key, \"client write key\", client_random + server_random)[0..15]");
        row("resumption-session-id", false, "master_secret", "session[session_id]");
        row("resumption-ticket", false, "master_secret", "ticket[ticket]");
        row("resumption-ticket", true, "master_secret", "ticket_state[15..62]");
        row("session-ticket", true, "session_ticket", // RFC 5077 4
            "key_name + iv + AES-128-CBC(ticket_keys[0..15], iv, ticket_state) + HMAC-SHA-256(ticket_keys[16..47], …)");
        // RFC 8446 7.1
        row("tls13", true, "early_secret", "HKDF-Extract(zeros(32), zeros(32))");
        row("tls13", false, "handshake_secret", "HKDF-Extract(early_secret.derived, shared_secret)");
        row("tls13", false, "shared_secret", "x25519(client_key_share_private, server_key_share)");
        row("tls13", false, "empty_hash", "SHA-256(\"\")");
        row("tls13", true, "client_handshake_traffic_secret",
            "HKDF-Expand-Label(handshake_secret, \"c hs traffic\", server_hello.transcript_hash, 32)");
        row("tls13", true, "server_hello.transcript_hash", "SHA-256(messages #1..#2)");
        row("tls13", true, "server_application_write_key",
            "HKDF-Expand-Label(server_application_traffic_secret_0, \"key\", \"\", 16)");
        row("tls13", false, "server_finished.verify_data", // 4.4.4
            "HMAC(server_finished_key, server_finished.transcript_hash)");
        row("tls13", true, "certificate_verify.signature", // 4.4.3
            "rsa_pss_rsae_sha256(private_key, spaces(64) + \"TLS 1.3, server CertificateVerify\" + 0x00 + "
            "server_certificate_verify.transcript_hash)");
        row("tls13-psk", true, "binder.transcript_hash", "SHA-256(client_hello without binders)"); // 4.2.11.2
        row("tls13-hello-retry", false, "server_hello.transcript_hash",                            // 4.4.1
            "SHA-256(message_hash + messages #2, #5..#6)");
    }

    void formulas()
    {
        QFETCH(QString, scenario);
        QFETCH(bool, server);
        QFETCH(QString, name);
        QFETCH(QString, expected);
        const auto trace = test::traceOf(scenario.toStdString());
        const DerivationId id = test::derivationOf(*trace, server ? Side::Server : Side::Client, name.toStdString());
        QCOMPARE(QString::fromStdString(formula(*trace, id)), expected);
    }

    void rsaKeyExchangeDiffersBetweenTheParties()
    {
        const auto trace = test::traceOf("tls12-rsa");
        const auto text = [&](Side side, const char *name) {
            return QString::fromStdString(formula(*trace, test::derivationOf(*trace, side, name)));
        };
        // RFC 5246 7.4.7.1: the client encrypts what the server decrypts
        QCOMPARE(text(Side::Client, "encrypted_pre_master_secret"),
                 QStringLiteral("RSAES-PKCS1-v1_5-ENCRYPT(public_key, pre_master_secret)"));
        QCOMPARE(text(Side::Server, "pre_master_secret"),
                 QStringLiteral("RSAES-PKCS1-v1_5-DECRYPT(private_key, encrypted_pre_master_secret)"));
    }

    void everyDerivationHasOne()
    {
        for (const std::string &name : test::scenarioNames()) {
            const auto trace = test::traceOf(name);
            for (std::uint32_t i = 0; i < trace->derivations.size(); ++i)
                QVERIFY2(!formula(*trace, DerivationId{i}).empty(), trace->derivations[i].name.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestFormula)
#include "tst_formula.moc"
