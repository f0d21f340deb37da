// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The parts that certificates and their extensions are made of, each described within a DerWalk. A part that is not
// built as its name says is described by its tags.

#include "analysis/derwalk.h"

namespace hd::x509 {

using Describe = void (*)(DerWalk &, const DerValue &, FieldIndex self);
inline DerWalk::Body as(DerWalk &walk, Describe describe)
{
    return [&walk, describe](const DerValue &value, FieldIndex self) { describe(walk, value, self); };
}

/// The inside of a constructed value; @p describe goes over its children.
template<class Members>
void members(DerWalk &walk, const DerValue &value, FieldIndex self, Members describe)
{
    if (!value.constructed)
        return walk.plain(value, self);
    DerChildren children(walk, value.content, self);
    describe(children);
    children.rest();
}

/// SEQUENCE OF or SET OF; the group means what its elements do, one after the other.
void listOf(DerWalk &walk, const DerValue &value, FieldIndex self, Describe element);
/// An explicit tag around one value called @p name, which says what the group means.
void explicitTag(DerWalk &walk, const DerValue &value, FieldIndex self, const std::string &name, Describe inside);
/// A value that holds DER in its content although it is not constructed (OCTET STRING, or BIT STRING after its first
/// octet), as @p describe has it.
void encapsulated(DerWalk &walk, const DerValue &value, FieldIndex self, const std::string &name, Describe inside);

void plain(DerWalk &walk, const DerValue &value, FieldIndex self);
/// An INTEGER too long for a number says how many bits it has.
void bigInteger(DerWalk &walk, const DerValue &value, FieldIndex self);
void name(DerWalk &walk, const DerValue &value, FieldIndex self);
void generalName(DerWalk &walk, const DerValue &value, FieldIndex self);
void generalNames(DerWalk &walk, const DerValue &value, FieldIndex self);
/// What a GeneralName is called for its tag: "dNSName".
std::string generalNameKind(const DerValue &value);
void extensions(DerWalk &walk, const DerValue &value, FieldIndex self);

/// The name of the object identifier with which the content of @p value begins; empty when it does not.
std::string leadingOid(const DerWalk &walk, const DerValue &value);

} // namespace hd::x509
