//===- StackObjects.h - Objects in frames that references name --*- C++ -*-===//
//
// Until here an object of the frame that is used through references (a
// `vort.stack_object`) is a static alloca of its own and calls of two
// operations on it:
//
//   %r = call ptr addrspace(1) @vo.stack_object(ptr %memory, i64 HEADER,
//                                               i64 BYTES, i32 LAYOUT)
//   call void @vo.stack_end(ptr %memory)
//
// The first begins a life of the object: BYTES of data, zero, behind the word
// HEADER unless that is 0, and gives its address. It may be executed again,
// which begins the next life of the same memory. LAYOUT tells where references
// are; 0: there are none. The second ends the life.
//
// Opaque calls through optimization, because
//
//  1. they write what their argument refers to, and the argument is captured,
//     so that accesses of one life stay on their side of the next one's start,
//     and LLVM makes no jump of a call that is handed the object (a loop would
//     share it among its turns);
//  2. every life has a reference of its own: nothing that is computed from it,
//     an `invariant` load for instance, is done before the start.
//
// Nothing pins the accesses in between among the safepoints: each word that is
// traced holds zero, or a reference that was right when it was stored and has
// been traced since, so that LLVM may store later, or not at all, what nobody
// reads (README.md, "What may move over a safepoint").
//
// This pass runs behind optimization, when all inlining is done. It
//
//  - expands the start: zeroes the memory, writes the header, and makes the
//    reference by `ptrtoint` and `inttoptr`;
//  - reports each object with references in the "deopt" bundle of the
//    safepoints in its life: those that a start reaches without an end between.
//    No ends: all behind the start;
//  - zeroes an object also at function entry, or at an end, where the way from
//    there to a safepoint that reports the object leads past no start (the two
//    arms of a branch meet, and one of them has no life). Reported memory is
//    thus zeroed, always, by its last start, end or entry, and traced since.
//
// LLVM's lifetime markers, which inlining makes, are ends, and become calls of
// `vo.stack_end`: code generation would put other things into memory that is
// reported.
//
// A safepoint lists the objects alive over it. Above `limit` (the sum over a
// function's safepoints), or where lives cover more blocks than FrameRoots
// allows references, a table in the frame (abi::FrameTable) lists the objects
// instead, and the safepoints the table: a start enters its object, an end
// takes it out.
//
// With `poison`, objects are filled with abi::kDeadFrameByte at the function's
// returns and at ends, where they need not be zero: a program that looks at a
// dead object finds no good value, and the verifying collector no reference.
//
// Cost: linear in the function and the lives' blocks, and so bounded. Not
// handled: objects do not share memory; words that are stored right behind the
// start are zeroed as well; what lives on after its last use is traced.
//
// The calls of `vo.stack_end` stay for the lint; DropStackEnds removes them.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/IR/PassManager.h"

namespace vo::lowering {

class StackObjectsPass : public llvm::PassInfoMixin<StackObjectsPass> {
public:
  /// With a limit of 0, all objects with references are in tables.
  explicit StackObjectsPass(unsigned limit, bool poison = false)
      : limit(limit), poison(poison) {}
  llvm::PreservedAnalyses run(llvm::Function &function,
                              llvm::FunctionAnalysisManager &analyses);
  static bool isRequired() { return true; }

private:
  unsigned limit;
  bool poison;
};

/// Removes what StackObjects and the lint have left of the operations. The last
/// pass that wants to know whether a module has stack objects
/// (ExpandBarriers.h) has run.
class DropStackEndsPass : public llvm::PassInfoMixin<DropStackEndsPass> {
public:
  llvm::PreservedAnalyses run(llvm::Module &module,
                              llvm::ModuleAnalysisManager &);
  static bool isRequired() { return true; }
};

} // namespace vo::lowering
