// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/messagebytes.h"

namespace hd::ui {

static Spent useOf(std::string_view path)
{
    const std::string_view name = path.substr(path.rfind('.') + 1);
    if (name == "certificate")
        return Spent::Certificates;
    if (name == "signature" && path.find("algorithm") == std::string_view::npos)
        return Spent::Signatures;
    for (const std::string_view share :
         {"dh_p", "dh_g", "dh_Ys", "dh_Yc", "ecdh_Yc", "public", "encrypted_pre_master_secret"})
        if (name == share)
            return Spent::KeyShares;
    return Spent::Rest;
}

static double wireBytes(const Trace &trace, const Message &message)
{
    double bytes = 0;
    for (const MessageSpan &span : message.spans) {
        const Record &record = trace[span.record];
        const double share =
            record.plaintext.empty() ? 1 : double(span.plaintext.length) / double(record.plaintext.size());
        bytes += share * double(record.wire.size());
    }
    return bytes;
}

MessageBytes bytesOf(const Trace &trace, const Message &message)
{
    MessageBytes bytes{};
    for (FieldIndex i = 0; i < message.fields.size(); ++i)
        if (message.fields.isLeaf(i))
            bytes[static_cast<std::size_t>(useOf(message.fields.path(i)))] += message.fields[i].range.length;
    constexpr double recordHeader = 5;
    const double header = recordHeader * double(message.spans.size());
    const double around = wireBytes(trace, message) - double(message.bytes.size());
    bytes[static_cast<std::size_t>(Spent::Protection)] = std::max(0.0, around - header);
    bytes[static_cast<std::size_t>(Spent::Rest)] += std::min(around, header);
    return bytes;
}

} // namespace hd::ui
