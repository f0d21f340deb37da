// SPDX-License-Identifier: GPL-3.0-or-later

// What the messages and extensions of TLS 1.3 look like, field by field, and the bounds that RFC 8446 gives them.
// Long because each message and extension has its fields and its bounds here, as the RFC lists them.

#include "messagefields.h"

using namespace hd;
using namespace hd::test;

namespace {

/// Why an extension that consists of @p body is refused; empty when it is not. The field's path stands last.
std::string refusal(std::uint16_t type, const Bytes &body, Side sender, HandshakeType message)
{
    Encoded whole;
    const OpaqueExtension extension{type, body};
    if (message == HandshakeType::ClientHello)
        whole = clientWith(extension);
    else if (message == HandshakeType::ServerHello)
        whole = serverWith(serverHello(), extension);
    else if (message == HandshakeType::NewSessionTicket)
        whole = serverWith(v13::NewSessionTicket{0, 0, {}, {1}, Extensions::required()}, extension);
    else if (message == HandshakeType::CertificateRequest)
        whole = serverWith(v13::CertificateRequest{}, extension);
    else
        whole = serverWith(EncryptedExtensions{}, extension);
    const DecodedHandshake decoded = decodeHandshake(whole.bytes, {tls13, sender});
    return decoded.error ? decoded.error->path : "";
}

Bytes hexBytes(std::string_view hex)
{
    return *fromHex(hex);
}

} // namespace

class TestTls13Messages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keyShareHasThreeForms();
    void hybridSharesAreLaidOut_data();
    void hybridSharesAreLaidOut();
    void aHybridShareOfAnotherLengthStaysWhole();
    void preSharedKeyHasTwoForms();
    void bindersEndTheHello();
    void versionsHaveTwoForms();
    void retryIsNoServerHello();
    void helloFieldsKeepTheirNames();
    void aRandomIsNoTime_data();
    void aRandomIsNoTime();
    void aBrokenHelloPromisesNoTime();
    void certificateEntriesHaveExtensions();
    void certificateRequestIsMadeOfExtensions();
    void ticketsSayHowMuchEarlyData();
    void smallMessages();
    void statusAndTimestampsInTheirPlaces();
    void extensionsOfTheClient();
    void encryptedClientHelloIsLaidOut();
    void formsDependOnTheVersion();
    void bounds_data();
    void bounds();
};

void TestTls13Messages::keyShareHasThreeForms()
{
    const Encoded client = clientWith(KeyShare{{{29, Bytes(32, 7)}, {0x0a0a, {0}}}});
    const std::string share = "client_hello.extensions.key_share.client_shares";
    QCOMPARE(below(client, share), (Words{"[0]", "[1]"}));
    QCOMPARE(below(client, share + "[0]"), (Words{"group", "key_exchange_length", "key_exchange"}));
    QCOMPARE(meaning(client, share + "[0].group"), std::string("x25519"));
    QCOMPARE(meaning(client, share + "[1].group"), std::string("GREASE (0x0A0A)"));
    QCOMPARE(bytes(client, share + "[0].key_exchange"), toHex(Bytes(32, 7)));
    QCOMPARE(bytes(client, share + "_length"), std::string("0029"));

    const Encoded server = serverWith(serverHello(), KeyShare{{{23, Bytes(65, 4)}}});
    QCOMPARE(below(server, "server_hello.extensions.key_share.server_share"),
             (Words{"group", "key_exchange_length", "key_exchange"}));
    QCOMPARE(meaning(server, "server_hello.extensions.key_share.server_share.group"), std::string("secp256r1"));

    const Encoded retry = serverWith(HelloRetryRequest(), KeyShare{{{24, {}}}});
    QCOMPARE(below(retry, "hello_retry_request.extensions.key_share"),
             (Words{"extension_type", "extension_data_length", "selected_group"}));
    QCOMPARE(meaning(retry, "hello_retry_request.extensions.key_share.selected_group"), std::string("secp384r1"));
}

