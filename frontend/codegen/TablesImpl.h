//===- TablesImpl.h - State of the module tables ----------------*- C++ -*-===//
#pragma once

#include "frontend/codegen/Tables.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"

#include <deque>

namespace vo::fe {

struct Tables::Impl {
  /// What is known of a type, by its dense id.
  struct TypeFacts {
    uint64_t slots = 0; ///< count + 1; 0: not counted yet
    const bc::Layout *layout = nullptr;
    uint32_t rttid = 0; ///< 0: none yet (real ones start at 18)
  };
  struct PendingItab {
    uint32_t id;
    Type *concrete;
    InterfaceType *interface;
  };

  Impl(Tables &tables, Compilation &compilation, bc::Module &module)
      : tables(tables), compilation(compilation), module(module) {}

  TypeFacts &facts(Type *type) {
    if (type->id() >= byType.size())
      byType.resize(std::max<size_t>(type->id() + 1, byType.size() * 2));
    return byType[type->id()];
  }

  void declareWellKnown();
  void finishWellKnown();
  /// Errors about limits: each text once.
  void errorOnce(const std::string &text, Range range);
  void tooWide(Type *type, Range range);

  uint64_t slotCount(Type *type);
  uint64_t countSlots(Type *type);
  void appendLayout(Type *type, bc::Layout &layout);
  std::string identity(const Named &named);
  uint32_t structMeta(StructType *type);
  uint32_t namedType(Named *named);
  bc::RuntimeType describe(Type *type);
  void completeMethods(Named *named, uint32_t id, DispatchSource &source);
  void completeItab(const PendingItab &itab);
  /// Checks a 16-bit table index.
  uint16_t narrow(size_t index, const char *table);

  Tables &tables;
  Compilation &compilation;
  bc::Module &module;
  std::vector<TypeFacts> byType;
  std::deque<bc::Layout> layouts;
  bc::Layout oneSlot{bc::SlotType::Value};
  llvm::DenseMap<StructType *, llvm::SmallVector<uint16_t, 8>> offsets;
  llvm::DenseMap<StructType *, uint32_t> structMetas;
  llvm::DenseMap<InterfaceType *, uint32_t> interfaceMetas;
  llvm::DenseMap<Named *, uint32_t> namedTypes;
  /// By named type id.
  std::vector<Named *> nameds;
  size_t namedsFinished = 0;
  llvm::DenseMap<std::pair<Type *, InterfaceType *>, uint32_t> itabs;
  std::vector<PendingItab> pendingItabs;
  /// Constants by their bits; every number is a key, so none can be reserved.
  using ByBits = llvm::DenseMap<std::pair<uint64_t, uint8_t>, uint16_t>;
  ByBits ints, floats;
  llvm::StringMap<uint16_t> strings;
  llvm::DenseMap<Var *, uint16_t> globals;
  uint32_t globalSlots = 0;
  llvm::DenseMap<Func *, uint16_t> externs;
  llvm::StringMap<llvm::SmallVector<uint16_t, 1>> helpers;
  llvm::DenseMap<const SourceFile *, uint32_t> files;
  /// Struct metas of boxes, by the bytes of their layout.
  llvm::StringMap<uint32_t> boxMetas;
  llvm::StringMap<char> reported;
};

} // namespace vo::fe
