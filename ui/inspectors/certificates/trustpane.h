// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/certificatebook.h"
#include "session/session.h"

#include <QTextBrowser>

namespace hd::ui {

class Theme;

/// What trust rests on here: whom the relying party believes, what each of them would have to do wrong to deceive it,
/// and what nobody has looked at.
class TrustPane : public QTextBrowser
{
    Q_OBJECT
public:
    TrustPane(Session *session, Theme *theme, QWidget *parent = nullptr);

    /// @p book must outlive it, or be replaced.
    void setChain(const CertificateBook *book, std::optional<std::size_t> chain);
    void render();

private:
    QString verdict(const CertificateChain &chain) const;
    QString anchors(const CertificateChain &chain) const;
    QString meaning(const CertificateChain &chain) const;
    QString extras(const CertificateChain &chain) const;
    bool verified(const CertificateChain &chain) const; ///< by the playhead
    void follow(const QUrl &url);

    Session *m_session;
    Theme *m_theme;
    const CertificateBook *m_book = nullptr;
    std::optional<std::size_t> m_chain;
};

} // namespace hd::ui
