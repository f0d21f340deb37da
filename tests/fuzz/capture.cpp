// SPDX-License-Identifier: GPL-3.0-or-later

// A capture file of any kind, and every connection that is found in it: it is refused, or what is listed can be opened
// or says why not. Input: the file.

#include "packets.h"
#include "target.h"

#include "capture/captureindex.h"
#include "handshakes.h"

#include <cstdio>
#include <fstream>

#include <unistd.h>

namespace hd::fuzz {

namespace {

/// A file of this process alone, gone with it.
class Scratch
{
public:
    Scratch() : m_path("/tmp/hellodone-fuzz-" + std::to_string(getpid())) {}
    ~Scratch() { std::remove(m_path.c_str()); }
    Scratch(const Scratch &) = delete;
    Scratch &operator=(const Scratch &) = delete;
    const std::string &write(ByteView content) const
    {
        std::ofstream file(m_path, std::ios::binary | std::ios::trunc);
        file.write(reinterpret_cast<const char *>(content.data()), static_cast<std::streamsize>(content.size()));
        return m_path;
    }

private:
    std::string m_path;
};

Bytes bytesOf(const QByteArray &content)
{
    return {content.begin(), content.end()};
}

} // namespace

void run(ByteView input)
{
    static const Scratch scratch;
    const auto read = ui::CaptureIndex::read(scratch.write(input), {});
    if (const Error *error = std::get_if<Error>(&read))
        return expect(!error->what.empty() && !error->where.empty(), "an error that says what and where");
    const ui::CaptureIndex &capture = *std::get<std::shared_ptr<const ui::CaptureIndex>>(read);
    std::uint64_t packets = 0;
    for (const ui::CapturedConnection &connection : capture.connections()) {
        packets += connection.packets;
        expect(!connection.client.empty() && !connection.server.empty(), "endpoints");
        const auto opened = capture.open(connection.number, {});
        if (const Error *error = std::get_if<Error>(&opened))
            expect(!error->what.empty(), "a reason");
    }
    expect(packets <= capture.packets(), "no packet of two connections");
}

std::vector<Bytes> seeds()
{
    using namespace test;
    std::vector<Bytes> list;
    const std::vector<Handshake> all = handshakes();
    for (std::size_t i = 0; i < all.size(); i += 60) {
        std::vector<Frame> raw, tagged;
        for (const Segment &segment : segmentsOf(wireOf(all[i].trace))) {
            raw.push_back({ipv4(segment), captureBegan + segment.timeUs});
            tagged.push_back({ethernet(ipv6(segment, true), {7}), captureBegan + segment.timeUs, 1});
        }
        list.push_back(bytesOf(pcap(raw)));
        const PcapngForm form{.interfaces = {{101, 9}, {1, 6}}, .bigEndian = i % 2 == 0, .secrets = "CLIENT_RANDOM x"};
        list.push_back(bytesOf(pcapng(tagged, form)));
        list.push_back(bytesOf(gzip(pcapng(tagged, form))));
    }
    return list;
}

} // namespace hd::fuzz
