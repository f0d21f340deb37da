// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake/decisiontable.h"

namespace hd {

std::string orNumber(const std::string &name, std::uint32_t code)
{
    Bytes bytes;
    appendNumber(bytes, code, 2);
    return name.empty() ? "0x" + toHex(bytes) : name;
}

Decision decisionAbout(std::string what, std::string rule, std::string clause)
{
    Decision decision;
    decision.what = std::move(what);
    decision.rule = std::move(rule);
    decision.clause = std::move(clause);
    return decision;
}

Decision tableOf(Decision decision, const std::vector<std::uint16_t> &offered,
                 const std::vector<std::uint16_t> &supported, const std::vector<std::uint16_t> &order, Meaning name)
{
    const auto add = [&](std::uint16_t code) {
        Candidate row;
        row.code = code;
        row.name = orNumber(name(code), code);
        row.offered = holds(offered, code);
        row.supported = holds(supported, code);
        row.usable = row.offered && row.supported;
        row.reason = !row.offered ? "not-offered" : !row.supported ? "not-supported" : "later-in-preference";
        decision.candidates.push_back(std::move(row));
    };
    for (const std::uint16_t code : order)
        add(code);
    for (const std::vector<std::uint16_t> *list : {&supported, &offered})
        for (const std::uint16_t code : *list)
            if (std::none_of(decision.candidates.begin(), decision.candidates.end(),
                             [code](const Candidate &row) { return row.code == code; }))
                add(code);
    return decision;
}

std::optional<std::uint32_t> chooseFirst(Decision &decision)
{
    for (Candidate &row : decision.candidates) {
        if (row.usable) {
            row.chosen = true;
            row.reason = "chosen";
            decision.chosen = row.name;
            return row.code;
        }
    }
    decision.rule = "none-in-common";
    return std::nullopt;
}

} // namespace hd
