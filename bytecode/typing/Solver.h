//===- Solver.h - From instructions to constraints to types -----*- C++ -*-===//
//
// Internal to this folder. One pass over the code makes terms equal and leaves
// constraints for what cannot be decided yet (Constraints.cpp); these wait for
// the terms and rows they look at. What is open at the end is settled by
// finish(), in the order of docs/typing.md.
//
//===----------------------------------------------------------------------===//

#ifndef VO_BYTECODE_TYPING_SOLVER_H
#define VO_BYTECODE_TYPING_SOLVER_H

#include "bytecode/typing/Typing.h"
#include "bytecode/verify/tables/Functions.h"

#include <set>

namespace vo::bc::typing {

struct ModuleTyping::Tables {
  explicit Tables(const Module &module)
      : module(module), report(verify::Options{}), types(module, report),
        methods(module), context{module, types, methods, report},
        proofs(module) {}
  const Module &module;
  verify::Report report;
  verify::TypeTable types;
  verify::MethodIndex methods;
  verify::ModuleContext context;
  verify::ProofContext proofs;
};

struct Constraint {
  enum Kind : uint8_t {
    Flow,       ///< a value of type `x` moves to where `y` is wanted
    Interior,   ///< row `y` lies in what `x` points to
    Element,    ///< row `y` lies in the run of elements of `x`
    ArrayWord,  ///< word `offset` of the array object `x` is `y`
    HeapResult, ///< the variable in box `x` is returned as `leaves`
    Source,     ///< elements of `y` are appended or copied to slice `x`
    Equal,      ///< `x` and `y` are compared
  };
  Kind kind;
  Place place;
  TermId x = none;
  uint32_t y = none;
  Offset offset{};
  Leaves leaves{};
  bool isSolved = false, isQueued = false;
};

/// Words of an array object before its elements.
inline constexpr uint32_t arrayHeader = 2;

/// Where a map iterator's seven slots hold references: its own, and the map.
inline constexpr uint32_t mapIteratorSlot = 2, mapIteratorMapSlot = 6;
/// The most indices that an address computation may add up.
inline constexpr size_t maxIndices = 8;

/// LoadInt or LoadConst of 0, 0.0 or nil: all bits are zero.
bool isZeroLoad(const Module &module, const Instruction &word);

class Solver {
public:
  Solver(const Module &module, const Options &options, ModuleTyping &out);
  void run();

private:
  /// A bound that a check replaced.
  struct Bound {
    ssa::ValueId value;
    std::optional<uint64_t> before;
  };

  // Solver.cpp: setting up and order.
  void prepareFunction(uint32_t each);
  void seedGlobals();
  void unifyRegisters(TermId x, TermId y);
  void seedFunction(uint32_t each);
  void seedMethod(const NamedTypeMeta &type, const MethodInfo &method);
  void typeFunction(uint32_t each);
  void noteBound(std::vector<Bound> &undo);
  void typePhis();
  void file(std::string message, Diagnostic::Kind kind = Diagnostic::Conflict);

  // Constraints.cpp
  void add(Constraint constraint);
  void drain();
  bool solve(Constraint &constraint);
  bool solveFlow(Constraint &constraint);
  bool flowRows(RowId from, RowId to);
  bool solveInterior(Constraint &constraint);
  void solveEqual(TermId x, TermId y);
  bool joinRun(const Offset &offset, RowId base, RowId run);
  bool joinElements(int64_t offset, RowId element, RowId run);
  bool solveArrayWord(Constraint &constraint);
  void joinResult(RowId box, uint32_t k, TermId result);
  bool solveHeapResult(Constraint &constraint);
  bool solveSource(Constraint &constraint);

  // Finish.cpp
  void finish();
  void wakeAll();
  void nameInteriors();
  /// What the leaves of a row are: a struct, or an array of the run-time types.
  struct RowName {
    uint32_t structMeta = none, arrayType = none;
    explicit operator bool() const {
      return structMeta != none || arrayType != none;
    }
    auto operator<=>(const RowName &) const = default;
  };
  RowName nameOf(RowId row) const;
  RowName nameOf(ValueRttid type) const;
  RowId rowNamed(RowName name);
  RowName partAt(RowName whole, int64_t &offset) const;
  RowName typeAt(RowId base, const Offset &places, uint32_t extent) const;
  void adoptSources();
  RowId commonStart(RowId x, RowId y);
  void markViews();
  void fillGaps();
  void closeRows();

