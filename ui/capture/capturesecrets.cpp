// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/capturesecrets.h"

#include "trace/secretlabels.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

namespace hd::ui {

namespace {

Result<std::string> textOf(const std::string &path)
{
    constexpr std::streamsize most = 64 << 20;
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return Error{std::string("cannot be read: ") + std::strerror(errno), path, {}};
    std::string text(static_cast<std::size_t>(most) + 1, '\0');
    file.read(text.data(), most + 1);
    if (file.gcount() > most)
        return Error{"the file is larger than 64 MiB", path, {}};
    text.resize(static_cast<std::size_t>(file.gcount()));
    return text;
}

/// Only the lines that make sense.
std::string goodLines(const std::string &text)
{
    std::string good;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        if (std::holds_alternative<KeyLog>(parseKeyLog(line, {})))
            good += line + "\n";
    return good;
}

} // namespace

void CaptureSecrets::addEmbedded(const std::vector<PacketReader::Secrets> &secrets, std::vector<Error> &notices)
{
    KeyLog all; // one, as a capture may have a block for each of its connections
    for (const PacketReader::Secrets &block : secrets) {
        Result<KeyLog> log = parseKeyLog(block.text, block.where + ", line");
        if (const Error *error = std::get_if<Error>(&log)) {
            notices.push_back(*error);
            log = parseKeyLog(goodLines(block.text), block.where);
        }
        if (KeyLog *read = std::get_if<KeyLog>(&log))
            all.add(std::move(*read));
    }
    m_logs.push_back(std::make_shared<const KeyLog>(std::move(all)));
}

std::optional<Error> CaptureSecrets::addKeyLog(const std::string &path)
{
    Result<std::string> text = textOf(path);
    if (Error *error = std::get_if<Error>(&text))
        return std::move(*error);
    Result<KeyLog> log = parseKeyLog(std::get<std::string>(text), path);
    if (Error *error = std::get_if<Error>(&log))
        return std::move(*error);
    m_logs.push_back(std::make_shared<const KeyLog>(std::get<KeyLog>(std::move(log))));
    return std::nullopt;
}

std::optional<Error> CaptureSecrets::addPrivateKey(const std::string &path)
{
    Result<std::string> text = textOf(path);
    if (Error *error = std::get_if<Error>(&text))
        return std::move(*error);
    if (!m_context)
        m_context = std::make_shared<crypto::Context>();
    std::optional<crypto::PrivateKey> key = crypto::PrivateKey::fromPem(*m_context, std::get<std::string>(text));
    if (!key)
        return Error{"there is no private key in it that can be read", path, "PEM, without a passphrase"};
    if (key->type() != crypto::KeyType::Rsa)
        return Error{"this is no RSA key, and no other opens a key exchange", path, "give a key log in its place"};
    m_keys.push_back(std::move(*key));
    return std::nullopt;
}

std::optional<Error> CaptureSecrets::addKeys(const CaptureKeys &keys)
{
    std::optional<Error> error;
    if (!keys.keyLogFile.empty())
        error = addKeyLog(keys.keyLogFile);
    for (const std::string &path : keys.privateKeys)
        if (!error)
            error = addPrivateKey(path);
    return error;
}

bool CaptureSecrets::know(ByteView clientRandom) const
{
    return secret(secretlabel::master, clientRandom) || secret(secretlabel::clientHandshakeTraffic, clientRandom) ||
           secret(secretlabel::serverHandshakeTraffic, clientRandom) ||
           secret(secretlabel::clientTraffic, clientRandom) || secret(secretlabel::serverTraffic, clientRandom);
}

std::optional<Bytes> CaptureSecrets::secret(std::string_view label, ByteView clientRandom) const
{
    for (auto log = m_logs.rbegin(); log != m_logs.rend(); ++log)
        if (std::optional<Bytes> secret = (*log)->secret(label, clientRandom))
            return secret;
    return std::nullopt;
}

Secrets CaptureSecrets::secrets() const
{
    Secrets secrets(
        [known = *this](std::string_view label, ByteView clientRandom) { return known.secret(label, clientRandom); });
    secrets.serverKeys = m_keys;
    return secrets;
}

} // namespace hd::ui
