//===- FrameSizes.h - How large machine frames may become -------*- C++ -*-===//
//
// Checks of the stack (StackLimits.h) need the sizes of frames, which only code
// generation decides. They use upper bounds computed from the lowered IR, and
// code generation compares each with the truth: a frame that is larger than its
// bound is an error, never wrong code.
//
// The bound of a function is the sum of
//
//  - its stack objects, each rounded up to 16 bytes;
//  - for every argument and every result of an instruction, twice its size:
//    its own spill slot and one for a copy (of a phi, a relocation, a part of
//    a legalized operation). Register allocation makes at most one slot per
//    virtual register, and statepoints share theirs;
//  - for every operand of a call that is a constant, a slot for it;
//  - the largest list of arguments of a call, each as if passed in memory;
//  - kFixedBytes: return address, saved registers, red zone, alignment.
//
// Measured over the execution tests and benchmarks, -O0 and -O2: the truth is
// at most 0.27 of the bound (median 0.11) where large objects do not dominate.
//
// Stack objects must be static and aligned to 16 bytes at most, so that frames
// have a size and need no realignment.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdint>

namespace llvm {
class AsmPrinter;
class Function;
class GCModuleInfo;
} // namespace llvm

namespace vo::lowering {

/// Attribute of lowered functions: the bound.
inline constexpr char kFrameBytesAttr[] = "vo-frame-bytes";

/// Bytes of the function's stack objects.
uint64_t stackObjectBytes(const llvm::Function &function);

/// Upper bound of the bytes from the return address of a call of the function
/// (included) down to the end of its frame. Reports an internal error for stack
/// objects that break the rule above.
uint64_t frameBytesBound(const llvm::Function &function);

/// After code generation: reports an internal error for each function whose
/// frame became larger than its attribute says.
void checkFrameSizes(llvm::GCModuleInfo &frames, llvm::AsmPrinter &printer);

} // namespace vo::lowering
