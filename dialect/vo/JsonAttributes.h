//===- JsonAttributes.h - JSON as attributes --------------------*- C++ -*-===//
//
// Objects are dictionaries, lists arrays, texts strings, integers i64 (above
// its range ui64), null the unit attribute. Members that are false, 0, empty
// texts or empty lists are left out of dictionaries; whoever reads the JSON
// takes absent members for these.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "mlir/IR/Attributes.h"
#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace vo::ir {

/// The attribute for a JSON text; null when the text is none or has numbers
/// that are no integers.
mlir::Attribute attributeOfJson(mlir::MLIRContext *context,
                                llvm::StringRef text);

/// JSON text for an attribute; nothing for attributes of other kinds.
std::optional<std::string> jsonOfAttribute(mlir::Attribute attribute);

} // namespace vo::ir
