// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/suiteanatomy.h"

#include <QCoreApplication>

namespace hd::ui {

/// What is said of the parts of one suite in one version, in the language of the window.
class SuiteWords
{
    Q_DECLARE_TR_FUNCTIONS(hd::ui::SuiteWords)
public:
    SuiteWords(const CipherSuite &suite, Version version) : m_suite(suite), m_version(version) {}

    void describe(SuitePart &part) const; ///< fills in all but role and text
    std::vector<SuitePart> implied() const;

    static QString caption(SuitePart::Role role);
    static QString status(SuiteStatus::Kind kind);

    QString key() const { return tr("key"); }
    QString macKey() const { return tr("MAC key"); }
    QString iv() const { return tr("IV"); }
    QString header() const { return tr("header"); }
    QString explicitIv() const { return tr("IV"); }
    QString explicitNonce() const { return tr("explicit nonce"); }
    QString content() const { return m_suite.mode == CipherMode::Null ? tr("content in clear") : tr("ciphertext"); }
    QString padding() const { return tr("padding"); }
    QString tag() const { return tr("tag"); }

private:
    void describeExchange(SuitePart &part) const;
    void describeAuthentication(SuitePart &part) const;
    void describeBoth(SuitePart &part) const;
    void describeCipher(SuitePart &part) const;
    void describeMode(SuitePart &part) const;
    void describeMac(SuitePart &part) const;
    SuitePart hash() const;
    QString ivNote() const;

    const CipherSuite &m_suite;
    Version m_version;
};

} // namespace hd::ui
