//===- Values.cpp - Slots as values ---------------------------------------===//

#include "importer/Function.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace vo::importer;
namespace ssa = vo::bc::ssa;
using typing::TermKind;

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

Value FunctionImporter::broken(Type type, const Twine &detail) {
  if (!isBroken)
    (void)notSupported(detail);
  isBroken = true;
  return ir::zeroOf(b, loc, type);
}

/// A number as another type of the same bits.
Value FunctionImporter::numberAs(Value value, Type type) {
  if (value.getType() == type)
    return value;
  Type i64 = b.getI64Type(), i32 = b.getI32Type();
  if (value.getType().isF32()) {
    Value bits = arith::BitcastOp::create(b, loc, i32, value);
    value = arith::ExtUIOp::create(b, loc, i64, bits);
    return numberAs(value, type);
  }
  if (type.isF32()) {
    value = numberAs(value, i64);
    Value bits = arith::TruncIOp::create(b, loc, i32, value);
    return arith::BitcastOp::create(b, loc, type, bits);
  }
  return arith::BitcastOp::create(b, loc, type, value);
}

Value FunctionImporter::asType(Value value, Type type, typing::TermId have) {
  Type from = value.getType();
  if (from == type)
    return value;
  auto isNumber = [](Type type) { return isa<IntegerType, FloatType>(type); };
  if (isNumber(from) && isNumber(type))
    return numberAs(value, type);
  // What has no type is nil whenever the program comes here.
  if (terms.kind(have) == TermKind::Unknown ||
      (terms.kind(have) == TermKind::IfaceHeader &&
       terms.term(have).interface == typing::none))
    return ir::zeroOf(b, loc, type);
  if (isa<ir::PtrType, ir::BoxType>(from) && isa<ir::PtrType>(type))
    return ir::CastOp::create(b, loc, type, value);
  std::string text;
  llvm::raw_string_ostream(text) << from << " for " << type;
  return broken(type, text);
}

Value FunctionImporter::valueOf(ValueId id, Type type) {
  if (id == ssa::noValue)
    return broken(type, "a slot that nothing describes");
  if (fn.isZero(id))
    return ir::zeroOf(b, loc, type);
  Value value = isInArea(id) ? readArea(id) : values[id];
  if (!value)
    return broken(type, "half of an interface value, or a closure's own slot");
  return asType(value, type, fn.type(id));
}

Value FunctionImporter::readInt(uint32_t slot) {
  return read(slot, typing::Universe::value);
}

Value FunctionImporter::readFloat(uint32_t slot, bool isNarrow) {
  return read(slot,
              isNarrow ? typing::Universe::real32 : typing::Universe::real);
}

Value FunctionImporter::readIface(uint32_t slot) {
  if (!isPair(idOf(slot), idOf(slot + 1)))
    return broken(registerOf(fn.type(idOf(slot))),
                  "halves of two interface values");
  return read(slot);
}

SmallVector<Value> FunctionImporter::readLeaves(uint32_t slot,
                                                const Leaves &want) {
  SmallVector<Value> out;
  for (auto [i, leaf] : llvm::enumerate(want)) {
    Type type = registerOf(leaf);
    if (!type || types.isNothing(leaf))
      continue;
    ValueId id = idOf(slot + i);
    if (isa<ir::IfaceType>(type) && !isPair(id, idOf(slot + i + 1)))
      out.push_back(broken(type, "halves of two interface values"));
    else
      out.push_back(valueOf(id, leaf));
  }
  return out;
}

/// Two instructions side by side that fetch the halves of one value.
bool FunctionImporter::arePairedDefs(uint32_t header, uint32_t data) const {
  if (header == data)
    return true;
  const bc::Instruction &x = def.code[header], &y = def.code[data];
  if (header + 1 != data || x.op != y.op)
    return false;
  switch (x.opcode()) {
  case bc::Opcode::PtrGet:
    return x.c + 1 == y.c && ssa.read(header, x.b) == ssa.read(data, y.b);
  case bc::Opcode::GlobalGet:
    return x.b + 1 == y.b;
  case bc::Opcode::Copy:
    return x.b + 1 == y.b && isPair(ssa.read(header, x.b), ssa.read(data, y.b));
  default:
    return false;
  }
}

/// Both are halves of one value. Phis are taken at their word: they stand in
/// one block, and what meets in them is checked where it is made.
bool FunctionImporter::isPair(ValueId header, ValueId data) const {
  if (header == ssa::noValue || data == ssa::noValue)
    return false;
  bool zeros = fn.isZero(header) && fn.isZero(data);
  const ssa::Value &x = ssa.value(header), &y = ssa.value(data);
  // In memory they lie side by side, whoever wrote them.
  if (isInArea(header) && isInArea(data))
    return ssa.web(header) == ssa.web(data) && x.slot + 1 == y.slot;
  if (zeros || x.kind != y.kind)
    return zeros;
  switch (x.kind) {
  case ssa::Value::Initial:
    return x.slot + 1 == y.slot;
  case ssa::Value::Phi:
    return x.at == y.at;
  case ssa::Value::Def:
    return arePairedDefs(x.at, y.at);
  }
  return false;
}

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

void FunctionImporter::write(uint32_t slot, Value value) {
  if (ValueId id = ssa.written(pc, slot); id != ssa::noValue)
    writeValue(id, value);
}

void FunctionImporter::writeValue(ValueId id, Value value) {
  value = asType(value, registerOf(fn.type(id)), fn.type(id));
  if (isInArea(id))
    writeArea(id, value);
  else
    values[id] = value;
}

void FunctionImporter::writeBool(uint32_t slot, Value i1) {
  write(slot, arith::ExtUIOp::create(b, loc, b.getI64Type(), i1));
}

void FunctionImporter::writeLeaves(uint32_t slot, ValueRange list) {
  for (Value value : list) {
    write(slot, value);
    slot += isa<ir::IfaceType>(value.getType()) ? 2 : 1;
  }
}

void FunctionImporter::writeLeaves(uint32_t slot, const Leaves &leaves,
                                   ValueRange list) {
  for (typing::TermId leaf : leaves) {
    if (types.isNothing(leaf)) {
      write(slot, constant(0));
    } else if (terms.kind(leaf) != TermKind::IfaceData) {
      write(slot, list.front());
      list = list.drop_front();
    }
    ++slot;
  }
}
