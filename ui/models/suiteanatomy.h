// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A cipher suite's name taken apart: what each part of it settles and how many bytes that takes.

#include "wire/suitestatus.h"

#include <QString>

namespace hd::ui {

struct SuitePart
{
    enum class Role : std::uint8_t {
        Filling, ///< TLS, WITH
        KeyExchange,
        Authentication,
        Both, ///< key exchange and authentication
        Export,
        Cipher,
        Mode,
        Tag,
        Mac,
        Hash
    };
    Role role = Role::Filling;
    QString text;    ///< as in the name; empty for what the suite settles, or leaves open, without saying so there
    QString caption; ///< "key exchange"
    QString value;   ///< "Ephemeral Diffie-Hellman"
    QString size;    ///< "16-byte key"
    QString note;    ///< a sentence

    bool operator==(const SuitePart &) const = default;
};

/// A run of bytes that the suite asks for.
struct SuiteBytes
{
    QString name;
    unsigned count = 0; ///< 0: as many as there are to say
    SuitePart::Role role = SuitePart::Role::Filling;
};

struct SuiteAnatomy
{
    QString name;
    std::vector<SuitePart> parts;     ///< those of the name, in its order; joined with '_' they are the name
    std::vector<SuitePart> implied;   ///< what is settled without a part of the name
    std::vector<SuiteBytes> keys;     ///< what each direction gets from the key schedule
    std::vector<SuiteBytes> record;   ///< what a record consists of
    std::vector<SuiteStatus> remarks; ///< the worst first; none for a suite that is known by name alone
};

/// Of a suite as it is used in @p version; without one in the last version that has it.
SuiteAnatomy anatomyOf(const CipherSuite &suite, std::optional<Version> version = {});

/// Of a suite that this program knows by name alone: its parts without their sizes.
SuiteAnatomy anatomyOf(std::string_view name);

/// "Recommended", "Legacy", "Broken", in the language of the window.
QString statusWord(SuiteStatus::Kind kind);

} // namespace hd::ui
