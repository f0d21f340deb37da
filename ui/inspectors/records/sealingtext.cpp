// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectors/records/sealingtext.h"

#include "models/recordtext.h"
#include "models/secrecy.h"
#include "models/stepmodel.h"
#include "models/valuetext.h"
#include "text/explanations.h"
#include "theme/theme.h"

#include <QDesktopServices>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextTable>

namespace hd::ui {

/// Everything from a trace goes through here on its way into HTML.
static QString safe(std::string_view text)
{
    return toQString(text).toHtmlEscaped();
}

static QString link(const QString &href, const QString &escapedText)
{
    return QStringLiteral("<a href=\"%1\">%2</a>").arg(href.toHtmlEscaped(), escapedText);
}

static QString paragraph(const char *kind, const QString &html)
{
    return QStringLiteral("<p class=%1 style='margin-top:0; margin-bottom:4px'>%2</p>")
        .arg(QLatin1StringView(kind), html);
}

SealingText::SealingText(Session *session, Theme *theme, Explanations *texts, QWidget *parent)
    : QTextBrowser(parent), m_session(session), m_theme(theme), m_texts(texts)
{
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    connect(this, &QTextBrowser::anchorClicked, this, &SealingText::follow);
    connect(theme, &Theme::changed, this, &SealingText::restyle);
    connect(texts, &Explanations::changed, this, &SealingText::render);
    connect(session, &Session::secretsShownChanged, this, &SealingText::render);
    restyle();
    retranslate();
}

void SealingText::retranslate()
{
    setAccessibleName(tr("How the record was sealed"));
    render();
}

void SealingText::setRecord(RecordDetail record)
{
    m_detail = std::move(record);
    m_path.clear();
    render();
    verticalScrollBar()->setValue(0);
}

void SealingText::clearRecord()
{
    m_detail.reset();
    m_html.clear();
    clear();
}

void SealingText::mark(const QString &path)
{
    m_path = path;
    QList<ExtraSelection> marked;
    for (const auto &[name, row] : m_rows) {
        if (name != path)
            continue;
        ExtraSelection selection;
        selection.cursor = row;
        selection.format.setBackground(m_theme->colors().selected);
        marked.append(selection);
    }
    setExtraSelections(marked);
    if (!marked.isEmpty())
        scrollToAnchor(path);
}

/// Where the parts stand: the rows of the tables that begin with an anchor.
void SealingText::findRows()
{
    m_rows.clear();
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        QTextTable *table = cursor.currentTable();
        for (auto fragment = block.begin(); table && !fragment.atEnd(); ++fragment) {
            const QStringList names = fragment.fragment().charFormat().anchorNames();
            if (names.isEmpty())
                continue;
            const int row = table->cellAt(cursor).row();
            cursor.setPosition(table->cellAt(row, 0).firstPosition());
            cursor.setPosition(table->cellAt(row, 1).lastPosition(), QTextCursor::KeepAnchor);
            m_rows.emplace_back(names.front(), cursor);
            break;
        }
    }
}

void SealingText::follow(const QUrl &url)
{
    const QString scheme = url.scheme();
    if (scheme == QLatin1StringView("derivation"))
        m_session->select(m_session->derivationSelection(DerivationId{url.path().toUInt()}));
    else if (scheme == QLatin1StringView("message"))
        m_session->select(Session::messageSelection(MessageId{url.path().toUInt()}));
    else if (scheme == QLatin1StringView("check"))
        m_session->select(m_session->checkSelection(url.path().toUInt()));
    else if (scheme == QLatin1StringView("part"))
        m_session->select(m_session->recordSelection(m_detail->id, url.path()));
    else if (scheme == QLatin1StringView("record"))
        m_session->select(m_session->recordSelection(RecordId{url.path().toUInt()}));
    else
        QDesktopServices::openUrl(url);
}

void SealingText::restyle()
{
    const Colors &colors = m_theme->colors();
    document()->setDocumentMargin(m_theme->px(12));
    document()->setDefaultFont(m_theme->ui(Fonts::meta));
    document()->setDefaultStyleSheet(
        QStringLiteral("a { color: %1; text-decoration: none; } .head { color: %2; font-weight: 600; }"
                       ".mono { font-family: 'JetBrains Mono'; } .weak { color: %3; }"
                       ".good { color: %4; font-weight: 600; } .bad { color: %5; font-weight: 600; }"
                       ".formula { font-family: 'JetBrains Mono'; background-color: %6; }")

            .arg(colors.accent.name(), colors.text3.name(), colors.text2.name(), colors.established.name(),
                 colors.alert.name(), colors.sunken.name()));
    m_html.clear();
    render();
}

