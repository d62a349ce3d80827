//===- Types.h - Inferred types as types of the dialect ---------*- C++ -*-===//
//
// Terms of bytecode/typing become register types, rows become storage types.
// Structs of the metadata become `vo.struct` symbols with their fields; rows of
// arrays lie as their type says, since leaves do not tell where packed numbers
// begin a word. Rows without either become their leaf, a run of equal leaves,
// or a struct of their own, `@layout.N`. A row that contains itself other than
// through a struct gets a struct to break the cycle, `@rec.N`.
//
// Bytecode counts slots, the dialect names members: pathTo turns the one into
// the other.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "bytecode/typing/Typing.h"
#include "dialect/vo/Vo.h"

#include "llvm/ADT/StringSet.h"

#include <set>

namespace vo::importer {

namespace typing = bc::typing;

/// Symbols that are not taken.
class Names {
public:
  /// `name`, or with a numeric suffix when that is taken.
  std::string unique(llvm::StringRef name, uint32_t number);

private:
  llvm::StringSet<> taken;
};

/// Way to a leaf: the text for a path, and for each `?` in it a sum.
struct Path {
  struct Sum {
    int64_t constant = 0;
    llvm::SmallVector<std::pair<bc::ssa::ValueId, int64_t>, 1> terms;
  };
  std::string text;
  llvm::SmallVector<Sum, 1> indices;
};

class Types {
public:
  /// Symbols are defined at the start of `block`.
  Types(const bc::Module &module, const typing::ModuleTyping &typing,
        mlir::Block *block, mlir::Location loc, Names &names);

  /// The register type of a value; null for the second slot of an interface.
  mlir::Type registerOf(typing::TermId id);
  /// A slot of bytecode that takes no space in memory, and has no value there.
  bool isNothing(typing::TermId term) const {
    return terms.kind(term) == typing::TermKind::Value &&
           terms.term(term).packing == typing::Packing::Nothing;
  }
  /// One type per value: an interface's two slots are one, and what takes no
  /// space has none.
  llvm::SmallVector<mlir::Type> registersOf(const typing::Leaves &leaves);
  /// Memory that holds the leaves of a row.
  mlir::Type storageOf(typing::RowId id);
  /// Memory of leaves that have no row.
  mlir::Type storageOfLeaves(const typing::Leaves &leaves);
  /// An array among slots: elements of `width` slots, from slot `base` on.
  struct Run {
    uint64_t base, width, length;
    uint64_t end() const { return base + width * length; }
    auto operator<=>(const Run &) const = default;
  };
  /// Memory of slots with these types (null for the second slot of an
  /// interface), in which each run is an array, or part of one, of equal
  /// elements. Null when runs cross each other with leaves that differ.
  mlir::Type storageOfSlots(llvm::ArrayRef<mlir::Type> slots,
                            const std::set<Run> &runs);
  /// How a value of that run-time type lies in an array.
  mlir::Type storageOfType(uint32_t rttid);
  /// A pointer to a row.
  mlir::Type pointerTo(typing::RowId id);
  /// The interface; null for the empty one and `none`.
  mlir::FlatSymbolRefAttr interfaceOf(uint32_t interfaceMeta);

  /// The way to the first of `slots` leaves `offset` slots into memory of that
  /// type (or the contents of a box); nothing when no leaf begins there.
  std::optional<Path> pathTo(mlir::Type memory, typing::Offset offset,
                             uint64_t slots);

  /// Slots that memory of that type takes in bytecode.
  uint64_t slotsOf(mlir::Type type);
  /// Name of a struct's member: the field's, unless that names none or several.
  static std::string memberName(const bc::StructMeta &meta, size_t field);

  /// Set when a type cannot be expressed: says which.
  const std::string &failure() const { return failed; }

private:
  struct Member {
    std::string name;
    mlir::Type type;
    uint64_t offset;
  };
  using Members = std::vector<Member>;

  mlir::Type leafStorage(typing::TermId id);
  mlir::Type fieldStorage(uint32_t rttid, bool inArray);
  mlir::Type structOf(uint32_t id);
  mlir::Type emptyStruct();
  mlir::Type layoutOf(llvm::ArrayRef<mlir::Type> leaves);
  mlir::Type computeStorage(typing::RowId id);
  mlir::FunctionType signatureOf(typing::RowId params, typing::RowId results);
  mlir::Type define(llvm::StringRef name, const Members &list);
  const Members *membersOf(mlir::Type type);
  bool enter(mlir::Type &type, typing::Offset &offset, Path &path);
  bool enterElements(mlir::Type &type, typing::Offset &offset, Path &path);

  const bc::Module &module;
  const typing::ModuleTyping &typing;
  const typing::Universe &terms;
  mlir::Block *block;
  mlir::OpBuilder b;
  mlir::Location loc;
  Names &names;
  std::string failed;

  llvm::DenseMap<typing::TermId, mlir::Type> registers;
  llvm::DenseMap<typing::RowId, mlir::Type> storages;
  llvm::DenseMap<uint32_t, mlir::Type> structs;
  llvm::DenseMap<uint32_t, llvm::StringRef> structNames;
  llvm::DenseMap<mlir::Attribute, mlir::Type> layouts;
  llvm::DenseMap<mlir::Attribute, Members> members; // by symbol
  llvm::DenseMap<mlir::Type, Members> boxMembers;
  /// Slots that structs take in bytecode.
  llvm::DenseMap<mlir::Type, uint64_t> sizes;
  mlir::Type empty;
  /// Rows being computed, with the struct that breaks a cycle, if any.
  llvm::DenseMap<typing::RowId, mlir::Type> active;
  llvm::DenseMap<uint32_t, mlir::FlatSymbolRefAttr> interfaces;
  uint32_t counter = 0;
};

} // namespace vo::importer