void TestTls13Messages::hybridSharesAreLaidOut_data()
{
    QTest::addColumn<quint16>("group");
    QTest::addColumn<std::string>("first");
    QTest::addColumn<int>("firstLength");
    QTest::addColumn<std::string>("second");
    QTest::addColumn<int>("secondLength");
    QTest::addColumn<bool>("server");
    const auto row = [](const char *name, quint16 group, bool server, const std::string &first, int firstLength,
                        const std::string &second, int secondLength) {
        QTest::newRow(name) << group << first << firstLength << second << secondLength << server;
    };
    row("X25519MLKEM768 client", 0x11ec, false, "mlkem768_encapsulation_key", 1184, "x25519", 32);
    row("X25519MLKEM768 server", 0x11ec, true, "mlkem768_ciphertext", 1088, "x25519", 32);
    row("SecP256r1MLKEM768 client", 0x11eb, false, "secp256r1", 65, "mlkem768_encapsulation_key", 1184);
    row("SecP256r1MLKEM768 server", 0x11eb, true, "secp256r1", 65, "mlkem768_ciphertext", 1088);
    row("SecP384r1MLKEM1024 client", 0x11ed, false, "secp384r1", 97, "mlkem1024_encapsulation_key", 1568);
    row("SecP384r1MLKEM1024 server", 0x11ed, true, "secp384r1", 97, "mlkem1024_ciphertext", 1568);
}

/// draft-ietf-tls-ecdhe-mlkem 4.1
void TestTls13Messages::hybridSharesAreLaidOut()
{
    QFETCH(quint16, group);
    QFETCH(bool, server);
    QFETCH(std::string, first);
    QFETCH(int, firstLength);
    QFETCH(std::string, second);
    QFETCH(int, secondLength);
    const Bytes one(static_cast<std::size_t>(firstLength), 1), two(static_cast<std::size_t>(secondLength), 2);
    const KeyShare share{{{group, concat({one, two})}}};
    const Encoded encoded = server ? serverWith(serverHello(), share) : clientWith(share);
    const std::string path = server ? "server_hello.extensions.key_share.server_share"
                                    : "client_hello.extensions.key_share.client_shares[0]";
    QCOMPARE(meaning(encoded, path + ".group"), names::group(group));
    QCOMPARE(below(encoded, path + ".key_exchange"), (Words{first, second}));
    QCOMPARE(bytes(encoded, path + ".key_exchange." + first), toHex(one));
    QCOMPARE(bytes(encoded, path + ".key_exchange." + second), toHex(two));
    const DecodedHandshake decoded = decodeHandshake(encoded.bytes, server ? fromServer : fromClient);
    QVERIFY(decoded.message && decoded.fields == encoded.fields);
    const KeyShare *back = server ? std::get<ServerHello>(*decoded.message).extensions.get<KeyShare>()
                                  : std::get<ClientHello>(*decoded.message).extensions.get<KeyShare>();
    QCOMPARE(back->shares.front().keyExchange, share.shares.front().keyExchange);
}

/// It is not for the codec to say that it is wrong.
void TestTls13Messages::aHybridShareOfAnotherLengthStaysWhole()
{
    for (const std::size_t length : {1215, 1217, 1, 65}) {
        const Encoded encoded = clientWith(KeyShare{{{0x11ec, Bytes(length, 5)}}});
        const DecodedHandshake decoded = decodeHandshake(encoded.bytes, fromClient);
        QVERIFY(!decoded.error && decoded.fields == encoded.fields);
        QVERIFY(below(encoded, "client_hello.extensions.key_share.client_shares[0].key_exchange").empty());
        QCOMPARE(bytes(encoded, "client_hello.extensions.key_share.client_shares[0].key_exchange"),
                 toHex(Bytes(length, 5)));
    }
}

