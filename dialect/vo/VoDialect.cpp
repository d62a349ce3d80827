//===- VoDialect.cpp - Registration, inlining, attributes -----------------===//

#include "dialect/vo/Assembly.h"
#include "dialect/vo/InterfaceHeader.h"
#include "dialect/vo/Vo.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/DialectImplementation.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Transforms/InliningUtils.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace vo::ir;

#include "dialect/vo/VoDialect.cpp.inc"
#include "dialect/vo/VoEnums.cpp.inc"
#include "dialect/vo/VoInterfaces.cpp.inc"

#define GET_ATTRDEF_CLASSES
#include "dialect/vo/VoAttrs.cpp.inc"

#define GET_TYPEDEF_CLASSES
#include "dialect/vo/VoTypes.cpp.inc"

namespace {
/// Functions may be inlined unless they are left in another way than by a plain
/// return: deferred calls belong to a frame, and so does what `recover` sees.
/// Returns become branches.
struct VoInliner : DialectInlinerInterface {
  using DialectInlinerInterface::DialectInlinerInterface;

  bool isLegalToInline(Operation *, Operation *callable, bool) const final {
    auto func = dyn_cast<FuncOp>(callable);
    return func && !func.getDefers();
  }
  bool isLegalToInline(Region *, Region *, bool, IRMapping &) const final {
    return true;
  }
  bool isLegalToInline(Operation *op, Region *, bool, IRMapping &) const final {
    return !isa<RecoverOp, ReturnBoxesOp, FrameOp>(op);
  }
  void handleTerminator(Operation *op, Block *destination) const final {
    auto ret = dyn_cast<ReturnOp>(op);
    if (!ret)
      return;
    OpBuilder builder(op);
    cf::BranchOp::create(builder, op->getLoc(), destination, ret.getOperands());
    op->erase();
  }
  void handleTerminator(Operation *op, ValueRange values) const final {
    for (auto [value, operand] :
         llvm::zip_equal(values, cast<ReturnOp>(op).getOperands()))
      value.replaceAllUsesWith(operand);
  }
};
} // namespace

void VoDialect::initialize() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "dialect/vo/VoAttrs.cpp.inc"
      >();
  addTypes<
#define GET_TYPEDEF_LIST
#include "dialect/vo/VoTypes.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialect/vo/VoOps.cpp.inc"
      >();
  addInterfaces<VoInliner>();
}

Operation *VoDialect::materializeConstant(OpBuilder &builder, Attribute value,
                                          Type type, Location loc) {
  if (isa<UnitAttr>(value))
    return ZeroOp::create(builder, loc, type);
  if (auto string = dyn_cast<StringAttr>(value);
      string && isa<StringType>(type))
    return StringConstOp::create(builder, loc, type, string);
  return arith::ConstantOp::materialize(builder, value, type, loc);
}

Value vo::ir::zeroOf(OpBuilder &builder, Location loc, Type type) {
  if (isa<IntegerType, FloatType>(type))
    return arith::ConstantOp::create(builder, loc, builder.getZeroAttr(type));
  return ZeroOp::create(builder, loc, type);
}

StringRef vo::ir::stringifyTrap(Trap trap) {
  switch (trap) {
#define VO_TRAP(kind, text)                                                    \
  case Trap::kind:                                                             \
    return #kind;
#include "runtime/abi/Traps.def"
  }
  llvm_unreachable("trap");
}

std::optional<uint64_t> vo::ir::constantAllocationCount(Operation *op) {
  Value count = cast<AllocationOpInterface>(op).getAllocatedCount();
  if (!count)
    return 1;
  APInt value;
  if (!matchPattern(count, m_ConstantInt(&value)) || value.isNegative())
    return std::nullopt;
  return value.getZExtValue();
}

//===----------------------------------------------------------------------===//
// Effects of functions
//===----------------------------------------------------------------------===//

