// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "liveoptions.h"
#include "output.h"
#include "pipe.h"
#include "stopsignal.h"

#include "live/httpexchange.h"
#include "live/liveserver.h"
#include "party/identity.h"
#include "party/optionvalues.h"
#include "party/partyoptions.h"

#include <QCoreApplication>
#include <QFile>

#include <csignal>
#include <filesystem>

namespace hd::app {

namespace {

enum class Application : std::uint8_t { Http, Echo, Pipe, None };

struct ServeOptions
{
    LiveOptions live;
    Application application = Application::Http;
    unsigned count = 0;
    bool renegotiate = false;
    bool requestCertificate = false;
    bool updateKeys = false;
    std::string folder; ///< for recordings; empty: none are kept
    std::string caFile;
};

/// A server from the first line that it prints to its exit status.
class Service : public QObject
{
public:
    Service(const ServeOptions &options, const PartyConfig &config, crypto::Context &context, ui::KeyLogFile *keyLog)
        : m_options(options), m_server(config, context, options.live.limits, keyLog)
    {
        m_server.setCount(options.count);
        connect(&m_server, &ui::LiveServer::connectionMade, this,
                [this](ui::LiveConnection *connection) { prepare(connection); });
        connect(&m_server, &ui::LiveServer::connectionEnded, this,
                [this](ui::LiveConnection *connection, unsigned number) { report(*connection, number); });
        connect(&m_server, &ui::LiveServer::stopped, qApp, &QCoreApplication::quit);
        connect(&m_signal, &StopSignal::raised, &m_server, &ui::LiveServer::stop);
    }

    ui::LiveServer &server() { return m_server; }

    int status() const
    {
        if (m_unusable)
            return Unusable;
        const bool all = m_failed == 0 && m_server.accepted() >= m_options.count;
        const bool any = m_failed < m_server.accepted() || m_failed == 0;
        return (m_options.count > 0 ? all : any) ? Done : EndedOtherwise;
    }

private:
    void prepare(ui::LiveConnection *connection);
    void begin(ui::LiveConnection *connection);
    void serve(ui::LiveConnection *connection);
    void report(const ui::LiveConnection &connection, unsigned number);
    std::string record(const ui::LiveConnection &connection, unsigned number);
    Pipe &pipe();

