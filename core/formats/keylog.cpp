// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/keylog.h"

#include "trace/secretlabels.h"

#include <array>
#include <set>

namespace hd {

static constexpr std::size_t randomLength = 32;       // RFC 5246 7.4.1.2
static constexpr std::size_t masterSecretLength = 48; // RFC 5246 8.1

namespace {

/// A line of a key log.
struct Known
{
    std::string_view label;
    ByteView clientRandom;
    ByteView secret;
};

/// What goes into a key_block says which master secret belongs to which client random, however the master secret came
/// about: key_block = PRF(master_secret, "key expansion", server_random + client_random), RFC 5246 6.3.
Known expansionOf(const Trace &trace, const Derivation &derivation)
{
    Known found{secretlabel::master, {}, {}};
    for (const Input &input : derivation.inputs) {
        if (input.role == "secret" && input.derivation)
            found.secret = trace[*input.derivation].output;
        else if (input.role == "seed")
            found.clientRandom = input.value; // the last of the two
    }
    return found;
}

/// By derivation, the random of the client_hello that its party had last sent or received.
std::vector<ByteView> clientRandoms(const Trace &trace)
{
    std::vector<ByteView> randoms(trace.derivations.size());
    std::array<ByteView, 2> last;
    for (const Event &event : trace.events) {
        ByteView &known = last[static_cast<std::size_t>(event.at)];
        if (event.what == What::Derivation)
            randoms[event.index] = known;
        if (event.what != What::MessageSent && event.what != What::MessageReceived)
            continue;
        const Message &message = trace.messages[event.index];
        if (const Field *random = message.field("client_hello.random"))
            known = slice(message.bytes, random->range);
    }
    return randoms;
}

std::optional<Known> knownBy(const Trace &trace, const Derivation &derivation, ByteView clientRandom)
{
    Known known;
    if (derivation.name == "key_block")
        known = expansionOf(trace, derivation);
    for (const auto &[name, label] : secretlabel::byDerivation)
        if (derivation.name == name)
            known = {label, clientRandom, derivation.output};
    if (known.secret.empty() || known.clientRandom.size() != randomLength)
        return std::nullopt;
    return known;
}

} // namespace

std::string keyLog(const Trace &trace)
{
    std::string text;
    std::set<std::string> written; // both parties derive the same
    const std::vector<ByteView> randoms = clientRandoms(trace);
    for (std::size_t i = 0; i < trace.derivations.size(); ++i) {
        const std::optional<Known> known = knownBy(trace, trace.derivations[i], randoms[i]);
        if (!known)
            continue;
        const std::string name = std::string(known->label) + " " + toHex(known->clientRandom) + " ";
        if (written.insert(name).second)
            text += name + toHex(known->secret) + "\n";
    }
    return text;
}

std::optional<Bytes> KeyLog::secret(std::string_view label, ByteView clientRandom) const
{
    const auto found = m_secrets.find({std::string(label), Bytes(clientRandom.begin(), clientRandom.end())});
    return found == m_secrets.end() ? std::nullopt : std::optional(found->second);
}

void KeyLog::add(KeyLog later)
{
    for (auto &[name, secret] : later.m_secrets)
        m_secrets.insert_or_assign(name, std::move(secret));
    m_warnings.insert(m_warnings.end(), later.m_warnings.begin(), later.m_warnings.end());
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

static bool isKnown(std::string_view label)
{
    return label == secretlabel::master ||
           std::any_of(std::begin(secretlabel::byDerivation), std::end(secretlabel::byDerivation),
                       [label](const auto &known) { return known.second == label; });
}

std::optional<Error> KeyLogReader::line(std::string_view text)
{
    ++m_line;
    const std::string_view label = takeWord(text);
    if (label.empty() || label.starts_with('#'))
        return std::nullopt;
    if (!isKnown(label)) {
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
    const bool master = label == secretlabel::master;
    if (master && (!secret || secret->size() != masterSecretLength))
        return here("this is no master secret", "48 bytes in hex, 96 digits");
    // RFC 8446 7.1: Hash.length, and the suites have SHA-256 or SHA-384
    if (!secret || (!master && secret->size() != 32 && secret->size() != 48))
        return here("this is no secret of TLS 1.3", "32 or 48 bytes in hex, 64 or 96 digits");
    if (!text.empty())
        return here("there is more on the line than a random and a secret", {});
    m_keyLog.m_secrets[{std::string(label), *random}] = *secret;
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
