// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/layers/layerswords.h"

#include "models/valuetext.h"
#include "trace/family.h"

namespace hd::ui {

QString LayersWords::share(std::uint32_t bytes) const
{
    const double share = m_layers.size == 0 ? 0 : 100.0 * bytes / m_layers.size;
    return QStringLiteral("%1\u00a0%").arg(share, 0, 'f', 1);
}

QString LayersWords::summary() const
{
    const auto at = [this](Layer layer) { return m_layers.bytes[static_cast<std::size_t>(layer)]; };
    const std::uint32_t own = at(Layer::Application) + at(Layer::Protocol);
    const std::uint32_t below = at(Layer::Tcp) + at(Layer::Ip);
    QString text = tr("Of %1 on the way, %2 (%3) are this message; its records add %4 (%5), TCP and IP %6 (%7).")
                       .arg(byteCountText(m_layers.size))
                       .arg(own)
                       .arg(share(own))
                       .arg(at(Layer::Record))
                       .arg(share(at(Layer::Record)))
                       .arg(below)
                       .arg(share(below));
    if (m_layers.others > 0)
        text += u' ' + tr("Other messages in the same record take %1.").arg(byteCountText(m_layers.others));
    if (m_layers.records > 1)
        text += u' ' + tr("It takes %1 records.").arg(m_layers.records);
    if (m_layers.packets > m_layers.records)
        text += u' ' + tr("A record that does not fit into a packet goes on in the next: here there are %1.")
                           .arg(m_layers.packets);
    if (!m_layers.onTheWire)
        text += u' ' + tr("It was changed or held up on its way, so no packet of the capture carries it like this.");
    return text;
}

QString LayersWords::protocolsCaption() const
{
    return tr("One of four:");
}

QString LayersWords::name(Layer layer) const
{
    switch (layer) {
    case Layer::Application:
        return tr("application");
    case Layer::Protocol:
        return protocolName(message().protocol);
    case Layer::Record:
        return tr("record");
    case Layer::Tcp:
        return QStringLiteral("TCP");
    case Layer::Ip:
        break;
    }
    return QStringLiteral("IP");
}

QString LayersWords::size(Layer layer) const
{
    const std::uint32_t bytes = m_layers.bytes[static_cast<std::size_t>(layer)];
    if (bytes == 0 && (layer == Layer::Application || layer == Layer::Protocol))
        return layer == Layer::Application ? tr("nothing") : tr("adds nothing");
    const bool content = layer == Layer::Application || layer == Layer::Protocol;
    const QString text = QStringLiteral("%1 · %2").arg(byteCountText(bytes), share(bytes));
    return content ? text : QStringLiteral("+ ") + text;
}

QString LayersWords::whyProtocol() const
{
    switch (message().protocol) {
    case Protocol::Handshake:
        return tr(
            "Agrees on keys and proves who is there. Before each message stand four bytes, its type and its length, "
            "so that it may share a record with others or take several.");
    case Protocol::ChangeCipherSpec:
        return familyOf(m_trace) == Family::Tls13 ? tr("One byte that means nothing any more: it makes the connection "
                                                       "look like TLS 1.2 to boxes on the "
                                                       "way.")
                                                  : tr("One byte that says: from the next record on, the new keys. It "
                                                       "is a protocol of its own, because "
                                                       "keys change between records and not within one.");
    case Protocol::Alert:
        return tr("Two bytes, how grave and what. A protocol of its own can speak up at any moment.");
    case Protocol::ApplicationData:
        break;
    }
    return tr(
        "Hands over what the application says, as it is. It has no header of its own; how long it is stands in that "
        "of the record.");
}

QString LayersWords::whyRecord() const
{
    QString text =
        tr("Cuts what the four protocols say into pieces of at most 16384 bytes, says in a header of whom and "
           "how long each is, and seals it once there are keys.");
    if (message().encrypted)
        text += u' ' + tr("That is what the other bytes here are for.");
    return text;
}

QString LayersWords::why(Layer layer) const
{
    switch (layer) {
    case Layer::Application:
        return message().protocol == Protocol::ApplicationData
                   ? tr("What the two programs have to say to each other, a page or a mail. TLS does not look into it.")
                   : tr("Takes no part: this message is TLS's own, and no program ever sees it.");
    case Layer::Protocol:
        return whyProtocol();
    case Layer::Record:
        return whyRecord();
    case Layer::Tcp:
        return tr(
            "Delivers a stream of bytes whole and in order, to the right program. It knows nothing of records, and "
            "anyone on the way could change what it carries: that is why TLS lies between it and the application.");
    case Layer::Ip:
        break;
    }
    return tr(
        "Carries each packet to the right machine. Packets may be lost, and everyone whom they pass can read them.");
}

QString LayersWords::madeUp() const
{
    return tr(
        "The packets are those of the pcapng export: the records are the recorded ones, TCP and IP are made up around "
        "them.");
}

QString LayersWords::label(const LayerBox &box) const
{
    using Kind = LayerBox::Kind;
    switch (box.layer) {
    case Layer::Ip:
        return box.kind == Kind::Header ? QStringLiteral("IP") : tr("packet %1").arg(toQString(box.name));
    case Layer::Tcp:
        return box.kind == Kind::Header ? QStringLiteral("TCP") : tr("segment");
    case Layer::Record:
        return box.kind == Kind::Whole ? tr("record %1").arg(toQString(box.name)) : toQString(box.name);
    case Layer::Protocol:
        return box.kind == Kind::Header ? tr("type, length") : toQString(box.name);
    case Layer::Application:
        break;
    }
    return tr("data");
}

QString LayersWords::box(const LayerBox &box) const
{
    QStringList parts{name(box.layer), label(box), byteCountText(box.at.length)};
    if (box.kind == LayerBox::Kind::Header && box.layer != Layer::Record)
        parts.insert(1, tr("header"));
    if (!box.begins)
        parts.append(tr("continued"));
    if (!box.ends)
        parts.append(tr("goes on"));
    return parts.join(QStringLiteral(", "));
}

} // namespace hd::ui
