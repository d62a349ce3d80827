//===- Decode.h - Texts into variables --------------------------*- C++ -*-===//
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
#include "runtime/std/encoding/Document.h"
#include "runtime/std/encoding/Format.h"

namespace vo::rt::encoding {

/// Null, or why nothing can be decoded into the value whatever the text is, in
/// a constant.
const char *checkTarget(const Iface &target);

/// Sets what the target, which has passed, leads to: a struct, by an object.
/// The text lies outside of the heap. Gives null, or why it cannot be, in a
/// constant. May collect.
const char *decode(Context &context, const Document &text, const Format &format,
                   const Rooted<Iface> &target);

} // namespace vo::rt::encoding
