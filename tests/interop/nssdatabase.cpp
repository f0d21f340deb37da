// SPDX-License-Identifier: GPL-3.0-or-later
#include "nssdatabase.h"

#include "peerprocess.h"

#include <stdexcept>

namespace hd::test {

static void run(const Command &command)
{
    PeerProcess process(command);
    if (process.waitForEnd() != 0)
        throw std::runtime_error(command.front() + " failed: " + process.output());
}

std::string nssDatabase(const CredentialFiles &files, const std::string &name,
                        const std::vector<std::string> &credentials)
{
    const std::string where = "sql:" + files.path(name);
    files.makeFolder(name);
    run({"certutil", "-N", "-d", where, "--empty-password"});
    for (const char *authority : CredentialFiles::authorities)
        run({"certutil", "-A", "-d", where, "-n", authority, "-t", "CT,,", "-i", files.anchor(authority)});
    for (const std::string &credential : credentials) {
        const std::string bundle = files.path(credential + ".p12");
        run({"openssl", "pkcs12", "-export", "-in", files.chain(credential), "-inkey", files.key(credential), "-name",
             credential, "-passout", "pass:bundle", "-out", bundle});
        run({"pk12util", "-d", where, "-i", bundle, "-W", "bundle"});
    }
    return where;
}

} // namespace hd::test
