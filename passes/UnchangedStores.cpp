//===- UnchangedStores.cpp - Stores of what lies there already ------------===//
//
// On `vort`. `s.items = append(s.items, x)` stores all words of a slice, of
// which only the length is another one while there is room:
//
//     %b = vort.load %p as base                   %b = vort.load %p as base
//     cond_br %full, ^grow, ^put(%b)              cond_br %full, ^grow,
//     ^put(%b)
//   ^grow:                                      ^grow:
//     ...                                         ...
//     br ^put(%new)                               vort.store %new, %p as base
//   ^put(%x):                                     vort.card_mark %p
//     ...                                         br ^put(%new)
//     vort.store %x, %p as base                 ^put(%x):
//     vort.card_mark %p                           ...
//
// and `s.items = s.items[:n]` none but the length. A store goes when its value
// was loaded from the same place; one of a block's argument moves to the edges
// that bring something else, when others bring what was loaded.
//
// Sound:
//  1. Places are the same when they are one SSA value at one distance and of
//     one kind. Nothing on any way from load to store may write there
//     (dialect/vort/MemoryKinds.h), so the store changes nothing.
//  2. A collection in between updates the place and the loaded value alike.
//  3. The card stays as the last store that changed the place left it.
//  4. A store moves up only past what neither reads nor writes the place, and
//     neither traps, calls nor polls: nobody sees it earlier. Its mark stays
//     behind it.
//
// Wants: `canonicalize`. Cost: a walk back from each store of a
// loaded value to the load, of kMaxDistance operations at most.
//
// Not handled: words of interfaces; values merged more than once; places that
// were stored to, not loaded from, before.
//
//===----------------------------------------------------------------------===//

#include "dialect/vort/MemoryKinds.h"
#include "passes/Passes.h"

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

using namespace mlir;
using namespace vo::ir::vort;

namespace vo::passes {

#define GEN_PASS_DEF_UNCHANGEDSTORES
#include "passes/Passes.h.inc"

namespace {

constexpr unsigned kMaxDistance = 256;

//===----------------------------------------------------------------------===//
// Places
//===----------------------------------------------------------------------===//

struct Place {
  Value base;
  int64_t offset = 0;
  MemKind kind;

  template <typename Access>
  explicit Place(Access access)
      : base(access.getAddress()), kind(access.getKind()) {
    while (auto address = base.getDefiningOp<AddrOp>()) {
      if (address.getIndex())
        break;
      offset += static_cast<int64_t>(address.getOffset());
      base = address.getBase();
    }
  }

  bool operator==(const Place &other) const {
    return base == other.base && offset == other.offset && kind == other.kind;
  }

  bool mayOverlap(MemoryClass memory) const {
    return ir::vort::mayOverlap(memoryClassOf(kind), memory);
  }
  bool mayOverlap(const Place &other) const {
    if (!mayOverlap(memoryClassOf(other.kind)))
      return false;
    return base != other.base || (offset < other.offset + bytesOf(other.kind) &&
                                  other.offset < offset + bytesOf(kind));
  }
};

MemoryClass classOf(StoreWordsOp op) {
  return op.getLetters().find_first_not_of("hw") == StringRef::npos
             ? MemoryClass::Interface
             : MemoryClass::Any;
}

/// Whether memory that others know is written, or an object's memory given
/// back or begun anew.
bool writes(Operation &op) {
  auto interface = dyn_cast<MemoryEffectOpInterface>(op);
  return !interface || interface.hasEffect<MemoryEffects::Write>() ||
         interface.hasEffect<MemoryEffects::Free>();
}

/// Whether the operation may change what lies at the place.
bool mayWrite(Operation &op, const Place &place) {
  if (auto store = dyn_cast<StoreOp>(op))
    return place.mayOverlap(Place(store));
  if (auto store = dyn_cast<StoreWordsOp>(op))
    return place.mayOverlap(classOf(store));
  // Traps do not come back; a new object is nobody's yet.
  return !isa<CardMarkOp, TrapIfOp, AssertOp, StackCheckOp, AllocOp, PrintOp>(
             op) &&
         writes(op);
}

/// Whether the operation may see or change what lies at the place, or lets
/// somebody do so.
bool mayTouch(Operation &op, const Place &place) {
  if (auto load = dyn_cast<LoadOp>(op))
    return place.mayOverlap(Place(load));
  if (isa<LoadRefIfOp>(op))
    return place.mayOverlap(MemoryClass::Interface);
  if (isa<StoreOp, StoreWordsOp>(op))
    return mayWrite(op, place);
  return !isa<CardMarkOp>(op) && !isMemoryEffectFree(&op);
}

/// A walk from a point back to a load.
class WalkBack {
public:
  WalkBack(LoadOp load, const Place &place) : load(load), place(place) {}

