//===- Inline.cpp - Small functions in place of their calls ---------------===//
//
// LLVM inlines, too, but after objects have got their addresses. Here it lets
// an object that a small function makes, or looks at, become variables of the
// caller (`sroa`) or part of its frame (`vo-stack-promote`).
//
// A function is inlined when it is small: `max-operations`, or twice as many
// when it makes an object or gets one that the caller makes, which is where
// inlining pays. Callers beyond kMaxCaller operations stay as they are, and so
// do calls of functions that call themselves. What may be inlined at all is the
// dialect's affair (no deferred calls, no recover, no memory of a frame). A
// function that only panics is no use to anyone.
//
// Places in the program stay: each operation keeps its own line, and reports
// have no other. The line of the call is lost to debuggers; programs that ask
// for callers keep their calls.
//
// Cost: linear in what is inlined. Not
// handled: calls through values (`vo-devirtualize` comes before).
//
//===----------------------------------------------------------------------===//

#include "dialect/vo/ModuleAttributes.h"
#include "passes/Passes.h"
#include "passes/Rewrites.h"

#include "mlir/IR/PatternMatch.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/Inliner.h"
#include "mlir/Transforms/RegionUtils.h"

using namespace mlir;

namespace vo::passes {

#define GEN_PASS_DEF_INLINE
#include "passes/Passes.h.inc"

namespace {

constexpr size_t kMaxCaller = 4000;

/// What decides about a function.
struct Shape {
  size_t operations = 0;
  bool makesObjects = false;
  bool callsItself = false;
  bool returns = false;
};

class InlinePass : public impl::InlineBase<InlinePass> {
  using InlineBase::InlineBase;

  void runOnOperation() override {
    if (asksForCallers(getOperation()))
      return;
    shapes.clear();
    // The inliner drops private functions that nothing names.
    SmallVector<ir::FuncOp> kept;
    for (auto function : getOperation().getOps<ir::FuncOp>())
      if (function.isPrivate() && function->hasAttr(ir::kIslandInitAttr))
        kept.push_back(function);
    for (ir::FuncOp function : kept)
      function.setPublic();
    for (auto function : getOperation().getOps<ir::FuncOp>())
      if (!function.isExternal())
        shapes[&function.getBody()] = shapeOf(function);
    InlinerConfig config(nullptr, /*maxInliningIterations=*/2);
    Inliner inliner(
        getOperation(), getAnalysis<CallGraph>(), *this, getAnalysisManager(),
        [](Pass &pass, OpPassManager &pipeline, Operation *op) {
          return static_cast<InlinePass &>(pass).runPipeline(pipeline, op);
        },
        config, [&](const Inliner::ResolvedCall &call) { return pays(call); });
    if (failed(inliner.doInlining()))
      return signalPassFailure();
    for (ir::FuncOp function : kept)
      function.setPrivate();
    keepOwnLines();
    dropUnreachable();
  }

  /// Code behind calls that do not come back: rewrites need not end on values
  /// that are made of each other.
  void dropUnreachable() {
    IRRewriter rewriter(&getContext());
    for (auto function : getOperation().getOps<ir::FuncOp>())
      if (!function.isExternal())
        (void)eraseUnreachableBlocks(rewriter, function->getRegions());
  }

  /// An operation's place is its own line, not the way to it.
  void keepOwnLines() {
    getOperation().walk([](Operation *op) {
      Location loc = op->getLoc();
      while (auto call = dyn_cast<CallSiteLoc>(loc))
        loc = call.getCallee();
      op->setLoc(loc);
    });
  }

  static Shape shapeOf(ir::FuncOp function) {
    Shape shape;
    function.getBody().walk([&](Operation *op) {
      shape.operations += !op->hasTrait<OpTrait::ConstantLike>();
      shape.returns |= isa<ir::ReturnOp>(op);
      if (auto call = dyn_cast<ir::CallOp>(op))
        shape.callsItself |= call.getCallee() == function.getSymName();
      else if (auto made = dyn_cast<ir::AllocationOpInterface>(op))
        shape.makesObjects |= made.getAllocated() != nullptr;
    });
    return shape;
  }

  bool pays(const Inliner::ResolvedCall &resolved) {
    CallOpInterface made = resolved.call;
    auto call = dyn_cast<ir::CallOp>(made.getOperation());
    Region *callee = resolved.targetNode->getCallableRegion();
    auto function =
        callee ? dyn_cast<ir::FuncOp>(callee->getParentOp()) : ir::FuncOp();
    if (!call || !function)
      return false;
    // The callee may have grown by what was inlined into it.
    Shape shape = shapeOf(function);
    Shape &caller = shapes[&call->getParentOfType<ir::FuncOp>().getBody()];
    uint64_t limit = maxOperations;
    if (shape.makesObjects || getsNewObject(call))
      limit *= 2;
    if (shape.callsItself || !shape.returns || shape.operations > limit ||
        caller.operations + shape.operations > kMaxCaller)
      return false;
    if (!mayRewrite(*this, call, maxCalls, numInlined))
      return false;
    caller.operations += shape.operations;
    ++numInlined;
    return true;
  }

  static bool getsNewObject(ir::CallOp call) {
    return llvm::any_of(call.getArguments(), [](Value argument) {
      auto made = argument.getDefiningOp<ir::AllocationOpInterface>();
      return made && made.getAllocated() == argument;
    });
  }

  llvm::DenseMap<Region *, Shape> shapes;
};

} // namespace

} // namespace vo::passes
