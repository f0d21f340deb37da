// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/chainstepmodel.h"

#include "models/valuetext.h"

namespace hd::ui {

namespace {

struct StepWords
{
    const char *step;
    const char *question;
    const char *brief;
};
constexpr StepWords words[] = {
    {"signature", QT_TRANSLATE_NOOP("hd::ui::ChainStepModel", "Did its issuer sign it?"),
     QT_TRANSLATE_NOOP("hd::ui::ChainStepModel", "signature")},
    {"validity", QT_TRANSLATE_NOOP("hd::ui::ChainStepModel", "Is it valid on this day?"),
     QT_TRANSLATE_NOOP("hd::ui::ChainStepModel", "validity")},
    {"extensions", QT_TRANSLATE_NOOP("hd::ui::ChainStepModel", "Are its critical extensions understood?"),
     QT_TRANSLATE_NOOP("hd::ui::ChainStepModel", "extensions")},
    {"name", QT_TRANSLATE_NOOP("hd::ui::ChainStepModel", "Is it for the name that was asked for?"),
     QT_TRANSLATE_NOOP("hd::ui::ChainStepModel", "name")},
    {"usage", QT_TRANSLATE_NOOP("hd::ui::ChainStepModel", "Was it issued for this purpose?"),
     QT_TRANSLATE_NOOP("hd::ui::ChainStepModel", "purpose")},
    {"key_usage", QT_TRANSLATE_NOOP("hd::ui::ChainStepModel", "May its key do what it is needed for?"),
     QT_TRANSLATE_NOOP("hd::ui::ChainStepModel", "key usage")},
    {"ca_flag", QT_TRANSLATE_NOOP("hd::ui::ChainStepModel", "Is it a CA at all?"),
     QT_TRANSLATE_NOOP("hd::ui::ChainStepModel", "CA flag")},
    {"path_length", QT_TRANSLATE_NOOP("hd::ui::ChainStepModel", "Are there no more CAs below it than it allows?"),
     QT_TRANSLATE_NOOP("hd::ui::ChainStepModel", "path length")},
    {"key_cert_sign", QT_TRANSLATE_NOOP("hd::ui::ChainStepModel", "May its key sign certificates?"),
     QT_TRANSLATE_NOOP("hd::ui::ChainStepModel", "keyCertSign")},
    {"name_constraints", QT_TRANSLATE_NOOP("hd::ui::ChainStepModel", "Are the names below it within its limits?"),
     QT_TRANSLATE_NOOP("hd::ui::ChainStepModel", "name constraints")},
    {"trust", QT_TRANSLATE_NOOP("hd::ui::ChainStepModel", "Does the chain end at somebody who is trusted?"),
     QT_TRANSLATE_NOOP("hd::ui::ChainStepModel", "trust")},
    {"status", QT_TRANSLATE_NOOP("hd::ui::ChainStepModel", "Has it been revoked since?"),
     QT_TRANSLATE_NOOP("hd::ui::ChainStepModel", "revocation")},
    {"timestamps", QT_TRANSLATE_NOOP("hd::ui::ChainStepModel", "Is it in a public log?"),
     QT_TRANSLATE_NOOP("hd::ui::ChainStepModel", "public logs")},
    {"possession", QT_TRANSLATE_NOOP("hd::ui::ChainStepModel", "Does who sent it have the private key?"),
     QT_TRANSLATE_NOOP("hd::ui::ChainStepModel", "private key")},
};

const StepWords *wordsOf(const std::string &step)
{
    const auto *found =
        std::find_if(std::begin(words), std::end(words), [&](const StepWords &w) { return step == w.step; });
    return found == std::end(words) ? nullptr : found;
}

} // namespace

QString ChainStepModel::question(const std::string &step)
{
    const StepWords *found = wordsOf(step);
    return found ? tr(found->question) : toQString(step);
}

QString ChainStepModel::shortName(const std::string &step)
{
    const StepWords *found = wordsOf(step);
    return found ? tr(found->brief) : toQString(step);
}

QString ChainStepModel::reason(NotChecked why, Side relying)
{
    const bool client = relying == Side::Client;
    switch (why) {
    case NotChecked::None:
        return {};
    case NotChecked::NoAccount:
        return client ? tr("This recording does not tell what the client did.")
                      : tr("This recording does not tell what the server did.");
    case NotChecked::NotVerifying:
        return client ? tr("The client is set to verify nobody.") : tr("The server is set to verify nobody.");
    case NotChecked::EndedBefore:
        return tr("The connection ended before it came to this.");
    case NotChecked::NoIssuer:
        return tr("The certificate that signed this one was not sent, and nobody here has it.");
    case NotChecked::Anchor:
        return tr("Nobody has to vouch for it: it is trusted because it was put on the list.");
    case NotChecked::AnyName:
        return tr("No name was asked for: any name will do.");
    case NotChecked::OffPath:
        return tr("The chain had reached somebody trusted before it; nothing depends on this one.");
    case NotChecked::NoRevocation:
        return tr("No answer of its CA was stapled, and this program asks nobody behind your back.");
    case NotChecked::StatusNotLooked:
        return tr("An answer of the CA was stapled, and nobody looked at it.");
    case NotChecked::NoLogs:
        return tr("Timestamps of a log are there; to check them takes the keys of the logs, which this program does "
                  "not have.");
    case NotChecked::KeyByFinished:
        return tr("Not by a signature: only who can decrypt client_key_exchange gets to a finished that fits.");
    case NotChecked::NoUse:
        return tr("Nothing was signed with its key.");
    }
    return {};
}

void ChainStepModel::setChain(const CertificateBook *book, std::optional<std::size_t> chain)
{
    beginResetModel();
    m_book = book;
    m_chain = chain;
    endResetModel();
}

void ChainStepModel::setPlayhead(Playhead at)
{
    m_playhead = at;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, NumColumns - 1));
}

