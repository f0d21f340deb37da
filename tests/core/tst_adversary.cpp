// SPDX-License-Identifier: GPL-3.0-or-later

// What who listens and who stands in between can do, by when, in real connections.

#include "builtins.h"
#include "print.h"
#include "trace/propertytimeline.h"

#include <QtTest>

using namespace hd;
using namespace hd::test;
using enum Achievement;

namespace {

PropertyState stateOf(const Trace &trace, Adversary adversary, Property property, Playhead at)
{
    return propertiesAgainst(trace, adversary, at)[static_cast<std::size_t>(property)];
}

PropertyState inTheEnd(const Trace &trace, Adversary adversary, Property property)
{
    return stateOf(trace, adversary, property, static_cast<Playhead>(trace.events.size()));
}

/// Right after @p message has been sent.
Playhead when(const Trace &trace, std::string_view message, Side from)
{
    const std::optional<MessageId> id = messageOf(trace, message, from);
    if (!id)
        qFatal("no such message");
    return *positionOf(trace, What::MessageSent, id->index);
}

} // namespace

class TestAdversary : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void inTheEnd_data();
    void inTheEnd();
    void everythingIsOpenAtTheStart();
    void listeningEndsWhereBothSidesEncrypt();
    void anRsaServerProvesItselfWithFinishedOnly();
    void aChangeIsNoticedByFinishedAtTheLatest_data();
    void aChangeIsNoticedByFinishedAtTheLatest();
    void nothingIsEstablishedAfterAFailure();
    void aCertificateInClearSaysWhoIsThere();
    void aClientThatDoesNotVerifySpeaksToAnybody();
    void everyReasonIsListed();
    void onlyThePastCounts();
    void aTimelineAnswersTheSame_data();
    void aTimelineAnswersTheSame();
};

void TestAdversary::inTheEnd_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<int>("adversary");
    QTest::addColumn<int>("property");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *scenario, Adversary adversary, Property property, const char *reason) {
        QTest::addRow("%s, %s, %d", scenario, adversary == Adversary::Attacker ? "attacker" : "eavesdropper",
                      static_cast<int>(property))
            << QString::fromLatin1(scenario) << static_cast<int>(adversary) << static_cast<int>(property)
            << QString::fromLatin1(reason);
    };
    using enum Adversary;
    using enum Property;
    row("tls12-rsa", Eavesdropper, Confidentiality, "confidentiality.eavesdropper-shut-out");
    row("tls12-rsa", Eavesdropper, ForwardSecrecy, "forward_secrecy.never"); // until he gets the private key
    row("tls12-rsa", Attacker, ServerAuthentication, "server_authentication.established");
    row("tls12-ecdhe-gcm", Attacker, Confidentiality, "confidentiality.established");
    row("tls12-ecdhe-gcm", Attacker, ForwardSecrecy, "forward_secrecy.established");
    // whoever stands in between can be the peer; who only listens cannot compute a thing
    row("dh-anon", Attacker, Confidentiality, "confidentiality.weak-anonymous");
    row("dh-anon", Attacker, Integrity, "integrity.weak-anonymous");
    row("dh-anon", Attacker, ServerAuthentication, "server_authentication.never-anonymous");
    row("dh-anon", Eavesdropper, Confidentiality, "confidentiality.eavesdropper-active-only");
    row("null-cipher", Eavesdropper, Confidentiality, "confidentiality.never");
    row("null-cipher", Attacker, Confidentiality, "confidentiality.never");
    row("null-cipher", Attacker, Integrity, "integrity.established"); // he reads all and changes nothing
    row("export-rsa", Eavesdropper, Confidentiality, "confidentiality.weak-export");
    row("export-rsa", Attacker, Integrity, "integrity.attacker-export"); // FREAK
    row("export-rsa", Attacker, ServerAuthentication, "server_authentication.attacker-export");
    row("tls10-cbc", Eavesdropper, Confidentiality, "confidentiality.eavesdropper-active-only"); // BEAST is active
    row("tls10-cbc", Attacker, Confidentiality, "confidentiality.weak-chained-iv");
    row("ssl3-rsa", Eavesdropper, Confidentiality, "confidentiality.weak-3des");
    row("rc4", Eavesdropper, Confidentiality, "confidentiality.weak-rc4");
    row("compression", Eavesdropper, Confidentiality, "confidentiality.eavesdropper-active-only");
    row("tls13-replay", Attacker, Integrity, "integrity.weak-early-data"); // 0-RTT, once more
    row("tls13-early-data", Attacker, Integrity, "integrity.weak-early-data");
    row("tls13", Attacker, Confidentiality, "confidentiality.established");
    row("tls13-psk", Attacker, ClientAuthentication, "client_authentication.attacker-resumed");
    row("tls13-psk-ke", Eavesdropper, ForwardSecrecy, "forward_secrecy.never-psk");
    row("tls13-downgrade", Attacker, Integrity, "integrity.attacker-noticed");
    row("renegotiation-insecure", Attacker, Integrity, "integrity.weak-renegotiation");
}

