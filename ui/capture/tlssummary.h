// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the list of a capture's connections says of each, from the headers of its records and both hellos. Keeps nothing
// of a connection but a hello that is not whole yet.

#include "capture/captureindex.h"

#include "observe/agreement.h"

namespace hd::crypto {
class Context;
}

namespace hd::ui {

class TlsSummary
{
public:
    explicit TlsSummary(crypto::Context &context) : m_context(context) {}

    void add(Side from, ByteView bytes);
    /// So many bytes are missing here: harmless within a record whose contents do not matter.
    void gap(Side from, std::uint64_t missing);

    /// Server name, version, suite, fingerprints, alert and outcome.
    void describe(CapturedConnection &connection) const;
    /// Of the first client_hello; empty before.
    const Bytes &clientRandom() const { return m_clientRandom; }
    std::size_t held() const;

private:
    struct Way
    {
        Bytes head;           ///< of a record, until it is whole
        std::size_t left = 0; ///< bytes of the record that are to come
        std::uint8_t type = 0;
        std::size_t length = 0; ///< of the record's fragment
        Bytes collected;        ///< of a message that matters, or of an alert
        bool helloSeen = false;
        bool changed = false;  ///< change_cipher_spec was seen
        bool finished = false; ///< and what must be a finished after it
        bool lost = false;     ///< where records begin is not known any more
        bool sslV2 = false;
    };

    Way &way(Side side) { return m_ways[static_cast<std::size_t>(side)]; }
    const Way &way(Side side) const { return m_ways[static_cast<std::size_t>(side)]; }
    bool collects(Side from, const Way &own) const;
    bool beginRecord(Side from, Way &own, ByteView &bytes);
    void endRecord(Side from, Way &own);
    void readHandshake(Side from, Way &own);
    void readAlert(Way &own);
    void onTls13Record(Side from, const Way &own);
    void onClientHello(const ClientHello &hello);
    bool isTls13() const { return m_agreement.count() > 0 && m_agreement.version() >= tls13; }
    bool completed() const;

    crypto::Context &m_context;
    Agreement m_agreement;
    std::array<Way, 2> m_ways;
    Bytes m_clientRandom;
    std::string m_serverName, m_ja3, m_ja4, m_alert;
    bool m_earlyData = false;
    bool m_serverProtected = false, m_clientFinished13 = false;
};

} // namespace hd::ui
