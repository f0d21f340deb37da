// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/tikztext.h"

#include <QStringList>

namespace hd::ui {

/// The command for a character that is one; nothing for the others.
static const char *commandFor(char32_t c)
{
    switch (c) {
    case '\\':
        return "\\textbackslash{}";
    case '{':
        return "\\{";
    case '}':
        return "\\}";
    case '$':
        return "\\$";
    case '&':
        return "\\&";
    case '#':
        return "\\#";
    case '%':
        return "\\%";
    case '_':
        return "\\_";
    case '^':
        return "\\textasciicircum{}";
    case '~':
        return "\\textasciitilde{}";
    case '"':
        return "\\textquotedbl{}";
    case '`':
        return "\\textasciigrave{}";
    case '\'':
        return "\\textquotesingle{}";
    case '-': // two of them are a dash, and so on
        return "-{}";
    case ',':
        return ",{}";
    case '<':
        return "<{}";
    case '>':
        return ">{}";
    case 0xB7:
        return "\\textperiodcentered{}";
    case 0xD7:
        return "\\texttimes{}";
    case 0x2013:
        return "\\textendash{}";
    case 0x2014:
        return "\\textemdash{}";
    case 0x2018:
        return "\\textquoteleft{}";
    case 0x2019:
        return "\\textquoteright{}";
    case 0x201C:
        return "\\textquotedblleft{}";
    case 0x201D:
        return "\\textquotedblright{}";
    case 0x2026:
        return "\\ldots{}";
    default:
        return nullptr;
    }
}

static QString otherRun(const QString &run)
{
    QStringList codes;
    for (const char32_t c : run.toUcs4())
        codes.append(QStringLiteral("U+%1").arg(static_cast<uint>(c), 4, 16, QLatin1Char('0')).toUpper());
    return QStringLiteral("\\hdother{%1}{%2}").arg(run, codes.join(QLatin1Char(' ')));
}

QString texText(const QString &text)
{
    QString made, run;
    const auto endRun = [&made, &run] {
        if (!run.isEmpty())
            made += otherRun(run);
        run.clear();
    };
    for (const char32_t c : text.simplified().toUcs4()) {
        const char *command = commandFor(c);
        if (!command && (c < 0x20 || c > 0x7E)) {
            const char32_t shown = QChar::isPrint(c) && c != 0xA0 ? c : 0xFFFD;
            run += QString::fromUcs4(&shown, 1);
            continue;
        }
        endRun();
        made += command ? QString::fromLatin1(command) : QString::fromUcs4(&c, 1);
    }
    endRun();
    return made;
}

QString texOther(bool needed)
{
    static const QString fonts = QStringLiteral("Noto Sans CJK SC,Source Han Sans SC,Source Han Sans CN,PingFang SC,"
                                                "Hiragino Sans GB,Microsoft YaHei,SimHei,WenQuanYi Zen Hei,"
                                                "WenQuanYi Micro Hei,FandolHei");
    QString text = QStringLiteral("\\ifTUTeX\n  \\usepackage{fontspec}\n"
                                  "  \\newcommand\\hdtry[1]{\\ifdefined\\hdfamily\\else"
                                  "\\IfFontExistsTF{#1}{\\newfontfamily\\hdfamily{#1}}{}\\fi}\n");
    for (const QString &font : fonts.split(QLatin1Char(',')))
        text += QStringLiteral("  \\hdtry{%1}\n").arg(font);
    text +=
        QStringLiteral("  \\ifdefined\\hdfamily\\else\\PackageWarningNoLine{hellodone}{No East Asian font was found}"
                       "\\newcommand\\hdfamily{}\\fi\n"
                       "  \\newcommand\\hdother[2]{{\\hdfamily#1}}\n\\else\n");
    text += needed ? QStringLiteral("  \\PackageError{hellodone}{This picture needs XeLaTeX or LuaLaTeX}"
                                    "{pdfLaTeX has no font for it.}\n")
                   : QString();
    return text + QStringLiteral("  \\newcommand\\hdother[2]{#2}\n\\fi\n");
}

} // namespace hd::ui
