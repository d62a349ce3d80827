//===- VoMemorySlots.cpp - What mem2reg and sroa may do -------------------===//
//
// Frame variables become SSA values. Frame areas and objects whose slots are
// all named by constants become a variable per slot.
//
//===----------------------------------------------------------------------===//

#include "dialect/vo/Vo.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace vo::ir;

//===----------------------------------------------------------------------===//
// Frame variables
//===----------------------------------------------------------------------===//

SmallVector<MemorySlot> VarOp::getPromotableSlots() {
  return {MemorySlot{getVariable(), getVariable().getType().getValueType()}};
}

Value VarOp::getDefaultValue(const MemorySlot &slot, OpBuilder &builder) {
  return zeroOf(builder, getLoc(), slot.elemType);
}

void VarOp::handleBlockArgument(const MemorySlot &, BlockArgument,
                                OpBuilder &) {}

std::optional<PromotableAllocationOpInterface>
VarOp::handlePromotionComplete(const MemorySlot &, Value defaultValue,
                               OpBuilder &) {
  if (defaultValue && defaultValue.use_empty())
    defaultValue.getDefiningOp()->erase();
  erase();
  return std::nullopt;
}

bool VarGetOp::loadsFrom(const MemorySlot &slot) {
  return getVariable() == slot.ptr;
}
bool VarGetOp::storesTo(const MemorySlot &) { return false; }
Value VarGetOp::getStored(const MemorySlot &, OpBuilder &, Value,
                          const DataLayout &) {
  llvm_unreachable("a load stores nothing");
}
bool VarGetOp::canUsesBeRemoved(const MemorySlot &slot,
                                const SmallPtrSetImpl<OpOperand *> &uses,
                                SmallVectorImpl<OpOperand *> &,
                                const DataLayout &) {
  return uses.size() == 1 && (*uses.begin())->get() == slot.ptr;
}
DeletionKind VarGetOp::removeBlockingUses(const MemorySlot &,
                                          const SmallPtrSetImpl<OpOperand *> &,
                                          OpBuilder &, Value reachingDefinition,
                                          const DataLayout &) {
  getValue().replaceAllUsesWith(reachingDefinition);
  return DeletionKind::Delete;
}

bool VarSetOp::loadsFrom(const MemorySlot &) { return false; }
bool VarSetOp::storesTo(const MemorySlot &slot) {
  return getVariable() == slot.ptr;
}
Value VarSetOp::getStored(const MemorySlot &, OpBuilder &, Value,
                          const DataLayout &) {
  return getValue();
}
bool VarSetOp::canUsesBeRemoved(const MemorySlot &slot,
                                const SmallPtrSetImpl<OpOperand *> &uses,
                                SmallVectorImpl<OpOperand *> &,
                                const DataLayout &) {
  return uses.size() == 1 && (*uses.begin())->get() == slot.ptr &&
         getValue() != slot.ptr;
}
DeletionKind VarSetOp::removeBlockingUses(const MemorySlot &,
                                          const SmallPtrSetImpl<OpOperand *> &,
                                          OpBuilder &, Value,
                                          const DataLayout &) {
  return DeletionKind::Delete;
}

//===----------------------------------------------------------------------===//
// Areas and objects
//===----------------------------------------------------------------------===//

/// Larger areas and objects stay memory: as values they would be too many to
/// keep over calls.
static constexpr size_t kMaxSplitSlots = 64;

static Attribute slotKey(MLIRContext *context, uint64_t slot) {
  return IntegerAttr::get(IntegerType::get(context, 64),
                          static_cast<int64_t>(slot));
}

/// Type of the variable that a slot becomes.
static Type variableType(MLIRContext *context, char letter) {
  switch (letter) {
  case 'f':
    return Float64Type::get(context);
  case 'r':
    return RefType::get(context);
  case 'w':
    return WordType::get(context);
  default: // scalars and interface headers
    return IntegerType::get(context, 64);
  }
}

static SmallVector<DestructurableMemorySlot>
destructurableSlots(Value memory, LayoutAttr layout) {
  if (layout.size() > kMaxSplitSlots)
    return {};
  DestructurableMemorySlot slots;
  slots.ptr = memory;
  slots.elemType = memory.getType();
  for (auto [i, letter] : llvm::enumerate(layout.getSlots()))
    slots.subelementTypes[slotKey(layout.getContext(), i)] =
        variableType(layout.getContext(), letter);
  return {std::move(slots)};
}