void TestTls13Messages::preSharedKeyHasTwoForms()
{
    PreSharedKeyExtension offer, taken;
    offer.identities = {{toBytes("friend"), 0}, {{1, 2}, 0x01020304}};
    offer.binders = {Bytes(32, 8), Bytes(48, 9)};
    taken.selectedIdentity = 1;
    const Encoded client = clientWith(offer);
    const std::string key = "client_hello.extensions.pre_shared_key";
    QCOMPARE(below(client, key), (Words{"extension_type", "extension_data_length", "identities_length", "identities",
                                        "binders_length", "binders"}));
    QCOMPARE(below(client, key + ".identities[0]"), (Words{"identity_length", "identity", "obfuscated_ticket_age"}));
    QCOMPARE(bytes(client, key + ".identities[0].identity"), toHex(toBytes("friend")));
    QCOMPARE(bytes(client, key + ".identities[1].obfuscated_ticket_age"), std::string("01020304"));
    QCOMPARE(below(client, key + ".binders[1]"), (Words{"binder_length", "binder"}));
    QCOMPARE(bytes(client, key + ".binders[1].binder"), toHex(Bytes(48, 9)));

    const Encoded server = serverWith(serverHello(), taken);
    QCOMPARE(below(server, "server_hello.extensions.pre_shared_key"),
             (Words{"extension_type", "extension_data_length", "selected_identity"}));
    QCOMPARE(bytes(server, "server_hello.extensions.pre_shared_key.selected_identity"), std::string("0001"));
}

/// RFC 8446 4.2.11.2: what the binders cover is the client_hello up to the list of binders, whose length it leaves out.
void TestTls13Messages::bindersEndTheHello()
{
    PreSharedKeyExtension offer;
    offer.identities = {{{1}, 0}, {{2}, 0}};
    offer.binders = {Bytes(32, 8), Bytes(48, 9)};
    const Encoded client = clientWith(offer);
    QCOMPARE(offer.bindersLength(), std::size_t{2 + 1 + 32 + 1 + 48});
    const std::size_t at = client.bytes.size() - offer.bindersLength();
    const auto field = client.fields.find("client_hello.extensions.pre_shared_key.binders_length");
    QCOMPARE(std::size_t(client.fields[*field].range.offset), at);
}

void TestTls13Messages::versionsHaveTwoForms()
{
    const Encoded client = clientWith(SupportedVersions{{0x1a1a, tls13, tls12}});
    const std::string versions = "client_hello.extensions.supported_versions.versions";
    QCOMPARE(meaning(client, versions + "[0]"), std::string("GREASE (0x1A1A)"));
    QCOMPARE(meaning(client, versions + "[1]"), std::string("TLS 1.3"));
    QCOMPARE(bytes(client, versions + "_length"), std::string("06"));
    for (const Encoded &server : {serverWith(serverHello(), SupportedVersions{{tls13}}),
                                  serverWith(HelloRetryRequest(), SupportedVersions{{tls13}})}) {
        const std::string path = server.fields[0].name + ".extensions.supported_versions";
        QCOMPARE(below(server, path), (Words{"extension_type", "extension_data_length", "selected_version"}));
        QCOMPARE(meaning(server, path + ".selected_version"), std::string("TLS 1.3"));
    }
}

/// RFC 8446 4.1.3
void TestTls13Messages::retryIsNoServerHello()
{
    HelloRetryRequest retry;
    retry.suite = 0x1303;
    retry.sessionId = Bytes(32, 3);
    const Encoded encoded = serverWith(retry, Cookie{{1, 2, 3}});
    QCOMPARE(encoded.bytes[0], std::uint8_t(HandshakeType::ServerHello));
    QVERIFY(HelloRetryRequest::is(encoded.bytes));
    QCOMPARE(meaning(encoded, "hello_retry_request.msg_type"), std::string("server_hello"));
    QCOMPARE(bytes(encoded, "hello_retry_request.random"),
             std::string("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c"));
    QCOMPARE(bytes(encoded, "hello_retry_request.extensions.cookie.cookie"), std::string("010203"));
    // One bit of the random away it is a server_hello.
    Bytes other = encoded.bytes;
    other[6] ^= 1;
    QCOMPARE(decodeHandshake(other, fromServer).name, std::string("server_hello"));
    QVERIFY(!HelloRetryRequest::is(ByteView(encoded.bytes).first(37)));
    // The random before TLS 1.3 is none of a hello_retry_request, but RFC 8446 4.1.3 tells by it before the version.
    QCOMPARE(decodeHandshake(encoded.bytes, {tls12, Side::Server}).name, std::string("hello_retry_request"));
}

