// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Everything that can be wrong with one message, as a table: what is done to it, and how the connection has to end by
// the clause that it breaks.

#include "flow.h"

namespace hd::test {

struct Damage
{
    std::string name;
    bool (*applies)(const Place &);
    Edit (*edit)(const Place &);
    End (*end)(const Place &);
};

std::vector<Damage> orderDamages();   ///< missing, twice, after the next, and what does not belong there
std::vector<Damage> shapeDamages();   ///< lengths, too little, too much, of another version
std::vector<Damage> contentDamages(); ///< signatures, verify_data, secrets, public values, MACs
std::vector<Damage> recordDamages();  ///< what is wrong with the records around it

inline const std::vector<Damage> &damages()
{
    static const std::vector<Damage> all = [] {
        std::vector<Damage> list;
        for (const auto &more : {orderDamages(), shapeDamages(), contentDamages(), recordDamages()})
            list.insert(list.end(), more.begin(), more.end());
        return list;
    }();
    return all;
}

/// What is done to the unit at a place.
template<class Change>
Edit changingAt(const Place &place, Change change)
{
    return changing(place.step().from, place.step().name, change);
}
template<class By>
Edit replacingAt(const Place &place, By by)
{
    return replacing(place.step().from, place.step().name, by);
}

namespace rules {
inline constexpr Rule order{Alert::UnexpectedMessage, "message.expected", "RFC 5246 7.2.2: unexpected_message"};
inline constexpr Rule shape{Alert::DecodeError, "message.syntax", "RFC 5246 7.2.2: decode_error"};
inline constexpr Rule between{Alert::UnexpectedMessage, "message.boundary", "RFC 5246 6.2.1"};
inline constexpr Rule mac{Alert::BadRecordMac, "record.mac", "RFC 5246 7.2.2: bad_record_mac"};
} // namespace rules

} // namespace hd::test
