// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace.h"
#include "wire/error.h"

#include <QFile>

namespace hd::ui {

/// A key log that other programs read along while connections are made: each line is in the file as soon as its secret
/// is known, and before anything that it protects goes over the wire. Several connections may share one.
class KeyLogFile
{
public:
    /// Appends; a new file can be read by its owner alone.
    std::optional<Error> open(const QString &name);
    bool isOpen() const { return m_file.isOpen(); }

    /// How much of one connection is in the file already.
    struct Progress
    {
        std::size_t derivations = 0;
        std::size_t characters = 0;
    };
    /// Appends what @p account says and @p progress does not know of. An Error when the file cannot be written; it is
    /// closed then.
    std::optional<Error> note(const Trace &account, Progress &progress);

private:
    QFile m_file;
};

} // namespace hd::ui
