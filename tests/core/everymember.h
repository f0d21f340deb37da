// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace.h"

/// A trace that makes no sense as a handshake and in which every member differs from its default, so that what a
/// format drops is noticed.
hd::Trace traceWithEveryMember();
