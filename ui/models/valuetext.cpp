// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/valuetext.h"

#include "wire/registry.h"

#include <QCoreApplication>

namespace hd::ui {

QString hexText(ByteView bytes, std::size_t limit)
{
    QString text;
    for (std::size_t i = 0; i < bytes.size() && i < limit; ++i) {
        if (i > 0)
            text += u' ';
        text += QStringLiteral("%1").arg(bytes[i], 2, 16, QLatin1Char('0'));
    }
    if (bytes.size() > limit)
        text += QStringLiteral(" …");
    return text;
}

QString byteCountText(std::size_t count)
{
    // Not %n: without a translator, English would say "byte(s)".
    return count == 1 ? QCoreApplication::translate("hd::ui", "1 byte")
                      : QCoreApplication::translate("hd::ui", "%1 bytes").arg(count);
}

QString protocolName(Protocol protocol)
{
    switch (protocol) {
    case Protocol::ChangeCipherSpec:
        return QStringLiteral("change_cipher_spec");
    case Protocol::Alert:
        return QStringLiteral("alert");
    case Protocol::Handshake:
        return QStringLiteral("handshake");
    case Protocol::ApplicationData:
        return QStringLiteral("application_data");
    }
    return QString::number(static_cast<int>(protocol)); // a record type that came from outside
}

QString versionName(std::uint16_t version)
{
    const std::string name = names::version(version);
    return name.empty() ? QStringLiteral("0x%1").arg(version, 4, 16, QLatin1Char('0')) : toQString(name);
}

static QString numberText(const Field &field, bool isLength)
{
    const quint64 number = *field.number;
    const int digits = static_cast<int>(field.range.length) * 2;
    const QString hex = QStringLiteral("0x%1").arg(number, digits, 16, QLatin1Char('0'));
    if (!field.meaning.empty())
        return (field.range.length == 2 ? hex : QString::number(number)) + u' ' + toQString(field.meaning);
    return isLength ? QString::number(number) : QStringLiteral("%1 (%2)").arg(number).arg(hex);
}

QString valueText(const Message &message, FieldIndex index)
{
    const Field &field = message.fields[index];
    if (field.number)
        return numberText(field, field.name.ends_with("length"));
    if (!field.meaning.empty())
        return toQString(field.meaning);
    if (!message.fields.isLeaf(index) || field.range.end() > message.bytes.size())
        return {};
    return hexText(slice(message.bytes, field.range), 8);
}

bool isLengthPrefix(const FieldTree &fields, FieldIndex index)
{
    const std::string &name = fields[index].name;
    return name.ends_with("_length") && fields[index].number.has_value() && fields.isLeaf(index);
}

} // namespace hd::ui
