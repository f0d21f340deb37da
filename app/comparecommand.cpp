// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "output.h"
#include "party/choice.h"
#include "source.h"

#include "export/comparisonexport.h"

#include <QFileInfo>

#include <array>

namespace hd::app {

enum class ComparisonFormat : std::uint8_t { Text, Markdown, Json };

static std::optional<ComparisonFormat> formatOf(const std::string &file)
{
    const QString ending = QFileInfo(QString::fromLocal8Bit(file)).suffix().toLower();
    if (ending == QLatin1StringView("txt"))
        return ComparisonFormat::Text;
    if (ending == QLatin1StringView("md"))
        return ComparisonFormat::Markdown;
    return ending == QLatin1StringView("json") ? std::optional(ComparisonFormat::Json) : std::nullopt;
}

static QByteArray render(const ui::ComparedTraces &compared, ComparisonFormat format, const QString &language)
{
    switch (format) {
    case ComparisonFormat::Markdown:
        return ui::renderComparisonMarkdown(compared, language);
    case ComparisonFormat::Json:
        return ui::renderComparisonJson(compared);
    case ComparisonFormat::Text:
        break;
    }
    return ui::renderComparisonText(compared, language);
}

static int run(const Arguments &arguments)
{
    static constexpr Choice<const char *> languages[] = {{"en", "en"}, {"zh_CN", "zh_CN"}};
    const char *language = "en";
    if (const std::optional<Error> error = choose(arguments, "--lang", languages, language))
        return fail(Usage, *error);
    Output output;
    output.files = arguments.values("-o");
    output.force = arguments.has("--force");
    for (const std::string &file : output.files)
        if (!formatOf(file))
            return fail(Usage, {"no comparison is written like that", "-o " + file, "one of .txt .md .json"});
    if (const std::optional<Error> obstacle = findObstacle(output))
        return fail(Unusable, *obstacle);

    std::array<std::shared_ptr<const Trace>, 2> traces;
    for (std::size_t i = 0; i < traces.size(); ++i) {
        Obtained<std::shared_ptr<const Trace>> obtained = obtainTrace(arguments.operands()[i]);
        if (const Refusal *refusal = std::get_if<Refusal>(&obtained))
            return fail(refusal->status, refusal->error);
        traces[i] = std::get<std::shared_ptr<const Trace>>(std::move(obtained));
    }
    const Comparison comparison = compare(*traces[0], *traces[1]);
    const ui::ComparedTraces compared{*traces[0], *traces[1], comparison};
    const QString words = QLatin1StringView(language);
    for (const std::string &file : output.files)
        if (const std::optional<Error> error =
                writeFile(QString::fromLocal8Bit(file), render(compared, *formatOf(file), words).toStdString()))
            return fail(Unusable, *error);
    if (!output.files.empty() && !arguments.has("--json"))
        return Done;
    const auto format = arguments.has("--json") ? ComparisonFormat::Json : ComparisonFormat::Text;
    return print(render(compared, format, words).toStdString());
}

static constexpr Option options[] = {
    {"-o", "FILE", "write .txt, .md or .json", true},
    {"--json", "", "print the comparison as JSON"},
    {"--lang", "LANGUAGE", "en or zh_CN"},
    {"--force", "", "replace files that are there"},
};

const Command compareCommand{
    "compare",
    "A B",
    "what differs between two handshakes, message by message",
    2,
    2,
    options,
    run,
    "A and B are scenarios or files. Messages are paired as far as they do the same, and their fields compared; what\n"
    "every run draws anew (randoms, keys, signatures) is counted apart as expected. Without -o the comparison is\n"
    "printed. Exit status 0 when it was made, whatever differs.\n"};

} // namespace hd::app
