// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/inputs.h"

#include "formats/recording.h"

#include <charconv>

namespace hd {

bool Inputs::has(std::string_view role) const
{
    return std::any_of(m_inputs.begin(), m_inputs.end(), [role](const Input &input) { return input.role == role; });
}

const Input &Inputs::input(std::string_view role) const
{
    for (const Input &input : m_inputs)
        if (input.role == role)
            return input;
    throw BadInput{"there is no input \"" + std::string(role) + "\""};
}

Bytes Inputs::bytesOf(const Input &input) const
{
    if (input.value.empty() && input.derivation && isWithheld(m_trace[*input.derivation]))
        throw Withheld{};
    Bytes all = input.value;
    for (const MessageId message : input.messages)
        append(all, m_trace[message].bytes);
    return all;
}

Bytes Inputs::bytes(std::string_view role) const
{
    return bytesOf(input(role));
}

Bytes Inputs::all(std::string_view role) const
{
    Bytes bytes;
    for (const Input &input : m_inputs)
        if (input.role == role)
            append(bytes, bytesOf(input));
    return bytes;
}

std::string Inputs::text(std::string_view role) const
{
    return input(role).text;
}

std::vector<std::string> Inputs::texts(std::string_view role) const
{
    std::vector<std::string> found;
    for (const Input &input : m_inputs)
        if (input.role == role)
            found.push_back(input.text);
    return found;
}

std::uint64_t Inputs::number(std::string_view role) const
{
    const std::string &digits = input(role).text;
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || end != digits.data() + digits.size())
        throw BadInput{"\"" + digits + "\" is no number"};
    return number;
}

crypto::Hash Inputs::hash() const
{
    const std::string &name = input("hash").text;
    for (std::size_t i = 0; i < crypto::hashCount; ++i)
        if (crypto::name(static_cast<crypto::Hash>(i)) == name)
            return static_cast<crypto::Hash>(i);
    throw BadInput{"there is no hash \"" + name + "\""};
}

std::uint16_t Inputs::group() const
{
    const std::string &name = input("group").text;
    if (const NamedGroup *group = namedGroup(name))
        return group->code;
    throw BadInput{"there is no group \"" + name + "\""};
}

std::uint16_t Inputs::scheme() const
{
    const std::string &name = input("scheme").text;
    if (const SignatureScheme *scheme = signatureScheme(name))
        return scheme->code;
    if (name == names::signatureForm(rsaPkcs1Md5Sha1))
        return rsaPkcs1Md5Sha1;
    throw BadInput{"there is no signature scheme \"" + name + "\""};
}

crypto::PublicKey Inputs::publicKey(crypto::Context &context) const
{
    std::optional<crypto::PublicKey> key = crypto::PublicKey::fromSpki(context, bytes("public_key"));
    if (!key)
        throw BadInput{"public_key is no SubjectPublicKeyInfo"};
    return std::move(*key);
}

} // namespace hd
