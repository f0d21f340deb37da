// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/chainmodel.h"

#include "models/valuetext.h"

namespace hd::ui {

void ChainModel::setChain(const CertificateBook *book, std::optional<std::size_t> chain)
{
    beginResetModel();
    m_book = book;
    m_chain = chain;
    endResetModel();
}

void ChainModel::setPlayhead(Playhead at)
{
    m_playhead = at;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

bool ChainModel::endsUnknown() const
{
    const ChainCertificate &last = chain().path.back();
    return !last.anchor && !last.issuedByNext && !last.summary.issuer.empty();
}

int ChainModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_chain ? 0 : static_cast<int>(chain().path.size()) + endsUnknown();
}

std::optional<Selection> ChainModel::selection(int row) const
{
    Selection selection;
    selection.message = chain().message;
    const auto at = static_cast<std::size_t>(row);
    if (at < chain().path.size() && chain().path[at].field) {
        const FieldRef &field = *chain().path[at].field;
        selection.kind = Selection::Kind::Field;
        selection.fieldPath = toQString(field.path);
        selection.bytes = m_book->trace()[field.message].field(field.path)->range;
        return selection;
    }
    for (const ChainStepRow &step : chain().steps)
        if (step.step == "trust" && step.check) {
            selection.kind = Selection::Kind::Check;
            selection.index = *step.check;
            selection.message = m_book->trace().checks[*step.check].message;
            return selection;
        }
    return std::nullopt;
}

std::optional<int> ChainModel::rowOfCertificate(const FieldRef &field) const
{
    for (std::size_t i = 0; m_chain && i < chain().path.size(); ++i)
        if (chain().path[i].field == field)
            return static_cast<int>(i);
    return std::nullopt;
}

ChainModel::Kind ChainModel::kind(int row) const
{
    const auto at = static_cast<std::size_t>(row);
    if (at == chain().path.size())
        return Kind::Unknown;
    const ChainCertificate &one = chain().path[at];
    if (!one.field)
        return Kind::Anchor;
    if (row == 0)
        return Kind::Leaf;
    return one.summary.selfIssued() ? Kind::Root : Kind::Intermediate;
}

QString ChainModel::kindText(int row) const
{
    switch (kind(row)) {
    case Kind::Leaf:
        return chain().path.front().summary.selfIssued() ? tr("leaf, signed by itself")
               : chain().from == Side::Server            ? tr("leaf: the server's own")
                                                         : tr("leaf: the client's own");
    case Kind::Intermediate:
        return tr("intermediate CA");
    case Kind::Root:
        return chain().path[static_cast<std::size_t>(row)].anchor ? tr("root, sent and trusted") : tr("root, sent");
    case Kind::Anchor:
        return tr("trusted, not sent");
    case Kind::Unknown:
        return tr("not sent, not trusted");
    }
    return {};
}

QString ChainModel::name(int row) const
{
    const auto at = static_cast<std::size_t>(row);
    if (at == chain().path.size())
        return toQString(chain().path.back().summary.issuer);
    const CertificateSummary &summary = chain().path[at].summary;
    if (!summary.commonName.empty())
        return toQString(summary.commonName);
    return summary.subject.empty() ? tr("cannot be read") : toQString(summary.subject);
}

QStringList ChainModel::lines(int row) const
{
    const auto at = static_cast<std::size_t>(row);
    if (at == chain().path.size())
        return {tr("nobody here knows it")};
    const CertificateSummary &summary = chain().path[at].summary;
    QStringList said;
    if (!summary.key.empty()) // "RSA 2048": a card is narrow
        said.append(toQString(summary.key).remove(u',').remove(QStringLiteral(" bits")));
    if (!summary.notAfter.empty())
        said.append(tr("until %1").arg(toQString(summary.notAfter).left(10)));
    return said;
}

StepMark ChainModel::markOf(const ChainStepRow &row) const
{
    if (!row.check)
        return m_playhead < m_book->appears(*m_chain) ? StepMark::Pending : StepMark::NotChecked;
    if (m_playhead < m_book->madeAt(row))
        return StepMark::Pending;
    return row.state == StepState::Passed ? StepMark::Passed : StepMark::Failed;
}

/// The worst of its steps; those that are not checked say nothing where others are.
StepMark ChainModel::mark(int row) const
{
    bool pending = false, passed = false;
    for (const ChainStepRow &step : chain().steps) {
        const bool last = static_cast<std::size_t>(row) + 1 == chain().path.size();
        if (step.certificate != static_cast<std::uint32_t>(row) && !(last && step.step == "trust" && step.check))
            continue;
        const StepMark mark = markOf(step);
        if (mark == StepMark::Failed)
            return mark;
        pending = pending || mark == StepMark::Pending;
        passed = passed || mark == StepMark::Passed;
    }
    return pending ? StepMark::Pending : passed ? StepMark::Passed : StepMark::NotChecked;
}

StepMark ChainModel::linkMark(int row) const
{
    for (const ChainStepRow &step : chain().steps)
        if (step.step == "signature" && step.certificate == static_cast<std::uint32_t>(row))
            return markOf(step);
    return StepMark::NotChecked;
}

static QString markText(StepMark mark)
{
    switch (mark) {
    case StepMark::Pending:
        return ChainModel::tr("not yet");
    case StepMark::Passed:
        return ChainModel::tr("passed");
    case StepMark::Failed:
        return ChainModel::tr("failed");
    case StepMark::NotChecked:
        return ChainModel::tr("not checked");
    }
    return {};
}

QVariant ChainModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const int row = index.row();
    const auto at = static_cast<std::size_t>(row);
    const bool real = at < chain().path.size();
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return name(row);
    case Qt::AccessibleTextRole:
        return QStringList{kindText(row), name(row), lines(row).join(QStringLiteral(", ")), markText(mark(row))}.join(
            QStringLiteral(", "));
    case Qt::ToolTipRole:
        return real ? toQString(chain().path[at].summary.subject).toHtmlEscaped() : name(row).toHtmlEscaped();
    case KindRole:
        return static_cast<int>(kind(row));
    case KindTextRole:
        return kindText(row);
    case LinesRole:
        return lines(row);
    case MarkRole:
        return static_cast<int>(real ? mark(row) : StepMark::NotChecked);
    case LinkRole:
        return static_cast<int>(linkMark(row));
    case LinkedRole:
        return row + 1 < rowCount() && (chain().path[at].issuedByNext || at + 1 == chain().path.size());
    case TrustedRole:
        return real && chain().path[at].anchor;
    }
    return {};
}

} // namespace hd::ui
