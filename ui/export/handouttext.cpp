// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/handouttext.h"

#include "diagram/messagefacts.h"
#include "trace/family.h"

#include <QCoreApplication>
#include <QTextCursor>
#include <QTextDocument>

namespace hd::ui {

static constexpr std::size_t shownOfValue = 12; ///< bytes; all of them are further down
static constexpr std::size_t bytesPerLine = 16;
static constexpr std::size_t mostBytes = 4096; ///< of one message: more is paper that nobody reads

HandoutText::HandoutText(const Trace &trace, const QString &language, const Colors &colors)
    : m_trace(trace), m_language(language), m_words(m_language.diagramWords()), m_colors(colors)
{}

QString HandoutText::title(MessageId id) const
{
    return QStringLiteral("%1 %2").arg(id.index + 1).arg(messageLabel(m_trace[id]));
}

QString HandoutText::place(int page, int count) const
{
    return QStringLiteral(" · ") + say(QT_TRANSLATE_NOOP("Export", "page %1 of %2")).arg(page).arg(count);
}

QString HandoutText::style() const
{
    const auto families = [](const QFont &font) {
        QStringList quoted;
        for (const QString &family : font.families())
            quoted.append(QLatin1Char('\'') + family + QLatin1Char('\''));
        return quoted.join(QLatin1Char(','));
    };
    return QStringLiteral("code, .mono { font-family: %1 } .mono { font-size: 9px }"
                          "th { font-weight: 600; font-size: 10px; color: %2 }"
                          "td { border-top: 1px solid %3 } pre { font-family: %1; font-size: 9px; margin: 0 }")
        .arg(families(Fonts::mono(Fonts::body)), m_colors.text2.name(), m_colors.hairline.name());
}

/// Nothing that only pretends to be text.
static QString harmless(const QString &text)
{
    QString shown = text;
    for (QChar &c : shown)
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format || c.isNonCharacter())
            c = QChar::ReplacementCharacter;
    return shown;
}

static QString hex(ByteView bytes)
{
    QString text;
    for (const std::uint8_t byte : bytes)
        text += (text.isEmpty() ? QString() : QStringLiteral(" ")) +
                QStringLiteral("%1").arg(byte, 2, 16, QLatin1Char('0'));
    return text;
}

/// "12", "0x0067 TLS_DHE_...", "server.hellodone.test", "ba e3 6d ..."
static QString valueOf(const Message &message, FieldIndex at)
{
    const Field &field = message.fields[at];
    const QString meaning = QString::fromStdString(field.meaning);
    if (field.number) {
        const QString code =
            QStringLiteral("0x%1").arg(*field.number, static_cast<int>(field.range.length) * 2, 16, QLatin1Char('0'));
        return meaning.isEmpty() ? QString::number(*field.number) : code + QLatin1Char(' ') + meaning;
    }
    if (!meaning.isEmpty() || !message.fields.isLeaf(at) || field.range.end() > message.bytes.size())
        return meaning;
    const ByteView bytes = slice(message.bytes, field.range);
    return bytes.size() <= shownOfValue ? hex(bytes) : hex(bytes.first(shownOfValue)) + QStringLiteral(" …");
}

QString HandoutText::facts(MessageId id) const
{
    const Message &message = m_trace[id];
    const Side to = peerOf(message.from);
    const auto name = [this](Side side) { return side == Side::Client ? m_words.client : m_words.server; };
    QStringList facts{name(message.from) + QStringLiteral(" → ") + name(to), protectionOf(m_trace, id, m_words),
                      m_words.flight.arg(message.flight),
                      m_words.sizeInBytes.arg(m_words.number(wireSize(m_trace, id)))};
    if (const std::optional<Playhead> sent = appearsAt(m_trace, id); sent && *sent > 0)
        facts.append(m_words.milliseconds(m_trace.events[*sent - 1].timeUs));
    return facts.join(QStringLiteral(" · "));
}

