//===- VoMemorySlots.cpp - What mem2reg and sroa may do -------------------===//
//
// Frame variables become SSA values. Frame memory and objects whose leaves are
// all named by constants become a variable per leaf.
//
//===----------------------------------------------------------------------===//

#include "dialect/vo/Leaves.h"
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
// Memory and objects
//===----------------------------------------------------------------------===//

/// Larger memory and objects stay as they are: as values they would be too many
/// to keep over calls.
static constexpr size_t kMaxSplitLeaves = 64;

static Attribute leafKey(MLIRContext *context, uint64_t leaf) {
  return IntegerAttr::get(IntegerType::get(context, 64),
                          static_cast<int64_t>(leaf));
}

static SmallVector<DestructurableMemorySlot>
destructurableSlots(Operation *allocation, Value memory, Type storage) {
  SmallVector<Type> leaves;
  if (!appendLeaves(allocation, storage, kMaxSplitLeaves, leaves))
    return {};
  DestructurableMemorySlot slots;
  slots.ptr = memory;
  slots.elemType = memory.getType();
  for (auto [i, leaf] : llvm::enumerate(leaves))
    slots.subelementTypes[leafKey(memory.getContext(), i)] = registerOf(leaf);
  return {std::move(slots)};
}

Value vo::ir::narrowed(OpBuilder &builder, Location loc, Value value,
                       Type leaf) {
  auto type = dyn_cast<IntegerType>(leaf);
  if (!type || type.isSignless())
    return value;
  Value low = arith::TruncIOp::create(
      builder, loc, builder.getIntegerType(type.getWidth()), value);
  if (type.isSigned())
    return arith::ExtSIOp::create(builder, loc, value.getType(), low);
  return arith::ExtUIOp::create(builder, loc, value.getType(), low);
}

/// Makes a variable for each used leaf where the memory was made, and sets it
/// to its first value: in a loop, each turn makes new memory.
static DenseMap<Attribute, MemorySlot>
makeVariables(Operation *allocation, Type storage, ValueRange initial,
              const SmallPtrSetImpl<Attribute> &used, OpBuilder &builder) {
  builder.setInsertionPoint(allocation);
  Location loc = allocation->getLoc();
  SmallVector<Type> leaves;
  appendLeaves(allocation, storage, kMaxSplitLeaves, leaves);
  DenseMap<Attribute, MemorySlot> variables;
  for (auto [i, leaf] : llvm::enumerate(leaves)) {
    Attribute key = leafKey(builder.getContext(), i);
    if (!used.contains(key))
      continue;
    Type type = registerOf(leaf);
    Value variable =
        VarOp::create(builder, loc, VarType::get(builder.getContext(), type),
                      ("m" + Twine(i)).str());
    Value first = initial.empty() ? zeroOf(builder, loc, type)
                                  : narrowed(builder, loc, initial[i], leaf);
    VarSetOp::create(builder, loc, variable, first);
    variables[key] = {variable, type};
  }
  return variables;
}

SmallVector<DestructurableMemorySlot> FrameOp::getDestructurableSlots() {
  return destructurableSlots(*this, getFrame(), getFrame().getType().getElem());
}
DenseMap<Attribute, MemorySlot>
FrameOp::destructure(const DestructurableMemorySlot &,
                     const SmallPtrSetImpl<Attribute> &used, OpBuilder &builder,
                     SmallVectorImpl<DestructurableAllocationOpInterface> &) {
  return makeVariables(*this, getFrame().getType().getElem(), {}, used,
                       builder);
}
std::optional<DestructurableAllocationOpInterface>
FrameOp::handleDestructuringComplete(const DestructurableMemorySlot &,
                                     OpBuilder &) {
  erase();
  return std::nullopt;
}

