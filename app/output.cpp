// SPDX-License-Identifier: GPL-3.0-or-later
#include "output.h"

#include "party/choice.h"

#include "export/diagramexport.h"
#include "export/formats.h"
#include "formats/recording.h"
#include "theme/theme.h"
#include "wire/nearest.h"

#include <QGuiApplication>
#include <QSaveFile>

#include <algorithm>
#include <filesystem>
#include <memory>

namespace hd::app {

static constexpr Option options[] = {
    {"-o", "FILE", "write it in the format of its ending (`hellodone list formats`)", true},
    {"--force", "", "replace files that are there"},
    {"--range", "FROM-TO", "only these messages"},
    {"--depth", "DEPTH", "flight or message: one arrow for each"},
    {"--labels", "LIST", "of bytes, fields, state, time and notes; \"none\" for none of them"},
    {"--theme", "THEME", "light, dark or mono"},
    {"--page", "PAGE", "a4, letter, 16:9, column (85 mm wide) or fit"},
    {"--handout", "", "after the diagram a page for each message (.pdf)"},
    {"--lang", "LANGUAGE", "en or zh_CN"},
    {"--scale", "N", "pixels of a .png for each of the diagram, 1 to 4"},
    {"--with-secrets", "", "keys and secrets too (.json, .md, .pcapng)"},
};

std::span<const Option> outputOptions()
{
    return options;
}

static std::string endingOf(const std::string &file)
{
    return std::filesystem::path(file).extension().string();
}

static std::optional<Error> checkEnding(const std::string &file)
{
    if (ui::exportFormatOf(QString::fromLocal8Bit(file)))
        return std::nullopt;
    std::string all;
    for (const ui::ExportFormat &format : ui::exportFormats())
        all += (all.empty() ? "." : " .") + std::string(format.ending);
    const std::string ending = endingOf(file);
    return Error{ending.empty() ? "the name has no ending that says what to write" : "nothing is written as " + ending,
                 "-o " + file, "one of " + all};
}

static std::optional<Error> readRange(const std::string &text, ui::ExportOptions &to)
{
    const std::size_t dash = text.find('-');
    const std::optional<std::uint64_t> first = wholeNumber(std::string_view(text).substr(0, dash));
    const std::optional<std::uint64_t> last =
        dash == std::string::npos ? first : wholeNumber(std::string_view(text).substr(dash + 1));
    if (!first || !last || *first == 0 || *last < *first || *last > UINT32_MAX)
        return Error{"\"" + text + "\" is no range of messages", "--range", "such as 1-4"};
    to.from = static_cast<std::uint32_t>(*first);
    to.to = static_cast<std::uint32_t>(*last);
    return std::nullopt;
}

static std::optional<Error> readLabels(std::string_view words, ui::ExportOptions &to)
{
    const std::pair<std::string_view, bool *> labels[] = {
        {"bytes", &to.bytes}, {"fields", &to.fields}, {"state", &to.states}, {"time", &to.times}, {"notes", &to.notes}};
    for (const auto &[name, shown] : labels)
        *shown = false;
    while (words != "none" && !words.empty()) {
        const std::size_t comma = std::min(words.find(','), words.size());
        const std::string_view word = words.substr(0, comma);
        words.remove_prefix(std::min(comma + 1, words.size()));
        const auto label = std::find_if(std::begin(labels), std::end(labels),
                                        [word](const auto &known) { return known.first == word; });
        if (label == std::end(labels))
            return Error{"there is no label \"" + std::string(word) + "\"", "--labels",
                         "bytes, fields, state, time, notes, with commas between them, or none"};
        *label->second = true;
    }
    return std::nullopt;
}

static std::optional<Error> readScale(const std::string &text, ui::ExportOptions &to)
{
    const std::optional<std::uint64_t> scale = wholeNumber(text);
    if (!scale || *scale < 1 || *scale > 4)
        return Error{"\"" + text + "\" is no scale", "--scale", "1, 2, 3 or 4"};
    to.scale = static_cast<double>(*scale);
    return std::nullopt;
}

static std::optional<Error> readExportOptions(const Arguments &arguments, ui::ExportOptions &to)
{
    static constexpr Choice<ui::ExportTheme> themes[] = {
        {"light", ui::ExportTheme::Light}, {"dark", ui::ExportTheme::Dark}, {"mono", ui::ExportTheme::Mono}};
    static constexpr Choice<ui::Depth> depths[] = {{"flight", ui::Depth::Flight}, {"message", ui::Depth::Message}};
    static constexpr Choice<const char *> languages[] = {{"en", "en"}, {"zh_CN", "zh_CN"}};
    static constexpr Choice<ui::ExportPage> pages[] = {{"a4", ui::ExportPage::A4},
                                                       {"letter", ui::ExportPage::Letter},
                                                       {"16:9", ui::ExportPage::Wide},
                                                       {"column", ui::ExportPage::Column},
                                                       {"fit", ui::ExportPage::Fit}};
    const char *language = "en";
    std::optional<Error> error = choose(arguments, "--theme", themes, to.theme);
    if (!error)
        error = choose(arguments, "--depth", depths, to.depth);
    if (!error)
        error = choose(arguments, "--page", pages, to.page);
    if (!error)
        error = choose(arguments, "--lang", languages, language);
    if (!error && arguments.has("--range"))
        error = readRange(*arguments.value("--range"), to);
    if (!error && arguments.has("--labels"))
        error = readLabels(*arguments.value("--labels"), to);
    if (!error && arguments.has("--scale"))
        error = readScale(*arguments.value("--scale"), to);
    to.language = QLatin1StringView(language);
    to.handout = arguments.has("--handout");
    to.withSecrets = arguments.has("--with-secrets");
    return error;
}

Result<Output> readOutput(const Arguments &arguments)
{
    Output output;
    output.files = arguments.values("-o");
    output.force = arguments.has("--force");
    for (const std::string &file : output.files)
        if (std::optional<Error> error = checkEnding(file))
            return std::move(*error);
    if (std::optional<Error> error = readExportOptions(arguments, output.options))
        return std::move(*error);
    return output;
}

std::optional<Error> findObstacle(const Output &output)
{
    for (const std::string &file : output.files) {
        std::error_code error;
        if (!output.force && std::filesystem::exists(file, error))
            return Error{"the file is there already", file, "--force replaces it"};
    }
    return std::nullopt;
}

std::optional<Error> writeFile(const QString &name, std::string_view content)
{
    QSaveFile file(name);
    if (file.open(QIODevice::WriteOnly) && file.write(content.data(), static_cast<qint64>(content.size())) >= 0 &&
        file.commit())
        return std::nullopt;
    return Error{"cannot be written: " + file.errorString().toStdString(), name.toStdString(), {}};
}

std::optional<Error> writeRecordingTo(const QString &name, const Trace &trace, bool withSecrets)
{
    return writeFile(name, writeRecording(trace, {.withSecrets = withSecrets}));
}

namespace {

/// Drawing wants an application for its fonts, and none of a display. What Qt remarks about a missing desktop session
/// while it starts means nothing to somebody who wants a file.
class Drawing
{
public:
    Drawing()
    {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        const QtMessageHandler before =
            qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &) {});
        m_application = std::make_unique<QGuiApplication>(m_argc, m_argv);
        qInstallMessageHandler(before);
        ui::Fonts::load();
    }

private:
    char m_name[10] = "hellodone";
    char *m_argv[2] = {m_name, nullptr};
    int m_argc = 1;
    std::unique_ptr<QGuiApplication> m_application;
};

} // namespace

std::optional<Error> write(const Trace &trace, const Output &output)
{
    std::optional<Drawing> drawing; // only when it is needed: a recording wants no start of a library for windows
    for (const std::string &file : output.files) {
        const QString name = QString::fromLocal8Bit(file);
        if (const ui::ExportFormat *format = ui::exportFormatOf(name); format && format->draws && !drawing)
            drawing.emplace();
        if (std::optional<Error> error = ui::writeDiagram(trace, name, output.options))
            return error;
    }
    return std::nullopt;
}

} // namespace hd::app
