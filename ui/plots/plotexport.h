// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A plot as a picture, as it is on the screen: its colours, its size, all of its rows.

#include "wire/error.h"

#include <QByteArray>
#include <QImage>

#include <optional>

namespace hd::ui {

class PlotPage;

QByteArray plotSvg(const PlotPage &page, const QString &language); ///< text as text
QByteArray plotPdf(const PlotPage &page);                          ///< one page of the plot's size, fonts embedded
QImage plotImage(const PlotPage &page, double scale = 2);
QByteArray plotPng(const PlotPage &page);
/// The table, with the mark by which spreadsheets know UTF-8.
QByteArray plotCsv(const PlotPage &page);

/// Writes what the ending of @p path names: .svg .png .pdf .csv. Replaces what is there, and leaves it alone when
/// writing fails.
std::optional<Error> writePlot(const PlotPage &page, const QString &path, const QString &language);

} // namespace hd::ui
