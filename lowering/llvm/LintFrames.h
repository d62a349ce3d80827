//===- LintFrames.h - References in unreported stack objects ----*- C++ -*-===//
//
// A stack object (alloca) that holds a reference across a safepoint must be
// reported to the collector: the safepoint's "deopt" bundle names it together
// with its layout. This check follows every reference that is stored into an
// alloca at a constant offset:
//
//  - a safepoint that does not report the alloca makes the slot stale;
//  - another store over the slot makes it good again;
//  - reading a stale slot, or handing the alloca to a call or to memory while
//    one is stale, is an error.
//
// Arrays of abi::InterfaceWords filled right before vo_rt_print or
// vo_rt_assert_failed therefore pass: the entry reads them before anything
// could move, and the next use stores again. An alloca whose address leaves the
// function's sight (stored, or made an integer as frame objects are) may be
// read at any time, so it must be reported at once by each safepoint that a
// stored reference reaches, stored through the alloca or the reference that the
// integer became; up to the end of its life (llvm.lifetime.end, vo.stack_end).
// An object is reported, too, when the safepoint reports an alloca that its
// address was stored into (abi::FrameTable).
//
//===----------------------------------------------------------------------===//
#pragma once

namespace llvm {
class Function;
class TargetLibraryInfo;
} // namespace llvm

namespace vo::lowering {

/// Reports an internal error for each slot that breaks the rule.
void lintFrames(llvm::Function &function,
                const llvm::TargetLibraryInfo &libraryInfo);

} // namespace vo::lowering