/// A path is a field's identity in every version; RFC 8446 calls them legacy_version, legacy_session_id, ...
void TestTls13Messages::helloFieldsKeepTheirNames()
{
    const Encoded client = clientWith(SupportedVersions{{tls13}});
    QCOMPARE(meaning(client, "client_hello.client_version"), std::string("TLS 1.2"));
    QCOMPARE(meaning(client, "client_hello.cipher_suites[0]"), std::string("TLS_AES_128_GCM_SHA256"));
    QCOMPARE(below(client, "client_hello"),
             (Words{"msg_type", "length", "client_version", "random", "session_id_length", "session_id",
                    "cipher_suites_length", "cipher_suites", "compression_methods_length", "compression_methods",
                    "extensions_length", "extensions"}));
    const Encoded server = serverWith(serverHello(), SupportedVersions{{tls13}});
    const Words fields{"msg_type",          "length",     "server_version", "random",
                       "session_id_length", "session_id", "cipher_suite",   "compression_method",
                       "extensions_length", "extensions"};
    QCOMPARE(below(server, "server_hello"), fields);
    QCOMPARE(below(serverWith(HelloRetryRequest(), Cookie{{1}}), "hello_retry_request"), fields);
}

void TestTls13Messages::aRandomIsNoTime_data()
{
    QTest::addColumn<Encoded>("hello");
    QTest::addColumn<std::string>("path");
    QTest::addColumn<std::string>("time");

    const std::string client = "client_hello.random.gmt_unix_time", server = "server_hello.random.gmt_unix_time";
    const std::string time = "1970-01-01 00:00:00 UTC";
    QTest::newRow("client of TLS 1.3") << clientWith(SupportedVersions{{tls13}}) << client << std::string();
    QTest::newRow("client of both") << clientWith(SupportedVersions{{0x0a0a, tls13, tls12}}) << client << std::string();
    QTest::newRow("client of less") << clientWith(SupportedVersions{{tls12, tls11}}) << client << time;
    QTest::newRow("client without the extension") << clientWith(Cookie{{1}}) << client << time;
    QTest::newRow("server of TLS 1.3") << serverWith(serverHello(), SupportedVersions{{tls13}}) << server
                                       << std::string();
    QTest::newRow("server of TLS 1.2") << serverWith(serverHello(), ExtendedMasterSecret{}) << server << time;
}

/// RFC 8446 4.1.2: random is "32 bytes generated by a secure random number generator".
void TestTls13Messages::aRandomIsNoTime()
{
    QFETCH(Encoded, hello);
    QFETCH(std::string, path);
    QFETCH(std::string, time);

    QCOMPARE(meaning(hello, path), time);
    QCOMPARE(hello.fields[*hello.fields.find(path)].number.has_value(), !time.empty());
    const DecodedHandshake read = decodeHandshake(hello.bytes, path.starts_with("client") ? fromClient : fromServer);
    QVERIFY(read.fields == hello.fields);
}

/// What versions are offered is not known before all of it is read.
void TestTls13Messages::aBrokenHelloPromisesNoTime()
{
    Encoded hello = clientWith(SupportedVersions{{tls13}});
    hello.bytes[hello.bytes.size() - 3] = 3; // the length of the list of versions
    const DecodedHandshake read = decodeHandshake(hello.bytes, fromClient);
    QVERIFY(read.error);
    const auto time = read.fields.find("client_hello.random.gmt_unix_time");
    QVERIFY(time && read.fields[*time].meaning.empty());
}

void TestTls13Messages::certificateEntriesHaveExtensions()
{
    v13::CertificateMessage message;
    message.chain = {{Bytes(5, 1), Extensions::required()}, {Bytes(6, 2), Extensions::required()}};
    message.chain[0].extensions.add(StatusRequest{1, {}, {}, Bytes(9, 7)});
    const Encoded encoded = encode(message, fromServer);
    QCOMPARE(below(encoded, "certificate"),
             (Words{"msg_type", "length", "certificate_request_context_length", "certificate_request_context",
                    "certificate_list_length", "certificate_list"}));
    const std::string first = "certificate.certificate_list[0]";
    QCOMPARE(below(encoded, first), (Words{"certificate_length", "certificate", "extensions_length", "extensions"}));
    QCOMPARE(bytes(encoded, first + ".certificate"), toHex(Bytes(5, 1)));
    QCOMPARE(bytes(encoded, first + ".extensions.status_request.response"), toHex(Bytes(9, 7)));
    QCOMPARE(meaning(encoded, first + ".extensions.status_request.status_type"), std::string("ocsp"));
    QCOMPARE(bytes(encoded, "certificate.certificate_list[1].extensions_length"), std::string("0000"));
    const DecodedHandshake decoded = decodeHandshake(encoded.bytes, fromServer);
    const auto &back = std::get<v13::CertificateMessage>(*decoded.message);
    QCOMPARE(back.chain[0].extensions.get<StatusRequest>()->response, Bytes(9, 7));
    QVERIFY(back.chain[1].extensions.list().empty());
}

