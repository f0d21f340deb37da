// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/lineage.h"

namespace hd {

namespace {

/// A field that a party takes over from messages before, one after the other.
struct CopyRule
{
    std::string_view field;
    std::vector<std::pair<Side, std::string_view>> sources; ///< who sent it, and where
    std::string_view clause;
};

const std::vector<CopyRule> &copyRules()
{
    using enum Side;
    static const std::vector<CopyRule> rules = {
        {"server_hello.session_id", {{Client, "client_hello.session_id"}}, "RFC 5246 7.4.1.3, RFC 8446 4.1.3"},
        {"hello_retry_request.session_id", {{Client, "client_hello.session_id"}}, "RFC 8446 4.1.4"},
        {"client_hello.extensions.cookie.cookie",
         {{Server, "hello_retry_request.extensions.cookie.cookie"}},
         "RFC 8446 4.2.2"},
        {"client_hello.extensions.session_ticket.ticket", {{Server, "new_session_ticket.ticket"}}, "RFC 5077 3.2"},
        {"certificate.certificate_request_context",
         {{Server, "certificate_request.certificate_request_context"}},
         "RFC 8446 4.4.2"},
        {"client_hello.extensions.renegotiation_info.renegotiated_connection",
         {{Client, "finished.verify_data"}},
         "RFC 5746 3.5"},
        {"server_hello.extensions.renegotiation_info.renegotiated_connection",
         {{Client, "finished.verify_data"}, {Server, "finished.verify_data"}},
         "RFC 5746 3.7"},
    };
    return rules;
}

/// The last field @p path that @p from sent before @p message.
std::optional<FieldRef> latest(const Trace &trace, MessageId before, Side from, std::string_view path)
{
    for (std::uint32_t m = before.index; m-- > 0;)
        if (trace.messages[m].from == from && trace.messages[m].field(path))
            return FieldRef{MessageId{m}, std::string(path)};
    return std::nullopt;
}

bool isFraming(std::string_view name)
{
    return name.ends_with("_length") || name == "length" || name == "msg_type" || name == "extension_type";
}

} // namespace

std::optional<Origin> Lineage::copied(const FieldRef &field) const
{
    for (const CopyRule &rule : copyRules()) {
        if (rule.field != field.path)
            continue;
        Origin origin;
        origin.kind = Origin::Kind::Copied;
        origin.clause = rule.clause;
        Bytes bytes;
        for (const auto &[from, path] : rule.sources) {
            const std::optional<FieldRef> source = latest(m_trace, field.message, from, path);
            if (!source)
                return std::nullopt;
            append(bytes, slice(m_trace[source->message].bytes, m_trace[source->message].field(path)->range));
            origin.sources.push_back(*source);
        }
        const Message &message = m_trace[field.message];
        if (!bytes.empty() && equal(slice(message.bytes, message.field(field.path)->range), bytes))
            return origin;
    }
    return std::nullopt;
}

std::optional<std::uint32_t> Lineage::decisionBehind(const FieldRef &field) const
{
    const Message &message = m_trace[field.message];
    std::optional<std::uint32_t> behind;
    for (std::uint32_t i = 0; i < m_trace.decisions.size(); ++i) {
        const Decision &decision = m_trace.decisions[i];
        if (decision.by != message.from || !decision.message || *decision.message >= field.message ||
            decision.chosen.empty())
            continue;
        for (const std::string_view told : fieldsOfDecision(decision.what).told)
            if (field.path == told || field.path.starts_with(std::string(told) + '.'))
                behind = i; // the latest before the message
    }
    return behind;
}

Origin Lineage::originOf(MessageId message, Range range) const
{
    const FieldTree &fields = m_trace[message].fields;
    std::optional<FieldIndex> at = fields.leafAt(range.offset);
    while (at && fields[*at].range.end() < range.end())
        at = fields[*at].parent == noField ? std::nullopt : std::optional(fields[*at].parent);
    for (; at && fields[*at].parent != noField; at = fields[*at].parent) {
        const FieldRef field{message, fields.path(*at)};
        if (isFraming(fields[*at].name))
            return {Origin::Kind::Framing, {}, {}, {}, {}};
        if (const std::optional<Origin> source = copied(field))
            return *source;
        if (const std::optional<DerivationId> derivation = originOf(field))
            return {Origin::Kind::Derivation, derivation, {}, {}, {}};
        if (const std::optional<std::uint32_t> decision = decisionBehind(field))
            return {Origin::Kind::Chosen, {}, {}, decision, m_trace.decisions[*decision].clause};
    }
    return {};
}

} // namespace hd
