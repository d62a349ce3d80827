//===- LowerMemory.cpp - Globals, frame memory, objects -------------------===//
//
// Leaves become words at constant distances. An access through a pointer traps
// on nil unless it is marked `nonnull`; the trap is in front of the access,
// also when nothing is accessed. Stores of references to the heap mark a card,
// except of null and where the operation is marked `nobarrier`; globals and
// frames are visited by every collection and need none.
//
// Frame memory that holds references is an object: one of the frame where the
// operation is marked `in_frame`.
//
//===----------------------------------------------------------------------===//

#include "lowering/vo/Memory.h"
#include "lowering/vo/Patterns.h"

using namespace mlir;
using vo::abi::EntryId;

namespace vo::lowering {

template <typename Access>
static void checkPointer(Access op, Value pointer, const Emitter &emit) {
  if (!op.getNonnull())
    emit.trapIf(emit.isNull(pointer), abi::Trap::NilPointerDereference);
}

/// The values of the operands in `groups`, one each.
static Scalars firsts(ArrayRef<ValueRange> groups) {
  Scalars values;
  for (ValueRange group : groups)
    values.push_back(group.front());
  return values;
}

/// A zeroed object for the storage type; null, after an error, when that is too
/// large.
static Value allocate(Operation *op, Type storage, MemoryLayouts &layouts,
                      const Emitter &emit, bool inFrame = false) {
  ir::LayoutAttr layout = layouts.object(storage);
  if (!layout) {
    op->emitError("object is too large");
    return {};
  }
  // Boxes of strings and slices are those of the runtime, and counted as such.
  auto contents = dyn_cast<TupleType>(storage);
  Type only = contents && contents.size() == 1 ? contents.getType(0) : storage;
  StringAttr reserved;
  if (isa<ir::StringType>(only))
    reserved = StringAttr::get(op->getContext(), "String");
  else if (isa<ir::SliceType>(only))
    reserved = StringAttr::get(op->getContext(), "Slice");
  if (inFrame)
    return emit.make<ir::vort::StackObjectOp>(layout, reserved,
                                              /*header=*/true);
  return emit.make<ir::vort::AllocOp>(layout, reserved);
}

namespace {

//===----------------------------------------------------------------------===//
// Globals and frame memory
//===----------------------------------------------------------------------===//

struct GlobalLowering : VoPattern<ir::GlobalOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::GlobalOp op, Operands,
                      const Emitter &emit) const override {
    auto global = emit.make<ir::vort::GlobalOp>(
        op.getSymNameAttr(), program.layouts.object(op.getType()),
        op.getSymVisibilityAttr());
    global->setDiscardableAttrs(op->getDiscardableAttrDictionary());
    return erase(op, emit);
  }
};

struct GlobalGetLowering : VoPattern<ir::GlobalGetOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::GlobalGetOp op, Operands,
                      const Emitter &emit) const override {
    Value base = emit.make<ir::vort::GlobalAddrOp>(op.getGlobalAttr());
    return replace(op, loadLeaf(emit, op.getType(), base, 0), emit);
  }
};

struct GlobalSetLowering : VoPattern<ir::GlobalSetOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::GlobalSetOp op, Operands operands,
                      const Emitter &emit) const override {
    Value base = emit.make<ir::vort::GlobalAddrOp>(op.getGlobalAttr());
    storeLeaf(emit, op.getValue().getType(), operands.getValue(), {base},
              Barrier::NotNeeded);
    return erase(op, emit);
  }
};

struct FrameLowering : VoPattern<ir::FrameOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::FrameOp op, Operands,
                      const Emitter &emit) const override {
    Type storage = op.getFrame().getType().getElem();
    ir::LayoutAttr layout = program.layouts.object(storage);
    if (layout && !layout.hasReferences())
      return replace(
          op, emit.make<ir::vort::FrameOp>(uint64_t{layout.size()}).getResult(),
          emit);
    Value object =
        allocate(op, storage, program.layouts, emit, op.getInFrame());
    return object ? replace(op, object, emit) : failure();
  }
};

