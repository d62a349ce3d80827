//===- Dynamic.h - What dynamic access knows of types -----------*- C++ -*-===//
//
// Tables of programs that use `~>` or package dyn, or natives that look into
// values (`reflects`); others have none. They are constants of the module, made
// of words of 32 bits, and refer to each other by positions. Where only natives
// need them there are no members, signatures and methods.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/abi/Module.h"

#include <cstdint>

namespace vo::abi {

inline constexpr uint32_t kNoDynamic = 0xFFFFFFFF;

enum DynamicFlags : uint32_t {
  kDynamicNamed = 1,    // a type with a name
  kDynamicVariadic = 2, // a function type whose last parameter takes the rest
};

/// The methods by which a type answers itself, by name.
enum class DynamicProtocol : uint32_t { Attr, Index, SetAttr, SetIndex, Call };
inline constexpr const char *kDynamicProtocols[] = {
    "DynAttr", "DynIndex", "DynSetAttr", "DynSetIndex", "DynCall"};
inline constexpr unsigned kDynamicProtocolCount = 5;

/// A list in another table.
struct DynamicRange {
  uint32_t begin;
  uint32_t count;
};

/// A runtime type (index = rttid). Types are named by their rttids.
struct DynamicType {
  uint32_t kind; // of values; 0 = nothing is known of the type
  uint32_t flags;
  uint32_t underlying; // the type behind the name; itself without one
  uint32_t key;        // of a map, or kNoRttid
  uint32_t elem;       // of an array, slice, map or pointer, or kNoRttid
  uint32_t bytes;      // of a value in an object, a multiple of a word
  uint32_t stride;     // of a value as an element of an array
  uint32_t length;     // of an array
  uint32_t layout; // id; struct: of objects, array and slice: of array objects,
                   // function: of the object of its arguments, map: of the
                   // array of its entries
  DynamicRange fields;  // members, of a struct without name
  DynamicRange methods; // members
  DynamicRange params;  // numbers: types, of a function type without name
  DynamicRange results; // the same
  DynamicRange wider;   // numbers: interface types with all methods of this one
  DynamicRange declared; // fields, of a struct without name, in order
  uint32_t code;         // of a function type without name: a DynamicCall
  uint32_t interface;    // of one with methods: number of its table
  uint32_t protocols[kDynamicProtocolCount]; // members, or kNoDynamic
  uint32_t name; // in the text: of one with a name, where natives need it
  uint32_t nameLength;
};
static_assert(sizeof(DynamicType) == 30 * 4);

/// A field or method. Those of a type are in ascending order of their names'
/// bytes.
struct DynamicMember {
  uint32_t name; // in the text
  uint32_t nameLength;
  uint32_t type;
  /// Field: bytes from the start of the struct that the path leads to; or
  /// kNoDynamic, when the name is ambiguous. Method: number in the table of
  /// code, of what a function value with the receiver has as its code; or
  /// kNoDynamic, when only pointers to the type have it.
  uint32_t place;
  DynamicRange path; // numbers: where the pointers are that are followed
};
static_assert(sizeof(DynamicMember) == 6 * 4);

enum DynamicFieldFlags : uint32_t {
  kFieldEmbedded = 1,
  kFieldExported = 2,
};

/// A field of a struct as it is declared.
struct DynamicField {
  uint32_t name; // in the text
  uint32_t nameLength;
  uint32_t tag; // in the text, as it is written (StructTag.h)
  uint32_t tagLength;
  uint32_t type;
  uint32_t place; // bytes from the start of the struct
  uint32_t flags;
};
static_assert(sizeof(DynamicField) == 7 * 4);

struct DynamicTables {
  const DynamicType *types;
  const DynamicMember *members;
  const DynamicField *fields;
  const uint32_t *numbers;
  const char *text;
  const void *const *code;
  const InterfaceTable *interfaces;
  uint32_t typeCount;
  uint32_t reserved;
};

/// The code of a function type: a function of the program (Calls.h) that takes
/// a function value and an object with the arguments, one behind the other as
/// in any object, or null; calls the one with the other, and gives an object of
/// the results, or null.
struct DynamicCall;

/// A function value made of a method and its receiver, layout kLayoutBound.
struct BoundObject {
  uint64_t code;
  uint64_t header; // the receiver as an interface value
  uint64_t data;
};
static_assert(sizeof(BoundObject) == 24);

} // namespace vo::abi
