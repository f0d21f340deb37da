// SPDX-License-Identifier: GPL-3.0-or-later
#include "peerprogram.h"

#include "libsslprivate.h"

#include <openssl/pem.h>

#include <QDir>
#include <QFile>

namespace hd::test {

namespace {

std::string take(BIO *bio)
{
    char *text = nullptr;
    const long length = BIO_get_mem_data(bio, &text);
    return std::string(text, static_cast<std::size_t>(length));
}

std::string pem(const crypto::Certificate &certificate)
{
    const Owned<BIO, BIO_free_all> bio(BIO_new(BIO_s_mem()));
    ensure(PEM_write_bio_X509(bio.get(), certificate.handle()), "a certificate as PEM");
    return take(bio.get());
}

std::string pem(const crypto::PrivateKey &key)
{
    const Owned<BIO, BIO_free_all> bio(BIO_new(BIO_s_mem()));
    ensure(PEM_write_bio_PrivateKey(bio.get(), key.handle(), nullptr, nullptr, 0, nullptr, nullptr), "a key as PEM");
    return take(bio.get());
}

} // namespace

CredentialFiles::CredentialFiles(Identities &identities)
{
    for (const char *name : names) {
        const Pki::Credential credential = identities.find(name);
        std::string issuers; // without the root, which a sender may leave out
        for (std::size_t i = 1; i + 1 < credential.chain.size(); ++i)
            issuers += pem(credential.chain[i]);
        write(std::string(name) + "-chain.pem", pem(credential.chain.front()) + issuers);
        write(std::string(name) + "-issuers.pem", issuers);
        write(std::string(name) + "-leaf.pem", pem(credential.chain.front()));
        write(std::string(name) + "-key.pem", pem(credential.key));
    }
    std::string all;
    for (const char *authority : authorities) {
        const std::string text = pem(identities.anchor(authority));
        write(std::string(authority) + ".pem", text);
        all += text;
    }
    write("anchors.pem", all);
}

std::string CredentialFiles::path(const std::string &file) const
{
    return m_folder.filePath(QString::fromStdString(file)).toStdString();
}

void CredentialFiles::makeFolder(const std::string &folder) const
{
    if (!QDir(m_folder.path()).mkdir(QString::fromStdString(folder)))
        throw std::runtime_error("cannot make " + path(folder));
}

std::string CredentialFiles::write(const std::string &file, const std::string &text) const
{
    const std::string where = path(file);
    QFile out(QString::fromStdString(where));
    if (!out.open(QIODevice::WriteOnly) || out.write(text.data(), static_cast<qint64>(text.size())) < 0)
        throw std::runtime_error("cannot write " + where);
    return where;
}

} // namespace hd::test
