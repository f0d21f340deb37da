// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/certificates/certificatesinspector.h"

#include "inspectors/certificates/certificatepane.h"
#include "inspectors/certificates/chainview.h"
#include "inspectors/certificates/checklistview.h"
#include "inspectors/certificates/trustpane.h"
#include "inspectors/linkstrip.h"
#include "inspectors/segmented.h"
#include "models/chainmodel.h"
#include "models/chainstepmodel.h"
#include "models/valuetext.h"
#include "session/linked.h"
#include "text/explanations.h"
#include "theme/theme.h"

#include <QEvent>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace hd::ui {

CertificatesInspector::CertificatesInspector(Session *session, Theme *theme, Explanations *texts, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_theme(theme),
      m_texts(texts),
      m_book(std::make_unique<CertificateBook>(session->trace())),
      m_chainModel(new ChainModel(this)),
      m_steps(new ChainStepModel(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(makeBody(), 1);
    connectSession();
    connect(theme, &Theme::changed, this, &CertificatesInspector::restyle);
    restyle();
    retranslate();
    adoptTrace();
}

void CertificatesInspector::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

// What is shown -------------------------------------------------------------------------------------------------------

void CertificatesInspector::adoptTrace()
{
    m_chainModel->setChain(nullptr, {});
    m_steps->setChain(nullptr, {});
    m_trust->setChain(nullptr, {});
    m_pane->setCertificate(nullptr, 0);
    m_chain.reset(); // a chain of the new trace, were it the same number, is another one
    m_book = std::make_unique<CertificateBook>(m_session->trace());
    m_party = Server;
    m_chain.reset();
    m_certificate = 0;
    showHandshake(m_session->events().handshakeAt(m_session->playhead()));
    adoptSelection();
}

void CertificatesInspector::adoptPlayhead()
{
    const std::uint32_t handshake = m_session->events().handshakeAt(m_session->playhead());
    if (handshake != m_handshake && m_session->selection().kind == Selection::Kind::None)
        showHandshake(handshake);
    m_chainModel->setPlayhead(m_session->playhead());
    m_steps->setPlayhead(m_session->playhead());
    m_summary->setText(m_steps->summary());
    m_trust->render();
    followSelection();
    showPage();
    markAll();
}

void CertificatesInspector::adoptSelection()
{
    followSelection();
    markAll();
}

void CertificatesInspector::followSelection()
{
    const Selection &selection = m_session->selection();
    const Linked &linked = m_session->linked();
    std::optional<std::size_t> chain = selection.message ? m_book->withMessage(*selection.message) : std::nullopt;
    const std::optional<std::uint32_t> check =
        selection.kind == Selection::Kind::Check ? std::optional(selection.index) : std::nullopt;
    if (check && m_book->withCheck(*check))
        chain = m_book->withCheck(*check);
    if (chain) {
        const CertificateChain &shown = m_book->chain(*chain);
        m_party = shown.from == Side::Server ? Server : shown.afterHandshake ? ClientLater : Client;
        showHandshake(shown.handshake);
    } else if (linked.message && m_book->handshakeOf(*linked.message) != m_handshake) {
        showHandshake(m_book->handshakeOf(*linked.message));
    }
    if (!m_chain)
        return showPage();
    const CertificateChain &shown = m_book->chain(*m_chain);
    if (check) {
        for (const ChainStepRow &row : shown.steps)
            if (row.check == check) {
                showCertificate(row.certificate.value_or(0));
                m_page = Checks;
            }
    } else if (selection.message == shown.message && selection.bytes.length > 0) {
        for (std::uint32_t i = 0; i < shown.path.size(); ++i) {
            if (!shown.path[i].field)
                continue;
            const Range place = m_book->trace()[shown.message].field(shown.path[i].field->path)->range;
            if (!place.contains(selection.bytes.offset))
                continue;
            showCertificate(i);
            if (selection.bytes != place) // inside of it
                m_page = Fields;
        }
    }
    showPage();
}

std::optional<std::size_t> CertificatesInspector::chainOf(Party party) const
{
    return m_book->find(m_handshake, sideOf(party), party == ClientLater);
}

void CertificatesInspector::showHandshake(std::uint32_t handshake)
{
    m_handshake = handshake;
    const bool later = chainOf(ClientLater).has_value();
    m_parties->setSegmentVisible(ClientLater, later);
    if (m_party == ClientLater && !later)
        m_party = Client;
    m_parties->setCurrent(m_party);
    fillHead();
    if (chainOf(m_party) != m_chain || !m_chain)
        showChain();
}

void CertificatesInspector::showChain()
{
    m_chain = chainOf(m_party);
    m_chainModel->setChain(m_book.get(), m_chain);
    m_chainModel->setPlayhead(m_session->playhead());
    m_steps->setChain(m_book.get(), m_chain);
    m_steps->setPlayhead(m_session->playhead());
    m_summary->setText(m_steps->summary());
    m_trust->setChain(m_book.get(), m_chain);
    showCertificate(0);
    showPage();
}

void CertificatesInspector::showCertificate(std::uint32_t index)
{
    const CertificateChain *chain = m_chain ? &m_book->chain(*m_chain) : nullptr;
    m_certificate = chain && index < chain->path.size() ? index : 0;
    m_pane->setCertificate(chain, m_certificate);
}

/// Nothing is shown of what has not been sent, unless somebody looks ahead at that very message.
bool CertificatesInspector::isStillToCome() const
{
    return m_chain && m_session->playhead() < m_book->appears(*m_chain) &&
           m_session->selection().message != m_book->chain(*m_chain).message;
}

void CertificatesInspector::showPage()
{
    const bool shown = m_chain && !isStillToCome();
    m_pages->setCurrent(m_page);
    m_pages->setEnabled(shown);
    m_chainView->setVisible(shown);
    if (!shown)
        m_stack->setCurrentWidget(m_none);
    else if (m_page == Fields)
        m_stack->setCurrentWidget(m_pane);
    else if (m_page == Checks)
        m_stack->setCurrentWidget(m_checks);
    else
        m_stack->setCurrentWidget(m_trust);
    fillNotice();
    fillNone();
}

void CertificatesInspector::markAll()
{
    if (!m_chain)
        return;
    m_chainView->showCurrent(static_cast<int>(m_certificate));
    const Selection &selection = m_session->selection();
    const bool check = selection.kind == Selection::Kind::Check;
    m_checklist->showCurrent(check ? m_steps->rowOfCheck(selection.index).value_or(-1) : -1);
    m_pane->markSelection();
}

void CertificatesInspector::fillHead()
{
    m_handshakeChip->setText(tr("Handshake %1 of %2").arg(m_handshake + 1).arg(m_book->handshakes()));
    m_handshakeChip->setVisible(m_book->handshakes() > 1);
}

QString CertificatesInspector::stillToCome() const
{
    const std::uint32_t message = m_book->chain(*m_chain).message.index + 1;
    return m_party == Server
               ? tr("These certificates are still to come: the server sends them with message #%1.").arg(message)
               : tr("These certificates are still to come: the client sends them with message #%1.").arg(message);
}

QList<Link> CertificatesInspector::jump() const
{
    return {{tr("→ Jump"), {}, [session = m_session, at = m_book->appears(*m_chain)] { session->goTo(at); }}};
}

void CertificatesInspector::fillNotice()
{
    const bool ahead = m_chain && !isStillToCome() && m_session->playhead() < m_book->appears(*m_chain);
    m_notice->setVisible(ahead);
    if (!ahead)
        return;
    m_noticeText->setText(stillToCome());
    m_jump->setLinks(jump());
}

QString CertificatesInspector::whyNone() const
{
    const bool server = m_party == Server;
    const MissingChain *missing = m_book->missing(m_handshake, sideOf(m_party));
    if (!missing)
        return tr("Nothing has been sent yet. Here you will see the certificates, who signed whom, and how they were "
                  "verified.");
    if (missing->omission)
        return m_texts->reason(toQString(m_session->trace()->omissions[*missing->omission].reason));
    if (missing->empty)
        return server ? tr("The server's certificate message holds no certificate.")
                      : tr("The client was asked for a certificate and has none that fits: its certificate message is "
                           "empty.");
    if (missing->resumed)
        return tr("This session is resumed: both know the secret of a handshake before this one, and that they know it "
                  "proves who they are. Certificates were looked at then.");
    return server
               ? tr("The server sends no certificate in this handshake.")
               : tr("The client sends no certificate in this handshake: it was not asked for one, or it did not come "
                    "that far.");
}

void CertificatesInspector::fillNone()
{
    if (m_chain) {
        m_noneText->setText(stillToCome());
        m_noneLink->setLinks(jump());
        return;
    }
    m_noneText->setText(whyNone());
    m_noneLink->setLinks({});
    const MissingChain *missing = m_book->missing(m_handshake, sideOf(m_party));
    if (!missing)
        return;
    if (missing->omission) {
        Selection selection;
        selection.kind = Selection::Kind::Omission;
        selection.index = *missing->omission;
        selection.message = m_session->trace()->omissions[*missing->omission].after;
        m_noneLink->setLinks({{tr("→ Why"), {}, [session = m_session, selection] { session->select(selection); }}});
    } else if (missing->empty) {
        m_noneLink->setLinks(
            {{tr("→ Message #%1").arg(missing->empty->index + 1), {}, [session = m_session, id = *missing->empty] {
                  session->select(Session::messageSelection(id));
              }}});
    }
}

// What the user does --------------------------------------------------------------------------------------------------

CertificatesInspector::Page CertificatesInspector::page() const
{
    return m_page;
}

void CertificatesInspector::setPage(Page page)
{
    m_page = page;
    showPage();
    const std::optional<int> failed = m_chain ? m_steps->firstFailed() : std::nullopt;
    if (page == Checks && failed && !m_checklist->currentIndex().isValid())
        m_checklist->scrollToRow(*failed); // what somebody comes for
}

void CertificatesInspector::setParty(Party party)
{
    m_party = party;
    m_parties->setCurrent(party);
    showChain();
    if (m_chain)
        pickCard(0);
}

void CertificatesInspector::pickCard(int row)
{
    const auto index = static_cast<std::uint32_t>(row);
    const CertificateChain &chain = m_book->chain(*m_chain);
    if (index < chain.path.size() && !chain.path[index].field) { // bytes that are in no message: only to look at
        showCertificate(index);
        m_pane->markSelection();
    } else if (const std::optional<Selection> selection = m_chainModel->selection(row)) {
        m_session->select(*selection);
    }
    if (const std::optional<int> step = m_steps->rowOfCertificate(index); step && m_page == Checks)
        m_checklist->scrollToRow(*step);
}

void CertificatesInspector::pickStep(int row)
{
    if (const std::optional<std::uint32_t> check = m_steps->check(row))
        m_session->select(m_session->checkSelection(*check));
}

} // namespace hd::ui