/// Makes a variable for each used slot where the memory was made, and sets it
/// to zero: in a loop, each turn makes new memory.
static DenseMap<Attribute, MemorySlot>
makeVariables(Operation *allocation, LayoutAttr layout,
              const SmallPtrSetImpl<Attribute> &used, OpBuilder &builder) {
  builder.setInsertionPoint(allocation);
  Location loc = allocation->getLoc();
  DenseMap<Attribute, MemorySlot> variables;
  for (auto [i, letter] : llvm::enumerate(layout.getSlots())) {
    Attribute key = slotKey(layout.getContext(), i);
    if (!used.contains(key))
      continue;
    Type type = variableType(layout.getContext(), letter);
    Value variable =
        VarOp::create(builder, loc, VarType::get(builder.getContext(), type),
                      ("s" + Twine(i)).str());
    VarSetOp::create(builder, loc, variable, zeroOf(builder, loc, type));
    variables[key] = {variable, type};
  }
  return variables;
}

SmallVector<DestructurableMemorySlot> FrameOp::getDestructurableSlots() {
  return destructurableSlots(getFrame(), getLayout());
}
DenseMap<Attribute, MemorySlot>
FrameOp::destructure(const DestructurableMemorySlot &,
                     const SmallPtrSetImpl<Attribute> &used, OpBuilder &builder,
                     SmallVectorImpl<DestructurableAllocationOpInterface> &) {
  return makeVariables(*this, getLayout(), used, builder);
}
std::optional<DestructurableAllocationOpInterface>
FrameOp::handleDestructuringComplete(const DestructurableMemorySlot &,
                                     OpBuilder &) {
  erase();
  return std::nullopt;
}

