// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "liveoptions.h"
#include "output.h"
#include "pipe.h"
#include "sessionfile.h"
#include "stopsignal.h"

#include "formats/textview.h"
#include "live/liveclient.h"
#include "party/identity.h"
#include "party/optionvalues.h"
#include "party/partyoptions.h"

#include <QCoreApplication>

#include <csignal>

namespace hd::app {

namespace {

enum class Application : std::uint8_t { None, Pipe };

struct ConnectOptions
{
    LiveOptions live;
    Output output;
    ui::Address address;
    Application application = Application::None;
    std::optional<std::string> data;
    std::chrono::milliseconds wait{2000}; ///< for what the peer still has to say
    bool renegotiate = false;
    bool updateKeys = false;
    std::string sessionFile;                ///< where to keep the session; empty: nowhere
    std::optional<std::uint32_t> earlyData; ///< the most of the data that goes ahead of the handshake

    bool carriesData() const { return data || application == Application::Pipe; }
};

/// What happens on a connection from its first handshake to its end.
class Conversation : public QObject
{
public:
    Conversation(const ConnectOptions &options, ui::LiveConnection &connection);

    bool outputFailed() const { return m_outputFailed; }
    bool renegotiationRefused() const { return m_refused; }
    bool keysUpdated() const { return m_updated; }

private:
    void begin();
    void sendData();
    void expectLittleMore();
    void showReceived(const QByteArray &data);

