//===- MemoryLayouts.h - How storage types lie in memory --------*- C++ -*-===//
//
// `vo` counts leaves, memory has words of eight bytes. A leaf in an object is
//
//   number, reference   one word
//   string              base, offset, length: three words
//   slice               base, offset, length, capacity: four words
//   interface value     header, data: two words
//
// and a struct its members one after the other. Numbers narrower than a word
// have a word of their own in a struct, but elements of an array, as an object
// and in place, lie as close as they fit; an array in place then fills up its
// last word. So a slice of any array has the same distance between elements.
//
// Cost: structs are measured once; an address is linear in the depth of its
// path.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "dialect/vo/Leaves.h"

#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/DenseMap.h"

namespace vo::lowering {

/// Values side by side in an object, each as its type lies in memory: what a
/// closure, the record of a deferred call or a frame holds.
struct Fields {
  llvm::SmallVector<mlir::Type> types;
  llvm::SmallVector<int64_t> offsets; // of each, in bytes
  std::string letters;                // of the whole object
};

class MemoryLayouts {
public:
  /// Largest number of slots that an object header can tell.
  static constexpr uint64_t kMaxSlots = 0xFFFFFF;

  explicit MemoryLayouts(mlir::ModuleOp module);

  /// Bytes of an object, struct or array in place; saturates.
  uint64_t bytes(mlir::Type storage);
  /// Distance between elements of an array.
  uint64_t stride(mlir::Type elem);
  /// Slots of an object; null when it is larger than a header can tell.
  ir::LayoutAttr object(mlir::Type storage);
  /// Fields behind the words that these letters stand for.
  Fields fields(llvm::StringRef header, mlir::TypeRange types);
  /// How elements lie in array objects; null as above.
  ir::ElemAttr element(mlir::Type storage);

  /// Where the leaf is that the cursor stands on, from the start of the memory,
  /// with 0 for the elements that operands choose.
  uint64_t offset(const ir::LeafCursor &cursor);

  /// Where a struct's member lies in it.
  uint64_t memberOffset(ir::StructType type, unsigned member) {
    return structLayout(type).offsets[member];
  }

  /// Names of structs, for cursors.
  mlir::SymbolTableCollection &symbols() { return tables; }

private:
  struct Struct {
    llvm::SmallVector<uint64_t> offsets; // of members, and the size
    std::string letters;
  };
  const Struct &structLayout(ir::StructType type);
  uint64_t offsetIn(mlir::Type container, uint64_t index);
  void appendLetters(mlir::Type storage, std::string &letters);

  mlir::ModuleOp module;
  mlir::SymbolTableCollection tables;
  llvm::DenseMap<mlir::Type, Struct> structs;
};

} // namespace vo::lowering
