// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/extensions/presharedkey.h"

namespace hd {

void PreSharedKeyExtension::describe(FieldCodec &c, const WireContext &w)
{
    if (w.sender == Side::Server)
        return c.number("selected_identity", 2, selectedIdentity);
    c.list("identities", 2, {7, 65535}, identities, [&c](const std::string &name, Identity &identity) {
        c.group(name, [&] {
            c.opaque("identity", 2, identity.identity, {1, 65535});
            c.number("obfuscated_ticket_age", 4, identity.obfuscatedTicketAge);
        });
    });
    c.list("binders", 2, {33, 65535}, binders, [&c](const std::string &name, Bytes &binder) {
        c.group(name, [&] { c.opaque("binder", 1, binder, {32, 255}); });
    });
}

std::size_t PreSharedKeyExtension::bindersLength() const
{
    std::size_t length = 2;
    for (const Bytes &binder : binders)
        length += 1 + binder.size();
    return length;
}

} // namespace hd
