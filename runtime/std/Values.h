//===- Values.h - Slices and strings of natives -----------------*- C++ -*-===//
#pragma once

#include "runtime/object/Slice.h"
#include "runtime/object/String.h"

#include <span>
#include <string>
#include <string_view>

namespace vo::rt {

/// The elements of a []byte. Valid until the next call that may collect.
inline std::string_view viewOf(const Slice &bytes) {
  return {reinterpret_cast<const char *>(dataOf(bytes)), size_t(bytes.length)};
}

/// Element `index` of a []string. Valid until the next call that may collect.
inline Str stringOf(const Slice &strings, int64_t index) {
  constexpr int64_t kWords = sizeof(Str) / abi::kWordBytes;
  return stringAt(reinterpret_cast<const uint64_t *>(dataOf(strings)) +
                  index * kWords);
}

/// New []byte with a copy of `bytes`, which must lie outside the heap; never
/// nil. May collect.
Slice newByteSlice(Context &context, std::string_view bytes);

/// New []string with copies of `texts`; never nil. May collect.
Slice newStringSlice(Context &context, std::span<const std::string> texts);

/// New []int with copies; never nil. May collect.
Slice newIntSlice(Context &context, std::span<const int64_t> numbers);

/// Results of natives that may fail, with a nil error.
inline constexpr Iface kNoError = {};

} // namespace vo::rt