  // Rules.cpp and CallRules.cpp: one instruction.
  void step();
  void stepNumbers();
  void stepFloats();
  void floatIn(uint32_t slot, TermId type);
  void floatOut(TermId type);
  void stepStrings();
  bool stepMemory();
  bool stepContainer();
  bool stepMap();
  bool stepCall();
  bool stepInterface();
  std::optional<Offset> number(uint32_t slot) const;
  Leaves access(TermId base, uint32_t offset, std::span<const SlotType> layout);
  void store(const Leaves &leaves, uint32_t from);
  void note(TermId base, const Leaves &leaves);
  void indexedRun();
  void copyNumber(uint32_t from, uint32_t to);
  void ptrAdd();
  void addToAddress(Constraint &lies, ssa::ValueId base) const;
  std::optional<uint32_t> newClosure(ssa::ValueId id) const;
  Leaves captured(uint32_t function, uint32_t offset,
                  std::span<const SlotType> layout);
  TermId closureOf(uint32_t function, uint32_t captures);
  void makeArray(TermKind kind);
  TermId elements(TermKind kind, uint32_t container);
  void element(TermKind kind, uint32_t container, uint32_t values, bool isSet);
  void elementAddress(TermKind kind);
  void sliceSlice();
  void inlineView();
  void sliceAppend();
  void mapNew();
  TermId mapOf(TermKind kind, uint32_t slot, const Layout &key,
               const Layout *val);
  void queueNew();
  Leaves queueElement(uint32_t slot);
  SlotType slotTypeOf(TermId leaf) const;
  void passArguments(uint32_t callee, uint32_t args);
  void callClosure(uint32_t slot, uint32_t args,
                   std::span<const SlotType> layout, const Leaves *results);
  void spawn();
  void callMethod();
  void callReturn();
  void ifaceAssign();

  // Externs.cpp
  void callExtern();
  bool nativeExtern(const ExternDef &callee, Leaves &results);
  bool builtinExtern(std::string_view name, Leaves &results);
  bool dynamicExtern(std::string_view name, Leaves &results);
  void dynamicResult(std::optional<int64_t> rttid, Leaves &results, size_t at,
                     unsigned width);
  void dynamicResults(uint32_t first, Leaves &results);

  // Short forms for the instruction at hand.
  ssa::ValueId value(uint32_t slot) const { return fn->frame->read(pc, slot); }
  TermId in(uint32_t slot) { return typeOf(value(slot)); }
  void out(uint32_t slot, TermId term);
  void out(uint32_t slot, const Leaves &leaves);
  void link(const Leaves &x, const Leaves &y, std::string_view what);
  /// The value moves to where `to` is wanted.
  void flow(ssa::ValueId from, TermId to);
  TermId typeOf(ssa::ValueId value);
  TermId memoryTerm(ssa::ValueId web, uint32_t slot);
  std::optional<int64_t> constant(uint32_t slot) const {
    return fn->constant(pc, slot);
  }
  Leaves fresh(std::span<const SlotType> layout) {
    return meta.forLayout(layout);
  }
  template <class Meta> const Meta *metadata() const {
    return std::get_if<Meta>(&def->meta[pc]);
  }
  verify::Site site() const { return {out_.tables->context, *def, {}, pc}; }

  const Module &module;
  const Options options;
  ModuleTyping &out_;
  Universe &terms;
  Metadata &meta;

  std::vector<Constraint> constraints;
  std::vector<uint32_t> queue;
  /// The constraint being solved.
  uint32_t current = none;
  bool isFinishing = false, isDraining = false;
  std::map<std::pair<uint32_t, uint32_t>, TermId> closures;
  /// By array type, for rows that take that name.
  std::map<uint32_t, RowId> arrayRows;

  // The function at hand.
  uint32_t id = none;
  FunctionTyping *fn = nullptr;
  const FunctionDef *def = nullptr;
  /// Address arithmetic on values: constants and checked indices.
  std::vector<std::optional<Offset>> affine;
  std::map<ssa::ValueId, uint64_t> bounds;
  std::map<std::pair<ssa::ValueId, uint32_t>, TermId> memory;
  std::set<std::array<uint32_t, 4>> runsSeen;

  // The instruction at hand.
  uint32_t pc = 0;
  Instruction word;
};

} // namespace vo::bc::typing

#endif // VO_BYTECODE_TYPING_SOLVER_H
