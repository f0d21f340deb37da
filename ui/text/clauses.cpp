// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/clauses.h"

#include "wire/versions.h"

namespace hd::ui {

std::optional<Explanation> citedIn(Family family, std::optional<Explanation> text)
{
    if (!text || family != Family::Tls13)
        return text;
    QStringList clauses;
    for (const QString &clause : text->clauses) {
        QString place = clause;
        if (clause.startsWith(QStringLiteral("5246 §"))) {
            const std::string now = clauseIn(tls13, "RFC 5246 " + clause.mid(6).toStdString());
            const QString section = QString::fromStdString(now).section(u' ', 2);
            const bool appendix = !section.isEmpty() && section.front().isLetter();
            place = QString::fromStdString(now).section(u' ', 1, 1) +
                    (appendix ? QStringLiteral(" App. ") : QStringLiteral(" §")) + section;
        }
        const bool older = place.startsWith(QLatin1StringView("6101 ")) ||
                           place.startsWith(QLatin1StringView("2246 ")) || place.startsWith(QLatin1StringView("4346 "));
        if (!older && !clauses.contains(place))
            clauses.append(place);
    }
    text->clauses = clauses;
    return text;
}

} // namespace hd::ui
