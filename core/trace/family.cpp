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

} // namespace hd
