// SPDX-License-Identifier: GPL-3.0-or-later

// The capture that `-o x.pcapng` writes, read by Wireshark's own dissector: with the secrets in the file it finds the
// same messages and data, without them what an eavesdropper sees, and in both nothing to complain about.

#include "arrived.h"
#include "builtins.h"
#include "print.h"
#include "variants.h"

#include "formats/pcapng.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <QtTest>

using namespace hd;
using namespace hd::test;

namespace {

/// What one side says, as the dissector sees it or as it should.
struct Speaker
{
    QStringList handshakeTypes; ///< numbers, as all of these
    QStringList alerts;         ///< level and description
    QByteArray data;            ///< application data, in hex
    bool operator==(const Speaker &) const = default;
};

struct Conversation
{
    Speaker client, server;
    QStringList versions, suites; ///< of the server_hellos
    QStringList decrypted;        ///< the plaintext of each record that was sealed, in hex, sorted
    Speaker &of(Side side) { return side == Side::Client ? client : server; }
    bool operator==(const Conversation &) const = default;
};

/// What is in one list and not in the other.
QString difference(const char *what, QStringList found, const QStringList &wanted)
{
    QStringList missing;
    for (const QString &one : wanted)
        if (!found.removeOne(one))
            missing << one;
    const QString comma = QStringLiteral(", ");
    if (missing.isEmpty() && found.isEmpty())
        return QStringLiteral("%1 in another order\n").arg(QLatin1StringView(what));
    return QStringLiteral("%1: too much %2; missing %3\n")
        .arg(QLatin1StringView(what), found.join(comma), missing.join(comma));
}

QString difference(const Conversation &found, const Conversation &wanted)
{
    QString text(QLatin1Char('\n'));
    const auto compare = [&text](const char *what, const QStringList &one, const QStringList &other) {
        if (one != other)
            text += difference(what, one, other);
    };
    compare("the client's handshake messages", found.client.handshakeTypes, wanted.client.handshakeTypes);
    compare("the server's handshake messages", found.server.handshakeTypes, wanted.server.handshakeTypes);
    compare("the client's alerts", found.client.alerts, wanted.client.alerts);
    compare("the server's alerts", found.server.alerts, wanted.server.alerts);
    compare("the client's data", {QString::fromLatin1(found.client.data)}, {QString::fromLatin1(wanted.client.data)});
    compare("the server's data", {QString::fromLatin1(found.server.data)}, {QString::fromLatin1(wanted.server.data)});
    compare("versions", found.versions, wanted.versions);
    compare("suites", found.suites, wanted.suites);
    compare("decrypted records", found.decrypted, wanted.decrypted);
    return text;
}

std::uint64_t numberAt(const Message &message, std::string_view path)
{
    const std::optional<FieldIndex> field = message.fields.find(path);
    return field ? message.fields[*field].number.value_or(0) : 0;
}

QString hexNumber(std::uint64_t number)
{
    return QStringLiteral("0x%1").arg(number, 4, 16, QLatin1Char('0'));
}

void add(Conversation &to, const Message &message)
{
    Speaker &side = to.of(message.from);
    switch (message.protocol) {
    case Protocol::Handshake:
        side.handshakeTypes << QString::number(message.bytes[0]);
        if (message.name == "server_hello" || message.name == "hello_retry_request") {
            to.versions << hexNumber(numberAt(message, message.name + ".server_version"));
            to.suites << hexNumber(numberAt(message, message.name + ".cipher_suite"));
        }
        break;
    case Protocol::Alert:
        side.alerts << QStringLiteral("%1 %2").arg(message.bytes[0]).arg(message.bytes[1]);
        break;
    case Protocol::ApplicationData:
        side.data += QByteArray::fromStdString(toHex(message.bytes));
        break;
    case Protocol::ChangeCipherSpec:
        break;
    }
}

/// How many records TShark 4.0.17 reads of the client's. When it authenticates itself after the handshake, its finished
/// is taken for that of the handshake, and the first application keys for those of what comes after it. And what is
/// under the keys of early data it does not look for once the server has chosen TLS 1.2.
std::size_t readable(const Trace &trace)
{
    const bool early = std::any_of(trace.records.begin(), trace.records.end(),
                                   [](const Record &record) { return record.protection == ProtectionKind::Tls13; });
    std::size_t finished = 0;
    for (const Message &message : trace.messages) {
        const bool older =
            message.name == "server_hello" && !message.field("server_hello.extensions.supported_versions");
        if (early && older)
            return message.spans.back().record.index + 1;
        finished += message.from == Side::Client && message.name == "finished" &&
                    trace.negotiated.version == names::version(tls13);
        if (finished == 2)
            return message.spans.back().record.index + 1;
    }
    return trace.records.size();
}

/// Whether nobody who made the trace could open the record.
bool stayedClosed(const Record &record)
{
    return record.protection == ProtectionKind::Tls13 && record.mac.empty();
}

/// What @p account says that there is to be seen.
Conversation expected(const Trace &account, bool withSecrets)
{
    const Trace trace = asArrived(account);
    const std::size_t ofClient = readable(trace);
    const auto sees = [&](Side from, std::size_t record) {
        return from == Side::Server || record < ofClient || !withSecrets;
    };
    Conversation conversation;
    for (const Message &message : trace.messages)
        if ((withSecrets || !message.encrypted) && sees(message.from, message.spans.front().record.index))
            add(conversation, message);
    for (std::size_t i = 0; i < trace.records.size(); ++i)
        if (const Record &record = trace.records[i]; record.epoch > 0 && sees(record.from, i) &&
                                                     !stayedClosed(record) &&
                                                     (withSecrets || record.protection == ProtectionKind::Null))
            conversation.decrypted << QString::fromStdString(toHex(record.plaintext));
    conversation.decrypted.sort();
    return conversation;
}

/// Runs tshark with a home of its own, so that nobody's preferences change what it says.
class Tshark
{
public:
    static QString program() { return QStandardPaths::findExecutable(QStringLiteral("tshark")); }

