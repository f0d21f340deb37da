// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What is behind a value: the blocks that it is expanded from, and how to compute it again elsewhere.

#include "analysis/expansion.h"
#include "analysis/reproduction.h"
#include "models/keygraph.h"

#include <QCoreApplication>

#include <memory>

namespace hd::ui {

/// The blocks of one value, or why it has none.
struct KeyBlocks
{
    std::shared_ptr<const Expansion> expansion;
    NoExpansion whyNot = NoExpansion::NoBlocks; ///< where there is no expansion

    static KeyBlocks of(const Trace &trace, const KeyNode &node);
};

/// Something that can be copied, or the reason why it cannot.
struct KeyCopy
{
    Q_DECLARE_TR_FUNCTIONS(hd::ui::KeyCopy)
public:
    QString text;
    QString whyNot; ///< in the language of the window; empty where there is a text
    bool verifies = false;

    static KeyCopy of(const Trace &trace, DerivationId derivation, ReproductionTool tool);
};

} // namespace hd::ui