    const ConnectOptions &m_options;
    ui::LiveConnection &m_connection;
    StopSignal m_signal;
    std::optional<Pipe> m_pipe;
    QTimer m_wait;
    bool m_everythingSaid = false;
    bool m_outputFailed = false;
    bool m_refused = false;
    bool m_updated = false;
};

Conversation::Conversation(const ConnectOptions &options, ui::LiveConnection &connection)
    : m_options(options), m_connection(connection)
{
    m_wait.setSingleShot(true);
    m_wait.setInterval(options.wait);
    connect(&m_wait, &QTimer::timeout, &connection, &ui::LiveConnection::close);
    connect(&m_signal, &StopSignal::raised, &connection, &ui::LiveConnection::close);
    connect(&connection, &ui::LiveConnection::ended, qApp, &QCoreApplication::quit);
    connect(&connection, &ui::LiveConnection::troubled, this, [this](const QString &error) {
        m_outputFailed = true;
        fail(Unusable, {error.toStdString(), {}, {}});
    });
    const unsigned last = options.renegotiate ? 2 : 1;
    connect(&connection, &ui::LiveConnection::handshakeCompleted, this, [this, last](unsigned number) {
        if (number == last)
            begin();
        else if (number < last && !m_connection.renegotiate())
            begin();
    });
    connect(&connection, &ui::LiveConnection::warned, this, [this](quint8 description) {
        if (!m_options.renegotiate || m_connection.handshakes() != 1 || description != quint8(Alert::NoRenegotiation))
            return;
        m_refused = true;
        begin();
    });
}

/// All handshakes that were wanted are made.
void Conversation::begin()
{
    if (m_options.updateKeys)
        m_updated = m_connection.updateKeys();
    if (!m_options.carriesData())
        return m_connection.close();
    if (m_options.data) {
        connect(&m_connection, &ui::LiveConnection::received, this, &Conversation::showReceived);
        sendData();
        return expectLittleMore();
    }
    m_pipe.emplace();
    connect(&*m_pipe, &Pipe::inputEnded, this, &Conversation::expectLittleMore);
    connect(&*m_pipe, &Pipe::outputFailed, this, [this] {
        m_outputFailed = true;
        m_connection.close();
    });
    connect(&m_connection, &ui::LiveConnection::received, this, [this] {
        if (m_everythingSaid)
            m_wait.start();
    });
    m_pipe->attach(&m_connection);
}

/// What has not gone ahead. Early data that the server did not take follows by itself.
void Conversation::sendData()
{
    const std::string &data = *m_options.data;
    const bool early = !m_connection.negotiated().earlyData.empty();
    if (m_options.earlyData && !early)
        fail(Done, {"none is sent: this session does not allow it here", "--early-data", {}});
    const std::size_t sent = early ? std::min<std::size_t>(*m_options.earlyData, data.size()) : 0;
    if (sent == 0 || sent < data.size())
        m_connection.send(toBytes(std::string_view(data).substr(sent)));
}

/// We have said everything; the peer may answer, and ends the connection or falls silent.
void Conversation::expectLittleMore()
{
    m_everythingSaid = true;
    m_wait.start();
}

void Conversation::showReceived(const QByteArray &data)
{
    m_wait.start();
    if (print({data.constData(), static_cast<std::size_t>(data.size())}) == Done)
        return;
    m_outputFailed = true;
    m_connection.close();
}

std::optional<Error> readEarlyData(const Arguments &arguments, ConnectOptions &options)
{
    std::uint32_t most = 0;
    std::optional<Error> error = readNumber(arguments, "--early-data", 1, UINT32_MAX, most);
    if (error || !arguments.has("--early-data"))
        return error;
    if (!options.data)
        return Error{"there is nothing to be sent", "--early-data", "--data TEXT"};
    if (!arguments.has("--session-in"))
        return Error{"it takes the key of an earlier session", "--early-data", "--session-in FILE"};
    options.earlyData = most;
    return std::nullopt;
}

Result<ConnectOptions> readOptions(const Arguments &arguments)
{
    static constexpr Choice<Application> applications[] = {{"pipe", Application::Pipe}, {"none", Application::None}};
    ConnectOptions options;
    const Result<ui::Address> address = ui::parseAddress(arguments.operands()[0]);
    if (const Error *error = std::get_if<Error>(&address))
        return *error;
    options.address = std::get<ui::Address>(address);
    if (std::optional<Error> error = choose(arguments, "--app", applications, options.application))
        return std::move(*error);
    const Result<LiveOptions> live = readLiveOptions(arguments, options.application == Application::Pipe);
    if (const Error *error = std::get_if<Error>(&live))
        return *error;
    options.live = std::get<LiveOptions>(live);
    const Result<Output> output = readOutput(arguments);
    if (const Error *error = std::get_if<Error>(&output))
        return *error;
    options.output = std::get<Output>(output);
    options.data = arguments.value("--data");
    if (options.data && options.application == Application::Pipe)
        return Error{"the data comes from standard input already", "--data", "leave --app pipe out"};
    if (const std::optional<std::string> text = arguments.value("--wait")) {
        const Result<std::chrono::milliseconds> wait = readSeconds(*text, "--wait");
        if (const Error *error = std::get_if<Error>(&wait))
            return *error;
        options.wait = std::get<std::chrono::milliseconds>(wait);
    }
    options.renegotiate = arguments.has("--renegotiate");
    if (options.renegotiate && arguments.value("--renegotiation") == "off")
        return Error{"--renegotiation off takes part in no second handshake", "--renegotiate", "leave one of them out"};
    options.updateKeys = arguments.has("--update-keys");
    options.sessionFile = arguments.value("--session-out").value_or("");
    if (std::optional<Error> error = readEarlyData(arguments, options))
        return std::move(*error);
    return options;
}

std::optional<Error> findObstacles(const ConnectOptions &options)
{
    if (std::optional<Error> error = findObstacle(options.output))
        return error;
    return options.sessionFile.empty() ? std::nullopt : findObstacle(options.sessionFile, options.live.force);
}

/// Why a connection was not what was asked for, besides what its own line says.
bool isComplete(const ConnectOptions &options, const ui::LiveConnection &connection, const Conversation &conversation)
{
    if (options.updateKeys && connection.handshakes() > 0 && !conversation.keysUpdated()) {
        fail(EndedOtherwise, {connection.negotiated().version + " has no key updates", "--update-keys", {}});
        return false;
    }
    if (!options.renegotiate || connection.handshakes() > 1)
        return connection.succeeded();
    fail(EndedOtherwise, {conversation.renegotiationRefused() ? "the server refused to renegotiate"
                          : connection.isTls13()              ? "TLS 1.3 has no renegotiation"
                                                              : "there was no second handshake",
                          "--renegotiate",
                          {}});
    return false;
}

struct Ended
{
    Trace trace;
    std::optional<SessionState> session;
    std::string line;
    int status = Done;
};

/// The connection from its first byte to its last. Drawing wants an application object of its own, so that this one is
/// gone before anything is drawn.
Obtained<Ended> converse(const ConnectOptions &options, const PartyConfig &config, crypto::Context &context,
                         ui::KeyLogFile *keyLog)
{
    int count = 1;
    char name[] = "hellodone";
    char *words[] = {name, nullptr};
    const QCoreApplication application(count, words);
    Result<std::unique_ptr<ui::LiveConnection>> made =
        ui::connectTo(options.address, config, context, options.live.limits, keyLog);
    if (Error *error = std::get_if<Error>(&made))
        return Refusal{Unusable, std::move(*error)};
    ui::LiveConnection &connection = *std::get<std::unique_ptr<ui::LiveConnection>>(made);
    const Conversation conversation(options, connection);
    connection.start();
    QCoreApplication::exec();

    Ended ended{connection.trace(), connection.session(), lineAbout(connection, 1, {}, options.live.json), Done};
    if (!isComplete(options, connection, conversation))
        ended.status = EndedOtherwise;
    if (conversation.outputFailed())
        ended.status = Unusable;
    return ended;
}

int finish(const ConnectOptions &options, const Ended &ended)
{
    if (const std::optional<Error> error = write(ended.trace, options.output))
        return fail(Unusable, *error);
    if (!options.sessionFile.empty()) {
        if (!ended.session)
            fail(Done, {"the server left no session to keep", options.sessionFile, {}});
        else if (const std::optional<Error> error = writeSession(*ended.session, options.sessionFile))
            return fail(Unusable, *error);
    }
    // Standard output is for what was asked for: the peer's data, JSON, or else the handshake.
    const bool toStdout = options.live.json && !options.carriesData();
    if (!toStdout)
        std::fputs(ended.line.c_str(), stderr);
    std::string text = toStdout ? ended.line : std::string();
    if (!options.live.json && !options.carriesData() && options.output.files.empty())
        text = textView(ended.trace, {});
    if (const int status = text.empty() ? Done : print(text))
        return status;
    return ended.status;
}

int run(const Arguments &arguments)
{
    const Result<ConnectOptions> read = readOptions(arguments);
    if (const Error *error = std::get_if<Error>(&read))
        return fail(Usage, *error);
    const auto &options = std::get<ConnectOptions>(read);
    if (const std::optional<Error> obstacle = findObstacles(options))
        return fail(Unusable, *obstacle);
    std::signal(SIGPIPE, SIG_IGN);

    crypto::Context context;
    party::Obtained<PartyConfig> party = readParty(Side::Client, arguments, context);
    if (const auto *refusal = std::get_if<party::Refusal>(&party))
        return fail(*refusal);
    auto &config = std::get<PartyConfig>(party);
    const party::Obtained<std::vector<std::string>> notes =
        readIdentity(Side::Client, arguments, options.address.host.toStdString(), context, config);
    if (const auto *refusal = std::get_if<party::Refusal>(&notes))
        return fail(*refusal);
    for (const std::string &note : std::get<std::vector<std::string>>(notes))
        std::fprintf(stderr, "hellodone: %s\n", note.c_str());
    completeLists(arguments, config);
    nameServer(arguments, options.address.host.toStdString(), config);
    if (const std::optional<std::string> file = arguments.value("--session-in")) {
        Result<SessionState> session = readSession(*file);
        if (const Error *error = std::get_if<Error>(&session))
            return fail(Unusable, *error);
        config.session = std::get<SessionState>(std::move(session));
        if (options.earlyData)
            config.tls13.earlyData = toBytes(options.data->substr(0, *options.earlyData));
    }
    ui::KeyLogFile keyLog;
    if (const std::optional<Error> error = openKeyLog(arguments, keyLog))
        return fail(Unusable, *error);
    const Obtained<Ended> ended = converse(options, config, context, keyLog.isOpen() ? &keyLog : nullptr);
    if (const Refusal *refusal = std::get_if<Refusal>(&ended))
        return fail(refusal->status, refusal->error);
    return finish(options, std::get<Ended>(ended));
}

constexpr Option ownOptions[] = {
    {"--data", "TEXT", "send this once the connection is open, and print the answer"},
    {"--app", "WHAT", "pipe: tie the connection to stdin and stdout, raw; none: only shake hands, the default"},
    {"--wait", "S", "after everything is sent, wait for as long as the peer is not silent for S seconds; 2"},
    {"--renegotiate", "", "shake hands a second time once the connection is open (up to TLS 1.2)"},
    {"--update-keys", "", "change the keys once the connection is open, and ask the server to (TLS 1.3)"},
    {"--session-out", "FILE", "keep the session, with its secret, so that a later connection can resume it"},
    {"--session-in", "FILE", "offer to resume the session that an earlier connection kept"},
};

std::span<const Option> options()
{
    static const std::vector<Option> all = [] {
        std::vector<Option> joined(std::begin(ownOptions), std::end(ownOptions));
        const auto add = [&joined](std::span<const Option> more) {
            for (const Option &option : more)
                if (std::none_of(joined.begin(), joined.end(),
                                 [&](const Option &known) { return known.name == option.name; }))
                    joined.push_back(option);
        };
        add(liveOptions());
        add(partyOptions(Side::Client));
        add(outputOptions());
        return joined;
    }();
    return all;
}

} // namespace

const Command connectCommand{
    "connect",
    "HOST:PORT",
    "connect to a TLS server and record it",
    1,
    1,
    options(),
    run,
    "Shakes hands, says --data or what comes from stdin, and closes. The server's certificate must lead to a --ca, or\n"
    "without one to an authority that this system trusts, and must be for HOST. How it ended is said on stderr; the\n"
    "answer goes to stdout, and without --data, --app pipe and -o the messages do. Exit status 0 when the handshake\n"
    "was completed and the connection closed in an orderly way, 1 otherwise, 3 when an address or file cannot be "
    "used.\n"};

} // namespace hd::app
