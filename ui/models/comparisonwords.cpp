// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comparisonwords.h"

#include "models/valuetext.h"

#include <QStringList>

namespace hd::ui {

QString ComparisonWords::mark(const MessageRow &row)
{
    if (!row.isPair())
        return row.elsewhere ? QStringLiteral("↕") : row.a ? QStringLiteral("A") : QStringLiteral("B");
    return row.count.none()            ? QStringLiteral("=")
           : row.count.meaningful == 0 ? QStringLiteral("≈")
                                       : QStringLiteral("≠");
}

QString ComparisonWords::mark(Difference difference, Cause cause)
{
    switch (difference) {
    case Difference::Same:
        return QStringLiteral("=");
    case Difference::Moved:
        return QStringLiteral("↕");
    case Difference::OnlyA:
        return QStringLiteral("A");
    case Difference::OnlyB:
        return QStringLiteral("B");
    case Difference::Unknown:
        return QStringLiteral("?");
    case Difference::Value:
    case Difference::Length:
        break;
    }
    return isExpected(cause) ? QStringLiteral("≈") : QStringLiteral("≠");
}

QString ComparisonWords::note(const Comparison &comparison, const MessageRow &row)
{
    if (row.elsewhere) {
        const MessageRow &other = comparison.rows[*row.elsewhere];
        return row.a ? tr("in B at another place, #%1").arg(other.b->index + 1)
                     : tr("in A at another place, #%1").arg(other.a->index + 1);
    }
    if (!row.isPair())
        return difference(row.a ? Difference::OnlyA : Difference::OnlyB);
    if (row.count.none())
        return difference(Difference::Same);
    if (row.count.meaningful == 0)
        return tr("differs only as expected");
    return row.count.meaningful == 1 ? tr("1 field differs") : tr("%1 fields differ").arg(row.count.meaningful);
}

QString ComparisonWords::difference(Difference difference)
{
    switch (difference) {
    case Difference::Same:
        return tr("the same");
    case Difference::Moved:
        return tr("the same, at another place");
    case Difference::Value:
        return tr("another value");
    case Difference::Length:
        return tr("another length");
    case Difference::OnlyA:
        return tr("only in A");
    case Difference::OnlyB:
        return tr("only in B");
    case Difference::Unknown:
        break;
    }
    return tr("withheld");
}

QString ComparisonWords::cause(Cause cause)
{
    switch (cause) {
    case Cause::Drawn:
        return tr("drawn anew by every run");
    case Cause::Computed:
        return tr("follows from what every run draws anew");
    case Cause::Framing:
        return tr("the length of what comes after it");
    case Cause::None:
    case Cause::Chosen:
        break;
    }
    return {};
}

QString ComparisonWords::why(const Trace &a, const Trace &b, const ValuePair &pair)
{
    if (!pair.a || !pair.b || pair.difference == Difference::Unknown)
        return difference(pair.difference);
    if (!pair.sameOperation)
        return tr("another operation: %1, %2").arg(toQString(a[*pair.a].operation), toQString(b[*pair.b].operation));
    QStringList roles;
    for (const std::string &role : pair.inputs)
        roles << toQString(role);
    const QString inputs = roles.join(QStringLiteral(", "));
    if (pair.difference == Difference::Same)
        return roles.isEmpty() ? tr("equal") : tr("equal, from other inputs: %1").arg(inputs);
    return roles.isEmpty() ? tr("drawn anew") : tr("other inputs: %1").arg(inputs);
}

QString ComparisonWords::name(Parameter parameter)
{
    switch (parameter) {
    case Parameter::ProtocolVersion:
        return tr("Version");
    case Parameter::Suite:
        return tr("Cipher suite");
    case Parameter::KeyExchange:
        return tr("Key exchange");
    case Parameter::Group:
        return tr("Group");
    case Parameter::Cipher:
        return tr("Cipher");
    case Parameter::Hash:
        return tr("Hash");
    case Parameter::ApplicationProtocol:
        return tr("Application protocol");
    case Parameter::Compression:
        return tr("Compression");
    case Parameter::ExtendedMasterSecret:
        return QStringLiteral("extended_master_secret");
    case Parameter::EncryptThenMac:
        return QStringLiteral("encrypt_then_mac");
    case Parameter::SecureRenegotiation:
        return tr("Secure renegotiation");
    case Parameter::Resumed:
        return tr("Resumed");
    case Parameter::EarlyData:
        return tr("Early data");
    case Parameter::ClientOutcome:
        return tr("How it ended for the client");
    case Parameter::ServerOutcome:
        break;
    }
    return tr("How it ended for the server");
}

QString ComparisonWords::value(const std::string &value)
{
    static const std::pair<std::string_view, const char *> words[] = {{"yes", QT_TR_NOOP("yes")},
                                                                      {"no", QT_TR_NOOP("no")},
                                                                      {"handshaking", QT_TR_NOOP("shaking hands")},
                                                                      {"open", QT_TR_NOOP("open")},
                                                                      {"closed", QT_TR_NOOP("closed")},
                                                                      {"failed", QT_TR_NOOP("failed")},
                                                                      {"accepted", QT_TR_NOOP("accepted")},
                                                                      {"rejected", QT_TR_NOOP("rejected")}};
    for (const auto &[word, source] : words)
        if (value == word)
            return tr(source);
    return value.empty() ? QStringLiteral("–") : toQString(value);
}

QStringList ComparisonWords::summary(const Comparison &comparison)
{
    if (comparison.isEqual())
        return {tr("Nothing differs.")};
    QStringList sentences;
    if (!comparison.isMeaningful())
        sentences << tr("Only what every run draws anew differs, and what follows from it.");
    const std::uint32_t onlyA = comparison.onlyIn(true), onlyB = comparison.onlyIn(false);
    if (onlyA + onlyB > 0)
        sentences << tr("Messages only in A: %1, only in B: %2.").arg(onlyA).arg(onlyB);
    const DifferenceCount count = comparison.fields();
    sentences << tr("Fields that differ: %1, and %2 more as expected.").arg(count.meaningful).arg(count.expected);
    return sentences;
}

} // namespace hd::ui
