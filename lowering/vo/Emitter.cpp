//===- Emitter.cpp - Making machine-form operations -----------------------===//

#include "lowering/vo/Emitter.h"

#include "lowering/vort/Signatures.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"

using namespace mlir;
using arith::CmpIPredicate;

namespace vo::lowering {

Type Emitter::refType() const {
  return ir::vort::RefType::get(rewriter.getContext());
}

//===----------------------------------------------------------------------===//
// Integers
//===----------------------------------------------------------------------===//

Value Emitter::constant(uint64_t value) const {
  return make<arith::ConstantIntOp>(static_cast<int64_t>(value), 64);
}
Value Emitter::add(Value lhs, Value rhs) const {
  return make<arith::AddIOp>(lhs, rhs);
}
Value Emitter::sub(Value lhs, Value rhs) const {
  return make<arith::SubIOp>(lhs, rhs);
}
Value Emitter::mul(Value lhs, Value rhs) const {
  return make<arith::MulIOp>(lhs, rhs);
}
Value Emitter::bitAnd(Value lhs, Value rhs) const {
  return make<arith::AndIOp>(lhs, rhs);
}
Value Emitter::bitOr(Value lhs, Value rhs) const {
  return make<arith::OrIOp>(lhs, rhs);
}
Value Emitter::compare(CmpIPredicate predicate, Value lhs, Value rhs) const {
  return make<arith::CmpIOp>(predicate, lhs, rhs);
}
Value Emitter::logicalNot(Value condition) const {
  return make<arith::XOrIOp>(condition, make<arith::ConstantIntOp>(1, 1));
}
Value Emitter::select(Value condition, Value then, Value otherwise) const {
  return make<arith::SelectOp>(condition, then, otherwise);
}

Value Emitter::toWord(Value number) const {
  if (number.getType().isF64())
    return make<arith::BitcastOp>(i64(), number);
  if (number.getType().isF32())
    return make<arith::ExtUIOp>(
        i64(), make<arith::BitcastOp>(rewriter.getI32Type(), number));
  return number;
}
Value Emitter::fromWord(Value word, Type type) const {
  if (type.isF64())
    return make<arith::BitcastOp>(type, word);
  if (type.isF32())
    return make<arith::BitcastOp>(
        type, make<arith::TruncIOp>(rewriter.getI32Type(), word));
  return word;
}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

Value Emitter::null() const { return make<ir::vort::NullOp>(); }
Value Emitter::isNull(Value ref) const { return make<ir::vort::IsNullOp>(ref); }

Value Emitter::address(Value base, int64_t offset) const {
  return offset == 0 ? base : address(base, Value(), 1, offset);
}
Value Emitter::address(Value base, Value index, uint64_t scale,
                       int64_t offset) const {
  return make<ir::vort::AddrOp>(base, index, scale,
                                static_cast<uint64_t>(offset));
}

Value Emitter::load(Value address, ir::vort::MemKind kind,
                    bool invariant) const {
  Type type = i64();
  if (kind == ir::vort::MemKind::Ref || kind == ir::vort::MemKind::Base)
    type = refType();
  else if (kind == ir::vort::MemKind::F64)
    type = rewriter.getF64Type();
  else if (kind == ir::vort::MemKind::Raw)
    type = ir::vort::RawType::get(rewriter.getContext());
  return make<ir::vort::LoadOp>(type, address, kind, invariant);
}
void Emitter::store(Value value, Value address, ir::vort::MemKind kind) const {
  make<ir::vort::StoreOp>(value, address, kind);
}

//===----------------------------------------------------------------------===//
// Checks and calls
//===----------------------------------------------------------------------===//

static StringRef nameOf(abi::Trap trap) {
  static constexpr StringRef kNames[] = {
#define VO_TRAP(kind, text) #kind,
#include "runtime/abi/Traps.def"
  };
  return kNames[static_cast<uint64_t>(trap)];
}

void Emitter::trapIf(Value condition, abi::Trap trap,
                     ValueRange numbers) const {
  make<ir::vort::TrapIfOp>(condition, nameOf(trap), numbers);
}

void Emitter::checkIndex(Value index, Value length) const {
  trapIf(compare(CmpIPredicate::uge, index, length),
         abi::Trap::IndexOutOfBounds, {index, length});
}

void Emitter::checkBounds(Value low, Value high, Value max, Value limit) const {
  Value wrong = compare(CmpIPredicate::ugt, low, high);
  if (max)
    wrong = bitOr(wrong, compare(CmpIPredicate::ugt, high, max));
  wrong = bitOr(wrong, compare(CmpIPredicate::ugt, max ? max : high, limit));
  trapIf(wrong, abi::Trap::SliceBoundsOutOfRange, {low, high});
}

Scalars Emitter::call(abi::EntryId id, ValueRange arguments) const {
  const abi::Entry &entry = abi::entry(id);
  EntrySignature signature = entrySignature(entry, rewriter.getContext());
  auto call = make<ir::vort::CallRuntimeOp>(
      signature.results, StringRef(entry.name.data(), entry.name.size()),
      arguments);
  return Scalars(call.getResults());
}

Scalars Emitter::branch(Value condition, function_ref<Scalars()> then,
                        ValueRange otherwise, Likelihood likelihood) const {
  Block *head = rewriter.getInsertionBlock();
  Block *tail = rewriter.splitBlock(head, rewriter.getInsertionPoint());
  for (Value value : otherwise)
    tail->addArgument(value.getType(), location);

  Block *arm = rewriter.createBlock(tail);
  Scalars values = then();
  make<cf::BranchOp>(tail, values);

  rewriter.setInsertionPointToEnd(head);
  auto branch =
      make<cf::CondBranchOp>(condition, arm, ValueRange(), tail, otherwise);
  if (likelihood == Likelihood::Rare)
    branch.setBranchWeights(ArrayRef<int32_t>{1, 64});
  rewriter.setInsertionPointToStart(tail);
  return Scalars(tail->args_begin(), tail->args_end());
}

void Emitter::loop(uint64_t count, function_ref<void(Value)> body) const {
  Block *head = rewriter.getInsertionBlock();
  Block *tail = rewriter.splitBlock(head, rewriter.getInsertionPoint());
  Block *turn = rewriter.createBlock(tail, {i64()}, {location});
  Value index = turn->getArgument(0);
  body(index);
  Value next = add(index, constant(1));
  Value more = compare(CmpIPredicate::ult, next, constant(count));
  make<cf::CondBranchOp>(more, turn, next, tail, ValueRange());

  rewriter.setInsertionPointToEnd(head);
  make<cf::BranchOp>(turn, constant(0));
  rewriter.setInsertionPointToStart(tail);
}

Value zeroScalar(const Emitter &emit, Type type) {
  if (isa<ir::vort::RefType>(type))
    return emit.null();
  return emit.make<arith::ConstantOp>(emit.rewriter.getZeroAttr(type));
}

Scalars zeroScalars(const Emitter &emit, TypeRange types) {
  Scalars zeros;
  for (Type type : types)
    zeros.push_back(zeroScalar(emit, type));
  return zeros;
}

} // namespace vo::lowering
