// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/packetreader.h"

#include <pcap/pcap.h>

#include <cstdio>

namespace hd::ui {

namespace {

/// What libpcap calls a link type on this system, as files call it.
LinkType linkTypeOf(int datalink)
{
    return datalink == DLT_RAW ? LinkType::Raw : static_cast<LinkType>(datalink);
}

extern "C" {
static ssize_t readSource(void *source, char *to, std::size_t count)
{
    return static_cast<ssize_t>(static_cast<ByteSource *>(source)->read(reinterpret_cast<std::uint8_t *>(to), count));
}

static int seekSource(void *source, off64_t *offset, int whence)
{
    auto *bytes = static_cast<ByteSource *>(source);
    const std::int64_t to = whence == SEEK_CUR ? static_cast<std::int64_t>(bytes->offset()) + *offset : *offset;
    if (whence == SEEK_END || to < 0 || !bytes->seek(static_cast<std::uint64_t>(to)))
        return -1;
    *offset = to;
    return 0;
}
}

class PcapReader : public PacketReader
{
public:
    PcapReader(std::unique_ptr<ByteSource> source, pcap_t *pcap, std::uint64_t headerLength)
        : PacketReader(std::move(source)), m_pcap(pcap), m_headerLength(headerLength)
    {}
    ~PcapReader() override { pcap_close(m_pcap); }
    PcapReader(const PcapReader &) = delete;
    PcapReader &operator=(const PcapReader &) = delete;

    const CapturedPacket *next() override;
    CapturePlace place() const override { return {m_offset, m_packet.number, {}}; }
    bool resume(const CapturePlace &place) override;

private:
    pcap_t *m_pcap;
    std::uint64_t m_headerLength; ///< of a packet
    std::uint64_t m_offset = 24;  ///< of the next one: after the file's header
    CapturedPacket m_packet;
};

const CapturedPacket *PcapReader::next()
{
    if (m_problem)
        return nullptr;
    pcap_pkthdr *header = nullptr;
    const u_char *bytes = nullptr;
    const int result = pcap_next_ex(m_pcap, &header, &bytes);
    if (result != 1) {
        if (result != PCAP_ERROR_BREAK)
            fail(pcap_geterr(m_pcap), m_packet.number + 1, m_offset);
        else if (!m_source->problem().empty())
            fail("the file ends too early", m_packet.number + 1, m_offset);
        return nullptr;
    }
    ++m_packet.number;
    m_packet.offset = m_offset;
    m_packet.timeUs =
        static_cast<std::uint64_t>(header->ts.tv_sec) * 1000000 + static_cast<std::uint64_t>(header->ts.tv_usec);
    m_packet.link = linkTypeOf(pcap_datalink(m_pcap));
    m_packet.originalLength = header->len;
    m_packet.bytes = {bytes, header->caplen};
    m_offset += m_headerLength + header->caplen;
    return &m_packet;
}

bool PcapReader::resume(const CapturePlace &place)
{
    if (fseeko(pcap_file(m_pcap), static_cast<off_t>(place.offset), SEEK_SET) != 0)
        return false;
    m_offset = place.offset;
    m_packet.number = place.packetsBefore;
    return true;
}

} // namespace

Result<std::unique_ptr<PacketReader>> openPcap(std::unique_ptr<ByteSource> source, std::uint32_t magic)
{
    // Kuznetzov's variant has eight bytes more in front of each packet.
    const std::uint64_t headerLength = magic == 0xa1b2cd34 || magic == 0x34cdb2a1 ? 24 : 16;
    const std::string path = source->path();
    std::FILE *file = fopencookie(source.get(), "rb", {readSource, nullptr, seekSource, nullptr});
    if (!file)
        return Error{"cannot be read", path, {}};
    char error[PCAP_ERRBUF_SIZE] = {};
    pcap_t *pcap = pcap_fopen_offline(file, error);
    if (!pcap) {
        std::fclose(file);
        return Error{"this is no capture: " + printable(std::string_view(error)), path, "pcap or pcapng, also as .gz"};
    }
    return std::unique_ptr<PacketReader>(std::make_unique<PcapReader>(std::move(source), pcap, headerLength));
}

} // namespace hd::ui
