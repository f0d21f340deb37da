// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/certificatebook.h"
#include "session/session.h"

#include <QList>
#include <QWidget>

class QFrame;
class QLabel;
class QStackedWidget;

namespace hd::ui {

class CertificatePane;
class ChainModel;
class ChainStepModel;
class ChainView;
class ChecklistView;
class Explanations;
class LinkStrip;
struct Link;
class Segmented;
class Theme;
class TrustPane;

/// Who says whose key this is: the chain that a party sent as a picture, and below it the chosen certificate byte by
/// byte, the steps of its verification, and what trust rests on.
class CertificatesInspector : public QWidget
{
    Q_OBJECT
public:
    enum Page { Fields, Checks, Trust };
    enum Party { Server, Client, ClientLater }; ///< ClientLater: after the handshake (RFC 8446 4.6.2)

    CertificatesInspector(Session *session, Theme *theme, Explanations *texts, QWidget *parent = nullptr);

    Page page() const;
    void setPage(Page page); ///< as the user would
    Party party() const { return m_party; }
    void setParty(Party party);                                 ///< as the user would
    std::uint32_t certificate() const { return m_certificate; } ///< the chosen one of the chain

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeBody();
    QWidget *makeNotice();
    QWidget *makeNone();
    QWidget *makeChecks();
    void connectSession();
    void retranslate();
    void restyle();

    void adoptTrace();
    void adoptSelection();
    void adoptPlayhead();
    /// Shows what the session's selection is about, where it is about a chain.
    void followSelection();
    void showHandshake(std::uint32_t handshake);
    void showChain();
    void showCertificate(std::uint32_t index);
    bool isStillToCome() const;
    void showPage();
    void markAll();
    void fillHead();
    void fillNotice();
    void fillNone();
    QString stillToCome() const;
    QList<Link> jump() const;
    QString whyNone() const;
    std::optional<std::size_t> chainOf(Party party) const;
    static Side sideOf(Party party) { return party == Server ? Side::Server : Side::Client; }
    void pickCard(int row);
    void pickStep(int row);

    Session *m_session;
    Theme *m_theme;
    Explanations *m_texts;
    std::unique_ptr<CertificateBook> m_book;
    ChainModel *m_chainModel;
    ChainStepModel *m_steps;

    QLabel *m_title = nullptr;
    QLabel *m_handshakeChip = nullptr; ///< which of several
    Segmented *m_parties = nullptr;
    Segmented *m_pages = nullptr;
    QFrame *m_notice = nullptr; ///< while the message has not been sent
    QLabel *m_noticeText = nullptr;
    LinkStrip *m_jump = nullptr;
    ChainView *m_chainView = nullptr;
    QLabel *m_summary = nullptr;
    QStackedWidget *m_stack = nullptr; ///< none, fields, checks, trust
    QWidget *m_none = nullptr;
    QLabel *m_noneText = nullptr;
    LinkStrip *m_noneLink = nullptr;
    CertificatePane *m_pane = nullptr;
    QWidget *m_checks = nullptr;
    ChecklistView *m_checklist = nullptr;
    TrustPane *m_trust = nullptr;

    std::uint32_t m_handshake = 0;
    std::optional<std::size_t> m_chain;
    Party m_party = Server;
    Page m_page = Fields;
    std::uint32_t m_certificate = 0;
};

} // namespace hd::ui
