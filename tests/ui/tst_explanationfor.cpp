// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of a selection in a handshake of TLS 1.3: its own texts, and its own standard.

#include "inspectors/explanationpane.h"
#include "scenarios.h"
#include "text/explanations.h"

#include <QtTest>

using namespace hd;
using namespace hd::ui;

class TestExplanationFor : public QObject
{
    Q_OBJECT

    static Explanation ofMessage(const Trace &trace, std::string_view name)
    {
        return explanationFor(trace, Session::messageSelection(test::messageNamed(trace, name)), Explanations());
    }

private Q_SLOTS:
    void tls13HasItsOwnTexts()
    {
        const auto now = test::traceOf("tls13"), before = test::traceOf("tls12-ecdhe-gcm");
        for (const char *name :
             {"client_hello", "server_hello", "certificate", "finished", "change_cipher_spec", "application_data"}) {
            const Explanation shown = ofMessage(*now, name);
            QVERIFY2(shown.what != ofMessage(*before, name).what, name);
            QVERIFY2(shown.clauses.join(u' ').contains(QLatin1StringView("8446")), name);
        }
    }

    void tls13IsCitedByItsOwnStandard()
    {
        // one text for all versions: RFC 5246 7.2 is RFC 8446 6, and SSL 3.0 has nothing to do with it
        QCOMPARE(ofMessage(*test::traceOf("tls13"), "alert").clauses, QStringList{QStringLiteral("8446 §6")});
        QCOMPARE(ofMessage(*test::traceOf("tls12-ecdhe-gcm"), "alert").clauses,
                 (QStringList{QStringLiteral("5246 §7.2"), QStringLiteral("6101 §5.4")}));
    }

    void earlyDataIsNotWhatComesAfterTheHandshake()
    {
        const auto trace = test::traceOf("tls13-early-data");
        std::vector<MessageId> data;
        for (std::uint32_t i = 0; i < trace->messages.size(); ++i)
            if (trace->messages[i].name == "application_data")
                data.push_back({i});
        QVERIFY(data.size() >= 2);
        const auto titleOf = [&](MessageId id) {
            return explanationFor(*trace, Session::messageSelection(id), Explanations()).title;
        };
        QVERIFY(titleOf(data.front()) != titleOf(data.back()));
    }
};

QTEST_GUILESS_MAIN(TestExplanationFor)
#include "tst_explanationfor.moc"