    QByteArray run(const QStringList &arguments) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HOME"), m_home.path());
        environment.remove(QStringLiteral("SSLKEYLOGFILE"));
        process.setProcessEnvironment(environment);
        process.start(program(), arguments);
        constexpr int mostMs = 60000;
        if (!process.waitForFinished(mostMs) || process.exitCode() != 0)
            qFatal("tshark: %s", process.readAllStandardError().constData());
        return process.readAllStandardOutput();
    }

    /// What is in @p capture. Complaints go to @p complaints.
    Conversation read(const Bytes &capture, QStringList &complaints) const;

private:
    QTemporaryDir m_home;
};

/// One field or protocol of a packet.
void readField(const QXmlStreamAttributes &field, Speaker &side, Conversation &to, QStringList &complaints)
{
    const QString name = field.value(QLatin1StringView("name")).toString();
    const QString shown = field.value(QLatin1StringView("show")).toString();
    const auto is = [&name](const char *wanted) { return name == QLatin1StringView(wanted); };
    if (is("tls.handshake.type"))
        side.handshakeTypes << shown;
    else if (is("tls.alert_message.level"))
        side.alerts << shown;
    else if (is("tls.alert_message.desc"))
        side.alerts.back() += QLatin1Char(' ') + shown;
    else if (is("tls.handshake.version") && &side == &to.server)
        to.versions << shown;
    else if (is("tls.handshake.ciphersuite") && &side == &to.server)
        to.suites << shown;
    else if ((is("ip.checksum.status") || is("tcp.checksum.status")) && shown != QLatin1StringView("1"))
        complaints << name + QLatin1Char(' ') + shown;
    else if (is("_ws.malformed"))
        complaints << field.value(QLatin1StringView("showname")).toString();
}

/// RST is how a connection ends that failed, and the dissector warns of it.
bool isWorthAWarning(const QString &complaint)
{
    return complaint != QLatin1StringView("Connection reset (RST)");
}

/// Every packet as PDML.
void readPackets(const QByteArray &pdml, Conversation &to, QStringList &complaints)
{
    constexpr uint warning = 0x600000; // chats and notes are below
    QXmlStreamReader reader(pdml);
    Speaker *side = &to.client;
    QString complaint;
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QXmlStreamAttributes field = reader.attributes();
        const QStringView name = field.value(QLatin1StringView("name"));
        const QStringView shown = field.value(QLatin1StringView("show"));
        if (name == QLatin1StringView("tcp.srcport"))
            side = &to.of(shown == QLatin1StringView("443") ? Side::Server : Side::Client);
        else if (name == QLatin1StringView("_ws.expert.message"))
            complaint = shown.toString();
        else if (name == QLatin1StringView("_ws.expert.severity") && shown.toUInt() >= warning &&
                 isWorthAWarning(complaint))
            complaints << complaint;
        else
            readField(field, *side, to, complaints);
    }
    if (reader.hasError())
        complaints << reader.errorString();
}

/// `follow` prints the data of the first node, and behind a tab that of the second.
void readFollowed(const QByteArray &line, bool firstIsClient, Conversation &to)
{
    const bool second = line.startsWith('\t');
    to.of(second == firstIsClient ? Side::Server : Side::Client).data += line.trimmed();
}

/// The blocks of a hex dump that are headed `Decrypted TLS`.
QStringList readDecrypted(const QByteArray &dump)
{
    QStringList decrypted;
    bool inside = false;
    for (const QByteArray &line : dump.split('\n')) {
        if (line.isEmpty() || line.endsWith("bytes):") || line.endsWith("byte):")) {
            inside = line.startsWith("Decrypted TLS");
            if (inside)
                decrypted << QString();
        } else if (inside) {
            constexpr qsizetype at = 6, width = 3 * 16; // after the offset: sixteen bytes
            decrypted.back() += QString::fromLatin1(line.mid(at, width)).remove(QLatin1Char(' '));
        }
    }
    decrypted.sort();
    return decrypted;
}