namespace {
struct PointName {
  FlowPoint::Kind kind = FlowPoint::Kind::Heap;
  StringRef name;
  bool hasIndex = false;
  bool hasPath = false;
};
} // namespace
static constexpr PointName kPointNames[] = {
    {FlowPoint::Kind::Argument, "arg", true, true},
    {FlowPoint::Kind::Result, "result", true, true},
    {FlowPoint::Kind::Heap, "heap"},
    {FlowPoint::Kind::Global, "global"},
    {FlowPoint::Kind::Panic, "panic"},
    {FlowPoint::Kind::Goroutine, "goroutine"},
    {FlowPoint::Kind::New, "new", true},
    {FlowPoint::Kind::Transient, "transient"},
};

bool vo::ir::comesBefore(const FlowEdge &a, const FlowEdge &b) {
  auto key = [](const FlowPoint &point) {
    return std::tuple(point.kind, point.index,
                      point.path ? point.path.getValue() : StringRef());
  };
  return std::pair(key(a.from), key(a.to)) < std::pair(key(b.from), key(b.to));
}

/// Parses what follows the first word of a point.
static ParseResult parsePointRest(AsmParser &parser, StringRef word,
                                  FlowPoint &point) {
  const auto *name = llvm::find_if(
      kPointNames, [&](const PointName &row) { return row.name == word; });
  if (name == std::end(kPointNames))
    return parser.emitError(parser.getCurrentLocation(), "unknown point '")
           << word
           << "'; expected arg, result, heap, global, panic, goroutine, new or "
              "transient";
  point.kind = name->kind;
  if (name->kind == FlowPoint::Kind::Global)
    return parser.parseSymbolName(point.path);
  if (!name->hasIndex)
    return success();
  std::string path;
  if (parser.parseInteger(point.index))
    return failure();
  if (name->hasPath && succeeded(parser.parseOptionalString(&path)))
    point.path = StringAttr::get(parser.getContext(), path);
  return success();
}

static void printPoint(AsmPrinter &printer, const FlowPoint &point) {
  const auto *name = llvm::find_if(kPointNames, [&](const PointName &row) {
    return row.kind == point.kind;
  });
  assert(name != std::end(kPointNames) && "a kind without a name");
  printer << name->name;
  if (name->kind == FlowPoint::Kind::Global) {
    printer << ' ';
    printer.printSymbolName(point.path.getValue());
  }
  if (!name->hasIndex)
    return;
  printer << ' ' << point.index;
  if (point.path)
    printer << ' ' << point.path;
}

Attribute EffectsAttr::parse(AsmParser &parser, Type) {
  bool panics = false, collects = false, blocks = false;
  SmallVector<FlowEdge> flow;
  auto parseItem = [&]() -> ParseResult {
    StringRef word;
    if (parser.parseKeyword(&word))
      return failure();
    if (word == "panics" || word == "collects" || word == "blocks") {
      (word == "panics"     ? panics
       : word == "collects" ? collects
                            : blocks) = true;
      return success();
    }
    FlowEdge &edge = flow.emplace_back();
    StringRef target;
    return failure(parsePointRest(parser, word, edge.from) ||
                   parser.parseArrow() || parser.parseKeyword(&target) ||
                   parsePointRest(parser, target, edge.to));
  };
  if (parser.parseCommaSeparatedList(AsmParser::Delimiter::LessGreater,
                                     parseItem))
    return {};
  return EffectsAttr::get(parser.getContext(), panics, collects, blocks, flow);
}

void EffectsAttr::print(AsmPrinter &printer) const {
  printer << '<';
  llvm::ListSeparator separator;
  auto next = [&]() -> AsmPrinter & {
    return printer << static_cast<StringRef>(separator);
  };
  if (getPanics())
    next() << "panics";
  if (getCollects())
    next() << "collects";
  if (getBlocks())
    next() << "blocks";
  for (const FlowEdge &edge : getFlow()) {
    next();
    printPoint(printer, edge.from);
    printer << " -> ";
    printPoint(printer, edge.to);
  }
  printer << '>';
}

//===----------------------------------------------------------------------===//
// Machine layouts (attributes of vort)
//===----------------------------------------------------------------------===//

