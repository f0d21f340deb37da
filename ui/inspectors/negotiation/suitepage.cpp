// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/negotiation/suitepage.h"

#include "inspectors/linkstrip.h"
#include "inspectors/negotiation/suitebar.h"
#include "inspectors/negotiation/suitecards.h"
#include "inspectors/negotiation/suitechips.h"
#include "models/valuetext.h"
#include "session/linked.h"
#include "session/sessionnews.h"
#include "text/explanations.h"
#include "theme/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <utility>

namespace hd::ui {

SuitePage::SuitePage(Session *session, Theme *theme, Explanations *texts, QWidget *parent)
    : QScrollArea(parent), m_session(session), m_theme(theme), m_texts(texts)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    build();
    connect(m_chips, &SuiteChips::picked, this, &SuitePage::pickPart);
    connect(m_picker, &QComboBox::activated, this, [this](int suite) {
        const FieldRef field = m_offer.suites[static_cast<std::size_t>(suite)].field;
        m_session->select(m_session->fieldSelection(field.message, toQString(field.path)));
    });
    auto *news = new SessionNews(session, this);
    connect(news, &SessionNews::traceChanged, this, &SuitePage::refresh);
    connect(news, &SessionNews::playheadChanged, this, &SuitePage::refresh);
    connect(news, &SessionNews::selectionChanged, this, &SuitePage::refresh);
    connect(texts, &Explanations::changed, this, [this] { show(m_shown); });
    theme->follow(this, [this] { restyle(); });
    refresh();
}

void SuitePage::build()
{
    auto *content = new QWidget(this);
    content->setBackgroundRole(QPalette::Base);
    content->setAutoFillBackground(true);
    m_nothing = new QLabel(content);
    m_nothing->setWordWrap(true);
    m_jump = new LinkStrip(m_theme, content);
    m_body = new QWidget(content);
    m_picker = new QComboBox(m_body);
    m_picker->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_picker->setMinimumContentsLength(12);
    m_state = new QLabel(m_body);
    m_state->setWordWrap(true);
    m_state->setTextFormat(Qt::PlainText);
    m_chips = new SuiteChips(m_theme, m_body);
    m_keys = new SuiteBar(m_theme, m_body);
    m_record = new SuiteBar(m_theme, m_body);
    m_remarks = new QVBoxLayout;
    m_cards = new QGridLayout;
    m_cards->setColumnStretch(0, 1);
    m_cards->setColumnStretch(1, 1);

    auto *body = new QVBoxLayout(m_body);
    body->addWidget(m_picker);
    body->addWidget(m_state);
    body->addWidget(m_chips);
    body->addLayout(m_remarks);
    body->addLayout(m_cards);
    body->addWidget(m_keys);
    body->addWidget(m_record);
    body->addStretch(1);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_nothing);
    layout->addWidget(m_jump);
    layout->addWidget(m_body, 1);
    setWidget(content);
}

void SuitePage::restyle()
{
    const int side = m_theme->px(16);
    m_body->layout()->setContentsMargins(side, m_theme->px(12), side, side);
    m_body->layout()->setSpacing(m_theme->px(12));
    m_remarks->setSpacing(m_theme->px(8));
    m_cards->setSpacing(m_theme->px(8));
    m_nothing->setContentsMargins(side, side, side, 0);
    m_nothing->setFont(m_theme->ui(Fonts::body));
    m_jump->setContentsMargins(side, 0, side, 0);
    m_state->setFont(m_theme->ui(Fonts::meta));
    m_state->setStyleSheet(QStringLiteral("color: %1").arg(m_theme->colors().text2.name()));
    m_picker->setFont(m_theme->mono(Fonts::meta));
    placeCards();
}

/// The selected entry of the client's list, else what was chosen, else the client's first.
int SuitePage::wantedSuite() const
{
    const Selection &selection = m_session->selection();
    const auto &suites = m_offer.suites;
    int wanted = suites.empty() ? -1 : 0;
    for (std::size_t i = 0; i < suites.size(); ++i) {
        if (suites[i].chosen)
            wanted = static_cast<int>(i);
        const FieldRef &field = suites[i].field;
        if (selection.kind == Selection::Kind::Field && selection.message == field.message &&
            selection.fieldPath == toQString(field.path))
            return static_cast<int>(i);
    }
    return wanted;
}

