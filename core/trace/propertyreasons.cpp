// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/propertyreasons.h"

namespace hd {

static constexpr std::string_view properties[] = {"confidentiality", "integrity", "server_authentication",
                                                  "client_authentication", "forward_secrecy"};
static constexpr std::string_view achievements[] = {"not-yet", "pending", "established", "failed", "never", "weak"};

std::string reasonOf(Property property, Achievement achievement, std::string_view why)
{
    std::string reason = std::string(properties[static_cast<std::size_t>(property)]) + "." +
                         std::string(achievements[static_cast<std::size_t>(achievement)]);
    return why.empty() ? reason : reason + "-" + std::string(why);
}

std::string unseen(Property authentication)
{
    return std::string(properties[static_cast<std::size_t>(authentication)]) + ".unseen";
}

namespace {

struct SpecialReason
{
    Property property;
    Achievement achievement;
    std::string_view why;
};
constexpr SpecialReason specialReasons[] = {
    {Property::Confidentiality, Achievement::Weak, "anonymous"},
    {Property::Confidentiality, Achievement::Weak, "export"},
    {Property::Confidentiality, Achievement::Weak, "des"},
    {Property::Confidentiality, Achievement::Weak, "3des"},
    {Property::Confidentiality, Achievement::Weak, "rc4"},
    {Property::Confidentiality, Achievement::Weak, "ssl-padding"},
    {Property::Confidentiality, Achievement::Weak, "compression"},
    {Property::Confidentiality, Achievement::Weak, "chained-iv"},
    {Property::Confidentiality, Achievement::Pending, "early-data"},
    {Property::Integrity, Achievement::Weak, "early-data"},
    {Property::Integrity, Achievement::Weak, "anonymous"},
    {Property::Integrity, Achievement::Weak, "renegotiation"},
    {Property::ServerAuthentication, Achievement::Pending, "psk"},
    {Property::ServerAuthentication, Achievement::Established, "psk"},
    {Property::ServerAuthentication, Achievement::Pending, "resumed"},
    {Property::ServerAuthentication, Achievement::Established, "resumed"},
    {Property::ServerAuthentication, Achievement::Never, "anonymous"},
    {Property::ClientAuthentication, Achievement::Pending, "psk"},
    {Property::ClientAuthentication, Achievement::Established, "psk"},
    {Property::ClientAuthentication, Achievement::Never, "anonymous"},
    {Property::ClientAuthentication, Achievement::Never, "resumed"},
    {Property::ForwardSecrecy, Achievement::Never, "psk"},
    {Property::ForwardSecrecy, Achievement::Weak, "export"},
    {Property::ForwardSecrecy, Achievement::Weak, "session"},
    {Property::ForwardSecrecy, Achievement::Weak, "ticket"},
    {Property::ForwardSecrecy, Achievement::Weak, "early-data"},
};

} // namespace

std::vector<std::string> propertyReasons()
{
    std::vector<std::string> reasons;
    for (std::size_t i = 0; i < propertyCount; ++i)
        for (const Achievement achievement : {Achievement::NotYet, Achievement::Pending, Achievement::Established,
                                              Achievement::Failed, Achievement::Never})
            reasons.push_back(reasonOf(static_cast<Property>(i), achievement));
    for (const SpecialReason &special : specialReasons)
        reasons.push_back(reasonOf(special.property, special.achievement, special.why));
    for (const Property authentication : {Property::ServerAuthentication, Property::ClientAuthentication})
        reasons.push_back(unseen(authentication));
    return reasons;
}

} // namespace hd
