// SPDX-License-Identifier: GPL-3.0-or-later

// The choices of the export dialog, as the settings hold them.

#include "window/settings.h"

#include <QSettings>

#include <algorithm>

namespace hd::ui {

namespace {

template<class Value>
struct Word
{
    const char *word;
    Value value;
};

constexpr Word<ExportTheme> themes[] = {
    {"light", ExportTheme::Light}, {"dark", ExportTheme::Dark}, {"mono", ExportTheme::Mono}};
constexpr Word<ExportPage> pages[] = {{"fit", ExportPage::Fit},
                                      {"a4", ExportPage::A4},
                                      {"letter", ExportPage::Letter},
                                      {"16:9", ExportPage::Wide},
                                      {"column", ExportPage::Column}};
constexpr Word<Depth> depths[] = {{"message", Depth::Message}, {"flight", Depth::Flight}};

struct Flag
{
    const char *key;
    bool ExportOptions::*value;
};
constexpr Flag flags[] = {{"bytes", &ExportOptions::bytes},   {"fields", &ExportOptions::fields},
                          {"states", &ExportOptions::states}, {"times", &ExportOptions::times},
                          {"notes", &ExportOptions::notes},   {"handout", &ExportOptions::handout}};

QString keyOf(const char *name)
{
    return QStringLiteral("export/") + QLatin1StringView(name);
}

template<class Value, std::size_t count>
Value valueOf(const QSettings &store, const char *key, const Word<Value> (&words)[count], Value otherwise)
{
    const QString stored = store.value(keyOf(key)).toString();
    const auto found = std::find_if(std::begin(words), std::end(words),
                                    [&](const Word<Value> &word) { return stored == QLatin1StringView(word.word); });
    return found == std::end(words) ? otherwise : found->value;
}

template<class Value, std::size_t count>
QString wordOf(Value value, const Word<Value> (&words)[count])
{
    const auto found = std::find_if(std::begin(words), std::end(words),
                                    [value](const Word<Value> &word) { return word.value == value; });
    return QLatin1StringView(found->word);
}

} // namespace

ExportChoice Settings::exportChoice() const
{
    ExportChoice choice;
    ExportOptions &options = choice.options;
    choice.ending = m_store->value(keyOf("format")).toString();
    options.theme = valueOf(*m_store, "theme", themes, options.theme);
    options.page = valueOf(*m_store, "page", pages, options.page);
    options.depth = valueOf(*m_store, "arrows", depths, options.depth);
    options.language = m_store->value(keyOf("language")).toString();
    options.scale = std::clamp(m_store->value(keyOf("scale"), options.scale).toDouble(), 1.0, 4.0);
    const QVariant outlines = m_store->value(keyOf("text_as_paths"));
    if (outlines.isValid())
        options.textAsPaths = outlines.toBool();
    for (const Flag &flag : flags)
        options.*flag.value = m_store->value(keyOf(flag.key), options.*flag.value).toBool();
    return choice;
}

void Settings::setExportChoice(const ExportChoice &choice)
{
    const ExportOptions &options = choice.options;
    put(keyOf("format"), choice.ending);
    put(keyOf("theme"), wordOf(options.theme, themes));
    put(keyOf("page"), wordOf(options.page, pages));
    put(keyOf("arrows"), wordOf(options.depth, depths));
    put(keyOf("language"), options.language);
    put(keyOf("scale"), options.scale);
    if (options.textAsPaths)
        put(keyOf("text_as_paths"), *options.textAsPaths);
    else
        m_store->remove(keyOf("text_as_paths"));
    for (const Flag &flag : flags)
        put(keyOf(flag.key), options.*flag.value);
}

} // namespace hd::ui
