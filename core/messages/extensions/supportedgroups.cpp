// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/extensions/supportedgroups.h"

namespace hd {

void SupportedGroups::describe(FieldCodec &c, const WireContext &)
{
    c.numbers("named_group_list", 2, {2, 65535}, 2, groups, names::group);
}

} // namespace hd
