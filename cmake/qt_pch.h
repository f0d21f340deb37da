// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#if defined(QT_WIDGETS_LIB)
#include <QtWidgets>
#elif defined(QT_GUI_LIB)
#include <QtGui>
#else
#include <QtCore>
#endif
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>
