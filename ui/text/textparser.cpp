// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/textparser.h"

#include <QRegularExpression>

namespace hd::ui {

namespace {

/// The part of @p section that a `###` heading begins, or null.
QString *partFor(TextSection &section, QStringView heading)
{
    if (heading == u"What" || heading == u"内容")
        return &section.what;
    if (heading == u"Why" || heading == u"原因")
        return &section.why;
    if (heading == u"If it were missing" || heading == u"若缺少它")
        return &section.ifMissing;
    if (heading == u"Usual cause" || heading == u"常见原因")
        return &section.cause;
    return nullptr;
}

/// What follows @p label and an ASCII or full-width colon.
std::optional<QString> valueOf(QStringView line, QStringView label)
{
    if (!line.startsWith(label))
        return {};
    const QStringView rest = line.sliced(label.size());
    if (!rest.startsWith(u':') && !rest.startsWith(u'：'))
        return {};
    return rest.sliced(1).trimmed().toString();
}

QStringList splitList(const QString &text, const QRegularExpression &separator)
{
    QStringList items;
    for (const QString &item : text.split(separator, Qt::SkipEmptyParts))
        items.append(item.trimmed());
    return items;
}

void appendLine(QString &text, QStringView line)
{
    if (!text.isEmpty())
        text += u'\n';
    text += line;
}

class SectionParser
{
public:
    SectionParser(const QString &file, QList<TextError> &errors) : m_file(file), m_errors(errors) {}

    void read(QStringView line, int number)
    {
        if (line.startsWith(u"## "))
            begin(line.sliced(3).trimmed(), number);
        else if (m_sections.isEmpty())
            return; // the file's own heading and introduction
        else if (line.startsWith(u"### "))
            beginPart(line.sliced(4).trimmed(), number);
        else if (!readLabel(line, number) && !readTitle(line))
            readText(line, number);
    }

    QList<TextSection> takeSections()
    {
        for (TextSection &section : m_sections) {
            for (QString *text : {&section.body, &section.what, &section.why, &section.ifMissing, &section.cause})
                *text = text->trimmed();
        }
        return std::move(m_sections);
    }

private:
    void begin(QStringView heading, int number)
    {
        TextSection &section = m_sections.emplaceBack();
        section.heading = heading.toString();
        section.line = number;
        m_part = &section.body;
    }

    void beginPart(QStringView heading, int number)
    {
        QString *part = partFor(m_sections.last(), heading);
        if (!part)
            return fail(number, QStringLiteral("unknown part \"%1\"").arg(heading));
        if (!part->isEmpty())
            return fail(number, QStringLiteral("second part \"%1\" in one section").arg(heading));
        m_part = part;
    }

    bool readLabel(QStringView line, int number)
    {
        static const QRegularExpression semicolon(QStringLiteral("[;；]"));
        static const QRegularExpression comma(QStringLiteral("[,，、]"));
        TextSection &section = m_sections.last();
        QStringList *list = nullptr;
        if (const auto clauses = valueOf(line, u"RFC")) {
            list = &section.clauses;
            *list = splitList(*clauses, semicolon);
        } else if (const auto english = valueOf(line, u"Terms")) {
            list = &section.terms;
            *list = splitList(*english, comma);
        } else if (const auto chinese = valueOf(line, u"术语")) {
            list = &section.terms;
            *list = splitList(*chinese, comma);
        } else {
            return false;
        }
        if (list->isEmpty())
            fail(number, QStringLiteral("the list is empty"));
        m_part = nullptr;
        return true;
    }

    bool readTitle(QStringView line)
    {
        TextSection &section = m_sections.last();
        if (m_part != &section.body || !section.title.isEmpty() || !line.startsWith(u"**") || !line.endsWith(u"**") ||
            line.size() < 5)
            return false;
        section.title = line.sliced(2, line.size() - 4).toString();
        return true;
    }

    void readText(QStringView line, int number)
    {
        if (m_part)
            appendLine(*m_part, line);
        else if (!line.isEmpty())
            fail(number, QStringLiteral("text after the RFC or Terms line"));
    }

    void fail(int line, const QString &what) { m_errors.append({m_file, line, what}); }

    QString m_file;
    QList<TextError> &m_errors;
    QList<TextSection> m_sections;
    QString *m_part = nullptr; ///< where text goes; points into the last section
};

} // namespace

QString TextError::text() const
{
    return QStringLiteral("%1:%2: %3").arg(file).arg(line).arg(what);
}

QList<TextSection> parseSections(const QString &file, const QString &content, QList<TextError> &errors)
{
    SectionParser parser(file, errors);
    int number = 0;
    for (QStringView line : QStringView(content).split(u'\n'))
        parser.read(line.trimmed(), ++number);
    return parser.takeSections();
}

QList<TextEntry> parseEntries(const QString &file, const QString &content, QList<TextError> &errors)
{
    static const QRegularExpression form(QStringLiteral("^- `([^`]+)`[:：]\\s*(.+)$"));
    QList<TextEntry> entries;
    int number = 0;
    for (const QString &line : content.split(u'\n')) {
        ++number;
        if (!line.startsWith(u'-'))
            continue;
        const QRegularExpressionMatch match = form.match(line);
        if (match.hasMatch())
            entries.append({match.captured(1), match.captured(2).trimmed(), number});
        else
            errors.append({file, number, QStringLiteral("an entry is written \"- `key`: text\"")});
    }
    return entries;
}

} // namespace hd::ui
