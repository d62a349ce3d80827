//===- CheckInput.cpp - What the lowering takes for granted ---------------===//

#include "lowering/vort/CheckInput.h"

#include "dialect/vo/ModuleAttributes.h"
#include "dialect/vort/Vort.h"
#include "lowering/llvm/Conventions.h"
#include "lowering/vort/Layouts.h"
#include "lowering/vort/Signatures.h"
#include "lowering/vort/Traps.h"
#include "runtime/abi/Dynamic.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace vo::ir::vort;

namespace vo::lowering {
namespace {

LogicalResult checkTrap(TrapIfOp op) {
  auto call = findTrap(op.getKind());
  if (!call)
    return op.emitError("unknown trap '") << op.getKind() << "'";
  if (call->numbers != op.getNumbers().size())
    return op.emitError("trap '") << op.getKind() << "' takes " << call->numbers
                                  << " numbers, not " << op.getNumbers().size();
  return success();
}

LogicalResult checkCall(CallRuntimeOp op) {
  const abi::Entry *entry = findEntry(op.getEntry());
  if (!entry)
    return op.emitError("unknown runtime entry '") << op.getEntry() << "'";
  EntrySignature signature = entrySignature(*entry, op.getContext());
  auto expected = FunctionType::get(op.getContext(), signature.parameters,
                                    signature.results);
  auto actual = FunctionType::get(op.getContext(), op.getArguments().getTypes(),
                                  op.getResultTypes());
  if (actual != expected)
    return op.emitError("runtime entry '")
           << op.getEntry() << "' has type " << expected << ", not " << actual;
  return success();
}

/// Of an object in the heap or in the frame.
template <typename Op> LogicalResult checkObject(Op op) {
  uint64_t slots = op.getLayout().size();
  if (slots > kMaxObjectSlots)
    return op.emitError("object of ")
           << slots << " slots, more than its header can tell";
  if (auto name = op.getReserved())
    if (!findReservedLayout(*name, op.getLayout()))
      return op.emitError("no reserved layout '")
             << *name << "' of slots \"" << op.getLayout().getSlots() << "\"";
  return success();
}

/// Whether the memory at an address belongs to a package variable.
bool isGlobal(Value address) {
  while (auto distance = address.getDefiningOp<AddrOp>())
    address = distance.getBase();
  return address.getDefiningOp<GlobalAddrOp>() != nullptr;
}

/// The plainest ways to use an object after its end; who makes the operation
/// answers for the others.
LogicalResult checkStackObject(StackObjectOp op) {
  if (failed(checkObject(op)))
    return failure();
  SmallVector<Value> addresses = {op.getObject()};
  while (!addresses.empty())
    for (OpOperand &use : addresses.pop_back_val().getUses()) {
      Operation *user = use.getOwner();
      auto store = dyn_cast<StoreOp>(user);
      if (isa<func::ReturnOp>(user) ||
          (store && use.get() == store.getValue() &&
           isGlobal(store.getAddress())))
        return user->emitError("lets the address of an object in the frame "
                               "outlive it");
      if (auto distance = dyn_cast<AddrOp>(user))
        addresses.push_back(distance.getAddress());
    }
  return success();
}

/// The type that values of a memory kind have.
bool matches(MemKind kind, Type type) {
  switch (kind) {
  case MemKind::F64:
    return type.isF64();
  case MemKind::Ref:
  case MemKind::Base:
    return isa<RefType>(type);
  case MemKind::Raw:
    return isa<RawType>(type);
  default:
    return type.isInteger(64);
  }
}

LogicalResult checkAccess(Operation *op, MemKind kind, Type type) {
  if (matches(kind, type))
    return success();
  return op->emitError("memory kind ")
         << stringifyMemKind(kind) << " does not go with a value of type "
         << type;
}

LogicalResult checkWords(Operation *op, TypeRange types) {
  bool triples = types.size() % 3 == 0;
  for (auto [index, type] : llvm::enumerate(types))
    triples &= index % 3 == 2 ? isa<RefType>(type) : type.isInteger(64);
  if (triples)
    return success();
  return op->emitError("values must come as header, bits and reference");
}

LogicalResult checkFrame(FrameOp op) {
  int64_t slots = op.getSlots();
  if (slots < 0 || slots > kMaxFrameSlots)
    return op.emitError("frame memory of ") << slots << " slots";
  return success();
}

/// Whether `name` is a symbol of that kind.
template <typename Symbol>
LogicalResult checkSymbol(Operation *op, FlatSymbolRefAttr name, StringRef kind,
                          const SymbolTable &symbols) {
  if (symbols.lookup<Symbol>(name.getAttr()))
    return success();
  return op->emitError("no ") << kind << " " << name;
}

LogicalResult checkFunction(Operation *op, FlatSymbolRefAttr name,
                            const SymbolTable &symbols) {
  return checkSymbol<func::FuncOp>(op, name, "function", symbols);
}

/// What the lowering reads; the rest of the words is the runtime's.
LogicalResult checkDynamic(DynamicTablesOp op, const SymbolTable &symbols) {
  constexpr size_t kType = sizeof(abi::DynamicType) / sizeof(int32_t),
                   kMember = sizeof(abi::DynamicMember) / sizeof(int32_t),
                   kField = sizeof(abi::DynamicField) / sizeof(int32_t),
                   kLayout =
                       offsetof(abi::DynamicType, layout) / sizeof(int32_t);
  ArrayRef<int32_t> types = op.getTypes();
  if (types.size() % kType || op.getMembers().size() % kMember ||
      op.getFields().size() % kField)
    return op.emitError("rows must have ")
           << kType << " words for types, " << kMember << " for members and "
           << kField << " for fields";
  for (Attribute layout : op.getLayouts())
    if (!isa<vo::ir::LayoutAttr, vo::ir::ElemAttr>(layout))
      return op.emitError("no layout: ") << layout;
  for (size_t i = kLayout; i < types.size(); i += kType)
    if (static_cast<uint32_t>(types[i]) > op.getLayouts().size())
      return op.emitError("no layout ") << types[i];
  bool ok = true;
  for (auto name : op.getCode().getAsRange<FlatSymbolRefAttr>())
    ok &= succeeded(checkFunction(op, name, symbols));
  for (auto name : op.getInterfaces().getAsRange<FlatSymbolRefAttr>())
    ok &= succeeded(checkSymbol<InterfaceOp>(op, name, "interface", symbols));
  return success(ok);
}

LogicalResult checkSymbols(Operation *op, const SymbolTable &symbols) {
  return TypeSwitch<Operation *, LogicalResult>(op)
      .Case([&](GlobalAddrOp op) {
        return checkSymbol<GlobalOp>(op, op.getGlobalAttr(), "global variable",
                                     symbols);
      })
      .Case([&](InterfaceAddrOp op) {
        return checkSymbol<InterfaceOp>(op, op.getInterfaceAttr(), "interface",
                                        symbols);
      })
      .Case([&](CodeTableAddrOp op) {
        return checkSymbol<CodeTableOp>(op, op.getTableAttr(),
                                        "table of functions", symbols);
      })
      .Case([&](FuncAddrOp op) {
        return checkFunction(op, op.getFunctionAttr(), symbols);
      })
      .Case([&](StaticClosureOp op) {
        return checkFunction(op, op.getFunctionAttr(), symbols);
      })
      .Case([&](DynamicTablesOp op) { return checkDynamic(op, symbols); })
      .Case([&](CodeTableOp op) {
        bool ok = true;
        for (auto name : op.getFunctions().getAsRange<FlatSymbolRefAttr>())
          ok &= succeeded(checkFunction(op, name, symbols));
        return success(ok);
      })
      .Default(success());
}

LogicalResult checkOperation(Operation *op) {
  return TypeSwitch<Operation *, LogicalResult>(op)
      .Case(checkTrap)
      .Case(checkCall)
      .Case(checkObject<AllocOp>)
      .Case(checkStackObject)
      .Case(checkFrame)
      .Case([](LoadOp load) {
        return checkAccess(load, load.getKind(), load.getValue().getType());
      })
      .Case([](StoreOp store) {
        return checkAccess(store, store.getKind(), store.getValue().getType());
      })
      .Case([](PrintOp print) {
        return checkWords(print, print.getWords().getTypes());
      })
      .Case([](AssertOp check) {
        return checkWords(check, check.getWords().getTypes());
      })
      .Default(success());
}

/// Functions that the runtime starts the program or an island in.
LogicalResult checkEntry(ModuleOp module, StringRef attribute,
                         StringRef words) {
  func::FuncOp entry;
  for (auto function : module.getOps<func::FuncOp>()) {
    if (!function->hasAttr(attribute))
      continue;
    if (entry)
      return function.emitError("second ")
             << words << "; the first is '" << entry.getName() << "'";
    entry = function;
    FunctionType type = function.getFunctionType();
    if (function.isExternal() || type.getNumInputs() || type.getNumResults())
      return function.emitError("the ")
             << words << " must have a body and neither parameters nor results";
  }
  return success();
}

LogicalResult checkTypeInfo(ModuleOp module) {
  Attribute attribute = module->getAttr(ir::kTypeInfoAttr);
  if (!attribute)
    return success();
  auto numbers = dyn_cast<DenseI64ArrayAttr>(attribute);
  if (!numbers || numbers.size() % 3)
    return module.emitError("'")
           << ir::kTypeInfoAttr << "' must be an array of i64, three per type";
  int64_t count = numbers.size() / 3;
  for (int64_t type = 0; type < count; ++type) {
    ArrayRef<int64_t> row = numbers.asArrayRef().slice(type * 3, 3);
    bool kinds = llvm::isUInt<8>(row[0]) && llvm::isUInt<8>(row[1]);
    if (!kinds || (row[2] != -1 && !llvm::isUInt<32>(row[2])))
      return module.emitError("'")
             << ir::kTypeInfoAttr << "' is wrong at type " << type;
  }
  return success();
}

LogicalResult checkTypeWords(ModuleOp module) {
  Attribute attribute = module->getAttr(ir::kTypeWordsAttr);
  if (!attribute)
    return success();
  auto words = dyn_cast<ArrayAttr>(attribute);
  if (!words || !llvm::all_of(words, llvm::IsaPred<StringAttr>))
    return module.emitError("'")
           << ir::kTypeWordsAttr << "' must be an array of strings";
  for (StringAttr text : words.getAsRange<StringAttr>())
    if (text.getValue().find_first_not_of("vrfghsin") != StringRef::npos)
      return module.emitError("'")
             << ir::kTypeWordsAttr << "' has words " << text;
  return success();
}

LogicalResult checkDynamicCount(ModuleOp module) {
  auto tables = module.getOps<DynamicTablesOp>();
  if (tables.empty() || std::next(tables.begin()) == tables.end())
    return success();
  return (*std::next(tables.begin())).emitError("second tables of one module");
}

LogicalResult checkNumber(ModuleOp module, StringRef name, StringRef what) {
  Attribute attribute = module->getAttr(name);
  if (!attribute)
    return success();
  auto number = dyn_cast<IntegerAttr>(attribute);
  if (!number || !number.getValue().isIntN(32))
    return module.emitError("'") << name << "' must be " << what;
  return success();
}

} // namespace

LogicalResult checkInput(ModuleOp module) {
  bool valid = succeeded(checkEntry(module, ir::kEntryAttr, "entry function"));
  valid &= succeeded(
      checkEntry(module, ir::kIslandInitAttr, "entry function of islands"));
  valid &= succeeded(checkTypeInfo(module));
  valid &= succeeded(checkTypeWords(module));
  valid &= succeeded(checkDynamicCount(module));
  valid &= succeeded(checkNumber(module, ir::kErrorPtrRttidAttr, "an rttid"));
  valid &= succeeded(
      checkNumber(module, ir::kErrorItabAttr, "the number of a method table"));
  SymbolTable symbols(module);
  module.walk([&](Operation *op) {
    valid &= succeeded(checkOperation(op));
    valid &= succeeded(checkSymbols(op, symbols));
  });
  return success(valid);
}

} // namespace vo::lowering
