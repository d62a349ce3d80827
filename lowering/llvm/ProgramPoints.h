//===- ProgramPoints.h - Where references live ------------------*- C++ -*-===//
//
// Numbers the instructions of a function and says, for one reference at a time,
// in which stretches of which blocks it lives and over which safepoints.
//
// Sparse on purpose: a set of live references per block takes memory and time
// for references times blocks, however short the references live. Here a
// reference costs the blocks that it lives in, and a caller who wants to know
// only whether that is much says when to stop.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

#include <limits>

namespace llvm {
class BasicBlock;
class CallBase;
class Function;
class Instruction;
class TargetLibraryInfo;
class Use;
class Value;
} // namespace llvm

namespace vo::lowering {

/// A stretch of one block, as points: behind `begin`, up to `end`.
struct LiveRange {
  unsigned block; // index in reverse postorder
  unsigned begin; // of the definition, or the block's begin
  unsigned end;   // of the last use, or the block's end
};

/// Points number what can be reached from the entry, in reverse postorder: of
/// each block its begin, its instructions, its end. Instructions that are added
/// later share the point of the instruction that they serve.
class ProgramPoints {
public:
  ProgramPoints(llvm::Function &function,
                const llvm::TargetLibraryInfo &libraryInfo);

  static constexpr unsigned kUnreachable = std::numeric_limits<unsigned>::max();

  unsigned numBlocks() const { return blocks.size(); }
  llvm::BasicBlock &block(unsigned index) const { return *blocks[index].block; }
  /// kUnreachable where the entry does not lead.
  unsigned indexOf(const llvm::BasicBlock &block) const;
  unsigned begin(unsigned block) const { return blocks[block].begin; }
  unsigned end(unsigned block) const { return blocks[block].end; }

  unsigned of(const llvm::Instruction &instruction) const {
    return points.at(&instruction);
  }
  void set(const llvm::Instruction &added, unsigned point) {
    points[&added] = point;
  }
  /// Point and block index before which a use needs its value: of phis the end
  /// of the block that the value comes from.
  std::pair<unsigned, unsigned> placeOf(const llvm::Use &use) const;

  llvm::ArrayRef<llvm::CallBase *> safepoints() const { return calls; }
  /// Number of the first safepoint at or behind a point.
  unsigned safepointAt(unsigned point) const;
  /// Numbers of the safepoints that the range crosses, as [first, last): its
  /// definition and the operands of its last use do not count.
  std::pair<unsigned, unsigned> crossed(const LiveRange &range) const {
    return {safepointAt(range.begin + 1), safepointAt(range.end)};
  }

private:
  struct Block {
    llvm::BasicBlock *block;
    unsigned begin, end;
  };
  llvm::SmallVector<Block, 0> blocks;     // in reverse postorder
  llvm::SmallVector<unsigned, 0> indices; // by BasicBlock::getNumber
  llvm::DenseMap<const llvm::Instruction *, unsigned> points;
  llvm::SmallVector<llvm::CallBase *, 0> calls;   // in order of their points
  llvm::SmallVector<unsigned, 0> safepointPoints; // of `calls`
};

/// Finds the live ranges of one reference after the other.
class LiveRanges {
public:
  explicit LiveRanges(const ProgramPoints &points)
      : points(points), rangeOf(points.numBlocks(), kNone) {}

  /// Ranges of `value` (an instruction or argument) up to its own uses and
  /// those of `others`, which it must dominate; in no order, one per block.
  /// Stops early when there are more than `enough` ranges. The result is valid
  /// until the next call. Cost: uses plus ranges.
  llvm::ArrayRef<LiveRange>
  of(const llvm::Value &value, llvm::ArrayRef<llvm::Value *> others = {},
     size_t enough = std::numeric_limits<size_t>::max());

  /// How many safepoints the ranges of the last call cross.
  uint64_t numCrossed() const;
  /// The same for all ranges of `value`.
  uint64_t crossings(const llvm::Value &value);

private:
  static constexpr unsigned kNone = std::numeric_limits<unsigned>::max();

  void addUses(const llvm::Value &value);
  void add(unsigned block, unsigned end);

  const ProgramPoints &points;
  llvm::SmallVector<unsigned, 0> rangeOf; // by block: place in `ranges`
  llvm::SmallVector<LiveRange, 0> ranges;
  unsigned home = 0;       // block of the definition
  unsigned definition = 0; // its point
};

} // namespace vo::lowering
