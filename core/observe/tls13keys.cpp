// SPDX-License-Identifier: GPL-3.0-or-later
#include "observe/tls13keys.h"

#include "crypto/tls13keyschedule.h"
#include "trace/secretlabels.h"

namespace hd {

/// Whether @p protection opens a record of these bytes that has this number.
static bool opens(Protection *protection, ByteView wire, std::uint64_t sequence)
{
    if (!protection)
        return false;
    Record record;
    record.type = Protocol::ApplicationData;
    record.version = tls12;
    record.sequence = sequence;
    record.wire.assign(wire.begin(), wire.end());
    return !protection->open(record);
}

static bool isProtected(ByteView wire)
{
    return !wire.empty() && wire[0] == static_cast<std::uint8_t>(Protocol::ApplicationData);
}

/// Early data is under the suite of the pre-shared key, which nobody tells.
std::unique_ptr<Protection> Tls13Keys::opaque(Stage stage) const
{
    if (m_agreement.suite() && stage != Stage::Early)
        return makeOpaqueProtection({*m_agreement.suite(), traitsOf(tls13)});
    return makeOpaqueProtection(ProtectionKind::Tls13);
}

std::unique_ptr<Protection> Tls13Keys::protection(Stage stage, Side from, const CipherSuite *suite,
                                                  std::uint32_t generation) const
{
    const bool client = from == Side::Client;
    std::string_view label;
    switch (stage) {
    case Stage::Clear:
        return nullptr;
    case Stage::Early:
        label = client ? secretlabel::clientEarlyTraffic : "";
        break;
    case Stage::Handshake:
        label = client ? secretlabel::clientHandshakeTraffic : secretlabel::serverHandshakeTraffic;
        break;
    case Stage::Application:
        label = client ? secretlabel::clientTraffic : secretlabel::serverTraffic;
        break;
    }
    const std::optional<Bytes> known = suite ? m_secrets(label, m_agreement.clientRandom()) : std::nullopt;
    if (!known || known->size() != crypto::size(crypto::hashOf(suite->prf)))
        return nullptr;
    try {
        Recorder aside(from); // what is computed here is nobody's account
        Deriver deriver(m_context, aside, m_entropy);
        const v13::Hkdf hkdf(deriver, *suite);
        Secret secret = deriver.given("traffic_secret", "key log", std::nullopt, *known);
        for (std::uint32_t i = 1; i <= generation; ++i)
            secret = v13::nextTrafficSecret(hkdf, secret, from, i);
        const v13::TrafficKeys keys = v13::trafficKeys(hkdf, secret, "traffic");
        return makeTls13Protection(m_context, *suite, {{}, keys.key.bytes(), keys.iv.bytes()}, false);
    } catch (const crypto::CryptoFailure &) {
        return nullptr; // this libcrypto has not got the cipher
    }
}

void Tls13Keys::install(Way &way, RecordLayer &records, std::unique_ptr<Protection> protection)
{
    way.known = protection != nullptr;
    records.installRead(protection ? std::move(protection) : opaque(way.stage));
}

/// Each stage has keys of its own, also one in which nothing was sent.
void Tls13Keys::moveTo(Stage stage, Side from, RecordLayer &records)
{
    Way &way = m_ways[static_cast<std::size_t>(from)];
    records.tolerateClear(true);
    while (way.stage < stage) {
        way.stage = static_cast<Stage>(static_cast<unsigned>(way.stage) + 1);
        const bool early = from == Side::Client && m_agreement.offersEarlyData() && !way.earlyPassed;
        if (way.stage != Stage::Early || early)
            install(way, records, protection(way.stage, from, m_agreement.suite()));
        way.earlyPassed = true;
    }
}

/// The suite of early data is that of the PSK, which is nowhere in clear: the one whose keys open the first record.
void Tls13Keys::beginEarlyData(Way &way, RecordLayer &records, ByteView wire)
{
    std::unique_ptr<Protection> found;
    for (const std::uint16_t code : m_agreement.offeredSuites()) {
        const CipherSuite *suite = cipherSuite(code);
        if (found || !suite || !suite->usableIn(tls13))
            continue;
        const std::unique_ptr<Protection> candidate = protection(Stage::Early, Side::Client, suite);
        if (opens(candidate.get(), wire, 0))
            found = protection(Stage::Early, Side::Client, suite);
    }
    way.stage = Stage::Early;
    way.earlyPassed = true;
    install(way, records, std::move(found));
    records.tolerateClear(true);
}

/// RFC 8446 4.1.2: after hello_retry_request there is no early data any more, and the second client_hello is in clear.
bool Tls13Keys::resumesClear(const Way &way, ByteView wire) const
{
    return way.stage == Stage::Early && m_agreement.retried() && !wire.empty() &&
           wire[0] == static_cast<std::uint8_t>(Protocol::Handshake);
}

void Tls13Keys::beforeRecord(Side from, RecordLayer &records, ByteView wire)
{
    Way &way = m_ways[static_cast<std::size_t>(from)];
    if (resumesClear(way, wire)) {
        way.stage = Stage::Clear;
        records.readInClear();
    }
    if (!isProtected(wire))
        return;
    if (from == Side::Client && way.stage == Stage::Clear && m_agreement.offersEarlyData() && !way.earlyPassed)
        beginEarlyData(way, records, wire);
    if (way.stage == Stage::Clear || m_agreement.version() < tls13)
        return;
    const CipherSuite *suite = m_agreement.suite();
    if (way.known &&
        (way.stage != Stage::Early || opens(protection(Stage::Early, from, suite).get(), wire, records.readSequence())))
        return;
    for (const Stage later : {Stage::Handshake, Stage::Application})
        if (later > way.stage && opens(protection(later, from, suite).get(), wire, 0))
            return moveTo(later, from, records);
    if (way.known) // no early data any more
        moveTo(Stage::Handshake, from, records);
}

void Tls13Keys::onServerHello(RecordLayer &ofClient, RecordLayer &ofServer)
{
    moveTo(Stage::Handshake, Side::Server, ofServer);
    if (!m_agreement.offersEarlyData() || m_agreement.retried())
        moveTo(Stage::Handshake, Side::Client, ofClient);
}

void Tls13Keys::onMessage(Side from, RecordLayer &records, const HandshakeMessage &message)
{
    Way &way = m_ways[static_cast<std::size_t>(from)];
    if (std::holds_alternative<EndOfEarlyData>(message) && way.stage == Stage::Early) {
        moveTo(Stage::Handshake, from, records);
    } else if (std::holds_alternative<Finished>(message) && way.stage == Stage::Handshake) {
        moveTo(Stage::Application, from, records);
        // RFC 8446 5: change_cipher_spec may come until then
        records.tolerateClear(false);
    } else if (std::holds_alternative<KeyUpdate>(message) && way.stage == Stage::Application) {
        install(way, records, protection(Stage::Application, from, m_agreement.suite(), ++way.generation));
    }
}

} // namespace hd
