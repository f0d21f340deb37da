// SPDX-License-Identifier: GPL-3.0-or-later
// The certificates of every built-in scenario: the chain, its fields and bytes, and the checklist say the same thing
// and follow one selection.

#include "inspectors/certificates/certificatepane.h"
#include "inspectors/certificates/certificatesinspector.h"
#include "inspectors/certificates/chainview.h"
#include "inspectors/certificates/checklistview.h"
#include "inspectors/explanationpane.h"
#include "inspectors/fieldtreeview.h"
#include "inspectors/hexview.h"
#include "inspectors/linkstrip.h"
#include "models/certificatefieldmodel.h"
#include "models/chainstepmodel.h"
#include "models/fieldmodel.h"
#include "models/valuetext.h"
#include "scenarios.h"
#include "session/linked.h"
#include "text/explanations.h"
#include "theme/theme.h"

#include <QAbstractItemModelTester>
#include <QtTest>
#include <QtWidgets>

using namespace hd;
using namespace hd::ui;

class TestCertificates : public QObject
{
    Q_OBJECT

    struct Bench
    {
        explicit Bench(const std::string &scenario, bool atEnd = true)
        {
            session.setTrace(test::traceOf(scenario));
            if (atEnd)
                session.setPlayhead(static_cast<Playhead>(trace().events.size()));
            inspector.resize(680, 420);
            inspector.show();
        }

        const Trace &trace() const { return *session.trace(); }
        FieldTreeView *tree() { return inspector.findChild<FieldTreeView *>(); }
        HexView *hex() { return inspector.findChild<HexView *>(); }
        ChainView *chain() { return inspector.findChild<ChainView *>(); }
        ChecklistView *checklist() { return inspector.findChild<ChecklistView *>(); }
        CertificateFieldModel *fields() { return qobject_cast<CertificateFieldModel *>(tree()->model()); }
        ChainStepModel *steps() { return qobject_cast<ChainStepModel *>(checklist()->model()); }
        Range place(std::size_t certificate)
        {
            const std::string path = "certificate.certificate_list[" + std::to_string(certificate) + "].certificate";
            return trace()[*session.selection().message].field(path)->range;
        }

        Theme theme;
        Explanations texts;
        Session session;
        CertificatesInspector inspector{&session, &theme, &texts};
    };

    static void scenarios()
    {
        QTest::addColumn<QString>("scenario");
        for (const std::string &name : test::scenarioNames())
            QTest::addRow("%s", name.c_str()) << QString::fromStdString(name);
    }

    /// The rows of a checklist for one step.
    static std::vector<ChainStepRow> rowsOf(const CertificateChain &chain, const std::string &step)
    {
        std::vector<ChainStepRow> rows;
        for (const ChainStepRow &row : chain.steps)
            if (row.step == step)
                rows.push_back(row);
        return rows;
    }

private Q_SLOTS:
    void initTestCase() { Fonts::load(); }

    void modelsAreSound_data() { scenarios(); }
    void modelsAreSound()
    {
        QFETCH(QString, scenario);
        const auto trace = test::traceOf(scenario.toStdString());
        const CertificateBook book(trace);
        ChainModel cards;
        ChainStepModel steps;
        CertificateFieldModel fields;
        const QAbstractItemModelTester cardTester(&cards), stepTester(&steps), fieldTester(&fields);
        for (std::size_t i = 0; i < book.size(); ++i) {
            cards.setChain(&book, i);
            steps.setChain(&book, i);
            for (const Playhead at : {Playhead{0}, static_cast<Playhead>(trace->events.size())}) {
                cards.setPlayhead(at);
                steps.setPlayhead(at);
            }
            for (const ChainCertificate &one : book.chain(i).path) {
                fields.setCertificate(one.der);
                QVERIFY2(fields.error().isEmpty(), qPrintable(fields.error()));
            }
        }
    }

