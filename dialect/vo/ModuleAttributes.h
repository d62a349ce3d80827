//===- ModuleAttributes.h - What a module says besides its code -*- C++ -*-===//
//
// Attributes through which earlier stages give `vort-to-llvm` what ends up in
// the module descriptor (runtime/abi/Module.h) and is not code. All are
// optional; the pass removes them.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

namespace vo::ir {

/// On the module, `array<i64>`: three numbers per runtime type in the order of
/// the rttids: kind, elemKind, elemRttid of abi::TypeInfo (-1 = no element).
inline constexpr llvm::StringLiteral kTypeInfoAttr = "vo.type_info";

/// On the module, an integer: rttid of *errors.Error.
inline constexpr llvm::StringLiteral kErrorPtrRttidAttr = "vo.error_ptr_rttid";

/// On the module, unit: abi::kModuleHasInteriorPointers. The pass adds the flag
/// itself when it sees an interior pointer leave a function's sight.
inline constexpr llvm::StringLiteral kInteriorPointersAttr =
    "vo.interior_pointers";

/// On the module, a dictionary: what a bytecode module says besides its code,
/// for the way back (exporter/). `tables` is the module in the form of
/// docs/json.md without code, constants, externs and positions, as attributes
/// (dialect/vo/JsonAttributes.h). `functions`, `globals` and `interfaces` list
/// the symbols of what `tables` has of them; there are functions and interfaces
/// that only tables name, which the module does not define.
inline constexpr llvm::StringLiteral kBytecodeAttr = "vo.bytecode";

/// On `vo.slice.of_inline`, i32 and i64: element type word and size in bytes of
/// the elements, which bytecode keeps in the slice.
inline constexpr llvm::StringLiteral kElemMetaAttr = "vo.elem_meta";
inline constexpr llvm::StringLiteral kElemBytesAttr = "vo.elem_bytes";

/// On one function, unit: the runtime starts the program there. It has neither
/// parameters nor results.
inline constexpr llvm::StringLiteral kEntryAttr = "vo.entry";

} // namespace vo::ir