/// Laying out a text takes most of the time of a step: the same is laid out once.
void SealingText::render()
{
    if (!m_detail)
        return;
    QString made = html();
    if (made != m_html) {
        m_html = std::move(made);
        setHtml(m_html);
        findRows();
    }
    mark(m_path);
}

QString SealingText::html() const
{
    const Sealing &sealing = m_detail->sealing;
    QString text = carries() + verdict();
    text += paragraph("", orderText(sealing.order));
    text += unknown();
    for (std::size_t i = 0; i < sealing.steps.size(); ++i) {
        text += stepHtml(sealing.steps[i], i + 1);
        text += values(sealing.steps[i]);
    }
    return text + rest();
}

/// The messages whose bytes it holds.
QString SealingText::carries() const
{
    const Trace &trace = *m_session->trace();
    QStringList names;
    for (const MessageId id : m_detail->facts.messages)
        names.append(link(QStringLiteral("message:%1").arg(id.index),
                          QStringLiteral("#%1 %2").arg(id.index + 1).arg(safe(trace[id].name))));
    if (names.isEmpty())
        return paragraph("weak", tr("It carries nothing that became a message."));
    return paragraph("", QStringLiteral("<b>%1</b> %2").arg(tr("Carries"), names.join(QStringLiteral(", "))));
}

/// What its receiver said to it.
QString SealingText::verdict() const
{
    if (!m_detail->facts.verdict)
        return {};
    const Check &check = m_session->trace()->checks[*m_detail->facts.verdict];
    const std::optional<Playhead> at = m_session->events().positionOf(What::Check, *m_detail->facts.verdict);
    if (!at || *at > m_session->playhead())
        return paragraph("weak", tr("Its receiver has not looked at it yet."));
    const QString name = link(QStringLiteral("check:%1").arg(*m_detail->facts.verdict), safe(check.name));
    if (check.passed)
        return paragraph(
            "", QStringLiteral("<span class=good>✓ %1</span> %2")
                    .arg(check.by == Side::Client ? tr("accepted by the client") : tr("accepted by the server"), name));
    QString text = paragraph(
        "", QStringLiteral("<span class=bad>✕ %1</span> %2")
                .arg(check.by == Side::Client ? tr("refused by the client") : tr("refused by the server"), name));
    text +=
        paragraph("", tr("Expected: %1").arg(QStringLiteral("<span class=mono>%1</span>").arg(safe(check.expected))));
    text += paragraph("", tr("Found: %1").arg(QStringLiteral("<span class=mono>%1</span>").arg(safe(check.actual))));
    if (check.alert)
        text += paragraph("", m_texts->alertText(*check.alert).toHtmlEscaped());
    return text;
}

QString SealingText::orderText(SealingOrder order) const
{
    switch (order) {
    case SealingOrder::Clear:
        return tr(
            "<b>In clear.</b> Nobody seals anything before there are keys: everyone on the way can read and change "
            "this record.");
    case SealingOrder::MacOnly:
        return tr("<b>A MAC, and no cipher.</b> Everyone can read it, and nobody can change it unnoticed.");
    case SealingOrder::MacThenEncrypt:
        return tr(
            "<b>MAC, then encrypt.</b> The MAC is computed over what is in clear and encrypted with it; the receiver "
            "has to decrypt before it can check anything.");
    case SealingOrder::EncryptThenMac:
        return tr("<b>Encrypt, then MAC.</b> The MAC is computed over the ciphertext; the receiver checks it before it "
                  "decrypts a single byte.");
    case SealingOrder::Aead:
        return tr("<b>AEAD.</b> One operation encrypts the content and seals it together with the additional data.");
    case SealingOrder::InnerTypeAead:
        return tr("<b>AEAD, the type inside.</b> The content, its type and padding are sealed as one; the header says "
                  "application_data, whatever is in it.");
    case SealingOrder::Unknown:
        return tr("<b>Sealed.</b> With which cipher is not known here.");
    }
    return {};
}

/// Of a record that stayed closed.
QString SealingText::unknown() const
{
    for (const RecordPart &part : m_detail->parts) {
        if (part.name != "ciphertext" || !part.leaf)
            continue;
        if (m_detail->refused)
            return paragraph("", tr("What is inside is not shown: it did not open."));
        return paragraph(
            "", tr("Whoever recorded this had no key for it. What can be told is the type and the length in the "
                   "header, that at most %1 are inside, and when it was sent.")
                    .arg(byteCountText(part.wire.length)));
    }
    return {};
}

