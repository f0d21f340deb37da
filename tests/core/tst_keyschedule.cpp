// SPDX-License-Identifier: GPL-3.0-or-later

// A recording whose values all follow from their inputs, and that goes another way down the key schedule than RFC 8446
// 7.1: verify says which value is on the wrong rung. Each row changes one thing of a real connection and computes what
// follows from it again.

#include "builtins.h"
#include "print.h"

#include "formats/computations.h"
#include "formats/verify.h"
#include "trace/operations.h"

#include <QtTest>

#include <functional>

using namespace hd;
using namespace hd::test;

namespace {

using Change = std::function<void(Trace &)>;

Derivation &derivation(Trace &trace, std::string_view name, Side by)
{
    return trace.derivations[derivationOf(trace, name, by)->index];
}

Input &input(Derivation &derivation, std::string_view role)
{
    for (Input &input : derivation.inputs)
        if (input.role == role)
            return input;
    qFatal("%s has no such input", derivation.name.c_str());
}

/// Takes the value of @p other in the place of the input that it had.
void redirect(Trace &trace, Input &input, std::string_view other, Side by)
{
    const DerivationId id = *derivationOf(trace, other, by);
    input.derivation = id;
    input.value = trace[id].output;
}

/// Everything that can be computed, from what its inputs are now.
void computeAgain(Trace &trace)
{
    crypto::Context context;
    for (Derivation &derivation : trace.derivations) {
        for (Input &input : derivation.inputs)
            if (input.derivation)
                input.value = trace[*input.derivation].output;
        const bool hkdf = derivation.operation == operation::hkdfExtract ||
                          derivation.operation == operation::hkdfExpandLabel ||
                          derivation.operation == operation::hmac || derivation.operation == operation::hash ||
                          derivation.operation == operation::concatenation;
        if (hkdf)
            derivation.output = *computed(context, derivation.operation, Inputs(trace, derivation.inputs));
    }
}

MessageId message(const Trace &trace, std::string_view name, Side from)
{
    return *messageOf(trace, name, from);
}

} // namespace

class tst_KeySchedule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRungHasItsPlace_data();
    void everyRungHasItsPlace();
    void keysComeInOrder();
};

