//===- ImportNatives.cpp - Functions of the standard library --------------===//
//
// Calls of externs that the runtime implements (runtime/abi/Natives.inc), and
// those whose work is a few operations.
//
//===----------------------------------------------------------------------===//

#include "importer/Function.h"

#include "dialect/vo/InterfaceHeader.h"
#include "importer/Types.h"
#include "runtime/abi/Entries.h"

using namespace mlir;
using namespace vo::importer;
namespace bc = vo::bc;
namespace ir = vo::ir;
using vo::abi::EntryValue;

/// The argument in a slot, as an entry takes it.
Value FunctionImporter::nativeArgument(EntryValue kind, uint16_t slot) {
  switch (kind) {
  case EntryValue::F64:
    return getFloat(slot);
  case EntryValue::Ref:
    return getRef(slot);
  case EntryValue::Str:
    return getString(slot);
  case EntryValue::Slice:
    return getSlice(slot);
  case EntryValue::Iface:
    return frame.getIface(b, loc, slot);
  default:
    return getInt(slot);
  }
}

/// Slots of bytecode that a value takes.
static unsigned slotsOf(EntryValue kind) {
  return kind == EntryValue::Iface ? 2 : 1;
}

/// The type of a native function's result.
static Type nativeResult(MLIRContext *context, EntryValue kind) {
  switch (kind) {
  case EntryValue::F64:
    return Float64Type::get(context);
  case EntryValue::Ref:
    return ir::RefType::get(context);
  case EntryValue::Str:
    return ir::StringType::get(context);
  case EntryValue::Slice:
    return ir::SliceType::get(context);
  case EntryValue::Iface:
    return ir::IfaceType::get(context);
  default:
    return IntegerType::get(context, 64);
  }
}

bool FunctionImporter::importNative() {
  const std::string &name = module.externs[inst.b].name;
  std::optional<abi::EntryId> id = abi::nativeEntry(name);
  if (!id)
    return false;
  const abi::Entry &entry = abi::entry(*id);
  auto values = [](ArrayRef<EntryValue> kinds) {
    return kinds.take_until(
        [](EntryValue kind) { return kind == EntryValue::Void; });
  };
  SmallVector<Value> arguments;
  unsigned slot = inst.c;
  for (EntryValue kind : values(entry.arguments)) {
    arguments.push_back(nativeArgument(kind, slot));
    slot += slotsOf(kind);
  }
  SmallVector<Type> results;
  for (EntryValue kind : values(entry.results))
    results.push_back(nativeResult(context(), kind));
  auto call = ir::NativeOp::create(b, loc, results, name, arguments);
  slot = inst.a;
  for (auto [kind, result] :
       llvm::zip(values(entry.results), call.getResults())) {
    if (kind == EntryValue::Iface)
      frame.setIface(b, loc, slot, result);
    else
      set(slot, result);
    slot += slotsOf(kind);
  }
  return true;
}

//===----------------------------------------------------------------------===//
// The errors of package io
//===----------------------------------------------------------------------===//

/// Texts of the errors that io.getIoErrors returns, in its order.
static constexpr StringLiteral kIoErrors[] = {
    "EOF",
    "unexpected EOF",
    "short write",
    "short buffer",
    "multiple Read calls return no data or error",
    "io: read/write on closed pipe",
    "invalid read result",
    "invalid write result",
    "invalid whence",
    "invalid offset",
    "negative read count",
    "negative count",
};

/// Header of a *errors.Error in a value of type error; nothing in a module that
/// has no method table for it.
static std::optional<uint64_t> errorHeader(const bc::Module &module) {
  const bc::WellKnown &known = module.wellKnown;
  if (!known.errorPtrRttid || !known.errorIfaceMetaId ||
      !known.errorNamedTypeId || !known.offsets)
    return std::nullopt;
  const bc::NamedTypeMeta &type =
      module.namedTypeMetas[*known.errorNamedTypeId];
  for (auto [number, itab] : llvm::enumerate(module.itabs)) {
    if (itab.ifaceMetaId != known.errorIfaceMetaId || itab.methods.size() != 1)
      continue;
    for (const bc::MethodInfo &method : type.methods)
      if (method.funcId == itab.methods.front())
        return ir::InterfaceHeader{static_cast<uint32_t>(number),
                                   *known.errorPtrRttid,
                                   static_cast<uint8_t>(bc::ValueKind::Pointer)}
            .word();
  }
  return std::nullopt;
}

/// A new *errors.Error with that text and no cause.
Value FunctionImporter::newError(StringRef text, Value header) {
  const bc::WellKnown &known = module.wellKnown;
  auto layout = ir::LayoutAttr::get(
      context(),
      lettersOf(module.structMetas[*known.errorStructMetaId].slotTypes));
  Value error = ir::NewOp::create(b, loc, layout);
  Value message = ir::StringConstOp::create(b, loc, b.getStringAttr(text));
  ir::StoreOp::create(b, loc, error,
                      b.getI64IntegerAttr(known.offsets->msgOffset),
                      ValueRange{ir::BoxOp::create(b, loc, message)});
  return ir::IfaceMakeOp::create(b, loc, header,
                                 ir::WordOfRefOp::create(b, loc, error));
}

bool FunctionImporter::importIoErrors(StringRef name) {
  if (name != "io.getIoErrors")
    return false;
  std::optional<uint64_t> header = errorHeader(module);
  if (!header || !module.wellKnown.errorStructMetaId ||
      module.externs[inst.b].returns.slotTypes.size() !=
          2 * std::size(kIoErrors))
    return false;
  Value word = constant(static_cast<int64_t>(*header));
  for (auto [i, text] : llvm::enumerate(kIoErrors))
    frame.setIface(b, loc, inst.a + 2 * i, newError(text, word));
  return true;
}