void TestAdversary::inTheEnd()
{
    QFETCH(QString, scenario);
    QFETCH(int, adversary);
    QFETCH(int, property);
    QFETCH(QString, reason);
    const PropertyState state = ::inTheEnd(*runBuiltin(scenario.toStdString()), static_cast<Adversary>(adversary),
                                           static_cast<Property>(property));
    QCOMPARE(QString::fromStdString(state.reason), reason);
}

void TestAdversary::everythingIsOpenAtTheStart()
{
    for (const std::shared_ptr<const Trace> &trace : builtinTraces())
        for (const PropertyState &state : propertiesAgainst(*trace, Adversary::Attacker, 0))
            QVERIFY(state.achievement == NotYet && !state.proof);
}

void TestAdversary::listeningEndsWhereBothSidesEncrypt()
{
    const auto trace = runBuiltin("classic");
    const auto confidentiality = [&](Playhead at) {
        return stateOf(*trace, Adversary::Eavesdropper, Property::Confidentiality, at).reason;
    };
    QCOMPARE(confidentiality(when(*trace, "client_key_exchange", Side::Client)),
             std::string("confidentiality.not-yet"));
    QCOMPARE(confidentiality(when(*trace, "finished", Side::Client)),
             std::string("confidentiality.eavesdropper-one-way"));
    // the client has yet to verify the server's finished: he who only listens is out all the same
    const Playhead at = when(*trace, "finished", Side::Server);
    QCOMPARE(confidentiality(at), std::string("confidentiality.eavesdropper-shut-out"));
    QCOMPARE(stateOf(*trace, Adversary::Attacker, Property::Confidentiality, at).achievement, Pending);
}

/// Anybody can send its certificate; only who can decrypt the pre-master secret can send this finished.
void TestAdversary::anRsaServerProvesItselfWithFinishedOnly()
{
    const auto trace = runBuiltin("tls12-rsa");
    const Playhead before = when(*trace, "finished", Side::Server);
    QCOMPARE(stateOf(*trace, Adversary::Attacker, Property::ServerAuthentication, before).achievement, Pending);
    const PropertyState after = ::inTheEnd(*trace, Adversary::Attacker, Property::ServerAuthentication);
    QCOMPARE(after.achievement, Established);
    QVERIFY(after.proof == messageOf(*trace, "finished", Side::Server));
}

void TestAdversary::aChangeIsNoticedByFinishedAtTheLatest_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < builtinTraces().size(); ++i)
        if (!changesOnTheWay(*builtinTraces()[i]).empty())
            QTest::newRow(builtinTraces()[i]->scenarioName.c_str()) << static_cast<int>(i);
}

void TestAdversary::aChangeIsNoticedByFinishedAtTheLatest()
{
    QFETCH(int, index);
    const Trace &trace = *builtinTraces()[static_cast<std::size_t>(index)];
    const auto [message, since] = changesOnTheWay(trace).front();
    QVERIFY(changedOnTheWay(trace, message));
    QCOMPARE(since, *appearsAt(trace, message));
    const PropertyState before = stateOf(trace, Adversary::Attacker, Property::Integrity, since - 1);
    QCOMPARE(before.reason, std::string("integrity.not-yet"));
    const PropertyState then = stateOf(trace, Adversary::Attacker, Property::Integrity, since);
    QCOMPARE(then.reason, std::string("integrity.attacker-changed"));
    QVERIFY(then.proof == message);
    QCOMPARE(::inTheEnd(trace, Adversary::Attacker, Property::Integrity).reason,
             std::string("integrity.attacker-noticed"));
}

