//===- ShareBytes.cpp - Strings where their bytes are ---------------------===//
//
// `string(bytes)` copies, so that nobody sees the string change. It need not
// when nobody can write to the bytes any more, which is how most text is made:
//
//   text := make([]byte, n)
//   …
//   return string(text[i:])
//
// Marks such a `vo.string.from_bytes` with `shares`. Sound: all memory that the
// slice may refer to
//
//  1. was made in this function, or in a callee that has told of all who got it
//     (`new` in its summary; nothing comes from arguments, the heap, or a place
//     that others see);
//  2. does not escape; and
//  3. is known to no value that is alive behind the conversion, nor led to from
//     one (FunctionFlow::forEachHolder). Who does not know it at that point
//     does not get to know it later, since it does not escape.
//
// The string keeps the whole array alive, spare capacity included. From then on
// the bytes count as the heap's, so their array is not put into a frame.
//
// Before: `vo-escape`, whose summaries stay right: what a caller gets is a
// string that nobody writes, as before.
//
// Cost: the flow graph and the liveness of each function that has such an
// operation, and the values that lead to each, up to a limit. Not handled: the
// buffer of a strings.Builder that the caller has made.
//
//===----------------------------------------------------------------------===//

#include "passes/Passes.h"
#include "passes/Rewrites.h"
#include "passes/escape/Program.h"

#include "mlir/Analysis/Liveness.h"

using namespace mlir;

namespace vo::passes {

#define GEN_PASS_DEF_SHAREBYTES
#include "passes/Passes.h.inc"

namespace {

/// Nodes that may be looked at for one function.
constexpr size_t kMaxVisits = 1 << 16;

/// One function with conversions.
class Owners {
public:
  using Node = FlowGraph::Node;

  Owners(ir::FuncOp function, ProgramFlow &program)
      : flow(function, program), sources(flow.graph.incoming()),
        liveness(function) {
    flow.solve();
    made.insert(flow.made().begin(), flow.made().end());
    for (Value argument : function.getArguments())
      if (Node node = flow.nodeOf(argument); node != FlowGraph::kNone)
        arguments.insert(node);
  }

  bool isLastUse(ir::StringFromBytesOp op) {
    Node bytes = flow.nodeOf(op.getValue());
    if (bytes == FlowGraph::kNone)
      return false; // nil has no bytes
    auto origins = originsOf(bytes);
    return origins && llvm::all_of(*origins, [&](Node origin) {
             return flow.forEachHolder(origin, visitsLeft, [&](Value holder) {
               return liveness.isDeadAfter(holder, op);
             });
           });
  }

private:
  /// The new memory that comes to the node; nothing when there is other, or
  /// when it goes elsewhere, too.
  std::optional<SmallVector<Node>> originsOf(Node node) {
    SmallVector<Node> origins, work = {node};
    llvm::DenseSet<Node> seen = {node};
    while (!work.empty()) {
      Node one = work.pop_back_val();
      if (visitsLeft == 0 || flow.escapeOf(one) != Escape::None ||
          arguments.contains(one))
        return std::nullopt;
      --visitsLeft;
      if (made.contains(one))
        origins.push_back(one);
      else if (sources[one].empty())
        return std::nullopt;
      for (const FlowGraph::Edge &source : sources[one])
        if (seen.insert(source.to).second)
          work.push_back(source.to);
    }
    return origins;
  }

  FunctionFlow flow;
  std::vector<SmallVector<FlowGraph::Edge, 2>> sources;
  Liveness liveness;
  llvm::DenseSet<Node> made;
  llvm::SmallDenseSet<Node> arguments;
  size_t visitsLeft = kMaxVisits;
};

class ShareBytes : public impl::ShareBytesBase<ShareBytes> {
  using ShareBytesBase::ShareBytesBase;

  void runOnOperation() override {
    ProgramFlow program(getOperation());
    for (auto function : getOperation().getOps<ir::FuncOp>()) {
      SmallVector<ir::StringFromBytesOp> all;
      function.walk([&](ir::StringFromBytesOp op) {
        if (!op.getShares())
          all.push_back(op);
      });
      if (!all.empty())
        share(function, all, program);
    }
  }

  /// All are looked at in the program as it was: a string that shares counts as
  /// one that does not write.
  void share(ir::FuncOp function, ArrayRef<ir::StringFromBytesOp> all,
             ProgramFlow &program) {
    Owners owners(function, program);
    for (ir::StringFromBytesOp op : all)
      if (owners.isLastUse(op) && mayRewrite(*this, op, maxShared, numShared)) {
        op.setShares(true);
        ++numShared;
      }
  }
};
} // namespace

} // namespace vo::passes
