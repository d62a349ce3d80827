//===- MemoryKinds.h - Which kinds of memory overlap ------------*- C++ -*-===//
//
// What lies in memory is written and read as the type of its leaf: a field of a
// struct, an element, a captured value. So accesses of two kinds touch the same
// bytes only when one type can be read as both kinds. That two addresses are
// different does not follow from kinds of one class.
//
// Sound because
//  1. the language has no way to see memory as another type, and `vo.cast`
//     only passes on to leaves of the same types;
//  2. what the runtime writes it writes in calls, which may touch anything;
//  3. memory is used for another type only after the collector has taken it
//     back, or a stack object has begun its next life, and nothing that was
//     reached before is used then;
//  4. what reads a word that was written as narrower numbers says `any`.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "dialect/vort/Vort.h"

namespace vo::ir::vort {

enum class MemoryClass : uint8_t {
  Any,       // overlaps all
  Byte,      // numbers of one byte
  Half,      // of two
  Single,    // of four
  Word,      // of eight
  Reference, // pointers, maps, channels, function values
  Base,      // of strings and slices
  Extent,    // offset, length and capacity of strings and slices
  Interface, // header and data word
  Code,      // addresses outside the heap
};

constexpr unsigned kMemoryClasses = 10;

inline MemoryClass memoryClassOf(MemKind kind) {
  switch (kind) {
  case MemKind::U8:
  case MemKind::I8:
    return MemoryClass::Byte;
  case MemKind::U16:
  case MemKind::I16:
    return MemoryClass::Half;
  case MemKind::U32:
  case MemKind::I32:
    return MemoryClass::Single;
  case MemKind::I64:
  case MemKind::F64:
    return MemoryClass::Word;
  case MemKind::Ref:
    return MemoryClass::Reference;
  case MemKind::Base:
    return MemoryClass::Base;
  case MemKind::Extent:
    return MemoryClass::Extent;
  case MemKind::Header:
  case MemKind::Data:
    return MemoryClass::Interface;
  case MemKind::Raw:
    return MemoryClass::Code;
  case MemKind::Any:
    return MemoryClass::Any;
  }
  llvm_unreachable("not a memory kind");
}

inline bool mayOverlap(MemoryClass a, MemoryClass b) {
  return a == b || a == MemoryClass::Any || b == MemoryClass::Any;
}

/// Bytes that an access of the kind touches.
inline int64_t bytesOf(MemKind kind) {
  switch (memoryClassOf(kind)) {
  case MemoryClass::Byte:
    return 1;
  case MemoryClass::Half:
    return 2;
  case MemoryClass::Single:
    return 4;
  default:
    return 8;
  }
}

} // namespace vo::ir::vort
