//===- ResultSlots.h - Results in their caller's memory ---------*- C++ -*-===//
//
// A function that makes an object and returns it has a variant that takes the
// memory for it as one more argument:
//
//   vo.func @add(%a, %b) -> !vo.ptr<@Vec> {       vo.func @add.slot(%a, %b,
//   %slot) …
//     %r = vo.new : !vo.ptr<@Vec>            →
//     vo.store %r, %x, %y                           vo.store %slot, %x, %y
//     vo.return %r                                  vo.return %slot
//
// A caller whose result does not escape makes the object itself, in its frame:
//
//   %o = vo.new : !vo.ptr<@Vec>
//   %r = vo.call @add.slot(%a, %b, %o)
//
// which is decided as for every other object (StackPromote.cpp). Sound:
//
//  1. The caller's object is new and zero at each call, as the callee's was.
//  2. The callee makes one such object at most: the operations that the
//  argument
//     replaces are outside of cycles, and none is reached from another.
//  3. The object goes nowhere but into results: to no memory, and to no callee
//     that keeps it. So what knows it in the caller is what knows the result.
//
// A variant is only called with objects of frames (the pass takes the others
// back), so its stores need no barrier. Callees are done before their callers.
//
// Cost: the flow graph of each function that is called and makes a result; a
// copy of each function that is called in this way.
//
// Not handled: functions with deferred calls; function values, slices and
// strings as results; calls through values; results that callees of callees
// make; programs that ask for callers.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "passes/escape/Program.h"

namespace vo::passes {

class ResultSlots {
public:
  /// A call of a variant, with the object that it got.
  struct Call {
    ir::CallOp call;
    ir::NewOp object;
    ir::FuncOp original;
  };

  /// Objects of more than `limit` words stay as they are.
  ResultSlots(ProgramFlow &program, uint64_t limit)
      : program(program), limit(limit) {}

  /// From now on variants of the function may be called: it does not change any
  /// more.
  void allow(ir::FuncOp function) { sites[function] = std::nullopt; }

  /// Whether the call could be one of a variant.
  bool mayGive(ir::CallOp call);
  /// Makes it one.
  Call give(ir::CallOp call);
  /// Makes it the call that it was.
  static void takeBack(const Call &given);
  /// Drops the variants that nobody calls.
  void dropUnused();

private:
  using Sites = llvm::SmallVector<ir::NewOp, 1>;

  const Sites &sitesOf(ir::FuncOp function);
  Sites findSites(ir::FuncOp function);
  ir::FuncOp variantOf(ir::FuncOp function);

  ProgramFlow &program;
  uint64_t limit;
  /// Of the functions that are allowed; nothing: not looked for.
  llvm::DenseMap<mlir::Operation *, std::optional<Sites>> sites;
  llvm::MapVector<mlir::Operation *, ir::FuncOp> variants;
};

} // namespace vo::passes
