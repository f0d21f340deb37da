// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the parts of verify() share.

#include "crypto/certificates.h"
#include "crypto/primitives.h"
#include "formats/inputs.h"
#include "formats/recordingwords.h"
#include "formats/verify.h"
#include "messages/context.h"
#include "wire/registry.h"

#include <array>

namespace hd {

/// What of @p range lies in @p bytes: nothing is read beyond the end of a trace that makes no sense.
inline ByteView within(ByteView bytes, Range range)
{
    const std::size_t from = std::min<std::size_t>(range.offset, bytes.size());
    return bytes.subspan(from, std::min<std::size_t>(range.length, bytes.size() - from));
}

struct Heard;
struct Inside;
struct ServerHello;

/// What a server_hello settles. Without one, nothing is known of the suite.
struct Agreement
{
    Version version = tls12;
    const CipherSuite *suite = nullptr;
    std::uint8_t compression = 0;
    bool encryptThenMac = false;
};

/// One handshake of a connection, from its server_hello on. Messages are those of the trace, by index.
struct HandshakeSpan
{
    std::uint32_t serverHello = 0;
    std::uint32_t end = 0; ///< one past its last message
    std::optional<std::uint32_t> clientHello;
    std::optional<std::uint32_t> clientFinished, serverFinished; ///< that were accepted, as far as was recorded
    std::optional<bool> resumed;                                 ///< nothing when it ended before that could be seen

    bool complete() const { return clientFinished && serverFinished; }
};

class Verifier
{
public:
    explicit Verifier(const Trace &trace);
    Verification run();

private:
    /// How a check ends when it is made again; texts that nothing computes are not compared.
    struct Verdict
    {
        bool passed = false;
        std::optional<std::string> expected;
        std::optional<std::string> actual;
    };

    // verifyrecords.cpp
    void recordsInClear();
    void sealedRecords();
    void recordHeader(const Record &record, const std::string &where);
    struct Openers;
    void opening(std::uint32_t index, Side by, Openers &openers, bool succeeds);
    void contents(const Record &record, const Inside &inside, const std::string &where);
    const Check *openingCheck(std::size_t at) const;
    bool isPassedOver(const Record &record) const;
    bool isRejected(const Record &record) const;
    bool skipsEarlyKeys(const KeyInstallation &keys) const;
    struct Count;
    void expectCounted(const Record &record, Count &count, const std::string &where);
    void recordInClear(const Record &record, const std::string &where);
    void passedOver(const Record &record, std::uint64_t sequence, const std::string &where);

    // verifymessages.cpp
    void messages();
    void flights();
    void carriage(const Message &message, const std::string &where);
    void fields(const Message &message, const FieldTree &decoded, const std::string &where);
    void decode(std::uint32_t index, const WireContext &context);
    static void takeAgreement(const Message &message, Agreement &agreed);
    /// What the last server_hello before @p message settled; TLS 1.2 without one.
    Version versionBefore(std::uint32_t message) const;

    // verifyhandshakes.cpp
    void handshakes();
    std::vector<HandshakeSpan> handshakeSpans() const;
    bool accepted(std::uint32_t finished) const;
    void negotiated(const HandshakeSpan &handshake);
    void negotiatedTls13(const HandshakeSpan &handshake, const ServerHello &hello);
    bool isTls13(const HandshakeSpan &span) const;
    bool isTicket(const HandshakeSpan &handshake, std::uint16_t selected) const;
    void negotiatedGroup(const HandshakeSpan &handshake);
    void renegotiationInfo(const std::vector<HandshakeSpan> &spans, std::size_t index);
    void tickets();
    void knownBeforehand(const std::vector<HandshakeSpan> &spans);
    /// Whether the party @p side kept no account of its own, as a live peer.
    bool isSilent(Side side) const { return m_silent[static_cast<std::size_t>(side)]; }

