//===- KnownClosures.cpp - Calls of function values that are known --------===//
//
// Two rewrites that make each other possible, callees before callers:
//
//   direct   a call of what `vo.closure.new` makes becomes a call of the
//            function with the captures in front of the arguments, and so does
//            a deferred one
//
//     %f = vo.closure.new @g[%x]
//     %r = vo.closure.call %f(%y)         becomes   %r = vo.call @g(%x, %y)
//
//   inline   a call of a small function is replaced by its body when that
//            brings together a function value and its calls:
//              - an argument is such a value, and the function calls it or
//                hands it on (`each(list, func...)`)
//              - it is one block that returns a function value
//                (`func adder(n) { return func... }`)
//              - it captures a variable in a box, which may need none when all
//                accesses to it are in one function
//
// What remains are ordinary calls, which LLVM inlines by its own measure, and
// function values that nobody uses. Before: `vo-capture-values`. After: `sroa`,
// `mem2reg`, `canonicalize`.
//
// Sound:
//  1. `vo.closure.call` runs the function that `vo.closure.new` names with the
//     captures as first arguments. Captures are SSA values that dominate the
//     function value and so all its calls. The value is never nil.
//  2. A function that recovers does so only when it is called as a deferred
//     one: `vo.defer` of it keeps that, and a direct call is as little deferred
//     as one through its function value. It is not inlined.
//  3. Nor are functions that defer, have memory in their frame, or are left in
//     another way than by `vo.return` (the dialect's inlining rules). Whether a
//     function must check the stack is decided behind this pass, from the calls
//     that are left.
//  4. Inlined operations keep their positions, which is what panics report. (A
//     debugger shows them as the caller's: upstream's pass for scopes of debug
//     information does not survive nested calls in locations.) Programs that
//     ask for callers keep their calls.
//
// Bounded: a function grows by `max-growth` operations at most, in kMaxRounds
// rounds, so function values that call each other with each other end, and
// splitting its blocks takes time linear in its size.
//
// Cost: linear in the program and what is inlined. Not handled: function values
// out of memory, or one of several (a switch over two known ones), goroutines.
//
//===----------------------------------------------------------------------===//

#include "passes/Passes.h"

#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Remarks.h"
#include "mlir/Transforms/Inliner.h"
#include "mlir/Transforms/InliningUtils.h"

using namespace mlir;

namespace vo::passes {

#define GEN_PASS_DEF_KNOWNCLOSURES
#include "passes/Passes.h.inc"

/// What makes the function value, when it is known.
static ir::ClosureNewOp known(Value value) {
  return value.getDefiningOp<ir::ClosureNewOp>();
}

/// Whether the function calls the value or hands it on to one that may.
static bool isCalled(Value value) {
  return llvm::any_of(value.getUsers(), [&](Operation *user) {
    if (auto call = dyn_cast<ir::ClosureCallOp>(user))
      return call.getClosure() == value;
    return isa<ir::CallOp>(user);
  });
}

namespace {

/// What of a function decides whether to inline it.
struct Shape {
  bool isLegal = false;
  uint64_t operations = 0;
  bool returnsNew = false; // one block with a function value as result
  bool capturesBox = false;
};

struct KnownClosures : impl::KnownClosuresBase<KnownClosures> {
  using KnownClosuresBase::KnownClosuresBase;

  void runOnOperation() override {
    symbols.emplace(getOperation());
    shapes.clear();
    InlinerInterface interface(&getContext());
    inliner = &interface;
    maySkipCalls = !asksForCallers(getOperation());
    for (ir::FuncOp function : calleesFirst())
      if (only.empty() || llvm::is_contained(only, function.getSymName()))
        visit(function);
  }

private:
  static constexpr unsigned kMaxRounds = 8;
  /// What an inlined function counts at least, for its share in splitting.
  static constexpr uint64_t kMinOperations = 8;

  //===--- Order ----------------------------------------------------------===//

  /// Functions that the function names in calls and function values.
  SmallVector<ir::FuncOp> namedBy(ir::FuncOp function) {
    SmallVector<ir::FuncOp> named;
    auto add = [&](FlatSymbolRefAttr name) {
      if (auto callee = symbols->lookup<ir::FuncOp>(name.getAttr()))
        named.push_back(callee);
    };
    function.walk([&](Operation *op) {
      if (auto call = dyn_cast<ir::CallOp>(op))
        add(call.getCalleeAttr());
      else if (auto closure = dyn_cast<ir::ClosureNewOp>(op))
        add(closure.getFunctionAttr());
    });
    return named;
  }

  /// All functions in an order in which callees come first, except on cycles.
  SmallVector<ir::FuncOp> calleesFirst() {
    struct Step {
      ir::FuncOp function;
      SmallVector<ir::FuncOp> open; // still to visit
    };
    SmallVector<ir::FuncOp> order;
    DenseSet<Operation *> seen;
    SmallVector<Step> path;
    auto enter = [&](ir::FuncOp function) {
      if (seen.insert(function).second)
        path.push_back({function, namedBy(function)});
    };
    for (auto function : getOperation().getOps<ir::FuncOp>()) {
      enter(function);
      while (!path.empty()) {
        if (!path.back().open.empty()) {
          enter(path.back().open.pop_back_val());
          continue;
        }
        order.push_back(path.back().function);
        path.pop_back();
      }
    }
    return order;
  }

  //===--- Inlining -------------------------------------------------------===//

