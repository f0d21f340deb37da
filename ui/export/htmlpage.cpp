// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/htmlpage.h"

#include "export/diagrampage.h"
#include "export/htmldata.h"
#include "theme/theme.h"

#include <QCryptographicHash>
#include <QFile>

namespace hd::ui {

namespace {

/// The scripts in the order in which they are put together: what a file uses when it is read stands before it.
constexpr const char *scripts[] = {"data",     "dom",    "icons",   "texts",    "diagram", "tree",     "fields",
                                   "hex",      "keys",   "keycard", "records",  "facts",   "security", "explain",
                                   "scrubber", "player", "print",   "settings", "main"};

QByteArray resource(const QString &name)
{
    QFile file(QStringLiteral(":/html/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is not compiled in", qPrintable(name));
    return file.readAll();
}

QByteArray script()
{
    QByteArray all = "\"use strict\";\n(() => {\n";
    for (const char *name : scripts)
        all += resource(QLatin1StringView(name) + QStringLiteral(".js")) + '\n';
    return all + "})();\n";
}

/// The colours of the window as custom properties of CSS.
QByteArray tokens(const Colors &colors)
{
    const std::pair<const char *, QColor> all[] = {
        {"window", colors.window},
        {"base", colors.base},
        {"sunken", colors.sunken},
        {"hairline", colors.hairline},
        {"edge", colors.controlEdge},
        {"text1", colors.text1},
        {"text2", colors.text2},
        {"text3", colors.text3},
        {"accent", colors.accent},
        {"accent-fill", colors.accentFill},
        {"on-accent", colors.onAccent},
        {"selected", colors.selected},
        {"linked", colors.linked},
        {"clear", colors.clear},
        {"handshake", colors.handshakeKeys},
        {"application", colors.applicationKeys},
        {"ccs", colors.changeCipherSpec},
        {"alert", colors.alert},
        {"absent", colors.absent},
        {"established", colors.established},
    };
    QByteArray css = colors.dark ? "color-scheme: dark;" : "color-scheme: light;";
    for (const auto &[name, color] : all)
        css += QByteArray(" --") + name + ": " + color.name().toLatin1() + ';';
    return css;
}

/// Light unless the system or the reader wants dark; more contrast where the system asks for that.
QByteArray themes()
{
    const auto both = [](const QByteArray &light, const QByteArray &dark) {
        return ":root { " + light + " }\n@media (prefers-color-scheme: dark) {\n:root:not([data-theme=\"light\"]) { " +
               dark + " }\n}\n:root[data-theme=\"dark\"] { " + dark + " }\n";
    };
    return "@media screen {\n" + both(tokens(Colors::light()), tokens(Colors::darkTheme())) +
           "}\n@media screen and (prefers-contrast: more) {\n" +
           both(tokens(Colors::highContrast(false)), tokens(Colors::highContrast(true))) +
           "}\n@media print {\n:root { " + tokens(Colors::light()) + " }\n}\n";
}

/// What allows exactly this text between the tags of its element.
QByteArray hashOf(const QByteArray &text)
{
    return "'sha256-" + QCryptographicHash::hash(text, QCryptographicHash::Sha256).toBase64() + '\'';
}

/// JSON that ends no element and no line of a script, whatever its strings say.
QByteArray inScript(const std::string &json)
{
    QByteArray safe = QByteArray::fromStdString(json);
    safe.replace('&', "\\u0026").replace('<', "\\u003c").replace('>', "\\u003e");
    return safe.replace("\xE2\x80\xA8", "\\u2028").replace("\xE2\x80\xA9", "\\u2029");
}

std::uint32_t messagesIn(const Trace &trace, const ExportOptions &options)
{
    const auto count = static_cast<std::uint32_t>(trace.messages.size());
    const std::uint32_t to = std::min(options.to.value_or(count), count);
    return to < options.from ? 0 : to - std::max(options.from, 1U) + 1;
}

} // namespace

std::optional<Error> refuseHtml(const Trace &trace, const ExportOptions &options)
{
    const std::uint32_t count = messagesIn(trace, options);
    if (count <= mostPageMessages)
        return std::nullopt;
    const std::uint32_t from = std::max(options.from, 1U);
    return Error{"a page holds at most " + std::to_string(mostPageMessages) + " messages, and these are " +
                     std::to_string(count),
                 "interactive page",
                 "choose a part of them: --range " + std::to_string(from) + "-" +
                     std::to_string(from + mostPageMessages - 1)};
}

QByteArray renderHtml(const Trace &trace, const ExportOptions &options)
{
    if (refuseHtml(trace, options))
        return {};
    Fonts::load();
    const ExportLanguage language(options.language);
    const QByteArray style = '\n' + themes() + resource(QStringLiteral("page.css"));
    const QByteArray code = '\n' + script();
    const QByteArray policy = "default-src 'none'; script-src " + hashOf(code) + "; style-src " + hashOf(style) +
                              "; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for "
                              "'script'; trusted-types 'none'";
    // What is put in is not searched again: a trace that says "@STYLE@" stays what it says.
    const std::pair<QByteArray, QByteArray> parts[] = {
        {"@LANG@", language.isChinese() ? "zh-CN" : "en"},
        {"@POLICY@", policy},
        {"@TITLE@", exportTitle(trace, language).toHtmlEscaped().toUtf8()},
        {"@STYLE@", style},
        {"@DATA@", inScript(htmlData(trace, options).dump(-1, ' ', false, Json::error_handler_t::replace))},
        {"@SCRIPT@", code},
    };
    QByteArray page;
    const QByteArray skeleton = resource(QStringLiteral("page.html"));
    qsizetype at = 0;
    for (const auto &[mark, text] : parts) {
        const qsizetype found = skeleton.indexOf(mark, at);
        page += skeleton.mid(at, found - at) + text;
        at = found + mark.size();
    }
    return page + skeleton.mid(at);
}

} // namespace hd::ui
