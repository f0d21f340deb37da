// SPDX-License-Identifier: GPL-3.0-or-later

// The sessions of RFC 8448 by our Endpoint: it draws what is published, is fed what the other side has published, and
// must send what is published.
//
// As a client: all five sessions to the last alert, every record byte for byte; where several messages share a record
// (section 6, certificate to finished), which ours never do, message by message.
// As a server: sections 6 and 7 to the last alert, section 3 to the end of the handshake, after which it sends a ticket
// in a form of its own; section 5 up to hello_retry_request, whose cookie has a form of its own; its flight message by
// message. Not section 4: the ticket that the client offers can be opened by who made it alone.
//
// The order of extensions, and those that mean nothing to our party, are those of the published messages; see
// PartyConfig::arrangeExtensions. Signatures are the published ones, made by a key that refuses to
// sign anything but what they sign; see publishedsigner.h.

#include "print.h"
#include "publishedsigner.h"
#include "rfc8448computation.h"

#include "handshake/endpoint.h"
#include "messages/messages.h"

#include <deque>
#include <set>

using namespace hd;
using namespace hd::test;

namespace {

/// First what is published, then anything: signatures ask for bytes that come to nothing here.
class ScriptedEntropy final : public Entropy
{
public:
    explicit ScriptedEntropy(std::initializer_list<Bytes> script) : m_rest(1, "the rest")
    {
        for (const Bytes &bytes : script)
            append(m_script, bytes);
    }
    void fill(std::span<std::uint8_t> out) override
    {
        if (m_script.empty())
            return m_rest.fill(out);
        if (out.size() > m_script.size())
            qFatal("draws do not meet the script");
        std::copy_n(m_script.begin(), out.size(), out.begin());
        m_script.erase(m_script.begin(), m_script.begin() + static_cast<std::ptrdiff_t>(out.size()));
    }
    bool spent() const { return m_script.empty(); }

private:
    Bytes m_script;
    SeededEntropy m_rest;
};

/// The published handshake messages of one side, in order.
std::vector<Bytes> messagesOf(const PublishedSession &session, Side side)
{
    std::vector<Bytes> all;
    for (const PublishedFlight &flight : session.wire)
        for (const Bytes &record : flight.records)
            if (flight.from == side && record[0] == static_cast<std::uint8_t>(Protocol::Handshake))
                all.push_back(fragmentOf(record));
    if (side == Side::Client && session.section == 4)
        all.push_back(endOfEarlyData);
    for (const Bytes &message : messagesIn(side == Side::Client ? session.clientFlight : session.serverFlight))
        all.push_back(message);
    return all;
}

DecodedHandshake decoded(const PublishedSession &session, const Bytes &message, Side from)
{
    return decodeHandshake(message, {tls13, from, session.suite});
}

/// Those of the first message of @p name, or of the last.
Extensions extensionsOf(const PublishedSession &session, Side from, std::string_view name, bool last)
{
    Extensions found;
    bool any = false;
    for (const Bytes &bytes : messagesOf(session, from)) {
        const DecodedHandshake message = decoded(session, bytes, from);
        if (message.name != name || (any && !last))
            continue;
        any = true;
        std::visit(
            [&]([[maybe_unused]] const auto &one) {
                if constexpr (requires { one.extensions; })
                    found = one.extensions;
            },
            *message.message);
    }
    return found;
}

ClientHello helloOf(const PublishedSession &session)
{
    return std::get<ClientHello>(*decoded(session, messagesOf(session, Side::Client).front(), Side::Client).message);
}

/// Puts a party's extensions in the order of the published message and adds those that it does not speak.
class Arranger
{
public:
    Arranger(const PublishedSession &session, Side side, std::set<std::string> *foreign)
        : m_session(session), m_side(side), m_foreign(foreign)
    {}

