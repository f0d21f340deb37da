// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/formula.h"

#include "trace/operations.h"
#include "trace/provenance.h"

namespace hd {

std::string leafName(std::string_view path)
{
    const auto dot = path.rfind('.');
    return std::string(dot == std::string_view::npos ? path : path.substr(dot + 1));
}

/// `messages #1..#8`, or each one where they do not follow each other: `messages #1, #3..#5`.
static std::string messageList(const std::vector<MessageId> &messages)
{
    std::string list = messages.size() == 1 ? "message " : "messages ";
    for (std::size_t i = 0; i < messages.size();) {
        std::size_t last = i;
        while (last + 1 < messages.size() && messages[last + 1].index == messages[last].index + 1)
            ++last;
        list += (i > 0 ? ", #" : "#") + std::to_string(messages[i].index + 1);
        if (last > i)
            list += "..#" + std::to_string(messages[last].index + 1);
        i = last + 1;
    }
    return list;
}

static std::string fieldName(const Trace &trace, const FieldRef &field)
{
    const std::optional<DerivationId> origin = originOf(trace, field);
    return origin ? trace[*origin].name : leafName(field.path);
}

std::string inputName(const Trace &trace, const Input &input)
{
    if (input.derivation)
        return trace[*input.derivation].name;
    if (!input.messages.empty())
        return messageList(input.messages);
    if (!input.fields.empty()) {
        std::string names;
        for (const FieldRef &field : input.fields)
            names += (names.empty() ? "" : " + ") + fieldName(trace, field);
        return names;
    }
    if (!input.text.empty())
        return input.text;
    const bool nameless = input.role == "part" || input.role == "seed";
    return nameless && input.value.size() <= 8 ? "0x" + toHex(input.value) : input.role;
}

namespace {

/// The inputs of one derivation by role.
class Inputs
{
public:
    Inputs(const Trace &trace, const Derivation &derivation) : m_trace(trace), m_derivation(derivation) {}

    /// Every input of @p role, joined as the RFCs join byte strings.
    std::string operator()(std::string_view role) const
    {
        std::string joined;
        for (const Input &input : m_derivation.inputs)
            if (input.role == role)
                joined += (joined.empty() ? "" : " + ") + inputName(m_trace, input);
        return joined.empty() ? std::string(role) : joined;
    }

    std::string text(std::string_view role) const
    {
        for (const Input &input : m_derivation.inputs)
            if (input.role == role)
                return input.text;
        return {};
    }

private:
    const Trace &m_trace;
    const Derivation &m_derivation;
};

} // namespace

/// `[0..47]`, both ends included.
static std::string span(std::size_t offset, std::size_t length)
{
    return length == 0 ? "[]" : "[" + std::to_string(offset) + ".." + std::to_string(offset + length - 1) + "]";
}

static std::size_t toNumber(const std::string &text)
{
    std::size_t number = 0;
    for (const char c : text)
        if (c >= '0' && c <= '9')
            number = number * 10 + static_cast<std::size_t>(c - '0');
    return number;
}

std::string formula(const Trace &trace, DerivationId id)
{
    const Derivation &derivation = trace[id];
    const std::string &op = derivation.operation;
    const Inputs in(trace, derivation);
    const std::size_t length = derivation.output.size();

    if (op == operation::entropy)
        return "random(" + std::to_string(length) + ")";
    if (op == operation::concatenation)
        return in("part");
    if (op == operation::dhPublic)
        return in("dh_g") + "^" + in("private_key") + " mod " + in("dh_p");
    if (op == operation::dhShared)
        return in("peer_public") + "^" + in("private_key") + " mod " + in("dh_p");
    if (op == operation::ecdhPublic)
        return in("group") + "(" + in("private_key") + ", base point)";
    if (op == operation::ecdhShared)
        return in("group") + "(" + in("private_key") + ", " + in("peer_public") + ")";
    if (op == operation::rsaEncrypt)
        return "RSAES-PKCS1-v1_5-ENCRYPT(public_key, " + in("plaintext") + ")";
    if (op == operation::rsaDecrypt)
        return "RSAES-PKCS1-v1_5-DECRYPT(private_key, " + in("ciphertext") + ")";
    if (op == operation::sign)
        return in("scheme") + "(private_key, " + in("content") + ")";
    if (op == operation::hash)
        return in("hash") + "(" + in("messages") + ")";
    if (op == operation::prf)
        return "PRF(" + in("secret") + ", \"" + in("label") + "\", " + in("seed") + ")" + span(0, length);
    if (op == operation::slice)
        return in("source") + span(toNumber(in.text("offset")), length);
    return {};
}

} // namespace hd
