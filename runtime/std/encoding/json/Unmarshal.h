//===- Unmarshal.h - JSON text into variables -------------------*- C++ -*-===//
//
// The text is read and held against the type first, and only then written: a
// text that does not fit changes nothing. Names of members that the struct has
// no field for are passed over; fields without members keep their values.
// Structs in place are changed field by field; pointers, slices and maps get
// new objects, except where an embedded pointer leads to one already.
//
// Cost: two walks over the tokens, a look-up per member.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/gc/Roots.h"

#include <string_view>

namespace vo::rt::json {

/// Sets what the target, a pointer to a struct, leads to. The text lies outside
/// of the heap. Gives null, or why it cannot be, in a constant. May collect.
const char *unmarshal(Context &context, std::string_view source,
                      const Rooted<Iface> &target);

} // namespace vo::rt::json