    void operator()(std::string_view message, Extensions &extensions) const
    {
        const bool second = message == "client_hello" && extensions.has<Cookie>();
        Extensions arranged = Extensions::required(); // each of these messages has some
        const Extensions model = extensionsOf(m_session, m_side, message, second);
        for (const Extension &published : model.list()) {
            const auto &own = extensions.list();
            const auto at = std::find_if(own.begin(), own.end(), [&](const Extension &extension) {
                return typeOf(extension) == typeOf(published);
            });
            if (at == own.end())
                m_foreign->insert(names::extension(typeOf(published)));
            arranged.add(at == own.end() ? published : *at);
        }
        for (const Extension &own : extensions.list())
            if (!arranged.has(typeOf(own)))
                arranged.add(own); // which shows as a difference
        extensions = std::move(arranged);
    }

private:
    const PublishedSession &m_session;
    Side m_side;
    std::set<std::string> *m_foreign;
};

/// Separate records.
std::vector<Bytes> recordsIn(const Bytes &output)
{
    std::vector<Bytes> records;
    for (std::size_t at = 0; at + 5 <= output.size();) {
        const std::size_t length = 5 + static_cast<std::size_t>(output[at + 3] << 8 | output[at + 4]);
        records.emplace_back(output.begin() + static_cast<std::ptrdiff_t>(at),
                             output.begin() + static_cast<std::ptrdiff_t>(at + length));
        at += length;
    }
    return records;
}

std::vector<std::string> hexOf(const std::vector<Bytes> &values)
{
    std::vector<std::string> words;
    for (const Bytes &value : values)
        words.push_back(toHex(value));
    return words;
}

/// RFC 8448 5: of the first client_hello, whose value its key_share shows.
const Bytes firstPrivateKeyOfSection5 = *fromHex("0ed02f8e8117efc75ca7ac32aa7e34eda64cdc0ddad154a5e85289f959f63204");

} // namespace

class TestRfc8448Replay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void asClient_data();
    void asClient();
    void asServer_data();
    void asServer();
    void hellosAreAskedForAgain();
    void theSignerSignsNothingElse();

private:
    PartyConfig common(const PublishedSession &session, Side side, std::set<std::string> *foreign);
    PartyConfig clientOf(const PublishedSession &session, std::set<std::string> *foreign);
    PartyConfig serverOf(const PublishedSession &session, std::set<std::string> *foreign);
    void addCredential(PartyConfig &config, const PublishedSession &session, Side side);
    void compareSecrets(const PublishedSession &session, const Trace &account);
    void compareMessages(const PublishedSession &session, Side side, const Trace &account);

    crypto::Context m_context;
    std::map<int, std::unique_ptr<Computation>> m_computations;
    const FixedClock m_clock{1470000000}; // 2016, when they took place
};

void TestRfc8448Replay::initTestCase()
{
    for (const PublishedSession &session : publishedSessions()) {
        m_computations[session.section] = std::make_unique<Computation>(m_context, session);
        const auto psk = session.secrets.find("psk");
        m_computations[session.section]->run(psk == session.secrets.end() ? Bytes() : psk->second);
    }
}

void TestRfc8448Replay::addCredential(PartyConfig &config, const PublishedSession &session, Side side)
{
    const Computation &computation = *m_computations.at(session.section);
    const Bytes content = computation.signedContent(side);
    if (content.empty())
        return;
    const auto chain = std::get<v13::CertificateMessage>(
        *decoded(session, computation.messageOf(side, HandshakeType::Certificate), side).message);
    const auto verify = std::get<CertificateVerify>(
        *decoded(session, computation.messageOf(side, HandshakeType::CertificateVerify), side).message);
    const crypto::Certificate leaf = *crypto::Certificate::fromDer(m_context, chain.chain.front().der);
    const crypto::PublicKey key = leaf.publicKey(m_context);
    config.credentials = {{"published", {leaf}, publishedSigner(key, content, verify.signature), key}};
}

PartyConfig TestRfc8448Replay::common(const PublishedSession &session, Side side, std::set<std::string> *foreign)
{
    const ClientHello hello = helloOf(session);
    PartyConfig config;
    config.versions = {tls13};
    config.suites = hello.suites;
    config.signatures = hello.extensions.get<SignatureAlgorithms>()->schemes;
    config.groups = hello.extensions.get<SupportedGroups>()->groups;
    config.recordSizeLimit = hello.extensions.get<RecordSizeLimit>()->limit;
    config.verifyPeer = false; // the certificates are their own authorities and have expired
    config.tls13.middleboxCompatibility = !hello.sessionId.empty();
    config.arrangeExtensions = Arranger(session, side, foreign);
    addCredential(config, session, side);
    return config;
}

