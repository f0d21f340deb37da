// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/packetreader.h"

namespace hd::ui {

namespace {

// draft-ietf-opsawg-pcapng 4 and 3.5, and the registries that it refers to
constexpr std::uint32_t sectionHeader = 0x0a0d0d0a, interfaceDescription = 1, oldPacket = 2, simplePacket = 3,
                        enhancedPacket = 6, decryptionSecrets = 10;
constexpr std::uint32_t byteOrderMagic = 0x1a2b3c4d, byteOrderMagicSwapped = 0x4d3c2b1a;
constexpr std::uint32_t tlsKeyLog = 0x544c534b;
constexpr std::uint16_t timeResolution = 9, timeOffset = 14;
constexpr std::uint32_t longestBlock = 64u << 20;
constexpr std::size_t mostInterfaces = 2048;
constexpr std::size_t mostSecrets = 64u << 20; ///< bytes of them
constexpr std::size_t outerLength = 12;        ///< type and both lengths of a block

/// Of if_tsresol: 10^-n seconds, or 2^-n with the top bit.
std::uint64_t microseconds(std::uint64_t units, std::uint8_t resolution)
{
    const unsigned exponent = resolution & 0x7fu;
    if (resolution & 0x80) {
        if (exponent >= 64)
            return 0;
        const std::uint64_t seconds = units >> exponent;
        std::uint64_t rest = units - (seconds << exponent);
        const unsigned drop = exponent > 40 ? exponent - 40 : 0; // what is left of it times a million fits
        rest >>= drop;
        return seconds * 1000000 + (rest * 1000000 >> (exponent - drop));
    }
    for (unsigned i = exponent; i > 6 && units; --i)
        units /= 10;
    for (unsigned i = exponent; i < 6; ++i)
        units *= 10;
    return units;
}

struct Interface
{
    LinkType link = LinkType::Ethernet;
    std::uint32_t snapshotLength = 0; ///< 0: no limit
    std::uint8_t resolution = 6;
    std::uint64_t offsetUs = 0;
};

struct Section
{
    bool bigEndian = false;
    std::vector<Interface> interfaces;
};

/// Numbers of a block in the section's byte order; reading past the end yields zeros and makes it bad.
class Cursor
{
public:
    Cursor(ByteView bytes, bool bigEndian) : m_bytes(bytes), m_bigEndian(bigEndian) {}

    std::uint64_t number(unsigned width)
    {
        const ByteView raw = take(width);
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < raw.size(); ++i)
            value = value << 8 | raw[m_bigEndian ? i : raw.size() - 1 - i];
        return value;
    }
    std::uint32_t word() { return static_cast<std::uint32_t>(number(4)); }
    std::uint16_t half() { return static_cast<std::uint16_t>(number(2)); }
    ByteView take(std::size_t count)
    {
        if (count > m_bytes.size()) {
            m_good = false;
            m_bytes = {};
            return {};
        }
        const ByteView taken = m_bytes.first(count);
        m_bytes = m_bytes.subspan(count);
        return taken;
    }
    std::size_t left() const { return m_bytes.size(); }
    bool good() const { return m_good; }

private:
    ByteView m_bytes;
    bool m_bigEndian;
    bool m_good = true;
};

class PcapngReader : public PacketReader
{
public:
    explicit PcapngReader(std::unique_ptr<ByteSource> source) : PacketReader(std::move(source)) {}

    const CapturedPacket *next() override;
    CapturePlace place() const override { return {m_source->offset(), m_packet.number, m_section}; }
    bool resume(const CapturePlace &place) override;

private:
    enum class Block : std::uint8_t { Read, End, Bad };
    Block readBlock();
    bool beginSection();
    bool complain(const std::string &what);
    bool addInterface();
    bool readPacket();
    bool readSimplePacket();
    bool setPacket(std::uint32_t interface, std::uint64_t time, std::uint32_t length, std::uint32_t original,
                   Cursor &cursor);
    void addSecrets();