QString SealingText::sentence(const SealingStep &step) const
{
    using Kind = SealingStep::Kind;
    const bool masked = record().protection == ProtectionKind::Tls13;
    switch (step.kind) {
    case Kind::Compress:
        return tr("Compress the content, going on from the records before.");
    case Kind::InnerPlaintext:
        return tr("Put the true type behind the content, and zeros behind that to hide the length.");
    case Kind::Pad:
        return tr("Fill up the last block.");
    case Kind::AdditionalData:
        return masked ? tr("What is protected and not encrypted: the header.")
                      : tr("What is protected and not encrypted: the number of the record, and the header of the "
                           "content.");
    case Kind::Mac:
        return tr("Compute the MAC.");
    case Kind::ExplicitIv:
        return tr("Draw a fresh IV; it travels before the ciphertext.");
    case Kind::FirstIv:
        return tr("The first record takes its IV from the key block.");
    case Kind::ChainedIv:
        return tr("The IV is the end of the record before, which everyone has seen (BEAST).");
    case Kind::ExplicitNonce:
        return tr("Make the nonce of a secret part and one that travels along.");
    case Kind::MaskedNonce:
        return tr("Make the nonce of the IV and the number of the record; none of it travels.");
    case Kind::Encrypt:
        return tr("Encrypt.");
    case Kind::EncryptAndTag:
        return tr("Encrypt and compute the tag in one.");
    case Kind::Frame:
        return tr("Put the header before it.");
    }
    return {};
}

QString SealingText::stepHtml(const SealingStep &step, std::size_t number) const
{
    QString text = QStringLiteral("<p style='margin-top:8px; margin-bottom:2px'><span class=head>%1</span> %2 %3</p>")
                       .arg(number)
                       .arg(sentence(step), keyLinks(step));
    text += paragraph("formula", safe(step.formula));
    return text;
}

QString SealingText::keyLinks(const SealingStep &step) const
{
    const Trace &trace = *m_session->trace();
    QStringList links;
    for (const DerivationId key : step.keys)
        links.append(
            link(QStringLiteral("derivation:%1").arg(key.index), QStringLiteral("→ ") + safe(trace[key].name)));
    if (step.record)
        links.append(
            link(QStringLiteral("record:%1").arg(step.record->index), tr("→ record %1").arg(step.record->index + 1)));
    if (const QUrl url = clauseUrl(toQString(step.clause)); url.isValid())
        links.append(link(url.toString(), safe(step.clause)));
    return links.join(QStringLiteral(" "));
}

QString SealingText::value(const RecordPart &part) const
{
    constexpr std::size_t most = 32;
    const QString path = toQString(pathOf(part));
    const QString name = toQString(part.name).section(u'.', -1);
    const bool hidden = !m_session->secretsShown() && isSecret(*m_session->trace(), part);
    const QString shown = hidden ? hiddenText() : partText(record(), part, most);
    const QString numbers =
        isNumberPart(part) && !part.value.empty() ? QStringLiteral("%1 = %2").arg(hexText(part.value), shown) : shown;
    return QStringLiteral("<tr><td style='padding-right:8px'>%1%2</td><td class=mono>%3</td></tr>")
        .arg(part.in && part.name.find('.') != std::string::npos ? QStringLiteral("&nbsp;&nbsp;") : QString(),
             QStringLiteral("<a name=\"%1\" href=\"part:%1\">%2</a>").arg(path.toHtmlEscaped(), name.toHtmlEscaped()),
             numbers.toHtmlEscaped());
}

static QString table(const QString &rows)
{
    return rows.isEmpty() ? rows : QStringLiteral("<table cellspacing=0 cellpadding=1>%1</table>").arg(rows);
}

/// The parts that a step makes, with those of which they are made.
QString SealingText::values(const SealingStep &step) const
{
    const std::vector<RecordPart> &parts = m_detail->parts;
    QString rows;
    for (const RecordPart &part : parts) {
        const auto made = [&](const std::string &name) {
            return std::find(step.parts.begin(), step.parts.end(), name) != step.parts.end();
        };
        const bool within = part.in && !part.sent() && made(parts[static_cast<std::size_t>(*part.in)].name);
        if (made(part.name) || within)
            rows += value(part);
    }
    return table(rows);
}

/// What no step makes: the content itself, and everything of which nobody knows how it was made.
QString SealingText::rest() const
{
    QString rows;
    std::vector<std::string> made;
    for (const SealingStep &step : m_detail->sealing.steps)
        made.insert(made.end(), step.parts.begin(), step.parts.end());
    for (const RecordPart &part : m_detail->parts) {
        const bool within = part.in && !part.sent();
        if (!within && std::find(made.begin(), made.end(), part.name) == made.end())
            rows += value(part);
    }
    if (rows.isEmpty())
        return {};
    return QStringLiteral("<p class=head style='margin-top:8px; margin-bottom:2px'>%1</p>").arg(tr("Also in it")) +
           table(rows);
}

} // namespace hd::ui
