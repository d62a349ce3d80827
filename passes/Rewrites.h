//===- Rewrites.h - Changes that can be left out ----------------*- C++ -*-===//
//
// A pass asks before each change of its kind. Who may answer:
//
//  - the pass's own option `max-...`, which counts;
//  - MLIR's handlers of actions, for which each change is an action with the
//    tag "vo-rewrite": its debug counters, `--log-actions-to`, debuggers;
//  - a bisect::Choice (chooseRewrites), by which `voc bisect` finds the changes
//    that make a program wrong. It answers for whole passes too, where leaving
//    them out is allowed and they have no changes to ask about.
//
// Soundness: a pass must be correct whatever the answers are; a change that
// others rely on is one with them, or asks once for all.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "bisect/Choice.h"

#include "mlir/IR/Action.h"
#include "mlir/Pass/Pass.h"

namespace vo::passes {

/// One change at an operation.
class RewriteAction : public mlir::tracing::ActionImpl<RewriteAction> {
public:
  static constexpr llvm::StringLiteral tag = "vo-rewrite";
  static constexpr llvm::StringLiteral desc = "a change by a pass on vo";

  RewriteAction(llvm::ArrayRef<mlir::IRUnit> units, llvm::StringRef pass,
                llvm::StringRef what)
      : ActionImpl(units), pass(pass), what(what) {}

  void print(llvm::raw_ostream &os) const override;
  /// The operation with its function and place in the source.
  std::string site() const;

  llvm::StringRef pass;
  /// Tells kinds of changes of one pass apart; may be empty.
  llvm::StringRef what;
};

/// Whether one more rewrite keeps to a limit for bisecting; negative: none.
inline bool isWithin(int64_t most, uint64_t count) {
  return most < 0 || count < static_cast<uint64_t>(most);
}

/// Whether a pass that has made `count` of at most `most` changes (negative:
/// any number) shall make one at `op`.
bool mayRewrite(const mlir::Pass &pass, mlir::Operation *op, int64_t most,
                uint64_t count, llvm::StringRef what = {});

/// Lets `choice`, which outlives the context's use, answer in place of another
/// handler of actions.
void chooseRewrites(mlir::MLIRContext &context, bisect::Choice &choice);

} // namespace vo::passes
