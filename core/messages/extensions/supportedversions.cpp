// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/extensions/supportedversions.h"

namespace hd {

void SupportedVersions::describe(FieldCodec &c, const WireContext &w)
{
    if (w.sender == Side::Client)
        return c.numbers("versions", 1, {2, 254}, 2, versions, names::version);
    if (c.reading())
        versions.assign(1, {});
    c.number("selected_version", 2, versions.front(), names::version);
}

} // namespace hd
