//===- VoDialect.cpp - Registration, types and attributes -----------------===//

#include "dialect/vo/InterfaceHeader.h"
#include "dialect/vo/Vo.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/DialectImplementation.h"
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
/// Everything in the dialect may be inlined; returns become branches.
struct VoInliner : DialectInlinerInterface {
  using DialectInlinerInterface::DialectInlinerInterface;

  bool isLegalToInline(Operation *, Operation *, bool) const final {
    return true;
  }
  bool isLegalToInline(Region *, Region *, bool, IRMapping &) const final {
    return true;
  }
  bool isLegalToInline(Operation *, Region *, bool, IRMapping &) const final {
    return true;
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

//===----------------------------------------------------------------------===//
// Layouts and elements
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

/// Register types for slot letters.
static SmallVector<Type> registerTypesOf(MLIRContext *context,
                                         StringRef letters) {
  SmallVector<Type> types;
  for (char letter : letters) {
    switch (letter) {
    case 'v':
      types.push_back(IntegerType::get(context, 64));
      break;
    case 'f':
      types.push_back(Float64Type::get(context));
      break;
    case 'r':
      types.push_back(RefType::get(context));
      break;
    case 'h':
      types.push_back(IfaceType::get(context));
      break;
    default: // the data word belongs to the pair
      break;
    }
  }
  return types;
}

LogicalResult LayoutAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                                 StringRef slots) {
  return verifyLetters(emitError, slots);
}

bool LayoutAttr::hasReferences() const {
  return getSlots().find_first_of("rw") != StringRef::npos;
}

SmallVector<Type> LayoutAttr::registerTypes() const {
  return registerTypesOf(getContext(), getSlots());
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

SmallVector<Type> ElemAttr::registerTypes() const {
  return registerTypesOf(getContext(), letters());
}
