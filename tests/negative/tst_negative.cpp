// SPDX-License-Identifier: GPL-3.0-or-later

// Each message of each kind of handshake from SSL 3.0 to TLS 1.2, with everything that can be wrong with it: who
// notices, with which check, and which alert goes out, always a fatal one. What is to be expected comes from the
// clauses in damages.h and flow.h. Whatever happens, both parties end in a definite state.

#include "print.h"

#include "damages.h"
#include "definite.h"

#include <set>

using namespace hd;
using namespace hd::test;

class TestNegative : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void flowIsTheStandards_data();
    void flowIsTheStandards();
    void damagedMessages_data();
    void damagedMessages();
    void everyMessageIsDamaged();

private:
    static const std::vector<Meeting> &all();
};

const std::vector<Meeting> &TestNegative::all()
{
    static const std::vector<Meeting> list = [] {
        std::vector<Meeting> more = meetings();
        for (const Version version : {ssl30, tls10, tls11, tls12}) {
            more.push_back({version, suiteFor(version, "RSA")});
            more.back().ssl2Hello = true;
        }
        return more;
    }();
    return list;
}

static void rowPerMeeting(const std::vector<Meeting> &meetings)
{
    QTest::addColumn<qsizetype>("index");
    for (std::size_t i = 0; i < meetings.size(); ++i)
        QTest::newRow(row(meetings[i].title()).constData()) << qsizetype(i);
}

void TestNegative::flowIsTheStandards_data()
{
    rowPerMeeting(all());
}

/// Without damage the messages are those of flow.h, and both are open.
void TestNegative::flowIsTheStandards()
{
    QFETCH(qsizetype, index);
    const Meeting &meeting = all()[static_cast<std::size_t>(index)];
    Connection connection(planOf(meeting));
    std::vector<std::string> seen, expected;
    connection.edit = [&](const Unit &unit) {
        seen.push_back(word(unit.from) + " " + unit.name);
        return std::vector{unit};
    };
    connection.run();
    for (const FlowStep &step : flowOf(meeting))
        expected.push_back(word(step.from) + " " + step.name);
    QCOMPARE(seen, expected);
    QVERIFY(connection.bothOpen());
    connection.party(Side::Client).send(toBytes("hello"));
    connection.party(Side::Server).send(toBytes("world"));
    connection.carry();
    QCOMPARE(connection.party(Side::Server).takeReceived(), toBytes("hello"));
    QCOMPARE(connection.party(Side::Client).takeReceived(), toBytes("world"));
}

/// What became of it, in the words of End::text().
static std::string endOf(Connection &connection, const End &expected)
{
    const auto status = [&](Side side) { return connection.party(side).status(); };
    if (connection.bothOpen())
        return "open";
    if (status(Side::Client) == Status::Closed && status(Side::Server) == Status::Closed)
        return "closed";
    const bool nobody = status(Side::Client) != Status::Failed && status(Side::Server) != Status::Failed;
    if (nobody)
        return "waiting";
    const std::vector<std::string> failed = connection.failedChecks(expected.by);
    return word(expected.by) + ": " + word(connection.party(expected.by).alert()) + " by " +
           (failed.empty() ? "" : failed.front());
}

/// Beside what happened: the alert was the last thing that was said, fatal; the peer knows; nobody is left hanging.
static std::string loose(Connection &connection, const End &expected)
{
    const Side peer = peerOf(expected.by);
    if (expected.kind == End::Kind::Failed) {
        const Message &last = connection.account(expected.by).messages.back();
        const Bytes alert{2, static_cast<std::uint8_t>(expected.alert)};
        if (last.protocol != Protocol::Alert || last.bytes != alert)
            return "the last message is " + last.name + " " + toHex(last.bytes);
        if (!expected.check.empty() && connection.party(peer).status() != Status::Failed)
            return "the peer does not know";
        if (!connection.party(expected.by).exportKeyingMaterial("EXPORTER-test", {}, 8).empty() &&
            expected.check != "message.expected" && expected.check != "record.mac")
            return "there are keys to export";
    } else if (expected.kind == End::Kind::Waiting) {
        if (!connection.failedChecks(Side::Client).empty() || !connection.failedChecks(Side::Server).empty())
            return "a check has failed, though nothing is wrong yet";
        const Side who = connection.party(Side::Client).status() == Status::Handshaking ? Side::Client : Side::Server;
        connection.edit = [](const Unit &unit) { return std::vector{unit}; };
        connection.party(who).close();
        connection.carry();
        for (const Side side : {Side::Client, Side::Server}) // failed where half a message is all that there is
            if (connection.party(side).status() != Status::Closed && connection.party(side).status() != Status::Failed)
                return "it cannot be closed";
    }
    const std::string wrong = indefinite(connection);
    return wrong.empty() ? "" : "no definite end: " + wrong;
}

void TestNegative::damagedMessages_data()
{
    rowPerMeeting(all());
}

void TestNegative::damagedMessages()
{
    QFETCH(qsizetype, index);
    const Meeting &meeting = all()[static_cast<std::size_t>(index)];
    const std::vector<FlowStep> flow = flowOf(meeting);
    const Connection::Plan plan = planOf(meeting);
    std::string wrong;
    for (std::size_t i = 0; i < flow.size(); ++i) {
        const hd::test::Place place{meeting, flow, i};
        for (const Damage &damage : damages()) {
            if (!damage.applies(place))
                continue;
            Connection::Plan copy = plan;
            copy.sessions = std::make_shared<SessionStore>(*plan.sessions);
            Connection connection(std::move(copy));
            connection.edit = damage.edit(place);
            connection.run();
            const End expected = damage.end(place);
            std::string actual = endOf(connection, expected);
            if (actual == expected.text())
                actual = loose(connection, expected);
            else
                actual += ", not " + expected.text();
            if (!actual.empty())
                wrong += "\n" + word(place.step().from) + "'s " + place.step().name + " " + damage.name + ": " +
                         actual + " (" + expected.clause + ")";
        }
    }
    QVERIFY2(wrong.empty(), wrong.c_str());
}

/// The table leaves out no message that these versions know.
void TestNegative::everyMessageIsDamaged()
{
    std::set<std::string> names;
    for (const Meeting &meeting : all())
        for (const FlowStep &step : flowOf(meeting))
            names.insert(step.name);
    for (const char *name : {"client_hello", "v2_client_hello", "server_hello", "certificate", "certificate_status",
                             "server_key_exchange", "certificate_request", "server_hello_done", "client_key_exchange",
                             "certificate_verify", "new_session_ticket", "change_cipher_spec", "finished"})
        QVERIFY2(names.contains(name), name);
}

QTEST_GUILESS_MAIN(TestNegative)
#include "tst_negative.moc"
