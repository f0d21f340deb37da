// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "text/textlibrary.h"

#include <map>

/// The texts as they lie in the source tree, so that a failure names the file to mend.
inline const hd::ui::TextLibrary &library(const QString &language)
{
    static std::map<QString, hd::ui::TextLibrary> libraries;
    auto found = libraries.find(language);
    if (found == libraries.end()) {
        const QString directory = QStringLiteral(HELLODONE_SOURCE_DIR "/resources/explanations/") + language;
        found = libraries.emplace(language, hd::ui::TextLibrary::load(directory)).first;
    }
    return found->second;
}
