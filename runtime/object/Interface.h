//===- Interface.h - Equality of interface values ---------------*- C++ -*-===//
#pragma once

#include "runtime/Entries.h"
#include "runtime/object/ValueKind.h"

#include <string_view>

namespace vo::rt {

/// Outcome of a comparison; the numbers are those of vo_rt_iface_equal.
enum class Equality : int64_t { Different = 0, Same = 1, Uncomparable = 2 };

/// Compares two interface values: types first (the header's low 32 bits, never
/// the itab), then values - floats as IEEE says, strings by their bytes,
/// structs and arrays word by word as the module describes their types, the
/// rest by bits. A type with a slice, map or function in it is uncomparable
/// whatever its values are; values inside interfaces count up to the first
/// difference. Never collects, never panics; the stack it needs is bounded.
Equality equalInterfaces(const Context &context,
                         const abi::InterfaceWords &left,
                         const abi::InterfaceWords &right);

/// Compares two values in memory whose words are as the pattern says, one
/// abi::ComparedWord each. As equalInterfaces for what they hold.
Equality equalWords(const Context &context, std::string_view pattern,
                    const uint64_t *left, const uint64_t *right);

} // namespace vo::rt
