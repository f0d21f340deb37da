// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The five X.509 sessions of RFC 8448, as tests/vectors/rfc8448.json has them.

#include "trace/trace.h"
#include "wire/registry.h"

#include <map>

namespace hd::test {

struct PublishedParty
{
    Bytes random;
    Bytes privateKey; ///< of its key_share
    std::uint16_t group = 0;
};

/// What one party sends at once.
struct PublishedFlight
{
    Side from = Side::Client;
    std::vector<Bytes> records;
};

/// What comes under application keys.
struct PublishedRecord
{
    Side from = Side::Client;
    Protocol type = Protocol::Handshake;
    Bytes plaintext;
};

struct PublishedSession
{
    int section = 0;
    std::string name;
    const CipherSuite *suite = nullptr;
    PublishedParty client, server;
    std::vector<PublishedFlight> wire;
    Bytes serverFlight; ///< encrypted_extensions to finished, one after the other
    Bytes clientFlight; ///< what the client sends under handshake keys
    std::vector<PublishedRecord> afterHandshake;
    std::map<std::string, Bytes> secrets; ///< by the names of the key schedule, but "ecdhe" and "psk"
};

struct PublishedRsaKey
{
    Bytes modulus, publicExponent, privateExponent, p, q;
};

const std::vector<PublishedSession> &publishedSessions();
const PublishedSession &publishedSession(int section);
const PublishedRsaKey &publishedServerKey(); ///< of sections 3, 5 and 7

/// Each message with its header.
std::vector<Bytes> messagesIn(ByteView flight);
/// The record's fragment.
Bytes fragmentOf(const Bytes &record);

} // namespace hd::test
