// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/chainmodel.h"

#include <QAbstractTableModel>

namespace hd::ui {

/// The verification of one chain as a checklist: a question a row, what was expected and found, or why nobody asked.
class ChainStepModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Columns { Question, Expected, Found, Clause, NumColumns };
    enum Roles {
        HeadingRole = Qt::UserRole, ///< of the first row of a certificate; else empty
        MarkRole,                   ///< StepMark
        MarkTextRole,               ///< "passed"
        ReasonRole,                 ///< why it is not checked
        StepRole                    ///< `signature`, as in crypto::ChainStep
    };

    explicit ChainStepModel(QObject *parent = nullptr) : QAbstractTableModel(parent) {}

    /// @p book must outlive it, or be replaced.
    void setChain(const CertificateBook *book, std::optional<std::size_t> chain);
    void setPlayhead(Playhead at);

    std::optional<std::uint32_t> check(int row) const;
    std::optional<int> rowOfCheck(std::uint32_t check) const;
    /// The first row about this certificate of the chain.
    std::optional<int> rowOfCertificate(std::uint32_t certificate) const;
    std::optional<int> firstFailed() const; ///< that has happened
    /// The rows that look at the field of a certificate with this path, "certificate.tbsCertificate.validity".
    std::vector<int> rowsAbout(std::uint32_t certificate, const std::string &path) const;
    /// "11 of 13 steps passed": all in one line.
    QString summary() const;

    static QString question(const std::string &step);
    /// The question in two words, for links.
    static QString shortName(const std::string &step);
    static QString reason(NotChecked why, Side relying);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    const CertificateChain &chain() const { return m_book->chain(*m_chain); }
    const ChainStepRow &step(int row) const { return chain().steps[static_cast<std::size_t>(row)]; }
    StepMark mark(int row) const;
    QString heading(int row) const;
    QString text(int row, int column) const;

    const CertificateBook *m_book = nullptr;
    std::optional<std::size_t> m_chain;
    Playhead m_playhead = 0;
};

} // namespace hd::ui
