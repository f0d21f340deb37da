// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/certificates.h"

#include "crypto/contextprivate.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <chrono>

namespace hd::crypto {

namespace {

constexpr std::size_t keptCertificates = 64;

using GeneralNamesHandle = Handle<GENERAL_NAMES, GENERAL_NAMES_free>;

std::string textOf(const X509_NAME *name)
{
    // RFC 4514, most specific first, with a space after the comma; UTF-8 stays readable.
    constexpr unsigned long flags =
        (ASN1_STRFLGS_RFC2253 & ~ASN1_STRFLGS_ESC_MSB) | XN_FLAG_SEP_CPLUS_SPC | XN_FLAG_DN_REV | XN_FLAG_FN_SN;
    const BioHandle bio(ensured(BIO_new(BIO_s_mem()), "printing a name"));
    if (X509_NAME_print_ex(bio.get(), name, 0, flags) < 0)
        throw CryptoFailure("printing a name");
    const char *text = nullptr;
    const long length = BIO_get_mem_data(bio.get(), &text);
    return std::string(text, static_cast<std::size_t>(length));
}

Bytes derOf(const X509_NAME *name)
{
    const std::uint8_t *der = nullptr;
    std::size_t length = 0;
    ensure(X509_NAME_get0_der(name, &der, &length), "encoding a name");
    return Bytes(der, der + length);
}

} // namespace

std::int64_t unixTime(const ASN1_TIME *time)
{
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1)
        return 0;
    const std::chrono::year_month_day date(std::chrono::year(parts.tm_year + 1900),
                                           std::chrono::month(static_cast<unsigned>(parts.tm_mon + 1)),
                                           std::chrono::day(static_cast<unsigned>(parts.tm_mday)));
    const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
    return ((days * 24 + parts.tm_hour) * 60 + parts.tm_min) * 60 + parts.tm_sec;
}

std::optional<Certificate> Certificate::fromDer(Context &context, ByteView der)
{
    auto &known = context.internals().certificates;
    Bytes bytes(der.begin(), der.end());
    if (const auto found = known.find(bytes); found != known.end())
        return Certificate(found->second);
    ERR_set_mark();
    X509 *x509 = ensured(X509_new_ex(context.lib(), nullptr), "a certificate");
    const std::uint8_t *at = dataOf(der);
    const bool parsed = d2i_X509(&x509, &at, static_cast<long>(der.size())) != nullptr;
    ERR_pop_to_mark();
    if (!parsed) // d2i has freed it
        return std::nullopt;
    std::shared_ptr<X509> shared(x509, X509_free);
    if (at != der.data() + der.size())
        return std::nullopt;
    if (known.size() == keptCertificates)
        known.clear();
    known.emplace(std::move(bytes), shared);
    return Certificate(std::move(shared));
}

std::vector<Certificate> Certificate::fromPem(Context &context, std::string_view pem)
{
    std::vector<Certificate> certificates;
    const BioHandle bio(ensured(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), "reading PEM"));
    ERR_set_mark();
    char *name = nullptr;
    char *header = nullptr;
    unsigned char *data = nullptr;
    long length = 0;
    while (PEM_read_bio(bio.get(), &name, &header, &data, &length) == 1) {
        const std::string_view kind = name;
        if (kind == PEM_STRING_X509 || kind == PEM_STRING_X509_OLD)
            if (const auto one = fromDer(context, {data, static_cast<std::size_t>(length)}))
                certificates.push_back(*one);
        OPENSSL_free(name);
        OPENSSL_free(header);
        OPENSSL_free(data);
    }
    ERR_pop_to_mark();
    return certificates;
}

Bytes Certificate::der() const
{
    Bytes der(static_cast<std::size_t>(std::max(0, i2d_X509(m_x509.get(), nullptr))));
    std::uint8_t *at = der.data();
    if (der.empty() || i2d_X509(m_x509.get(), &at) < 0)
        throw CryptoFailure("encoding a certificate");
    return der;
}

std::string Certificate::subject() const
{
    return textOf(X509_get_subject_name(m_x509.get()));
}

std::string Certificate::commonName() const
{
    const X509_NAME *subject = X509_get_subject_name(m_x509.get());
    const int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
    if (at < 0)
        return {};
    unsigned char *text = nullptr;
    const int length = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
    if (length < 0)
        return {};
    const MemoryHandle owner(text);
    return {reinterpret_cast<const char *>(text), static_cast<std::size_t>(length)};
}

std::string Certificate::issuer() const
{
    return textOf(X509_get_issuer_name(m_x509.get()));
}

Bytes Certificate::subjectDer() const
{
    return derOf(X509_get_subject_name(m_x509.get()));
}

Bytes Certificate::issuerDer() const
{
    return derOf(X509_get_issuer_name(m_x509.get()));
}

std::int64_t Certificate::notBefore() const
{
    return unixTime(X509_get0_notBefore(m_x509.get()));
}

std::int64_t Certificate::notAfter() const
{
    return unixTime(X509_get0_notAfter(m_x509.get()));
}

std::vector<std::string> Certificate::dnsNames() const
{
    std::vector<std::string> names;
    const GeneralNamesHandle all(
        static_cast<GENERAL_NAMES *>(X509_get_ext_d2i(m_x509.get(), NID_subject_alt_name, nullptr, nullptr)));
    for (int i = 0; i < sk_GENERAL_NAME_num(all.get()); ++i) { // -1 without a stack
        const GENERAL_NAME *name = sk_GENERAL_NAME_value(all.get(), i);
        if (name->type == GEN_DNS)
            names.emplace_back(reinterpret_cast<const char *>(ASN1_STRING_get0_data(name->d.dNSName)),
                               static_cast<std::size_t>(ASN1_STRING_length(name->d.dNSName)));
    }
    return names;
}

std::vector<Bytes> Certificate::ipAddresses() const
{
    std::vector<Bytes> addresses;
    const GeneralNamesHandle all(
        static_cast<GENERAL_NAMES *>(X509_get_ext_d2i(m_x509.get(), NID_subject_alt_name, nullptr, nullptr)));
    for (int i = 0; i < sk_GENERAL_NAME_num(all.get()); ++i) {
        const GENERAL_NAME *name = sk_GENERAL_NAME_value(all.get(), i);
        if (name->type == GEN_IPADD) {
            const std::uint8_t *data = ASN1_STRING_get0_data(name->d.iPAddress);
            addresses.emplace_back(data, data + ASN1_STRING_length(name->d.iPAddress));
        }
    }
    return addresses;
}

PublicKey Certificate::publicKey(Context &) const
{
    EVP_PKEY *key = X509_get0_pubkey(m_x509.get()); // decoded once, when the certificate was; null for unknown kinds
    const X509_PUBKEY *encoded = X509_get_X509_PUBKEY(m_x509.get());
    Bytes spki(static_cast<std::size_t>(std::max(0, i2d_X509_PUBKEY(encoded, nullptr))));
    if (std::uint8_t *at = spki.data(); !spki.empty())
        i2d_X509_PUBKEY(encoded, &at);
    return PublicKey(std::shared_ptr<EVP_PKEY>(m_x509, key), std::move(spki));
}

} // namespace hd::crypto
