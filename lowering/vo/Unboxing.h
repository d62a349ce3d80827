//===- Unboxing.h - What interface values hold ------------------*- C++ -*-===//
#pragma once

#include "lowering/vo/MachineTypes.h"
#include "lowering/vo/Program.h"

namespace vo::lowering {

/// `values` when the condition holds, else `zeros`.
Scalars selectEach(const Emitter &emit, mlir::Value condition,
                   llvm::ArrayRef<mlir::Value> values,
                   llvm::ArrayRef<mlir::Value> zeros);

/// An interface value, which holds the type that is asked for if `matches`.
struct Candidate {
  IfaceScalars iface;
  mlir::Value matches;
};

/// The scalars of the value that an interface value of that type holds, which
/// is no interface; zeros unless it matches. A box or object that is null
/// stands for zero.
Scalars contentsOf(const Emitter &emit, Program &program, ir::TypeOp type,
                   const Candidate &candidate, mlir::TypeRange scalars);

} // namespace vo::lowering
