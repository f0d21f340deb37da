// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/leak.h"
#include "analysis/whoknows.h"
#include "trace/adversary.h"

#include <QCoreApplication>

namespace hd::ui {

/// Whose eyes the properties are seen with: the columns of the matrix.
enum class Viewer : std::uint8_t { Client, Server, Eavesdropper, Attacker };
inline constexpr int viewerCount = 4;

/// What the security views call things.
class SecurityWords
{
    Q_DECLARE_TR_FUNCTIONS(hd::ui::SecurityWords)
public:
    static QString viewer(Viewer viewer);
    static QString property(Property property);
    /// "established" for a party; for who listens or stands in between what he can do about it: "shut out".
    static QString achievement(const PropertyState &state, Viewer viewer);
    static QString kind(KnownSecret::Kind kind);
    static QString access(Access access);
    static QString key(LeakedKey key);

private:
    static QString forParty(Achievement achievement);
    static QString reading(Achievement achievement);
    static QString changing(const PropertyState &state);
    static QString posing(Achievement achievement);
    static QString readingLater(Achievement achievement);
};

} // namespace hd::ui
