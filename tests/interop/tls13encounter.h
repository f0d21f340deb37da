// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A Tls13Combination run from its first client_hello to its last close_notify, and looked at from both sides.

#include "encounter.h"
#include "tls13combinations.h"

namespace hd::test {

/// Everything that is recorded computes again. @returns what does not, in lines
std::string notVerified(Meeting &meeting);

/// Some data both ways, an orderly end, and what has been recorded computes again. @returns what is wrong with it
std::string troubleOfConversation(Meeting &meeting);

/// For a test function.
#define VERIFY_OPEN(meeting)                                                                                           \
    QVERIFY2((meeting).us().status() == Status::Open && (meeting).them().open(), (meeting).report().c_str())
#define VERIFY_CONVERSATION(meeting)                                                                                   \
    do {                                                                                                               \
        const std::string trouble = troubleOfConversation(meeting);                                                    \
        QVERIFY2(trouble.empty(), trouble.c_str());                                                                    \
    } while (false)

/// The last value of that name; empty when nobody has derived it.
Bytes derived(const Trace &account, std::string_view name);

/// How many messages of that name a side sent.
std::size_t messagesOf(const Trace &account, Side from, std::string_view name);

/// A full handshake, equal exported keying material, data both ways; then, as the combination says, a second connection
/// by a pre-shared key with early data, key_update, and close_notify both ways. What is recorded is verified.
class Tls13Encounter
{
public:
    Tls13Encounter(const Tls13Combination &combination, Tls13Identities &identities, crypto::Context &context);

    void run();
    const QString &findings() const { return m_findings.text(); } ///< empty when all is well
    std::size_t handshakes() const { return m_handshakes; }       ///< that were completed
    void sendLargeData() { m_largeData = true; }                  ///< some records that are full
    Setting &setting() { return m_setting; }                      ///< of the first connection, until run()

private:
    bool connect(Meeting &meeting, bool again);
    void goOn(Meeting &first);
    void prepareSecond(Meeting &first);
    void compareAgreement(Meeting &meeting, bool again);
    void compareCertificates(Meeting &meeting);
    void compareMessages(Meeting &meeting, bool again);
    void compareExports(Meeting &meeting);
    void compareEarlyData(Meeting &meeting);
    void updateKeys(Meeting &meeting);
    void close(Meeting &meeting);

    const Tls13Combination m_combination;
    Tls13Identities &m_identities;
    crypto::Context &m_context;
    Findings m_findings;
    SessionStore m_sessions{0}; ///< our server's
    Setting m_setting;
    std::size_t m_handshakes = 0;
    bool m_largeData = false;
};

} // namespace hd::test
