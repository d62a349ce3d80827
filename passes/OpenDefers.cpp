//===- OpenDefers.cpp - Functions that run their deferred calls themselves ===//
//
// A function that defers calls is run by the runtime, which can return from it
// when one of them recovers a panic, and calls them by address. Most deferred
// calls (`defer mu.Unlock()`) recover nothing, so nobody ever returns into the
// function but its callees, and it may as well call them itself where it
// returns: LLVM sees which functions they are. Records are still filled, for
// panics.
//
// Marks a function `vo.open_defers`, when
//
//  1. all its deferred calls are `vo.defer` with records in the frame: what
//     they call is known, and runs once at most;
//  2. none is marked `on_error`: all run at every return;
//  3. what they call cannot recover: neither has it a `vo.recover`, nor defers
//     it calls that have, which run for the panic that called it, too. It
//     defers nothing, or is itself such a function.
//
// Sound: a panic is recovered by a call that it makes, or one deferred in that.
// By 3, none of the frame's does, so a panic that reaches the frame runs its
// records and goes on to the next one. Nothing else asks for what the runtime
// keeps of running functions, except `recover`, which by 3 does not look
// while these calls run. Rule 3 forbids something on every path, so functions
// that defer each other keep the mark unless one of them leads to a
// `vo.recover`.
//
// Programs that ask for callers (runtime.Caller) keep the one form, so that
// what they see does not depend on the level of optimization.
//
// Cost: linear. Returns times deferred calls are limited by `max-calls`. Not
// handled: deferred calls in loops, of functions and function values that are
// not known, `errdefer`.
//
//===----------------------------------------------------------------------===//

#include "passes/Passes.h"

#include "dialect/vo/ModuleAttributes.h"

#include "mlir/IR/Remarks.h"
#include "llvm/ADT/MapVector.h"

using namespace mlir;

namespace vo::passes {

#define GEN_PASS_DEF_OPENDEFERS
#include "passes/Passes.h.inc"

namespace {

struct OpenDefers : impl::OpenDefersBase<OpenDefers> {
  using OpenDefersBase::OpenDefersBase;

  void runOnOperation() override {
    markAllAnalysesPreserved();
    functions.clear();
    if (asksForCallers(getOperation()))
      return;
    for (auto function : getOperation().getOps<ir::FuncOp>())
      functions[function.getSymNameAttr()] = look(function);
    spreadRefusal();
    for (auto &[name, found] : functions)
      if (found.isOpen && !found.isPlain() && mayMark(found.function))
        mark(found.function);
  }

private:
  struct Found {
    ir::FuncOp function;
    SmallVector<StringAttr> deferred; // what it defers
    /// Defers, and keeps all rules as far as it alone tells.
    bool isOpen = false;
    /// Has a body without `vo.recover`.
    bool isHarmless = false;

    bool isPlain() { return isHarmless && !function.getDefers(); }
  };

  Found look(ir::FuncOp function) const {
    Found found;
    found.function = function;
    if (function.isExternal())
      return found;
    bool recovers = false, isKnown = true;
    uint64_t returns = 0;
    function.walk([&](Operation *op) {
      recovers |= isa<ir::RecoverOp>(op);
      returns += isa<ir::ReturnOp, ir::ReturnBoxesOp>(op);
      if (auto defer = dyn_cast<ir::DeferOp>(op)) {
        found.deferred.push_back(defer.getCalleeAttr().getAttr());
        isKnown &= defer.getFrame() && !defer.getOnError();
      }
      isKnown &= !isa<ir::DeferClosureOp>(op);
    });
    found.isHarmless = !recovers;
    found.isOpen = function.getDefers() && !recovers && isKnown &&
                   returns * found.deferred.size() <= maxCalls;
    return found;
  }

  /// Takes the mark from those that defer what may recover.
  void spreadRefusal() {
    DenseMap<Attribute, SmallVector<StringAttr>> deferredBy;
    SmallVector<StringAttr> refused;
    for (auto &[name, found] : functions)
      if (found.isOpen)
        for (StringAttr callee : found.deferred) {
          auto called = functions.find(callee);
          if (called != functions.end() &&
              (called->second.isPlain() || called->second.isOpen))
            deferredBy[callee].push_back(name);
          else
            refused.push_back(name);
        }
    while (!refused.empty()) {
      StringAttr name = refused.pop_back_val();
      Found &found = functions[name];
      if (!found.isOpen)
        continue;
      found.isOpen = false;
      llvm::append_range(refused, deferredBy.lookup(name));
    }
  }

  bool mayMark(ir::FuncOp function) const {
    return (only.empty() || llvm::is_contained(only, function.getSymName())) &&
           mayRewrite(*this, function, maxFunctions, numFunctions);
  }

  void mark(ir::FuncOp function) {
    function->setAttr(ir::kOpenDefersAttr, UnitAttr::get(&getContext()));
    remark::passed(function.getLoc(), remark::RemarkOpts::name("open-defers")
                                          .category("vo-open-defers")
                                          .function(function.getSymName()))
        << "no deferred call recovers";
    ++numFunctions;
  }

  llvm::MapVector<StringAttr, Found> functions;
};

} // namespace

} // namespace vo::passes
