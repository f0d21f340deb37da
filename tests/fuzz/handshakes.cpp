// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshakes.h"

#include "trace/recorder.h"

namespace hd::fuzz {

using namespace hd::test;

namespace {

/// One connection cannot change what the next one finds: sessions are copied, too.
Connection::Plan copyOf(const Connection::Plan &plan)
{
    Connection::Plan copy = plan;
    copy.sessions = std::make_shared<SessionStore>(*plan.sessions);
    return copy;
}

std::vector<Meeting> allKinds()
{
    std::vector<Meeting> list = meetings();
    for (const Version version : {ssl30, tls10, tls12})
        for (const Renegotiation form : {Renegotiation::Secure, Renegotiation::Insecure})
            if (const CipherSuite *suite = suiteFor(version, "RSA")) {
                Meeting meeting{version, suite};
                meeting.renegotiation = form;
                list.push_back(meeting);
            }
    for (const Version version : {ssl30, tls12})
        if (const CipherSuite *suite = suiteFor(version, "RSA")) {
            Meeting meeting{version, suite};
            meeting.ssl2Hello = true;
            list.push_back(meeting);
        }
    const std::vector<Meeting> modern = tls13Meetings();
    list.insert(list.end(), modern.begin(), modern.end());
    return list;
}

} // namespace

const std::vector<Meeting> &kinds()
{
    static const std::vector<Meeting> all = allKinds();
    return all;
}

Connection::Plan freshPlan(std::size_t kind)
{
    static std::vector<std::optional<Connection::Plan>> plans(kinds().size());
    if (!plans[kind])
        plans[kind] = planOf(kinds()[kind]);
    return copyOf(*plans[kind]);
}

std::vector<Handshake> handshakes()
{
    std::vector<Handshake> list;
    for (std::size_t kind = 0; kind < kinds().size(); ++kind) {
        Connection connection(freshPlan(kind));
        meet(connection, kinds()[kind]);
        for (const Side side : {Side::Client, Side::Server}) {
            connection.party(side).send(toBytes("a word"));
            connection.carry();
        }
        const Negotiated negotiated = connection.party(Side::Server).negotiated();
        list.push_back({kinds()[kind], connection.takeTrace()});
        list.back().trace.negotiated = negotiated;
    }
    return list;
}

} // namespace hd::fuzz
