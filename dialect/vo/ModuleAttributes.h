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
/// `vo-to-vort` makes it of the vo.type symbols.
inline constexpr llvm::StringLiteral kTypeInfoAttr = "vo.type_info";

/// On the module, an array of strings beside it: how the words of structs and
/// array elements compare (abi::TypeInfo::words).
inline constexpr llvm::StringLiteral kTypeWordsAttr = "vo.type_words";

/// On the module, an integer: rttid of *errors.Error.
inline constexpr llvm::StringLiteral kErrorPtrRttidAttr = "vo.error_ptr_rttid";

/// On the module: how *errors.Error is an error, a vo.itab. `vo-to-vort` makes
/// it an integer, the number of the table. Natives make such values.
inline constexpr llvm::StringLiteral kErrorItabAttr = "vo.error_itab";

/// On the module, unit: abi::kModuleHasInteriorPointers. The pass adds the flag
/// itself when it sees an interior pointer leave a function's sight.
inline constexpr llvm::StringLiteral kInteriorPointersAttr =
    "vo.interior_pointers";

/// On a `vort.addr`, unit: the address is in a frame, whatever its base looks
/// like, and so no interior pointer.
inline constexpr llvm::StringLiteral kFrameAddressAttr = "vo.frame_address";

/// Of a function (unit): none of its deferred calls recovers a panic, and each
/// is a `vo.defer` marked `frame`, without `on_error`. So the function runs
/// them itself where it returns.
inline constexpr llvm::StringLiteral kOpenDefersAttr = "vo.open_defers";

/// On one function, unit: the runtime starts the program there. It has neither
/// parameters nor results.
inline constexpr llvm::StringLiteral kEntryAttr = "vo.entry";

/// On one function, unit: the runtime starts islands there. As the entry. In
/// `vort` it says that the program makes islands, so that each has global
/// variables of its own.
inline constexpr llvm::StringLiteral kIslandInitAttr = "vo.island_init";

} // namespace vo::ir
