// SPDX-License-Identifier: GPL-3.0-or-later
#include "loopback.h"

#include "peerprocess.h"

#include <QStandardPaths>

#include <cstdio>
#include <cstring>
#include <net/if.h>
#include <unistd.h>

#include <vector>

namespace hd::test {

static constexpr const char *insideMark = "--inside";

/// How unshare gets a namespace here: by right, or as the root of a user namespace; null: not at all.
static const char *unshareOption()
{
    for (const char *option : {"-n", "-rn"})
        if (PeerProcess({"unshare", option, "ip", "link", "set", "lo", "up"}).waitForEnd() == 0)
            return option;
    return nullptr;
}

int runOnLoopback(int argc, char **argv, int (*tests)(int argc, char **argv))
{
    std::vector<char *> arguments(argv, argv + argc);
    if (argc > 1 && std::strcmp(argv[1], insideMark) == 0) {
        arguments.erase(arguments.begin() + 1);
        return tests(static_cast<int>(arguments.size()), arguments.data());
    }
    const char *option = unshareOption();
    if (!option)
        return tests(argc, argv);
    std::vector<const char *> command{"unshare",       option, "sh", "-c", "ip link set lo up && exec \"$0\" \"$@\"",
                                      "/proc/self/exe"};
    std::vector<char> self(4096);
    const ssize_t length = readlink("/proc/self/exe", self.data(), self.size() - 1);
    if (length > 0)
        command.back() = self.data();
    command.push_back(insideMark);
    command.insert(command.end(), arguments.begin() + 1, arguments.end());
    command.push_back(nullptr);
    execvp(command.front(), const_cast<char *const *>(command.data()));
    std::perror("unshare");
    return 1;
}

static bool onLoopbackAlone()
{
    struct if_nameindex *const all = if_nameindex();
    bool alone = all != nullptr;
    for (const struct if_nameindex *one = all; alone && one->if_index != 0; ++one)
        alone = std::strcmp(one->if_name, "lo") == 0;
    if (all)
        if_freenameindex(all);
    return alone;
}

std::string whyNotHere(const std::string &programs)
{
    if (!onLoopbackAlone())
        return "no network namespaces here: a server that listens on every interface would be reachable";
    for (const QString &program : QString::fromStdString(programs).split(QLatin1Char(',')))
        if (QStandardPaths::findExecutable(program).isEmpty())
            return program.toStdString() + " is not installed";
    return {};
}

} // namespace hd::test
