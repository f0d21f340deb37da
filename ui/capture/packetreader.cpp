// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/packetreader.h"

namespace hd::ui {

Result<std::unique_ptr<PacketReader>> PacketReader::open(const std::string &path)
{
    Result<std::unique_ptr<ByteSource>> opened = ByteSource::open(path);
    if (Error *error = std::get_if<Error>(&opened))
        return std::move(*error);
    auto source = std::get<std::unique_ptr<ByteSource>>(std::move(opened));
    std::uint8_t magic[4];
    const std::size_t length = source->read(magic, sizeof magic);
    if (const std::string problem = source->problem(); !problem.empty() && length < sizeof magic)
        return Error{"cannot be read: " + problem, path, {}};
    if (length < sizeof magic || !source->seek(0))
        return Error{length == 0 ? "the file is empty" : "this is no capture", path, "pcap or pcapng, also as .gz"};
    const std::uint32_t number = static_cast<std::uint32_t>(magic[0] << 24 | magic[1] << 16 | magic[2] << 8 | magic[3]);
    constexpr std::uint32_t sectionHeader = 0x0a0d0d0a;
    if (number == sectionHeader)
        return openPcapng(std::move(source));
    return openPcap(std::move(source), number);
}

void PacketReader::fail(std::string what, std::uint64_t packet, std::uint64_t offset)
{
    const std::string problem = m_source->problem();
    if (!problem.empty())
        what += "; gzip: " + problem;
    m_problem = Error{std::move(what),
                      m_source->path() + ", byte " + std::to_string(offset) + ", packet " + std::to_string(packet),
                      packet > 1 ? "the " + std::to_string(packet - 1) + " packets before it could be read"
                                 : "nothing before it could be read"};
}

void PacketReader::notice(Error error)
{
    constexpr std::size_t most = 32;
    if (m_notices.size() < most)
        m_notices.push_back(std::move(error));
}

} // namespace hd::ui
