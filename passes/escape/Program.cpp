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

/// Whether the program may get function values, or have methods called, beside
/// what closures and tables show.
bool opensProgram(Operation *op) {
  if (isa<ir::DynamicAccessOpInterface>(op))
    return true;
  if (auto type = dyn_cast<ir::DynTypeOp>(op))
    return type.getMethods().has_value();
  auto function = dyn_cast<ir::FuncOp>(op);
  if (!function || !function.isExternal())
    return false;
  ir::EffectsAttr effects = function.getEffectsAttr();
  // One that calls functions may do all three.
  return !effects ||
         (effects.getPanics() && effects.getCollects() && effects.getBlocks());
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
    if (point.index != 0)
      return point;
    // The data of an interface value is where a string or slice lies; else it
    // is the receiver.
    if (isa<ir::StringType, ir::SliceType>(
            ir::FuncOp(function).getArgumentTypes().front()))
      point.path = joinPaths(context, "*", point.path);
    else if (point.path && point.path != "**")
      point.path = joinPaths(context, "*", behindFirst(point.path));
    return point;
  }

  /// The steps of a path behind the first one.
  static StringAttr behindFirst(StringAttr path) {
    StringRef rest = path.getValue().split('/').second;
    return rest.empty() ? StringAttr()
                        : StringAttr::get(path.getContext(), rest);
  }
};

/// Loops have polls later.
bool hasLoop(ir::FuncOp function) {
  for (auto it = llvm::scc_begin(&function.getBody()); !it.isAtEnd(); ++it)
    if (it.hasCycle())
      return true;
  return false;
}

} // namespace

