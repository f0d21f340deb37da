// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyblocks.h"

#include <QCoreApplication>

#include <functional>

class QMenu;

namespace hd::ui {

/// What can be copied of a value: as hex, as a command of openssl, as lines of Python; what cannot says why.
class KeyCopyMenu
{
    Q_DECLARE_TR_FUNCTIONS(hd::ui::KeyCopyMenu)
public:
    using Put = std::function<void(const QString &)>; ///< to the clipboard

    /// @p hidden where the value must not be seen or is not there yet: then everything is disabled; @p masked where
    /// secrets that lead to it must not be seen: then the commands are.
    static void fill(QMenu *menu, const Trace &trace, const KeyNode &node, const KeyValues &values, bool hidden,
                     bool masked, const Put &put);
    static void fill(QMenu *menu, const ExpansionStep &step, bool hidden, const Put &put);
};

} // namespace hd::ui