    /// What the trace says of a chain is in the checklist, each check once; every certificate has rows; what is not
    /// checked has a reason.
    void checklistIsWhole_data() { scenarios(); }
    void checklistIsWhole()
    {
        QFETCH(QString, scenario);
        const auto trace = test::traceOf(scenario.toStdString());
        std::multiset<std::uint32_t> listed;
        for (const CertificateChain &chain : certificateChains(*trace)) {
            for (const ChainStepRow &row : chain.steps) {
                QCOMPARE(row.check.has_value(), row.state != StepState::NotChecked);
                QCOMPARE(row.reason == NotChecked::None, row.check.has_value());
                if (!row.check) {
                    QVERIFY(!ChainStepModel::reason(row.reason, chain.relying()).isEmpty());
                    continue;
                }
                const Check &check = trace->checks[*row.check];
                QCOMPARE(row.state == StepState::Passed, check.passed);
                QCOMPARE(check.by, chain.relying());
                if (check.operation == "chain")
                    listed.insert(*row.check);
            }
            for (std::uint32_t i = 0; i < chain.path.size(); ++i)
                QVERIFY(
                    std::ranges::any_of(chain.steps, [i](const ChainStepRow &row) { return row.certificate == i; }));
        }
        std::multiset<std::uint32_t> recorded;
        for (std::uint32_t i = 0; i < trace->checks.size(); ++i)
            if (trace->checks[i].operation == "chain")
                recorded.insert(i);
        QVERIFY(listed == recorded);
    }

