// SPDX-License-Identifier: GPL-3.0-or-later

// How long a large capture takes next to tshark, which dissects the same files in the same run: listing its handshakes,
// and decrypting all of its connections. The capture is made of our own scenarios, SSL 3.0 to TLS 1.3, each connection
// between addresses of its own, sixteen of them interleaved at a time; it goes when the program ends. Each measured
// part is a process of its own, so that its peak of memory is its own too.
//
// What is compared: "list" reads the capture without secrets, and both print endpoints, time, server name and JA3 of
// each client_hello. Ours says version, suite, JA4, outcome and size of the connection besides, which tshark would need
// the other packets' lines for. "decrypt" reads the capture with its secrets, and both print each Finished that they
// opened, which is visible to nobody who did not decrypt: the two counts have to agree. tshark dissects every packet
// and goes over the file once; ours lists first, then opens each connection on its own, and also works out every
// derivation and check of its trace.
//
// usage: capturebench [CONNECTIONS]
//        capturebench --write FOLDER COUNT | --list FILE | --decrypt FILE    used by itself

#include "capture/captureindex.h"
#include "formats/pcapng.h"
#include "scenario/scenario.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace hd;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t connections = 10000;
constexpr std::size_t rounds = 20; ///< of the scenarios: so many differ; after that they come again, elsewhere
constexpr std::size_t interleaved = 16;
constexpr rlim_t mostSeconds = 100; ///< of a measured part, on a processor
constexpr const char *names[] = {"ssl3-rsa",        "tls10-cbc", "tls11-cbc",      "tls12-rsa",        "classic",
                                 "tls12-ecdhe-gcm", "tls13",     "tls13-chacha20", "tls13-client-auth"};
constexpr const char *plainName = "plain.pcapng", *secretName = "secrets.pcapng";

// ---- making the capture

Trace played(const char *name, std::uint64_t seed)
{
    Scenario scenario = *std::get<std::shared_ptr<const Scenario>>(builtinScenario(name));
    Step answer;
    answer.from = Side::Server;
    answer.text = std::string(4096, 'x');
    scenario.steps.push_back(answer);
    scenario.seed = seed;
    return *std::get<std::shared_ptr<const Trace>>(run(scenario));
}

std::uint32_t wordAt(ByteView bytes, std::size_t at)
{
    return bytes[at] | static_cast<std::uint32_t>(bytes[at + 1]) << 8 |
           static_cast<std::uint32_t>(bytes[at + 2]) << 16 | static_cast<std::uint32_t>(bytes[at + 3]) << 24;
}

/// Two files, one without the secrets. What pcapng() makes of each connection is one section; theirs is one for all.
class Writer
{
public:
    explicit Writer(const fs::path &folder)
        : m_plain(folder / plainName, std::ios::binary), m_secret(folder / secretName, std::ios::binary)
    {}

    void add(const Trace &trace);
    /// The packets so far, in the order of time.
    void flush();

private:
    void write(ByteView block, bool secret)
    {
        const auto *data = reinterpret_cast<const char *>(block.data());
        m_secret.write(data, static_cast<std::streamsize>(block.size()));
        if (!secret)
            m_plain.write(data, static_cast<std::streamsize>(block.size()));
    }

    std::ofstream m_plain, m_secret;
    std::multimap<std::uint64_t, Bytes> m_packets;
    bool m_began = false;
};

void Writer::add(const Trace &trace)
{
    constexpr std::uint32_t enhancedPacket = 6, decryptionSecrets = 10;
    const Bytes file = pcapng(trace, true);
    for (std::size_t at = 0; at < file.size();) {
        const ByteView block = ByteView(file).subspan(at, wordAt(file, at + 4));
        at += block.size();
        const std::uint32_t type = wordAt(block, 0);
        if (type == enhancedPacket)
            m_packets.emplace(std::uint64_t(wordAt(block, 12)) << 32 | wordAt(block, 16),
                              Bytes(block.begin(), block.end()));
        else if (type == decryptionSecrets || !m_began)
            write(block, type == decryptionSecrets);
    }
    m_began = true;
}

