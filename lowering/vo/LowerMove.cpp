//===- LowerMove.cpp - Copies of many leaves ------------------------------===//
//
// Between objects where the leaves lie alike on both sides it is a call of the
// runtime, which moves the bytes at once and records what it wrote. Else it is
// one loop per part that repeats (Repeats.h), and loads and stores of the other
// leaves. Memory of the frame without references is no object; what moves from
// or to it is numbers.
//
//===----------------------------------------------------------------------===//

#include "dialect/vo/Repeats.h"
#include "lowering/vo/Memory.h"
#include "lowering/vo/Patterns.h"

using namespace mlir;
using vo::abi::EntryId;

namespace vo::lowering {
namespace {

/// Fewer leaves are no loop.
constexpr size_t kLoopLeaves = 16;

/// A leaf on its way, with distances from the first leaf of each side.
struct Moved {
  Type from, to;
  int64_t source, target;

  bool operator==(const Moved &) const = default;
  /// Where the leaf lies, seen from another.
  Moved since(const Moved &other) const {
    return {from, to, source - other.source, target - other.target};
  }
};

struct MoveLowering : VoPattern<ir::MoveOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::MoveOp op, Operands operands,
                      const Emitter &emit) const override {
    Type from = op.getSource().getType(), to = op.getTarget().getType();
    Value source =
        sideOf(op, from,
               {operands.getSource().front(), ir::pointeeOf(from),
                op.getSourcePath(), flatten(operands.getSourceIndices())},
               emit);
    Value target =
        sideOf(op, to,
               {operands.getTarget().front(), ir::pointeeOf(to),
                op.getTargetPath(), flatten(operands.getTargetIndices())},
               emit);
    SmallVector<Moved> leaves = leavesOf(op);
    Barrier barrier = op.getNobarrier() ? Barrier::NotNeeded : Barrier::Needed;
    if (!moveBytes(leaves, source, target, barrier, emit))
      moveLeaves(leaves, source, target, barrier, emit);
    return erase(op, emit);
  }

private:
  /// Address of the first leaf, behind a check for nil.
  Value sideOf(ir::MoveOp op, Type pointer, Place place,
               const Emitter &emit) const {
    if (!op.getNonnull() && !isa<ir::FrameType>(pointer))
      emit.trapIf(emit.isNull(place.base), abi::Trap::NilPointerDereference);
    if (isa<ir::ArrayType>(pointer))
      place.base = emit.address(place.base, abi::kArrayDataOffset);
    return addressOf(emit, program.layouts, place);
  }

  SmallVector<Moved> leavesOf(ir::MoveOp op) const {
    ir::LeafCursor from(op, &program.layouts.symbols()),
        to(op, &program.layouts.symbols());
    (void)from.enter(ir::pointeeOf(op.getSource().getType()),
                     op.getSourcePath(), nullptr);
    (void)to.enter(ir::pointeeOf(op.getTarget().getType()), op.getTargetPath(),
                   nullptr);
    SmallVector<Moved> leaves;
    Moved first{{}, {}, 0, 0};
    for (uint64_t i = 0; i < op.getCount(); ++i, from.advance(), to.advance()) {
      Moved leaf{from.leaf(), to.leaf(),
                 static_cast<int64_t>(program.layouts.offset(from)),
                 static_cast<int64_t>(program.layouts.offset(to))};
      if (i == 0)
        first = leaf;
      leaves.push_back(leaf.since(first));
    }
    return leaves;
  }

  /// Moves all bytes at once, if both sides are objects and alike.
  bool moveBytes(ArrayRef<Moved> leaves, Value source, Value target,
                 Barrier barrier, const Emitter &emit) const {
    bool isAlike = llvm::all_of(leaves, [](const Moved &leaf) {
      return leaf.from == leaf.to && leaf.source == leaf.target;
    });
    if (!isAlike || !isa<ir::vort::RefType>(source.getType()) ||
        !isa<ir::vort::RefType>(target.getType()))
      return false;
    uint64_t bytes = static_cast<uint64_t>(leaves.back().source) +
                     program.layouts.stride(leaves.back().from);
    // Narrow elements, for the runtime, are numbers.
    bool isRecorded = barrier == Barrier::Needed &&
                      llvm::any_of(leaves, [](const Moved &leaf) {
                        return ir::holdsReferences(ir::registerOf(leaf.from));
                      });
    uint64_t unit = isRecorded ? abi::kWordBytes : 1;
    if (bytes % unit != 0)
      return false;
    Value zero = emit.constant(0), count = emit.constant(bytes / unit);
    emit.call(EntryId::vo_rt_slice_copy,
              {target, zero, count, count, source, zero, count, count,
               emit.constant(unit)});
    return true;
  }

  void moveLeaves(ArrayRef<Moved> leaves, Value source, Value target,
                  Barrier barrier, const Emitter &emit) const {
    // Equal leaves at equal distances from those before them; before the first
    // there is none.
    auto isSame = [&](size_t i, size_t j) {
      const Moved &x = leaves[i], &y = leaves[j];
      return x.from == y.from && x.to == y.to &&
             (j == 0 || x.since(leaves[i - 1]) == y.since(leaves[j - 1]));
    };
    for (const ir::Repeat &part :
         ir::findRepeats(leaves.size(), kLoopLeaves, isSame)) {
      auto turn = [&](Value from, Value to) {
        for (const Moved &leaf : leaves.slice(part.begin, part.period))
          storeLeaf(emit, leaf.to, loadLeaf(emit, leaf.from, from, leaf.source),
                    {to, leaf.target}, barrier);
      };
      if (part.times == 1) {
        turn(source, target);
        continue;
      }
      Moved stride = leaves[part.begin + part.period].since(leaves[part.begin]);
      emit.loop(part.times, [&](Value index) {
        turn(emit.address(source, index, uint64_t(stride.source), 0),
             emit.address(target, index, uint64_t(stride.target), 0));
      });
    }
  }
};

} // namespace

void populateMovePatterns(const MachineTypes &types, Program &program,
                          RewritePatternSet &patterns) {
  patterns.add<MoveLowering>(types, program, patterns.getContext());
}

} // namespace vo::lowering
