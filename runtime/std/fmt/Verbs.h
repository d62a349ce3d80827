//===- Verbs.h - The verbs of each family of kinds --------------*- C++ -*-===//
#pragma once

#include "runtime/object/Format.h"
#include "runtime/std/fmt/Spec.h"

namespace vo::rt::fmt {

/// What %T calls values of this kind.
std::string_view kindName(ValueKind kind);

/// Appends the text that `spec` asks for.
void appendVerb(TextSink &sink, const Spec &spec,
                const abi::InterfaceWords &value, const FormatTypes &types);

// Each of the following appends a value of its kinds and returns true, or
// returns false when these kinds do not have the verb.

/// Integers.cpp: d b o O x X c q U.
bool appendInteger(TextSink &sink, const Spec &spec,
                   const abi::InterfaceWords &value);

/// Floats.cpp: f e E g G b.
bool appendFloat(TextSink &sink, const Spec &spec,
                 const abi::InterfaceWords &value);

/// Strings.cpp: q x X.
bool appendString(TextSink &sink, const Spec &spec, std::string_view text);

} // namespace vo::rt::fmt
