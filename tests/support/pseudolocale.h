// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A language that is English and two fifths longer, between brackets: what does not fit in it would not fit in others.

#include <QFile>
#include <QSet>
#include <QTranslator>
#include <QXmlStreamReader>

namespace hd::test {

/// Made from the texts of a .ts file; whatever is not among them stays as it is.
class PseudoLocale : public QTranslator
{
public:
    explicit PseudoLocale(const QString &ts)
    {
        QFile file(ts);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s cannot be read", qPrintable(ts));
        QXmlStreamReader xml(&file);
        while (!xml.atEnd())
            if (xml.readNextStartElement() || xml.isStartElement())
                if (xml.name() == QLatin1StringView("source"))
                    m_sources.insert(xml.readElementText());
    }

    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int) const override
    {
        const QString text = QString::fromUtf8(source);
        return m_sources.contains(text) ? longer(text) : QString();
    }

    static QString longer(const QString &text)
    {
        QString made = u'[' + text;
        for (qsizetype more = (text.size() * 2 + 4) / 5; more > 0; more -= 5)
            made += text.contains(u' ') ? QStringLiteral(" ") + QString(std::min<qsizetype>(4, more), u'e')
                                        : QString(std::min<qsizetype>(5, more), u'e'); // one word stays one
        return made + u']';
    }

private:
    QSet<QString> m_sources;
};

} // namespace hd::test
