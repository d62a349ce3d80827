//===- CopyRuns.cpp - Runs of loads and stores as loops -------------------===//

#include "lowering/vort/CopyRuns.h"

#include "dialect/vo/Repeats.h"
#include "dialect/vort/MemoryKinds.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

using namespace mlir;
using namespace vo::ir::vort;

namespace vo::lowering {
namespace {

/// Least number of leaves that a loop copies.
constexpr size_t kLoopLeaves = 8;

/// A place at a constant distance from a base.
struct Place {
  Value base;
  int64_t offset = 0;

  explicit Place(Value address) : base(address) {
    while (auto distance = base.getDefiningOp<AddrOp>()) {
      if (distance.getIndex())
        break;
      offset += static_cast<int64_t>(distance.getOffset());
      base = distance.getBase();
    }
  }
};

/// The object that an address is in.
Value rootOf(Value address) {
  while (auto distance = address.getDefiningOp<AddrOp>())
    address = distance.getBase();
  return address;
}

struct Move {
  LoadOp load;
  StoreOp store;
  CardMarkOp mark; // null: none
  Place from, to;

  /// What is read and what is written; a word of memory for arguments may be
  /// of another kind than the leaf that it comes from or goes to.
  std::pair<MemKind, MemKind> kinds() const {
    return {const_cast<LoadOp &>(load).getKind(),
            const_cast<StoreOp &>(store).getKind()};
  }
};

/// Bytes from `begin` to `end` of an object.
struct Span {
  Value base;
  int64_t begin = 0, end = 0;

  void add(const Place &place, int64_t bytes) {
    begin = std::min(begin, place.offset);
    end = std::max(end, place.offset + bytes);
  }
};

class Copier {
public:
  Copier(func::FuncOp function, const DenseSet<Value> &parameters)
      : parameters(parameters), builder(function.getContext()) {
    SmallVector<Block *> blocks(llvm::make_pointer_range(function.getBody()));
    for (Block *block : blocks)
      visit(*block);
  }

private:
  //===--------------------------------------------------------------------===//
  // What is copied
  //===--------------------------------------------------------------------===//

  bool isKnown(Value object) const {
    return object.getDefiningOp<FrameOp>() ||
           object.getDefiningOp<StackObjectOp>() ||
           object.getDefiningOp<AllocOp>() || parameters.contains(object);
  }

  std::optional<Move> moveOf(StoreOp store) const {
    auto load = store.getValue().getDefiningOp<LoadOp>();
    if (!load || !load->hasOneUse() || load->getBlock() != store->getBlock())
      return std::nullopt;
    Place from(load.getAddress()), to(store.getAddress());
    if (from.base == to.base || !isKnown(from.base) || !isKnown(to.base))
      return std::nullopt;
    auto mark = dyn_cast_or_null<CardMarkOp>(store->getNextNode());
    if (mark && mark.getAddress() != store.getAddress())
      mark = {};
    return Move{load, store, mark, from, to};
  }

  void visit(Block &block) {
    SmallVector<SmallVector<Move>> groups;
    for (auto store : block.getOps<StoreOp>()) {
      std::optional<Move> move = moveOf(store);
      if (!move)
        continue;
      if (groups.empty() || groups.back()[0].from.base != move->from.base ||
          groups.back()[0].to.base != move->to.base)
        groups.emplace_back();
      groups.back().push_back(*move);
    }
    // From the end: each loop cuts off what is behind it.
    for (ArrayRef<Move> group : llvm::reverse(groups)) {
      SmallVector<ir::Repeat> parts = findParts(group);
      for (const ir::Repeat &part : llvm::reverse(parts))
        if (part.times > 1)
          copy(group.slice(part.begin, part.size()), part.period);
    }
  }

  /// How far a move's places are from those of another.
  static std::pair<int64_t, int64_t> since(const Move &move,
                                           const Move &before) {
    return {move.from.offset - before.from.offset,
            move.to.offset - before.to.offset};
  }

  static SmallVector<ir::Repeat> findParts(ArrayRef<Move> group) {
    // Before the first there is nothing to be at a distance from.
    auto isSame = [&](size_t i, size_t j) {
      return group[i].kinds() == group[j].kinds() &&
             !group[i].mark == !group[j].mark &&
             (j == 0 ||
              since(group[i], group[i - 1]) == since(group[j], group[j - 1]));
    };
    return ir::findRepeats(group.size(), kLoopLeaves, isSame);
  }

  //===--------------------------------------------------------------------===//
  // Whether it may be
  //===--------------------------------------------------------------------===//