    // verifyderivations.cpp
    void derivations();
    void derivation(const Derivation &derivation, const std::string &where);
    void sentByParty(const Derivation &derivation, const std::string &where);
    void drawnGrease(const Derivation &derivation, const std::string &where);
    bool sentAnythingAfter(const Derivation &derivation) const;
    void broughtAlong(const Derivation &derivation, const Inputs &inputs, const std::string &where);
    bool signatureFits(const Inputs &inputs, ByteView signature);
    void signatureMade(const Derivation &derivation, const Inputs &inputs, const std::string &where);
    void expectServersKey(const Inputs &inputs, const std::string &where);
    void rsaCiphertext(const Derivation &derivation, const Inputs &inputs, const std::string &where);
    void rsaPlaintext(const Derivation &derivation, const Inputs &inputs, const std::string &where);
    void inputs(const std::vector<Input> &inputs, Side by, const std::string &where);
    void derivedInput(const Input &input, Side by, const std::string &where);
    void fieldInput(const Input &input, const std::string &where);

    // verifykeyschedule.cpp
    void keySchedule();
    void rung(std::uint32_t index, const Heard &heard);
    void extracted(const Derivation &made, const std::string &where);
    void transcriptHash(const Input *context, std::vector<MessageId> covered, const std::string &where);
    void messageHash(const Input &input, MessageId hello, const std::string &where);
    void binder(const Derivation &made, const Heard &heard, const std::string &where);
    void signedTranscript(const std::vector<Input> &inputs, Side signer, const Heard &heard, const std::string &where);
    void nextKeys(const KeyInstallation &keys, std::string &last, const std::string &where);
    void agreedSecrets();

    // verifychecks.cpp
    void checks();
    void check(const Check &check, const std::string &where);
    Verdict verdict(const Check &check, const Inputs &inputs, const std::string &where);
    Verdict signature(const Check &check, const Inputs &inputs);
    Verdict bound(const Check &check, const Inputs &inputs);
    void expectSameTime(const Check &check, const Inputs &inputs, const std::string &where);
    Verdict stapled(const Check &check, const Inputs &inputs, const std::string &where);
    void expectPresented(const Bytes &der, const std::string &where);
    Verdict publicValue(const Check &check, const Inputs &inputs);
    Verdict chainStep(const Check &check, const Inputs &inputs, const std::string &where);
    std::vector<crypto::Certificate> certificatesOf(MessageId message);
    std::vector<crypto::Certificate> anchorsOf(const Check &check);
    void expectSamePolicy(const Check &check, const Inputs &inputs, const std::string &where);
    Verdict syntax(const Check &check);

    // verifyorder.cpp
    void decisions();
    void events();
    void outcome();
    void expectEqual(const std::string &where, const std::string &expected, const std::string &actual);
    void expectEqual(const std::string &where, ByteView expected, ByteView actual);
    /// Runs @p compute, and notes in its stead why it could not be done.
    template<class Compute>
    bool attempt(const std::string &where, Compute compute);

    const Trace &m_trace;
    std::array<bool, 2> m_silent{};
    bool m_overheard = false; ///< by somebody who read along: what is known of keys is not in it
    bool m_earlyDataSealed = false, m_earlyDataRead = false; ///< whether client and server have keys for it
    std::vector<Version> m_versions;                         ///< by message: that by which it is understood
    crypto::Context m_context;
    Verification m_result;
};

/// "derivations[7], the client's master_secret"
std::string nameOf(const Derivation &derivation, std::size_t index);

template<class Compute>
bool Verifier::attempt(const std::string &where, Compute compute)
{
    try {
        compute();
        return true;
    } catch (const Withheld &) {
        ++m_result.withheld;
    } catch (const OutOfReach &reach) {
        m_result.notVerified.push_back(where + ": " + reach.why);
    } catch (const BadInput &bad) {
        m_result.findings.push_back({where, "inputs from which the value follows", bad.why});
    } catch (const crypto::CryptoFailure &failure) {
        m_result.findings.push_back({where, "inputs from which the value follows", failure.what()});
    }
    return false;
}

} // namespace hd