void SuitePage::refresh()
{
    const Trace &trace = *m_session->trace();
    const Playhead at = m_session->playhead();
    const std::optional<MessageId> message = m_session->selection().message;
    const std::uint32_t present = m_session->events().handshakeAt(at);
    const std::uint32_t handshake = message ? std::min(handshakeOf(trace, *message), present) : present;
    if (std::exchange(m_handshake, handshake) != handshake || m_placesOf != m_session->trace())
        m_places.clear();
    m_placesOf = m_session->trace();
    SuiteOffer offer = suitesOffered(trace, m_handshake, at);
    const bool same = offer == m_offer;
    m_offer = std::move(offer);
    if (!same)
        fillPicker();
    const int wanted = wantedSuite();
    if (same && wanted == m_shown && wanted >= 0) {
        for (std::size_t i = 0; i < m_cardParts.size(); ++i)
            if (const auto to = place(m_cardParts[i].role))
                m_cardWidgets[i]->setPlace(to->name, to->at <= at);
        return mark();
    }
    show(wanted);
}

void SuitePage::fillPicker()
{
    const QSignalBlocker quiet(m_picker);
    m_picker->clear();
    for (const OfferedSuite &suite : m_offer.suites)
        m_picker->addItem(suite.chosen ? tr("%1 (chosen)").arg(suite.name) : suite.name);
}

void SuitePage::show(int suite)
{
    m_shown = suite;
    m_body->setVisible(suite >= 0);
    m_nothing->setVisible(suite < 0);
    m_jump->setVisible(suite < 0);
    m_picker->setAccessibleName(tr("Cipher suite"));
    if (suite < 0) {
        m_anatomy = {};
        m_nothing->setText(tr("Here the name of the cipher suite will be taken apart. Nothing has been offered yet."));
        const SuiteOffer first =
            suitesOffered(*m_session->trace(), 0, static_cast<Playhead>(m_session->trace()->events.size()));
        m_jump->setLinks({});
        if (!first.suites.empty()) {
            const Playhead at = appearsAt(*m_session->trace(), first.suites.front().field.message).value_or(1);
            m_jump->setLinks(
                {{tr("→ Jump to the offer"), {}, [session = m_session, at] { session->setPlayhead(at); }}});
        }
        return;
    }
    const Trace &trace = *m_session->trace();
    m_picker->setCurrentIndex(suite);
    const OfferedSuite &shown = m_offer.suites[static_cast<std::size_t>(suite)];
    const CipherSuite *known = cipherSuite(shown.code);
    const bool named =
        shown.name.startsWith(QLatin1StringView("TLS_")) || shown.name.startsWith(QLatin1StringView("SSL_"));
    const bool signal = shown.name.endsWith(QLatin1StringView("_SCSV"));
    m_anatomy = known              ? anatomyOf(*known, m_offer.version)
                : named && !signal ? anatomyOf(shown.name.toStdString())
                                   : SuiteAnatomy{shown.name, {}, {}, {}, {}, {}};
    const QString place = QStringLiteral("#%1 %2").arg(shown.field.message.index + 1).arg(toQString(shown.field.path));
    QString state = shown.chosen ? tr("Chosen in #%1 %2.")
                                       .arg(m_offer.chosenIn->message.index + 1)
                                       .arg(toQString(trace[m_offer.chosenIn->message].name))
                    : m_offer.chosenIn ? tr("Offered in %1, and not chosen.").arg(place)
                                       : tr("Offered in %1. Nothing has been chosen yet.").arg(place);
    if (signal)
        state += u' ' + tr("It is no suite but a signal to the server, and never chosen.");
    else if (!known && named)
        state += u' ' + tr("This program knows it by name alone, so sizes and status are left out.");
    else if (!known)
        state += u' ' + tr("It is not in the registry of this program.");
    m_state->setText(state);
    m_chips->setParts(m_anatomy.parts);
    m_chips->setVisible(!m_anatomy.parts.empty());
    fillRemarks();
    fillCards();
    m_keys->setVisible(!m_anatomy.keys.empty());
    m_keys->setBytes(tr("Each direction gets from the key schedule"), m_anatomy.keys);
    m_record->setVisible(!m_anatomy.record.empty());
    m_record->setBytes(tr("A record of it, on the wire"), m_anatomy.record);
    mark();
}

