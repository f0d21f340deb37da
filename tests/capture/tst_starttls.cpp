// SPDX-License-Identifier: GPL-3.0-or-later

// TLS that begins in the middle of another protocol, on any port: it is found, what was spoken is named, and the
// handshake is the same as if it had come first.

#include "builtins.h"
#include "imported.h"

#include "capture/tlsbeginning.h"

#include <QtTest>

using namespace hd;
using namespace hd::test;

class tst_StartTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isFoundAfter_data();
    void isFoundAfter();
    void isFoundInTheSegmentOfTheCommand();
    void aRefusalBeginsNothing();
    void helloInTheMiddleOfOtherDataIsNone();
    void looksLikeAHello_data();
    void looksLikeAHello();
};

namespace {

struct Line
{
    Side from;
    QByteArray text;
};
using Dialogue = QList<Line>;

constexpr Side client = Side::Client, server = Side::Server;

const std::vector<Chunk> &wire()
{
    static const std::vector<Chunk> chunks = wireOf(*runBuiltin("tls13"));
    return chunks;
}

std::vector<Chunk> after(const Dialogue &dialogue)
{
    std::vector<Chunk> chunks;
    for (const Line &line : dialogue)
        chunks.push_back({line.from, toBytes(line.text.toStdString()), chunks.size() * 10});
    for (Chunk chunk : wire()) {
        chunk.timeUs += 1000;
        chunks.push_back(chunk);
    }
    return chunks;
}

std::shared_ptr<const ui::CaptureIndex> captureOf(const std::vector<Chunk> &chunks)
{
    static const CaptureFolder folder;
    std::vector<Frame> frames;
    for (const Segment &segment : segmentsOf(chunks))
        frames.push_back({ipv4(segment), captureBegan + segment.timeUs});
    return indexOf(folder.write("x.pcap", pcap(frames)));
}

} // namespace

Q_DECLARE_METATYPE(Dialogue)

void tst_StartTls::isFoundAfter_data()
{
    QTest::addColumn<Dialogue>("dialogue");
    QTest::addColumn<QByteArray>("name");
    const auto row = [](const char *name, const Dialogue &dialogue, const char *called) {
        QTest::newRow(name) << dialogue << QByteArray(called);
    };
    row("SMTP",
        {{server, "220 mail.test ESMTP\r\n"},
         {client, "EHLO x\r\n"},
         {server, "250-mail.test\r\n250 STARTTLS\r\n"},
         {client, "STARTTLS\r\n"},
         {server, "220 go ahead\r\n"}},
        "SMTP");
    row("SMTP in small letters", {{server, "220 x\r\n"}, {client, "ehlo x\r\nstarttls\r\n"}, {server, "220 ok\r\n"}},
        "SMTP");
    row("IMAP",
        {{server, "* OK IMAP4rev1\r\n"},
         {client, "a1 CAPABILITY\r\n"},
         {server, "* CAPABILITY STARTTLS\r\na1 OK\r\n"},
         {client, "a2 STARTTLS\r\n"},
         {server, "a2 OK begin\r\n"}},
        "IMAP");
    row("POP3", {{server, "+OK POP3\r\n"}, {client, "STLS\r\n"}, {server, "+OK begin\r\n"}}, "POP3");
    row("FTP", {{server, "220 FTP\r\n"}, {client, "AUTH TLS\r\n"}, {server, "234 yes\r\n"}}, "FTP");
    row("FTP, AUTH SSL", {{server, "220 FTP\r\n"}, {client, "AUTH SSL\r\n"}, {server, "234 yes\r\n"}}, "FTP");
    row("XMPP",
        {{client, "<?xml version='1.0'?><stream:stream to='x' version='1.0'>"},
         {server, "<stream:stream id='1'><stream:features><starttls "
                  "xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>"},
         {client, "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"},
         {server, "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"}},
        "XMPP");
    row("LDAP",
        {{client, QByteArray::fromHex("301d02010177188016") + "1.3.6.1.4.1.1466.20037"},
         {server, QByteArray::fromHex("300c02010178070a010004000400")}},
        "LDAP");
    row("PostgreSQL", {{client, QByteArray::fromHex("0000000804d2162f")}, {server, "S"}}, "PostgreSQL");
    row("HTTP CONNECT",
        {{client, "CONNECT host.test:443 HTTP/1.1\r\nHost: host.test\r\n\r\n"},
         {server, "HTTP/1.1 200 Connection established\r\n\r\n"}},
        "HTTP CONNECT");
    row("SOCKS 5",
        {{client, QByteArray::fromHex("050100")},
         {server, QByteArray::fromHex("0500")},
         {client, QByteArray::fromHex("05010001c633640101bb")},
         {server, QByteArray::fromHex("05000001c633640101bb")}},
        "SOCKS");
    row("something of one's own", {{client, "switch"}, {server, "yes"}}, "unknown");
}

