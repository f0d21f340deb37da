// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <vector>

#include <sys/types.h>

namespace hd::test {

/// Something that bytes come from.
class Reader
{
public:
    virtual ~Reader() = default;
    virtual int descriptor() const = 0; ///< -1: nothing comes any more
    virtual void read() = 0;            ///< what is there
};

/// Lets all of them read what comes until @p done. @returns whether it was within ten seconds
bool until(const std::function<bool()> &done, std::initializer_list<Reader *> readers);

/// Somebody else's program. It ends with the object, or with us.
class PeerProcess final : public Reader
{
public:
    explicit PeerProcess(const std::vector<std::string> &command);
    ~PeerProcess() override;
    PeerProcess(const PeerProcess &) = delete;
    PeerProcess &operator=(const PeerProcess &) = delete;

    int descriptor() const override { return m_output; }
    void read() override;

    const std::string &output() const { return m_text; } ///< and errors, since the start
    void say(const std::string &text);                   ///< to its input
    void endInput();
    int waitForEnd(); ///< @returns the exit code; -1 when it had to be killed

private:
    pid_t m_pid = -1;
    int m_input = -1, m_output = -1;
    std::string m_text;
};

} // namespace hd::test
