// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/family.h"

#include "wire/registry.h"

namespace hd {

static bool offersTls13(const Message &clientHello)
{
    const std::vector<Field> &fields = clientHello.fields.fields();
    const std::optional<FieldIndex> list =
        clientHello.fields.find("client_hello.extensions.supported_versions.versions");
    return list && std::any_of(fields.begin(), fields.end(), [list](const Field &field) {
               return field.parent == *list && field.number == static_cast<std::uint64_t>(tls13);
           });
}

static bool answersInTls13(const Message &message)
{
    return message.name == "hello_retry_request" ||
           message.field("server_hello.extensions.supported_versions.selected_version");
}

Family familyOf(const Trace &trace)
{
    if (!trace.negotiated.version.empty())
        return trace.negotiated.version == names::version(static_cast<std::uint64_t>(tls13)) ? Family::Tls13
                                                                                             : Family::UpToTls12;
    return std::any_of(trace.messages.begin(), trace.messages.end(), answersInTls13) ? Family::Tls13
                                                                                     : Family::UpToTls12;
}

Family familyOf(const Trace &trace, const Message &message)
{
    if (message.name == "client_hello")
        return offersTls13(message) ? Family::Tls13 : Family::UpToTls12;
    return familyOf(trace);
}

/// RFC 8446 4.4.4 and 4.5: a sender's finished is its last message under handshake keys, and what a client sends as
/// application data before it is early.
KeyPhase keyPhase(const Trace &trace, MessageId id)
{
    const Message &message = trace[id];
    if (!message.encrypted)
        return KeyPhase::Clear;
    const auto here = trace.messages.begin() + id.index;
    const bool confirmed = std::any_of(trace.messages.begin(), here, [&](const Message &before) {
        return before.from == message.from && before.name == "finished";
    });
    if (confirmed || familyOf(trace) == Family::UpToTls12)
        return KeyPhase::Application;
    const bool early = message.protocol == Protocol::ApplicationData || message.name == "end_of_early_data";
    return early ? KeyPhase::EarlyData : KeyPhase::Handshake;
}

} // namespace hd
