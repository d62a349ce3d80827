//===- VoOps.cpp - Generated code, flow, functions ------------------------===//

#include "dialect/vo/Assembly.h"
#include "dialect/vo/Vo.h"

#include "mlir/Interfaces/FunctionImplementation.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace vo::ir;

//===----------------------------------------------------------------------===//
// Flow that more than one operation has
//===----------------------------------------------------------------------===//

/// The place that an access of `leaves` leaves names, as a path of flow: exact
/// for one leaf, anything in the memory for more.
static std::string accessed(StringRef path, size_t leaves) {
  if (leaves != 1 || path.empty())
    return "*";
  std::string place = path.str();
  std::replace(place.begin(), place.end(), '?', '*');
  return place;
}

/// Reading leaves of the memory that operand 0 refers to.
static void flowOut(FlowEdges &edges, StringRef path, ResultRange values) {
  edges.addEach(edges.operand(0, accessed(path, values.size())), values);
}

/// Writing leaves of the memory that operand 0 refers to.
static void flowIn(FlowEdges &edges, StringRef path, OperandRange values) {
  edges.addEach(values, edges.operand(0, accessed(path, values.size())));
}

/// Code that is not known: everything escapes, and results come from anywhere.
static void flowOfUnknown(Operation *op, FlowEdges &edges) {
  edges.escape(op->getOperands());
  edges.addEach(edges.heap(), op->getResults());
}

/// A call of a function with a summary does what that says.
static void flowOfCall(Operation *op, FlowEdges &edges) {
  auto call = cast<CallLikeOpInterface>(op);
  auto callee =
      SymbolTable::lookupNearestSymbolFrom<FuncOp>(op, call.getCalledSymbol());
  if (!callee || !callee.getEffectsAttr())
    return flowOfUnknown(op, edges);
  for (const FlowEdge &edge : callee.getEffectsAttr().getFlow())
    edges.add(edge.from, edge.to);
}

/// Sent values go into their queues and to other goroutines, received ones come
/// out.
static void flowOfSelect(SelectOp op, FlowEdges &edges);

#define GET_OP_CLASSES
#include "dialect/vo/VoOps.cpp.inc"

static void flowOfSelect(SelectOp op, FlowEdges &edges) {
  op.forEachCase([&](const SelectOp::Case &one) {
    FlowPoint queue = edges.operand(one.queue.getOperandNumber(), "*");
    if (one.isSend) {
      edges.addEach(one.values, queue);
      edges.addEach(one.values, edges.goroutine());
    } else {
      edges.addEach(queue, one.received);
    }
  });
}

//===----------------------------------------------------------------------===//
// Functions and calls
//===----------------------------------------------------------------------===//

void FuncOp::build(OpBuilder &builder, OperationState &state, StringRef name,
                   FunctionType type) {
  state.addAttribute(SymbolTable::getSymbolAttrName(),
                     builder.getStringAttr(name));
  state.addAttribute(getFunctionTypeAttrName(state.name), TypeAttr::get(type));
  state.addRegion();
}

ParseResult FuncOp::parse(OpAsmParser &parser, OperationState &result) {
  auto buildType = [](Builder &builder, ArrayRef<Type> arguments,
                      ArrayRef<Type> results,
                      function_interface_impl::VariadicFlag, std::string &) {
    return builder.getFunctionType(arguments, results);
  };
  return function_interface_impl::parseFunctionOp(
      parser, result, /*allowVariadic=*/false,
      getFunctionTypeAttrName(result.name), buildType,
      getArgAttrsAttrName(result.name), getResAttrsAttrName(result.name));
}

void FuncOp::print(OpAsmPrinter &printer) {
  function_interface_impl::printFunctionOp(
      printer, *this, /*isVariadic=*/false, getFunctionTypeAttrName(),
      getArgAttrsAttrName(), getResAttrsAttrName());
}

FunctionType FuncOp::closureSignature() {
  FunctionType type = getFunctionType();
  return FunctionType::get(getContext(),
                           type.getInputs().drop_front(captureCount()),
                           type.getResults());
}

SmallVector<Type> FuncOp::boxedResultTypes() {
  ArrayRef<int64_t> hollow = getHollowResults().value_or(ArrayRef<int64_t>());
  SmallVector<Type> types;
  for (auto [index, type] : llvm::enumerate(getResultTypes()))
    if (!hollow.empty() && hollow.front() == static_cast<int64_t>(index))
      hollow = hollow.drop_front();
    else
      types.push_back(type);
  return types;
}

/// Checks that hollow results exist, in order, and are numbers.
static LogicalResult verifyHollow(FuncOp func) {
  int64_t next = 0;
  for (int64_t index : func.getHollowResults().value_or(ArrayRef<int64_t>())) {
    if (index < next || index >= static_cast<int64_t>(func.getNumResults()) ||
        !func.getResultTypes()[index].isInteger(64))
      return func.emitOpError("has no hollow result ") << index;
    next = index + 1;
  }
  return success();
}

/// Checks that an end of an edge exists in a function.
static LogicalResult verifyPoint(FuncOp func, const FlowPoint &point) {
  size_t limit = SIZE_MAX;
  if (point.kind == FlowPoint::Kind::Argument)
    limit = func.getNumArguments();
  else if (point.kind == FlowPoint::Kind::Result)
    limit = func.getNumResults();
  if (point.index < limit)
    return success();
  return func.emitOpError("has effects on ")
         << (point.kind == FlowPoint::Kind::Argument ? "argument " : "result ")
         << point.index << " of " << limit;
}

LogicalResult FuncOp::verify() {
  FunctionType type = getFunctionType();
  for (TypeRange types :
       {TypeRange(type.getInputs()), TypeRange(type.getResults())})
    for (Type one : types)
      if (!isRegister(one))
        return emitOpError("takes or returns ")
               << one << ", which is not a register value";
  if (captureCount() > type.getNumInputs())
    return emitOpError("captures more values than it has parameters");
  if (auto error = getErrorResult();
      error && (*error >= type.getNumResults() ||
                !isa<IfaceType>(type.getResult(*error))))
    return emitOpError("names result ")
           << *error << " as its error, which is not an interface value";
  if (failed(verifyHollow(*this)))
    return failure();
  if (EffectsAttr effects = getEffectsAttr())
    for (const FlowEdge &edge : effects.getFlow()) {
      using Kind = FlowPoint::Kind;
      if (llvm::is_contained({Kind::Panic, Kind::Goroutine, Kind::Transient},
                             edge.from.kind))
        return emitOpError("has an edge that cannot begin where it does");
      if (edge.to.kind == Kind::New)
        return emitOpError("has an edge that cannot end where it does");
      if (failed(verifyPoint(*this, edge.from)) ||
          failed(verifyPoint(*this, edge.to)))
        return failure();
    }
  return success();
}

LogicalResult ReturnOp::verify() {
  auto func = cast<FuncOp>((*this)->getParentOp());
  if (getOperandTypes() != func.getResultTypes())
    return emitOpError("returns (")
           << getOperandTypes() << ") from a function of type "
           << func.getFunctionType();
  return success();
}
