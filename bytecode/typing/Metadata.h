//===- Metadata.h - What a module says about types, as terms ----*- C++ -*-===//
//
// Struct metas, run-time types and value metas. Terms and rows are shared per
// struct meta and per run-time type, so that a type is made once, however
// often it is named; what says less (value metas, layouts) yields new ones.
// Nothing recurses: rows are handed out before they are filled.
//
//===----------------------------------------------------------------------===//

#ifndef VO_BYTECODE_TYPING_METADATA_H
#define VO_BYTECODE_TYPING_METADATA_H

#include "bytecode/typing/Terms.h"

#include <span>

namespace vo::bc::typing {

using Leaves = std::vector<TermId>;

class Metadata {
public:
  /// The types of `module` have been verified.
  Metadata(const Module &module, Universe &universe);

  /// The leaves of a struct. Metas that are those of no type describe slots
  /// only: new leaves each time.
  RowId structRow(uint32_t structMeta);
  /// The leaves of a new object. A meta without fields may be that of
  /// `struct{}` and of a variable of one slot at the same time: new leaves each
  /// time.
  RowId objectRow(ValueMeta meta);
  /// The leaves of a value of that run-time type.
  const Leaves &leaves(uint32_t rttid);
  Leaves leaves(std::span<const ValueRttid> types);
  /// The leaves of a value that a meta describes: one level deep.
  Leaves leaves(ValueMeta meta);
  /// The row of one value of that run-time type, which is not packed.
  RowId typeRow(uint32_t rttid);
  /// The row of one value, and of one element of an array or slice.
  RowId valueRow(ValueMeta meta);
  RowId elementRow(ValueMeta meta);
  /// New leaves for a layout.
  Leaves forLayout(std::span<const SlotType> layout);
  /// A reference to a variable of that type on the heap.
  TermId box(uint32_t rttid);
  /// The argument and result rows of a signature are those of this term.
  TermId signature(uint32_t rttid) { return leaves(rttid).front(); }

  /// The interface meta of `error`, none when the module has no errors.
  uint32_t errorInterface() const {
    return module.wellKnown.errorIfaceMetaId.value_or(none);
  }

  /// The type behind all names.
  uint32_t resolve(uint32_t rttid) const;
  const RuntimeType &resolved(uint32_t rttid) const {
    return module.runtimeTypes[resolve(rttid)];
  }
  /// The named type "<package>.<name>", also by the last part of the package.
  const NamedTypeMeta *findNamed(std::string_view package,
                                 std::string_view name) const;

private:
  struct Pending {
    RowId row;
    /// A struct meta, or types one after the other.
    uint32_t structMeta;
    std::vector<ValueRttid> types;
    bool inRegisters;
  };

  RowId rowOfStruct(uint32_t id);
  RowId rowOfTypes(std::vector<ValueRttid> types, bool inRegisters = false);
  RowId rowOfArrayElement(ValueRttid type);
  RowId rowOfElement(ValueRttid type);
  void fill();
  void fillStruct(RowId row, uint32_t id);
  void compute(uint32_t rttid);
  bool pushMissing(uint32_t rttid, std::vector<uint32_t> &stack);
  Leaves build(uint32_t rttid);
  bool isDone(uint32_t rttid) const { return done[rttid]; }

  const Module &module;
  Universe &terms;
  std::vector<bool> done;
  std::vector<Leaves> byType;
  /// Struct metas that are those of types; others describe slots only.
  std::vector<bool> isType;
  std::vector<RowId> byStruct;
  std::vector<Pending> pending;
  bool filling = false;
};

} // namespace vo::bc::typing

#endif // VO_BYTECODE_TYPING_METADATA_H
