//===- Frame.h - Frame slots as variables and areas -------------*- C++ -*-===//
//
// A function's frame while its body is imported. Each slot is a `vo.var` of
// its static type, made on first use and zero at the start. Slots that SlotGet
// and SlotSet may index, and those of which very many are copied at a time, lie
// in areas, which stay memory: a `vo.frame`, or an object when the area holds
// references.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "bytecode/Model.h"
#include "bytecode/verify/ProvenFacts.h"
#include "dialect/vo/Vo.h"

namespace vo::importer {

/// Consecutive slots [begin, end) that stay memory.
struct Area {
  uint16_t begin;
  uint16_t end;
  mlir::Value handle; // !vo.frame or !vo.ref
};

/// A SlotGet/SlotSet whose area cannot be told: instruction index.
using UnknownArea = std::optional<uint32_t>;

class Frame {
public:
  /// A copy of as many slots is a loop over memory; one of fewer reads and
  /// writes each of them.
  static constexpr uint16_t kManySlots = 64;

  /// `builder` makes the variables; it must stay at the entry block's start of
  /// a function whose other code comes later.
  Frame(const bc::FunctionDef &function, const bc::verify::ProvenFacts &facts,
        mlir::OpBuilder entry, mlir::Location loc);

  /// Finds the indexed areas from instruction `pc`s that are reachable.
  /// Returns the first instruction whose area is unknown.
  UnknownArea findAreas(llvm::ArrayRef<bool> reachable);

  bc::SlotType typeOf(uint16_t slot) const { return function.slotTypes[slot]; }

  /// Value of one slot in its slot type.
  mlir::Value get(mlir::OpBuilder &builder, mlir::Location loc, uint16_t slot);
  /// Sets one slot. The value is converted to the slot's type: strings and
  /// slices are boxed, floats and integers exchange bits.
  void set(mlir::OpBuilder &builder, mlir::Location loc, uint16_t slot,
           mlir::Value value);

  // The slot as what an instruction wants to read.
  mlir::Value getInt(mlir::OpBuilder &builder, mlir::Location loc,
                     uint16_t slot);
  mlir::Value getFloat(mlir::OpBuilder &builder, mlir::Location loc,
                       uint16_t slot);
  mlir::Value getRef(mlir::OpBuilder &builder, mlir::Location loc,
                     uint16_t slot);
  mlir::Value getString(mlir::OpBuilder &builder, mlir::Location loc,
                        uint16_t slot);
  mlir::Value getSlice(mlir::OpBuilder &builder, mlir::Location loc,
                       uint16_t slot);
  mlir::Value getIface(mlir::OpBuilder &builder, mlir::Location loc,
                       uint16_t slot);
  void setIface(mlir::OpBuilder &builder, mlir::Location loc, uint16_t slot,
                mlir::Value iface);

  /// Register values of consecutive slots, interface pairs as one value.
  llvm::SmallVector<mlir::Value> getRegisters(mlir::OpBuilder &builder,
                                              mlir::Location loc,
                                              uint16_t first,
                                              llvm::StringRef letters);
  void setRegisters(mlir::OpBuilder &builder, mlir::Location loc,
                    uint16_t first, mlir::ValueRange values);

  /// Copies `count` slots by a loop where their types repeat; the builder ends
  /// up in the block behind it. False, and nothing is done, if they do not
  /// repeat, are few, or the windows overlap.
  bool copyMany(mlir::OpBuilder &builder, mlir::Location loc, uint16_t to,
                uint16_t from, uint16_t count);

  /// The area that holds `slot`; null when no slot of it is indexed, as that of
  /// an array without elements never is.
  const Area *findArea(uint16_t slot) const;

private:
  uint16_t periodOf(uint16_t to, uint16_t from, uint16_t count) const;
  mlir::Value variable(uint16_t slot);

  const bc::FunctionDef &function;
  const bc::verify::ProvenFacts &facts;
  mlir::OpBuilder entry;
  mlir::Location loc;
  llvm::DenseMap<uint16_t, mlir::Value> variables;
  llvm::SmallVector<Area> areas;
};

} // namespace vo::importer