void TestAdversary::nothingIsEstablishedAfterAFailure()
{
    std::size_t failed = 0;
    for (const std::shared_ptr<const Trace> &trace : builtinTraces()) {
        if (trace->outcome.client != Status::Failed || trace->outcome.server != Status::Failed)
            continue;
        ++failed;
        for (const PropertyState &state :
             propertiesAgainst(*trace, Adversary::Attacker, static_cast<Playhead>(trace->events.size())))
            QVERIFY2(state.achievement != Established && state.achievement != Pending, state.reason.c_str());
    }
    QVERIFY(failed > 10);
}

/// RFC 8446 E.1: who the parties are is hidden in TLS 1.3, and was not before.
void TestAdversary::aCertificateInClearSaysWhoIsThere()
{
    const auto old = runBuiltin("classic"), modern = runBuiltin("tls13-client-auth");
    for (const Property property : {Property::ServerAuthentication, Property::ClientAuthentication}) {
        const PropertyState seen = ::inTheEnd(*old, Adversary::Eavesdropper, property);
        QVERIFY(seen.reason.ends_with(".eavesdropper-saw"));
        QCOMPARE((*old)[*seen.proof].name, std::string("certificate"));
        const PropertyState hidden = ::inTheEnd(*modern, Adversary::Eavesdropper, property);
        QVERIFY(hidden.reason.ends_with(".eavesdropper") && !hidden.proof);
    }
}

void TestAdversary::aClientThatDoesNotVerifySpeaksToAnybody()
{
    const auto trace = runBuiltin("tls12-ecdhe-gcm", {"client.verify=false"});
    QCOMPARE(::inTheEnd(*trace, Adversary::Attacker, Property::Confidentiality).reason,
             std::string("confidentiality.attacker-unproven"));
    QCOMPARE(::inTheEnd(*trace, Adversary::Eavesdropper, Property::Confidentiality).achievement, Established);
}

void TestAdversary::everyReasonIsListed()
{
    std::vector<std::string> known = propertyReasons();
    for (const std::string &reason : adversaryReasons()) {
        QVERIFY2(std::find(known.begin(), known.end(), reason) == known.end(), reason.c_str());
        known.push_back(reason);
    }
    for (const std::shared_ptr<const Trace> &trace : builtinTraces())
        for (const Playhead at : stops(*trace, Granularity::Message))
            for (const Adversary adversary : {Adversary::Eavesdropper, Adversary::Attacker})
                for (const PropertyState &state : propertiesAgainst(*trace, adversary, at))
                    QVERIFY2(std::find(known.begin(), known.end(), state.reason) != known.end(), state.reason.c_str());
}

void TestAdversary::onlyThePastCounts()
{
    const auto trace = runBuiltin("tls13-downgrade");
    for (const Playhead at : stops(*trace, Granularity::Message)) {
        Trace past = *trace;
        past.events.resize(at);
        for (const Adversary adversary : {Adversary::Eavesdropper, Adversary::Attacker})
            QVERIFY(propertiesAgainst(past, adversary, at) == propertiesAgainst(*trace, adversary, at));
    }
}

void TestAdversary::aTimelineAnswersTheSame_data()
{
    QTest::addColumn<int>("scenario");
    QTest::addColumn<bool>("live"); // the server tells nothing
    for (std::size_t i = 0; i < builtinTraces().size(); ++i)
        QTest::addRow("%s", builtinTraces()[i]->scenarioName.c_str()) << int(i) << false;
    QTest::addRow("%s, live", builtinTraces().front()->scenarioName.c_str()) << 0 << true;
}

void TestAdversary::aTimelineAnswersTheSame()
{
    QFETCH(int, scenario);
    QFETCH(bool, live);
    Trace trace = *builtinTraces()[static_cast<std::size_t>(scenario)];
    if (live)
        std::erase_if(trace.events,
                      [](const Event &event) { return event.at == Side::Server && event.what != What::MessageSent; });
    const PropertyTimeline timeline(trace);
    for (Playhead at = 0; at <= trace.events.size(); ++at) {
        QVERIFY2(timeline.at(at) == propertiesAt(trace, at), std::to_string(at).c_str());
        for (const Side side : {Side::Client, Side::Server})
            QVERIFY2(timeline.of(side, at) == propertiesAt(trace, side, at), std::to_string(at).c_str());
        for (const Adversary adversary : {Adversary::Eavesdropper, Adversary::Attacker})
            QVERIFY2(timeline.against(adversary, at) == propertiesAgainst(trace, adversary, at),
                     std::to_string(at).c_str());
    }
}

QTEST_GUILESS_MAIN(TestAdversary)
#include "tst_adversary.moc"
