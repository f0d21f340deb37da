// SPDX-License-Identifier: GPL-3.0-or-later
#include "tcpencounter.h"

#include "formats/verify.h"

#include <algorithm>
#include <cctype>
#include <stdexcept>

namespace hd::test {

static constexpr const char *ourLine = "a line from our side\n";

PeerServers::Server &PeerServers::forCombination(const Combination &combination)
{
    Server &server = m_servers[m_program.server(combination, 0)];
    if (server.process)
        return server;
    server.port = freePort();
    server.process = std::make_unique<PeerProcess>(m_program.server(combination, server.port));
    PeerProcess &process = *server.process;
    if (!until([&] { return process.output().find(m_program.listening()) != std::string::npos; }, {&process}))
        throw std::runtime_error("the server did not come up: " + process.output());
    return server;
}

TcpEncounter::TcpEncounter(const Combination &combination, const PeerProgram &program, PeerServers &servers,
                           Identities &identities, crypto::Context &context)
    : m_combination(combination),
      m_program(program),
      m_servers(servers),
      m_context(context),
      m_findings(QString::fromStdString(program.name() + ", " + combination.text())),
      m_sessions(combination.resumption == Resumption::SessionId ? 8 : 0),
      m_config(configOf(combination, identities))
{
    if (combination.ours == Side::Server && combination.resumption != Resumption::None)
        m_config.sessions = &m_sessions;
}

void TcpEncounter::run()
{
    if (m_combination.ours == Side::Client)
        runAsClient();
    else
        runAsServer();
}

bool TcpEncounter::waitFor(TcpParty &us, const std::function<bool()> &done)
{
    return until([&] { return done() || us.endpoint().status() == Status::Failed; }, {&us, m_process}) && done();
}

void TcpEncounter::require(bool passed, const char *what, TcpParty &us)
{
    if (passed)
        return;
    constexpr std::size_t lastWords = 1500;
    const std::string &printed = m_process->output();
    m_findings.require(false, what,
                       us.report() + "; it printed: …" +
                           printed.substr(printed.size() - std::min(printed.size(), lastWords)));
}

std::unique_ptr<TcpParty> TcpEncounter::connected()
{
    PeerServers::Server &server = m_servers.forCombination(m_combination);
    m_process = server.process.get();
    const int socket = connectTo(server.port);
    if (socket < 0)
        throw std::runtime_error("nobody listens any more: " + m_process->output());
    return std::make_unique<TcpParty>(Side::Client, m_config, m_context, socket);
}

void TcpEncounter::runAsClient()
{
    std::unique_ptr<TcpParty> us = connected();
    if (!open(*us))
        return;
    compare(*us, false);
    if (m_combination.resumption == Resumption::None)
        return finish(*us);
    request(*us);
    if (m_combination.version == tls13 && !speaksHttp())
        converse(*us); // which comes after the tickets
    endFirst(*us);
    m_config.session = us->endpoint().session();
    if (m_combination.extra == Extra::EarlyData)
        m_config.tls13.earlyData = toBytes(earlyLine);
    us = connected();
    if (!open(*us))
        return;
    compare(*us, true);
    finish(*us);
}

std::unique_ptr<TcpParty> TcpEncounter::accepted()
{
    int socket = -1;
    if (!until([&] { return (socket = m_listener.takeConnection()) >= 0; }, {&m_listener, m_process})) {
        m_findings.require(false, "it did not connect", m_process->output());
        return nullptr;
    }
    return std::make_unique<TcpParty>(Side::Server, m_config, m_context, socket);
}

void TcpEncounter::runAsServer()
{
    m_client = std::make_unique<PeerProcess>(m_program.client(m_combination, m_listener.port(), false));
    m_process = m_client.get();
    std::unique_ptr<TcpParty> us = accepted();
    if (!us || !open(*us))
        return;
    compare(*us, false);
    if (m_combination.resumption == Resumption::None)
        return finish(*us);
    if (!asked().empty() || (m_combination.version == tls13 && !m_program.clientConnectsAgain()))
        converse(*us);
    if (!m_program.clientConnectsAgain())
        m_process->endInput(); // it keeps the session, which came with the handshake
    endFirst(*us);
    us.reset();
    if (!m_program.clientConnectsAgain()) {
        m_process->waitForEnd();
        m_client = std::make_unique<PeerProcess>(m_program.client(m_combination, m_listener.port(), true));
        m_process = m_client.get();
    }
    us = accepted();
    if (!us || !open(*us))
        return;
    compare(*us, true);
    finish(*us);
    requireResumedByTheirWord(*us);
}

void TcpEncounter::endFirst(TcpParty &us)
{
    us.endpoint().close();
    us.flush();
    require(waitFor(us, [&] { return us.atEnd() || us.endpoint().status() == Status::Closed; }), "the first end", us);
    verifyAccount(us);
}

void TcpEncounter::requireResumedByTheirWord(TcpParty &us)
{
    const std::string word = m_program.clientPrintsResumed(m_combination);
    require(until([&] { return m_process->output().find(word) != std::string::npos; }, {m_process}),
            "they say that the session is resumed", us);
}

/// As `hellodone verify` does.
void TcpEncounter::verifyAccount(TcpParty &us)
{
    const Trace &account = us.recorder().account();
    const Trace trace =
        m_combination.ours == Side::Client ? mergeAccounts(account, {}, 0) : mergeAccounts({}, account, 0);
    for (const Finding &finding : verify(trace).findings)
        m_findings.require(false, "a value computed again",
                           finding.where + ": expected " + finding.expected + ", got " + finding.actual);
}

bool TcpEncounter::open(TcpParty &us)
{
    const bool opened = waitFor(us, [&] { return us.endpoint().status() == Status::Open; });
    require(opened, "the handshake", us);
    m_handshakes += opened;
    return opened;
}

void TcpEncounter::compare(TcpParty &us, bool resumed)
{
    const Negotiated &negotiated = us.endpoint().negotiated();
    require(negotiated.version == names::version(m_combination.version), "the version", us);
    require(negotiated.suite == m_combination.suite->name, "the suite", us);
    require(negotiated.resumed == resumed, resumed ? "the session is resumed" : "a full handshake", us);
    for (const Check &check : us.recorder().account().checks)
        m_findings.require(check.passed, "a check of ours", check.name);
    m_exported.clear();
    exportMaterial(us);
}

bool TcpEncounter::speaksHttp() const
{
    return m_combination.ours == Side::Client && m_program.conversation() == Conversation::Http;
}

void TcpEncounter::exportMaterial(TcpParty &us)
{
    m_exported.push_back(toHex(us.endpoint().exportKeyingMaterial(exporterLabel, std::nullopt, exporterLength)));
}

/// Some print it after the first handshake and some in the end.
void TcpEncounter::compareExports(TcpParty &us)
{
    if (!m_program.printsExports(m_combination))
        return;
    const auto printed = [&] {
        std::string digits; // whatever stands between them
        for (const char c : m_process->output())
            if (std::isxdigit(static_cast<unsigned char>(c)))
                digits += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        return std::any_of(m_exported.begin(), m_exported.end(), [&](const std::string &material) {
            return !material.empty() && digits.find(material) != std::string::npos;
        });
    };
    require(until(printed, {m_process}), "exported keying material", us);
}

/// By a client that goes by the answer.
std::string TcpEncounter::asked() const
{
    return m_combination.ours == Side::Server ? m_program.clientAsks(m_combination) : std::string();
}

void TcpEncounter::converse(TcpParty &us)
{
    const std::size_t before = m_process->output().size();
    us.endpoint().send(toBytes(ourLine));
    us.flush();
    if (m_combination.ours == Side::Client && m_program.conversation() == Conversation::Echo) {
        require(waitFor(us, [&] { return us.received().find(ourLine) != std::string::npos; }), "the echo", us);
        us.received().clear();
        return;
    }
    const std::string printed =
        m_combination.ours == Side::Server ? m_program.clientPrints(m_combination, ourLine) : ourLine;
    require(waitFor(us, [&] { return m_process->output().find(printed, before) != std::string::npos; }), "data to them",
            us);
    if (asked().empty())
        m_process->say(theirLine);
    const std::string theirs = asked().empty() ? theirLine : asked();
    require(waitFor(us, [&] { return us.received().find(theirs) != std::string::npos; }), "data to us", us);
    us.received().clear();
}

/// A server of requests answers one and then closes.
void TcpEncounter::request(TcpParty &us)
{
    if (!speaksHttp())
        return;
    us.endpoint().send(toBytes("GET /" + std::string(serverHost) + " HTTP/1.0\r\n\r\n"));
    us.flush();
    require(waitFor(us, [&] { return us.received().find(serverHost) != std::string::npos; }), "the answer", us);
}

void TcpEncounter::renegotiate(TcpParty &us)
{
    const auto handshakes = [&us] {
        const std::vector<Message> &messages = us.recorder().account().messages;
        return std::count_if(messages.begin(), messages.end(),
                             [](const Message &message) { return message.name == "finished"; }) /
               2;
    };
    const std::string told = m_program.renegotiation(peerOf(m_combination.ours));
    if (m_combination.again == Again::Us)
        us.endpoint().renegotiate();
    else if (m_combination.ours == Side::Client && m_program.conversation() == Conversation::Echo)
        us.endpoint().send(toBytes(told));
    else
        m_process->say(told);
    us.flush();
    require(waitFor(us, [&] { return us.endpoint().status() == Status::Open && handshakes() == 2; }),
            "a second handshake", us);
    exportMaterial(us);
    ++m_handshakes;
}

static std::size_t count(TcpParty &us, Side from, std::string_view name)
{
    const std::vector<Message> &messages = us.recorder().account().messages;
    return static_cast<std::size_t>(std::count_if(messages.begin(), messages.end(), [&](const Message &message) {
        return message.from == from && message.name == name;
    }));
}

/// What a server, or a client by its terminal, is told to do.
void TcpEncounter::tell(TcpParty &us, const std::string &told)
{
    if (m_combination.ours == Side::Client && m_program.conversation() == Conversation::Echo)
        us.endpoint().send(toBytes(told));
    else
        m_process->say(told);
    us.flush();
}

void TcpEncounter::requireEarlyData(TcpParty &us)
{
    const bool accepted = m_combination.ours == Side::Server || m_program.takesEarlyData();
    const std::string became = us.endpoint().negotiated().earlyData;
    m_findings.require(became == (accepted ? "accepted" : "rejected"), "early data", became);
    require((count(us, Side::Client, "end_of_early_data") == 1) == accepted, "end_of_early_data", us);
}

/// RFC 8449 4: both have said so, and what they sent before is cut already; the certificate has more than 512 bytes.
void TcpEncounter::requireSmallRecords(TcpParty &us)
{
    const Trace &account = us.recorder().account();
    for (const Record &record : account.records)
        if (record.epoch > 0 && record.from != m_combination.ours)
            require(record.plaintext.size() < 512, "a small record", us);
    const bool answered = std::any_of(account.messages.begin(), account.messages.end(), [](const Message &message) {
        return message.field("encrypted_extensions.extensions.record_size_limit") != nullptr;
    });
    require(answered, "record_size_limit", us);
}

/// Whether it is what the combination says, as far as it has not shown in the handshake.
void TcpEncounter::happen(TcpParty &us)
{
    const Side ours = m_combination.ours, theirs = peerOf(ours);
    switch (m_combination.extra) {
    case Extra::Nothing:
    case Extra::ExternalKey:
        return;
    case Extra::RetryForGroup:
    case Extra::RetryForCookie:
        return require(count(us, Side::Server, "hello_retry_request") == 1, "hello_retry_request", us);
    case Extra::EarlyData:
        return requireEarlyData(us);
    case Extra::SmallRecords:
        return requireSmallRecords(us);
    case Extra::UpdateByUs:
        us.endpoint().updateKeys(true);
        us.flush();
        return;
    case Extra::UpdateByThem:
        tell(us, m_program.keyUpdate(theirs));
        return require(waitFor(us, [&] { return count(us, theirs, "key_update") > 0; }), "their key_update", us);
    case Extra::LateAuthentication:
        if (ours == Side::Server)
            us.endpoint().requestCertificate();
        else if (speaksHttp())
            request(us); // it asks before it answers
        else
            tell(us, m_program.lateRequest());
        us.flush();
        return require(waitFor(us, [&] { return count(us, Side::Client, "finished") == 2; }), "late authentication",
                       us);
    }
}

void TcpEncounter::finish(TcpParty &us)
{
    // A client that is told so when it starts renegotiates at once, and takes no data in between.
    const bool atOnce = m_combination.ours == Side::Server && m_combination.again == Again::Them &&
                        m_program.renegotiation(Side::Client).empty();
    if (!speaksHttp() && !atOnce)
        converse(us);
    if (m_combination.again != Again::Nobody) {
        renegotiate(us);
        if (!speaksHttp())
            converse(us);
    }
    if (m_combination.extra != Extra::Nothing) {
        happen(us);
        if (!speaksHttp())
            converse(us);
    }
    if (m_combination.extra != Extra::LateAuthentication)
        request(us);
    if (m_combination.extra == Extra::UpdateByUs)
        require(count(us, peerOf(m_combination.ours), "key_update") == 1, "their answer to key_update", us);
    if (m_combination.closedByUs || m_combination.ours == Side::Client || !m_program.clientCloses()) {
        us.endpoint().close();
        us.flush();
    }
    if (m_combination.ours == Side::Server)
        m_process->endInput(); // some go on waiting for what they could send
    require(waitFor(us, [&] { return us.atEnd() || us.endpoint().status() == Status::Closed; }), "an orderly end", us);
    compareExports(us);
    verifyAccount(us);
}

} // namespace hd::test
