// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/extensions/renegotiationinfo.h"

namespace hd {

void RenegotiationInfo::describe(FieldCodec &c, const WireContext &)
{
    c.opaque("renegotiated_connection", 1, renegotiatedConnection);
}

} // namespace hd
