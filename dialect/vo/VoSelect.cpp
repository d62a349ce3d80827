//===- VoSelect.cpp - Waiting for one of several queues -------------------===//

#include "dialect/vo/Vo.h"

using namespace mlir;
using namespace vo::ir;

void SelectOp::forEachCase(function_ref<void(const Case &)> visit) {
  size_t value = 0, received = 0;
  for (auto [i, isSend] : llvm::enumerate(getSends())) {
    Case one{static_cast<bool>(isSend), getQueuesMutable()[i],
             getValues().slice(0, 0), getReceived().slice(0, 0)};
    unsigned leaves = static_cast<unsigned>(getLeafCounts()[i]);
    if (isSend) {
      one.values = getValues().slice(value, leaves);
      value += leaves;
    } else {
      one.received = getReceived().slice(received, leaves);
      received += leaves;
    }
    visit(one);
  }
}

namespace {
/// Reads the cases of a select.
struct CaseParser {
  OpAsmParser &parser;
  SmallVector<bool> sends;
  SmallVector<int64_t> counts; // of leaves
  SmallVector<OpAsmParser::UnresolvedOperand> queues, values;
  SmallVector<Type> queueTypes, valueTypes, receivedTypes;

  ParseResult parseCase() {
    StringRef word;
    SMLoc start = parser.getCurrentLocation();
    if (parser.parseKeyword(&word))
      return failure();
    if (word == "send")
      return parseSend();
    if (word == "recv")
      return parseReceive();
    return parser.emitError(start, "expected send or recv");
  }

private:
  /// `send %queue <%values> : type <types>`
  ParseResult parseSend() {
    size_t before = values.size();
    if (parser.parseOperand(queues.emplace_back()))
      return failure();
    if (succeeded(parser.parseOptionalLess()) &&
        (parser.parseOperandList(values) || parser.parseGreater()))
      return failure();
    if (parser.parseColonType(queueTypes.emplace_back()))
      return failure();
    if (succeeded(parser.parseOptionalLess()) &&
        (parser.parseTypeList(valueTypes) || parser.parseGreater()))
      return failure();
    sends.push_back(true);
    counts.push_back(values.size() - before);
    return success();
  }

  /// `recv %queue : type -> (types)`
  ParseResult parseReceive() {
    size_t before = receivedTypes.size();
    if (parser.parseOperand(queues.emplace_back()) ||
        parser.parseColonType(queueTypes.emplace_back()) ||
        parser.parseOptionalArrowTypeList(receivedTypes))
      return failure();
    sends.push_back(false);
    counts.push_back(receivedTypes.size() - before);
    return success();
  }
};
} // namespace

ParseResult SelectOp::parse(OpAsmParser &parser, OperationState &result) {
  Builder &builder = parser.getBuilder();
  CaseParser cases{parser, {}, {}, {}, {}, {}, {}, {}};
  auto &properties = result.getOrAddProperties<SelectOp::Properties>();
  if (succeeded(parser.parseOptionalKeyword("default")))
    properties.has_default = builder.getUnitAttr();
  SMLoc start = parser.getCurrentLocation();
  if (parser.parseCommaSeparatedList(AsmParser::Delimiter::Braces,
                                     [&] { return cases.parseCase(); }) ||
      parser.parseOptionalAttrDict(result.attributes) ||
      parser.resolveOperands(cases.queues, cases.queueTypes, start,
                             result.operands) ||
      parser.resolveOperands(cases.values, cases.valueTypes, start,
                             result.operands))
    return failure();
  properties.sends = builder.getDenseBoolArrayAttr(cases.sends);
  properties.leaf_counts = builder.getDenseI64ArrayAttr(cases.counts);
  properties.operandSegmentSizes = {static_cast<int32_t>(cases.queues.size()),
                                    static_cast<int32_t>(cases.values.size())};
  result.addTypes({builder.getI64Type(), builder.getI1Type()});
  result.addTypes(cases.receivedTypes);
  return success();
}

void SelectOp::print(OpAsmPrinter &printer) {
  if (getHasDefault())
    printer << " default";
  printer << " {";
  bool isFirst = true;
  forEachCase([&](const Case &one) {
    printer << (isFirst ? " " : ", ") << (one.isSend ? "send " : "recv ")
            << one.queue.get();
    isFirst = false;
    if (!one.values.empty())
      printer << " <" << one.values << '>';
    printer << " : " << one.queue.get().getType();
    if (!one.values.empty())
      printer << " <" << one.values.getTypes() << '>';
    if (!one.received.empty())
      printer << " -> (" << one.received.getTypes() << ')';
  });
  printer << (isFirst ? "}" : " }");
  printer.printOptionalAttrDict((*this)->getAttrs(),
                                {"has_default", "sends", "leaf_counts",
                                 getOperandSegmentSizesAttrName().getValue()});
}

LogicalResult SelectOp::verify() {
  if (getSends().size() != getQueues().size() ||
      getLeafCounts().size() != getQueues().size())
    return emitOpError("has ") << getQueues().size() << " queues for "
                               << getSends().size() << " cases";
  int64_t sent = 0, received = 0;
  for (auto [isSend, count] : llvm::zip_equal(getSends(), getLeafCounts())) {
    if (count < 0)
      return emitOpError("has a case with a negative number of values");
    (isSend ? sent : received) += count;
  }
  if (sent != static_cast<int64_t>(getValues().size()) ||
      received != static_cast<int64_t>(getReceived().size()))
    return emitOpError("has values that belong to no case");
  return success();
}
