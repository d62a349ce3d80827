//===- Site.h - Allocations in the language's words -------------*- C++ -*-===//
//
// What an allocation looks like to whoever wrote the program. Only what is in
// the dialect's types can be told: integers and booleans of registers are
// "int", and structs without a name are shown by their members.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "dialect/vo/Vo.h"

namespace vo::passes {

/// "object", "variable", "array", "growth of a map", …: a fixed set of words.
llvm::StringRef kindOf(ir::AllocationOpInterface op);

/// `*main.Node`, `[]int`, `map[string]int`; of calls the function; empty when
/// nothing is known.
std::string typeTextOf(ir::AllocationOpInterface op,
                       mlir::SymbolTableCollection &symbols);

/// Kind and type: "object *main.Node", "map[string]int".
std::string whatOf(ir::AllocationOpInterface op,
                   mlir::SymbolTableCollection &symbols);

/// A type in the language's words, structs looked up from `from`.
std::string typeText(mlir::Operation *from, mlir::Type type,
                     mlir::SymbolTableCollection &symbols);

/// Bytes of what is allocated, without its header; nothing when the number is
/// not constant or the runtime alone knows it.
std::optional<uint64_t> bytesOf(ir::AllocationOpInterface op,
                                mlir::SymbolTableCollection &symbols);

} // namespace vo::passes
