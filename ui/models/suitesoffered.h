// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The suites of a trace: those that were offered, the one that was chosen, and where each part of it is at work.

#include "models/suiteanatomy.h"
#include "trace/timeline.h"

namespace hd::ui {

struct OfferedSuite
{
    FieldRef field; ///< its entry in the client's list; of a suite that is not there, where it was chosen
    std::uint16_t code = 0;
    QString name;
    bool chosen = false;

    bool operator==(const OfferedSuite &) const = default;
};

/// One handshake's suites as far as they are known at @p at, in the client's order.
struct SuiteOffer
{
    std::vector<OfferedSuite> suites;
    std::optional<FieldRef> chosenIn;
    std::optional<Version> version; ///< agreed on by then

    bool operator==(const SuiteOffer &) const = default;
};
SuiteOffer suitesOffered(const Trace &trace, std::uint32_t handshake, Playhead at);

/// The number of the handshake that @p message belongs to, from 0.
std::uint32_t handshakeOf(const Trace &trace, MessageId message);

/// Where a part of the chosen suite is at work in a handshake: a derivation, or a field (the root of a message is that
/// message).
struct SuitePlace
{
    std::optional<DerivationId> derivation;
    std::optional<FieldRef> field;
    QString name;
    Playhead at = 0;

    bool operator==(const SuitePlace &) const = default;
};
std::optional<SuitePlace> placeOf(const Trace &trace, std::uint32_t handshake, SuitePart::Role role);

} // namespace hd::ui