void SuitePage::fillRemarks()
{
    qDeleteAll(m_remarkWidgets);
    m_remarkWidgets.clear();
    for (const SuiteStatus &status : m_anatomy.remarks) {
        auto *remark = new SuiteRemark(m_theme, status, m_texts->reason(toQString(status.key)), m_body);
        m_remarks->addWidget(remark);
        m_remarkWidgets.push_back(remark);
    }
}

QStringList SuitePage::remarkTitles() const
{
    QStringList titles;
    for (const SuiteRemark *remark : m_remarkWidgets)
        titles.append(remark->title());
    return titles;
}

void SuitePage::fillCards()
{
    qDeleteAll(m_cardWidgets);
    m_cardWidgets.clear();
    m_cardParts.clear();
    for (const SuitePart &part : m_anatomy.parts)
        if (part.role != SuitePart::Role::Filling && !part.value.isEmpty())
            m_cardParts.push_back(part);
    m_cardParts.insert(m_cardParts.end(), m_anatomy.implied.begin(), m_anatomy.implied.end());
    for (const SuitePart &part : m_cardParts) {
        auto *card = new SuiteCard(m_theme, part, m_body);
        const std::optional<SuitePlace> at = place(part.role);
        card->setPlace(at ? at->name : QString(), at && at->at <= m_session->playhead());
        connect(card, &SuiteCard::picked, this, [this, role = part.role] {
            if (const std::optional<SuitePlace> to = place(role))
                go(*to);
        });
        m_cardWidgets.push_back(card);
    }
    placeCards();
}

/// Two beside each other where there is room for a line of words in both.
void SuitePage::placeCards()
{
    const int columns = viewport()->width() >= m_theme->px(520) ? 2 : 1;
    for (std::size_t i = 0; i < m_cardWidgets.size(); ++i)
        m_cards->addWidget(m_cardWidgets[i], static_cast<int>(i) / columns, static_cast<int>(i) % columns);
    m_cards->setColumnStretch(1, columns - 1);
}

void SuitePage::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    placeCards();
}

/// Of the chosen suite alone: no other is at work anywhere.
std::optional<SuitePlace> SuitePage::place(SuitePart::Role role) const
{
    if (m_shown < 0 || !m_offer.suites[static_cast<std::size_t>(m_shown)].chosen)
        return std::nullopt;
    const auto known = m_places.find(role);
    if (known != m_places.end())
        return known->second;
    return m_places.emplace(role, placeOf(*m_session->trace(), m_handshake, role)).first->second;
}

void SuitePage::pickPart(std::size_t part)
{
    if (const std::optional<SuitePlace> to = place(m_anatomy.parts[part].role))
        return go(*to);
    const FieldRef &field = m_offer.suites[static_cast<std::size_t>(m_shown)].field;
    m_session->select(m_session->fieldSelection(field.message, toQString(field.path)));
}

void SuitePage::go(const SuitePlace &to)
{
    m_session->select(to.derivation ? m_session->derivationSelection(*to.derivation)
                                    : m_session->fieldSelection(to.field->message, toQString(to.field->path)));
}

void SuitePage::mark()
{
    const Linked &linked = m_session->linked();
    const Selection &selection = m_session->selection();
    const auto isLinked = [&](SuitePart::Role role) {
        const std::optional<SuitePlace> to = place(role);
        if (!to)
            return false;
        if (to->derivation)
            return std::find(linked.derivations.begin(), linked.derivations.end(), *to->derivation) !=
                   linked.derivations.end();
        return selection.kind == Selection::Kind::Field && selection.message == to->field->message &&
               selection.fieldPath == toQString(to->field->path);
    };
    for (std::size_t i = 0; i < m_anatomy.parts.size(); ++i)
        m_chips->setMarked(i, isLinked(m_anatomy.parts[i].role));
    for (std::size_t i = 0; i < m_cardParts.size(); ++i)
        m_cardWidgets[i]->setMarked(isLinked(m_cardParts[i].role));
}

bool SuitePage::isMarked(std::size_t part) const
{
    return m_chips->isMarked(part);
}

void SuitePage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        fillPicker();
        show(m_shown);
    }
    QScrollArea::changeEvent(event);
}

} // namespace hd::ui
