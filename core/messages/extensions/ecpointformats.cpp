// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/extensions/ecpointformats.h"

namespace hd {

void EcPointFormats::describe(FieldCodec &c, const WireContext &)
{
    c.numbers("ec_point_format_list", 1, {1, 255}, 1, formats, names::pointFormat);
}

} // namespace hd