PartyConfig TestRfc8448Replay::clientOf(const PublishedSession &session, std::set<std::string> *foreign)
{
    PartyConfig config = common(session, Side::Client, foreign);
    const ClientHello hello = helloOf(session);
    const Bytes &name = hello.extensions.get<ServerName>()->names.front().hostName;
    config.serverName = std::string(name.begin(), name.end());
    const auto *offered = hello.extensions.get<PreSharedKeyExtension>();
    if (!offered)
        return config;
    SessionState resumed;
    resumed.version = tls13;
    resumed.suite = session.suite->code;
    resumed.ticket = offered->identities.front().identity;
    resumed.master = session.secrets.at("psk");
    resumed.serverName = config.serverName;
    resumed.established = m_clock.unixTime();
    resumed.ageAdd = offered->identities.front().obfuscatedTicketAge; // with its few milliseconds
    resumed.maxEarlyData = 1024;
    config.session = resumed;
    config.tls13.earlyData = toBytes("ABCDEF");
    return config;
}

PartyConfig TestRfc8448Replay::serverOf(const PublishedSession &session, std::set<std::string> *foreign)
{
    PartyConfig config = common(session, Side::Server, foreign);
    config.suites = {session.suite->code};
    config.groups = {session.server.group};
    const Bytes request =
        m_computations.at(session.section)->messageOf(Side::Server, HandshakeType::CertificateRequest);
    if (!request.empty())
        config.clientAuth = ClientAuth::Require;
    return config;
}

void TestRfc8448Replay::compareSecrets(const PublishedSession &session, const Trace &account)
{
    for (const auto &[published, value] : session.secrets) {
        const std::string name = published == "ecdhe" ? "shared_secret" : published;
        const auto at = std::find_if(account.derivations.begin(), account.derivations.end(),
                                     [&](const Derivation &derivation) { return derivation.name == name; });
        QVERIFY2(at != account.derivations.end(), name.c_str());
        QVERIFY2(at->output == value, name.c_str());
    }
}

void TestRfc8448Replay::compareMessages(const PublishedSession &session, Side side, const Trace &account)
{
    std::vector<Bytes> sent;
    for (const Message &message : account.messages)
        if (message.from == side && message.protocol == Protocol::Handshake)
            sent.push_back(message.bytes);
    QCOMPARE(hexOf(sent), hexOf(messagesOf(session, side)));
}

void TestRfc8448Replay::asClient_data()
{
    QTest::addColumn<int>("section");
    QTest::addColumn<QStringList>("foreign"); // extensions that our client does not speak, as they are published
    const auto row = [](int section, const QStringList &foreign) {
        QTest::newRow(publishedSession(section).name.c_str()) << section << foreign;
    };
    const QString renegotiation = QStringLiteral("renegotiation_info"), padding = QStringLiteral("padding");
    row(3, {renegotiation, QStringLiteral("session_ticket")});
    row(4, {padding, renegotiation});
    row(5, {padding, renegotiation});
    row(6, {renegotiation});
    row(7, {renegotiation});
}

void TestRfc8448Replay::asClient()
{
    QFETCH(int, section);
    QFETCH(QStringList, foreign);
    const PublishedSession &session = publishedSession(section);
    std::set<std::string> added;
    const PartyConfig config = clientOf(session, &added);
    Recorder recorder(Side::Client);
    ScriptedEntropy entropy{session.client.random, helloOf(session).sessionId,
                            section == 5 ? firstPrivateKeyOfSection5 : Bytes(), session.client.privateKey};
    Endpoint client(Side::Client, config, m_context, recorder, entropy, m_clock);
    client.start();
    std::deque<PublishedRecord> actions;
    for (const PublishedRecord &record : session.afterHandshake)
        if (record.from == Side::Client)
            actions.push_back(record);
    std::deque<Bytes> output;
    for (const PublishedFlight &flight : session.wire)
        for (const Bytes &record : flight.records) {
            if (flight.from == Side::Server) {
                client.receive(record);
                continue;
            }
            Bytes more = client.takeOutput();
            if (more.empty() && output.empty() && !actions.empty()) {
                if (actions.front().type == Protocol::Alert)
                    client.close();
                else
                    client.send(actions.front().plaintext);
                actions.pop_front();
                more = client.takeOutput();
            }
            const std::vector<Bytes> records = recordsIn(more);
            output.insert(output.end(), records.begin(), records.end());
            QVERIFY(!output.empty());
            if (section == 6 && output.size() == 3) { // certificate, certificate_verify and finished share a record
                output.clear();
                continue;
            }
            QCOMPARE(toHex(output.front()), toHex(record));
            output.pop_front();
        }
    QVERIFY(output.empty() && actions.empty() && client.takeOutput().empty());
    QVERIFY(entropy.spent());
    QCOMPARE(client.status(), Status::Closed);
    QStringList names;
    for (const std::string &name : added)
        names.append(QString::fromStdString(name));
    QCOMPARE(names, foreign);
    compareMessages(session, Side::Client, recorder.account());
    compareSecrets(session, recorder.account());
    QCOMPARE(client.negotiated().earlyData, std::string(section == 4 ? "accepted" : ""));
}

