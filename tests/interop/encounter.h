// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A Combination run from its first client_hello to its last close_notify, and looked at from both sides.

#include "combinations.h"

#include <QString>

namespace hd::test {

/// What is wrong, collected, so that one failure does not hide the next.
class Findings
{
public:
    explicit Findings(QString about) : m_about(std::move(about)) {}

    void require(bool passed, const char *what, const QString &detail = {});
    void require(bool passed, const char *what, const std::string &detail)
    {
        require(passed, what, QString::fromStdString(detail));
    }
    const QString &text() const { return m_text; }

private:
    QString m_about, m_text;
};

/// So many bytes that are not all the same.
Bytes testData(std::size_t length);

// What is looked at in a meeting of any version.

/// A byte, a line, and with @p large more than two records hold, both ways, interleaved.
void exchangeData(Meeting &meeting, bool large, Findings &findings);
/// The certificate that they should have accepted (@p ours; empty: none), and whether we have verified theirs.
void compareCertificates(Meeting &meeting, const Bytes &ours, bool theirs, Findings &findings);
/// close_notify both ways.
void closeOrderly(Meeting &meeting, bool byUs, Findings &findings);

/// The handshake, data both ways, exported keying material; when the combination says so a second connection that
/// resumes the first, and a second handshake within the last one; close_notify both ways.
class Encounter
{
public:
    Encounter(const Combination &combination, Identities &identities, crypto::Context &context);

    void run();
    const QString &findings() const { return m_findings.text(); } ///< empty when all is well
    std::size_t handshakes() const { return m_handshakes; }       ///< that were completed
    /// More than the records of a few lines: some that are full.
    void sendLargeData() { m_largeData = true; }
    Setting &setting() { return m_setting; } ///< of the first connection, until run()

private:
    bool connect(Meeting &meeting);
    void resume(Meeting &first);
    void renegotiate(Meeting &meeting);
    void finish(Meeting &meeting);
    void compareAgreement(Meeting &meeting);
    void compareCertificates(Meeting &meeting);
    void compareExports(Meeting &meeting);

    const Combination m_combination;
    Identities &m_identities;
    crypto::Context &m_context;
    Findings m_findings;
    SessionStore m_sessions; ///< our server's
    Setting m_setting;
    std::size_t m_handshakes = 0;
    bool m_largeData = false;
};

} // namespace hd::test
