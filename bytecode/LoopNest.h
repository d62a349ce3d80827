//===- LoopNest.h - How the loops of a function lie -------------*- C++ -*-===//
//
// A loop hint announces a loop to compilers that enter it while it runs. It
// says how many loops are around, which takes the whole function to know.
//
//===----------------------------------------------------------------------===//

#ifndef VO_BYTECODE_LOOPNEST_H
#define VO_BYTECODE_LOOPNEST_H

#include "bytecode/Model.h"

namespace vo::bc {

/// Bits of a loop hint's operand a that say what is in the loop.
namespace flag {
inline constexpr uint8_t loopHasDefer = 0x01;
inline constexpr uint8_t loopLabelledBreak = 0x02;
inline constexpr uint8_t loopLabelledContinue = 0x04;
} // namespace flag

/// The loops of one function by their hints, in order of their pcs. A loop is
/// the range of pcs from the instruction behind its hint to its back edge, both
/// included.
class LoopNest {
public:
  /// How many of the loops entered before hold this one; nothing when it
  /// overlaps one of them without lying inside it. `begin` grows from call to
  /// call. Takes amortized constant time.
  std::optional<unsigned> enter(uint32_t begin, uint32_t end);

private:
  /// Ends of the loops around the current pc, the innermost last.
  std::vector<uint32_t> ends;
};

/// The depth that a loop hint has for a loop inside `loops` others: it counts
/// to 15.
constexpr unsigned loopDepthMirror(unsigned loops) {
  return loops < 15 ? loops : 15;
}
/// The depth in operand a of a loop hint.
constexpr unsigned loopDepthIn(uint16_t info) { return info >> 4 & 0xF; }

/// Sets the depth of every loop hint that has LoopEnd metadata. Loops do not
/// cross.
void setLoopDepths(FunctionDef &function);

} // namespace vo::bc

#endif // VO_BYTECODE_LOOPNEST_H
