//===- Elements.h - Moving elements of slices -------------------*- C++ -*-===//
#pragma once

#include "runtime/object/Slice.h"

namespace vo::rt {

/// Elements in memory. Valid until the next call that may collect.
struct Elements {
  std::byte *data;
  uint64_t stride; // bytes
  bool flat;
};

/// Moves `count` elements from the start of `source` as memmove does, changing
/// their form where one side is packed and the other flat; `elemBytes` is
/// their packed width. No write barrier. Never collects.
void moveElements(Elements to, const Slice &source, uint64_t elemBytes,
                  uint64_t count);

} // namespace vo::rt