  const Shape &shapeOf(ir::FuncOp function) {
    auto [place, isNew] = shapes.try_emplace(function);
    Shape &shape = place->second;
    if (!isNew || function.isExternal() || function.getDefers())
      return shape;
    shape.isLegal = true;
    IRMapping none;
    function.getBody().walk([&](Operation *op) {
      ++shape.operations;
      shape.isLegal &= inliner->isLegalToInline(op, &function.getBody(),
                                                /*wouldBeCloned=*/true, none);
    });
    Region &body = function.getBody();
    auto end = dyn_cast<ir::ReturnOp>(body.front().getTerminator());
    shape.returnsNew =
        body.hasOneBlock() && end &&
        llvm::any_of(end.getOperands(), [](Value v) { return known(v); });
    shape.capturesBox = llvm::any_of(
        function.getArgumentTypes().take_front(function.captureCount()),
        [](Type type) { return isa<ir::BoxType>(type); });
    return shape;
  }

  /// Why it is worth to inline the call: a reason code, or "".
  StringRef reasonToInline(ir::CallOp call, ir::FuncOp callee) {
    const Shape &shape = shapeOf(callee);
    if (!shape.isLegal || shape.operations > maxOperations)
      return "";
    if (shape.capturesBox)
      return "captures-box";
    if (shape.returnsNew)
      return "returns-function-value";
    for (auto [argument, parameter] :
         llvm::zip_equal(call.getArguments(), callee.getArguments()))
      if (known(argument) && isCalled(parameter))
        return "known-function-value";
    return "";
  }

  /// Inlines the call if that is worth it.
  bool inlineCallee(ir::CallOp call, ir::FuncOp caller, uint64_t &growth) {
    auto callee = symbols->lookup<ir::FuncOp>(call.getCallee());
    if (!callee || callee == caller || !maySkipCalls)
      return false;
    StringRef reason = reasonToInline(call, callee);
    if (reason.empty())
      return false;
    uint64_t size = std::max(shapeOf(callee).operations, kMinOperations);
    if (growth + size > maxGrowth ||
        !mayRewrite(*this, call, maxInlined, numInlined, "inline"))
      return false;
    Location where = call.getLoc();
    if (failed(inlineRegion(*inliner, InlinerConfig().getCloneCallback(),
                            &callee.getBody(), call, call.getArguments(),
                            call.getResults())))
      return false;
    call.erase();
    growth += size;
    ++numInlined;
    remark::passed(where, remark::RemarkOpts::name("inline")
                              .category("vo-known-closures")
                              .function(caller.getSymName()))
        << reason;
    return true;
  }

  //===--- Direct calls ---------------------------------------------------===//

  /// Makes the call direct if its function value is known; gives the new call.
  Operation *makeDirect(Operation *op) {
    auto call = dyn_cast<ir::ClosureCallOp>(op);
    auto defer = dyn_cast<ir::DeferClosureOp>(op);
    if (!call && !defer)
      return nullptr;
    ir::ClosureNewOp closure =
        known(call ? call.getClosure() : defer.getClosure());
    if (!closure || !mayRewrite(*this, op, maxCalls, numDirect, "direct"))
      return nullptr;
    OpBuilder builder(op);
    SmallVector<Value> arguments(closure.getCaptures());
    llvm::append_range(arguments,
                       call ? call.getArguments() : defer.getArguments());
    Operation *direct = nullptr;
    if (call) {
      direct =
          ir::CallOp::create(builder, op->getLoc(), closure.getFunctionAttr(),
                             call.getResultTypes(), arguments);
      call.replaceAllUsesWith(direct->getResults());
    } else {
      direct =
          ir::DeferOp::create(builder, op->getLoc(), closure.getFunction(),
                              arguments, defer.getOnError(), defer.getFrame());
    }
    remark::passed(
        op->getLoc(),
        remark::RemarkOpts::name("direct-call").category("vo-known-closures"))
        << "calls " << closure.getFunction();
    op->erase();
    ++numDirect;
    return direct;
  }

  void visit(ir::FuncOp caller) {
    uint64_t growth = 0;
    for (unsigned round = 0; round < kMaxRounds; ++round) {
      SmallVector<Operation *> calls;
      caller.walk([&](Operation *op) {
        if (isa<ir::CallOp, ir::ClosureCallOp, ir::DeferClosureOp>(op))
          calls.push_back(op);
      });
      bool hasChanged = false;
      for (Operation *op : calls) {
        if (Operation *direct = makeDirect(op)) {
          hasChanged = true;
          op = direct;
        }
        if (auto call = dyn_cast<ir::CallOp>(op))
          hasChanged |= inlineCallee(call, caller, growth);
      }
      if (!hasChanged)
        break;
    }
    dropUnused(caller);
    shapes.erase(caller); // from the time it was on a cycle
  }

  /// Function values that nobody has any more would keep what they capture.
  static void dropUnused(ir::FuncOp function) {
    SmallVector<ir::ClosureNewOp> values;
    function.walk([&](ir::ClosureNewOp op) { values.push_back(op); });
    for (ir::ClosureNewOp value : llvm::reverse(values))
      if (value->use_empty())
        value.erase();
  }

  std::optional<SymbolTable> symbols;
  DenseMap<Operation *, Shape> shapes;
  InlinerInterface *inliner = nullptr;
  bool maySkipCalls = true;
};

} // namespace

} // namespace vo::passes
