// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What tst_page asks of a page, in the language of pages, and a trace whose every name is an attempt to get in.

#include "builtins.h"

namespace hd::test {

namespace probes {

/// To the end and through all tabs, in both languages, with every row and many cards opened.
inline constexpr const char *visitEverything = R"((() => {
            const click = (element) => element.dispatchEvent(new MouseEvent("click", { bubbles: true }));
            const tabs = () => ["message", "keys", "records", "decisions", "checks", "states"].map((name) => document.getElementById(`tab-${name}`));
            click(document.querySelector("[data-value=zh_CN]"));
            click(document.getElementById("go-end"));
            for (let i = 0; i < 6; ++i) click(tabs()[i]);
            click(document.querySelector("[data-value=en]"));
            click(tabs()[0]);
            for (let i = 0; i < document.querySelectorAll("#fields .treerow").length; i += 7) click(document.querySelectorAll("#fields .treerow")[i]);
            for (const row of document.querySelectorAll(".row[role=option]")) click(row);
            for (let i = 1; i < 6; ++i) {
                const buttons = () => [...document.querySelectorAll("[role=tabpanel]:not([hidden]) button")];
                click(tabs()[i]);
                for (let n = 0; n < Math.min(buttons().length, 8); ++n) {
                    click(buttons()[n]);
                    click(tabs()[i]);
                }
            }
            for (let i = 0; i < 5; ++i) click(document.querySelectorAll(".property")[i]);
            click(document.querySelector("h1 button"));
        })())";

/// [counter, past messages, states of both, words of the properties]
inline constexpr const char *shown = R"([
            document.getElementById("counter").textContent,
            document.querySelectorAll("#sequence .row.past").length,
            [...document.querySelectorAll(".badge.current text")].map(t => t.textContent),
            [...document.querySelectorAll(".property .muted")].map(t => t.textContent)])";

/// [bytes, [path, first selected byte, selected bytes] of each field, path selected by every 101st byte]
inline constexpr const char *links = R"((() => {
        const cells = () => [...document.querySelectorAll("#hex .byte")];
        const rows = () => [...document.querySelectorAll("#fields .treerow")];
        for (let closed; (closed = document.querySelector("#fields [aria-expanded=false] > .twist"));) closed.click();
        const fields = rows().map((_, i) => {
            rows()[i].click();
            const selected = cells().map((cell, at) => (cell.classList.contains("selected") ? at : -1)).filter(at => at >= 0);
            const together = selected.length === 0 || selected.at(-1) - selected[0] === selected.length - 1;
            return [rows()[i].node.id, selected[0] ?? -1, together ? selected.length : "torn"];
        });
        const leaves = cells().filter((_, at) => at % 101 === 0).map((_, i) => {
            cells()[i * 101].click();
            return document.querySelector("#fields [aria-selected=true]").node.id;
        });
        return [cells().map(cell => cell.textContent).join(""), fields, leaves];
    })())";

/// [name, client's value, server's value, mark, formula] of the card of node %1
inline constexpr const char *card = R"((() => {
        const button = document.querySelector('[data-node="%1"]');
        if (!button.classList.contains("open")) button.click();
        const card = document.querySelector(".card");
        const value = (n) => [...card.querySelectorAll(".values .party")[n].querySelectorAll(".hexline > span:last-child")].map(line => line.textContent).join("").replaceAll(" ", "");
        return [card.querySelector("h3").textContent, value(0), value(1), card.querySelector(".ring").textContent, card.querySelector(".formula")?.textContent ?? ""];
    })())";

} // namespace probes

inline Trace hostileTrace()
{
    const std::string hostile =
        "</script><img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>`${window.hacked=1}`";
    Trace trace = *runBuiltin("expired-certificate");
    trace.title = trace.subtitle = trace.description = {hostile, hostile};
    trace.negotiated.alpn = trace.negotiated.group = trace.negotiated.suite = hostile;
    trace.notices.push_back({hostile, hostile, hostile});
    for (Message &message : trace.messages) {
        message.name = hostile;
        message.error = DecodeError{hostile, hostile, {}};
        for (FieldIndex i = 0; i < message.fields.size(); ++i)
            message.fields.at(i).name = message.fields.at(i).meaning = hostile;
    }
    for (Check &check : trace.checks)
        check.name = check.expected = check.actual = check.clause = hostile;
    for (Decision &decision : trace.decisions) {
        decision.chosen = decision.rule = decision.what = hostile;
        for (Candidate &candidate : decision.candidates)
            candidate.name = candidate.reason = hostile;
    }
    for (Derivation &derivation : trace.derivations)
        derivation.name = derivation.operation = hostile;
    for (StateChange &change : trace.states)
        change.state = change.on = hostile;
    return trace;
}

} // namespace hd::test
