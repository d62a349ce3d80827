//===- SinkAddresses.cpp - Addresses computed where they are used ---------===//

#include "lowering/llvm/SinkAddresses.h"

#include "lowering/llvm/Conventions.h"
#include "lowering/llvm/ProgramPoints.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;

namespace vo::lowering {
namespace {

/// The uses of one address between two safepoints of a block.
struct Stretch {
  unsigned first = ~0u;         // smallest point of a user
  Instruction *place = nullptr; // a user with that point
  SmallVector<Use *, 4> uses;
};

class Sinking {
public:
  explicit Sinking(ProgramPoints &points) : points(points) {}

  void sink(GetElementPtrInst &address) {
    unsigned point = points.of(address);
    auto home = stretchAt(points.indexOf(*address.getParent()), point);
    SmallMapVector<std::pair<unsigned, unsigned>, Stretch, 4> stretches;
    for (Use &use : address.uses()) {
      auto [end, block] = points.placeOf(use);
      auto key = stretchAt(block, end);
      if (block != ProgramPoints::kUnreachable && key != home)
        add(stretches[key], use, block);
    }
    for (auto &[key, stretch] : stretches)
      rewrite(address, stretch);
    if (address.use_empty())
      address.eraseFromParent();
  }

private:
  std::pair<unsigned, unsigned> stretchAt(unsigned block,
                                          unsigned point) const {
    return {block, points.safepointAt(point)};
  }

  void add(Stretch &stretch, Use &use, unsigned block) {
    auto *user = cast<Instruction>(use.getUser());
    Instruction *place =
        isa<PHINode>(user) ? points.block(block).getTerminator() : user;
    unsigned point = points.of(*place);
    if (point < stretch.first) {
      stretch.first = point;
      stretch.place = place;
    }
    stretch.uses.push_back(&use);
  }

  void rewrite(GetElementPtrInst &address, const Stretch &stretch) {
    // In front of the copies made so far for the same instruction: they may be
    // computed from this one, and this one is not from them.
    Instruction *&first = firstCopies[stretch.first];
    Instruction *copy = address.clone();
    copy->insertBefore((first ? first : stretch.place)->getIterator());
    copy->setName(address.getName());
    first = copy;
    points.set(*copy, stretch.first);
    for (Use *use : stretch.uses)
      use->set(copy);
  }

  ProgramPoints &points;
  DenseMap<unsigned, Instruction *> firstCopies; // by point
};

/// The addresses of the function in order, without those that are too deep.
SmallVector<GetElementPtrInst *> findAddresses(const ProgramPoints &points) {
  SmallVector<GetElementPtrInst *> addresses;
  DenseMap<const Value *, unsigned> depths;
  for (unsigned i = 0; i != points.numBlocks(); ++i)
    for (Instruction &instruction : points.block(i)) {
      auto *address = dyn_cast<GetElementPtrInst>(&instruction);
      if (!address || !isReference(address->getType()))
        continue;
      unsigned depth = depths.lookup(address->getPointerOperand()) + 1;
      depths[address] = depth;
      if (depth <= kMaxDepth)
        addresses.push_back(address);
    }
  return addresses;
}

} // namespace

bool sinkAddresses(ProgramPoints &points, unsigned few) {
  LiveRanges ranges(points);
  Sinking sinking(points);
  bool changed = false;
  SmallVector<GetElementPtrInst *> addresses = findAddresses(points);
  // From the last one, so that the copies of a chain are taken along.
  for (GetElementPtrInst *address : reverse(addresses)) {
    if (ranges.crossings(*address) <= few)
      continue;
    sinking.sink(*address);
    changed = true;
  }
  return changed;
}

} // namespace vo::lowering
