//===- FunctionExporter.h - One function's code -----------------*- C++ -*-===//
//
// Walks the blocks of a function in SSA form in their order. A value is kept in
// a group of slots (Code.h), or is made anew at each use: constants, string
// constants, and interface values that an IfaceAssign makes of their content.
// Operations that only change a value's type (boxes, bitcasts, zero extension,
// halves of an interface) have no code: their result is their operand.
//
// How values lie in slots: integers of any width zero-extended in a Value slot,
// f64 and the bits of f32 in a Float slot (or a Value slot after a bitcast),
// strings, slices and references in a GcRef slot, interface values in a pair.
// A data word is a pair too, with whatever header tells the collector the truth
// about it; the integer that becomes an interface's header is a pair with an
// empty word.
//
// Block arguments are groups that the predecessors write by parallel copies.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "exporter/Code.h"
#include "exporter/Tables.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/IR/Dominance.h"

namespace vo::exporter {

/// Letters of register types; interface values and data words are pairs.
std::string lettersOfTypes(mlir::TypeRange types);

class FunctionExporter {
public:
  FunctionExporter(Tables &tables, ir::FuncOp func)
      : tables(tables), func(func), dominance(func), loc(func.getLoc()) {}

  /// Fills the function's record and its debug entries. Reports errors.
  mlir::LogicalResult run();

private:
  // Structure (Function.cpp).
  void declareParameters(bc::FunctionDef &def);
  void declareBlocks();
  void findHeaders();
  void markHeader(mlir::Value value);
  mlir::LogicalResult exportOperation(mlir::Operation &op);
  bool exportTerminator(mlir::Operation &op);
  void exportBranch(mlir::cf::CondBranchOp op);
  void exportReturn(ir::ReturnOp op);
  void copyArguments(mlir::Block *target, mlir::ValueRange values);
  bool needsCopies(mlir::Block *target) {
    return target->getNumArguments() != 0;
  }
  bool isNext(mlir::Block *target);
  void jumpTo(mlir::Block *target);
  void jumpIf(mlir::Value condition, bool wanted, uint32_t label);
  void finishRecord(bc::FunctionDef &def);
  void addDebugEntries(uint32_t id, const std::vector<Placed> &placed);

  // Values (Values.cpp).
  mlir::Value root(mlir::Value value);
  std::string lettersFor(mlir::Value value);
  /// The value in a slot with one of these letters: 'v', 'f', 'r', 'n' (v or
  /// f), 'i' (v, or a header in place), or 'h' for a pair.
  Operand read(mlir::Value value, char letter);
  Operand readInt(mlir::Value value) { return read(value, 'v'); }
  /// Writes the value into slots that begin with that letter.
  void fill(const Operand &slots, mlir::Value value);
  void fillPair(const Operand &pair, mlir::Value value);
  void makeInterface(const Operand &pair, mlir::Value header, mlir::Value word);
  /// Emits the conversion of an interface value to interface meta `interface`.
  void convertInterface(mlir::Value source, mlir::Value result,
                        uint32_t interface);
  void exportClone(ir::CloneOp clone, uint64_t header);
  void assignInterface(const Operand &pair, uint64_t header,
                       mlir::Value content);
  void assignWord(const Operand &pair, mlir::Value word, uint64_t header);
  std::optional<uint64_t> knownHeader(mlir::Value word, bool isReference);
  bool isMadeAtUse(mlir::Value root);
  std::optional<int64_t> constantOf(mlir::Value value);
  void loadConstant(const Operand &slot, char letter, mlir::Attribute value);
  void loadInt(const Operand &slot, int64_t value);
  Operand constantSlot(int64_t value);
  /// A new group for a result.
  Operand define(mlir::Value result);
  Operand defineAs(mlir::Value result, llvm::StringRef letters);
  /// Results in consecutive slots of one group.
  Operand defineAll(mlir::ValueRange results, llvm::StringRef letters);
  /// Values in consecutive slots.
  Operand window(llvm::StringRef letters, mlir::ValueRange values,
                 Role role = Role::Value);
  void fillWindow(Operand window, llvm::StringRef letters,
                  mlir::ValueRange values);
  Operand temporary(llvm::StringRef letters) { return code.group(letters); }

