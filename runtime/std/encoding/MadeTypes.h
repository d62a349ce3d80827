//===- MadeTypes.h - Types of the values that decoding makes ----*- C++ -*-===//
#pragma once

#include "runtime/abi/Map.h"
#include "runtime/dynamic/Types.h"
#include "runtime/gc/Heap.h"
#include "runtime/std/encoding/Document.h"
#include "runtime/std/encoding/Format.h"

#include <array>
#include <unordered_map>

namespace vo::rt::encoding {

/// What is found out once about a heap's program and a format.
struct MadeTypes : HeapAttachment {
  uint32_t anyMap = abi::kNoRttid; // map[string]any
  uint32_t anySlice = abi::kNoRttid;
  std::array<uint32_t, kTimeKinds> times; // none in formats without times
  std::unordered_map<uint32_t, abi::MapType> maps;

  MadeTypes() { times.fill(abi::kNoRttid); }
  uint32_t timeOf(TokenKind kind) const {
    return times[unsigned(kind) - unsigned(TokenKind::OffsetDateTime)];
  }
};
MadeTypes &madeTypes(Context &context, const dynamic::Types &types,
                     const Format &format);

/// What a string of that type is written as: a kind of time, or String.
TokenKind kindOfString(const dynamic::Types &types, uint32_t rttid,
                       const Format &format);

/// Whether the type is an interface without methods.
bool isAny(const dynamic::Types &types, uint32_t rttid);

/// How maps of a type with string keys are made; lives as long as the heap.
const abi::MapType &mapTypeOf(MadeTypes &made, const dynamic::Types &types,
                              uint32_t rttid);

} // namespace vo::rt::encoding
