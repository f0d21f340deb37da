// SPDX-License-Identifier: GPL-3.0-or-later

// Which family of handshakes a connection and each of its messages belong to, and under which keys they are.

#include "builtins.h"
#include "print.h"

#include "trace/family.h"
#include "trace/formula.h"

#include <QtTest>

using namespace hd;
using namespace hd::test;

class TestFamily : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theVersionAgreedOnDecides();
    void anOfferIsReadAsOne();
    void aHandshakeThatFailedHasTheFamilyOfTheAnswer();
    void keysOfEachPhase();
    void hkdfLabelsAreThoseOfTheStandard();
};

void TestFamily::theVersionAgreedOnDecides()
{
    QVERIFY(familyOf(*runBuiltin("tls13")) == Family::Tls13);
    QVERIFY(familyOf(*runBuiltin("classic")) == Family::UpToTls12);
    QVERIFY(familyOf(*runBuiltin("ssl3-rsa")) == Family::UpToTls12);
    QVERIFY(familyOf(Trace{}) == Family::UpToTls12);
}

/// RFC 8446 4.1.2: the older fields of a client_hello that offers TLS 1.3 mean nothing, whatever the server makes of
/// it.
void TestFamily::anOfferIsReadAsOne()
{
    const std::shared_ptr<const Trace> trace = runBuiltin("tls13-to-12");
    QVERIFY(familyOf(*trace) == Family::UpToTls12);
    QVERIFY(familyOf(*trace, (*trace)[*messageOf(*trace, "client_hello", Side::Client)]) == Family::Tls13);
    QVERIFY(familyOf(*trace, (*trace)[*messageOf(*trace, "server_hello", Side::Server)]) == Family::UpToTls12);
    const std::shared_ptr<const Trace> classic = runBuiltin("classic");
    QVERIFY(familyOf(*classic, (*classic)[*messageOf(*classic, "client_hello", Side::Client)]) == Family::UpToTls12);
}

void TestFamily::aHandshakeThatFailedHasTheFamilyOfTheAnswer()
{
    Trace trace = *runBuiltin("tls13");
    trace.negotiated = {};
    QVERIFY(familyOf(trace) == Family::Tls13);
    trace = *runBuiltin("classic");
    trace.negotiated = {};
    QVERIFY(familyOf(trace) == Family::UpToTls12);
}

void TestFamily::keysOfEachPhase()
{
    const std::shared_ptr<const Trace> trace = runBuiltin("tls13-early-data");
    const auto phaseOf = [&](const char *name, Side from) { return keyPhase(*trace, *messageOf(*trace, name, from)); };
    QVERIFY(phaseOf("server_hello", Side::Server) == KeyPhase::Clear);
    QVERIFY(phaseOf("application_data", Side::Client) == KeyPhase::EarlyData);
    QVERIFY(phaseOf("end_of_early_data", Side::Client) == KeyPhase::EarlyData); // RFC 8446 4.5
    QVERIFY(phaseOf("finished", Side::Client) == KeyPhase::Handshake);
    QVERIFY(phaseOf("finished", Side::Server) == KeyPhase::Handshake);
    QVERIFY(phaseOf("new_session_ticket", Side::Server) == KeyPhase::Application);
    const std::shared_ptr<const Trace> classic = runBuiltin("classic");
    QVERIFY(keyPhase(*classic, *messageOf(*classic, "finished", Side::Client)) == KeyPhase::Application);
}

void TestFamily::hkdfLabelsAreThoseOfTheStandard()
{
    const std::shared_ptr<const Trace> trace = runBuiltin("tls13");
    for (std::uint32_t i = 0; i < trace->derivations.size(); ++i) {
        const Derivation &made = trace->derivations[i];
        const std::string hex = toHex(hkdfLabel(*trace, {i}));
        if (made.name == "client_handshake_write_key") // 16 bytes, "tls13 key", no context
            QCOMPARE(hex, std::string("001009746c733133206b657900"));
        if (made.name == "master_secret") // RFC 5869 2.2: Extract has no info
            QCOMPARE(hex, std::string());
    }
}

QTEST_GUILESS_MAIN(TestFamily)
#include "tst_family.moc"