struct FrameGetLowering : VoPattern<ir::FrameGetOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::FrameGetOp op, Operands operands,
                      const Emitter &emit) const override {
    Scalars indices = firsts(operands.getIndices());
    Place place{operands.getFrame().front(), op.getFrame().getType().getElem(),
                op.getPath(), indices};
    return replace(
        op, loadLeaves(emit, program.layouts, place, op.getValues().size()),
        emit);
  }
};

struct FrameSetLowering : VoPattern<ir::FrameSetOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::FrameSetOp op, Operands operands,
                      const Emitter &emit) const override {
    Scalars indices = firsts(operands.getIndices());
    Place place{operands.getFrame().front(), op.getFrame().getType().getElem(),
                op.getPath(), indices};
    auto memory = op.getFrame().getDefiningOp<ir::FrameOp>();
    storeLeaves(emit, program.layouts, place, operands.getValues(),
                memory && memory.getInFrame() ? Barrier::NotNeeded
                                              : Barrier::Needed);
    return erase(op, emit);
  }
};

//===----------------------------------------------------------------------===//
// Objects
//===----------------------------------------------------------------------===//

struct NewLowering : VoPattern<ir::NewOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::NewOp op, Operands operands,
                      const Emitter &emit) const override {
    Type storage = ir::pointeeOf(op.getObject().getType());
    if (Value header = constantString(op, emit))
      return replace(op, header, emit);
    if (op.getImmutable() && isa<ir::PtrType>(op.getObject().getType()) &&
        program.layouts.object(storage))
      return lowerWord(op, storage, operands.getLeaves(), emit);
    Value object = allocate(op, storage, program.layouts, emit, op.getFrame());
    if (!object)
      return failure();
    storeLeaves(emit, program.layouts, {object, storage}, operands.getLeaves(),
                Barrier::NotNeeded);
    return replace(op, object, emit);
  }

private:
  /// A word that nobody can tell from another of the same number: of a small
  /// one in the program's data. An object without leaves is one, too.
  LogicalResult lowerWord(ir::NewOp op, Type storage,
                          ArrayRef<ValueRange> leaves,
                          const Emitter &emit) const {
    if (leaves.empty())
      return replace(
          op, emit.make<ir::vort::StaticWordOp>(emit.constant(0)).getResult(),
          emit);
    Value word = leaves.front().front();
    Value limit = emit.constant(uint64_t{ir::vort::StaticWordOp::kCount});
    Value isSmall = emit.compare(arith::CmpIPredicate::ult, word, limit);
    Value zero = emit.constant(0);
    Value small =
        emit.make<ir::vort::StaticWordOp>(emit.select(isSmall, word, zero));
    auto large = [&]() -> Scalars {
      Value object =
          allocate(op, storage, program.layouts, emit, op.getFrame());
      storeLeaves(emit, program.layouts, {object, storage}, leaves,
                  Barrier::NotNeeded);
      return {object};
    };
    return replace(op, emit.branch(emit.logicalNot(isSmall), large, {small}),
                   emit);
  }

  /// A constant string that nobody can tell from a box of it: in the program's
  /// data.
  static Value constantString(ir::NewOp op, const Emitter &emit) {
    if (!op.getImmutable() || op.getLeaves().size() != 1)
      return {};
    auto constant = op.getLeaves()[0].getDefiningOp<ir::StringConstOp>();
    if (!constant || constant.getValue().empty())
      return {};
    return emit.make<ir::vort::StaticStringOp>(constant.getValueAttr());
  }
};

struct LoadLowering : VoPattern<ir::LoadOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::LoadOp op, Operands operands,
                      const Emitter &emit) const override {
    Value pointer = operands.getPointer().front();
    checkPointer(op, pointer, emit);
    Scalars indices = firsts(operands.getIndices());
    Place place{pointer, ir::pointeeOf(op.getPointer().getType()), op.getPath(),
                indices};
    return replace(
        op, loadLeaves(emit, program.layouts, place, op.getValues().size()),
        emit);
  }
};

