//===- DynamicPaths.h - Fields and signatures of a vo.dyn.type --*- C++ -*-===//
#pragma once

#include "dialect/vo/Vo.h"

namespace vo::ir {

/// One step: into a member of a struct, and on to what it points to if it is a
/// pointer that is followed.
struct DynamicStep {
  StructType container;
  unsigned member;
  bool isFollowed;
};

/// The steps from memory of a struct type along a path, and the storage type of
/// where it ends. Nothing when there is no such path.
struct DynamicPath {
  llvm::SmallVector<DynamicStep> steps;
  mlir::Type end;
};
std::optional<DynamicPath>
dynamicPath(mlir::Operation *from, mlir::Type memory, llvm::StringRef path,
            mlir::SymbolTableCollection &symbolTable);

/// The leaves of storage types, one after the other, as functions pass them:
/// null for a struct without contents, which is a number in registers and takes
/// no memory. False when there are more than `limit`, or a struct is not
/// defined.
bool appendPassedLeaves(mlir::Operation *from, mlir::TypeRange storage,
                        size_t limit, llvm::SmallVectorImpl<mlir::Type> &leaves,
                        mlir::SymbolTableCollection &symbolTable);

} // namespace vo::ir
