//===- Program.cpp - What the functions of a program do -------------------===//

#include "passes/escape/Program.h"

#include "passes/escape/Summary.h"

#include "mlir/IR/RegionGraphTraits.h"
#include "llvm/ADT/GraphTraits.h"
#include "llvm/ADT/SCCIterator.h"

using namespace mlir;
using vo::ir::FlowEdge;
using vo::ir::FlowPoint;

namespace llvm {
template <> struct GraphTraits<vo::passes::ProgramFlow::CallGraph *> {
  using NodeRef = vo::passes::ProgramFlow::Callee *;
  using ChildIteratorType = SmallVector<NodeRef>::iterator;
  static NodeRef getEntryNode(vo::passes::ProgramFlow::CallGraph *graph) {
    return &graph->root;
  }
  static ChildIteratorType child_begin(NodeRef node) {
    return node->callees.begin();
  }
  static ChildIteratorType child_end(NodeRef node) {
    return node->callees.end();
  }
};
} // namespace llvm

namespace vo::passes {

constexpr unsigned kMaxRounds = 8;
constexpr size_t kMaxCandidates = 64;
constexpr size_t kMaxJoinedEdges = 256;

namespace {

/// Whether calls of a native may run code of the program.
bool mayCallBack(ir::EffectsAttr effects) {
  return effects.getPanics() && effects.getCollects() && effects.getBlocks();
}

/// Whether code can be reached from values of the type.
bool mayHoldCode(Type type) {
  if (auto slice = dyn_cast<ir::SliceType>(type))
    return !slice.getElem().isIntOrFloat() &&
           !isa<ir::StringType>(slice.getElem());
  return ir::holdsReferences(type) && !isa<ir::StringType>(type);
}

StringAttr joinPaths(MLIRContext *context, const Twine &first,
                     StringAttr rest) {
  return StringAttr::get(context, rest ? first + "/" + rest.getValue() : first);
}

/// A point of a function, as seen by a call through a value.
struct CalledThrough {
  ir::FuncOp function;
  bool isClosure;

