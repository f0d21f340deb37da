// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/certificatebook.h"
#include "session/session.h"

#include <QAbstractListModel>

namespace hd::ui {

/// How far a step, or all steps of one certificate, have come at the playhead.
enum class StepMark : std::uint8_t { Pending, Passed, Failed, NotChecked };

/// The certificates of one chain as cards, leaf first; last, where the chain ends at somebody unknown, one for whom.
class ChainModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum class Kind : std::uint8_t { Leaf, Intermediate, Root, Anchor, Unknown };
    enum Roles {
        KindRole = Qt::UserRole, ///< Kind as a number
        KindTextRole,
        NameRole,
        LinesRole,  ///< QStringList: key, validity
        MarkRole,   ///< StepMark of the certificate's own steps
        LinkRole,   ///< StepMark of the signature that the next card made on this one
        LinkedRole, ///< whether there is a next card that it is issued by
        TrustedRole ///< whether the relying party trusts it by configuration
    };

    explicit ChainModel(QObject *parent = nullptr) : QAbstractListModel(parent) {}

    /// @p book must outlive it, or be replaced.
    void setChain(const CertificateBook *book, std::optional<std::size_t> chain);
    void setPlayhead(Playhead at);

    std::optional<Selection> selection(int row) const; ///< nothing for a card that stands for nothing recorded
    std::optional<int> rowOfCertificate(const FieldRef &field) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    const CertificateChain &chain() const { return m_book->chain(*m_chain); }
    bool endsUnknown() const;
    Kind kind(int row) const;
    QString kindText(int row) const;
    QString name(int row) const;
    QStringList lines(int row) const;
    StepMark markOf(const ChainStepRow &row) const;
    StepMark mark(int row) const;
    StepMark linkMark(int row) const;

    const CertificateBook *m_book = nullptr;
    std::optional<std::size_t> m_chain;
    Playhead m_playhead = 0;
};

} // namespace hd::ui
