//===- Format.h - What tells formats apart ----------------------*- C++ -*-===//
#pragma once

#include <cstdint>
#include <string_view>

namespace vo::rt::encoding {

/// There is one of each format; its address tells it apart from others.
struct Format {
  /// The key of the format in tags of fields.
  std::string_view tagKey;
  /// Integers of the text are int in variables of type any, not float64.
  bool hasIntegers;
  /// The package with the types of times, named strings which are called like
  /// the kinds of tokens; empty if there are none.
  std::string_view timePackage;
};

/// How many kinds of times there are.
inline constexpr unsigned kTimeKinds = 4;

} // namespace vo::rt::encoding
