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
/// `pc` is the instruction's own index, of which a loop hint depends.
Instruction withMirrors(Instruction instruction, const InstrMeta &meta,
                        const std::vector<FunctionDef> &functions, uint32_t pc);

/// Whether withMirrors may change instructions of this kind.
bool hasMirrors(const OpcodeInfo &info);

/// Bits of the flags byte that withMirrors computes.
uint8_t mirroredFlags(const OpcodeInfo &info);

} // namespace vo::bc

#endif // VO_BYTECODE_MIRRORS_H
