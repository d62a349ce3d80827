//===- MapTypes.h - Constants that describe maps ----------------*- C++ -*-===//
//
// `vort.map_type` becomes the address of an abi::MapType; equal ones are one.
// The names begin with "vort.", like those of all constants (Constants.h).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "dialect/vort/Vort.h"
#include "lowering/vort/Layouts.h"

#include "llvm/ADT/DenseMap.h"

namespace vo::lowering {

class MapTypes {
public:
  /// The table gets the layouts of entries.
  explicit MapTypes(LayoutTable &layouts) : layouts(layouts) {}

  /// Name of the constant, which is defined at the start of the module.
  std::string symbol(mlir::OpBuilder &builder, ir::vort::MapTypeOp op);

private:
  void define(mlir::OpBuilder &builder, ir::vort::MapTypeOp op,
              llvm::StringRef name);

  LayoutTable &layouts;
  llvm::DenseMap<mlir::Attribute, std::string> names;
};

} // namespace vo::lowering
