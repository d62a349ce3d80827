//===- Preconditions.cpp - What the conversion takes for granted ----------===//

#include "lowering/vo/Preconditions.h"

#include "dialect/vo/Vo.h"

#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace vo::lowering {

/// The letters of the slots that a value of register type `type` occupies.
static StringRef lettersOf(Type type) {
  if (isa<IntegerType, FloatType>(type))
    return "v";
  if (isa<ir::IfaceType>(type))
    return "hw";
  return isa<ir::WordType>(type) ? "w" : "r";
}

/// Whether a value with the given letters can lie where `slots` begins. Scalars
/// may be moved as integers or floats, and headers as integers.
static bool fits(StringRef letters, StringRef slots) {
  if (letters == "v")
    return !slots.empty() && StringRef("vfh").contains(slots.front());
  return slots.starts_with(letters);
}

/// Checks that values of the given types lie one after the other in `slots`.
/// With `exactly`, they fill it.
static LogicalResult checkSlots(Operation *op, StringRef slots, TypeRange types,
                                bool exactly) {
  StringRef rest = slots;
  for (Type type : types) {
    StringRef letters = lettersOf(type);
    if (!fits(letters, rest))
      return op->emitOpError("accesses slots '")
             << slots << "' as " << types << ", which does not match";
    rest = rest.drop_front(letters.size());
  }
  if (exactly && !rest.empty())
    return op->emitOpError("accesses slots '")
           << slots << "' as " << types << ", which is not all of them";
  return success();
}

static LogicalResult checkElement(Operation *op, ir::ElemAttr elem,
                                  TypeRange types) {
  return checkSlots(op, elem.letters(), types, /*exactly=*/true);
}

static LogicalResult checkGlobal(Operation *op, FlatSymbolRefAttr name,
                                 uint64_t slot, Type type,
                                 SymbolTableCollection &symbols) {
  auto global = symbols.lookupNearestSymbolFrom<ir::GlobalOp>(op, name);
  return checkSlots(op, global.getLayout().getSlots().drop_front(slot), type,
                    /*exactly=*/false);
}

static LogicalResult checkFrame(Operation *op, Value frame, Type type) {
  if (isa<ir::FrameType>(frame.getType()) && lettersOf(type) != "v")
    return op->emitOpError("accesses ")
           << type << " in a frame area, which holds scalars only";
  return success();
}

/// A data word is read by the header before it, so it cannot be the first slot.
static LogicalResult checkLoad(ir::LoadOp op) {
  if (op.getSlot() == 0 && op.getNumResults() != 0 &&
      isa<ir::WordType>(op.getResult(0).getType()))
    return op.emitOpError("reads a data word at slot 0, where no header can "
                          "be before it");
  return success();
}

static LogicalResult checkWidth(ir::FloatToIntOp op) {
  if (op.getWidth() == 0 || op.getWidth() > 64)
    return op.emitOpError("converts to an integer of ")
           << op.getWidth() << " bits; expected 1 to 64";
  return success();
}

static LogicalResult check(Operation *op, SymbolTableCollection &symbols) {
  return llvm::TypeSwitch<Operation *, LogicalResult>(op)
      .Case<ir::VarOp>([](auto op) {
        return op.emitOpError("is a frame variable; mem2reg comes first");
      })
      .Case<ir::ArrayGetOp, ir::SliceGetOp>([](auto op) {
        return checkElement(op, op.getElem(), op.getResultTypes());
      })
      .Case<ir::ArraySetOp, ir::SliceSetOp, ir::SliceAppendOp>([](auto op) {
        return checkElement(op, op.getElem(), op.getValues().getTypes());
      })
      .Case<ir::GlobalGetOp, ir::GlobalSetOp>([&](auto op) {
        return checkGlobal(op, op.getGlobalAttr(), op.getSlot(),
                           op.getValue().getType(), symbols);
      })
      .Case<ir::FrameGetOp, ir::FrameSetOp>([](auto op) {
        return checkFrame(op, op.getFrame(), op.getValue().getType());
      })
      .Case<ir::LoadOp>(checkLoad)
      .Case<ir::FloatToIntOp>(checkWidth)
      .Default([](Operation *) { return success(); });
}

LogicalResult checkPreconditions(ModuleOp module) {
  SymbolTableCollection symbols;
  bool ok = true;
  module.walk([&](Operation *op) { ok &= succeeded(check(op, symbols)); });
  return success(ok);
}

} // namespace vo::lowering