    const ServeOptions m_options;
    StopSignal m_signal;
    ui::LiveServer m_server;
    std::unique_ptr<Pipe> m_pipe; ///< standard input is left alone unless it is asked for
    unsigned m_recordings = 0;
    unsigned m_failed = 0;
    bool m_unusable = false;
};

void Service::prepare(ui::LiveConnection *connection)
{
    if (m_options.application == Application::Http)
        ui::serveHttp(connection);
    else if (m_options.application == Application::Echo)
        connect(connection, &ui::LiveConnection::received, connection, [connection](const QByteArray &data) {
            connection->send(
                {reinterpret_cast<const std::uint8_t *>(data.constData()), static_cast<std::size_t>(data.size())});
        });
    connect(connection, &ui::LiveConnection::troubled, this, [this](const QString &error) {
        m_unusable = true;
        fail(Unusable, {error.toStdString(), {}, {}});
    });
    const unsigned last = m_options.renegotiate ? 2 : 1;
    connect(connection, &ui::LiveConnection::handshakeCompleted, this, [this, connection, last](unsigned number) {
        if (number == last)
            begin(connection);
        else if (number < last && !connection->renegotiate())
            begin(connection);
    });
    connect(connection, &ui::LiveConnection::certificateAnswered, this, [this, connection] { serve(connection); });
    connect(connection, &ui::LiveConnection::warned, this, [this, connection](quint8 description) {
        if (m_options.renegotiate && connection->handshakes() == 1 && description == quint8(Alert::NoRenegotiation))
            begin(connection);
    });
}

/// All handshakes that were wanted are made.
void Service::begin(ui::LiveConnection *connection)
{
    if (m_options.updateKeys)
        connection->updateKeys();
    if (!m_options.requestCertificate || !connection->requestCertificate())
        serve(connection);
}

/// The connection is as it was wanted.
void Service::serve(ui::LiveConnection *connection)
{
    if (m_options.application == Application::None)
        connection->close();
    if (m_options.application != Application::Pipe || pipe().attach(connection))
        return;
    fail(Done, {"closed, for another connection has standard input and output", connection->peer().text(), {}});
    connection->close();
}

Pipe &Service::pipe()
{
    if (m_pipe)
        return *m_pipe;
    m_pipe = std::make_unique<Pipe>();
    connect(m_pipe.get(), &Pipe::outputFailed, this, [this] {
        m_unusable = true;
        m_server.stop();
    });
    return *m_pipe;
}

/// @returns the name of the file, which is new unless it may be replaced.
std::string Service::record(const ui::LiveConnection &connection, unsigned number)
{
    std::string digits;
    std::filesystem::path file;
    std::error_code error;
    do {
        digits = std::to_string(m_options.live.force ? number : ++m_recordings);
        digits.insert(0, digits.size() < 4 ? 4 - digits.size() : 0, '0');
        file = std::filesystem::path(m_options.folder) / ("connection-" + digits + ".json");
    } while (!m_options.live.force && std::filesystem::exists(file, error));
    const QString name = QString::fromLocal8Bit(file.string());
    if (const std::optional<Error> failure = writeRecordingTo(name, connection.trace(), m_options.live.withSecrets)) {
        m_unusable = true;
        fail(Unusable, *failure);
        return {};
    }
    return file.string();
}

void Service::report(const ui::LiveConnection &connection, unsigned number)
{
    m_failed += !connection.succeeded();
    const std::string recording = m_options.folder.empty() ? std::string() : record(connection, number);
    const std::string line = lineAbout(connection, number, recording, m_options.live.json);
    if (m_options.application == Application::Pipe)
        std::fputs(line.c_str(), stderr); // standard output is the peer's
    else if (print(line) != Done)
        m_unusable = true;
}

Result<ServeOptions> readOptions(const Arguments &arguments)
{
    static constexpr Choice<Application> applications[] = {{"http", Application::Http},
                                                           {"echo", Application::Echo},
                                                           {"pipe", Application::Pipe},
                                                           {"none", Application::None}};
    ServeOptions options;
    if (std::optional<Error> error = choose(arguments, "--app", applications, options.application))
        return std::move(*error);
    const bool patient = options.application == Application::Echo || options.application == Application::Pipe;
    const Result<LiveOptions> live = readLiveOptions(arguments, patient);
    if (const Error *error = std::get_if<Error>(&live))
        return *error;
    options.live = std::get<LiveOptions>(live);
    options.requestCertificate = arguments.has("--post-handshake-auth");
    options.updateKeys = arguments.has("--update-keys");
    options.renegotiate = arguments.has("--renegotiate");
    if (options.renegotiate && arguments.value("--renegotiation") == "off")
        return Error{"--renegotiation off takes part in no second handshake", "--renegotiate", "leave one of them out"};
    if (const std::optional<std::string> text = arguments.value("--count")) {
        const std::optional<std::uint64_t> count = wholeNumber(*text);
        if (!count || *count == 0 || *count > UINT32_MAX)
            return Error{"\"" + *text + "\" is no number of connections", "--count", "1 or more"};
        options.count = static_cast<unsigned>(*count);
    }
    options.folder = arguments.value("-o").value_or("");
    options.caFile = arguments.value("--ca-out").value_or("");
    return options;
}

std::optional<Error> makeFolder(const std::string &folder)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error || !std::filesystem::is_directory(folder))
        return Error{"this folder cannot be made" + (error ? ": " + error.message() : ""), folder,
                     "-o wants a folder, for one recording of each connection"};
    return std::nullopt;
}

std::optional<Error> writeCa(const ServeOptions &options, crypto::Context &context)
{
    if (options.caFile.empty())
        return std::nullopt;
    if (std::optional<Error> error = findObstacle(options.caFile, options.live.force))
        return error;
    const std::string pem = demonstrationCa(context);
    QFile file(QString::fromLocal8Bit(options.caFile));
    const auto size = static_cast<qint64>(pem.size());
    if (file.open(QIODevice::WriteOnly) && file.write(pem.data(), size) == size)
        return std::nullopt;
    return Error{"cannot be written: " + file.errorString().toStdString(), options.caFile, {}};
}

