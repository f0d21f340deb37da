// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/pcapng.h"

#include "formats/keylog.h"
#include "formats/tcppackets.h"
#include "scenario/scenario.h"

namespace hd {

namespace {

// draft-ietf-opsawg-pcapng 4 and 3.5, and the registries that it refers to
constexpr std::uint32_t sectionHeader = 0x0a0d0d0a, interfaceDescription = 1, enhancedPacket = 6,
                        decryptionSecrets = 10;
constexpr std::uint32_t tlsKeyLog = 0x544c534b;
constexpr std::uint32_t byteOrderMagic = 0x1a2b3c4d;
constexpr std::uint16_t rawIp = 101; // LINKTYPE_RAW: packets begin with the IP header
constexpr std::uint16_t endOfOptions = 0, comment = 1, userApplication = 4, interfaceName = 2;

/// One block, little endian.
class Block
{
public:
    explicit Block(std::uint32_t type) : m_type(type) {}

    Block &number(std::uint64_t value, unsigned width)
    {
        for (unsigned i = 0; i < width; ++i, value >>= 8)
            m_body.push_back(static_cast<std::uint8_t>(value));
        return *this;
    }
    /// Filled up to whole words.
    Block &bytes(ByteView bytes)
    {
        append(m_body, bytes);
        m_body.resize((m_body.size() + 3) / 4 * 4);
        return *this;
    }
    Block &option(std::uint16_t code, std::string_view text)
    {
        return number(code, 2).number(text.size(), 2).bytes(toBytes(text));
    }

    void appendTo(Bytes &file) const
    {
        const std::size_t length = m_body.size() + 12; // with type and both lengths
        append(file, Block(m_type).number(m_type, 4).number(length, 4).m_body);
        append(file, m_body);
        append(file, Block(m_type).number(length, 4).m_body);
    }

private:
    std::uint32_t m_type;
    Bytes m_body;
};

/// When the connection began, in microseconds since 1970: by the clock of who recorded it, or the scenario's. 0: nobody
/// says.
std::int64_t clockOf(const Trace &trace)
{
    constexpr std::int64_t perSecond = 1000000;
    constexpr auto latest = static_cast<std::uint64_t>(INT64_MAX / 2);
    if (trace.beganUs > 0)
        return static_cast<std::int64_t>(std::min(trace.beganUs, latest));
    const Result<std::shared_ptr<const Scenario>> scenario = parseScenario(trace.scenario, {});
    const auto *known = std::get_if<std::shared_ptr<const Scenario>>(&scenario);
    return known ? (*known)->clock * perSecond : 0;
}

/// By record, the messages that end in it, by the numbers that they have everywhere else: "#5 encrypted_extensions, #6
/// certificate". What is encrypted is named to those who get the secrets, too.
std::vector<std::string> commentsOf(const Trace &trace, bool withSecrets)
{
    std::vector<std::string> comments(trace.records.size());
    for (std::size_t i = 0; i < trace.messages.size(); ++i) {
        const Message &message = trace.messages[i];
        if (message.spans.empty() || (message.encrypted && !withSecrets))
            continue;
        std::string &text = comments[message.spans.back().record.index];
        text += (text.empty() ? "#" : ", #") + std::to_string(i + 1) + " " + message.name;
    }
    return comments;
}

} // namespace

Bytes pcapng(const Trace &trace, bool withSecrets)
{
    Bytes file;
    Block(sectionHeader)
        .number(byteOrderMagic, 4)
        .number(1, 2)
        .number(0, 2)
        .number(UINT64_MAX, 8) // length of the section: not said
        .option(comment,
                trace.client.empty()
                    ? "The records are those of the recording; the TCP/IP around them is made up."
                    : "Records, times and endpoints are those of the recording; the rest of TCP/IP is made up.")
        .option(userApplication, "HelloDone")
        .option(endOfOptions, {})
        .appendTo(file);
    Block(interfaceDescription)
        .number(rawIp, 2)
        .number(0, 2)
        .number(0, 4) // no limit
        .option(interfaceName, "hellodone")
        .option(endOfOptions, {})
        .appendTo(file);
    const std::string secrets = withSecrets ? keyLog(trace) : std::string();
    if (!secrets.empty())
        Block(decryptionSecrets).number(tlsKeyLog, 4).number(secrets.size(), 4).bytes(toBytes(secrets)).appendTo(file);
    const std::int64_t start = clockOf(trace); // if_tsresol is microseconds unless it is said
    const std::vector<std::string> comments = commentsOf(trace, withSecrets);
    for (const Packet &packet : tcpPackets(trace)) {
        const auto time = static_cast<std::uint64_t>(std::max<std::int64_t>(0, start + packet.timeUs));
        Block block(enhancedPacket);
        block
            .number(0, 4) // the only interface
            .number(time >> 32, 4)
            .number(time, 4)
            .number(packet.bytes.size(), 4)
            .number(packet.bytes.size(), 4)
            .bytes(packet.bytes);
        if (packet.record && !comments[packet.record->index].empty())
            block.option(comment, comments[packet.record->index]).option(endOfOptions, {});
        block.appendTo(file);
    }
    return file;
}

} // namespace hd
