// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The certificates of a recording, and how they were verified: which were sent, who signed whom, whom the other party
// trusts, and each step of the verification with its check, or why there is none.

#include "analysis/x509fields.h"
#include "trace/trace.h"

namespace hd {

/// One certificate of a chain: one that was sent, or a trust anchor that was not.
struct ChainCertificate
{
    std::optional<FieldRef> field; ///< where its DER is; nothing: it was not sent
    Bytes der;
    CertificateSummary summary;
    bool anchor = false; ///< the relying party trusts it by its configuration
    bool onPath = true;  ///< whether the verification went over it; true where nobody verified
    /// Whether its issuer is called like the next certificate's subject; of the last one, whether it issued itself.
    bool issuedByNext = false;
    bool operator==(const ChainCertificate &) const = default;
};

enum class StepState : std::uint8_t { Passed, Failed, NotChecked };

/// Why there is no check. Each is a sentence in the window.
enum class NotChecked : std::uint8_t {
    None,
    NoAccount,       ///< the recording holds no account of the party that would have verified
    NotVerifying,    ///< it is configured to verify nobody
    EndedBefore,     ///< the connection ended before it came to that
    NoIssuer,        ///< the certificate that signed this one is neither sent nor trusted
    Anchor,          ///< trusted by configuration: nobody has to vouch for it
    AnyName,         ///< no name was asked for
    OffPath,         ///< an anchor was found before it
    NoRevocation,    ///< nothing was stapled, and this program asks nobody
    StatusNotLooked, ///< a response was stapled and not looked at
    NoLogs,          ///< timestamps are there, but no key of a log to check them with
    KeyByFinished,   ///< RSA key transport: only who has the private key gets to a finished that fits
    NoUse            ///< nothing of this handshake was signed with the key
};

/// One row of the checklist.
struct ChainStepRow
{
    std::string step; ///< as in crypto::ChainStep, `status`, `timestamps` or `possession`
    std::optional<std::uint32_t>
        certificate; ///< index into CertificateChain::certificates; nothing: of the whole chain
    StepState state = StepState::NotChecked;
    std::optional<std::uint32_t> check; ///< into Trace::checks
    NotChecked reason = NotChecked::None;
    std::string expected, actual, clause; ///< of the check
    bool operator==(const ChainStepRow &) const = default;
};

struct CertificateChain
{
    MessageId message; ///< certificate
    Side from = Side::Server;
    std::uint32_t handshake = 0;           ///< from 0
    bool afterHandshake = false;           ///< RFC 8446 4.6.2
    bool arrived = true;                   ///< false for one that was changed on its way: it is there twice
    std::vector<ChainCertificate> path;    ///< as sent, leaf first, then the anchor that the verification ended at
    std::vector<ChainCertificate> anchors; ///< all that the relying party trusts, where a check tells
    std::vector<ChainStepRow> steps;
    std::vector<FieldRef> statuses;   ///< OCSP responses
    std::vector<FieldRef> timestamps; ///< SCTs beside the certificate
    std::string name;                 ///< that the relying party asked for
    std::optional<std::int64_t> at;   ///< the unix time at which it verified

    Side relying() const { return peerOf(from); }
    /// Whether every step that was taken passed, and trust was one of them; nothing when nobody verified.
    std::optional<bool> trusted() const;
};

/// Every certificate message that holds at least one certificate, in the order in which they were sent.
std::vector<CertificateChain> certificateChains(const Trace &trace);

/// A handshake in which a party sent no certificate, and the omission that says why.
struct MissingChain
{
    Side from = Side::Server;
    std::uint32_t handshake = 0;
    std::optional<std::uint32_t> omission; ///< into Trace::omissions
    std::optional<MessageId> empty;        ///< a certificate message without one
    bool resumed = false;
};
std::vector<MissingChain> missingChains(const Trace &trace);

} // namespace hd
