//===- Deferring.h - Functions that defer calls -----------------*- C++ -*-===//
//
// A function marked `defers` becomes two, as runtime/abi/Defer.h says: the
// function itself, which fills a frame object and asks the runtime to run the
// rest, and `f$body`. The frame object is
//
//   the DeferFrame | the results, or references to their boxes | the arguments
//   | the records of deferred calls that are marked `frame`
//
// A function marked `vo.open_defers` stays one. Its frame object is
//
//   the DeferFrame | the records
//
// and each of its returns looks at the records from the last to the first: the
// one that is the frame's newest is taken off and its function called, which
// may be inlined. That the record comes off before the call, and when both are
// in memory, matters to panics only.
//
// The records of other deferred calls are objects of the heap. A record has the
// code of an entry that takes its arguments out of it: one entry per function
// that is deferred, `f$defer`, and one per type of function value.
//
// recover() has an effect only in the function that the runtime calls as a
// deferred one. So a function with it is compiled twice: as `f$recovering` it
// is entered by deferred calls; as `f` it recovers nothing. Entries of function
// values, which do not know who calls, ask the runtime.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "lowering/vo/MachineTypes.h"
#include "lowering/vo/Program.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace vo::lowering {

/// Makes the second forms of functions with vo.recover. Comes before a Program
/// is made of the module.
void splitRecovering(mlir::ModuleOp module);

/// Replaces a function that defers calls; the body is moved by the caller into
/// the function that is made for it.
mlir::FailureOr<mlir::func::FuncOp>
makeDeferring(ir::FuncOp function, const DeferringFunction &info,
              const MachineTypes &types, Program &program, const Emitter &emit);

/// The results of a function from what its boxes hold: with zeros for those
/// that no box holds, if there are any.
Scalars withHollow(const HollowResults *hollow, Scalars contents,
                   const MachineTypes &types, const Emitter &emit);

/// What the record of a deferred call with these arguments holds.
Fields deferRecordFields(MemoryLayouts &layouts, mlir::TypeRange arguments);

/// The frame object of the body, or of the function that runs its deferred
/// calls itself, that an operation is in.
mlir::Value deferFrameOf(Program &program, const Emitter &emit);

/// At the start of a function that runs its deferred calls itself: makes and
/// links its frame object.
void beginOpen(mlir::func::FuncOp function, Program &program,
               const Emitter &emit);
/// Before each of its returns: runs them, and unlinks the frame object. Nothing
/// in other functions.
mlir::LogicalResult endOpen(const MachineTypes &types, Program &program,
                            const Emitter &emit);

/// Tells the runtime that a function which defers is entered by a deferred
/// call, and gives the form of it to call then.
std::string enterDeferred(ir::FuncOp function, Program &program,
                          const Emitter &emit);

/// Makes `f$defer`.
mlir::LogicalResult makeDeferEntry(ir::FuncOp function,
                                   const MachineTypes &types, Program &program,
                                   const Emitter &emit);

} // namespace vo::lowering