void Writer::flush()
{
    for (const auto &[time, block] : m_packets)
        write(block, false);
    m_packets.clear();
}

int writeCapture(const fs::path &folder, std::size_t count)
{
    constexpr std::uint64_t began = 1768478400000000, apart = 2000; // 2026-01-15 12:00 UTC
    std::vector<Trace> traces;
    for (std::size_t round = 0; round < rounds; ++round)
        for (const char *name : names)
            traces.push_back(played(name, traces.size() + 1)); // a seed of its own: no client random comes twice
    Writer writer(folder);
    for (std::size_t i = 0; i < count; ++i) {
        Trace &trace = traces[i % traces.size()];
        trace.beganUs = began + i * apart;
        trace.client = "10." + std::to_string(i >> 16 & 255) + "." + std::to_string(i >> 8 & 255) + "." +
                       std::to_string(i & 255) + ":" + std::to_string(32768 + i % 28000);
        trace.server = "198.51.100." + std::to_string(1 + i % 250) + ":443";
        writer.add(trace);
        if (i % interleaved == interleaved - 1 || i + 1 == count)
            writer.flush();
    }
    return EXIT_SUCCESS;
}

// ---- ours

std::shared_ptr<const ui::CaptureIndex> indexOf(const std::string &path)
{
    const auto read = ui::CaptureIndex::read(path, {});
    if (const Error *error = std::get_if<Error>(&read))
        throw std::runtime_error(error->text());
    return std::get<std::shared_ptr<const ui::CaptureIndex>>(read);
}

int list(const std::string &path)
{
    const auto index = indexOf(path);
    for (const ui::CapturedConnection &each : index->connections())
        std::printf("%llu\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%llu\n", static_cast<unsigned long long>(each.beganUs),
                    each.client.c_str(), each.server.c_str(), each.serverName.c_str(), each.version.c_str(),
                    each.suite.c_str(), each.ja3.c_str(), each.ja4.c_str(),
                    static_cast<unsigned long long>(each.bytes));
    return EXIT_SUCCESS;
}

int decrypt(const std::string &path)
{
    const auto index = indexOf(path);
    for (const ui::CapturedConnection &each : index->connections()) {
        const auto opened = index->open(each.number, {});
        if (const Error *error = std::get_if<Error>(&opened))
            throw std::runtime_error(error->text());
        for (const Message &message : std::get<std::shared_ptr<const Trace>>(opened)->messages)
            if (message.name == "finished")
                std::printf("%u\t%s\n", each.number, toHex(message.bytes).c_str());
    }
    return EXIT_SUCCESS;
}

// ---- measuring

struct Measured
{
    int status = 0; ///< of the process; 127: there is no such program
    double seconds = 0, processor = 0;
    double peak = 0; ///< MiB
    std::size_t lines = 0;
};