void tst_StartTls::isFoundAfter()
{
    QFETCH(const Dialogue, dialogue);
    QFETCH(const QByteArray, name);
    const auto capture = captureOf(after(dialogue));
    QCOMPARE(capture->connections().size(), std::size_t{1});
    const ui::CapturedConnection &connection = capture->connections()[0];
    QCOMPARE(connection.startTls, name.toStdString());
    QCOMPARE(connection.serverName, std::string("server.hellodone.test"));
    QVERIFY(connection.outcome == ui::CapturedConnection::Outcome::Completed);
    const std::shared_ptr<const Trace> trace = openedOf(*capture);
    compareSeen(*trace, observe(wire()));
    const std::string told = name == "unknown" ? "something else" : name.toStdString();
    QVERIFY(textOf(trace->notices).find(told + " was spoken before TLS") != std::string::npos);
}

/// A client that does not wait for the answer, or segments that were put together.
void tst_StartTls::isFoundInTheSegmentOfTheCommand()
{
    std::vector<Chunk> chunks =
        after({{server, "220 mail.test\r\n"}, {client, "STARTTLS\r\n"}, {server, "220 ok\r\n"}});
    Bytes together = chunks[1].bytes;
    append(together, chunks[3].bytes);
    chunks[1].bytes = together;
    chunks.erase(chunks.begin() + 3);
    const auto capture = captureOf(chunks);
    QCOMPARE(capture->connections().at(0).startTls, std::string("SMTP"));
    compareSeen(*openedOf(*capture), observe(wire()));
}

void tst_StartTls::aRefusalBeginsNothing()
{
    const std::vector<Chunk> chunks{{server, toBytes("220 mail.test\r\n"), 0},
                                    {client, toBytes("STARTTLS\r\n"), 1},
                                    {server, toBytes("454 not now\r\n"), 2},
                                    {client, toBytes("QUIT\r\n"), 3}};
    QVERIFY(captureOf(chunks)->connections().empty());
}

/// A page that shows a handshake is none: it begins no segment, and nobody asked for it.
void tst_StartTls::helloInTheMiddleOfOtherDataIsNone()
{
    Bytes upload = toBytes("POST / HTTP/1.1\r\n\r\n");
    append(upload, wire()[0].bytes);
    QVERIFY(captureOf({{client, upload, 0}, {server, toBytes("HTTP/1.1 200 OK\r\n\r\n"), 1}})->connections().empty());
}

void tst_StartTls::looksLikeAHello_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::addColumn<int>("looks");
    const auto row = [](const char *name, const char *hex, ui::Looks looks) {
        QTest::newRow(name) << QByteArray(hex) << static_cast<int>(looks);
    };
    row("nothing", "", ui::Looks::Undecided);
    row("one byte", "16", ui::Looks::Undecided);
    row("a header", "1603010200", ui::Looks::Undecided);
    row("a hello", "1603010200010001fc0303", ui::Looks::Yes);
    row("of SSL 3.0", "16030000400100003c0300", ui::Looks::Yes);
    row("a server_hello", "16030102000200004c0303", ui::Looks::No);
    row("of another version", "16040102000100", ui::Looks::No);
    row("of no length", "160301000001", ui::Looks::No);
    row("too long", "160301ffff01", ui::Looks::No);
    row("longer than it can be", "16030102000101000003", ui::Looks::Undecided);
    row("longer than it can be, seen", "1603010200010100000303", ui::Looks::No);
    row("spread over short records", "160301000301", ui::Looks::Yes);
    row("of SSL 2.0's format", "801c0103010003000000100000", ui::Looks::Yes);
    row("of SSL 2.0's format, other sum", "801d0103010003000000100000", ui::Looks::No);
    row("a line of text", "535441525454", ui::Looks::No);
}

void tst_StartTls::looksLikeAHello()
{
    QFETCH(const QByteArray, hex);
    QFETCH(const int, looks);
    QCOMPARE(static_cast<int>(ui::looksLikeClientHello(*fromHex(hex.toStdString()))), looks);
}

QTEST_GUILESS_MAIN(tst_StartTls)
#include "tst_starttls.moc"
