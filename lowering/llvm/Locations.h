//===- Locations.h - Source positions of calls ------------------*- C++ -*-===//
//
// Numbers the source positions of all calls that may become statepoints: each
// call in a Vo function gets "statepoint-id"="row", and the module gets the
// constant `vo_locations` (abi::LocationTable) whose rows they are. A position
// is the file and line of the call's innermost scope; row 0 is "unknown" (no
// location, or line 0). Runs before optimization, so that inlined calls keep
// the rows of their own source. Each Vo function with a position gets its row,
// too, as "vo-entry-location"="row": for the call that its check of the stack
// will make.
//
// Where the program asks for its callers (runtime.Caller), InlinedLocationsPass
// runs behind all inlining: a call that was inlined gets a row of its own with
// the same position, which names the row of the call in whose place it stands.
// LLVM keeps the chain of these calls in debug locations. Calls without a line
// are the compiler's own and left out of it, as is the call by which a function
// that defers calls runs its body. Not handled: activations that became jumps
// (recursion in tail position, also behind an addition) are gone.
//
// A declaration of `vo_locations` that the module descriptor refers to is
// replaced. Reports an internal error if the table already has a definition.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/IR/PassManager.h"

namespace vo::lowering {

/// Attribute of functions: the row of the function's own position.
inline constexpr char kEntryLocationAttr[] = "vo-entry-location";

class LocationsPass : public llvm::PassInfoMixin<LocationsPass> {
public:
  llvm::PreservedAnalyses run(llvm::Module &module,
                              llvm::ModuleAnalysisManager &);
  static bool isRequired() { return true; }
};

class InlinedLocationsPass : public llvm::PassInfoMixin<InlinedLocationsPass> {
public:
  llvm::PreservedAnalyses run(llvm::Module &module,
                              llvm::ModuleAnalysisManager &);
  static bool isRequired() { return true; }
};

} // namespace vo::lowering
