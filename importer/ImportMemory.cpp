//===- ImportMemory.cpp - Globals, pointers, arrays, slices, strings ------===//

#include "importer/Function.h"

#include "dialect/vo/ModuleAttributes.h"
#include "importer/Types.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace vo::importer;
namespace bc = vo::bc;
namespace ir = vo::ir;
using bc::Opcode;

//===----------------------------------------------------------------------===//
// Globals
//===----------------------------------------------------------------------===//

bool FunctionImporter::importGlobal() {
  bool isGet =
      inst.opcode() == Opcode::GlobalGet || inst.opcode() == Opcode::GlobalGetN;
  bool isSet =
      inst.opcode() == Opcode::GlobalSet || inst.opcode() == Opcode::GlobalSetN;
  if (!isGet && !isSet)
    return false;
  bool many = inst.opcode() == Opcode::GlobalGetN ||
              inst.opcode() == Opcode::GlobalSetN;
  unsigned count = many ? inst.flags : 1;
  uint16_t local = isGet ? inst.a : inst.b, flat = isGet ? inst.b : inst.a;

  SmallVector<Value> values;
  if (isSet)
    for (unsigned i = 0; i < count; ++i)
      values.push_back(frame.get(b, loc, local + i));
  for (unsigned i = 0; i < count; ++i) {
    uint32_t global = names.globalOfSlot[flat + i];
    int64_t slot = flat + i - names.firstSlot[global];
    auto symbol = FlatSymbolRefAttr::get(context(), names.globals[global]);
    if (isSet)
      ir::GlobalSetOp::create(b, loc, symbol, b.getI64IntegerAttr(slot),
                              values[i]);
    else
      values.push_back(ir::GlobalGetOp::create(
          b, loc, slotType(context(), module.globals[global].slotTypes[slot]),
          symbol, b.getI64IntegerAttr(slot)));
  }
  if (isGet)
    for (unsigned i = 0; i < count; ++i)
      set(local + i, values[i]);
  return true;
}

//===----------------------------------------------------------------------===//
// Pointers
//===----------------------------------------------------------------------===//

bool FunctionImporter::importPointer() {
  std::string letters;
  if (auto *meta = std::get_if<bc::MetaPtrLayout>(&def.meta[pc]))
    letters = lettersOf(meta->valueLayout);
  switch (inst.opcode()) {
  case Opcode::PtrNew:
    set(inst.a,
        ir::NewOp::create(b, loc, ir::LayoutAttr::get(context(), letters)));
    return true;
  case Opcode::PtrGet:
  case Opcode::PtrGetN: {
    auto types = ir::LayoutAttr::get(context(), letters).registerTypes();
    auto load = ir::LoadOp::create(b, loc, types, getRef(inst.b),
                                   b.getI64IntegerAttr(inst.c));
    frame.setRegisters(b, loc, inst.a, load.getValues());
    return true;
  }
  case Opcode::PtrSet:
  case Opcode::PtrSetN: {
    Value pointer = getRef(inst.a);
    SmallVector<Value> values =
        letters == "w" || letters == "h"
            ? SmallVector<Value>{frame.get(b, loc, inst.c)}
            : frame.getRegisters(b, loc, inst.c, letters);
    ir::StoreOp::create(b, loc, pointer, uint64_t{inst.b}, values,
                        /*header=*/letters == "h");
    return true;
  }
  case Opcode::PtrAdd:
    set(inst.a, ir::AddrOp::create(b, loc, getRef(inst.b), getInt(inst.c)));
    return true;
  default:
    return false;
  }
}

bool FunctionImporter::importClosureNew() {
  if (inst.opcode() != Opcode::ClosureNew)
    return false;
  // Function id and capture count in slot 0, then one reference per capture.
  auto layout = ir::LayoutAttr::get(context(), "v" + std::string(inst.c, 'r'));
  Value closure = ir::NewOp::create(b, loc, layout);
  Value head = constant(int64_t(inst.c) << 32 | inst.functionId());
  ir::StoreOp::create(b, loc, closure, b.getI64IntegerAttr(0), head);
  set(inst.a, closure);
  return true;
}

//===----------------------------------------------------------------------===//
// Arrays
//===----------------------------------------------------------------------===//

bool FunctionImporter::importArray() {
  const bc::InstrMeta &meta = def.meta[pc];
  switch (inst.opcode()) {
  case Opcode::ArrayNew:
    set(inst.a,
        ir::ArrayNewOp::create(b, loc, getInt(inst.c),
                               elemOf(context(), inst, meta), metaIn(inst.b)));
    return true;
  case Opcode::ArrayGet: {
    auto elem = elemOf(context(), inst, meta);
    Value array = getRef(inst.b), index = getInt(inst.c);
    auto get = ir::ArrayGetOp::create(b, loc, elem.registerTypes(), array,
                                      index, elem);
    frame.setRegisters(b, loc, inst.a, get.getValues());
    return true;
  }
  case Opcode::ArraySet: {
    auto elem = elemOf(context(), inst, meta);
    Value array = getRef(inst.a), index = getInt(inst.b);
    ir::ArraySetOp::create(b, loc, array, index, elem,
                           frame.getRegisters(b, loc, inst.c, elem.letters()));
    return true;
  }
  case Opcode::ArrayAddr:
    set(inst.a, ir::ArrayAddrOp::create(b, loc, getRef(inst.b), getInt(inst.c),
                                        elemOf(context(), inst, meta)));
    return true;
  default:
    return false;
  }
}

//===----------------------------------------------------------------------===//
// Slices
//===----------------------------------------------------------------------===//