SmallVector<DestructurableMemorySlot> NewOp::getDestructurableSlots() {
  return destructurableSlots(getObject(), getLayout());
}
DenseMap<Attribute, MemorySlot>
NewOp::destructure(const DestructurableMemorySlot &,
                   const SmallPtrSetImpl<Attribute> &used, OpBuilder &builder,
                   SmallVectorImpl<DestructurableAllocationOpInterface> &) {
  return makeVariables(*this, getLayout(), used, builder);
}
std::optional<DestructurableAllocationOpInterface>
NewOp::handleDestructuringComplete(const DestructurableMemorySlot &,
                                   OpBuilder &) {
  erase();
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// Accesses to them
//===----------------------------------------------------------------------===//

/// Whether a value of type `type` can be kept in a variable of the other type.
static bool isKeptIn(Type type, Type variable) {
  bool isScalar = isa<IntegerType, FloatType>(type);
  if (isScalar && isa<IntegerType, FloatType>(variable))
    return true;
  if (isa<StringType, SliceType>(type))
    return isa<RefType>(variable);
  return type == variable;
}

/// Notes that an access needs slot `slot` as type `type`, if that is possible.
static bool useSlot(const DestructurableMemorySlot &memory, uint64_t slot,
                    Type type, SmallPtrSetImpl<Attribute> &used) {
  Attribute key = slotKey(type.getContext(), slot);
  Type variable = memory.subelementTypes.lookup(key);
  if (!variable || !isKeptIn(type, variable))
    return false;
  used.insert(key);
  return true;
}

/// The same for consecutive register values.
static bool useSlots(const DestructurableMemorySlot &memory, uint64_t slot,
                     TypeRange types, SmallPtrSetImpl<Attribute> &used) {
  for (Type type : types) {
    if (isa<IfaceType>(type)) {
      MLIRContext *context = type.getContext();
      if (!useSlot(memory, slot++, IntegerType::get(context, 64), used))
        return false;
      type = WordType::get(context);
    }
    if (!useSlot(memory, slot++, type, used))
      return false;
  }
  return true;
}

namespace {
/// Reads and writes the variables that the slots have become.
class Variables {
public:
  Variables(const DenseMap<Attribute, MemorySlot> &slots, OpBuilder &builder,
            Location loc)
      : slots(slots), builder(builder), loc(loc) {}

  /// The register value of type `type` at `slot`, which moves behind it.
  Value get(uint64_t &slot, Type type) {
    if (isa<IfaceType>(type)) {
      Value header = get(slot, builder.getI64Type());
      Value word = get(slot, WordType::get(type.getContext()));
      return IfaceMakeOp::create(builder, loc, header, word);
    }
    Value value = VarGetOp::create(builder, loc, variable(slot++));
    if (value.getType() == type)
      return value;
    if (isa<RefType>(value.getType()))
      return UnboxOp::create(builder, loc, type, value);
    return arith::BitcastOp::create(builder, loc, type, value);
  }

  /// Writes a register value at `slot`, which moves behind it.
  void set(uint64_t &slot, Value value) {
    if (isa<IfaceType>(value.getType())) {
      set(slot, IfaceHeaderOp::create(builder, loc, value));
      set(slot, IfaceWordOp::create(builder, loc, value));
      return;
    }
    Value target = variable(slot++);
    Type type = cast<VarType>(target.getType()).getValueType();
    if (isa<StringType, SliceType>(value.getType()))
      value = BoxOp::create(builder, loc, value);
    else if (value.getType() != type)
      value = arith::BitcastOp::create(builder, loc, type, value);
    VarSetOp::create(builder, loc, target, value);
  }

private:
  Value variable(uint64_t slot) {
    return slots.lookup(slotKey(builder.getContext(), slot)).ptr;
  }

  const DenseMap<Attribute, MemorySlot> &slots;
  OpBuilder &builder;
  Location loc;
};
} // namespace

/// The slot that a frame access names, if it is constant.
template <typename Access> static std::optional<uint64_t> slotOf(Access op) {
  APInt index;
  if (!matchPattern(op.getIndex(), m_ConstantInt(&index)))
    return std::nullopt;
  return index.getZExtValue() * op.getStride() + op.getOffset();
}

bool FrameGetOp::canRewire(const DestructurableMemorySlot &memory,
                           SmallPtrSetImpl<Attribute> &used,
                           SmallVectorImpl<MemorySlot> &, const DataLayout &) {
  auto slot = slotOf(*this);
  return slot && useSlot(memory, *slot, getValue().getType(), used);
}
DeletionKind FrameGetOp::rewire(const DestructurableMemorySlot &,
                                DenseMap<Attribute, MemorySlot> &slots,
                                OpBuilder &builder, const DataLayout &) {
  uint64_t slot = *slotOf(*this);
  Variables variables(slots, builder, getLoc());
  getValue().replaceAllUsesWith(variables.get(slot, getValue().getType()));
  return DeletionKind::Delete;
}

bool FrameSetOp::canRewire(const DestructurableMemorySlot &memory,
                           SmallPtrSetImpl<Attribute> &used,
                           SmallVectorImpl<MemorySlot> &, const DataLayout &) {
  auto slot = slotOf(*this);
  return slot && getValue() != memory.ptr &&
         useSlot(memory, *slot, getValue().getType(), used);
}
DeletionKind FrameSetOp::rewire(const DestructurableMemorySlot &,
                                DenseMap<Attribute, MemorySlot> &slots,
                                OpBuilder &builder, const DataLayout &) {
  uint64_t slot = *slotOf(*this);
  Variables(slots, builder, getLoc()).set(slot, getValue());
  return DeletionKind::Delete;
}

bool LoadOp::canRewire(const DestructurableMemorySlot &memory,
                       SmallPtrSetImpl<Attribute> &used,
                       SmallVectorImpl<MemorySlot> &, const DataLayout &) {
  return useSlots(memory, getSlot(), getValues().getTypes(), used);
}
DeletionKind LoadOp::rewire(const DestructurableMemorySlot &,
                            DenseMap<Attribute, MemorySlot> &slots,
                            OpBuilder &builder, const DataLayout &) {
  uint64_t slot = getSlot();
  Variables variables(slots, builder, getLoc());
  for (Value value : getValues())
    value.replaceAllUsesWith(variables.get(slot, value.getType()));
  return DeletionKind::Delete;
}

bool StoreOp::canRewire(const DestructurableMemorySlot &memory,
                        SmallPtrSetImpl<Attribute> &used,
                        SmallVectorImpl<MemorySlot> &, const DataLayout &) {
  return !llvm::is_contained(getValues(), memory.ptr) &&
         useSlots(memory, getSlot(), getValues().getTypes(), used);
}
DeletionKind StoreOp::rewire(const DestructurableMemorySlot &,
                             DenseMap<Attribute, MemorySlot> &slots,
                             OpBuilder &builder, const DataLayout &) {
  uint64_t slot = getSlot();
  Variables variables(slots, builder, getLoc());
  for (Value value : getValues())
    variables.set(slot, value);
  return DeletionKind::Delete;
}
