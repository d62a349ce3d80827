//===- Mirrors.h - Operand fields that repeat what is known ------*- C++
//-*-===//
//
// Some operand and flag bits of an instruction only repeat what its metadata
// or the called function says ("mirrors"). The text forms leave them out where
// they have the canonical value, and fill them in on the way back.
//
//===----------------------------------------------------------------------===//

#ifndef VO_BYTECODE_MIRRORS_H
#define VO_BYTECODE_MIRRORS_H

#include "bytecode/Model.h"

namespace vo::bc {

/// The instruction with every mirror set to its canonical value, whatever it
/// held before; what is no mirror stays. A mirror whose source is missing (no
/// metadata, function id out of range) becomes 0. One default is softer: a
/// zero slot count of PtrGetN and PtrSetN becomes the metadata's width.
///
/// `pc` is the instruction's own index, of which a loop hint depends. Its depth
/// takes the whole function to know: see setLoopDepths.
Instruction withMirrors(Instruction instruction, const InstrMeta &meta,
                        const std::vector<FunctionDef> &functions, uint32_t pc);

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

/// Whether withMirrors may change instructions of this kind.
bool hasMirrors(const OpcodeInfo &info);

/// Bits of the flags byte that withMirrors computes.
uint8_t mirroredFlags(const OpcodeInfo &info);

} // namespace vo::bc

#endif // VO_BYTECODE_MIRRORS_H