/// Checks slot letters: known, and every interface header followed by its word.
static LogicalResult verifyLetters(function_ref<InFlightDiagnostic()> emitError,
                                   StringRef letters) {
  for (size_t i = 0; i < letters.size(); ++i) {
    if (!StringRef("vfrhw").contains(letters[i]))
      return emitError() << "unknown slot letter '" << letters.substr(i, 1)
                         << "'; expected v, f, r, h or w";
    bool header = i > 0 && letters[i - 1] == 'h';
    if (header != (letters[i] == 'w'))
      return emitError() << "interface header and data word must be adjacent";
  }
  if (letters.ends_with("h"))
    return emitError() << "interface header without data word";
  return success();
}

LogicalResult LayoutAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                                 StringRef slots) {
  return verifyLetters(emitError, slots);
}

bool LayoutAttr::hasReferences() const {
  return getSlots().find_first_of("rw") != StringRef::npos;
}

LogicalResult ElemAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                               ElemKind kind, StringAttr slots) {
  if ((kind == ElemKind::Slots) != bool(slots))
    return emitError() << "slot letters belong to `slots` elements";
  return slots ? verifyLetters(emitError, slots.getValue()) : success();
}

Attribute ElemAttr::parse(AsmParser &parser, Type) {
  SMLoc start = parser.getCurrentLocation();
  if (parser.parseLess())
    return {};
  auto kind = FieldParser<ElemKind>::parse(parser);
  if (failed(kind))
    return {};
  std::string letters;
  StringAttr slots;
  if (succeeded(parser.parseOptionalString(&letters)))
    slots = StringAttr::get(parser.getContext(), letters);
  if (parser.parseGreater())
    return {};
  return parser.getChecked<ElemAttr>(start, parser.getContext(), *kind, slots);
}

void ElemAttr::print(AsmPrinter &printer) const {
  printer << '<' << stringifyElemKind(getKind());
  if (getSlots())
    printer << ' ' << getSlots();
  printer << '>';
}

LogicalResult
ImplementersAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                         ArrayRef<uint32_t> types, ArrayRef<uint32_t> itabs) {
  if (types.size() != itabs.size())
    return emitError() << types.size() << " types with " << itabs.size()
                       << " method tables";
  if (!llvm::is_sorted(types, std::less_equal<>()))
    return emitError() << "types must be in ascending order";
  if (!types.empty() && types.back() >= kRttidLimit)
    return emitError() << "rttid " << types.back() << " has more than 24 bits";
  if (llvm::is_contained(itabs, 0u))
    return emitError() << "method table 0 is the empty interface's";
  return success();
}

Attribute ImplementersAttr::parse(AsmParser &parser, Type) {
  SMLoc start = parser.getCurrentLocation();
  SmallVector<uint32_t> types, itabs;
  auto parsePair = [&]() -> ParseResult {
    return failure(parser.parseInteger(types.emplace_back()) ||
                   parser.parseArrow() ||
                   parser.parseInteger(itabs.emplace_back()));
  };
  if (parser.parseCommaSeparatedList(AsmParser::Delimiter::LessGreater,
                                     parsePair))
    return {};
  return parser.getChecked<ImplementersAttr>(start, parser.getContext(), types,
                                             itabs);
}

void ImplementersAttr::print(AsmPrinter &printer) const {
  printer << '<';
  llvm::interleaveComma(llvm::zip_equal(getTypes(), getItabs()), printer,
                        [&](auto pair) {
                          auto [type, itab] = pair;
                          printer << type << " -> " << itab;
                        });
  printer << '>';
}

std::optional<uint32_t> ImplementersAttr::itabOf(uint32_t rttid) const {
  const uint32_t *found = llvm::lower_bound(getTypes(), rttid);
  if (found == getTypes().end() || *found != rttid)
    return std::nullopt;
  return getItabs()[found - getTypes().begin()];
}

unsigned ElemAttr::bytes() const {
  switch (getKind()) {
  case ElemKind::U8:
  case ElemKind::I8:
    return 1;
  case ElemKind::U16:
  case ElemKind::I16:
    return 2;
  case ElemKind::U32:
  case ElemKind::I32:
  case ElemKind::F32:
    return 4;
  case ElemKind::Slots:
    return 8 * getSlots().size();
  }
  llvm_unreachable("element kind");
}

StringRef ElemAttr::letters() const {
  if (getKind() == ElemKind::Slots)
    return getSlots().getValue();
  return getKind() == ElemKind::F32 ? "f" : "v";
}
