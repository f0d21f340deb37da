// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/keylog.h"

#include <set>

namespace hd {

static constexpr std::string_view clientRandomLabel = "CLIENT_RANDOM";
static constexpr std::size_t randomLength = 32;       // RFC 5246 7.4.1.2
static constexpr std::size_t masterSecretLength = 48; // RFC 5246 8.1

namespace {

/// What goes into a key_block says which master secret belongs to which client random, however the master secret came
/// about: key_block = PRF(master_secret, "key expansion", server_random + client_random), RFC 5246 6.3.
struct Expansion
{
    ByteView masterSecret;
    ByteView clientRandom;
};

std::optional<Expansion> expansionOf(const Trace &trace, const Derivation &derivation)
{
    if (derivation.name != "key_block")
        return std::nullopt;
    Expansion found;
    for (const Input &input : derivation.inputs) {
        if (input.role == "secret" && input.derivation)
            found.masterSecret = trace[*input.derivation].output;
        else if (input.role == "seed")
            found.clientRandom = input.value; // the last of the two
    }
    if (found.masterSecret.empty() || found.clientRandom.size() != randomLength)
        return std::nullopt;
    return found;
}

} // namespace

std::string keyLog(const Trace &trace)
{
    std::string text;
    std::set<std::string> known; // both parties derive the same
    for (const Derivation &derivation : trace.derivations) {
        const std::optional<Expansion> expansion = expansionOf(trace, derivation);
        if (!expansion || !known.insert(toHex(expansion->clientRandom)).second)
            continue;
        text += std::string(clientRandomLabel) + " " + toHex(expansion->clientRandom) + " " +
                toHex(expansion->masterSecret) + "\n";
    }
    return text;
}

std::optional<Bytes> KeyLog::masterSecret(ByteView clientRandom) const
{
    const auto found = m_masterSecrets.find(Bytes(clientRandom.begin(), clientRandom.end()));
    return found == m_masterSecrets.end() ? std::nullopt : std::optional(found->second);
}

class KeyLogReader
{
public:
    explicit KeyLogReader(std::string_view fileName) : m_fileName(fileName) {}

    std::optional<Error> line(std::string_view text);
    KeyLog take() { return std::move(m_keyLog); }

private:
    Error here(std::string what, std::string fix) const
    {
        return {std::move(what), m_fileName + ":" + std::to_string(m_line), std::move(fix)};
    }

    std::string m_fileName;
    std::size_t m_line = 0;
    KeyLog m_keyLog;
    std::set<std::string> m_skipped;
};

/// The next word of @p text, which loses it and the blanks around it.
static std::string_view takeWord(std::string_view &text)
{
    constexpr std::string_view blanks = " \t\r";
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    const std::string_view word = text.substr(0, text.find_first_of(blanks));
    text.remove_prefix(word.size());
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    return word;
}

std::optional<Error> KeyLogReader::line(std::string_view text)
{
    ++m_line;
    const std::string_view label = takeWord(text);
    if (label.empty() || label.starts_with('#'))
        return std::nullopt;
    if (label != clientRandomLabel) {
        constexpr std::size_t mostWarnings = 32, mostOfLabel = 64;
        const std::string shown = printable(label.substr(0, mostOfLabel));
        if (m_skipped.size() < mostWarnings && m_skipped.insert(shown).second)
            m_keyLog.m_warnings.push_back(here("lines with the label " + shown + " are skipped", {}));
        return std::nullopt;
    }
    const std::string_view randomHex = takeWord(text), secretHex = takeWord(text);
    const std::optional<Bytes> random = fromHex(randomHex), secret = fromHex(secretHex);
    if (!random || random->size() != randomLength)
        return here("this is no client random", "32 bytes in hex, 64 digits");
    if (!secret || secret->size() != masterSecretLength)
        return here("this is no master secret", "48 bytes in hex, 96 digits");
    if (!text.empty())
        return here("there is more on the line than a random and a secret", {});
    m_keyLog.m_masterSecrets[*random] = *secret;
    return std::nullopt;
}

Result<KeyLog> parseKeyLog(std::string_view text, std::string_view fileName)
{
    KeyLogReader reader(fileName);
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        if (std::optional<Error> error = reader.line(line))
            return std::move(*error);
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
    return reader.take();
}

} // namespace hd
