// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "target.h"
#include "wiretap.h"

namespace hd::fuzz {

/// What somebody on the wire does to the messages of one side, as a script tells: let so many pass, then do this to the
/// next. Behind the first keys the hands have the sender's keys, so that what they write is read.
class Edits
{
public:
    /// @param suite of the connection, by which some messages are laid out
    Edits(Script &script, Side from, const CipherSuite *suite) : m_script(script), m_from(from), m_suite(suite)
    {
        next();
    }
    std::vector<test::Unit> operator()(const test::Unit &unit);

private:
    void next();
    std::vector<test::Unit> edited(test::Unit unit);
    void changeBytes(Bytes &bytes);
    Version versionOf(const test::Unit &unit) const;
    void changeField(test::Unit &unit);
    void changeBody(test::Unit &unit);
    test::Unit made(const test::Unit &like);

    Script &m_script;
    Side m_from;
    const CipherSuite *m_suite;
    std::size_t m_pass = 0;
    bool m_active = true;
    std::vector<test::Unit> m_held; ///< go on after the next unit
};

} // namespace hd::fuzz
