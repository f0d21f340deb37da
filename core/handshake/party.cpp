// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/party.h"

namespace hd {

Party::Party(Side side, const PartyConfig &config, crypto::Context &context, Recorder &recorder, Entropy &entropy,
             const Clock &clock)
    : m_side(side),
      m_config(config),
      m_context(context),
      m_recorder(recorder),
      m_clock(clock),
      m_deriver(context, recorder, entropy),
      m_records(recorder, entropy)
{
    m_records.setFragmentLimit(config.fragmentLimit);
    m_wire.version = *std::max_element(config.versions.begin(), config.versions.end());
    m_wire.nameOfPrime = crypto::nameOfPrime;
}

WireContext Party::wireFrom(Side sender) const
{
    WireContext w = m_wire;
    w.sender = sender;
    return w;
}

MessageId Party::sendEncoded(Encoded encoded, Protocol protocol, std::string name)
{
    Message message;
    message.from = m_side;
    message.protocol = protocol;
    message.name = std::move(name);
    message.epoch = m_records.writeEpoch();
    message.encrypted = m_records.writeEncrypted();
    message.bytes = std::move(encoded.bytes);
    message.fields = std::move(encoded.fields);
    const Bytes bytes = message.bytes;
    const MessageId id = m_recorder.messageSent(std::move(message));
    for (const MessageSpan &span : m_records.write(protocol, bytes))
        m_recorder.addSpan(id, span);
    return id;
}

void Party::sendHandshake(Encoded encoded, std::string name)
{
    const Bytes bytes = encoded.bytes;
    const MessageId id = sendEncoded(std::move(encoded), Protocol::Handshake, std::move(name));
    // RFC 5246 7.4.1.1: hello_request "MUST NOT be included in the message hashes"
    if (static_cast<HandshakeType>(bytes[0]) != HandshakeType::HelloRequest)
        m_transcript.add(id, bytes);
}

void Party::sendSslV2(SslV2ClientHello hello)
{
    Message message;
    message.from = m_side;
    message.name = sslV2ClientHelloName;
    message.bytes = encodeSslV2(hello, message.fields);
    const Bytes bytes = message.bytes;
    const MessageId id = m_recorder.messageSent(std::move(message));
    for (const MessageSpan &span : m_records.writeSslV2(bytes))
        m_recorder.addSpan(id, span);
    m_transcript.add(id, bytes);
}

Input Party::field(std::string role, ByteView value, std::initializer_list<std::string_view> paths) const
{
    return m_recorder.fieldInput(std::move(role), value, paths);
}

void Party::record(Decision decision)
{
    decision.clause = clauseIn(m_wire.version, decision.clause);
    decision.message = m_recorder.lastMessage();
    m_recorder.decided(std::move(decision));
}

void Party::omit(std::string_view message, std::string_view reason, std::string_view clause)
{
    m_recorder.omitted(
        {m_side, std::string(message), std::string(reason), clauseIn(m_wire.version, clause), std::nullopt});
}

void Party::changeState(std::string_view from, std::string_view to, std::string_view on, std::string_view clause)
{
    m_recorder.stateChanged(
        {m_side, std::string(from), std::string(to), std::string(on), clauseIn(m_wire.version, clause)});
}

void Party::installed(bool write, std::unique_ptr<Protection> protection, std::uint8_t compression,
                      KeyInstallation installation)
{
    if (write)
        m_records.installWrite(std::move(protection), compression);
    else
        m_records.installRead(std::move(protection), compression);
    installation.write = write;
    installation.epoch = write ? m_records.writeEpoch() : m_records.readEpoch();
    m_recorder.keysInstalled(std::move(installation));
}

void Party::installKeys(bool write, const NewKeys &keys)
{
    KeyInstallation installation;
    installation.suite = keys.suite.name;
    for (const Secret *secret : {&keys.mac, &keys.key, &keys.iv})
        if (!secret->bytes().empty())
            installation.keys.push_back(secret->id());
    installed(write,
              makeProtection(m_context, {keys.suite, traitsOf(m_wire.version), keys.encryptThenMac},
                             {keys.mac.bytes(), keys.key.bytes(), keys.iv.bytes()}, write),
              keys.compression, std::move(installation));
}

void Party::installKeys(bool write, const CipherSuite &suite, const v13::TrafficKeys &keys)
{
    KeyInstallation installation;
    installation.suite = suite.name;
    installation.keys = {keys.key.id(), keys.iv.id()};
    installed(write, makeTls13Protection(m_context, suite, {{}, keys.key.bytes(), keys.iv.bytes()}, write),
              nullCompression, std::move(installation));
}

void Party::sendData(ByteView data)
{
    // One byte first, so that nobody who chooses the data knows the IV that it meets (CVE-2011-3389).
    std::size_t limit = m_config.splitRecords && m_records.chained() ? 1 : m_records.fragmentLimit();
    do {
        const ByteView part = data.first(std::min(data.size(), limit));
        sendOther(ApplicationData{Bytes(part.begin(), part.end())});
        data = data.subspan(part.size());
        limit = m_records.fragmentLimit();
    } while (!data.empty());
}

} // namespace hd
