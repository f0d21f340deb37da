// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace.h"

#include <QtTest>

Q_DECLARE_METATYPE(hd::Side)

namespace hd::test {

/// Rows for a test that is the same with our client and with our server.
inline void bothRoles()
{
    QTest::addColumn<Side>("ours");
    QTest::newRow("our client") << Side::Client;
    QTest::newRow("our server") << Side::Server;
}

} // namespace hd::test