  /// Whether nothing on any way from the load to the point, which the load
  /// dominates, may have changed what it loaded.
  bool isClean(Block *block, Block::iterator point) {
    if (!scan(*block, point))
      return false;
    while (!open.empty()) {
      Block *next = open.pop_back_val();
      if (!scan(*next, next->end()))
        return false;
    }
    return true;
  }

private:
  bool scan(Block &block, Block::iterator point) {
    while (point != block.begin()) {
      Operation &op = *--point;
      if (&op == load)
        return true;
      if (++distance > kMaxDistance || mayWrite(op, place))
        return false;
    }
    for (Block *predecessor : block.getPredecessors())
      if (entered.insert(predecessor).second)
        open.push_back(predecessor);
    return !block.isEntryBlock();
  }

  LoadOp load;
  const Place &place;
  SmallVector<Block *> open;
  SmallPtrSet<Block *, 8> entered;
  unsigned distance = 0;
};

/// Whether the value is what lies at the place at a point.
bool liesThere(Value value, const Place &place, Block *block,
               Block::iterator point) {
  auto load = value.getDefiningOp<LoadOp>();
  return load && Place(load) == place &&
         WalkBack(load, place).isClean(block, point);
}

//===----------------------------------------------------------------------===//
// Stores
//===----------------------------------------------------------------------===//

/// A store with the mark that belongs to it.
struct MarkedStore {
  StoreOp store;
  CardMarkOp mark;

  explicit MarkedStore(StoreOp op)
      : store(op), mark(dyn_cast_or_null<CardMarkOp>(op->getNextNode())) {
    if (mark && mark.getAddress() != op.getAddress())
      mark = {};
  }

  /// Makes the same of another value in front of `before`.
  void copyTo(Operation *before, Value value, const Place &place) {
    OpBuilder builder(before);
    Location loc = store.getLoc();
    Value address = place.base;
    if (place.offset != 0)
      address = AddrOp::create(builder, loc, address.getType(), address,
                               Value(), /*scale=*/1, place.offset);
    StoreOp::create(builder, loc, value, address, place.kind);
    if (mark)
      CardMarkOp::create(builder, loc, address);
  }

  void erase() {
    if (mark)
      mark.erase();
    store.erase();
  }
};

/// The edges of a block that bring something else than what lies at a place:
/// terminators of blocks that go nowhere else, and what they bring. Nothing
/// when a store cannot be moved there, or all edges do.
std::optional<SmallVector<std::pair<Operation *, Value>>>
changingEdges(BlockArgument value, const Place &place) {
  Block *block = value.getOwner();
  SmallVector<std::pair<Operation *, Value>> edges;
  bool isEverUnchanged = false;
  for (auto it = block->pred_begin(), end = block->pred_end(); it != end;
       ++it) {
    Operation *terminator = (*it)->getTerminator();
    auto branch = dyn_cast<BranchOpInterface>(terminator);
    if (!branch)
      return std::nullopt;
    Value brought = branch.getSuccessorOperands(
        it.getSuccessorIndex())[value.getArgNumber()];
    if (brought && liesThere(brought, place, *it, terminator->getIterator()))
      isEverUnchanged = true;
    else if (brought && isa<cf::BranchOp>(terminator))
      edges.push_back({terminator, brought});
    else
      return std::nullopt;
  }
  if (!isEverUnchanged)
    return std::nullopt;
  return edges;
}

class UnchangedStores : public impl::UnchangedStoresBase<UnchangedStores> {
  using UnchangedStoresBase::UnchangedStoresBase;

  void runOnOperation() override {
    for (Block &block : getOperation().getBody())
      for (auto store : llvm::make_early_inc_range(block.getOps<StoreOp>()))
        visit(store);
    markAllAnalysesPreserved();
  }

  void visit(StoreOp op) {
    Place place(op);
    Value value = op.getValue();
    if (liesThere(value, place, op->getBlock(), op->getIterator())) {
      if (!mayChange(op))
        return;
      MarkedStore(op).erase();
      ++numDropped;
    } else if (auto argument = dyn_cast<BlockArgument>(value)) {
      moveToEdges(op, argument, place);
    }
  }

  void moveToEdges(StoreOp op, BlockArgument value, const Place &place) {
    Block *block = op->getBlock();
    Value base = place.base;
    if (value.getOwner() != block || block->isEntryBlock() ||
        base.getParentBlock() == block)
      return;
    for (Operation &before :
         llvm::make_range(block->begin(), op->getIterator()))
      if (mayTouch(before, place))
        return;
    auto edges = changingEdges(value, place);
    if (!edges || !mayChange(op))
      return;
    MarkedStore store(op);
    for (auto [terminator, brought] : *edges)
      store.copyTo(terminator, brought, place);
    store.erase();
    ++numMoved;
  }

  /// Counts a store against `max-stores`.
  bool mayChange(Operation *store) {
    return mayRewrite(*this, store, maxStores, changed++);
  }

  uint64_t changed = 0;
};

} // namespace

} // namespace vo::passes
