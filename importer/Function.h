//===- Function.h - One function's body -------------------------*- C++ -*-===//
//
// Values of the SSA form (bytecode/ssa) become values of the dialect, phis
// become block arguments, webs of indexed slots become `vo.frame`s. Blocks are
// filled in the order of the dominator tree, so values are there before their
// uses. An interface value is one value for two slots: that of the first; the
// second has none.
//
// Regular opcodes are rows of Regular.def; the others are one function each,
// dispatched by importInstruction. A function that returns failure has said
// why.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "importer/Program.h"

#include "llvm/ADT/SmallSet.h"

#include <set>

namespace vo::importer {

class FunctionImporter {
public:
  FunctionImporter(Program &program, uint32_t id);

  /// Fills the function's body.
  mlir::LogicalResult run();

private:
  using ValueId = bc::ssa::ValueId;
  using Leaves = typing::Leaves;

  // Function.cpp: blocks, edges, dispatch.
  void makeBlocks();
  void importEntry();
  mlir::LogicalResult importBlock(uint32_t which);
  mlir::LogicalResult importInstruction();
  mlir::FailureOr<bool> importRegular();
  mlir::LogicalResult importBranch();
  mlir::LogicalResult fallThrough(uint32_t successor);
  /// The successor that begins at an instruction, and what its phis get from
  /// the current block.
  llvm::SmallVector<mlir::Value> edgeTo(uint32_t successor);
  uint32_t blockAt(uint32_t pc) const;

  // Values.cpp: reading and writing slots.
  /// The value as one of that type; a zero after an error, which `isBroken`
  /// remembers.
  mlir::Value valueOf(ValueId id, mlir::Type type);
  mlir::Value valueOf(ValueId id, typing::TermId want) {
    return valueOf(id, registerOf(want));
  }
  /// A zero, or a reference that nothing makes other than nil.
  bool isNil(ValueId id) const {
    return fn.isZero(id) ||
           terms.kind(fn.type(id)) == typing::TermKind::Unknown;
  }
  mlir::Value asType(mlir::Value value, mlir::Type type, typing::TermId have);
  mlir::Value broken(mlir::Type type, const llvm::Twine &detail);
  ValueId idOf(uint32_t slot) const { return ssa.read(pc, slot); }
  mlir::Value read(uint32_t slot, typing::TermId want) {
    return valueOf(idOf(slot), want);
  }
  /// In the type that inference gave it.
  mlir::Value read(uint32_t slot) {
    return valueOf(idOf(slot), fn.type(idOf(slot)));
  }
  mlir::Value readInt(uint32_t slot);
  mlir::Value readFloat(uint32_t slot, bool isNarrow = false);
  mlir::Value readIface(uint32_t slot);
  /// One value per leaf, interfaces whole.
  llvm::SmallVector<mlir::Value> readLeaves(uint32_t slot, const Leaves &want);
  void write(uint32_t slot, mlir::Value value);
  void writeValue(ValueId id, mlir::Value value);
  void writeBool(uint32_t slot, mlir::Value i1);
  /// Results to consecutive slots, interfaces whole.
  void writeLeaves(uint32_t slot, mlir::ValueRange list);
  /// The same of leaves in memory, where some take no space.
  void writeLeaves(uint32_t slot, const Leaves &leaves, mlir::ValueRange list);
  bool isSecondHalf(uint32_t slot) const {
    return def.slotTypes[slot] == bc::SlotType::Interface1;
  }
  bool isPair(ValueId header, ValueId data) const;
  bool arePairedDefs(uint32_t header, uint32_t data) const;
  mlir::Value numberAs(mlir::Value value, mlir::Type type);

  // Areas.cpp: memory of indexed slots.
  struct Area {
    mlir::Value frame;
    uint32_t begin = 0, end = 0;
    mlir::Type memory;
    std::set<Types::Run> runs;
    Leaves leaves;
  };
  mlir::LogicalResult makeAreas();
  void findAreas();
  void addRun(uint32_t at);
  bool isInArea(ValueId id) const;
  /// The type of a slot of the web that `some` belongs to.
  typing::TermId areaTerm(ValueId some, uint32_t slot) const;
  mlir::Value readArea(ValueId id);
  void writeArea(ValueId id, mlir::Value value);

  /// Slots of an object.
  struct Access {
    ValueId base = bc::ssa::noValue;
    typing::Offset offset;
  };

  // Moves.cpp: many slots at once.
  /// From how many slots on a copy is one operation.
  static constexpr size_t kManySlots = 32;
  /// Consecutive leaves in memory, with the types of their values.
  struct LeafRun {
    mlir::Value memory;
    Path path;
    llvm::SmallVector<mlir::Type> leaves;
  };
  std::optional<LeafRun> runInArea(std::span<const ValueId> ids);
  bool move(const LeafRun &from, const LeafRun &to, bool isPresent);
  bool moveInFrame(uint32_t count);
  bool storeRun(const Access &access);
  bool moveSlots(const LeafRun &object, uint32_t slot, size_t count, bool isSet,
                 bool isPresent = false);

  // Numbers.cpp
  mlir::LogicalResult importNumber();
  mlir::LogicalResult importEquality();
  mlir::FailureOr<bool> importHeaderBits();
  bool isOnlyTested(ValueId id);