struct StoreLowering : VoPattern<ir::StoreOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::StoreOp op, Operands operands,
                      const Emitter &emit) const override {
    Value pointer = operands.getPointer().front();
    checkPointer(op, pointer, emit);
    Scalars indices = firsts(operands.getIndices());
    Place place{pointer, ir::pointeeOf(op.getPointer().getType()), op.getPath(),
                indices};
    storeLeaves(emit, program.layouts, place, operands.getValues(),
                op.getNobarrier() ? Barrier::NotNeeded : Barrier::Needed);
    return erase(op, emit);
  }
};

struct AddrLowering : VoPattern<ir::AddrOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::AddrOp op, Operands operands,
                      const Emitter &emit) const override {
    Scalars indices = firsts(operands.getIndices());
    Place place{operands.getPointer().front(),
                ir::pointeeOf(op.getPointer().getType()), op.getPath(),
                indices};
    return replace(op, addressOf(emit, program.layouts, place), emit);
  }
};

struct CastLowering : VoPattern<ir::CastOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::CastOp op, Operands operands,
                      const Emitter &emit) const override {
    return replace(op, operands.getPointer(), emit);
  }
};

/// A struct inside an object is copied leaf by leaf; arrays and boxes are whole
/// objects.
struct CloneLowering : VoPattern<ir::CloneOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::CloneOp op, Operands operands,
                      const Emitter &emit) const override {
    Value object = operands.getObject().front();
    if (!isa<ir::PtrType>(op.getObject().getType()))
      return replace(op, emit.call(EntryId::vo_rt_object_clone, object), emit);
    Type storage = ir::pointeeOf(op.getObject().getType());
    if (!program.layouts.object(storage))
      return op.emitError("object is too large");
    auto copy = [&]() -> Scalars {
      Value fresh = allocate(op, storage, program.layouts, emit, op.getFrame());
      copyLeaves(storage, object, fresh, emit);
      return {fresh};
    };
    Value present = emit.logicalNot(emit.isNull(object));
    return replace(op, emit.branch(present, copy, {emit.null()}), emit);
  }

private:
  void copyLeaves(Type storage, Value from, Value to,
                  const Emitter &emit) const {
    ir::LeafCursor cursor(emit.rewriter.getInsertionBlock()->getParentOp(),
                          &program.layouts.symbols());
    (void)cursor.enter(storage, "", nullptr);
    for (; cursor.leaf(); cursor.advance()) {
      auto offset = static_cast<int64_t>(program.layouts.offset(cursor));
      storeLeaf(emit, cursor.leaf(),
                loadLeaf(emit, cursor.leaf(), from, offset), {to, offset},
                Barrier::NotNeeded);
    }
  }
};

//===----------------------------------------------------------------------===//
// Identity
//===----------------------------------------------------------------------===//

struct EqLowering : VoPattern<ir::EqOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::EqOp op, Operands operands,
                      const Emitter &emit) const override {
    Value same = emit.make<ir::vort::RefEqOp>(operands.getLhs().front(),
                                              operands.getRhs().front());
    return replace(op, same, emit);
  }
};

/// A slice is nil when its base is, an interface value when its header is 0.
struct IsNilLowering : VoPattern<ir::IsNilOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::IsNilOp op, Operands operands,
                      const Emitter &emit) const override {
    Value first = operands.getValue().front();
    if (isa<ir::IfaceType>(op.getValue().getType()))
      return replace(
          op, emit.compare(arith::CmpIPredicate::eq, first, emit.constant(0)),
          emit);
    return replace(op, emit.isNull(first), emit);
  }
};

} // namespace

void populateMemoryPatterns(const MachineTypes &types, Program &program,
                            RewritePatternSet &patterns) {
  patterns.add<GlobalLowering, GlobalGetLowering, GlobalSetLowering,
               FrameLowering, FrameGetLowering, FrameSetLowering, NewLowering,
               LoadLowering, StoreLowering, AddrLowering, CastLowering,
               CloneLowering, EqLowering, IsNilLowering>(types, program,
                                                         patterns.getContext());
}

} // namespace vo::lowering