    std::shared_ptr<Section> m_section;
    std::uint64_t m_blockAt = 0;
    std::uint32_t m_type = 0;
    Bytes m_body; ///< of the block at m_blockAt, between the lengths
    std::size_t m_secretBytes = 0;
    CapturedPacket m_packet;
};

bool PcapngReader::complain(const std::string &what)
{
    fail(what, m_packet.number + 1, m_blockAt);
    return false;
}

/// The first word of a section says how the others are to be read.
bool PcapngReader::beginSection()
{
    std::uint8_t magic[4];
    if (m_source->read(magic, 4) < 4)
        return complain("the file ends within a section header");
    Cursor cursor({magic, 4}, false);
    const std::uint32_t order = cursor.word();
    if (order != byteOrderMagic && order != byteOrderMagicSwapped)
        return complain("a section header has no byte-order magic");
    Section section;
    section.bigEndian = order == byteOrderMagicSwapped;
    m_section = std::make_shared<Section>(std::move(section));
    return true;
}

PcapngReader::Block PcapngReader::readBlock()
{
    m_blockAt = m_source->offset();
    std::uint8_t head[8];
    const std::size_t had = m_source->read(head, sizeof head);
    if (had == 0 && m_source->problem().empty())
        return Block::End;
    if (had < sizeof head)
        return complain("the file ends within the header of a block"), Block::Bad;
    // The type of a section header reads the same both ways, and its length is in the order that is said after it.
    const bool section = Cursor({head, 4}, false).word() == sectionHeader;
    if (section && !beginSection())
        return Block::Bad;
    if (!m_section)
        return complain("there is no section header"), Block::Bad;
    Cursor cursor({head, sizeof head}, m_section->bigEndian);
    m_type = cursor.word();
    const std::uint32_t length = cursor.word();
    const std::uint32_t before = section ? 12 : 8; // already read
    if (length < before + 4 || length % 4 != 0 || length > longestBlock)
        return complain("a block says that it has " + std::to_string(length) + " bytes"), Block::Bad;
    m_body.resize(length - before);
    if (m_source->read(m_body.data(), m_body.size()) < m_body.size())
        return complain("the file ends within a block of " + std::to_string(length) + " bytes"), Block::Bad;
    if (Cursor(ByteView(m_body).last(4), m_section->bigEndian).word() != length)
        return complain("both lengths of a block differ"), Block::Bad;
    m_body.resize(m_body.size() - 4);
    return Block::Read;
}

bool PcapngReader::addInterface()
{
    if (m_section->interfaces.size() >= mostInterfaces)
        return complain("there are more than " + std::to_string(mostInterfaces) + " interfaces");
    Cursor cursor(m_body, m_section->bigEndian);
    Interface interface;
    interface.link = static_cast<LinkType>(cursor.half());
    cursor.half();
    interface.snapshotLength = cursor.word();
    if (!cursor.good())
        return complain("an interface description is too short");
    while (cursor.left() >= 4) {
        const std::uint16_t code = cursor.half(), length = cursor.half();
        Cursor value(cursor.take(length), m_section->bigEndian);
        cursor.take((4 - length % 4) % 4);
        if (code == 0)
            break;
        if (code == timeResolution && length == 1)
            interface.resolution = static_cast<std::uint8_t>(value.number(1));
        else if (code == timeOffset && length == 8)
            interface.offsetUs = value.number(8) * 1000000;
    }
    if (m_section.use_count() > 1) // places before it are read as it was then
        m_section = std::make_shared<Section>(*m_section);
    m_section->interfaces.push_back(interface);
    return true;
}

bool PcapngReader::setPacket(std::uint32_t interface, std::uint64_t time, std::uint32_t length, std::uint32_t original,
                             Cursor &cursor)
{
    ++m_packet.number;
    m_packet.offset = m_blockAt;
    const std::string where = "packet " + std::to_string(m_packet.number);
    if (interface >= m_section->interfaces.size()) {
        notice({"it is of interface " + std::to_string(interface) + ", which is not described", where, {}});
        return false;
    }
    const ByteView bytes = cursor.take(length);
    if (!cursor.good()) {
        notice({"it says that it has " + std::to_string(length) + " bytes and has fewer", where, {}});
        return false;
    }
    const Interface &from = m_section->interfaces[interface];
    m_packet.link = from.link;
    m_packet.timeUs = microseconds(time, from.resolution) + from.offsetUs;
    m_packet.originalLength = original;
    m_packet.bytes = bytes;
    return true;
}

bool PcapngReader::readPacket()
{
    Cursor cursor(m_body, m_section->bigEndian);
    const std::uint32_t interface = m_type == enhancedPacket ? cursor.word() : cursor.half();
    if (m_type == oldPacket)
        cursor.half(); // how many were dropped before
    const std::uint64_t high = cursor.word(), low = cursor.word();
    const std::uint32_t length = cursor.word(), original = cursor.word();
    return setPacket(interface, high << 32 | low, length, original, cursor);
}

/// It has neither interface nor time, and is as long as the rest of its block but for the snapshot length.
bool PcapngReader::readSimplePacket()
{
    Cursor cursor(m_body, m_section->bigEndian);
    const std::uint32_t original = cursor.word();
    const std::uint32_t limit = m_section->interfaces.empty() ? 0 : m_section->interfaces[0].snapshotLength;
    const std::uint32_t length = limit ? std::min(original, limit) : original;
    return setPacket(0, 0, length, original, cursor);
}

void PcapngReader::addSecrets()
{
    Cursor cursor(m_body, m_section->bigEndian);
    const std::uint32_t kind = cursor.word(), length = cursor.word();
    const ByteView secrets = cursor.take(length);
    const std::string where = "secrets block at byte " + std::to_string(m_blockAt);
    if (!cursor.good())
        return notice({"it says that it has " + std::to_string(length) + " bytes and has fewer", where, {}});
    if (kind != tlsKeyLog)
        return notice({"its secrets are of a kind that is not read here", where, {}});
    m_secretBytes += secrets.size();
    if (m_secretBytes > mostSecrets)
        return notice({"there are more than 64 MiB of secrets; these are left out", where, {}});
    m_secrets.push_back({std::string(secrets.begin(), secrets.end()), where});
}

const CapturedPacket *PcapngReader::next()
{
    while (!m_problem && readBlock() == Block::Read) {
        switch (m_type) {
        case interfaceDescription:
            addInterface();
            break;
        case enhancedPacket:
        case oldPacket:
            if (readPacket())
                return &m_packet;
            break;
        case simplePacket:
            if (readSimplePacket())
                return &m_packet;
            break;
        case decryptionSecrets:
            addSecrets();
            break;
        default:
            break; // names, statistics, comments, and what others add
        }
    }
    return nullptr;
}

bool PcapngReader::resume(const CapturePlace &place)
{
    const auto section = std::static_pointer_cast<const Section>(place.state); // none: where the file begins
    m_section = section ? std::make_shared<Section>(*section) : nullptr;
    m_packet.number = place.packetsBefore;
    return m_source->seek(place.offset);
}

} // namespace

std::unique_ptr<PacketReader> openPcapng(std::unique_ptr<ByteSource> source)
{
    return std::make_unique<PcapngReader>(std::move(source));
}

} // namespace hd::ui
