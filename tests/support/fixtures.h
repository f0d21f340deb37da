// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/keys.h"

#include <QFile>

namespace hd::test {

/// The content of a file of the source tree; the test fails without it.
inline QByteArray sourceFile(const QString &path)
{
    QFile file(QStringLiteral(HELLODONE_SOURCE_DIR "/") + path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(file.fileName()));
    return file.readAll();
}

/// A key of resources/pki.
inline crypto::PrivateKey fixtureKey(crypto::Context &context, const QString &name)
{
    const QByteArray pem = sourceFile(QStringLiteral("resources/pki/%1.pem").arg(name));
    return crypto::PrivateKey::fromPem(context, {pem.constData(), static_cast<std::size_t>(pem.size())}).value();
}

/// Hands out another one's bytes and counts them.
class CountingEntropy final : public Entropy
{
public:
    explicit CountingEntropy(std::uint64_t seed) : m_source(seed, "test") {}
    void fill(std::span<std::uint8_t> out) override
    {
        m_source.fill(out);
        m_count += out.size();
    }
    std::size_t count() const { return m_count; }

private:
    SeededEntropy m_source;
    std::size_t m_count = 0;
};

/// For QCOMPARE: a failure shows both in hex.
inline QString hex(ByteView bytes)
{
    return QString::fromStdString(toHex(bytes));
}

} // namespace hd::test