  // Memory.cpp
  mlir::LogicalResult importLoad();
  mlir::LogicalResult importCopy();
  mlir::LogicalResult importIndexed();
  mlir::LogicalResult importGlobal();
  mlir::LogicalResult importPtrNew();
  void writeObject(mlir::Value object);
  void markHollowResults();
  mlir::LogicalResult importPtrGet();
  mlir::LogicalResult importPtrSet();
  mlir::LogicalResult importPtrAdd();
  Leaves leavesAt(typing::TermId base, const typing::Offset &offset,
                  size_t count);
  mlir::Type memoryOf(mlir::Value pointer);
  /// What an instruction moves between an object and slots.
  struct Moved {
    mlir::Value pointer;
    Path path;
    Leaves leaves;
  };
  void accessNil(uint32_t slot, size_t count);
  std::optional<Moved> movedAt(const Access &access, size_t count);
  Access resolve(ValueId pointer, int64_t offset) const;
  llvm::SmallVector<mlir::Value> indicesOf(const Path &path);
  llvm::SmallVector<mlir::Type> typesOfSlots(uint32_t slot, size_t count);
  bool isHalfOf(uint32_t at, int64_t offset, ValueId base) const;
  mlir::LogicalResult arrayWords(const Access &access, uint32_t slot,
                                 size_t count, bool isSet);

  // Containers.cpp
  mlir::LogicalResult importArray();
  mlir::LogicalResult importSlice();
  mlir::LogicalResult importSliceSlice();
  mlir::LogicalResult importMap();
  mlir::LogicalResult importQueue();
  mlir::LogicalResult importSelect();
  mlir::LogicalResult importString();
  Leaves elementLeaves(typing::TermId container, unsigned which = 0);
  llvm::SmallVector<mlir::Value> movedValues(uint32_t slot,
                                             typing::TermId container);
  void writeMoved(uint32_t slot, const Leaves &leaves, mlir::ValueRange list);
  template <class AddrOp>
  bool moveElement(uint32_t container, uint32_t index, uint32_t slot,
                   bool isSet);

  // Calls.cpp
  mlir::LogicalResult importCall();
  mlir::LogicalResult importClosureCall();
  mlir::LogicalResult importMethodCall();
  mlir::LogicalResult importReturn();
  mlir::LogicalResult importClosureNew();
  mlir::LogicalResult importSpawn();
  mlir::LogicalResult importIsland();
  llvm::SmallVector<mlir::Value> argumentsOf(uint32_t callee, uint32_t slot);
  mlir::LogicalResult importIfaceAssign();
  mlir::LogicalResult importIfaceAssert();
  mlir::Value interfaceData(uint32_t rttid, mlir::Value value);

  // Externs.cpp
  mlir::LogicalResult importExtern();
  mlir::FailureOr<bool> importBuiltin(llvm::StringRef name);
  mlir::FailureOr<bool> importMath(llvm::StringRef name);
  mlir::FailureOr<bool> importDynamic(llvm::StringRef name);
  mlir::FailureOr<bool> importDynamicCall(bool isMethod, mlir::Type error);
  mlir::LogicalResult importNative();
  llvm::SmallVector<mlir::Value> readIfaces(uint32_t slot, size_t slots);
  struct DynamicType {
    mlir::Attribute symbol; // unit for any
    Leaves leaves;
    uint32_t rttid = 0;
    bool isBoxed = false;
  };
  mlir::FailureOr<DynamicType> dynamicType(std::optional<int64_t> rttid);
  void writeDynamic(uint32_t slot, const DynamicType &type,
                    mlir::ValueRange leaves);

  /// Reports the current instruction as one the compiler does not carry.
  mlir::LogicalResult notSupported(const llvm::Twine &detail = "");
  mlir::Value constant(int64_t value);
  mlir::Type registerOf(typing::TermId term) { return types.registerOf(term); }
  mlir::MLIRContext *context() { return b.getContext(); }
  template <class Meta> const Meta &meta() const {
    return std::get<Meta>(def.meta[pc]);
  }
  typing::TermId written(uint32_t slot) const {
    return fn.type(ssa.written(pc, slot));
  }

  Program &program;
  const bc::Module &module;
  uint32_t id;
  const bc::FunctionDef &def;
  const typing::FunctionTyping &fn;
  const bc::ssa::FrameSsa &ssa;
  const typing::Universe &terms;
  Types &types;
  ir::FuncOp func;
  mlir::OpBuilder b;

  /// Values that are used for more than a comparison with zero; made on demand.
  std::optional<llvm::DenseSet<ValueId>> usedAsBits;
  std::vector<mlir::Block *> blocks;
  std::vector<mlir::Value> values; // by value id
  std::vector<mlir::Value> captures;
  /// Results whose boxes have been made.
  llvm::SmallSet<uint32_t, 4> resultBoxes;
  /// The boxes of results that are known, by number.
  std::map<uint32_t, typing::TermId> boxTypes;
  std::map<ValueId, Area> areas; // by web

  // The instruction being imported.
  uint32_t block = 0, pc = 0;
  bc::Instruction inst;
  mlir::Location loc;
  /// Instructions before this one have been imported with another.
  uint32_t skipTo = 0;
  /// Stores before this one are no run.
  uint32_t noRunTo = 0;
  bool isBroken = false;
};

} // namespace vo::importer
