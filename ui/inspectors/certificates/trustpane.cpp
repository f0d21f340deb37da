// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/certificates/trustpane.h"

#include "models/valuetext.h"
#include "theme/theme.h"

#include <QUrl>

namespace hd::ui {

static QString safe(std::string_view text)
{
    return toQString(text).toHtmlEscaped();
}

static QString heading(const QString &text)
{
    return QStringLiteral("<p class=head style='margin-bottom:4px'>%1</p>").arg(text.toHtmlEscaped());
}

static QString paragraph(const QString &text, const char *kind = "")
{
    return QStringLiteral("<p class='%1' style='margin-top:0'>%2</p>").arg(QLatin1StringView(kind), text);
}

TrustPane::TrustPane(Session *session, Theme *theme, QWidget *parent)
    : QTextBrowser(parent), m_session(session), m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document()->setDocumentMargin(16);
    connect(this, &QTextBrowser::anchorClicked, this, &TrustPane::follow);
    connect(theme, &Theme::changed, this, &TrustPane::render);
}

void TrustPane::setChain(const CertificateBook *book, std::optional<std::size_t> chain)
{
    m_book = book;
    m_chain = chain;
    render();
}

void TrustPane::follow(const QUrl &url)
{
    if (url.scheme() == QLatin1StringView("check")) {
        m_session->select(m_session->checkSelection(url.path().toUInt()));
    } else if (url.scheme() == QLatin1StringView("field")) {
        const MessageId message{url.path().toUInt()};
        m_session->select(m_session->fieldSelection(message, url.fragment(QUrl::FullyDecoded)));
    }
}

void TrustPane::render()
{
    setAccessibleName(tr("What trust rests on"));
    if (!m_chain) {
        clear();
        return;
    }
    const Colors &colors = m_theme->colors();
    document()->setDefaultFont(m_theme->ui(Fonts::body));
    document()->setDefaultStyleSheet(
        QStringLiteral(
            "a { color: %1; text-decoration: none; } .head { color: %2; font-weight: 600; font-size: %6px; }"
            ".weak { color: %3; } .good { color: %4; font-weight: 600; } .bad { color: %5; font-weight: 600; }"
            ".mono { font-family: 'JetBrains Mono'; }")
            .arg(colors.accent.name(), colors.text3.name(), colors.text2.name(), colors.established.name(),
                 colors.alert.name())
            .arg(m_theme->px(Fonts::caption)));
    const CertificateChain &chain = m_book->chain(*m_chain);
    setHtml(verdict(chain) + meaning(chain) + anchors(chain) + extras(chain));
}

bool TrustPane::verified(const CertificateChain &chain) const
{
    Playhead last = 0;
    for (const ChainStepRow &row : chain.steps)
        if (row.certificate || row.step == "trust")
            last = std::max(last, m_book->madeAt(row));
    return last > 0 && last <= m_session->playhead();
}

QString TrustPane::verdict(const CertificateChain &chain) const
{
    const bool client = chain.relying() == Side::Client;
    const std::optional<bool> trusted = chain.trusted();
    if (!trusted)
        return paragraph(client ? tr("Nobody tells whether the client trusts this chain.")
                                : tr("Nobody tells whether the server trusts this chain."));
    if (!verified(chain))
        return paragraph(client ? tr("The client has not decided yet.") : tr("The server has not decided yet."));
    if (*trusted)
        return paragraph(client ? tr("✓ The client trusts this chain.") : tr("✓ The server trusts this chain."),
                         "good");
    return paragraph(
        client ? tr("✕ The client does not trust this chain.") : tr("✕ The server does not trust this chain."), "bad");
}

QString TrustPane::meaning(const CertificateChain &chain) const
{
    QString text = heading(tr("What \u201ctrusted\u201d means here"));
    text += paragraph(tr(
        "Nobody can prove to a stranger, on their word alone, who they are. So both sides believe a third: a "
        "certification authority (CA), whose own certificate is on a list of trusted roots. Each certificate says: "
        "this key belongs to this name; I, who sign this, have checked. The signatures lead from the leaf up to a root "
        "on the list, and there they end."));
    text += paragraph(tr(
        "Trusted means no more than that: a CA on the list vouches for whose key this is. It does not say that the "
        "owner is honest, and any CA on the list could vouch for anybody. That is why the list is short, and why a CA "
        "that errs is taken off it."));
    if (chain.from == Side::Client)
        text +=
            paragraph(tr("Here the server looks at the client. Whether this client may come in is another question, "
                         "and the server's own."));
    return text;
}

QString TrustPane::anchors(const CertificateChain &chain) const
{
    const bool client = chain.relying() == Side::Client;
    QString text = heading(client ? tr("Whom the client trusts") : tr("Whom the server trusts"));
    if (!verified(chain) || chain.anchors.empty()) {
        const bool nobody = chain.trusted().has_value() && verified(chain);
        return text +
               paragraph(nobody ? tr("Nobody: its list is empty.") : tr("Its list shows when it looks for a root."),
                         "weak");
    }
    for (const ChainCertificate &anchor : chain.anchors) {
        const bool here = std::any_of(chain.path.begin(), chain.path.end(),
                                      [&](const ChainCertificate &one) { return one.onPath && one.der == anchor.der; });
        text += paragraph(
            QStringLiteral("<b>%1</b><br><span class=weak>%2 · %3</span><br>%4")
                .arg(
                    safe(anchor.summary.subject), safe(anchor.summary.key),
                    tr("valid from %1 to %2")
                        .arg(safe(anchor.summary.notBefore.substr(0, 10)), safe(anchor.summary.notAfter.substr(0, 10))),
                    here ? QStringLiteral("<span class=good>%1</span>").arg(tr("✓ this chain ends here"))
                         : QStringLiteral("<span class=weak>%1</span>").arg(tr("this chain does not lead here"))));
    }
    return text;
}

/// OCSP and certificate transparency.
QString TrustPane::extras(const CertificateChain &chain) const
{
    const auto link = [](const FieldRef &field, const QString &text) {
        QUrl url(QStringLiteral("field:%1").arg(field.message.index));
        url.setFragment(toQString(field.path));
        return QStringLiteral("<a href=\"%1\">%2</a>").arg(url.toString(QUrl::FullyEncoded).toHtmlEscaped(), text);
    };
    QString text = heading(tr("Beside the chain"));
    for (const ChainStepRow &row : chain.steps)
        if (row.step == "status" && row.check) {
            const bool there = m_book->madeAt(row) <= m_session->playhead();
            text += paragraph(QStringLiteral("<a href=\"check:%1\">%2</a>")
                                  .arg(*row.check)
                                  .arg(there ? tr("OCSP, the CA's own word on revocation: %1").arg(safe(row.actual))
                                             : tr("OCSP, the CA's own word on revocation: not looked at yet")));
        }
    for (const FieldRef &field : chain.statuses)
        text += paragraph(link(field, tr("the stapled OCSP response in message #%1").arg(field.message.index + 1)));
    for (const FieldRef &field : chain.timestamps)
        text +=
            paragraph(link(field, tr("a signed certificate timestamp in message #%1").arg(field.message.index + 1)) +
                      QStringLiteral(" – ") + tr("a public log promises to show this certificate to everybody"));
    if (chain.statuses.empty() && chain.timestamps.empty())
        text += paragraph(tr("No OCSP response and no timestamp of a public log came with it."), "weak");
    return text;
}

} // namespace hd::ui
