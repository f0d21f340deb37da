// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagram/marks.h"

#include <algorithm>
#include <set>

namespace hd::ui {

/// The messages that the value of @p derivation rests on, through all values in between.
static std::vector<MessageId> sourcesOf(const Trace &trace, std::uint32_t derivation)
{
    std::set<std::uint32_t> seen{derivation};
    std::set<MessageId> messages;
    std::vector<std::uint32_t> open{derivation};
    while (!open.empty()) {
        const Derivation &at = trace.derivations[open.back()];
        open.pop_back();
        for (const Input &input : at.inputs) {
            for (const FieldRef &field : input.fields)
                messages.insert(field.message);
            messages.insert(input.messages.begin(), input.messages.end());
            if (input.derivation && input.derivation->index < trace.derivations.size() &&
                seen.insert(input.derivation->index).second)
                open.push_back(input.derivation->index);
        }
    }
    return {messages.begin(), messages.end()};
}

DiagramMarks marksFor(const Session &session)
{
    DiagramMarks marks;
    const Selection &selection = session.selection();
    const Trace &trace = *session.trace();
    switch (selection.kind) {
    case Selection::Kind::Message:
    case Selection::Kind::Field:
    case Selection::Kind::Bytes:
        marks.selected = selection.message;
        break;
    case Selection::Kind::Record:
        marks.selected = selection.message;
        marks.selectedRecord = RecordId{selection.index};
        break;
    case Selection::Kind::Derivation:
        if (selection.index < trace.derivations.size())
            marks.linked = sourcesOf(trace, selection.index);
        if (selection.message)
            marks.linked.push_back(*selection.message);
        break;
    case Selection::Kind::Check:
    case Selection::Kind::Decision:
        if (selection.message)
            marks.linked.push_back(*selection.message);
        break;
    case Selection::Kind::State:
        marks.selectedState = selection.index;
        if (selection.message)
            marks.linked.push_back(*selection.message);
        break;
    case Selection::Kind::Omission:
        marks.selectedOmission = selection.index;
        break;
    case Selection::Kind::None:
        break;
    }
    const Selection &hovered = session.hovered();
    if (hovered.kind == Selection::Kind::Omission)
        marks.hoveredOmission = hovered.index;
    else if (hovered.kind != Selection::Kind::State)
        marks.hovered = hovered.message;
    return marks;
}

std::vector<std::size_t> changedRows(const DiagramLayout &layout, const DiagramMarks &a, const DiagramMarks &b)
{
    std::set<const Row *> rows;
    const auto compare = [&](const auto &before, const auto &after, auto find) {
        if (before == after)
            return;
        if (before)
            rows.insert(find(*before));
        if (after)
            rows.insert(find(*after));
    };
    const auto message = [&](MessageId id) { return layout.rowOf(id); };
    const auto omission = [&](std::uint32_t index) { return layout.rowOfOmission(index); };
    compare(a.selected, b.selected, message);
    compare(a.hovered, b.hovered, message);
    compare(a.focused, b.focused, message);
    compare(a.selectedOmission, b.selectedOmission, omission);
    compare(a.hoveredOmission, b.hoveredOmission, omission);
    compare(a.focusedOmission, b.focusedOmission, omission);
    if (a.linked != b.linked)
        for (const auto *linked : {&a.linked, &b.linked})
            for (const MessageId id : *linked)
                rows.insert(layout.rowOf(id));
    rows.erase(nullptr);
    std::vector<std::size_t> indices;
    for (const Row *row : rows)
        indices.push_back(static_cast<std::size_t>(row - layout.rows.data()));
    return indices;
}

} // namespace hd::ui