  // Families. They tell whether the operation is theirs.
  bool exportArith(mlir::Operation &op);
  bool exportFloat(mlir::Operation &op);
  bool exportConversion(mlir::Operation &op);
  bool exportString(mlir::Operation &op);
  bool exportChecked(mlir::Operation &op);
  bool exportIdentity(mlir::Operation &op);
  bool exportMemory(mlir::Operation &op);
  bool exportArray(mlir::Operation &op);
  bool exportSlice(mlir::Operation &op);
  bool exportFrame(mlir::Operation &op);
  bool exportInterface(mlir::Operation &op);
  bool isHeaderSlot(mlir::Operation *op, mlir::FlatSymbolRefAttr global,
                    uint64_t slot);
  void setGlobalHalf(ir::GlobalSetOp set, bool isHeader);
  bool exportCall(mlir::Operation &op);
  bool exportExtern(mlir::Operation &op);

  void binary(bc::Opcode opcode, mlir::Operation &op, uint8_t flags = 0);
  void compareInts(mlir::arith::CmpIOp op);
  void compareFloats(mlir::arith::CmpFOp op);
  void select(mlir::Value result, const Operand &condition, mlir::Value onTrue,
              mlir::Value onFalse);
  Operand signedInt(mlir::Value value);
  void narrow(const Operand &slot, unsigned width);
  Operand readFloat32(mlir::Value value);
  Operand readDouble(mlir::Value value);
  Operand defineFloat(mlir::Value result);
  void writeFloat(mlir::Value result,
                  llvm::function_ref<void(const Operand &)> write);
  void sliceBounds(mlir::Value low, mlir::Value high, mlir::Value max,
                   mlir::Value result, const Operand &source, uint8_t flags);
  void loadSlots(const Operand &pointer, int64_t slot,
                 mlir::ValueRange results);
  void storeSlots(const Operand &pointer, int64_t slot,
                  mlir::ValueRange values);
  void storeSlot(const Operand &pointer, int64_t slot, const Operand &value);
  Operand elementIndex(mlir::Value index, ir::ElemAttr elem);
  Operand elementValues(ir::ElemAttr elem, mlir::ValueRange values);
  void callExtern(llvm::StringRef name, mlir::ValueRange arguments,
                  llvm::StringRef letters, mlir::ValueRange results,
                  bool variadic = false);
  template <typename Access> void accessArea(Access access);
  Operand checkedIndex(mlir::Operation &op, mlir::Value index, int64_t count);
  void accessObject(mlir::Operation &op, mlir::Value object, mlir::Value index,
                    int64_t stride, int64_t offset, mlir::Value value,
                    bool isSet);
  void clearArea(ir::FrameOp frame, const Operand &area);

  void emit(bc::Opcode op, Operand a = {}, Operand b = {}, Operand c = {},
            uint8_t flags = 0, bc::InstrMeta meta = {}) {
    code.emit(loc, op, {a, b, c}, flags, std::move(meta));
  }
  void copy(const Operand &to, const Operand &from);
  Operand constantId(bc::Constant value);
  /// Reports what cannot be expressed, once per operation.
  void refuse(const llvm::Twine &what);

  Tables &tables;
  ir::FuncOp func;
  mlir::DominanceInfo dominance;
  Code code;
  llvm::DenseMap<mlir::Value, Operand> places;
  llvm::DenseMap<mlir::Block *, uint32_t> labels;
  llvm::DenseSet<mlir::Value> headers; // integers that become headers
  llvm::DenseMap<mlir::Value, Operand> areas;
  /// Words of globals whose header is set before them, with that header.
  llvm::DenseMap<mlir::Operation *, mlir::Value> headerBefore;
  llvm::DenseSet<mlir::Operation *> exported; // together with an earlier one
  mlir::Location loc;
  mlir::Operation *current = nullptr;
  bool refused = false;
};

} // namespace vo::exporter
