// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/certificatepath.h"

#include "analysis/x509fields.h"
#include "models/valuetext.h"

namespace hd::ui {

/// The path of the smallest value around @p range; tag, length and content are the value's own.
static std::string valueAround(const FieldTree &fields, Range range)
{
    FieldIndex found = 0;
    for (FieldIndex i = 0; i < fields.size(); ++i) { // parents come before their children
        const std::string &name = fields[i].name;
        const bool part = fields.isLeaf(i) && (name == "tag" || name == "length" || name == "content");
        if (!part && fields[i].range.offset <= range.offset && range.end() <= fields[i].range.end())
            found = i;
    }
    return fields.path(found);
}

QString certificatePath(const Trace &trace, const Selection &selection)
{
    if (!selection.message || selection.kind != Selection::Kind::Bytes)
        return {};
    const Message &message = trace[*selection.message];
    const std::optional<FieldIndex> leaf = message.fields.leafAt(selection.bytes.offset);
    if (!leaf || *leaf == 0 || message.fields[*leaf].name != "certificate")
        return {};
    const Range place = message.fields[*leaf].range;
    if (selection.bytes.end() > place.end())
        return {};
    const FieldTree fields = certificateFields(slice(message.bytes, place)).fields;
    std::string path = valueAround(fields, {selection.bytes.offset - place.offset, selection.bytes.length});
    path.replace(0, std::string_view("certificate").size(), "x509");
    return toQString(path);
}

} // namespace hd::ui
