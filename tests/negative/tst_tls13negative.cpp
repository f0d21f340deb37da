// SPDX-License-Identifier: GPL-3.0-or-later

// Each message of each kind of TLS 1.3 handshake, with everything that can be wrong with it: who notices, with which
// check, and which alert goes out. What is to be expected comes from the clauses in tests/negative/tls13. Whatever
// happens, both parties end in a definite state.

#include "print.h"

#include "definite.h"
#include "tls13/flow.h"

#include <set>

using namespace hd;
using namespace hd::test;

class TestTls13Negative : public QObject
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
    static void rowPerMeeting();
};

const std::vector<Meeting> &TestTls13Negative::all()
{
    static const std::vector<Meeting> list = tls13Meetings();
    return list;
}

void TestTls13Negative::rowPerMeeting()
{
    QTest::addColumn<qsizetype>("index");
    for (std::size_t i = 0; i < all().size(); ++i)
        QTest::newRow(row(all()[i].title()).constData()) << qsizetype(i);
}

void TestTls13Negative::flowIsTheStandards_data()
{
    rowPerMeeting();
}

/// Without damage the messages are those of flow.h, each under the keys that it says, and both are open.
void TestTls13Negative::flowIsTheStandards()
{
    QFETCH(qsizetype, index);
    const Meeting &meeting = all()[static_cast<std::size_t>(index)];
    Connection connection(planOf(meeting));
    std::vector<std::string> seen, expected;
    const auto text = [](Side from, const std::string &name, bool sealed) {
        return word(from) + " " + name + (sealed ? "" : " in clear");
    };
    connection.edit = [&](const Unit &unit) {
        if (unit.type != Protocol::ApplicationData)
            seen.push_back(text(unit.from, unit.name, unit.epoch > 0));
        return std::vector{unit};
    };
    meet(connection, meeting);
    for (const modern::Step &step : modern::flowOf(meeting))
        expected.push_back(text(step.from, step.name, step.keys != modern::Keys::None));
    QCOMPARE(seen, expected);
    QVERIFY(connection.bothOpen());
    const std::string early = meeting.modern.early == Tls13Options::Early::None ? "" : "early";
    QCOMPARE(connection.party(Side::Server).takeReceived(), toBytes(early + "hello"));
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
    if (status(Side::Client) != Status::Failed && status(Side::Server) != Status::Failed)
        return "waiting";
    const std::vector<std::string> failed = connection.failedChecks(expected.by);
    return word(expected.by) + ": " + word(connection.party(expected.by).alert()) + " by " +
           (failed.empty() ? "" : failed.front());
}

/// Beside what happened: the alert was the last thing that was said, and fatal; the peer knows, unless it passes over
/// what a client says under keys of early data.
static std::string loose(Connection &connection, const modern::Place &place, const End &expected)
{
    const Side peer = peerOf(expected.by);
    if (expected.kind == End::Kind::Failed && !expected.check.empty()) {
        const Message &last = connection.account(expected.by).messages.back();
        const Bytes alert{2, static_cast<std::uint8_t>(expected.alert)};
        if (last.protocol != Protocol::Alert || last.bytes != alert)
            return "the last message is " + last.name + " " + toHex(last.bytes);
        const bool unheard = expected.by == Side::Client && place.offersEarlyData();
        if (!unheard && connection.party(peer).status() != Status::Failed)
            return "the peer does not know";
        if (!connection.party(expected.by).exportKeyingMaterial("EXPORTER-test", {}, 8).empty())
            return "there are keys to export";
    }
    const std::string wrong = indefinite(connection);
    return wrong.empty() ? "" : "no definite end: " + wrong;
}

void TestTls13Negative::damagedMessages_data()
{
    rowPerMeeting();
}

void TestTls13Negative::damagedMessages()
{
    QFETCH(qsizetype, index);
    const Meeting &meeting = all()[static_cast<std::size_t>(index)];
    const std::vector<modern::Step> flow = modern::flowOf(meeting);
    const Connection::Plan plan = planOf(meeting);
    std::string wrong;
    std::size_t count = 0;
    for (std::size_t i = 0; i < flow.size(); ++i) {
        const modern::Place place{meeting, flow, i};
        for (const modern::Damage &damage : modern::damages()) {
            if (!damage.applies(place))
                continue;
            ++count;
            Connection::Plan copy = plan;
            copy.sessions = std::make_shared<SessionStore>(*plan.sessions);
            Connection connection(std::move(copy));
            connection.edit = damage.edit(place);
            meet(connection, meeting);
            const End expected = damage.end(place);
            std::string actual = endOf(connection, expected);
            if (actual == expected.text())
                actual = loose(connection, place, expected);
            else
                actual += ", not " + expected.text();
            if (!actual.empty())
                wrong += "\n" + word(place.from()) + "'s " + place.step().name + " " + damage.name + ": " + actual +
                         " (" + expected.clause + ")";
        }
    }
    QVERIFY2(wrong.empty(), wrong.c_str());
    qInfo("%zu damages", count);
}

/// The table leaves out no message that TLS 1.3 knows.
void TestTls13Negative::everyMessageIsDamaged()
{
    std::set<std::string> names;
    for (const Meeting &meeting : all())
        for (const modern::Step &step : modern::flowOf(meeting))
            names.insert(word(step.from) + " " + step.name + (step.late ? ", late" : ""));
    for (const char *name : {"client client_hello",
                             "server hello_retry_request",
                             "server server_hello",
                             "server change_cipher_spec",
                             "client change_cipher_spec",
                             "server encrypted_extensions",
                             "server certificate_request",
                             "server certificate",
                             "server certificate_verify",
                             "server finished",
                             "client end_of_early_data",
                             "client certificate",
                             "client certificate_verify",
                             "client finished",
                             "server new_session_ticket, late",
                             "server certificate_request, late",
                             "client certificate, late",
                             "client certificate_verify, late",
                             "client finished, late",
                             "client key_update, late",
                             "server key_update, late"})
        QVERIFY2(names.contains(name), name);
}

QTEST_GUILESS_MAIN(TestTls13Negative)
#include "tst_tls13negative.moc"
