// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QtGui>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>
