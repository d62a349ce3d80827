//===- Interface.h - Equality of interface values ---------------*- C++ -*-===//
#pragma once

#include "runtime/Entries.h"
#include "runtime/object/ValueKind.h"

namespace vo::rt {

/// Outcome of a comparison; the numbers are those of vo_rt_iface_equal.
enum class Equality : int64_t { Different = 0, Same = 1, Uncomparable = 2 };

/// Compares two interface values: types first (the header's low 32 bits, never
/// the itab), then values - floats as IEEE says, strings by their bytes,
/// structs and arrays element by element up to the first difference, the rest
/// by bits. Never collects, never panics; the stack it needs is bounded.
Equality equalInterfaces(const Context &context,
                         const abi::InterfaceWords &left,
                         const abi::InterfaceWords &right);

/// Compares the contents of two boxed structs or arrays of one type (null
/// equals only null). As equalInterfaces otherwise.
///
/// Works from what objects tell of themselves: layouts, array element kinds,
/// and the headers of the strings and slices they refer to. Not known that way
/// and therefore not right yet:
///   - a float field of a struct compares by bits (+0 and -0 differ, a NaN
///     equals itself); float elements of arrays are right;
///   - a map or func field compares by identity instead of being uncomparable;
///   - a nil slice field, or any slice field behind the first difference, does
///     not make the type uncomparable.
Equality equalBoxed(const Context &context, Ref left, Ref right);

} // namespace vo::rt