  /// Whether an access is surely elsewhere.
  bool isOutside(Value address, MemKind kind, const Span &span) const {
    Place place(address);
    if (place.base == span.base)
      return place.offset >= span.end ||
             place.offset + bytesOf(kind) <= span.begin;
    Value root = rootOf(address);
    return root != span.base && isKnown(root);
  }

  bool mayPass(Operation &op, const Span &from, const Span &to) const {
    if (auto load = dyn_cast<LoadOp>(op))
      return isOutside(load.getAddress(), load.getKind(), to);
    if (auto store = dyn_cast<StoreOp>(op))
      return isOutside(store.getAddress(), store.getKind(), from) &&
             isOutside(store.getAddress(), store.getKind(), to);
    if (auto end = dyn_cast<StackEndOp>(op))
      return end.getObject() != to.base;
    return isa<CardMarkOp, AllocOp, FrameOp, StackObjectOp>(op) ||
           isMemoryEffectFree(&op);
  }

  //===--------------------------------------------------------------------===//
  // The loop
  //===--------------------------------------------------------------------===//

  void copy(ArrayRef<Move> moves, size_t period) {
    Operation *first = moves[0].load, *last = moves[0].store;
    Span from{moves[0].from.base, moves[0].from.offset, moves[0].from.offset};
    Span to{moves[0].to.base, moves[0].to.offset, moves[0].to.offset};
    SmallPtrSet<Operation *, 32> own;
    for (const Move &move : moves) {
      if (const_cast<LoadOp &>(move.load)->isBeforeInBlock(first))
        first = move.load;
      last = move.store; // in their order
      from.add(move.from, bytesOf(move.kinds().first));
      to.add(move.to, bytesOf(move.kinds().second));
      own.insert(move.load);
      own.insert(move.store);
    }
    SmallVector<Operation *> ends;
    for (Operation *op = first; op != last; op = op->getNextNode()) {
      if (own.contains(op))
        continue;
      if (!mayPass(*op, from, to))
        return;
      if (auto end = dyn_cast<StackEndOp>(op);
          end && end.getObject() == from.base)
        ends.push_back(end);
    }
    makeLoop(moves, period, ends);
  }

  void makeLoop(ArrayRef<Move> moves, size_t period,
                ArrayRef<Operation *> ends) {
    Move last = moves.back();
    Location loc = last.store.getLoc();
    Block *head = last.store->getBlock();
    Operation *behind = last.mark ? last.mark : last.store;
    Block *tail = head->splitBlock(behind->getNextNode());
    Block *turn = builder.createBlock(tail, {builder.getI64Type()}, {loc});
    Value index = turn->getArgument(0);
    auto [fromStride, toStride] = since(moves[period], moves[0]);
    for (const Move &move : moves.take_front(period))
      copyOne(move, index, fromStride, toStride, loc);
    Value next = arith::AddIOp::create(builder, loc, index, constant(loc, 1));
    Value more = arith::CmpIOp::create(
        builder, loc, arith::CmpIPredicate::ult, next,
        constant(loc, static_cast<int64_t>(moves.size() / period)));
    cf::CondBranchOp::create(builder, loc, more, turn, next, tail,
                             ValueRange());
    builder.setInsertionPointToEnd(head);
    cf::BranchOp::create(builder, loc, turn, constant(loc, 0));
    for (Operation *end : llvm::reverse(ends))
      end->moveBefore(tail, tail->begin());
    for (Move move : moves) {
      if (move.mark)
        move.mark.erase();
      move.store.erase();
      move.load.erase();
    }
  }

  void copyOne(Move move, Value index, int64_t fromStride, int64_t toStride,
               Location loc) {
    Value source =
        AddrOp::create(builder, loc, move.from.base.getType(), move.from.base,
                       index, fromStride, move.from.offset);
    Value target =
        AddrOp::create(builder, loc, move.to.base.getType(), move.to.base,
                       index, toStride, move.to.offset);
    Value value = LoadOp::create(builder, loc, move.load.getType(), source,
                                 move.load.getKind(), /*invariant=*/false);
    StoreOp::create(builder, loc, value, target, move.store.getKind());
    if (move.mark)
      CardMarkOp::create(builder, loc, target);
  }

  Value constant(Location loc, int64_t value) {
    return arith::ConstantOp::create(builder, loc,
                                     builder.getI64IntegerAttr(value));
  }

  const DenseSet<Value> &parameters;
  OpBuilder builder;
};

} // namespace

void copyRuns(func::FuncOp function, const DenseSet<Value> &parameters) {
  if (!function.isExternal())
    Copier(function, parameters);
}

} // namespace vo::lowering
