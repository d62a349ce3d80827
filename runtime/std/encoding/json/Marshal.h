//===- Marshal.h - Values as JSON text --------------------------*- C++ -*-===//
#pragma once

#include "runtime/Entries.h"

#include <string>

namespace vo::rt::json {

/// Appends the text of a value, without escapes for HTML. Values inside of it
/// are not asked how they encode themselves; members of maps are in the order
/// of their keys' bytes. Gives null, or why there is no text, in a constant.
/// Never collects.
const char *marshal(Context &context, const Iface &value, std::string &out);

} // namespace vo::rt::json