void tst_KeySchedule::everyRungHasItsPlace_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("named");
    const auto row = [](const char *what, const char *scenario, const char *named, Change change) {
        QTest::newRow(what) << QString::fromLatin1(scenario) << change << QString::fromLatin1(named);
    };
    const auto label = [&row](const char *what, const char *name, Side by, const char *other) {
        row(what, "tls13", name,
            [name, by, other](Trace &trace) { input(derivation(trace, name, by), "label").text = other; });
    };
    label("label of the other party", "client_handshake_traffic_secret", Side::Client, "s hs traffic");
    label("label of the handshake", "server_application_traffic_secret_0", Side::Server, "s hs traffic");
    label("label of another branch", "exporter_master_secret", Side::Client, "res master");
    label("label of an iv", "server_handshake_write_key", Side::Server, "iv");
    label("label of RFC 5869", "handshake_secret.derived", Side::Client, "expand");
    label("label of a ticket", "ticket_psk", Side::Client, "resumption master");
    label("label of finished", "client_finished_key", Side::Client, "client finished");

    const auto source = [&row](const char *what, const char *name, Side by, const char *role, const char *other) {
        row(what, "tls13", name, [name, by, role, other](Trace &trace) {
            redirect(trace, input(derivation(trace, name, by), role), other, by);
        });
    };
    source("keys from the other party's secret", "server_handshake_write_key", Side::Server, "secret",
           "client_handshake_traffic_secret");
    source("application secret from the handshake's", "server_application_traffic_secret_0", Side::Server, "secret",
           "handshake_secret");
    source("a step left out", "handshake_secret", Side::Client, "salt", "early_secret");
    source("finished with the other key", "client_finished.verify_data", Side::Client, "key", "server_finished_key");
    source("something extracted into the master secret", "master_secret", Side::Client, "ikm", "shared_secret");

    const auto covers = [&row](const char *what, const char *scenario, const char *hash, const char *named, Side by,
                               std::function<void(std::vector<MessageId> &, const Trace &)> edit) {
        row(what, scenario, named,
            [hash, by, edit](Trace &trace) { edit(input(derivation(trace, hash, by), "messages").messages, trace); });
    };
    const auto oneLess = [](std::vector<MessageId> &messages, const Trace &) { messages.pop_back(); };
    covers("without server_hello", "tls13", "server_hello.transcript_hash", "client_handshake_traffic_secret",
           Side::Client, oneLess);
    covers("without finished", "tls13", "handshake.transcript_hash", "client_application_traffic_secret_0",
           Side::Server, oneLess);
    covers("over its own finished", "tls13", "server_finished.transcript_hash", "server_finished.verify_data",
           Side::Server, [](std::vector<MessageId> &messages, const Trace &trace) {
               messages.push_back(message(trace, "finished", Side::Server));
           });
    covers("resumption without the client's finished", "tls13", "connection.transcript_hash",
           "resumption_master_secret", Side::Client, oneLess);
    covers("a message that no transcript has", "tls13", "handshake.transcript_hash",
           "client_application_traffic_secret_0", Side::Client,
           [](std::vector<MessageId> &messages, const Trace &trace) {
               messages.insert(messages.begin() + 2, message(trace, "change_cipher_spec", Side::Server));
           });
    covers("both client_hellos after a request", "tls13-hello-retry", "server_hello.transcript_hash",
           "client_handshake_traffic_secret", Side::Server, [](std::vector<MessageId> &messages, const Trace &trace) {
               messages.insert(messages.begin(), message(trace, "client_hello", Side::Client));
           });
    covers("early data over more than client_hello", "tls13-early-data", "client_hello.transcript_hash",
           "client_early_traffic_secret", Side::Server, [](std::vector<MessageId> &messages, const Trace &trace) {
               messages.push_back(message(trace, "client_hello", Side::Client));
           });

    row("no message_hash", "tls13-hello-retry", "client_handshake_traffic_secret", [](Trace &trace) {
        Derivation &hash = derivation(trace, "server_hello.transcript_hash", Side::Client);
        std::erase_if(hash.inputs, [](const Input &input) { return input.role == "message_hash"; });
    });
    row("message_hash of another length", "tls13-hello-retry", "message_hash",
        [](Trace &trace) { derivation(trace, "message_hash", Side::Client).inputs[0].value[3] = 48; });
    row("binder over the binders", "tls13-psk", "binder", [](Trace &trace) {
        input(derivation(trace, "binder.transcript_hash", Side::Server), "truncated").value.push_back(0);
    });
    row("binder of an external key", "tls13-psk", "binder_key",
        [](Trace &trace) { input(derivation(trace, "binder_key", Side::Client), "label").text = "imp binder"; });
    row("salt of early_secret", "tls13-psk", "early_secret",
        [](Trace &trace) { input(derivation(trace, "early_secret", Side::Client), "salt").value[5] = 1; });
    row("the context of keys", "tls13", "client_application_write_iv", [](Trace &trace) {
        input(derivation(trace, "client_application_write_iv", Side::Client), "context").value = {0};
    });
    row("a generation left out", "tls13-key-update", "application_traffic_secret_1", [](Trace &trace) {
        for (const char *name : {"client_application_traffic_secret_1", "server_application_traffic_secret_1"})
            if (const auto id = derivationOf(trace, name, Side::Client))
                return redirect(trace, input(trace.derivations[id->index], "secret"), "master_secret", Side::Client);
    });
}

void tst_KeySchedule::everyRungHasItsPlace()
{
    QFETCH(const QString, scenario);
    QFETCH(const Change, change);
    QFETCH(const QString, named);
    Trace trace = *runBuiltin(scenario.toStdString());
    QVERIFY(verify(trace).findings.empty());
    change(trace);
    computeAgain(trace);
    const Verification result = verify(trace);
    QVERIFY(!result.findings.empty());
    const Finding &first = result.findings.front();
    QVERIFY2(first.where.find(named.toStdString()) != std::string::npos,
             (first.where + "\n  expected " + first.expected + "\n  actual   " + first.actual).c_str());
}

/// Epochs follow each other without a gap: keys of the handshake, of the application, and of each generation after.
void tst_KeySchedule::keysComeInOrder()
{
    const Trace right = *runBuiltin("tls13-key-update");
    QVERIFY(right.keys.size() > 4);
    for (std::size_t i = 0; i < right.keys.size(); ++i) {
        for (std::size_t k = i + 1; k < right.keys.size(); ++k) {
            if (right.keys[i].by != right.keys[k].by || right.keys[i].write != right.keys[k].write)
                continue;
            Trace trace = right;
            std::swap(trace.keys[i].keys, trace.keys[k].keys);
            const Verification result = verify(trace);
            const std::string expected = "keys[" + std::to_string(i) + "]";
            QVERIFY(std::any_of(result.findings.begin(), result.findings.end(),
                                [&](const Finding &finding) { return finding.where == expected; }));
        }
    }
}

QTEST_GUILESS_MAIN(tst_KeySchedule)
#include "tst_keyschedule.moc"