void TestRfc8448Replay::asServer_data()
{
    QTest::addColumn<int>("section");
    for (const int section : {3, 6, 7})
        QTest::newRow(publishedSession(section).name.c_str()) << section;
}

void TestRfc8448Replay::asServer()
{
    QFETCH(int, section);
    const PublishedSession &session = publishedSession(section);
    std::set<std::string> added;
    const PartyConfig config = serverOf(session, &added);
    Recorder recorder(Side::Server);
    ScriptedEntropy entropy{session.server.random, session.server.privateKey};
    Endpoint server(Side::Server, config, m_context, recorder, entropy, m_clock);
    server.start();
    std::vector<Bytes> output, published;
    for (const PublishedFlight &flight : session.wire)
        for (const Bytes &record : flight.records) {
            if (flight.from == Side::Client)
                server.receive(record);
            else
                published.push_back(record);
            for (Bytes &made : recordsIn(server.takeOutput()))
                output.push_back(std::move(made));
        }
    QVERIFY(entropy.spent());
    QCOMPARE(server.status(), Status::Closed);
    compareMessages(session, Side::Server, recorder.account());
    compareSecrets(session, recorder.account());
    QCOMPARE(std::vector<std::string>(added.begin(), added.end()), (std::vector<std::string>{"supported_groups"}));
    QCOMPARE(toHex(output.front()), toHex(published.front())); // server_hello
    if (section == 7)
        QCOMPARE(toHex(output[1]), toHex(published[1])); // change_cipher_spec
    if (section != 3)                                    // where a ticket has gone before
        QCOMPARE(toHex(output.back()), toHex(published.back()));
}

/// RFC 8448 5, as far as the server's own state goes.
void TestRfc8448Replay::hellosAreAskedForAgain()
{
    const PublishedSession &session = publishedSession(5);
    std::set<std::string> added;
    const PartyConfig config = serverOf(session, &added);
    Recorder recorder(Side::Server);
    ScriptedEntropy entropy{};
    Endpoint server(Side::Server, config, m_context, recorder, entropy, m_clock);
    server.start();
    server.receive(session.wire.front().records.front());
    QCOMPARE(toHex(server.takeOutput()), toHex(session.wire[1].records.front()));
    QVERIFY((added == std::set<std::string>{"cookie"}));
}

void TestRfc8448Replay::theSignerSignsNothingElse()
{
    for (const int section : {6, 7}) {
        PartyConfig config;
        addCredential(config, publishedSession(section), Side::Server);
        const std::uint16_t scheme = section == 6 ? 0x0403 : 0x0804;
        const Bytes content = m_computations.at(section)->signedContent(Side::Server);
        const Credential &credential = config.credentials.front();
        QVERIFY(
            credential.publicKey.verify(m_context, scheme, content, credential.key.sign(m_context, scheme, content)));
        Bytes other = content;
        other.back() ^= 1;
        QVERIFY_EXCEPTION_THROWN(credential.key.sign(m_context, scheme, other), crypto::CryptoFailure);
    }
}

QTEST_GUILESS_MAIN(TestRfc8448Replay)
#include "tst_rfc8448replay.moc"
