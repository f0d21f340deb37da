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
    for (const std::string_view share : {"dh_p", "dh_g", "dh_Ys", "dh_Yc", "ecdh_Yc", "public",
                                         "encrypted_pre_master_secret", "rsa_modulus", "rsa_exponent", "psk_identity"})
        if (name == share)
            return Spent::KeyShares;
    // RFC 8446 4.2.8; of a hybrid group its parts
    constexpr std::string_view exchanged = ".key_exchange";
    if (path.ends_with(exchanged) || path.find(".key_exchange.") != std::string_view::npos)
        return Spent::KeyShares;
    return Spent::Rest;
}

/// What the records of a message take on the wire.
struct Taken
{
    double headers = 0, content = 0, protection = 0;
};

static Taken takenBy(const Trace &trace, const Message &message)
{
    Taken taken;
    for (const MessageSpan &span : message.spans) {
        const Record &record = trace[span.record];
        const double share =
            record.plaintext.empty() ? 1 : double(span.plaintext.length) / double(record.plaintext.size());
        const std::size_t content = record.compressed ? record.compressed->size() : record.plaintext.size();
        const double around = share * (double(record.wire.size()) - double(content));
        const double header = std::min(around, double(record.headerLength()));
        taken.headers += header;
        taken.protection += around - header;
        taken.content += share * double(content);
    }
    return taken;
}

MessageBytes bytesOf(const Trace &trace, const Message &message)
{
    MessageBytes bytes{};
    for (FieldIndex i = 0; i < message.fields.size(); ++i)
        if (message.fields.isLeaf(i))
            bytes[static_cast<std::size_t>(useOf(message.fields.path(i)))] += message.fields[i].range.length;
    const Taken taken = takenBy(trace, message);
    const double whole = double(message.bytes.size());
    for (double &use : bytes) // compression shortens all alike
        use *= whole > 0 ? taken.content / whole : 1;
    bytes[static_cast<std::size_t>(Spent::Protection)] = taken.protection;
    bytes[static_cast<std::size_t>(Spent::Rest)] += taken.headers;
    return bytes;
}

} // namespace hd::ui