int serve(const ServeOptions &options, const ui::Address &address, const PartyConfig &config,
          const std::vector<std::string> &notes, const Arguments &arguments, crypto::Context &context)
{
    ui::KeyLogFile keyLog;
    std::optional<Error> error = options.folder.empty() ? std::nullopt : makeFolder(options.folder);
    if (!error)
        error = writeCa(options, context);
    if (!error)
        error = openKeyLog(arguments, keyLog);
    if (error)
        return fail(Unusable, *error);

    int count = 1;
    char name[] = "hellodone";
    char *words[] = {name, nullptr};
    const QCoreApplication application(count, words);
    Service service(options, config, context, keyLog.isOpen() ? &keyLog : nullptr);
    if ((error = service.server().listen(address)))
        return fail(Unusable, *error);
    for (const std::string &note : notes)
        std::fprintf(stderr, "hellodone: %s\n", note.c_str());
    if (const int status = print("READY " + service.server().address().text() + "\n"))
        return status;
    QCoreApplication::exec();
    return service.status();
}

int run(const Arguments &arguments)
{
    const Result<ui::Address> address = ui::parseAddress(arguments.operands()[0], QStringLiteral("127.0.0.1"));
    if (const Error *error = std::get_if<Error>(&address))
        return fail(Usage, *error);
    const Result<ServeOptions> options = readOptions(arguments);
    if (const Error *error = std::get_if<Error>(&options))
        return fail(Usage, *error);
    std::signal(SIGPIPE, SIG_IGN);

    crypto::Context context;
    party::Obtained<PartyConfig> party = readParty(Side::Server, arguments, context);
    if (const auto *refusal = std::get_if<party::Refusal>(&party))
        return fail(*refusal);
    auto &config = std::get<PartyConfig>(party);
    const std::string host = std::get<ui::Address>(address).host.toStdString();
    const party::Obtained<std::vector<std::string>> notes =
        readIdentity(Side::Server, arguments, host, context, config);
    if (const auto *refusal = std::get_if<party::Refusal>(&notes))
        return fail(*refusal);
    completeLists(arguments, config);
    SessionStore sessions(config.assignSessionId ? 10000 : 0);
    if (config.assignSessionId || config.tickets)
        config.sessions = &sessions;
    return serve(std::get<ServeOptions>(options), std::get<ui::Address>(address), config,
                 std::get<std::vector<std::string>>(notes), arguments, context);
}

constexpr Option ownOptions[] = {
    {"--app", "WHAT", "http (a page about its own handshake, the default), echo, pipe (stdin and stdout) or none"},
    {"--count", "N", "end after N connections"},
    {"-o", "DIR", "leave a recording of each connection there"},
    {"--with-secrets", "", "keys and secrets in the recordings, too"},
    {"--renegotiate", "", "ask for a second handshake once a connection is open (up to TLS 1.2)"},
    {"--update-keys", "", "change the keys once a connection is open, and ask the client to (TLS 1.3)"},
    {"--ca-out", "FILE", "write the demonstration CA's certificate (PEM), for those who connect"},
};

std::span<const Option> options()
{
    static const std::vector<Option> all = [] {
        std::vector<Option> joined(std::begin(ownOptions), std::end(ownOptions));
        joined.insert(joined.end(), liveOptions().begin(), liveOptions().end());
        const std::vector<Option> party = partyOptions(Side::Server);
        joined.insert(joined.end(), party.begin(), party.end());
        return joined;
    }();
    return all;
}

} // namespace

const Command serveCommand{
    "serve",
    "[HOST:]PORT",
    "take TLS connections and record them",
    1,
    1,
    options(),
    run,
    "Listens at 127.0.0.1 unless there is a HOST (\"*\" for every address); port 0 picks a free one. Prints READY and\n"
    "the address once it listens, then one line for each connection when it has ended. Connections are served at the\n"
    "same time; with --app pipe one has standard input and output, others are closed meanwhile, and the lines go to\n"
    "stderr. It ends after --count connections, or on SIGTERM or SIGINT. Exit status 0 when each of the --count "
    "(without\n"
    "it, any) completed its handshake and was closed in an orderly way, 1 otherwise, 3 when an address or file cannot\n"
    "be used.\n"};

} // namespace hd::app
