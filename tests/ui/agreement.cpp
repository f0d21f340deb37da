// SPDX-License-Identifier: GPL-3.0-or-later
#include "agreement.h"

#include "inspectors/certificates/certificatepane.h"
#include "inspectors/certificates/checklistview.h"
#include "inspectors/hexview.h"
#include "inspectors/layers/layersview.h"
#include "inspectors/negotiation/randomcard.h"
#include "inspectors/negotiation/randomstrip.h"
#include "inspectors/security/securitytable.h"
#include "inspectors/steplist.h"
#include "inspectors/textcolumn.h"
#include "inspectors/transcript/transcriptview.h"
#include "models/chainstepmodel.h"
#include "models/knowledgemodel.h"
#include "models/leakmodel.h"
#include "models/securitymatrix.h"
#include "models/stepmodel.h"
#include "models/transcriptmodel.h"
#include "models/valuetext.h"
#include "session/linked.h"

#include <QLabel>
#include <QTableView>
#include <QTextDocument>
#include <QTreeView>

namespace hd::ui {

using Kind = Selection::Kind;

template<class List, class One>
static bool has(const List &list, const One &one)
{
    return std::find(list.begin(), list.end(), one) != list.end();
}

AllPages::AllPages()
    : m_certificates(&session, &theme, &texts),
      m_transcript(&session, &theme, &texts),
      m_choices(&session, &theme, &texts),
      m_randoms(&session, &theme),
      m_suite(&session, &theme, &texts),
      m_properties(&session, &theme, &texts),
      m_knowledge(&session, &theme),
      m_leak(&session, &theme, &texts),
      m_layers(&session, &theme, &texts),
      m_steps(&session, &theme, &texts),
      m_bytes({&session, &theme, &texts}),
      m_list(&session, &theme),
      m_explanation(&session, &theme, &texts)
{
    Fonts::load();
    texts.setLanguage(QStringLiteral("en"));
    m_layers.setMode(MessageInspector::Layers);
    for (QWidget *page : std::initializer_list<QWidget *>{&m_certificates, &m_transcript, &m_choices, &m_randoms,
                                                          &m_suite, &m_properties, &m_knowledge, &m_leak, &m_layers,
                                                          &m_steps, &m_bytes, &m_list, &m_explanation}) {
        page->resize(672, 424);
        page->show();
    }
}

void AllPages::open(std::shared_ptr<const Trace> trace)
{
    session.setTrace(std::move(trace));
    session.setPlayhead(static_cast<Playhead>(session.trace()->events.size()));
    m_book = std::make_unique<CertificateBook>(session.trace());
}

QString AllPages::disagreement() const
{
    using Question = QString (AllPages::*)() const;
    static constexpr std::pair<const char *, Question> questions[] = {{"certificates", &AllPages::certificates},
                                                                      {"transcript", &AllPages::transcript},
                                                                      {"choices", &AllPages::choices},
                                                                      {"randoms", &AllPages::randoms},
                                                                      {"suite", &AllPages::suite},
                                                                      {"properties", &AllPages::properties},
                                                                      {"knowledge", &AllPages::knowledge},
                                                                      {"leak", &AllPages::leak},
                                                                      {"layers", &AllPages::layers},
                                                                      {"steps", &AllPages::steps},
                                                                      {"bytes", &AllPages::bytes},
                                                                      {"message list", &AllPages::messageList},
                                                                      {"explanation", &AllPages::explanation}};
    for (const auto &[page, ask] : questions)
        if (const QString wrong = (this->*ask)(); !wrong.isEmpty())
            return QStringLiteral("%1: %2").arg(QLatin1StringView(page), wrong);
    return {};
}

/// The chain that the selection is about is shown, the certificate that holds it is the chosen one, its bytes are
/// marked within the DER, and of the checklist the step that is selected, else none.
QString AllPages::certificates() const
{
    const Selection &selection = session.selection();
    const auto *checklist = m_certificates.findChild<ChecklistView *>();
    const auto *steps = m_certificates.findChild<ChainStepModel *>();
    const bool check = selection.kind == Kind::Check;
    const std::optional<std::size_t> checked = check ? m_book->withCheck(selection.index) : std::nullopt;
    const QModelIndex row = checklist->currentIndex();
    if (!checked && row.isValid())
        return QStringLiteral("a step is marked that is not selected");
    if (checked && (!row.isValid() || steps->check(row.row()) != selection.index))
        return QStringLiteral("the selected step is not marked");
    const std::optional<std::size_t> about = checked             ? checked
                                             : selection.message ? m_book->withMessage(*selection.message)
                                                                 : std::nullopt;
    if (!about)
        return {};
    const CertificateChain &chain = m_book->chain(*about);
    const auto party = chain.from == Side::Server ? CertificatesInspector::Server
                       : chain.afterHandshake     ? CertificatesInspector::ClientLater
                                                  : CertificatesInspector::Client;
    if (m_certificates.party() != party)
        return QStringLiteral("the chain of another party is shown");
    const std::vector<Range> &marked =
        m_certificates.findChild<CertificatePane *>()->findChild<HexView *>()->selection();
    for (std::uint32_t i = 0; selection.bytes.length > 0 && selection.message == chain.message && i < chain.path.size();
         ++i) {
        const auto &field = chain.path[i].field;
        const Range place = field ? trace()[chain.message].field(field->path)->range : Range{};
        if (!place.contains(selection.bytes.offset) || selection.bytes.end() > place.end())
            continue;
        if (m_certificates.certificate() != i)
            return QStringLiteral("another certificate is chosen");
        const Range within{selection.bytes.offset - place.offset, selection.bytes.length};
        if (selection.bytes != place && marked != std::vector{within})
            return QStringLiteral("its bytes are not marked in the DER");
    }
    return {};
}

/// A handshake message has its row, a hash or a check of one its own.
QString AllPages::transcript() const
{
    const Linked &linked = session.linked();
    const QModelIndex row = m_transcript.findChild<TranscriptView *>()->currentIndex();
    const bool handshake = linked.message && trace()[*linked.message].protocol == Protocol::Handshake;
    if (!row.isValid())
        return handshake ? QStringLiteral("a handshake message has no row") : QString();
    const bool about = m_transcript.model()->isLinked(row.row(), linked);
    return about ? QString() : QStringLiteral("the row of something else is marked");
}

/// The choice itself, or the candidate whose entry in an offer is selected; for the value that tells an outcome, the
/// choice that made it.
QString AllPages::choices() const
{
    const Linked &linked = session.linked();
    const ChoicesModel *model = m_choices.model();
    const QModelIndexList marked = m_choices.view()->selectionModel()->selectedRows();
    const auto holds = [&linked](const FieldRef &entry) {
        return std::ranges::any_of(linked.fields, [&entry](const FieldRef &field) {
            return field.message == entry.message &&
                   (field.path == entry.path || field.path.starts_with(entry.path + "."));
        });
    };
    if (marked.isEmpty()) {
        for (const Choice &choice : model->allChoices()) {
            if (choice.decision && has(linked.decisions, *choice.decision))
                return QStringLiteral("the choice of %1 is not marked").arg(choice.what);
            for (const ChoiceRow &row : choice.rows)
                if (row.field && holds(*row.field))
                    return QStringLiteral("the candidate %1 is not marked").arg(row.name);
        }
        return {};
    }
    const Choice *choice = model->choice(marked.front());
    const ChoiceRow *row = model->candidate(marked.front());
    const bool about = (choice->decision && has(linked.decisions, *choice->decision)) ||
                       (row && row->field && holds(*row->field)) || (choice->told && holds(*choice->told));
    return about ? QString() : QStringLiteral("%1 is marked").arg(row ? row->name : choice->what);
}

/// Exactly the bytes that are selected, and those that hold the selected value.
QString AllPages::randoms() const
{
    const Selection &selection = session.selection();
    for (const RandomCard *card : m_randoms.cards()) {
        const HelloRandom &random = card->random();
        for (int byte = 0; byte < card->strip()->count(); ++byte) {
            const std::uint32_t at = random.range.offset + static_cast<std::uint32_t>(byte);
            const bool selected = (selection.kind == Kind::Field || selection.kind == Kind::Bytes) &&
                                  selection.message == random.message && selection.bytes.contains(at);
            const bool linked = std::ranges::any_of(session.linked().fields, [&](const FieldRef &field) {
                const Field *found = trace()[field.message].field(field.path);
                return field.message == random.message && found && found->range.contains(at);
            });
            if (card->strip()->isSelected(byte) != selected || card->strip()->isLinked(byte) != linked)
                return QStringLiteral("byte %1 of %2").arg(byte).arg(toQString(random.path));
        }
    }
    return {};
}

/// The offered suite that is selected is the one that is taken apart.
QString AllPages::suite() const
{
    const Selection &selection = session.selection();
    for (const OfferedSuite &offered : m_suite.offer().suites)
        if (selection.kind == Kind::Field && selection.message == offered.field.message &&
            selection.fieldPath == toQString(offered.field.path) && m_suite.shownName() != offered.name)
            return QStringLiteral("%1 is taken apart").arg(m_suite.shownName());
    return {};
}

/// The cells that the selected message proves or breaks, and no others.
QString AllPages::properties() const
{
    const SecurityMatrix *matrix = m_properties.matrix();
    for (int row = 0; row < matrix->rowCount(); ++row)
        for (int column = 0; column < matrix->columnCount(); ++column) {
            const QModelIndex cell = matrix->index(row, column);
            const QVariant proof = matrix->data(cell, SecurityMatrix::ProofRole);
            const bool expected =
                proof.isValid() && session.linked().message && session.linked().message->index == proof.toUInt();
            if (matrix->data(cell, SecurityMatrix::LinkedRole).toBool() != expected)
                return QStringLiteral("row %1, column %2").arg(row).arg(column);
        }
    return {};
}

QString AllPages::knowledge() const
{
    const KnowledgeModel *model = m_knowledge.model();
    const int current = m_knowledge.table()->currentIndex().row();
    bool any = false, here = false;
    for (int row = 0; row < model->rowCount(); ++row) {
        const KnownSecret *secret = model->secretAt(row);
        if (!secret || secret->message)
            continue;
        const bool linked = std::ranges::any_of(
            secret->derivations, [this](const auto &id) { return id && has(session.linked().derivations, *id); });
        if (model->data(model->index(row, 0), KnowledgeModel::LinkedRole).toBool() != linked)
            return toQString(secret->name);
        any = any || linked;
        here = here || (linked && row == current);
    }
    return any == here ? QString() : QStringLiteral("the row of the secret is not the current one");
}

QString AllPages::leak() const
{
    const LeakModel *model = m_leak.model();
    for (int row = 0; row < model->rowCount(); ++row) {
        const OverheardMessage *message = model->messageAt(row);
        const bool linked = message && message->message && message->message == session.linked().message;
        if (model->data(model->index(row, 0), LeakModel::LinkedRole).toBool() != linked)
            return QStringLiteral("row %1").arg(row);
        if (linked && m_leak.table()->currentIndex().row() != row)
            return QStringLiteral("the row of the message is not the current one");
    }
    return {};
}

/// The layers are those of the message, and what of it is selected has its box marked, where it is a box.
QString AllPages::layers() const
{
    const Selection &selection = session.selection();
    const auto *view = m_layers.findChild<LayersView *>();
    if (m_layers.mode() != MessageInspector::Layers)
        return {}; // an operation is among the steps
    if (view->message() != session.linked().message)
        return QStringLiteral("those of another message");
    for (const LayerItem &item : view->picture().items) {
        if (item.kind != LayerItem::Kind::Box)
            continue;
        const LayerBox &box = view->layers().boxes[static_cast<std::size_t>(item.index)];
        const bool own =
            selection.kind == Kind::Field || (selection.kind == Kind::Record && box.layer == Layer::Record);
        if (view->isMarked(box) != (own && view->selectionOf(item) == selection))
            return QStringLiteral("the box %1").arg(toQString(box.name));
    }
    return {};
}

/// What a party did is the current step.
QString AllPages::steps() const
{
    static const std::map<Kind, What> operations{{Kind::Derivation, What::Derivation},
                                                 {Kind::Check, What::Check},
                                                 {Kind::Decision, What::Decision},
                                                 {Kind::State, What::State},
                                                 {Kind::Omission, What::Omission}};
    const Selection &selection = session.selection();
    const auto operation = operations.find(selection.kind);
    if (operation == operations.end() || trace().messages.empty())
        return {};
    if (m_steps.mode() != MessageInspector::Steps)
        return QStringLiteral("they are not shown");
    const QModelIndex row = m_steps.findChild<StepList *>()->currentIndex();
    if (!row.isValid())
        return QStringLiteral("none is marked");
    const Event &event = trace().events[row.data(StepModel::EventRole).toUInt()];
    const bool same = event.what == operation->second && event.index == selection.index;
    return same ? QString() : QStringLiteral("another is marked");
}

QString AllPages::bytes() const
{
    const std::optional<MessageId> message = session.linked().message;
    const QModelIndexList rows = m_bytes.findChild<QTableView *>()->selectionModel()->selectedRows();
    const bool same =
        rows.size() == (message ? 1 : 0) && (!message || rows.front().row() == static_cast<int>(message->index));
    return same ? QString() : QStringLiteral("the row of another message is marked");
}

QString AllPages::messageList() const
{
    const std::optional<MessageId> message = session.linked().message;
    const int row = m_list.currentIndex().row();
    return row == (message ? static_cast<int>(message->index) : -1) ? QString() : QStringLiteral("row %1").arg(row);
}

/// As people read it.
static QString plain(const QString &markdown)
{
    QTextDocument document;
    document.setMarkdown(markdown);
    return document.toPlainText().simplified();
}

QString AllPages::explanation() const
{
    const Explanation expected = explanationFor(trace(), session.selection(), texts);
    const auto labels = m_explanation.findChildren<QLabel *>(QString(), Qt::FindDirectChildrenOnly);
    const auto shown = [&labels](const QString &text) {
        return std::ranges::any_of(labels, [&text](const QLabel *label) { return label->text() == text; });
    };
    if (!shown(expected.title))
        return QStringLiteral("it is not entitled %1").arg(expected.title);
    QStringList columns;
    for (const TextColumn *column : m_explanation.findChildren<TextColumn *>())
        columns << column->toPlainText().simplified();
    for (const QString &text : {expected.what, expected.why})
        if (!columns.contains(plain(text)))
            return QStringLiteral("it does not say: %1").arg(text);
    return explainedFrom();
}

/// That the text is the library's own for this thing.
QString AllPages::explainedFrom() const
{
    const Selection &selection = session.selection();
    const Family family = selection.message ? familyOf(trace(), trace()[*selection.message]) : familyOf(trace());
    std::optional<Explanation> own;
    if (selection.kind == Kind::Field)
        own = texts.forField(selection.fieldPath, trace()[*selection.message].from, family);
    else if (selection.kind == Kind::Derivation)
        own = texts.forDerivation(toQString(trace().derivations[selection.index].name), familyOf(trace()));
    else if (selection.kind == Kind::Check)
        own = texts.forCheck(toQString(trace().checks[selection.index].name), familyOf(trace()));
    else if (selection.kind == Kind::Decision)
        own = texts.forDecision(toQString(trace().decisions[selection.index].what), familyOf(trace()));
    else
        return {};
    if (!own) // a field without a text of its own has that of what it is in
        return selection.kind == Kind::Field ? QString() : QStringLiteral("there is no text about it");
    const QString what = m_explanation.findChildren<TextColumn *>().front()->toPlainText().simplified();
    return what.startsWith(plain(own->what)) ? QString() : QStringLiteral("it is about something else");
}

} // namespace hd::ui
