// SPDX-License-Identifier: GPL-3.0-or-later
#include "sessionfile.h"

#include "source.h"

#include "formats/jsonlayout.h"

#include <QFile>
#include <QSaveFile>

namespace hd::app {

/// RFC 5246 8.1; in TLS 1.3 it is a PSK, as long as the suite's hash (RFC 8446 4.6.1).
static std::size_t secretLength(const CipherSuite &suite, Version version)
{
    return version == tls13 && suite.prf == HashName::Sha256 ? 32 : 48;
}

static const char *secretKey(Version version)
{
    return version == tls13 ? "psk" : "master_secret";
}

std::optional<Error> writeSession(const SessionState &session, const std::string &name)
{
    Json json{{"format", "hellodone-session"},
              {"version", 1},
              {"id", toHex(session.id)},
              {"ticket", toHex(session.ticket)},
              {"protocol", names::version(session.version)},
              {"suite", names::suite(session.suite)},
              {"compression", session.compression},
              {secretKey(session.version), toHex(session.master)},
              {"extended_master_secret", session.extendedMasterSecret},
              {"client_authenticated", session.clientAuthenticated},
              {"server_name", session.serverName},
              {"established", session.established},
              {"lifetime", session.lifetime}};
    if (session.version == tls13)
        json.update({{"age_add", session.ageAdd}, {"max_early_data", session.maxEarlyData}, {"alpn", session.alpn}});
    const std::string text = layOut(json);
    QSaveFile file(QString::fromLocal8Bit(name));
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
                         file.write(text.data(), static_cast<qint64>(text.size())) >= 0 && file.commit();
    if (written)
        return std::nullopt;
    return Error{"cannot be written: " + file.errorString().toStdString(), name, {}};
}

namespace {

struct Unreadable
{
    std::string what;
};

/// One key of the file, in the type that it must have.
template<class T>
T value(const Json &json, const char *key)
{
    try {
        return json.at(key).get<T>();
    } catch (const Json::exception &) {
        throw Unreadable{std::string("\"") + key + "\" is missing or of the wrong kind"};
    }
}

Bytes bytes(const Json &json, const char *key, std::size_t most)
{
    std::optional<Bytes> decoded = fromHex(value<std::string>(json, key));
    if (!decoded || decoded->size() > most)
        throw Unreadable{std::string("\"") + key + "\" is not up to " + std::to_string(most) + " bytes in hex"};
    return std::move(*decoded);
}

std::uint64_t number(const Json &json, const char *key, std::uint64_t most)
{
    const auto read = value<std::int64_t>(json, key);
    if (read < 0 || static_cast<std::uint64_t>(read) > most)
        throw Unreadable{std::string("\"") + key + "\" is not within 0 to " + std::to_string(most)};
    return static_cast<std::uint64_t>(read);
}

Version versionNamed(const std::string &name)
{
    for (const Version version : {ssl30, tls10, tls11, tls12, tls13})
        if (names::version(version) == name)
            return version;
    throw Unreadable{"there is no version \"" + name + "\""};
}

SessionState decode(const Json &json)
{
    if (!json.is_object() || json.value("format", "") != "hellodone-session")
        throw Unreadable{"this is not the file of a session"};
    if (value<std::int64_t>(json, "version") != 1)
        throw Unreadable{"it is of a later version of this program"};
    SessionState session;
    session.id = bytes(json, "id", 32);
    session.ticket = bytes(json, "ticket", 65535);
    session.version = versionNamed(value<std::string>(json, "protocol"));
    const auto suite = value<std::string>(json, "suite");
    const CipherSuite *known = cipherSuite(suite);
    if (!known || !known->usableIn(session.version))
        throw Unreadable{"there is no cipher suite \"" + suite + "\" in this version"};
    session.suite = known->code;
    session.compression = static_cast<std::uint8_t>(number(json, "compression", 1));
    const char *key = secretKey(session.version);
    const std::size_t length = secretLength(*known, session.version);
    session.master = bytes(json, key, length);
    if (session.master.size() != length)
        throw Unreadable{std::string("\"") + key + "\" is not of " + std::to_string(length) + " bytes"};
    session.extendedMasterSecret = value<bool>(json, "extended_master_secret");
    session.clientAuthenticated = value<bool>(json, "client_authenticated");
    session.serverName = value<std::string>(json, "server_name");
    session.established = static_cast<std::int64_t>(number(json, "established", INT64_MAX));
    session.lifetime = static_cast<std::uint32_t>(number(json, "lifetime", UINT32_MAX));
    if (session.version != tls13)
        return session;
    session.ageAdd = static_cast<std::uint32_t>(number(json, "age_add", UINT32_MAX));
    session.maxEarlyData = static_cast<std::uint32_t>(number(json, "max_early_data", UINT32_MAX));
    session.alpn = value<std::string>(json, "alpn");
    return session;
}

} // namespace

Result<SessionState> readSession(const std::string &name)
{
    const Result<std::string> text = readFile(name);
    if (const Error *error = std::get_if<Error>(&text))
        return *error;
    try {
        return decode(Json::parse(std::get<std::string>(text), nullptr, false));
    } catch (const Unreadable &failure) {
        return Error{failure.what, name, "--session-out writes such files"};
    }
}

} // namespace hd::app
