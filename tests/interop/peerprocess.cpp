// SPDX-License-Identifier: GPL-3.0-or-later
#include "peerprocess.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <stdexcept>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hd::test {

bool until(const std::function<bool()> &done, std::initializer_list<Reader *> readers)
{
    using namespace std::chrono;
    const auto end = steady_clock::now() + seconds(10);
    for (;;) {
        if (done())
            return true;
        const auto left = duration_cast<milliseconds>(end - steady_clock::now()).count();
        std::vector<pollfd> waiting;
        for (Reader *reader : readers)
            waiting.push_back({reader->descriptor(), POLLIN, 0});
        if (left <= 0 || poll(waiting.data(), waiting.size(), static_cast<int>(left)) <= 0)
            return done();
        bool any = false;
        auto at = waiting.begin();
        for (Reader *reader : readers)
            if ((at++)->revents != 0) {
                reader->read();
                any = true;
            }
        if (!any)
            return done();
    }
}

/// The child's side of it; does not come back.
[[noreturn]] static void become(const std::vector<std::string> &command, int input, int output)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    dup2(input, STDIN_FILENO);
    dup2(output, STDOUT_FILENO);
    dup2(output, STDERR_FILENO);
    std::vector<char *> arguments;
    for (const std::string &argument : command)
        arguments.push_back(const_cast<char *>(argument.c_str()));
    arguments.push_back(nullptr);
    execvp(arguments.front(), arguments.data());
    _exit(127);
}

PeerProcess::PeerProcess(const std::vector<std::string> &command)
{
    std::array<int, 2> input{}, output{};
    // A socket and no pipe: tstclnt turns round and round at a pipe that has ended.
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, input.data()) != 0 || pipe2(output.data(), O_CLOEXEC) != 0)
        throw std::runtime_error("no pipe for " + command.front());
    m_pid = fork();
    if (m_pid < 0)
        throw std::runtime_error("no process for " + command.front());
    if (m_pid == 0)
        become(command, input[0], output[1]);
    close(input[0]);
    close(output[1]);
    m_input = input[1];
    m_output = output[0];
}

PeerProcess::~PeerProcess()
{
    endInput();
    if (m_pid > 0) {
        kill(m_pid, SIGKILL);
        waitpid(m_pid, nullptr, 0);
    }
    if (m_output >= 0)
        close(m_output);
}

void PeerProcess::read()
{
    std::array<char, 1 << 14> buffer;
    const ssize_t count = ::read(m_output, buffer.data(), buffer.size());
    if (count > 0)
        m_text.append(buffer.data(), static_cast<std::size_t>(count));
    else if (count == 0 || errno != EINTR)
        close(std::exchange(m_output, -1));
}

void PeerProcess::say(const std::string &text)
{
    struct sigaction ignore = {}, before = {};
    ignore.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &ignore, &before); // it may have ended: what it printed tells
    for (std::size_t at = 0; m_input >= 0 && at < text.size();) {
        const ssize_t count = write(m_input, text.data() + at, text.size() - at);
        if (count <= 0)
            endInput();
        else
            at += static_cast<std::size_t>(count);
    }
    sigaction(SIGPIPE, &before, nullptr);
}

void PeerProcess::endInput()
{
    if (m_input >= 0)
        close(std::exchange(m_input, -1));
}

int PeerProcess::waitForEnd()
{
    endInput();
    const bool ended = until([this] { return m_output < 0; }, {this});
    const pid_t pid = std::exchange(m_pid, -1);
    if (!ended)
        kill(pid, SIGKILL);
    int status = 0;
    waitpid(pid, &status, 0);
    return ended && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace hd::test
