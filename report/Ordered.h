//===- Ordered.h - JSON that is written -------------------------*- C++ -*-===//
//
// Members in the order in which they were added. Without exceptions, so no
// function that may throw is used: members are added, never looked up.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "nlohmann/json.hpp"

namespace vo::report {

using Ordered = nlohmann::ordered_json;

/// Indented, with a newline at the end. Bytes that are no UTF-8 are replaced.
inline std::string print(const Ordered &value) {
  return value.dump(1, ' ', false, Ordered::error_handler_t::replace) + "\n";
}

} // namespace vo::report
