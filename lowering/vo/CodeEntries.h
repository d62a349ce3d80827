//===- CodeEntries.h - Functions that are called by address -----*- C++ -*-===//
//
// Code that is called by address knows less of its callee than a call by name:
// a function value is an object with the captures, an interface value has two
// data scalars. So a function that can be called so has an entry for it, which
// takes the callee's own arguments out of these and calls the function:
//
//   @f$closure(closure, arguments…)     captures out of the object
//   @f$method(bits, reference, arguments…)   the receiver out of the data
//   @f$bound(closure, arguments…)   the receiver out of an abi::BoundObject
//
// Calls by name go past them. LLVM inlines the function into its entry when
// nobody else calls it, and makes a jump of the call otherwise.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "lowering/vo/MachineTypes.h"
#include "lowering/vo/Program.h"

namespace vo::lowering {

/// The place of a call that an entry makes of its function. It has no line, as
/// it is no call of the program: who asks for its callers passes it over.
mlir::Location placeOfOwnCall(mlir::Location location);

/// Captures of these types in a closure object.
Fields captureFields(MemoryLayouts &layouts, mlir::TypeRange captures);

/// Makes the entries that the program needs of a function, behind it.
mlir::LogicalResult makeCodeEntries(ir::FuncOp function,
                                    const MachineTypes &types, Program &program,
                                    const Emitter &emit);

} // namespace vo::lowering
