//===- ResultSlots.cpp - Results in their caller's memory -----------------===//

#include "passes/escape/ResultSlots.h"

#include "passes/escape/Residence.h"

#include "mlir/IR/IRMapping.h"

using namespace mlir;

namespace vo::passes {

/// Objects of one function that are looked at, and that may become one.
constexpr size_t kMaxLookedAt = 32;
constexpr size_t kMaxSites = 8;

/// Whether the object goes nowhere but into results.
static bool isOnlyResult(FunctionFlow &flow, FlowGraph::Node object) {
  llvm::DenseSet<FlowGraph::Node> seen = {object};
  SmallVector<FlowGraph::Node> work = {object};
  bool isResult = false;
  while (!work.empty()) {
    FlowGraph::Node node = work.pop_back_val();
    isResult |= llvm::is_contained(flow.results(), node);
    if (flow.endOf(node) != Escape::None ||
        flow.graph.ownerOf(node) != FlowGraph::kNone ||
        llvm::is_contained(flow.heldByCallees(), node))
      return false;
    for (const FlowGraph::Edge &edge : flow.graph.edges(node))
      if (seen.insert(edge.to).second)
        work.push_back(edge.to);
  }
  return isResult;
}

static bool isInCycle(Block *block) {
  return llvm::any_of(block->getSuccessors(), [&](Block *next) {
    return next == block || next->isReachable(block);
  });
}

/// Whether both may be executed in one activation.
static bool maySeeBoth(ir::NewOp one, ir::NewOp other) {
  Block *a = one->getBlock(), *b = other->getBlock();
  return a == b || a->isReachable(b) || b->isReachable(a);
}

ResultSlots::Sites ResultSlots::findSites(ir::FuncOp function) {
  SmallVector<ir::NewOp> all;
  function.walk([&](ir::NewOp op) {
    if (isa<ir::PtrType>(op.getObject().getType()) && !op.getFrame() &&
        !op.getImmutable() && all.size() < kMaxLookedAt &&
        fitInFrame(op, limit).candidate)
      all.push_back(op);
  });
  if (all.empty() || function.getDefers())
    return {};
  FunctionFlow flow(function, program);
  Sites found;
  for (ir::NewOp op : all) {
    FlowGraph::Node node = flow.nodeOf(op.getObject());
    if (found.size() < kMaxSites && node != FlowGraph::kNone &&
        isOnlyResult(flow, node) && !isInCycle(op->getBlock()) &&
        llvm::all_of(found, [&](ir::NewOp other) {
          return other.getObject().getType() == op.getObject().getType() &&
                 !maySeeBoth(other, op);
        }))
      found.push_back(op);
  }
  return found;
}

const ResultSlots::Sites &ResultSlots::sitesOf(ir::FuncOp function) {
  std::optional<Sites> &known = sites.find(function)->second;
  if (!known)
    known = findSites(function);
  return *known;
}

bool ResultSlots::mayGive(ir::CallOp call) {
  ir::FuncOp callee = program.functionOf(call.getCallee());
  return callee && sites.contains(callee) && !sitesOf(callee).empty();
}

/// The function with the memory as its last argument.
ir::FuncOp ResultSlots::variantOf(ir::FuncOp function) {
  auto [entry, isNew] = variants.try_emplace(function);
  if (!isNew)
    return entry->second;
  Type type = ir::NewOp(sitesOf(function).front()).getObject().getType();
  IRMapping copies;
  auto variant = cast<ir::FuncOp>(function->clone(copies));
  variant.setSymName((function.getSymName() + ".slot").str());
  variant.setPrivate();
  (void)variant.insertArgument(variant.getNumArguments(), type, {},
                               function.getLoc());
  Value slot = variant.getArguments().back();
  for (ir::NewOp site : sitesOf(function)) {
    auto made = cast<ir::NewOp>(copies.lookup(site.getOperation()));
    OpBuilder builder(made);
    if (!made.getLeaves().empty())
      ir::StoreOp::create(builder, made.getLoc(), slot, "", ValueRange(),
                          made.getLeaves(), /*nonnull=*/true,
                          /*nobarrier=*/true);
    made.getObject().replaceAllUsesWith(slot);
    made.erase();
  }
  for (Operation *user : slot.getUsers()) {
    if (auto load = dyn_cast<ir::LoadOp>(user))
      load.setNonnull(true);
    else if (auto store = dyn_cast<ir::StoreOp>(user);
             store && store.getPointer() == slot) {
      store.setNonnull(true);
      store.setNobarrier(true);
    }
  }
  program.addVariant(variant, function);
  return variants[function] = variant;
}

ResultSlots::Call ResultSlots::give(ir::CallOp call) {
  ir::FuncOp original = program.functionOf(call.getCallee());
  ir::FuncOp variant = variantOf(original);
  OpBuilder builder(call);
  auto object = ir::NewOp::create(builder, call.getLoc(),
                                  variant.getArgumentTypes().back());
  SmallVector<Value> arguments(call.getArguments());
  arguments.push_back(object);
  auto made = ir::CallOp::create(builder, call.getLoc(),
                                 FlatSymbolRefAttr::get(variant),
                                 call.getResultTypes(), arguments);
  call->replaceAllUsesWith(made->getResults());
  call.erase();
  return {made, object, original};
}

void ResultSlots::takeBack(const Call &given) {
  ir::CallOp call = given.call;
  OpBuilder builder(call);
  auto made = ir::CallOp::create(
      builder, call.getLoc(),
      FlatSymbolRefAttr::get(ir::FuncOp(given.original)), call.getResultTypes(),
      call.getArguments().drop_back());
  call->replaceAllUsesWith(made->getResults());
  call.erase();
  ir::NewOp(given.object).erase();
}

void ResultSlots::dropUnused() {
  if (variants.empty())
    return;
  llvm::DenseSet<Operation *> unused;
  for (auto &[original, variant] : variants)
    unused.insert(variant);
  SmallVector<ir::FuncOp> work;
  for (auto function : variants.front()
                           .second->getParentOfType<ModuleOp>()
                           .getOps<ir::FuncOp>())
    if (!unused.contains(function))
      work.push_back(function);
  while (!work.empty())
    work.pop_back_val().walk([&](ir::CallOp call) {
      ir::FuncOp callee = program.functionOf(call.getCallee());
      if (callee && unused.erase(callee))
        work.push_back(callee);
    });
  for (auto &[original, variant] : variants)
    if (unused.contains(variant))
      program.removeVariant(variant);
  variants.clear();
}

} // namespace vo::passes
