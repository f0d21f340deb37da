// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QtTest>
#include <QtCore>
#include <string>
#include <vector>
