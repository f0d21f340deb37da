// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/captureindex.h"

#include "capture/capturesecrets.h"
#include "capture/flowtable.h"
#include "capture/opening.h"

#include "crypto/context.h"

#include <filesystem>
#include <fstream>

namespace hd::ui {

namespace {

/// By which it is noticed that a file has changed.
struct FileState
{
    std::uintmax_t size = 0;
    std::filesystem::file_time_type time;
    bool operator==(const FileState &) const = default;

    static FileState of(const std::string &path)
    {
        std::error_code error;
        FileState state;
        state.size = std::filesystem::file_size(path, error);
        state.time = std::filesystem::last_write_time(path, error);
        return state;
    }
};

constexpr std::uint64_t packetsPerProgress = 4096;

} // namespace

struct CaptureIndex::Private
{
    std::string path;
    FileState state;
    std::vector<FoundConnection> found;
    std::vector<CapturedConnection> connections;
    std::vector<Error> notices;
    CaptureSecrets secrets;
    std::uint64_t packets = 0;
    bool fragments = false;
};

CaptureIndex::CaptureIndex(std::unique_ptr<Private> p) : m_p(std::move(p)) {}

CaptureIndex::~CaptureIndex() = default;

bool CaptureIndex::recognises(const std::string &path)
{
    // gzip; pcapng; pcap in both orders: microseconds, nanoseconds, Kuznetzov's
    constexpr std::string_view begins[] = {"\x1f\x8b",         "\x0a\x0d\x0d\x0a", "\xa1\xb2\xc3\xd4",
                                           "\xd4\xc3\xb2\xa1", "\xa1\xb2\x3c\x4d", "\x4d\x3c\xb2\xa1",
                                           "\xa1\xb2\xcd\x34", "\x34\xcd\xb2\xa1"};
    std::ifstream file(path, std::ios::binary);
    char magic[4] = {};
    file.read(magic, sizeof magic);
    const std::string_view had(magic, static_cast<std::size_t>(file.gcount()));
    return std::any_of(std::begin(begins), std::end(begins),
                       [&](std::string_view each) { return had.starts_with(each); });
}

Result<std::shared_ptr<const CaptureIndex>> CaptureIndex::read(const std::string &path, const CaptureProgress &progress)
{
    auto p = std::make_unique<Private>();
    p->path = path;
    p->state = FileState::of(path);
    Result<std::unique_ptr<PacketReader>> opened = PacketReader::open(path);
    if (Error *error = std::get_if<Error>(&opened))
        return std::move(*error);
    PacketReader &packets = *std::get<std::unique_ptr<PacketReader>>(opened);
    crypto::Context context;
    FlowTable flows(context);
    SegmentReader segments;
    for (CapturePlace place = packets.place(); const CapturedPacket *packet = packets.next(); place = packets.place()) {
        p->packets = packet->number;
        if (progress && packet->number % packetsPerProgress == 0 && !progress(packets.done()))
            return Error{"reading it was cancelled", path, {}};
        if (const TcpSegment *segment = segments.read(*packet))
            flows.add(*segment, place);
    }
    p->fragments = segments.sawFragments();
    p->found = flows.finish();
    p->notices = packets.notices();
    if (packets.problem())
        p->notices.push_back(*packets.problem());
    for (const std::vector<Error> &more : {segments.notices(), flows.notices()})
        p->notices.insert(p->notices.end(), more.begin(), more.end());
    p->secrets.addEmbedded(packets.secrets(), p->notices);
    for (FoundConnection &found : p->found) {
        found.summary.decryptable = !found.clientRandom.empty() && p->secrets.know(found.clientRandom);
        p->connections.push_back(std::move(found.summary));
    }
    if (progress)
        progress(1);
    return std::shared_ptr<const CaptureIndex>(new CaptureIndex(std::move(p)));
}

const std::string &CaptureIndex::path() const
{
    return m_p->path;
}

const std::vector<CapturedConnection> &CaptureIndex::connections() const
{
    return m_p->connections;
}

const std::vector<Error> &CaptureIndex::notices() const
{
    return m_p->notices;
}

std::uint64_t CaptureIndex::packets() const
{
    return m_p->packets;
}

Result<std::shared_ptr<const Trace>> CaptureIndex::open(std::uint32_t number, const CaptureKeys &keys,
                                                        const CaptureProgress &progress) const
{
    if (number == 0 || number > m_p->connections.size())
        return Error{"there is no connection " + std::to_string(number), m_p->path,
                     m_p->connections.empty() ? "it has none with TLS"
                                              : "1 to " + std::to_string(m_p->connections.size())};
    const FoundConnection &found = m_p->found[number - 1];
    const CapturedConnection &summary = m_p->connections[number - 1];
    const std::string where = m_p->path + ", connection " + std::to_string(number);
    if (!found.sawBeginning)
        return Error{"its beginning was not captured, and without the hellos nothing of it can be read", where,
                     "capture from before the connection is opened"};
    CaptureSecrets secrets = m_p->secrets;
    if (std::optional<Error> error = secrets.addKeys(keys))
        return std::move(*error);
    if (FileState::of(m_p->path) != m_p->state)
        return Error{"the file has changed since it was listed", m_p->path, "open it again"};
    Result<OpenedConnection> opened = readConnection(m_p->path, found, m_p->fragments, progress);
    if (Error *error = std::get_if<Error>(&opened))
        return std::move(*error);
    auto &[chunks, notices] = std::get<OpenedConnection>(opened);
    Trace trace = observe(chunks, secrets.secrets());
    trace.beganUs = summary.beganUs;
    trace.client = summary.client;
    trace.server = summary.server;
    trace.notices.insert(trace.notices.begin(), notices.begin(), notices.end());
    return std::make_shared<const Trace>(std::move(trace));
}

} // namespace hd::ui
