//===- Verdict.cpp - What became of an allocation -------------------------===//

#include "passes/escape/Verdict.h"

#include "passes/escape/Site.h"

#include "mlir/IR/Remarks.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;

namespace vo::passes {

//===----------------------------------------------------------------------===//
// Remarks
//===----------------------------------------------------------------------===//

/// Line 0 is a position that is not known.
static bool hasLine(Location location) {
  auto place = location->findInstanceOf<FileLineColLoc>();
  return place && place.getLine() != 0;
}

/// "file:line:column: ", or nothing.
static std::string placePrefix(Location location) {
  if (!hasLine(location))
    return {};
  auto place = location->findInstanceOf<FileLineColLoc>();
  return (place.getFilename().getValue() + ":" + Twine(place.getLine()) + ":" +
          Twine(place.getColumn()) + ": ")
      .str();
}

static std::string sentenceOf(ir::AllocationOpInterface op, Reason reason,
                              SymbolTableCollection &symbols) {
  std::string text = whatOf(op, symbols);
  if (reason != Reason::Frame)
    text += " is on the heap: it";
  return text + " " + textOf(reason).str();
}

void Verdicts::add(const Verdict &verdict) {
  if (!areWanted())
    return;
  ir::AllocationOpInterface op = verdict.op;
  remark::RemarkOpts options = remark::RemarkOpts::name(codeOf(verdict.reason))
                                   .category(pass)
                                   .function(function.getSymName());
  remark::detail::InFlightRemark remark =
      verdict.reason == Reason::Frame ? remark::passed(op.getLoc(), options)
                                      : remark::missed(op.getLoc(), options);
  if (!remark)
    return;
  using Arg = remark::detail::Remark::Arg;
  remark << Arg("Site", sentenceOf(op, verdict.reason, symbols));
  remark << Arg("Meaning", textOf(verdict.reason));
  remark << Arg("Kind", kindOf(op)) << Arg("Type", typeTextOf(op, symbols));
  if (std::optional<uint64_t> bytes = bytesOf(op, symbols))
    remark << Arg("Bytes", *bytes);
  remark << Arg("Loop", loopDepth(op));
  for (auto [number, step] : llvm::enumerate(verdict.way)) {
    // MLIR sorts what it prints by these.
    Arg argument(llvm::formatv("Step{0,0+2}", number + 1).str(),
                 placePrefix(step.place) + step.text);
    argument.attr = step.place;
    remark << argument;
  }
}

//===----------------------------------------------------------------------===//
// Loops
//===----------------------------------------------------------------------===//

CFGLoopInfo &Verdicts::loopInfo() {
  if (!loops)
    loops.emplace(dominance.getDomTree(&function.getBody()));
  return *loops;
}

unsigned Verdicts::loopDepth(Operation *op) {
  if (function.getBody().hasOneBlock())
    return 0;
  return loopInfo().getLoopDepth(op->getBlock());
}

/// Where a value is made; if that is not known, where it is used.
static Location placeOf(Value value) {
  if (hasLine(value.getLoc()))
    return value.getLoc();
  for (Operation *user : value.getUsers())
    if (hasLine(user->getLoc()))
      return user->getLoc();
  return value.getLoc();
}

Way Verdicts::wayOfLoop(FunctionFlow &flow, ir::AllocationOpInterface op) {
  if (!areWanted())
    return {};
  CFGLoop *loop = loopInfo().getLoopFor(op->getBlock());
  if (!loop)
    return {WayStep{op.getLoc(), "the cycle here has several entries"}};
  if (!liveness)
    liveness.emplace(function);
  Block *head = loop->getHeader();
  Value object = op.getAllocated();
  Way way;
  flow.forEachHolder(flow.nodeOf(object), visitsLeft, [&](Value holder) {
    bool isVariable = isa<BlockArgument>(holder) &&
                      holder.getParentBlock() == head && !holder.use_empty();
    if (holder == object ||
        (!isVariable && !liveness->getLiveIn(head).contains(holder)))
      return true;
    way.push_back({placeOf(holder),
                   "what is here may still lead to it at the head of the "
                   "next turn"});
    return false;
  });
  return way;
}

} // namespace vo::passes