double secondsOf(const timeval &time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

[[noreturn]] void become(std::vector<std::string> command, const std::string &output)
{
    constexpr int notThere = 127;
    const rlimit limit{mostSeconds, mostSeconds};
    setrlimit(RLIMIT_CPU, &limit);
    const int out = open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(out, STDOUT_FILENO);
    if (command.front() == "tshark") // says who it runs as
        dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
    std::vector<char *> arguments;
    for (std::string &each : command)
        arguments.push_back(each.data());
    arguments.push_back(nullptr);
    execvp(arguments.front(), arguments.data());
    _exit(notThere);
}

Measured measure(const std::vector<std::string> &command, const fs::path &folder)
{
    const std::string output = folder / "output";
    const auto start = std::chrono::steady_clock::now();
    const pid_t child = fork();
    if (child == 0)
        become(command, output);
    int status = 0;
    rusage usage{};
    if (child < 0 || wait4(child, &status, 0, &usage) != child)
        throw std::runtime_error("no process could be started");
    Measured measured;
    measured.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    measured.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    measured.processor = secondsOf(usage.ru_utime) + secondsOf(usage.ru_stime);
    measured.peak = static_cast<double>(usage.ru_maxrss) / 1024;
    std::ifstream lines(output);
    for (std::string line; std::getline(lines, line);)
        ++measured.lines;
    return measured;
}

void print(const char *who, const Measured &measured, const char *what)
{
    if (measured.status == 127)
        std::printf("  %-10s is not there\n", who);
    else if (measured.status != 0)
        std::printf("  %-10s ended with status %d after %.1f s\n", who, measured.status, measured.seconds);
    else
        std::printf("  %-10s %7.2f s %7.2f s on a processor %7.0f MiB at most   %zu %s\n", who, measured.seconds,
                    measured.processor, measured.peak, measured.lines, what);
}

/// @returns whether ours did it, and as much as tshark.
bool compare(const char *title, const char *what, const Measured &ours, const Measured &theirs)
{
    std::printf("%s\n", title);
    print("HelloDone", ours, what);
    print("tshark", theirs, what);
    if (ours.status != 0 || theirs.status != 0)
        return ours.status == 0;
    std::printf("  ratio      %7.2f   %7.2f                %7.2f\n", ours.seconds / theirs.seconds,
                ours.processor / theirs.processor, ours.peak / theirs.peak);
    if (ours.lines != theirs.lines)
        std::printf("  the two do not agree\n");
    return ours.lines == theirs.lines;
}

bool bench(const fs::path &folder, std::size_t count)
{
    const std::string self = fs::read_symlink("/proc/self/exe");
    const std::string plain = folder / plainName, secret = folder / secretName;
    if (measure({self, "--write", folder, std::to_string(count)}, folder).status != 0)
        throw std::runtime_error("the capture could not be made");
    std::printf("capture: %zu connections, %.1f MB, with secrets %.1f MB\n", count,
                static_cast<double>(fs::file_size(plain)) / 1e6, static_cast<double>(fs::file_size(secret)) / 1e6);
    const std::vector<std::string> listing{"tshark", "-n",
                                           "-r",     plain,
                                           "-Y",     "tls.handshake.type == 1",
                                           "-T",     "fields",
                                           "-e",     "frame.time_epoch",
                                           "-e",     "ip.src",
                                           "-e",     "tcp.srcport",
                                           "-e",     "ip.dst",
                                           "-e",     "tcp.dstport",
                                           "-e",     "tls.handshake.extensions_server_name",
                                           "-e",     "tls.handshake.ja3"};
    const std::vector<std::string> decrypting{
        "tshark", "-n",     "-r", secret,       "-Y", "tls.handshake.type == 20",
        "-T",     "fields", "-e", "tcp.stream", "-e", "tls.handshake.verify_data"};
    const Measured oursListed = measure({self, "--list", plain}, folder), theirsListed = measure(listing, folder);
    const bool listed = compare("list", "handshakes", oursListed, theirsListed);
    std::fflush(stdout);
    const Measured ours = measure({self, "--decrypt", secret}, folder), theirs = measure(decrypting, folder);
    return compare("decrypt", "Finished", ours, theirs) && listed;
}

} // namespace

int main(int argc, char **argv)
try {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.size() == 3 && arguments[0] == "--write")
        return writeCapture(arguments[1], std::strtoul(arguments[2].c_str(), nullptr, 10));
    if (arguments.size() == 2 && arguments[0] == "--list")
        return list(arguments[1]);
    if (arguments.size() == 2 && arguments[0] == "--decrypt")
        return decrypt(arguments[1]);
    std::string folder = fs::temp_directory_path() / "capturebench-XXXXXX";
    if (!mkdtemp(folder.data()))
        throw std::runtime_error("no temporary folder");
    const std::size_t count = arguments.empty() ? 0 : std::strtoul(arguments[0].c_str(), nullptr, 10);
    bool done = false;
    try {
        done = bench(folder, count ? count : connections);
    } catch (const std::exception &error) {
        std::fprintf(stderr, "%s\n", error.what());
    }
    fs::remove_all(folder);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
} catch (const std::exception &error) {
    std::fprintf(stderr, "%s\n", error.what());
    return EXIT_FAILURE;
}
