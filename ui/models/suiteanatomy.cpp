// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/suiteanatomy.h"

#include "models/suitewords.h"
#include "models/valuetext.h"

#include <QStringList>

namespace hd::ui {

namespace {

using Role = SuitePart::Role;

bool isMode(const QString &word)
{
    return word == QLatin1StringView("CBC") || word == QLatin1StringView("GCM") || word == QLatin1StringView("CCM") ||
           word == QLatin1StringView("POLY1305");
}

bool isHash(const QString &word)
{
    return word.startsWith(QLatin1StringView("SHA")) || word == QLatin1StringView("MD5");
}

/// Cuts a name into its parts, in order, before anything is known of them.
class Cutter
{
public:
    explicit Cutter(const QString &name)
    {
        QStringList words = name.split(u'_');
        add(Role::Filling, words.takeFirst());
        const qsizetype with = words.indexOf(QStringLiteral("WITH"));
        if (with >= 0) {
            cutExchange(words.first(with));
            add(Role::Filling, words.at(with));
        }
        cutProtection(words.mid(with + 1));
    }

    std::vector<SuitePart> parts;

private:
    void add(Role role, const QString &text)
    {
        SuitePart part;
        part.role = role;
        part.text = text;
        parts.push_back(std::move(part));
    }

    /// RFC 6655 4 turns DHE_PSK round in two of four names; both words say then what they always say.
    static Role roleOf(const QString &word, bool alone)
    {
        if (word == QLatin1StringView("EXPORT") || word == QLatin1StringView("EXPORT1024"))
            return Role::Export;
        if (word.startsWith(QLatin1StringView("DH")) || word.startsWith(QLatin1StringView("ECDH")))
            return Role::KeyExchange;
        return alone ? Role::Both : Role::Authentication;
    }

    void cutExchange(QStringList words)
    {
        const qsizetype count = words.size() - (words.contains(QStringLiteral("EXPORT")) ? 1 : 0);
        const bool mixed = words.size() == 2 && words.at(0) == QLatin1StringView("RSA") &&
                           words.at(1) == QLatin1StringView("PSK"); // both say both (RFC 4279 4)
        if (words.first().startsWith(QLatin1StringView("SRP")) || words.first().startsWith(QLatin1StringView("KRB")) ||
            words.first().startsWith(QLatin1StringView("GOST")))
            return add(Role::Both, words.join(u'_'));
        for (const QString &word : words)
            add(roleOf(word, count == 1 || mixed), word);
    }

    /// What comes before the mode is the cipher; a number after CCM is the length of the tag.
    void cutProtection(const QStringList &words)
    {
        QStringList cipher;
        bool aead = false;
        const auto flush = [&] {
            if (!cipher.isEmpty())
                add(Role::Cipher, cipher.join(u'_'));
            cipher.clear();
        };
        for (const QString &word : words) {
            if (isMode(word)) {
                flush();
                add(Role::Mode, word);
                aead = word != QLatin1StringView("CBC");
            } else if (isHash(word)) {
                flush();
                add(aead ? Role::Hash : Role::Mac, word);
            } else if (aead && cipher.isEmpty()) {
                add(Role::Tag, word);
            } else {
                cipher.append(word);
            }
        }
        flush();
    }
};

unsigned macLength(HashName hash)
{
    switch (hash) {
    case HashName::None:
        return 0;
    case HashName::Md5:
        return 16;
    case HashName::Sha1:
        return 20;
    case HashName::Sha256:
        return 32;
    case HashName::Sha384:
        return 48;
    }
    return 0;
}

/// RFC 5246 6.3, RFC 2246 6.3; from TLS 1.3 on RFC 8446 7.3.
std::vector<SuiteBytes> keysOf(const CipherSuite &suite, Version version)
{
    const SuiteWords words(suite, version);
    std::vector<SuiteBytes> keys;
    const auto add = [&keys](const QString &name, unsigned count, Role role) {
        if (count > 0)
            keys.push_back({name, count, role});
    };
    const unsigned iv = suite.mode == CipherMode::Cbc && version <= tls10 ? suite.blockLength : suite.fixedIvLength;
    add(words.macKey(), macLength(suite.mac), Role::Mac);
    add(words.key(), suite.keyMaterial, Role::Cipher);
    add(words.iv(), suite.exportable() ? 0 : iv, Role::Mode); // an exportable suite computes it elsewhere
    return keys;
}

std::vector<SuiteBytes> recordOf(const CipherSuite &suite, Version version)
{
    const SuiteWords words(suite, version);
    std::vector<SuiteBytes> record{{words.header(), 5, Role::Filling}};
    if (suite.mode == CipherMode::Cbc && version >= tls11) // RFC 4346 6.2.3.2
        record.push_back({words.explicitIv(), suite.blockLength, Role::Mode});
    if (suite.explicitLength > 0)
        record.push_back({words.explicitNonce(), suite.explicitLength, Role::Mode});
    record.push_back({words.content(), 0, Role::Cipher});
    if (suite.mac != HashName::None)
        record.push_back({QStringLiteral("MAC"), macLength(suite.mac), Role::Mac});
    if (suite.mode == CipherMode::Cbc)
        record.push_back({words.padding(), 0, Role::Mode});
    if (suite.tagLength > 0)
        record.push_back({words.tag(), suite.tagLength, Role::Mode});
    return record;
}

} // namespace

SuiteAnatomy anatomyOf(const CipherSuite &suite, std::optional<Version> version)
{
    const Version in = version && suite.usableIn(*version) ? *version : suite.last;
    const SuiteWords words(suite, in);
    SuiteAnatomy anatomy;
    anatomy.name = toQString(suite.name);
    anatomy.parts = Cutter(anatomy.name).parts;
    for (SuitePart &part : anatomy.parts)
        words.describe(part);
    anatomy.implied = words.implied();
    anatomy.keys = keysOf(suite, in);
    anatomy.record = recordOf(suite, in);
    anatomy.remarks = remarksOn(suite, in);
    return anatomy;
}

SuiteAnatomy anatomyOf(std::string_view name)
{
    SuiteAnatomy anatomy;
    anatomy.name = toQString(name);
    anatomy.parts = Cutter(anatomy.name).parts;
    for (SuitePart &part : anatomy.parts)
        part.caption = SuiteWords::caption(part.role);
    return anatomy;
}

QString statusWord(SuiteStatus::Kind kind)
{
    return SuiteWords::status(kind);
}

} // namespace hd::ui