void TestTls13Messages::certificateRequestIsMadeOfExtensions()
{
    v13::CertificateRequest message;
    message.requestContext = {9, 8};
    message.extensions.add(SignatureAlgorithms{{0x0804}});
    message.extensions.add(SignatureAlgorithmsCert{{0x0401}});
    message.extensions.add(CertificateAuthorities{{{0x30, 0x00}}});
    const Encoded encoded = encode(message, fromServer);
    QCOMPARE(bytes(encoded, "certificate_request.certificate_request_context"), std::string("0908"));
    const std::string extensions = "certificate_request.extensions.";
    QCOMPARE(meaning(encoded, extensions + "signature_algorithms.supported_signature_algorithms[0]"),
             std::string("rsa_pss_rsae_sha256"));
    QCOMPARE(meaning(encoded, extensions + "signature_algorithms_cert.supported_signature_algorithms[0]"),
             std::string("rsa_pkcs1_sha256"));
    QCOMPARE(bytes(encoded, extensions + "certificate_authorities.authorities[0].distinguished_name"),
             std::string("3000"));
}

void TestTls13Messages::ticketsSayHowMuchEarlyData()
{
    v13::NewSessionTicket message{604800, 0xa1b2c3d4, {0}, {1, 2, 3}, Extensions::required()};
    const Encoded plain = encode(message, fromServer);
    QCOMPARE(below(plain, "new_session_ticket"),
             (Words{"msg_type", "length", "ticket_lifetime", "ticket_age_add", "ticket_nonce_length", "ticket_nonce",
                    "ticket_length", "ticket", "extensions_length", "extensions"}));
    QCOMPARE(bytes(plain, "new_session_ticket.ticket_age_add"), std::string("a1b2c3d4"));
    const Encoded early = serverWith(message, EarlyData{16384});
    QCOMPARE(bytes(early, "new_session_ticket.extensions.early_data.max_early_data_size"), std::string("00004000"));
    // Everywhere else it is empty.
    QCOMPARE(bytes(clientWith(EarlyData{16384}), "client_hello.extensions.early_data"), std::string("002a0000"));
    QCOMPARE(bytes(serverWith(EncryptedExtensions(), EarlyData{16384}), "encrypted_extensions.extensions.early_data"),
             std::string("002a0000"));
}

void TestTls13Messages::smallMessages()
{
    KeyUpdate update{1};
    QCOMPARE(toHex(encode(update, fromClient).bytes), std::string("1800000101"));
    QCOMPARE(meaning(encode(update, fromClient), "key_update.request_update"), std::string("update_requested"));
    update.requestUpdate = 0;
    QCOMPARE(meaning(encode(update, fromClient), "key_update.request_update"), std::string("update_not_requested"));
    EndOfEarlyData end;
    QCOMPARE(toHex(encode(end, fromClient).bytes), std::string("05000000"));
    EncryptedExtensions none;
    QCOMPARE(toHex(encode(none, fromServer).bytes), std::string("080000020000"));
    QVERIFY(decodeHandshake(hexBytes("08000000"), fromServer).error);
    CertificateVerify signature{0x0807, {1}};
    const Encoded verify = encode(signature, fromServer);
    QCOMPARE(meaning(verify, "certificate_verify.algorithm"), std::string("ed25519"));
    QCOMPARE(toHex(verify.bytes), std::string("0f0000050807000101"));
}

