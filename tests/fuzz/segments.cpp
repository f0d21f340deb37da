// SPDX-License-Identifier: GPL-3.0-or-later

// Segments in any order, shape and number, put together again, with TLS looked for in what comes out. Input: bytes of
// both sides, then for each segment its side, offset, length and flags.

#include "target.h"

#include "capture/tcpconnection.h"
#include "capture/tlsbeginning.h"
#include "trace/trace.h"

namespace hd::fuzz {

void run(ByteView input)
{
    Script script(input);
    const Bytes stream = script.bytes(1 + script.number() % 4096);
    std::size_t given = 0, out = 0;
    ui::TcpConnection connection(
        {.early = 2000, .history = 500, .notices = 4},
        {[&](Side, ByteView bytes, std::uint64_t) { out += bytes.size(); }, [](Side, std::uint64_t) {}});
    std::uint32_t packet = 0;
    while (!script.done()) {
        const std::uint8_t flags = script.byte();
        const std::size_t offset = script.below(stream.size() + 1);
        const std::size_t length = script.below(std::min<std::size_t>(stream.size() - offset, 255) + 1);
        ui::TcpSegment segment;
        segment.packet = ++packet;
        segment.sequence = static_cast<std::uint32_t>(offset) + (flags & 0x40 ? 0xfffffff0U : 0);
        segment.acknowledgement = script.byte();
        segment.syn = (flags & 0x0e) == 2;
        segment.fin = (flags & 0x0e) == 4;
        segment.rst = (flags & 0x3e) == 6;
        segment.ack = flags & 0x10;
        segment.payload = ByteView(stream).subspan(offset, length);
        segment.cutShort = flags & 0x80 ? 5 : 0;
        given += length;
        connection.add(flags & 1, segment);
        expect(out <= given, "no more bytes than there were");
        expect(connection.held() < 64000, "bounded memory");
    }
    connection.finish();
    expect(out <= given, "no more bytes than there were");
    for (const Error &notice : connection.notices())
        expect(!notice.what.empty(), "a notice that says something");
    static_cast<void>(ui::startTlsProtocol(stream, input));
}

std::vector<Bytes> seeds()
{
    std::vector<Bytes> list;
    const std::string hello("\x16\x03\x01\x00\x20\x01\x00\x00\x1c\x03\x03", 11);
    for (const char *before : {"", "STARTTLS\r\n", "a1 STARTTLS\r\n", "CONNECT x HTTP/1.1\r\n\r\n"}) {
        const std::string text = before + hello + std::string(60, 'x');
        Bytes input;
        appendNumber(input, text.size() - 1, 2);
        append(input, toBytes(text));
        append(input, Bytes{2, 0, 0, 0, 0x10, 0, 40, 0, 0x10, 40, 30, 0, 0x11, 0, 9, 0, 0x10, 20, 40, 0, 4, 70, 1, 0});
        list.push_back(std::move(input));
    }
    return list;
}

} // namespace hd::fuzz