QStringList words(const char *line)
{
    return QString::fromLatin1(line).split(QLatin1Char(' '));
}

Conversation Tshark::read(const Bytes &capture, QStringList &complaints) const
{
    QFile file(m_home.filePath(QStringLiteral("x.pcapng")));
    if (!file.open(QIODevice::WriteOnly) ||
        file.write(reinterpret_cast<const char *>(capture.data()), static_cast<qint64>(capture.size())) < 0)
        qFatal("cannot write %s", qPrintable(file.fileName()));
    file.close();
    const QByteArray output =
        run(words("-n -o ip.check_checksum:TRUE -o tcp.check_checksum:TRUE -z follow,tls,raw,0 -T pdml -r") +
            QStringList{file.fileName()});

    Conversation conversation;
    const QByteArray lastTag = "</pdml>";
    const qsizetype end = output.indexOf(lastTag) + lastTag.size();
    readPackets(output.first(end), conversation, complaints);
    bool firstIsClient = true;
    for (const QByteArray &line : output.sliced(end).split('\n')) {
        if (line.startsWith("Node 0:"))
            firstIsClient = line.contains(":49152");
        else if (!line.contains(':') && !line.startsWith('='))
            readFollowed(line, firstIsClient, conversation);
    }
    conversation.decrypted = readDecrypted(run(words("-n -x -r") + QStringList{file.fileName()}));
    return conversation;
}

} // namespace

class tst_Tshark : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void decrypts_data() { scenarios(); }
    void decrypts();
    void decryptsEverySuiteAndFlow_data();
    void decryptsEverySuiteAndFlow();
    void seesTheClearPart_data() { scenarios(); }
    void seesTheClearPart();

private:
    static void scenarios();
    Tshark m_tshark;
};

void tst_Tshark::initTestCase()
{
    if (Tshark::program().isEmpty())
        QSKIP("TSHARK IS NOT HERE: nobody else reads the captures (Debian package tshark)");
    qInfo("%s", m_tshark.run({QStringLiteral("--version")}).split('\n').front().constData());
}

void tst_Tshark::scenarios()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < builtinTraces().size(); ++i)
        QTest::newRow(row(builtinTraces()[i]->scenarioName)) << static_cast<int>(i);
}

/// What TShark 4.0.17 cannot do. With a NULL cipher it misses the change_cipher_spec of one of the sides in a handshake
/// within the connection, though it goes on with the right keys.
static void forgive(const Trace &trace, Conversation &found, Conversation &wanted)
{
    const CipherSuite *suite = suiteOf(trace);
    if (!suite || suite->mode != CipherMode::Null)
        return;
    const QString changeCipherSpec = QStringLiteral("01");
    QVERIFY(found.decrypted.count(changeCipherSpec) <= wanted.decrypted.count(changeCipherSpec));
    found.decrypted.removeAll(changeCipherSpec);
    wanted.decrypted.removeAll(changeCipherSpec);
}

static void compare(const Trace &trace, Conversation found, Conversation wanted, const QStringList &complaints)
{
    forgive(trace, found, wanted);
    QVERIFY2(found == wanted, qPrintable(difference(found, wanted)));
    QVERIFY2(complaints.isEmpty(), qPrintable(complaints.join(QLatin1Char('\n'))));
}

void tst_Tshark::decrypts()
{
    QFETCH(const int, index);
    const Trace &trace = *builtinTraces()[static_cast<std::size_t>(index)];
    QStringList complaints;
    compare(trace, m_tshark.read(pcapng(trace, true), complaints), expected(trace, true), complaints);
}

void tst_Tshark::decryptsEverySuiteAndFlow_data()
{
    QTest::addColumn<QStringList>("settings");
    std::vector<Variant> variants = distinctSuiteVariants();
    for (Variant &flow : flowVariants())
        variants.push_back(std::move(flow));
    for (Variant &flow : tls13Variants())
        variants.push_back(std::move(flow));
    for (const Variant &variant : variants) {
        QStringList settings;
        for (const std::string &setting : variant.settings)
            settings << QString::fromStdString(setting);
        QTest::newRow(row(variant.name)) << settings;
    }
}

void tst_Tshark::decryptsEverySuiteAndFlow()
{
    QFETCH(const QStringList, settings);
    std::vector<std::string> set;
    for (const QString &setting : settings)
        set.push_back(setting.toStdString());
    const std::shared_ptr<const Trace> trace = runBuiltin(variantScenario, set);
    QStringList complaints;
    compare(*trace, m_tshark.read(pcapng(*trace, true), complaints), expected(*trace, true), complaints);
}

void tst_Tshark::seesTheClearPart()
{
    QFETCH(const int, index);
    const Trace &trace = *builtinTraces()[static_cast<std::size_t>(index)];
    QStringList complaints;
    compare(trace, m_tshark.read(pcapng(trace, false), complaints), expected(trace, false), complaints);
}

QTEST_GUILESS_MAIN(tst_Tshark)
#include "tst_tshark.moc"
