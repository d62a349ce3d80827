//===- MadeTypes.h - Types of the values that decoding makes ----*- C++ -*-===//
#pragma once

#include "runtime/abi/Map.h"
#include "runtime/dynamic/Types.h"
#include "runtime/gc/Heap.h"

#include <unordered_map>

namespace vo::rt::json {

/// What is found out once about a heap's program.
struct MadeTypes : HeapAttachment {
  uint32_t anyMap = abi::kNoRttid; // map[string]any
  uint32_t anySlice = abi::kNoRttid;
  std::unordered_map<uint32_t, abi::MapType> maps;
};
MadeTypes &madeTypes(Context &context, const dynamic::Types &types);

/// Whether the type is an interface without methods.
bool isAny(const dynamic::Types &types, uint32_t rttid);

/// How maps of a type with string keys are made; lives as long as the heap.
const abi::MapType &mapTypeOf(MadeTypes &made, const dynamic::Types &types,
                              uint32_t rttid);

} // namespace vo::rt::json
