// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/names.h"

#include "crypto/handles.h"

#include <openssl/err.h>

namespace hd::crypto {

namespace {

char lower(char c) // DNS compares ASCII letters only, whatever the locale (RFC 4343)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool sameLetters(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view withoutFinalDot(std::string_view name)
{
    return name.ends_with('.') ? name.substr(0, name.size() - 1) : name;
}

} // namespace

bool matchesDnsName(std::string_view presented, std::string_view reference)
{
    reference = withoutFinalDot(reference);
    if (presented.empty() || reference.empty())
        return false;
    if (!presented.starts_with("*."))
        return sameLetters(presented, reference);
    const std::string_view parent = presented.substr(1); // ".hellodone.test"
    if (std::count(parent.begin(), parent.end(), '.') < 2 || parent.find("..") != std::string_view::npos)
        return false;
    const std::size_t label = reference.find('.');
    return label != std::string_view::npos && label > 0 && sameLetters(parent, reference.substr(label));
}

std::optional<Bytes> ipAddress(const std::string &text)
{
    ERR_set_mark();
    const Handle<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free> address(a2i_IPADDRESS(text.c_str()));
    ERR_pop_to_mark();
    if (!address)
        return std::nullopt;
    const std::uint8_t *data = ASN1_STRING_get0_data(address.get());
    return Bytes(data, data + ASN1_STRING_length(address.get()));
}

std::string ipText(ByteView address)
{
    if (address.size() == 4)
        return std::to_string(address[0]) + '.' + std::to_string(address[1]) + '.' + std::to_string(address[2]) + '.' +
               std::to_string(address[3]);
    std::string text;
    for (std::size_t i = 0; i + 1 < address.size(); i += 2)
        text += (i ? ":" : "") + toHex(address.subspan(i, 2));
    return text;
}

} // namespace hd::crypto
