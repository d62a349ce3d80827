//===- Explain.cpp - Ways of objects, in words ----------------------------===//

#include "passes/escape/Explain.h"

#include "passes/escape/Site.h"

#include "llvm/Support/FormatVariadic.h"

using namespace mlir;

namespace vo::passes {

/// The name in an attribute, as the program has it.
static StringRef nameIn(Operation *op, StringRef attribute) {
  Attribute value = op->getAttr(attribute);
  if (auto symbol = dyn_cast_or_null<FlatSymbolRefAttr>(value)) {
    StringRef name = symbol.getValue();
    name.consume_front("g."); // the importer's mark of globals
    return name;
  }
  auto text = dyn_cast_or_null<StringAttr>(value);
  return text ? text.getValue() : StringRef();
}

static std::string withName(Operation *op, StringRef attribute,
                            const char *text, StringRef textWithout) {
  StringRef name = nameIn(op, attribute);
  return name.empty() ? textWithout.str() : llvm::formatv(text, name).str();
}

/// What an operation that is no call does with the object.
static std::string wordsOf(Operation *op) {
#define VO_STEP(name, text)                                                    \
  if (isa<ir::name>(op))                                                       \
    return text;
#define VO_STEP_IN(name, attribute, text, textWithout)                         \
  if (isa<ir::name>(op))                                                       \
    return withName(op, attribute, text, textWithout);
#include "passes/escape/Steps.def"
  return ("used by `" + op->getName().getStringRef() + "`").str();
}

/// "`main.f`", "method `Area`", or "a function value".
static std::string calleeOf(ir::CallLikeOpInterface call) {
  if (FlatSymbolRefAttr callee = call.getCalledSymbol())
    return ("`" + callee.getValue() + "`").str();
  if (StringRef method = nameIn(call, "method"); !method.empty())
    return ("method `" + method + "`").str();
  return call.getCalledValue() ? "a function value" : "code that is not known";
}

namespace {

class Narrator {
public:
  using Node = FlowGraph::Node;

  explicit Narrator(FunctionFlow &flow) : flow(flow) {}

  /// False when no more is told.
  bool add(Node from, const FlowGraph::Edge &edge) {
    if (++edges > kMaxWayEdges || way.size() >= kMaxWaySteps) {
      if (!way.empty())
        way.back().text += ", and on";
      return false;
    }
    Operation *op = edge.op;
    if (!op || isa<BranchOpInterface>(op))
      return true;
    auto call = dyn_cast<ir::CallLikeOpInterface>(op);
    add(op->getLoc(), call ? wordsOfCall(call, from, edge.to) : wordsOf(op));
    return true;
  }

  void add(Location place, const Twine &text) {
    std::string words = text.str();
    if (way.empty() || way.back().place != place || way.back().text != words)
      way.push_back({place, std::move(words)});
  }

  bool isPlace(Node node) const {
    return flow.graph.ownerOf(node) != FlowGraph::kNone;
  }

  Way way;

private:
  std::string wordsOfCall(ir::CallLikeOpInterface call, Node from, Node to) {
    std::string callee = calleeOf(call);
    if (call.getCallTime() == ir::CallTime::Concurrent)
      return "passed to a new goroutine, which runs " + callee;
    if (call.getCallTime() == ir::CallTime::Leaving)
      return "passed to the deferred call of " + callee;
    std::string taken = takenBy(call, callee, from);
    if (taken.empty())
      return callee + " finds it in memory that it gets, which" +
             fateOf(call, to);
    return taken + fateOf(call, to);
  }

  /// As what the callee gets the node's object; empty when that is not its
  /// operand.
  std::string takenBy(ir::CallLikeOpInterface call, StringRef callee,
                      Node node) const {
    for (auto [number, operand] : llvm::enumerate(call.getCallArguments()))
      if (flow.nodeOf(operand) == node)
        return llvm::formatv("passed to {0}, whose argument {1}", callee,
                             number)
            .str();
    Value called = call.getCalledValue();
    if (!called || flow.nodeOf(called) != node)
      return {};
    if (isa<ir::IfaceType>(called.getType()))
      return (callee + " is called, whose receiver").str();
    return "called as a function, and what it captures";
  }

  /// Where the callee takes it.
  std::string fateOf(Operation *call, Node to) const {
    switch (flow.endOf(to)) {
    case Escape::Heap:
      return " goes to the heap";
    case Escape::Global:
      return " goes to a package variable";
    case Escape::Goroutine:
      return " goes to another goroutine";
    case Escape::Panic:
      return " goes to a panic";
    default:
      break;
    }
    for (Value result : call->getResults())
      if (flow.nodeOf(result) == to)
        return " is returned";
    return " is stored in memory";
  }

  FunctionFlow &flow;
  unsigned edges = 0;
};

} // namespace

Way explainEscape(FunctionFlow &flow, ir::AllocationOpInterface op) {
  Narrator narrator(flow);
  FlowGraph::Node node = flow.nodeOf(op.getAllocated());
  Escape reason = flow.escapeOf(node);
  while (std::optional<FlowGraph::Edge> edge = flow.nextOnTheWay(node)) {
    if (!narrator.add(node, *edge))
      return narrator.way;
    node = edge->to;
  }
  if (narrator.way.empty() || !narrator.isPlace(node))
    return narrator.way;
  std::string &last = narrator.way.back().text;
  if (reason == Escape::Heap)
    last += ", which lies in memory that is not seen";
  if (reason == Escape::Result)
    last += ", which is reached from a result";
  if (reason == Escape::Argument)
    last += ", which is reached from an argument";
  return narrator.way;
}

Way explainHeapMemory(FunctionFlow &flow, ir::AllocationOpInterface op,
                      const HeapWay &way, SymbolTableCollection &symbols) {
  Narrator narrator(flow);
  FlowGraph::Node node = flow.nodeOf(op.getAllocated());
  for (const FlowGraph::Edge &edge : way.edges) {
    if (!narrator.add(node, edge))
      return narrator.way;
    node = edge.to;
  }
  if (!way.maker)
    return narrator.way;
  if (auto made = dyn_cast<ir::AllocationOpInterface>(way.maker))
    narrator.add(way.maker->getLoc(),
                 "that memory is of the heap: " + whatOf(made, symbols));
  else if (auto call = dyn_cast<ir::CallLikeOpInterface>(way.maker))
    narrator.add(way.maker->getLoc(),
                 calleeOf(call) + " makes that memory, on the heap");
  return narrator.way;
}

} // namespace vo::passes
