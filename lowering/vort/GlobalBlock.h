//===- GlobalBlock.h - Where global variables lie ---------------*- C++ -*-===//
//
// In a program that makes no islands each global variable is one of LLVM's,
// with an address of its own. In one that does, all lie in one block, of which
// each island has its own: the context says where it is, and a variable is a
// distance from there (abi::ModuleDescriptor::globalBlock).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/StringMap.h"

namespace vo::lowering {

/// Name of the main island's block.
inline constexpr llvm::StringLiteral kGlobalBlockName = "vort.global_block";

class GlobalBlock {
public:
  /// Gives each variable of a module of `vort` a place, if it makes islands.
  explicit GlobalBlock(mlir::ModuleOp module);

  /// Whether the program makes islands.
  bool exists() const { return !islandInit.empty(); }
  /// Symbol of the function that initialises an island; empty if none does.
  const std::string &islandInitSymbol() const { return islandInit; }

  uint64_t bytes() const { return size; }
  /// Distance of a variable from the block's beginning.
  uint64_t offsetOf(llvm::StringRef global) const {
    return offsets.lookup(global);
  }

private:
  std::string islandInit;
  uint64_t size = 0;
  llvm::StringMap<uint64_t> offsets;
};

} // namespace vo::lowering