QString HandoutText::fieldTable(const Message &message) const
{
    QString rows;
    for (FieldIndex i = 0; i < message.fields.size(); ++i) {
        const Field &field = message.fields[i];
        const QString indent = QStringLiteral("&nbsp;").repeated(static_cast<int>(message.fields.depth(i)) * 2 + 2);
        rows += QStringLiteral("<tr><td class='mono' align='right'>%1</td><td class='mono' align='right'>%2</td>"
                               "<td class='mono'>%3%4</td><td class='mono'>%5</td></tr>")
                    .arg(QString::number(field.range.offset), QString::number(field.range.length), indent,
                         harmless(QString::fromStdString(field.name)).toHtmlEscaped(),
                         harmless(valueOf(message, i)).toHtmlEscaped());
    }
    return QStringLiteral("<table width='100%' cellspacing='0' cellpadding='2'><thead><tr>"
                          "<th width='8%' align='right'>%1</th><th width='8%' align='right'>%2</th>"
                          "<th width='42%' align='left'>&nbsp;&nbsp;%3</th><th width='42%' "
                          "align='left'>%4</th></tr></thead>%5</table>")
        .arg(say(QT_TRANSLATE_NOOP("Export", "Offset")), say(QT_TRANSLATE_NOOP("Export", "Length")),
             say(QT_TRANSLATE_NOOP("Export", "Field")), say(QT_TRANSLATE_NOOP("Export", "Value")), rows);
}

QString HandoutText::byteTable(const Message &message) const
{
    QString lines;
    for (std::size_t at = 0; at < message.bytes.size() && at < mostBytes; at += bytesPerLine) {
        const ByteView bytes = ByteView(message.bytes).subspan(at, std::min(bytesPerLine, message.bytes.size() - at));
        QString characters;
        for (const std::uint8_t byte : bytes)
            characters += byte >= 0x20 && byte < 0x7F ? QLatin1Char(static_cast<char>(byte)) : QLatin1Char('.');
        lines += QStringLiteral("%1  %2  %3\n")
                     .arg(at, 6, 16, QLatin1Char('0'))
                     .arg(hex(bytes), -(3 * static_cast<int>(bytesPerLine) - 1))
                     .arg(characters.toHtmlEscaped());
    }
    QString table = QStringLiteral("<pre>%1</pre>").arg(lines.chopped(lines.isEmpty() ? 0 : 1));
    if (message.bytes.size() > mostBytes)
        table += QStringLiteral("<p>%1</p>")
                     .arg(say(QT_TRANSLATE_NOOP("Export", "and %1 bytes more"))
                              .arg(m_words.number(message.bytes.size() - mostBytes)));
    return table;
}

static QTextCharFormat formatOf(const QFont &font)
{
    QTextCharFormat format;
    format.setFont(font);
    return format;
}

/// A paragraph of its own, @p above px below the one before.
static void addLine(QTextCursor &cursor, const QString &text, const QFont &font, qreal above)
{
    QTextBlockFormat block;
    block.setTopMargin(above);
    cursor.insertBlock(block, formatOf(font));
    cursor.insertText(text);
}

void HandoutText::fill(QTextDocument &document, MessageId id) const
{
    const Message &message = m_trace[id];
    QTextOption wrap;
    wrap.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document.setDefaultTextOption(wrap);
    document.setUseDesignMetrics(true);
    document.setDocumentMargin(0);
    document.setDefaultFont(Fonts::ui(Fonts::meta));
    document.setDefaultStyleSheet(style());
    QTextCursor cursor(&document);
    cursor.insertText(harmless(title(id)), formatOf(Fonts::mono(20, QFont::DemiBold)));
    addLine(cursor, harmless(facts(id)), document.defaultFont(), 4);
    const auto heading = [&](const QString &text) {
        addLine(cursor, text, Fonts::ui(Fonts::body, QFont::DemiBold), 12);
    };
    const auto paragraph = [&](const QString &title, const QString &markdown) {
        if (markdown.isEmpty())
            return;
        heading(title);
        addLine(cursor, {}, document.defaultFont(), 4);
        cursor.insertMarkdown(markdown, QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectCommonMark) |
                                            QTextDocument::MarkdownNoHTML);
    };
    if (const std::optional<Explanation> text = m_language.explanation(m_trace, id)) {
        paragraph(text->title, text->what);
        paragraph(say(QT_TRANSLATE_NOOP("Export", "Why there is one")), text->why);
        paragraph(say(QT_TRANSLATE_NOOP("Export", "If it were missing")), text->ifMissing);
    }
    cursor.movePosition(QTextCursor::End);
    if (!message.fields.empty()) {
        heading(say(QT_TRANSLATE_NOOP("Export", "Fields")));
        cursor.insertHtml(fieldTable(message));
        cursor.movePosition(QTextCursor::End);
    }
    heading(say(QT_TRANSLATE_NOOP("Export", "Bytes")));
    addLine(cursor, {}, document.defaultFont(), 4);
    cursor.insertHtml(byteTable(message));
}

} // namespace hd::ui