  FlowPoint operator()(FlowPoint point) const {
    if (point.kind != FlowPoint::Kind::Argument)
      return point;
    MLIRContext *context = ir::FuncOp(function)->getContext();
    if (isClosure) {
      unsigned captures = ir::FuncOp(function).captureCount();
      if (point.index >= captures) {
        point.index -= captures - 1;
        return point;
      }
      point.path = joinPaths(context, Twine(point.index), point.path);
      point.index = 0;
      return point;
    }
    // The data of an interface value is where a string or slice lies.
    if (point.index == 0 &&
        isa<ir::StringType, ir::SliceType>(
            ir::FuncOp(function).getArgumentTypes().front()))
      point.path = joinPaths(context, "*", point.path);
    return point;
  }
};

/// Loops have polls later.
bool hasLoop(ir::FuncOp function) {
  for (auto it = llvm::scc_begin(&function.getBody()); !it.isAtEnd(); ++it)
    if (it.hasCycle())
      return true;
  return false;
}

/// What calls of the function may do besides moving references.
ir::EffectsAttr effectsOf(ir::FuncOp function, ArrayRef<FlowEdge> edges) {
  bool panics = false, collects = false, blocks = false;
  auto anything = [&] { panics = collects = blocks = true; };
  function.getBody().walk([&](Operation *op) {
    if (auto call = dyn_cast<ir::CallOp>(op)) {
      auto callee = SymbolTable::lookupNearestSymbolFrom<ir::FuncOp>(
          op, call.getCalleeAttr());
      ir::EffectsAttr known = callee ? callee.getEffectsAttr() : nullptr;
      if (!known || callee == function)
        return anything();
      panics |= known.getPanics();
      collects |= known.getCollects();
      blocks |= known.getBlocks();
    } else if (auto facts = dyn_cast<ir::FactsOpInterface>(op)) {
      panics |= !facts.getPanics().empty();
      collects |= facts.mayCollect();
      blocks |= facts.mayBlock();
    }
  });
  if (hasLoop(function))
    collects = blocks = true;
  return ir::EffectsAttr::get(function->getContext(), panics, collects, blocks,
                              edges);
}

} // namespace

ProgramFlow::ProgramFlow(ModuleOp module)
    : module(module), symbols(module), graph{{Kind::Closures, {}, {}, {}}} {
  for (auto function : module.getOps<ir::FuncOp>())
    functions[function] = make(Kind::Function, function);
  addCandidates();
  for (Callee &callee : callees) {
    graph.root.callees.push_back(&callee);
    if (callee.kind != Kind::Function)
      continue;
    llvm::SmallPtrSet<Callee *, 8> known;
    callee.function.getBody().walk([&](ir::CallLikeOpInterface call) {
      if (call.getCallTime() != ir::CallTime::Now)
        return;
      if (Callee *called = calleeOf(call);
          called && known.insert(called).second)
        callee.callees.push_back(called);
    });
  }
}

ProgramFlow::Callee *ProgramFlow::make(Kind kind, ir::FuncOp function) {
  callees.push_back({kind, function, {}, {}});
  return &callees.back();
}

/// All functions that may stand behind closures and methods of interfaces.
void ProgramFlow::addCandidates() {
  auto add = [&](Callee *&candidates, Kind kind, FlatSymbolRefAttr name) {
    if (!candidates)
      candidates = make(kind);
    auto function = symbols.lookup<ir::FuncOp>(name.getAttr());
    if (Callee *callee = functions.lookup(function);
        callee && !llvm::is_contained(candidates->callees, callee) &&
        candidates->callees.size() <= kMaxCandidates)
      candidates->callees.push_back(callee);
  };
  module.walk([&](Operation *op) {
    if (isa<ir::DynamicAccessOpInterface>(op))
      isClosed = false;
    if (auto closure = dyn_cast<ir::ClosureNewOp>(op))
      add(closures[closure.getClosure().getType().getSignature()],
          Kind::Closures, closure.getFunctionAttr());
  });
  for (auto itab : module.getOps<ir::ItabOp>()) {
    auto interface =
        symbols.lookup<ir::InterfaceOp>(itab.getInterfaceAttr().getAttr());
    for (auto [name, method] :
         llvm::zip(interface.getNames(), itab.getMethods()))
      add(methods[{itab.getInterfaceAttr(), name}], Kind::Methods,
          cast<FlatSymbolRefAttr>(method));
  }
}

ProgramFlow::Callee *ProgramFlow::calleeOf(ir::CallLikeOpInterface call) const {
  if (FlatSymbolRefAttr name = call.getCalledSymbol())
    return functions.lookup(symbols.lookup(name.getAttr()));
  if (!isClosed)
    return nullptr;
  if (auto method = dyn_cast<ir::IfaceCallOp>(call.getOperation()))
    return methods.lookup(
        {method.getIface().getType().getInterface(), method.getMethodAttr()});
  if (Value value = call.getCalledValue())
    if (auto closure = dyn_cast<ir::ClosureType>(value.getType()))
      return closures.lookup(closure.getSignature());
  return nullptr;
}

std::optional<ArrayRef<FlowEdge>>
ProgramFlow::flowOf(ir::CallLikeOpInterface call) {
  Callee *callee = calleeOf(call);
  if (!callee) {
    // No function of that type is ever a value: the call traps.
    if (isClosed && !call.getCalledSymbol() && call.getCalledValue())
      return ArrayRef<FlowEdge>();
    return std::nullopt;
  }
  if (callee->kind == Kind::Function && !callee->function.isExternal()) {
    ir::EffectsAttr effects = callee->function.getEffectsAttr();
    return effects ? std::optional(effects.getFlow()) : std::nullopt;
  }
  join(*callee);
  if (!callee->joined)
    return std::nullopt;
  return ArrayRef<FlowEdge>(*callee->joined);
}

/// What any of the candidates may do; what a native does, with what it may
/// call.
void ProgramFlow::join(Callee &callee) {
  if (callee.isJoined)
    return;
  callee.isJoined = true;
  callee.joined.reset();
  SmallVector<FlowEdge> edges;
  auto append = [&](ir::FuncOp function, auto &&translate) {
    ir::EffectsAttr effects = function.getEffectsAttr();
    if (!effects)
      return false;
    for (const FlowEdge &edge : effects.getFlow()) {
      FlowEdge seen{translate(edge.from), translate(edge.to)};
      if (!llvm::is_contained(edges, seen))
        edges.push_back(seen);
    }
    if (!function.isExternal() || !mayCallBack(effects))
      return true;
    for (auto [i, type] : llvm::enumerate(function.getArgumentTypes()))
      if (mayHoldCode(type))
        edges.push_back({translate(FlowPoint{FlowPoint::Kind::Argument,
                                             static_cast<unsigned>(i)}),
                         {FlowPoint::Kind::Heap}});
    return true;
  };
  if (callee.kind == Kind::Function) {
    if (append(callee.function, [](FlowPoint point) { return point; }))
      callee.joined = std::move(edges);
    return;
  }
  if (callee.callees.size() > kMaxCandidates)
    return;
  for (Callee *candidate : callee.callees)
    if (!append(candidate->function,
                CalledThrough{candidate->function,
                              callee.kind == Kind::Closures}) ||
        edges.size() > kMaxJoinedEdges)
      return;
  callee.joined = std::move(edges);
}

//===----------------------------------------------------------------------===//
// Components
//===----------------------------------------------------------------------===//

void ProgramFlow::analyze() {
  // At first nothing is known to happen.
  for (Callee &callee : callees)
    if (callee.kind == Kind::Function && !callee.function.isExternal())
      callee.function.setEffectsAttr(effectsOf(callee.function, {}));
  for (auto it = llvm::scc_begin(&graph); !it.isAtEnd(); ++it)
    if (it->front() != &graph.root)
      settle(*it);
}

void ProgramFlow::settle(ArrayRef<Callee *> component) {
  for (unsigned round = 0; round < kMaxRounds; ++round) {
    bool hasChanged = false;
    for (Callee *callee : component)
      hasChanged |= update(*callee);
    if (!hasChanged)
      return;
  }
  for (Callee *callee : component)
    giveUp(*callee);
}

bool ProgramFlow::update(Callee &callee) {
  callee.isJoined = false;
  if (callee.kind != Kind::Function || callee.function.isExternal())
    return false;
  FunctionFlow flow(callee.function, *this);
  std::optional<SmallVector<FlowEdge>> edges = summarize(flow);
  ir::EffectsAttr old = callee.function.getEffectsAttr();
  if (!edges) {
    giveUp(callee);
    return old != nullptr;
  }
  ir::EffectsAttr found = effectsOf(callee.function, *edges);
  callee.function.setEffectsAttr(found);
  return found != old;
}

void ProgramFlow::giveUp(Callee &callee) {
  if (callee.kind != Kind::Function || callee.function.isExternal())
    return;
  if (callee.function.getEffectsAttr())
    ++unknown;
  callee.function.removeEffectsAttr();
}

} // namespace vo::passes
