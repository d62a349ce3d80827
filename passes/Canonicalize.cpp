//===- Canonicalize.cpp - Canonicalization that ends ----------------------===//
//
// MLIR's canonicalizer removes unreachable blocks only when its patterns have
// nothing left to do. In a loop that nobody enters any more a value may be
// made of itself (`%x = arith.subi %c, %x`), and patterns that fold constants
// through chains of operations turn in there for ever. So this one does a
// bounded number of rewrites, in proportion to the function, between two rounds
// of removal.
//
// Cost: as MLIR's.
//
//===----------------------------------------------------------------------===//

#include "passes/Passes.h"

#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

using namespace mlir;

namespace vo::passes {

#define GEN_PASS_DEF_CANONICALIZE
#include "passes/Passes.h.inc"

namespace {

/// More than programs need by far: an operation is rewritten once or twice.
constexpr int64_t kRewritesPerOperation = 16;
constexpr int64_t kLeastRewrites = 1024;

class Canonicalize : public impl::CanonicalizeBase<Canonicalize> {
  using CanonicalizeBase::CanonicalizeBase;

  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet all(context);
    for (Dialect *dialect : context->getLoadedDialects())
      dialect->getCanonicalizationPatterns(all);
    for (RegisteredOperationName op : context->getRegisteredOperations())
      op.getCanonicalizationPatterns(all, context);
    patterns = std::make_shared<FrozenRewritePatternSet>(std::move(all));
    return success();
  }

  void runOnOperation() override {
    int64_t operations = 0;
    getOperation()->walk([&](Operation *) { ++operations; });
    GreedyRewriteConfig config;
    config.setMaxNumRewrites(kRewritesPerOperation * operations +
                             kLeastRewrites);
    // That it has not settled is no failure.
    (void)applyPatternsGreedily(getOperation(), *patterns, config);
  }

  std::shared_ptr<const FrozenRewritePatternSet> patterns;
};

} // namespace

} // namespace vo::passes