std::optional<std::uint32_t> ChainStepModel::check(int row) const
{
    return step(row).check;
}

std::optional<int> ChainStepModel::rowOfCheck(std::uint32_t check) const
{
    for (int row = 0; row < rowCount(); ++row)
        if (step(row).check == check)
            return row;
    return std::nullopt;
}

std::optional<int> ChainStepModel::rowOfCertificate(std::uint32_t certificate) const
{
    for (int row = 0; row < rowCount(); ++row)
        if (step(row).certificate == certificate)
            return row;
    return std::nullopt;
}

std::optional<int> ChainStepModel::firstFailed() const
{
    for (int row = 0; row < rowCount(); ++row)
        if (mark(row) == StepMark::Failed)
            return row;
    return std::nullopt;
}

std::vector<int> ChainStepModel::rowsAbout(std::uint32_t certificate, const std::string &path) const
{
    static constexpr std::pair<const char *, const char *> looked[] = {{".validity", "validity"},
                                                                       {".subjectAltName", "name"},
                                                                       {".keyUsage", "key_usage"},
                                                                       {".keyUsage", "key_cert_sign"},
                                                                       {".extKeyUsage", "usage"},
                                                                       {".basicConstraints", "ca_flag"},
                                                                       {".basicConstraints", "path_length"},
                                                                       {".nameConstraints", "name_constraints"},
                                                                       {".signatureValue", "signature"},
                                                                       {".signatureAlgorithm", "signature"},
                                                                       {".issuer", "signature"}};
    std::vector<int> rows;
    const bool key = path.find(".subjectPublicKeyInfo") != std::string::npos;
    for (int row = 0; row < rowCount(); ++row) {
        const ChainStepRow &one = step(row);
        const bool own = one.certificate == certificate;
        const bool named = std::any_of(std::begin(looked), std::end(looked), [&](const auto &rule) {
            return one.step == rule.second && path.find(rule.first) != std::string::npos;
        });
        // A key proves the certificate below it, and the leaf's whatever is signed with it in the handshake.
        const bool below = key && one.step == "signature" && certificate > 0 && one.certificate == certificate - 1;
        const bool possession = key && certificate == 0 && one.step == "possession";
        if ((own && named) || below || possession)
            rows.push_back(row);
    }
    return rows;
}

