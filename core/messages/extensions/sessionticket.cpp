// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/extensions/sessionticket.h"

namespace hd {

void SessionTicket::describe(FieldCodec &c, const WireContext &)
{
    if (!c.reading() ? !ticket.empty() : c.more())
        c.rest("ticket", ticket);
}

} // namespace hd