/// RFC 6962 3.3 and RFC 8446 4.4.2.1
void TestTls13Messages::statusAndTimestampsInTheirPlaces()
{
    const SignedCertificateTimestamp timestamps{{{1, 2, 3}}};
    QCOMPARE(bytes(clientWith(timestamps), "client_hello.extensions.signed_certificate_timestamp"),
             std::string("00120000"));
    QCOMPARE(bytes(serverWith(v13::CertificateRequest(), timestamps),
                   "certificate_request.extensions.signed_certificate_timestamp"),
             std::string("00120000"));
    QCOMPARE(
        bytes(serverWith(v13::CertificateRequest(), StatusRequest()), "certificate_request.extensions.status_request"),
        std::string("00050000"));
    for (const Side sender : {Side::Client, Side::Server}) {
        v13::CertificateMessage message;
        message.chain = {{{1}, Extensions::required()}};
        message.chain[0].extensions.add(timestamps);
        const Encoded encoded = encode(message, {tls13, sender});
        QCOMPARE(bytes(encoded, "certificate.certificate_list[0].extensions.signed_certificate_timestamp.sct_list[0]."
                                "serialized_sct"),
                 std::string("010203"));
    }
    QCOMPARE(bytes(serverWith(serverHello(), timestamps),
                   "server_hello.extensions.signed_certificate_timestamp.sct_list[0].serialized_sct"),
             std::string("010203"));
}

void TestTls13Messages::extensionsOfTheClient()
{
    const auto inHello = [](Extension extension, const std::string &path) {
        return meaning(clientWith(std::move(extension)), "client_hello.extensions." + path);
    };
    QCOMPARE(inHello(PskKeyExchangeModes{{PskMode::Ke, PskMode::DheKe}}, "psk_key_exchange_modes.ke_modes[0]"),
             std::string("psk_ke"));
    QCOMPARE(inHello(PskKeyExchangeModes{{PskMode::Ke, PskMode::DheKe}}, "psk_key_exchange_modes.ke_modes[1]"),
             std::string("psk_dhe_ke"));
    QCOMPARE(inHello(CompressCertificate{{2}}, "compress_certificate.algorithms[0]"), std::string("brotli"));
    QCOMPARE(
        inHello(ApplicationSettings{{toBytes("h2")}, {}}, "application_settings.supported_protocols[0].protocol_name"),
        std::string("h2"));
    QCOMPARE(bytes(clientWith(Padding{Bytes(3)}), "client_hello.extensions.padding.padding"), std::string("000000"));
    QCOMPARE(bytes(clientWith(PostHandshakeAuth()), "client_hello.extensions.post_handshake_auth"),
             std::string("00310000"));
    QCOMPARE(bytes(clientWith(RecordSizeLimit{16385}), "client_hello.extensions.record_size_limit.record_size_limit"),
             std::string("4001"));
    QCOMPARE(bytes(serverWith(EncryptedExtensions(), ApplicationSettings{{}, {5, 6}}),
                   "encrypted_extensions.extensions.application_settings.settings"),
             std::string("0506"));
}

/// RFC 9849 5
void TestTls13Messages::encryptedClientHelloIsLaidOut()
{
    EncryptedClientHello outer, inner, fromServerSide;
    outer.kdf = 1, outer.aead = 3, outer.configId = 7, outer.enc = Bytes(32, 4), outer.payload = Bytes(20, 5);
    inner.helloType = 1;
    fromServerSide.other = Bytes(8, 6);
    const std::string path = "client_hello.extensions.encrypted_client_hello";
    const Encoded offered = clientWith(outer);
    QCOMPARE(below(offered, path), (Words{"extension_type", "extension_data_length", "type", "kdf_id", "aead_id",
                                          "config_id", "enc_length", "enc", "payload_length", "payload"}));
    QCOMPARE(meaning(offered, path + ".type"), std::string("outer"));
    QCOMPARE(bytes(offered, path + ".payload"), toHex(Bytes(20, 5)));
    QCOMPARE(bytes(clientWith(inner), path), std::string("fe0d000101"));
    QCOMPARE(bytes(serverWith(HelloRetryRequest(), fromServerSide),
                   "hello_retry_request.extensions.encrypted_client_hello.extension_data"),
             toHex(Bytes(8, 6)));
}

