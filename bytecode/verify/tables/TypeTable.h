//===- TypeTable.h - Kinds and layouts of run-time types --------*- C++ -*-===//
//
// The verifier's view of Module::runtimeTypes. check() establishes that all
// ids resolve and that no type contains itself; after that every query is safe
// for any word, and layouts are expanded without recursion.
//
//===----------------------------------------------------------------------===//

#ifndef VO_BYTECODE_VERIFY_TABLES_TYPETABLE_H
#define VO_BYTECODE_VERIFY_TABLES_TYPETABLE_H

#include "bytecode/verify/Report.h"

namespace vo::bc::verify {

/// Slot type of a kind that takes one slot.
SlotType slotTypeOf(ValueKind kind);

/// What an interface value takes.
inline constexpr SlotType interfacePair[] = {SlotType::Interface0,
                                             SlotType::Interface1};

/// Files a breach of Rule::TableSize when ids of a table of that many entries
/// would not fit the packed words.
void checkTableSize(Report &report, std::string_view table, size_t entries);

class TypeTable {
public:
  /// Layouts have at most this many slots.
  static constexpr uint32_t maxWidth = 65535;

  /// Both must outlive the table.
  TypeTable(const Module &module, Report &report)
      : module(module), report(report) {}

  /// Checks the rules of Stage::Types and prepares the queries. False when a
  /// breach was filed; the queries below must not be used then.
  bool check();

  /// The word names an existing type and says its kind.
  bool isValid(ValueRttid type) const;
  /// The word describes a value that can exist. See Rule::MetaWord.
  bool isValid(ValueMeta meta) const;

  /// The kind of the type with that id, which exists.
  ValueKind kindOf(uint32_t rttid) const;
  /// The type behind all names of a valid word.
  const RuntimeType &resolve(ValueRttid type) const;

  /// Slots of a valid type; maxWidth + 1 for anything wider.
  uint32_t width(ValueRttid type) const;

  /// The type has a layout: not too wide, and its pointers point to structs.
  bool hasLayout(ValueRttid type) const;
  /// The value has exactly the slots `layout`.
  bool hasLayout(ValueRttid type, LayoutView layout);
  bool hasLayout(ValueMeta meta, LayoutView layout);
  /// The values one after the other have exactly the slots `layout`.
  bool hasLayout(std::span<const ValueRttid> types, LayoutView layout);
  /// The layout, for types of which hasLayout says yes.
  Layout layout(ValueRttid type);

  /// The meta that belongs to a valid type; nullopt for pointers to something
  /// that is no struct.
  std::optional<ValueMeta> canonicalMeta(ValueRttid type) const;

  /// The named type at the end of a chain of pointers that starts at `rttid`.
  std::optional<uint32_t> namedTypeBehindPointers(uint32_t rttid);

private:
  void checkSizes();
  void checkWord(ValueRttid word, std::string_view list, size_t index,
                 std::string_view what);
  void checkWords();
  void checkType(size_t index, const RuntimeType &type);
  void checkCycles();
  void visit(uint32_t root);
  void finish(uint32_t id);
  void expand(ValueRttid type, Layout &out);

  const Module &module;
  Report &report;

  struct Facts {
    /// The type behind all names.
    uint32_t resolved = 0;
    uint32_t width = 0;
    /// Reaches, inline, a pointer to something that is no struct.
    bool undescribable = false;
    enum : uint8_t { New, Active, Done } state = New;
  };
  std::vector<Facts> facts;
  /// Types after the types that they contain.
  std::vector<uint32_t> order;
};

} // namespace vo::bc::verify

#endif // VO_BYTECODE_VERIFY_TABLES_TYPETABLE_H
