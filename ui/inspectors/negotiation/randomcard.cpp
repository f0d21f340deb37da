// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/negotiation/randomcard.h"

#include "inspectors/negotiation/randomstrip.h"
#include "models/valuetext.h"
#include "theme/theme.h"

#include <QLabel>
#include <QTextDocumentFragment>
#include <QVBoxLayout>

namespace hd::ui {

RandomCard::RandomCard(Session *session, Theme *theme, const HelloRandom &random, QWidget *parent)
    : QFrame(parent),
      m_session(session),
      m_theme(theme),
      m_random(random),
      m_uses(usesOf(*session->trace(), session->lineage(), random)),
      m_strip(new RandomStrip(session, theme, random, this)),
      m_title(new QLabel(this)),
      m_meaning(new QLabel(this)),
      m_used(new QLabel(this)),
      m_hashed(new QLabel(this)),
      m_sessionId(new QLabel(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_title);
    layout->addWidget(m_strip);
    for (QLabel *label : {m_title, m_meaning, m_used, m_hashed, m_sessionId}) {
        label->setTextFormat(Qt::RichText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
        connect(label, &QLabel::linkActivated, this, &RandomCard::follow);
        if (label != m_title)
            layout->addWidget(label);
    }
    refresh();
}

QString RandomCard::link(const QString &href, const QString &text) const
{
    return QStringLiteral("<a href=\"%1\" style=\"color:%2; text-decoration:none\">%3</a>")
        .arg(href, m_theme->colors().accent.name(), text.toHtmlEscaped());
}

QString RandomCard::heading() const
{
    const Message &message = (*m_session->trace())[m_random.message];
    const QString who = message.from == Side::Client ? tr("Client") : tr("Server");
    const QString changed = m_session->events().changedOnTheWay(m_random.message)
                                ? QStringLiteral(" · ") + tr("changed on the way")
                                : QString();
    return QStringLiteral("%1 · %2%3")
        .arg(link(QStringLiteral("random:"),
                  QStringLiteral("#%1 %2").arg(m_random.message.index + 1).arg(toQString(m_random.path))),
             who, changed);
}

/// What the bytes say, and what they do not.
QString RandomCard::meaning() const
{
    QString text;
    if (m_random.split)
        text = tr("<b>%1</b> is what the first four bytes read as gmt_unix_time. Many implementations fill them with "
                  "random bytes, too, so it need not be anybody's clock.")
                   .arg(m_random.time.toHtmlEscaped());
    else if (m_random.path.ends_with("challenge"))
        text = tr("The challenge of a client_hello in the format of SSL 2.0 stands for the random: 32 bytes, filled up "
                  "with zeros from the left where it is shorter.");
    else if (m_random.mark != HelloRandom::Mark::Retry)
        text = tr("32 opaque random bytes: TLS 1.3 keeps no time in them.");
    switch (m_random.mark) {
    case HelloRandom::Mark::None:
        break;
    case HelloRandom::Mark::DowngradeFromTls13:
        text +=
            QStringLiteral("<br>") +
            tr("<b>Downgrade sentinel:</b> the last eight bytes say that this server can do TLS 1.3 and was asked for "
               "less. A client that did offer TLS 1.3 ends the handshake here: somebody changed its hello.");
        break;
    case HelloRandom::Mark::DowngradeToTls11:
        text +=
            QStringLiteral("<br>") +
            tr("<b>Downgrade sentinel:</b> the last eight bytes say that this server can do TLS 1.2 or more and was "
               "asked for TLS 1.1 or less. A client that did offer more ends the handshake here.");
        break;
    case HelloRandom::Mark::Retry:
        text = tr("<b>Not random at all:</b> this constant makes a server_hello a hello_retry_request. The server asks "
                  "for another client_hello.");
        break;
    }
    return text;
}

QString RandomCard::sessionText() const
{
    if (m_random.sessionId.empty())
        return {};
    const Message &message = (*m_session->trace())[m_random.message];
    const Field *id = message.field(m_random.sessionId);
    const QString name = link(QStringLiteral("session:"), toQString(m_random.sessionId));
    const QString bytes = QStringLiteral("<span style=\"font-family:'JetBrains Mono'\">%1</span>")
                              .arg(hexText(slice(message.bytes, id->range), 8));
    if (m_random.echoed)
        return tr("%1 (%2) is the client's: %3").arg(name, byteCountText(id->range.length), bytes);
    return tr("%1 (%2) goes with it: %3").arg(name, byteCountText(id->range.length), bytes);
}

/// "master_secret (client, server)"; what has not happened yet says so.
QString RandomCard::useText(bool transcript) const
{
    const Trace &trace = *m_session->trace();
    QStringList shown;
    for (const RandomUse &use : m_uses) {
        if (use.transcript != transcript)
            continue;
        QStringList parties;
        for (const std::uint32_t index : use.indices) {
            const Side by = use.check ? trace.checks[index].by : trace.derivations[index].by;
            const QString party = by == Side::Client ? tr("client") : tr("server");
            if (!parties.contains(party))
                parties.append(party);
        }
        QString text = link(QStringLiteral("%1:%2")
                                .arg(use.check ? QStringLiteral("check") : QStringLiteral("derivation"))
                                .arg(use.indices.front()),
                            use.name);
        text +=
            QStringLiteral(" (%1%2)").arg(use.check ? tr("check, ") : QString(), parties.join(QStringLiteral(", ")));
        if (use.at > m_session->playhead())
            text += u' ' + tr("not yet");
        shown.append(text);
    }
    return shown.join(QStringLiteral("&nbsp;· "));
}

void RandomCard::refresh()
{
    const Colors &colors = m_theme->colors();
    const QString direct = useText(false);
    const QString hashed = useText(true);
    const auto fill = [&](QLabel *label, const QString &text, const QFont &font, const QColor &color) {
        label->setVisible(!text.isEmpty());
        label->setFont(font);
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, color);
        label->setPalette(palette);
        label->setText(text);
    };
    fill(m_title, heading(), m_theme->ui(Fonts::body, QFont::DemiBold), colors.text1);
    fill(m_meaning, meaning(), m_theme->ui(Fonts::body), colors.text1);
    fill(m_used, direct.isEmpty() ? tr("Nothing takes it by itself.") : tr("Used by itself in %1").arg(direct),
         m_theme->ui(Fonts::meta), colors.text2);
    fill(m_hashed, hashed.isEmpty() ? QString() : tr("Within the transcript in %1").arg(hashed),
         m_theme->ui(Fonts::meta), colors.text2);
    fill(m_sessionId, sessionText(), m_theme->ui(Fonts::meta), colors.text2);
    layout()->setContentsMargins(0, 0, 0, 0);
    layout()->setSpacing(m_theme->px(6));
}

QString RandomCard::said() const
{
    QStringList texts;
    for (const QLabel *label : {m_title, m_meaning, m_used, m_hashed, m_sessionId})
        texts.append(QTextDocumentFragment::fromHtml(label->text()).toPlainText());
    return texts.join(u'\n');
}

void RandomCard::follow(const QString &href)
{
    const QString kind = href.section(u':', 0, 0);
    const std::uint32_t index = href.section(u':', 1).toUInt();
    if (kind == QLatin1StringView("check"))
        m_session->select(m_session->checkSelection(index));
    else if (kind == QLatin1StringView("derivation"))
        m_session->select(m_session->derivationSelection(DerivationId{index}));
    else
        m_session->select(m_session->fieldSelection(
            m_random.message, toQString(kind == QLatin1StringView("session") ? m_random.sessionId : m_random.path)));
}

} // namespace hd::ui
