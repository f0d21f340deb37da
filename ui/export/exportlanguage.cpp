// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/exportlanguage.h"

namespace hd::ui {

ExportLanguage::ExportLanguage(const QString &code)
{
    m_explanations.setLanguage(code);
    m_locale = QLocale(m_explanations.language());
    if (isChinese())
        (void)m_translator.load(QStringLiteral(":/i18n/hellodone_") + m_explanations.language());
}

QString ExportLanguage::translated(const char *context, const char *source) const
{
    const QString found = m_translator.translate(context, source);
    return found.isEmpty() ? QString::fromUtf8(source) : found;
}

DiagramWords ExportLanguage::diagramWords() const
{
    DiagramWords words =
        hd::ui::diagramWords([this](const char *source) { return translated("Diagram", source); }, m_locale);
    words.state = [this](const QString &name) { return m_explanations.stateLabel(name); };
    words.reason = [this](const QString &key) { return m_explanations.reason(key); };
    return words;
}

QString ExportLanguage::text(const char *source) const
{
    return translated("Export", source);
}

QString ExportLanguage::text(const LocalText &text) const
{
    return QString::fromStdString(isChinese() && !text.zh.empty() ? text.zh : text.en);
}

QString ExportLanguage::reason(const std::string &key) const
{
    const QString name = QString::fromStdString(key);
    const QString sentence = m_explanations.reason(name);
    return sentence.isEmpty() ? name : sentence;
}

std::optional<Explanation> ExportLanguage::explanation(const Trace &trace, MessageId id) const
{
    const Message &message = trace[id];
    const bool early = message.protocol == Protocol::ApplicationData && keyPhase(trace, id) == KeyPhase::EarlyData;
    const QString name = early ? QStringLiteral("early_data") : QString::fromStdString(message.name);
    std::optional<Explanation> text = m_explanations.forMessage(name, message.from, familyOf(trace, message));
    if (text && message.protocol == Protocol::Alert && message.bytes.size() == 2)
        text->what += QStringLiteral("\n\n") + m_explanations.alertText(message.bytes[1]);
    return text;
}

} // namespace hd::ui
