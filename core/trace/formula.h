// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How a value was computed, written as the RFCs write it.

#include "trace/trace.h"

namespace hd {

/// `PRF(pre_master_secret, "master secret", client_random + server_random)[0..47]`. One line of plain text in the RFCs'
/// terms, never translated; empty for an operation that it does not know.
std::string formula(const Trace &trace, DerivationId id);

/// The HkdfLabel that HKDF-Expand-Label hands to HKDF-Expand (RFC 8446 7.1); empty for any other operation.
Bytes hkdfLabel(const Trace &trace, DerivationId id);

/// How a formula calls one input: the name of the value that it is (`client_random`), of the fields that hold it
/// (`dh_p`), the messages that it joins (`messages #1..#8`), or its text.
std::string inputName(const Trace &trace, const Input &input);

/// The last name of a path, with an element's list before it: `dh_p`, `cipher_suites[0]`.
std::string leafName(std::string_view path);

} // namespace hd