    /// Whoever sent no certificate has a reason for it.
    void nobodyIsMissingWithoutAWord_data() { scenarios(); }
    void nobodyIsMissingWithoutAWord()
    {
        QFETCH(QString, scenario);
        Bench bench(scenario.toStdString());
        for (const auto party : {CertificatesInspector::Server, CertificatesInspector::Client}) {
            bench.inspector.setParty(party);
            QVERIFY(bench.inspector.party() == party);
            if (bench.chain()->isVisible()) {
                QVERIFY(bench.chain()->model()->rowCount() > 0);
                continue;
            }
            const QList<QLabel *> labels = bench.inspector.findChildren<QLabel *>();
            QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
                return label->isVisible() && label->wordWrap() && label->text().size() > 30;
            }));
        }
    }

    void trustIsWhatTheChecksSay_data()
    {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<QString>("failed"); ///< steps
        QTest::addColumn<bool>("trusted");
        QTest::newRow("good") << QStringLiteral("classic") << QString() << true;
        QTest::newRow("expired") << QStringLiteral("expired-certificate") << QStringLiteral("validity") << false;
        QTest::newRow("name") << QStringLiteral("wrong-name") << QStringLiteral("name") << false;
        QTest::newRow("unknown") << QStringLiteral("unknown-ca") << QStringLiteral("trust") << false;
        QTest::newRow("use") << QStringLiteral("client-certificate-wrong-use") << QStringLiteral("usage") << false;
        QTest::newRow("revoked") << QStringLiteral("ocsp-revoked") << QStringLiteral("status") << true;
        QTest::newRow("not its key") << QStringLiteral("tls13-wrong-certificate-verify") << QStringLiteral("possession")
                                     << true;
    }
    void trustIsWhatTheChecksSay()
    {
        QFETCH(QString, scenario);
        QFETCH(QString, failed);
        QFETCH(bool, trusted);
        const auto trace = test::traceOf(scenario.toStdString());
        QStringList steps;
        std::optional<bool> all = true;
        for (const CertificateChain &chain : certificateChains(*trace)) {
            for (const ChainStepRow &row : chain.steps)
                if (row.state == StepState::Failed)
                    steps.append(QString::fromStdString(row.step));
            if (chain.trusted() != true)
                all = chain.trusted();
        }
        QCOMPARE(steps.join(u' '), failed);
        QVERIFY(all == trusted);
    }

    /// Why nobody saw a proof of the private key, where nobody did.
    void possession_data()
    {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<NotChecked>("reason");
        QTest::newRow("signed") << QStringLiteral("classic") << NotChecked::None;
        QTest::newRow("key transport") << QStringLiteral("tls12-rsa") << NotChecked::KeyByFinished;
        QTest::newRow("ended before") << QStringLiteral("ocsp-revoked") << NotChecked::EndedBefore;
        QTest::newRow("TLS 1.3") << QStringLiteral("tls13-client-auth") << NotChecked::None;
    }
    void possession()
    {
        QFETCH(QString, scenario);
        QFETCH(NotChecked, reason);
        for (const CertificateChain &chain : certificateChains(*test::traceOf(scenario.toStdString())))
            QCOMPARE(rowsOf(chain, "possession").front().reason, reason);
    }

    /// A recording of a real peer does not say what the peer checked.
    void whoTellsNothingHasCheckedNothing()
    {
        Trace trace = *test::traceOf("tls13-client-auth");
        std::erase_if(trace.checks, [](const Check &check) { return check.by == Side::Server; });
        std::erase_if(trace.derivations, [](const Derivation &made) { return made.by == Side::Server; });
        for (const CertificateChain &chain : certificateChains(trace)) {
            QCOMPARE(chain.trusted().has_value(), chain.from == Side::Server);
            for (const ChainStepRow &row : chain.steps)
                if (chain.from == Side::Client && row.step != "status")
                    QCOMPARE(row.reason, NotChecked::NoAccount);
        }
    }

    /// A card, a row of the tree and a byte select each other, and the message's bytes with them.
    void oneSelection()
    {
        Bench bench("classic");
        bench.session.select(Session::messageSelection(test::messageNamed(bench.trace(), "certificate")));
        bench.chain()->setCurrentIndex(bench.chain()->model()->index(1, 0));
        QCOMPARE(bench.session.selection().fieldPath, QStringLiteral("certificate.certificate_list[1].certificate"));
        QCOMPARE(bench.inspector.certificate(), 1U);

        CertificateFieldModel *fields = bench.fields();
        const QModelIndex validity = fields->indexOfPath("certificate.tbsCertificate.validity.notAfter");
        QVERIFY(validity.isValid());
        bench.tree()->setCurrentIndex(validity);
        const Range place = bench.place(1), own = fields->range(validity);
        QCOMPARE(bench.session.selection().bytes, (Range{place.offset + own.offset, own.length}));
        QCOMPARE(bench.hex()->selection(), std::vector{own});

        bench.session.select(bench.session.bytesSelection(*bench.session.selection().message, {place.offset + 4, 1}));
        QCOMPARE(bench.tree()->currentIndex().data(FieldModel::PathRole).toString(),
                 QStringLiteral("certificate.tbsCertificate"));
        Q_EMIT bench.hex()->byteActivated(own.offset + 3);
        QCOMPARE(bench.tree()->currentIndex(), fields->indexOfPath("certificate.tbsCertificate.validity.notAfter"));
    }

    /// A click marks the very row that it selects, also where the row has to move into view.
    void clickingMarksWhatItSelects()
    {
        Bench bench("classic");
        bench.session.select(Session::messageSelection(test::messageNamed(bench.trace(), "certificate")));
        const int bottom = bench.tree()->viewport()->height() - 2;
        for (int clicks = 0; clicks < 8; ++clicks) {
            QTest::mouseClick(bench.tree()->viewport(), Qt::LeftButton, {}, {100, bottom});
            QCOMPARE(bench.tree()->selectionModel()->selectedRows(), QModelIndexList{bench.tree()->currentIndex()});
            QCOMPARE(bench.hex()->selection(), std::vector{bench.fields()->range(bench.tree()->currentIndex())});
        }
    }

    /// Every field of every certificate of every chain finds its way there and back.
    void everyFieldThereAndBack_data() { scenarios(); }
    void everyFieldThereAndBack()
    {
        QFETCH(QString, scenario);
        Bench bench(scenario.toStdString());
        for (const CertificateChain &chain : certificateChains(bench.trace())) {
            const ChainCertificate &leaf = chain.path.front();
            bench.session.select(bench.session.fieldSelection(leaf.field->message, toQString(leaf.field->path)));
            QVERIFY(bench.fields()->der() == leaf.der);
            const Range place = bench.session.selection().bytes;
            const std::function<void(const QModelIndex &)> visit = [&](const QModelIndex &parent) {
                for (int row = 0; row < bench.fields()->rowCount(parent); ++row) {
                    const QModelIndex index = bench.fields()->index(row, 0, parent);
                    const Range range = bench.fields()->range(index);
                    bench.session.select(
                        bench.session.bytesSelection(leaf.field->message, {place.offset + range.offset, range.length}));
                    QCOMPARE(bench.fields()->range(bench.tree()->currentIndex()), range);
                    QCOMPARE(bench.hex()->selection(), std::vector{range});
                    visit(index);
                }
            };
            visit({});
        }
    }

    void aStepSelectsItsCheck()
    {
        Bench bench("expired-certificate");
        bench.inspector.setPage(CertificatesInspector::Checks);
        for (int row = 0; row < bench.steps()->rowCount(); ++row) {
            const std::optional<std::uint32_t> check = bench.steps()->check(row);
            bench.checklist()->setCurrentIndex(bench.steps()->index(row, 0));
            if (!check)
                continue;
            QCOMPARE(bench.session.selection(), bench.session.checkSelection(*check));
            QCOMPARE(bench.checklist()->currentIndex().row(), row);
            QCOMPARE(bench.inspector.page(), CertificatesInspector::Checks);
        }
    }

    void aCheckFromElsewhereShowsItsRow()
    {
        Bench bench("classic");
        const Trace &trace = bench.trace();
        for (std::uint32_t i = 0; i < trace.checks.size(); ++i)
            if (trace.checks[i].operation == "chain") {
                bench.session.select(bench.session.checkSelection(i));
                QCOMPARE(bench.inspector.page(), CertificatesInspector::Checks);
                QCOMPARE(bench.steps()->check(bench.checklist()->currentIndex().row()), std::optional(i));
                QCOMPARE(bench.inspector.party(), trace.checks[i].by == Side::Client ? CertificatesInspector::Server
                                                                                     : CertificatesInspector::Client);
            }
    }

    /// The session links a step of the verification with the certificate that it looked at.
    void aStepIsLinkedWithItsCertificate_data() { scenarios(); }
    void aStepIsLinkedWithItsCertificate()
    {
        QFETCH(QString, scenario);
        Session session;
        session.setTrace(test::traceOf(scenario.toStdString()));
        for (const CertificateChain &chain : certificateChains(*session.trace()))
            for (const ChainStepRow &row : chain.steps) {
                if (!row.check || !row.certificate)
                    continue;
                session.select(session.checkSelection(*row.check));
                const std::optional<FieldRef> &field = chain.path[*row.certificate].field;
                const std::vector<FieldRef> &linked = session.linked().fields;
                QCOMPARE(linked.size(), field ? 1U : 0U);
                QVERIFY(!field || linked.front() == *field);
            }
    }

    /// What is chosen inside of a certificate is explained by its own name, not as a run of bytes.
    void valuesAreExplained_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("title");
        const QString tbs = QStringLiteral("certificate.tbsCertificate.");
        QTest::newRow("a part of a part")
            << tbs + QStringLiteral("validity.notAfter") << QStringLiteral("From when until when");
        QTest::newRow("an extension") << tbs + QStringLiteral("extensions.Extensions.keyUsage.extnValue")
                                      << QStringLiteral("What the key may do");
        QTest::newRow("the signature") << QStringLiteral("certificate.signatureValue")
                                       << QStringLiteral("The signature of the CA");
    }
    void valuesAreExplained()
    {
        QFETCH(QString, path);
        QFETCH(QString, title);
        Bench bench("classic");
        bench.session.select(Session::messageSelection(test::messageNamed(bench.trace(), "certificate")));
        bench.tree()->setCurrentIndex(bench.fields()->indexOfPath(path.toStdString()));
        QCOMPARE(explanationFor(bench.trace(), bench.session.selection(), bench.texts).title, title);
    }

    /// Before a check was made nothing is known of how it ended.
    void nothingIsKnownBeforeItHappens_data() { scenarios(); }
    void nothingIsKnownBeforeItHappens()
    {
        QFETCH(QString, scenario);
        const auto trace = test::traceOf(scenario.toStdString());
        const CertificateBook book(trace);
        ChainStepModel steps;
        for (std::size_t i = 0; i < book.size(); ++i) {
            steps.setChain(&book, i);
            for (Playhead at = 0; at <= trace->events.size(); at += 7) {
                steps.setPlayhead(at);
                for (int row = 0; row < steps.rowCount(); ++row) {
                    const auto mark = static_cast<StepMark>(steps.index(row, 0).data(ChainStepModel::MarkRole).toInt());
                    const std::optional<std::uint32_t> check = steps.check(row);
                    const Playhead made = check ? *positionOf(*trace, What::Check, *check) : book.appears(i);
                    QCOMPARE(mark == StepMark::Pending, made > at);
                    const QString found = steps.index(row, ChainStepModel::Found).data().toString();
                    QVERIFY(made <= at || found.isEmpty());
                }
            }
        }
    }

    /// What has not been sent is not there yet; who looks ahead at it is told so.
    void whatIsStillToComeIsNotShown()
    {
        Bench bench("classic", false);
        QVERIFY(!bench.chain()->isVisible());
        const MessageId message = test::messageNamed(bench.trace(), "certificate");
        bench.session.select(Session::messageSelection(message));
        QVERIFY(bench.chain()->isVisible());
        bench.session.select(Session::messageSelection(MessageId{0}));
        QVERIFY(!bench.chain()->isVisible());
        bench.session.setPlayhead(*appearsAt(bench.trace(), message));
        QVERIFY(bench.chain()->isVisible());
    }

    void rootsThatWereNotSentAreTold()
    {
        const auto trace = test::traceOf("unknown-ca");
        const CertificateBook book(trace);
        ChainModel cards;
        cards.setChain(&book, 0);
        const int last = cards.rowCount() - 1;
        const auto kind = [&](int row) {
            return static_cast<ChainModel::Kind>(cards.index(row).data(ChainModel::KindRole).toInt());
        };
        QVERIFY(kind(last) == ChainModel::Kind::Unknown || kind(last) == ChainModel::Kind::Root);
        QVERIFY(!cards.index(last).data(ChainModel::TrustedRole).toBool());
    }

    void worksByKeyboard()
    {
        Bench bench("classic");
        bench.session.select(Session::messageSelection(test::messageNamed(bench.trace(), "certificate")));
        QTest::keyClick(bench.chain(), Qt::Key_Right);
        QCOMPARE(bench.session.selection().fieldPath, QStringLiteral("certificate.certificate_list[1].certificate"));
        QTest::keyClick(bench.tree(), Qt::Key_Down);
        QCOMPARE(bench.session.selection().kind, Selection::Kind::Bytes);
        for (QWidget *widget : {static_cast<QWidget *>(bench.chain()), static_cast<QWidget *>(bench.tree()),
                                static_cast<QWidget *>(bench.hex()), static_cast<QWidget *>(bench.checklist())}) {
            QVERIFY(!widget->accessibleName().isEmpty());
            QVERIFY(widget->focusPolicy() & Qt::TabFocus);
        }
    }
};

QTEST_MAIN(TestCertificates)
#include "tst_certificates.moc"