/// The same type, another message: RFC 8446 gave three types another form.
void TestTls13Messages::formsDependOnTheVersion()
{
    v13::CertificateMessage certificate;
    certificate.chain = {{Bytes(5, 1), Extensions::required()}};
    v13::NewSessionTicket ticket{1, 2, {3}, {4}, Extensions::required()};
    v13::CertificateRequest request;
    request.extensions.add(SignatureAlgorithms{{0x0403}});
    const auto old = [](const Bytes &bytes) { return decodeHandshake(bytes, {tls12, Side::Server}); };
    QVERIFY(old(encode(certificate, fromServer).bytes).error);
    QVERIFY(old(encode(ticket, fromServer).bytes).error);
    QVERIFY(old(encode(request, fromServer).bytes).error);
    CertificateMessage before{{Bytes(5, 1)}};
    QVERIFY(decodeHandshake(encode(before, {tls12, Side::Server}).bytes, fromServer).error);
}

void TestTls13Messages::bounds_data()
{
    QTest::addColumn<quint16>("type");
    QTest::addColumn<std::string>("body");
    QTest::addColumn<Side>("sender");
    QTest::addColumn<HandshakeType>("message");
    QTest::addColumn<std::string>("path"); ///< of what is wrong, below extensions; empty: nothing
    const auto row = [](const char *name, quint16 type, const std::string &body, Side sender, HandshakeType message,
                        const std::string &path) { QTest::newRow(name) << type << body << sender << message << path; };
    const auto client = [&](const char *name, quint16 type, const std::string &body, const std::string &path = {}) {
        row(name, type, body, Side::Client, HandshakeType::ClientHello, path);
    };
    const auto server = [&](const char *name, quint16 type, const std::string &body, const std::string &path = {}) {
        row(name, type, body, Side::Server, HandshakeType::ServerHello, path);
    };
    client("an empty list of shares", 51, "0000"); // RFC 8446 4.2.8: a client may ask for a hello_retry_request
    client("a share of nothing", 51, "0004001d0000", "key_share.client_shares[0].key_exchange_length");
    client("shares cut short", 51, "0004001d00", "key_share.client_shares");
    server("a server's share of nothing", 51, "001d0000", "key_share.server_share.key_exchange_length");
    client("no versions", 43, "00", "supported_versions.versions_length");
    client("half a version", 43, "03030403", "supported_versions.versions[1]");
    server("two versions of a server", 43, "03040303", "supported_versions");
    client("an empty cookie", 44, "0000", "cookie.cookie_length");
    client("no modes", 45, "00", "psk_key_exchange_modes.ke_modes_length");
    client("no identities", 41, "00000021" + std::string("20") + std::string(64, '0'),
           "pre_shared_key.identities_length");
    client("an empty identity", 41, "000700000000000000" + std::string("0021") + "20" + std::string(64, '0'),
           "pre_shared_key.identities[0].identity_length");
    client("a binder of 31 bytes", 41, "00070001aa00000000" + std::string("0020") + "1f" + std::string(62, '0'),
           "pre_shared_key.binders_length");
    client("early data with a size", 42, "00000001", "early_data");
    row("early data of a ticket without one", 42, "", Side::Server, HandshakeType::NewSessionTicket,
        "early_data.max_early_data_size");
    client("no authorities", 47, "0000", "certificate_authorities.authorities_length");
    client("an empty authority", 47, "00020000" + std::string(), "certificate_authorities.authorities_length");
    client("post-handshake authentication with a body", 49, "00", "post_handshake_auth");
    client("timestamps of a client", 18, "0000", "signed_certificate_timestamp");
    client("no algorithms of compression", 27, "00", "compress_certificate.algorithms_length");
    row("a status in certificate_request", 5, "0100000000", Side::Server, HandshakeType::CertificateRequest,
        "status_request");
    row("a name in encrypted_extensions", 0, "0000", Side::Server, HandshakeType::EncryptedExtensions, "server_name");
}

void TestTls13Messages::bounds()
{
    QFETCH(quint16, type);
    QFETCH(std::string, body);
    QFETCH(Side, sender);
    QFETCH(HandshakeType, message);
    QFETCH(std::string, path);
    const std::string at = refusal(type, hexBytes(body), sender, message);
    const std::string root = names::handshakeType(static_cast<std::uint64_t>(message)) + ".extensions";
    QCOMPARE(at, path.empty() ? std::string() : root + "." + path);
}

QTEST_GUILESS_MAIN(TestTls13Messages)
#include "tst_tls13messages.moc"
