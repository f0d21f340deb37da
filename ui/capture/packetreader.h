// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The packets of a capture file, one after the other, and the TLS secrets that it holds.
//
// libpcap reads pcap in all its variants. It cannot read a pcapng file whose interfaces differ in link type or snapshot
// length, and drops the secrets, so that blocks of pcapng are walked by pcapngreader.cpp.

#include "capture/bytesource.h"

namespace hd::ui {

/// IANA's and tcpdump.org's numbers (LINKTYPE_...).
enum class LinkType : std::uint16_t {
    Null = 0,
    Ethernet = 1,
    Raw = 101,
    Loop = 108,
    LinuxCooked = 113,
    Ipv4 = 228,
    Ipv6 = 229,
    LinuxCooked2 = 276
};

struct CapturedPacket
{
    std::uint64_t number = 0; ///< from 1, as other analysers count
    std::uint64_t offset = 0; ///< of its header in the (unpacked) file
    std::uint64_t timeUs = 0; ///< since 1970
    LinkType link = LinkType::Ethernet;
    std::uint32_t originalLength = 0;
    ByteView bytes; ///< until the next one is read
};

/// Where reading can go on later.
struct CapturePlace
{
    std::uint64_t offset = 0;          ///< of the next packet
    std::uint64_t packetsBefore = 0;   ///< how many there were
    std::shared_ptr<const void> state; ///< of the reader
};

class PacketReader
{
public:
    /// An Error when the file cannot be read or is no capture.
    static Result<std::unique_ptr<PacketReader>> open(const std::string &path);
    virtual ~PacketReader() = default;

    /// Nothing at the end; then problem() says whether it is a good end.
    virtual const CapturedPacket *next() = 0;
    virtual CapturePlace place() const = 0;
    /// Of a place() of this very file.
    virtual bool resume(const CapturePlace &place) = 0;

    /// Why it ended too early: what was wrong, at which packet and byte.
    const std::optional<Error> &problem() const { return m_problem; }
    /// What was skipped.
    const std::vector<Error> &notices() const { return m_notices; }
    /// The key logs in it so far (pcapng alone), as text, and where each is.
    struct Secrets
    {
        std::string text;
        std::string where;
    };
    const std::vector<Secrets> &secrets() const { return m_secrets; }
    double done() const { return m_source->done(); }

protected:
    explicit PacketReader(std::unique_ptr<ByteSource> source) : m_source(std::move(source)) {}
    /// Ends the reading; adds where it was and what zlib has to say.
    void fail(std::string what, std::uint64_t packet, std::uint64_t offset);
    /// Only so many are kept.
    void notice(Error error);

    std::unique_ptr<ByteSource> m_source;
    std::optional<Error> m_problem;
    std::vector<Error> m_notices;
    std::vector<Secrets> m_secrets;
};

/// Of a @p source at its begin.
Result<std::unique_ptr<PacketReader>> openPcap(std::unique_ptr<ByteSource> source, std::uint32_t magic);
std::unique_ptr<PacketReader> openPcapng(std::unique_ptr<ByteSource> source);

} // namespace hd::ui
