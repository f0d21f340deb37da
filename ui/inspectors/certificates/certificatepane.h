// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/certificatebook.h"
#include "session/session.h"

#include <QWidget>

class QLabel;
class QModelIndex;
class QSplitter;

namespace hd::ui {

class CertificateFieldModel;
class ChainStepModel;
class FieldTreeView;
class HexView;
class LinkStrip;
class Theme;

/// One certificate: its values as a tree beside its DER, linked with each other and with the bytes of the message that
/// it came in; below, what the chosen value is made of, and which steps of the verification look at it.
class CertificatePane : public QWidget
{
    Q_OBJECT
public:
    CertificatePane(Session *session, Theme *theme, ChainStepModel *steps, QWidget *parent = nullptr);

    /// @p index of the chain's certificates. A trust anchor that was not sent has no bytes in a message: it is only
    /// looked at.
    void setCertificate(const CertificateChain *chain, std::uint32_t index);
    void markSelection();
    void retranslate();

    CertificateFieldModel *model() const { return m_fields; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeFoot();
    void restyle();
    void describe(const QModelIndex &index);
    void fillLinks(const QModelIndex &index);
    QList<int> stepsAbout(const QModelIndex &index) const;
    void pick(Range range);
    void pickRow(const QModelIndex &index);
    void hoverRange(std::optional<Range> range);
    void markHover();
    /// What of a selected run of bytes lies in this certificate, counted from its start.
    std::optional<Range> within(const Selection &selection) const;

    Session *m_session;
    Theme *m_theme;
    ChainStepModel *m_steps;
    CertificateFieldModel *m_fields;
    FieldTreeView *m_tree;
    HexView *m_hex;
    QSplitter *m_splitter;
    QLabel *m_note = nullptr; ///< above both: not sent, or cannot be read
    QLabel *m_hint = nullptr;
    LinkStrip *m_parts = nullptr;
    LinkStrip *m_checked = nullptr;
    std::optional<FieldRef> m_field; ///< where it is, if it was sent
    Range m_place;                   ///< of it within the message
    std::uint32_t m_index = 0;
    bool m_layoutIsUsers = false;
};

} // namespace hd::ui