bool FunctionImporter::importSliceSlice() {
  Value low = getInt(inst.c), high = getInt(inst.c + 1);
  Value max = inst.flags & 2 ? getInt(inst.c + 2) : Value();
  Type type = ir::SliceType::get(context());
  if (inst.flags & 4) {
    // Owner, data, element meta, element bytes, stride, length.
    Value data = getRef(inst.b + 1);
    auto bytes = facts.constant(pc, inst.b + 3);
    if (!bytes)
      return false;
    bool flat = *bytes < 8;
    auto view = ir::SliceOfInlineOp::create(
        b, loc, type, data, low, high, max, getInt(inst.b + 5),
        getInt(inst.b + 4), flat ? b.getUnitAttr() : UnitAttr());
    if (facts.constant(pc, inst.b + 2)) {
      view->setAttr(ir::kElemMetaAttr, metaIn(inst.b + 2));
      view->setAttr(ir::kElemBytesAttr, b.getI64IntegerAttr(*bytes));
    }
    set(inst.a, view);
    return true;
  }
  if (inst.flags & 1) {
    set(inst.a, ir::SliceOfArrayOp::create(b, loc, type, getRef(inst.b), low,
                                           high, max));
    return true;
  }
  set(inst.a, ir::SliceSliceOp::create(b, loc, type, getSlice(inst.b), low,
                                       high, max, /*elem=*/ir::ElemAttr()));
  return true;
}

void FunctionImporter::importSliceAppend() {
  auto elem = elemOf(context(), inst, def.meta[pc]);
  uint16_t first = inst.c + (inst.flags == 0 ? 2 : 1);
  Value slice = getSlice(inst.b);
  set(inst.a,
      ir::SliceAppendOp::create(
          b, loc, ir::SliceType::get(context()), slice, elem, metaIn(inst.c),
          frame.getRegisters(b, loc, first, elem.letters())));
}

bool FunctionImporter::importSlice() {
  const bc::InstrMeta &meta = def.meta[pc];
  switch (inst.opcode()) {
  case Opcode::SliceNew:
    set(inst.a,
        ir::SliceNewOp::create(b, loc, ir::SliceType::get(context()),
                               getInt(inst.c), getInt(inst.c + 1),
                               elemOf(context(), inst, meta), metaIn(inst.b)));
    return true;
  case Opcode::SliceGet: {
    auto elem = elemOf(context(), inst, meta);
    Value slice = getSlice(inst.b), index = getInt(inst.c);
    auto get = ir::SliceGetOp::create(b, loc, elem.registerTypes(), slice,
                                      index, elem);
    frame.setRegisters(b, loc, inst.a, get.getValues());
    return true;
  }
  case Opcode::SliceSet: {
    auto elem = elemOf(context(), inst, meta);
    Value slice = getSlice(inst.a), index = getInt(inst.b);
    ir::SliceSetOp::create(b, loc, slice, index, elem,
                           frame.getRegisters(b, loc, inst.c, elem.letters()));
    return true;
  }
  case Opcode::SliceLen:
    set(inst.a, ir::SliceLenOp::create(b, loc, getSlice(inst.b)));
    return true;
  case Opcode::SliceCap:
    set(inst.a, ir::SliceCapOp::create(b, loc, getSlice(inst.b)));
    return true;
  case Opcode::SliceSlice:
    return importSliceSlice();
  case Opcode::SliceAppend:
    importSliceAppend();
    return true;
  case Opcode::SliceAddr:
    set(inst.a,
        ir::SliceAddrOp::create(b, loc, getSlice(inst.b), getInt(inst.c),
                                elemOf(context(), inst, meta)));
    return true;
  default:
    return false;
  }
}

//===----------------------------------------------------------------------===//
// Strings
//===----------------------------------------------------------------------===//

bool FunctionImporter::importString() {
  auto compare = [&](ir::StringPredicate predicate) {
    Value lhs = getString(inst.b), rhs = getString(inst.c);
    setBool(inst.a, ir::StringCmpOp::create(b, loc, b.getI1Type(), predicate,
                                            lhs, rhs));
    return true;
  };
  switch (inst.opcode()) {
  case Opcode::StrNew:
    set(inst.a, ir::StringConstOp::create(
                    b, loc, ir::StringType::get(context()),
                    std::get<bc::ConstString>(module.constants[inst.b]).value));
    return true;
  case Opcode::StrLen:
    set(inst.a, ir::StringLenOp::create(b, loc, getString(inst.b)));
    return true;
  case Opcode::StrIndex:
    set(inst.a,
        ir::StringGetOp::create(b, loc, getString(inst.b), getInt(inst.c)));
    return true;
  case Opcode::StrConcat:
    set(inst.a, ir::StringConcatOp::create(b, loc, getString(inst.b),
                                           getString(inst.c)));
    return true;
  case Opcode::StrSlice:
    set(inst.a, ir::StringSliceOp::create(b, loc, getString(inst.b),
                                          getInt(inst.c), getInt(inst.c + 1)));
    return true;
  case Opcode::StrEq:
    return compare(ir::StringPredicate::eq);
  case Opcode::StrNe:
    return compare(ir::StringPredicate::ne);
  case Opcode::StrLt:
    return compare(ir::StringPredicate::lt);
  case Opcode::StrLe:
    return compare(ir::StringPredicate::le);
  case Opcode::StrGt:
    return compare(ir::StringPredicate::gt);
  case Opcode::StrGe:
    return compare(ir::StringPredicate::ge);
  case Opcode::StrDecodeRune: {
    auto decode =
        ir::StringDecodeOp::create(b, loc, getString(inst.b), getInt(inst.c));
    set(inst.a, decode.getRune());
    set(inst.a + 1, decode.getWidth());
    return true;
  }
  default:
    return false;
  }
}
