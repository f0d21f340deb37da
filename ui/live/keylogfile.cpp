// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/keylogfile.h"

#include "formats/keylog.h"

namespace hd::ui {

static Error unwritable(const QFile &file)
{
    return {"cannot be written: " + file.errorString().toStdString(), file.fileName().toStdString(), {}};
}

std::optional<Error> KeyLogFile::open(const QString &name)
{
    m_file.setFileName(name);
    const bool fresh = !m_file.exists();
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
        return unwritable(m_file);
    if (fresh)
        m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    return std::nullopt;
}

std::optional<Error> KeyLogFile::note(const Trace &account, Progress &progress)
{
    if (!isOpen() || account.derivations.size() == progress.derivations)
        return std::nullopt;
    progress.derivations = account.derivations.size();
    const std::string lines = keyLog(account);
    const auto news = static_cast<qint64>(lines.size() - progress.characters);
    if (m_file.write(lines.data() + progress.characters, news) != news) {
        const Error error = unwritable(m_file);
        m_file.close();
        return error;
    }
    progress.characters = lines.size();
    return std::nullopt;
}

} // namespace hd::ui
