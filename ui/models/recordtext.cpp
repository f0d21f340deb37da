// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recordtext.h"

#include "models/valuetext.h"
#include "wire/versions.h"

namespace hd::ui {

/// The last name: `version` of `additional_data.version`.
static std::string_view leafOf(const RecordPart &part)
{
    const std::string_view name = part.name;
    return name.substr(name.rfind('.') + 1);
}

bool isNumberPart(const RecordPart &part)
{
    const std::string_view leaf = leafOf(part);
    return leaf == "type" || leaf == "version" || leaf == "length" || leaf == "inner_type" ||
           leaf == "sequence_number" || leaf == "seq_num";
}

static quint64 numberOf(ByteView bytes)
{
    quint64 number = 0;
    for (const std::uint8_t byte : bytes)
        number = number << 8 | byte;
    return number;
}

QString partText(const Record &record, const RecordPart &part, std::size_t limit)
{
    const std::string_view leaf = leafOf(part);
    if (!isNumberPart(part)) {
        const bool cipher = part.value.empty() && part.sent();
        return hexText(cipher ? slice(record.wire, part.wire) : ByteView(part.value), part.sent() ? limit : SIZE_MAX);
    }
    quint64 number = numberOf(part.value);
    if (leaf == "type" || leaf == "inner_type")
        return QStringLiteral("%1 %2").arg(number).arg(protocolName(static_cast<Protocol>(number)));
    if (leaf == "version")
        return QStringLiteral("0x%1 %2")
            .arg(number, 4, 16, QLatin1Char('0'))
            .arg(versionName(static_cast<std::uint16_t>(number)));
    if (leaf == "length" && record.version == sslV2RecordVersion)
        number &= 0x7fff; // RFC 5246 E.2: the first bit marks a header of two bytes
    return QString::number(number);
}

QString typeOnTheWire(const Record &record)
{
    const bool sealed = record.protection == ProtectionKind::Tls13; // RFC 8446 5.2
    return protocolName(sealed && !record.wire.empty() ? static_cast<Protocol>(record.wire[0]) : record.type);
}

QString typeInside(const Record &record)
{
    const std::vector<RecordPart> parts = recordParts(record);
    return partAt(parts, "record.inner_type") ? protocolName(record.type) : QString();
}

QString protectionName(const Trace &trace, const RecordFacts &facts, const Record &record)
{
    const bool macOnly = record.protection == ProtectionKind::Null && !record.mac.empty();
    if (record.protection == ProtectionKind::Null && !macOnly)
        return {};
    const CipherSuite *suite = sealingKeys(trace, facts).suite;
    if (!suite)
        return QStringLiteral("?");
    const QString cipher = toQString(suite->cipherName());
    if (suite->aead())
        return cipher;
    const QString mac = toQString(names::hashName(suite->mac));
    const bool ssl = traitsOf(record.version).sslMac;
    return cipher + (ssl ? QStringLiteral(", ") : QStringLiteral(", HMAC-")) + mac;
}

} // namespace hd::ui
