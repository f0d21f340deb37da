// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "packets.h"

#include "capture/captureindex.h"
#include "observe/observer.h"

#include <QTest>

namespace hd::test {

inline std::shared_ptr<const ui::CaptureIndex> indexOf(const std::string &path)
{
    auto index = ui::CaptureIndex::read(path, {});
    if (const Error *error = std::get_if<Error>(&index))
        qFatal("%s", error->text().c_str());
    return std::get<std::shared_ptr<const ui::CaptureIndex>>(index);
}

inline std::shared_ptr<const Trace> openedOf(const ui::CaptureIndex &index, std::uint32_t number = 1,
                                             const ui::CaptureKeys &keys = {})
{
    auto trace = index.open(number, keys);
    if (const Error *error = std::get_if<Error>(&trace))
        qFatal("%s", error->text().c_str());
    return std::get<std::shared_ptr<const Trace>>(trace);
}

/// All notices as one text, line by line.
inline std::string textOf(const std::vector<Error> &notices)
{
    std::string text;
    for (const Error &notice : notices)
        text += notice.text() + "\n";
    return text;
}

/// What somebody who reads along finds, whenever and between whom it was.
inline void compareSeen(const Trace &imported, const Trace &seen)
{
    QCOMPARE(imported.messages.size(), seen.messages.size());
    for (std::size_t i = 0; i < seen.messages.size(); ++i)
        QVERIFY2(imported.messages[i] == seen.messages[i],
                 (std::to_string(i + 1) + " " + seen.messages[i].name + ", " + imported.messages[i].name).c_str());
    QVERIFY(imported.records == seen.records);
    QVERIFY(imported.checks == seen.checks);
    QVERIFY(imported.negotiated == seen.negotiated);
    QVERIFY(imported.outcome == seen.outcome);
    QCOMPARE(imported.source, std::string("import"));
}

} // namespace hd::test