/// What calls of the function may do besides moving references.
ir::EffectsAttr ProgramFlow::effectsOf(ir::FuncOp function,
                                       ArrayRef<FlowEdge> edges) const {
  bool panics = false, collects = false, blocks = false;
  auto anything = [&] { panics = collects = blocks = true; };
  function.getBody().walk([&](Operation *op) {
    if (auto call = dyn_cast<ir::CallOp>(op)) {
      auto callee = symbols.lookup<ir::FuncOp>(call.getCallee());
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

ProgramFlow::ProgramFlow(ModuleOp module)
    : module(module), symbols(module), graph{} {
  for (auto function : module.getOps<ir::FuncOp>())
    functions[function] = make(Kind::Function, function);
  addCandidates();
  for (Callee &callee : callees) {
    graph.root.callees.push_back(&callee);
    if (callee.kind == Kind::Function)
      addCallees(callee);
    else
      for (Callee *candidate : callee.callees)
        candidate->memberOf.push_back(&callee);
  }
  findRecursion();
}

/// Deferred calls count as well: the frame is there still.
void ProgramFlow::addCallees(Callee &callee) {
  llvm::SmallPtrSet<Callee *, 8> known;
  callee.function.getBody().walk([&](ir::CallLikeOpInterface call) {
    if (call.getCallTime() == ir::CallTime::Concurrent)
      return;
    Callee *called = calleeOf(call);
    if (called && known.insert(called).second)
      callee.callees.push_back(called);
    callee.callsUnknown |=
        !called || (called->function && opensProgram(called->function));
  });
}

ProgramFlow::Callee *ProgramFlow::make(Kind kind, ir::FuncOp function) {
  Callee &made = callees.emplace_back();
  made.kind = kind;
  made.function = function;
  return &made;
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
    isClosed &= !opensProgram(op);
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
  if (!callee)
    return std::nullopt;
  if (callee->kind == Kind::Function && !callee->function.isExternal()) {
    ir::EffectsAttr effects = callee->function.getEffectsAttr();
    return effects ? std::optional(effects.getFlow()) : std::nullopt;
  }
  join(*callee);
  if (!callee->joined)
    return std::nullopt;
  return ArrayRef<FlowEdge>(*callee->joined);
}

void ProgramFlow::join(Callee &callee) {
  if (callee.isJoined)
    return;
  callee.isJoined = true;
  callee.joined = callee.kind == Kind::Function ? joinNative(callee.function)
                                                : joinCandidates(callee);
}

/// What a native does: as declared, and what it gives may come from anywhere.
std::optional<SmallVector<FlowEdge>>
ProgramFlow::joinNative(ir::FuncOp native) {
  ir::EffectsAttr effects = native.getEffectsAttr();
  if (!effects)
    return std::nullopt;
  SmallVector<FlowEdge> edges(effects.getFlow());
  const FlowPoint heap{FlowPoint::Kind::Heap};
  for (unsigned i = 0; i < native.getNumResults(); ++i)
    edges.push_back({heap, {FlowPoint::Kind::Result, i}});
  if (effects.getBlocks())
    for (unsigned i = 0; i < native.getNumArguments(); ++i)
      edges.push_back({{FlowPoint::Kind::Argument, i}, heap});
  return edges;
}

/// What any of the candidates may do. What two of them make may be the same,
/// for all that is known.
std::optional<SmallVector<FlowEdge>>
ProgramFlow::joinCandidates(Callee &callee) {
  if (callee.callees.size() > kMaxCandidates)
    return std::nullopt;
  SmallVector<FlowEdge> edges;
  for (Callee *candidate : callee.callees) {
    CalledThrough translate{candidate->function, callee.kind == Kind::Closures};
    std::optional<SmallVector<FlowEdge>> native;
    ir::EffectsAttr effects = candidate->function.getEffectsAttr();
    if (candidate->function.isExternal())
      native = joinNative(candidate->function);
    if (!effects)
      return std::nullopt;
    for (const FlowEdge &edge :
         native ? ArrayRef(*native) : effects.getFlow()) {
      FlowEdge seen{translate(edge.from), translate(edge.to)};
      if (!llvm::is_contained(edges, seen))
        edges.push_back(seen);
    }
    if (edges.size() > kMaxJoinedEdges)
      return std::nullopt;
  }
  llvm::sort(edges, ir::comesBefore);
  return edges;
}

//===----------------------------------------------------------------------===//
// Components
//===----------------------------------------------------------------------===//

void ProgramFlow::analyze() {
  // At first nothing is known to happen.
  for (Callee &callee : callees)
    if (callee.kind == Kind::Function && !callee.function.isExternal())
      setEffects(callee, effectsOf(callee.function, {}));
  for (auto it = llvm::scc_begin(&graph); !it.isAtEnd(); ++it)
    if (it->front() != &graph.root)
      settle(*it);
}

/// Until a round in which every summary was made of those that it ends with.
void ProgramFlow::settle(ArrayRef<Callee *> component) {
  for (unsigned round = 0; round < kMaxRounds; ++round) {
    bool hasChanged = false;
    for (Callee *callee : component)
      hasChanged |= update(*callee);
    if (!hasChanged)
      return;
  }
  for (Callee *callee : component)
    setEffects(*callee, {});
}

void ProgramFlow::changeFromCallees(
    llvm::function_ref<bool(ArrayRef<ir::FuncOp>, bool)> change) {
  auto hasNewCallee = [](const Callee *callee) {
    return llvm::any_of(callee->callees, [](const Callee *called) {
      return called->hasChanged;
    });
  };
  for (auto it = llvm::scc_begin(&graph); !it.isAtEnd(); ++it) {
    SmallVector<ir::FuncOp> functions;
    for (Callee *callee : *it) {
      callee->hasChanged = hasNewCallee(callee);
      if (callee->kind == Kind::Function && callee->function &&
          !callee->function.isExternal())
        functions.push_back(callee->function);
    }
    if (functions.empty())
      continue;
    bool isOther = change(functions, it.hasCycle());
    for (Callee *callee : *it) {
      if (it.hasCycle())
        callee->hasChanged |= isOther;
      else
        callee->hasChanged = (isOther || callee->hasChanged) && update(*callee);
    }
  }
}

void ProgramFlow::findAnew(ArrayRef<ir::FuncOp> all) {
  SmallVector<Callee *> component;
  for (ir::FuncOp function : all) {
    Callee *callee = functions.lookup(function);
    component.push_back(callee);
    setEffects(*callee, effectsOf(function, {}));
  }
  settle(component);
}

ir::FuncOp ProgramFlow::functionOf(StringRef name) const {
  return symbols.lookup<ir::FuncOp>(name);
}

void ProgramFlow::addVariant(ir::FuncOp variant, ir::FuncOp original) {
  symbols.insert(variant, std::next(Block::iterator(original)));
  Callee *callee = functions[variant] = make(Kind::Function, variant);
  if (Callee *same = functions.lookup(original)) {
    callee->callsUnknown = same->callsUnknown;
    callee->isRecursive = same->isRecursive;
  }
  update(*callee);
}

void ProgramFlow::removeVariant(ir::FuncOp variant) {
  functions.erase(variant);
  symbols.erase(variant);
}

bool ProgramFlow::update(Callee &callee) {
  if (callee.kind != Kind::Function || callee.function.isExternal())
    return false;
  FunctionFlow flow(callee.function, *this);
  std::optional<SmallVector<FlowEdge>> edges = summarize(flow);
  return setEffects(callee, edges ? effectsOf(callee.function, *edges)
                                  : ir::EffectsAttr());
}

bool ProgramFlow::setEffects(Callee &callee, ir::EffectsAttr effects) {
  if (callee.kind != Kind::Function || callee.function.isExternal() ||
      callee.function.getEffectsAttr() == effects)
    return false;
  if (effects) {
    callee.function.setEffectsAttr(effects);
  } else {
    callee.function.removeEffectsAttr();
    ++unknown;
  }
  for (Callee *group : callee.memberOf)
    group->isJoined = false;
  return true;
}

//===----------------------------------------------------------------------===//
// Recursion
//===----------------------------------------------------------------------===//

bool ProgramFlow::mayRecur(ir::FuncOp function) const {
  Callee *callee = functions.lookup(function);
  return !callee || callee->isRecursive;
}

/// Callees first.
void ProgramFlow::findRecursion() {
  auto callsUnknown = [](const Callee *callee) { return callee->callsUnknown; };
  for (auto it = llvm::scc_begin(&graph); !it.isAtEnd(); ++it) {
    bool reachesUnknown = llvm::any_of(*it, [&](const Callee *callee) {
      return callee->callsUnknown ||
             llvm::any_of(callee->callees, callsUnknown);
    });
    for (Callee *callee : *it) {
      callee->callsUnknown = reachesUnknown;
      callee->isRecursive = reachesUnknown || it.hasCycle();
    }
  }
}

} // namespace vo::passes