StepMark ChainStepModel::mark(int row) const
{
    const ChainStepRow &one = step(row);
    if (!one.check)
        return m_playhead < m_book->appears(*m_chain) ? StepMark::Pending : StepMark::NotChecked;
    if (m_playhead < m_book->madeAt(one))
        return StepMark::Pending;
    return one.state == StepState::Passed ? StepMark::Passed : StepMark::Failed;
}

QString ChainStepModel::summary() const
{
    int passed = 0, failed = 0, pending = 0, skipped = 0;
    for (int row = 0; row < rowCount(); ++row) {
        const StepMark now = mark(row);
        passed += now == StepMark::Passed;
        failed += now == StepMark::Failed;
        pending += now == StepMark::Pending;
        skipped += now == StepMark::NotChecked;
    }
    QStringList parts{tr("%1 passed").arg(passed)};
    if (failed > 0)
        parts.append(tr("%1 failed").arg(failed));
    if (skipped > 0)
        parts.append(tr("%1 not checked").arg(skipped));
    if (pending > 0)
        parts.append(tr("%1 still to come").arg(pending));
    return parts.join(QStringLiteral(" · "));
}

QString ChainStepModel::heading(int row) const
{
    const ChainStepRow &one = step(row);
    if (row > 0 && step(row - 1).certificate == one.certificate)
        return {};
    if (!one.certificate)
        return tr("The chain as a whole");
    const CertificateSummary &summary = chain().path[*one.certificate].summary;
    const QString name = toQString(summary.commonName.empty() ? summary.subject : summary.commonName);
    return QStringLiteral("%1. %2").arg(*one.certificate + 1).arg(name);
}

QString ChainStepModel::text(int row, int column) const
{
    const ChainStepRow &one = step(row);
    const bool pending = mark(row) == StepMark::Pending;
    switch (column) {
    case Question:
        return question(one.step);
    case Expected:
        return pending ? QString() : toQString(one.expected);
    case Found:
        return pending ? QString() : toQString(one.actual);
    case Clause:
        return toQString(one.clause);
    }
    return {};
}

static QString markText(StepMark mark)
{
    switch (mark) {
    case StepMark::Pending:
        return ChainStepModel::tr("not yet");
    case StepMark::Passed:
        return ChainStepModel::tr("passed");
    case StepMark::Failed:
        return ChainStepModel::tr("failed");
    case StepMark::NotChecked:
        return ChainStepModel::tr("not checked");
    }
    return {};
}

QVariant ChainStepModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const int row = index.row();
    const StepMark now = mark(row);
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::AccessibleTextRole: {
        if (index.column() != Question)
            return text(row, index.column());
        QStringList said{question(step(row).step), markText(now)};
        for (const QString &more : {text(row, Found), data(index, ReasonRole).toString()})
            if (!more.isEmpty())
                said.append(more);
        return said.join(QStringLiteral(", "));
    }
    case HeadingRole:
        return heading(row);
    case MarkRole:
        return static_cast<int>(now);
    case MarkTextRole:
        return markText(now);
    case ReasonRole:
        return now == StepMark::NotChecked ? reason(step(row).reason, chain().relying()) : QString();
    case StepRole:
        return toQString(step(row).step);
    }
    return {};
}

QVariant ChainStepModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Question:
        return tr("Question");
    case Expected:
        return tr("Expected");
    case Found:
        return tr("Found");
    case Clause:
        return tr("Clause");
    }
    return {};
}

int ChainStepModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_chain ? 0 : static_cast<int>(chain().steps.size());
}

int ChainStepModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : NumColumns;
}

} // namespace hd::ui
