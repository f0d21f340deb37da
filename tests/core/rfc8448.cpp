// SPDX-License-Identifier: GPL-3.0-or-later
#include "rfc8448.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace hd::test {

namespace {

Bytes bytesOf(const QJsonValue &value)
{
    QString hex = value.toString();
    if (hex.size() % 2 != 0)
        hex.prepend(u'0'); // numbers are written without it
    return fromHex(hex.toStdString()).value_or(Bytes());
}

Side sideOf(const QJsonObject &object)
{
    return object[u"from"].toString() == u"client" ? Side::Client : Side::Server;
}

QJsonObject document()
{
    QFile file(QStringLiteral(HELLODONE_SOURCE_DIR "/tests/vectors/rfc8448.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("tests/vectors/rfc8448.json is not there");
    return QJsonDocument::fromJson(file.readAll()).object();
}

PublishedParty partyOf(const QJsonObject &object)
{
    return {bytesOf(object[u"random"]), bytesOf(object[u"ephemeral_private"]),
            static_cast<std::uint16_t>(object[u"group"].toInt())};
}

PublishedSession sessionOf(const QJsonObject &object)
{
    PublishedSession session;
    session.section = object[u"section"].toVariant().toInt();
    session.name = object[u"name"].toString().toStdString();
    session.suite = cipherSuite(object[u"suite"].toString().toStdString());
    session.client = partyOf(object[u"client"].toObject());
    session.server = partyOf(object[u"server"].toObject());
    for (const QJsonValue &value : object[u"wire"].toArray()) {
        PublishedFlight flight{sideOf(value.toObject()), {}};
        for (const QJsonValue &record : value.toObject()[u"records"].toArray())
            flight.records.push_back(bytesOf(record));
        session.wire.push_back(std::move(flight));
    }
    session.serverFlight = bytesOf(object[u"server_flight"]);
    session.clientFlight = bytesOf(object[u"client_flight"]);
    for (const QJsonValue &value : object[u"after_handshake"].toArray()) {
        const QJsonObject record = value.toObject();
        session.afterHandshake.push_back(
            {sideOf(record), static_cast<Protocol>(record[u"content_type"].toInt()), bytesOf(record[u"plaintext"])});
    }
    const QJsonObject secrets = object[u"secrets"].toObject();
    for (auto secret = secrets.begin(); secret != secrets.end(); ++secret)
        session.secrets[secret.key().toStdString()] = bytesOf(secret.value());
    return session;
}

} // namespace

const std::vector<PublishedSession> &publishedSessions()
{
    static const std::vector<PublishedSession> all = [] {
        std::vector<PublishedSession> sessions;
        for (const QJsonValue &value : document()[u"sessions"].toArray())
            sessions.push_back(sessionOf(value.toObject()));
        return sessions;
    }();
    return all;
}

const PublishedSession &publishedSession(int section)
{
    for (const PublishedSession &session : publishedSessions())
        if (session.section == section)
            return session;
    qFatal("no such session");
}

const PublishedRsaKey &publishedServerKey()
{
    static const PublishedRsaKey key = [] {
        const QJsonObject object = document()[u"server_rsa_key_of_sections_3_5_7"].toObject();
        return PublishedRsaKey{bytesOf(object[u"modulus"]), bytesOf(object[u"public_exponent"]),
                               bytesOf(object[u"private_exponent"]), bytesOf(object[u"p"]), bytesOf(object[u"q"])};
    }();
    return key;
}

std::vector<Bytes> messagesIn(ByteView flight)
{
    constexpr std::size_t header = 4;
    std::vector<Bytes> messages;
    while (flight.size() >= header) {
        const std::size_t length = static_cast<std::size_t>(flight[1] << 16 | flight[2] << 8 | flight[3]);
        const ByteView message = flight.first(std::min(flight.size(), header + length));
        messages.emplace_back(message.begin(), message.end());
        flight = flight.subspan(message.size());
    }
    return messages;
}

Bytes fragmentOf(const Bytes &record)
{
    constexpr std::size_t header = 5;
    return {record.begin() + header, record.end()};
}

} // namespace hd::test