SmallVector<DestructurableMemorySlot> NewOp::getDestructurableSlots() {
  return destructurableSlots(*this, getObject(),
                             pointeeOf(getObject().getType()));
}
DenseMap<Attribute, MemorySlot>
NewOp::destructure(const DestructurableMemorySlot &,
                   const SmallPtrSetImpl<Attribute> &used, OpBuilder &builder,
                   SmallVectorImpl<DestructurableAllocationOpInterface> &) {
  return makeVariables(*this, pointeeOf(getObject().getType()), getLeaves(),
                       used, builder);
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

namespace {
/// Consecutive leaves that an operation reads or writes.
struct Run {
  Operation *op;
  Type storage;
  StringRef path;
  ValueRange indices;
  size_t count;

  /// Notes the leaves, if variables can stand for them.
  bool use(const DestructurableMemorySlot &memory,
           SmallPtrSetImpl<Attribute> &used) const;
  SmallVector<Value> read(const DenseMap<Attribute, MemorySlot> &variables,
                          OpBuilder &builder) const;
  void write(ValueRange values,
             const DenseMap<Attribute, MemorySlot> &variables,
             OpBuilder &builder) const;
};
} // namespace

bool Run::use(const DestructurableMemorySlot &memory,
              SmallPtrSetImpl<Attribute> &used) const {
  if (!indices.empty())
    return false;
  if (count == 0)
    return true;
  auto first = leafIndex(op, storage, path, kMaxSplitLeaves);
  if (!first)
    return false;
  for (size_t i = 0; i < count; ++i) {
    Attribute key = leafKey(op->getContext(), *first + i);
    if (!memory.subelementTypes.contains(key))
      return false;
    used.insert(key);
  }
  return true;
}

/// Values of the variables that the leaves have become.
SmallVector<Value> Run::read(const DenseMap<Attribute, MemorySlot> &variables,
                             OpBuilder &builder) const {
  SmallVector<Value> values;
  size_t first =
      count == 0 ? 0 : *leafIndex(op, storage, path, kMaxSplitLeaves);
  for (size_t i = 0; i < count; ++i)
    values.push_back(VarGetOp::create(
        builder, op->getLoc(),
        variables.lookup(leafKey(op->getContext(), first + i)).ptr));
  return values;
}

void Run::write(ValueRange values,
                const DenseMap<Attribute, MemorySlot> &variables,
                OpBuilder &builder) const {
  if (values.empty())
    return;
  size_t leaf = *leafIndex(op, storage, path, kMaxSplitLeaves);
  SmallVector<Type> leaves;
  appendLeaves(op, storage, kMaxSplitLeaves, leaves);
  for (Value value : values) {
    Value variable = variables.lookup(leafKey(op->getContext(), leaf)).ptr;
    VarSetOp::create(builder, op->getLoc(), variable,
                     narrowed(builder, op->getLoc(), value, leaves[leaf]));
    ++leaf;
  }
}

static Run runOf(FrameGetOp op) {
  return {op, op.getFrame().getType().getElem(), op.getPath(), op.getIndices(),
          op.getValues().size()};
}
static Run runOf(FrameSetOp op) {
  return {op, op.getFrame().getType().getElem(), op.getPath(), op.getIndices(),
          op.getValues().size()};
}
static Run runOf(LoadOp op) {
  return {op, pointeeOf(op.getPointer().getType()), op.getPath(),
          op.getIndices(), op.getValues().size()};
}
static Run runOf(StoreOp op) {
  return {op, pointeeOf(op.getPointer().getType()), op.getPath(),
          op.getIndices(), op.getValues().size()};
}

#define VO_READS(Op)                                                           \
  bool Op::canRewire(const DestructurableMemorySlot &slot,                     \
                     SmallPtrSetImpl<Attribute> &usedIndices,                  \
                     SmallVectorImpl<MemorySlot> &, const DataLayout &) {      \
    return runOf(*this).use(slot, usedIndices);                                \
  }                                                                            \
  DeletionKind Op::rewire(const DestructurableMemorySlot &,                    \
                          DenseMap<Attribute, MemorySlot> &subslots,           \
                          OpBuilder &builder, const DataLayout &) {            \
    replaceAllUsesWith(runOf(*this).read(subslots, builder));                  \
    return DeletionKind::Delete;                                               \
  }
VO_READS(FrameGetOp)
VO_READS(LoadOp)
#undef VO_READS

#define VO_WRITES(Op)                                                          \
  bool Op::canRewire(const DestructurableMemorySlot &slot,                     \
                     SmallPtrSetImpl<Attribute> &usedIndices,                  \
                     SmallVectorImpl<MemorySlot> &, const DataLayout &) {      \
    return !llvm::is_contained(getValues(), slot.ptr) &&                       \
           runOf(*this).use(slot, usedIndices);                                \
  }                                                                            \
  DeletionKind Op::rewire(const DestructurableMemorySlot &,                    \
                          DenseMap<Attribute, MemorySlot> &subslots,           \
                          OpBuilder &builder, const DataLayout &) {            \
    runOf(*this).write(getValues(), subslots, builder);                        \
    return DeletionKind::Delete;                                               \
  }
VO_WRITES(FrameSetOp)
VO_WRITES(StoreOp)
#undef VO_WRITES

//===----------------------------------------------------------------------===//
// Moves between them
//===----------------------------------------------------------------------===//

static Run sourceOf(MoveOp op) {
  return {op, pointeeOf(op.getSource().getType()), op.getSourcePath(),
          op.getSourceIndices(), size_t(op.getCount())};
}
static Run targetOf(MoveOp op) {
  return {op, pointeeOf(op.getTarget().getType()), op.getTargetPath(),
          op.getTargetIndices(), size_t(op.getCount())};
}

/// Elements of array objects are accessed by operations of their own.
bool MoveOp::canRewire(const DestructurableMemorySlot &slot,
                       SmallPtrSetImpl<Attribute> &usedIndices,
                       SmallVectorImpl<MemorySlot> &, const DataLayout &) {
  if (isa<ArrayType>(getSource().getType()) ||
      isa<ArrayType>(getTarget().getType()))
    return false;
  return (getSource() != slot.ptr || sourceOf(*this).use(slot, usedIndices)) &&
         (getTarget() != slot.ptr || targetOf(*this).use(slot, usedIndices));
}

/// The side that stays memory is read or written leaf by leaf.
DeletionKind MoveOp::rewire(const DestructurableMemorySlot &slot,
                            DenseMap<Attribute, MemorySlot> &subslots,
                            OpBuilder &builder, const DataLayout &) {
  SmallVector<Value> values;
  if (getSource() == slot.ptr) {
    values = sourceOf(*this).read(subslots, builder);
  } else {
    SmallVector<Type> types;
    LeafCursor cursor(*this);
    (void)cursor.enter(pointeeOf(getSource().getType()), getSourcePath(),
                       nullptr);
    for (uint64_t i = 0; i < getCount(); ++i, cursor.advance())
      types.push_back(registerOf(cursor.leaf()));
    Operation *get =
        isa<FrameType>(getSource().getType())
            ? FrameGetOp::create(builder, getLoc(), types, getSource(),
                                 getSourcePath(), getSourceIndices())
                  .getOperation()
            : LoadOp::create(builder, getLoc(), types, getSource(),
                             getSourcePath(), getSourceIndices(), getNonnull())
                  .getOperation();
    values = llvm::to_vector_of<Value>(get->getResults());
  }
  if (getTarget() == slot.ptr)
    targetOf(*this).write(values, subslots, builder);
  else if (isa<FrameType>(getTarget().getType()))
    FrameSetOp::create(builder, getLoc(), getTarget(), getTargetPath(),
                       getTargetIndices(), values);
  else
    StoreOp::create(builder, getLoc(), getTarget(), getTargetPath(),
                    getTargetIndices(), values, getNonnull(), getNobarrier());
  return DeletionKind::Delete;
}
