//===- Memory.cpp - Values in memory and in boxes -------------------------===//
//
// A box is read without a branch: a null reference is replaced by the address
// of a header that is all zero, and the loads are marked invariant, since
// headers never change. One select and three or four loads in the same block
// are what CSE merges and LICM and GVN move; a diamond per unboxing would give
// block arguments that none of them looks through, and every field access of
// type string would be one. The select costs one conditional move, and LLVM
// drops it where the reference is known not to be null.
//
// Making a box is a diamond, because the other way is an allocation.
//
//===----------------------------------------------------------------------===//

#include "lowering/vo/Memory.h"

using namespace mlir;
using arith::CmpIPredicate;
using vo::ir::vort::MemKind;

namespace vo::lowering {

static constexpr int64_t kSlot = abi::kWordBytes;

static MemKind kindOf(Type type) {
  if (isa<FloatType>(type))
    return MemKind::F64;
  return isa<IntegerType>(type) ? MemKind::I64 : MemKind::Ref;
}

/// The data word at `base + offset` of an interface with the given header.
static Scalars loadWord(const Emitter &emit, Value header, Value base,
                        int64_t offset) {
  Value address = emit.address(base, offset);
  Value kind = emit.bitAnd(header, emit.constant(0xFF));
  Value isRef = emit.compare(CmpIPredicate::uge, kind,
                             emit.constant(abi::kFirstReferenceKind));
  Value bits = emit.load(address, MemKind::I64);
  return {bits, emit.make<ir::vort::LoadRefIfOp>(isRef, address)};
}

Scalars loadValue(const Emitter &emit, Type type, Value base, int64_t offset) {
  if (isa<ir::IfaceType>(type)) {
    Value header = emit.load(emit.address(base, offset), MemKind::I64);
    Scalars word = loadWord(emit, header, base, offset + kSlot);
    return {header, word[0], word[1]};
  }
  if (isa<ir::WordType>(type)) {
    Value header = emit.load(emit.address(base, offset - kSlot), MemKind::I64);
    return loadWord(emit, header, base, offset);
  }
  Value value = emit.load(emit.address(base, offset), kindOf(type));
  if (isa<ir::StringType, ir::SliceType>(type))
    return unbox(emit, type, value);
  return {value};
}

/// The words that the collector reads together.
static StringRef jointLetters(Type type) {
  if (isa<ir::IfaceType>(type))
    return "hw";
  return isa<ir::WordType>(type) ? "w" : "";
}

void storeValue(const Emitter &emit, Type type, ValueRange value, Value base,
                int64_t offset, Barrier barrier) {
  if (StringRef letters = jointLetters(type); !letters.empty()) {
    emit.make<ir::vort::StoreWordsOp>(letters, value,
                                      emit.address(base, offset));
    return;
  }
  Value stored = isa<ir::StringType, ir::SliceType>(type)
                     ? box(emit, type, value)
                     : value.front();
  Value address = emit.address(base, offset);
  MemKind kind = kindOf(type);
  emit.store(stored, address, kind);
  if (kind == MemKind::Ref && barrier == Barrier::Needed &&
      isa<ir::vort::RefType>(address.getType()) &&
      !stored.getDefiningOp<ir::vort::NullOp>())
    emit.make<ir::vort::CardMarkOp>(address);
}

void storeHeader(const Emitter &emit, Value header, Value base,
                 int64_t offset) {
  emit.make<ir::vort::StoreWordsOp>("h", header, emit.address(base, offset));
}

SmallVector<Scalars> loadValues(const Emitter &emit, TypeRange types,
                                Value base, int64_t offset) {
  SmallVector<Scalars> values;
  for (Type type : types) {
    values.push_back(loadValue(emit, type, base, offset));
    offset += kSlot * slotsOf(type);
  }
  return values;
}

void storeValues(const Emitter &emit, TypeRange types,
                 ArrayRef<ValueRange> values, Value base, int64_t offset,
                 Barrier barrier) {
  for (auto [type, value] : llvm::zip_equal(types, values)) {
    storeValue(emit, type, value, base, offset, barrier);
    offset += kSlot * slotsOf(type);
  }
}

//===----------------------------------------------------------------------===//
// Boxes
//===----------------------------------------------------------------------===//

static_assert(sizeof(abi::StringObject) == 3 * kSlot &&
                  sizeof(abi::SliceObject) == 4 * kSlot,
              "a header is the scalars of the value, one after the other");

Scalars unbox(const Emitter &emit, Type type, Value ref) {
  Value zero = emit.make<ir::vort::ZeroHeaderOp>();
  Value header = emit.select(emit.isNull(ref), zero, ref);
  Scalars scalars;
  unsigned count = isa<ir::StringType>(type) ? 3 : 4;
  for (unsigned i = 0; i < count; ++i)
    scalars.push_back(emit.load(emit.address(header, i * kSlot),
                                i == 0 ? MemKind::Ref : MemKind::I64,
                                /*invariant=*/true));
  return scalars;
}

Value box(const Emitter &emit, Type type, ValueRange value, Empty empty) {
  bool string = isa<ir::StringType>(type);
  auto allocate = [&]() -> Scalars {
    auto layout = ir::LayoutAttr::get(emit.rewriter.getContext(),
                                      string ? "rvv" : "rvvv");
    Value header = emit.make<ir::vort::AllocOp>(
        layout, emit.rewriter.getStringAttr(string ? "String" : "Slice"));
    for (auto [i, scalar] : llvm::enumerate(value))
      emit.store(scalar, emit.address(header, i * kSlot),
                 i == 0 ? MemKind::Ref : MemKind::I64);
    return {header};
  };
  if (empty == Empty::Never)
    return allocate().front();
  Value hasHeader =
      string ? emit.compare(CmpIPredicate::ne, value[2], emit.constant(0))
             : emit.make<arith::XOrIOp>(
                   emit.isNull(value[0]),
                   emit.make<arith::ConstantIntOp>(/*value=*/1, /*width=*/1));
  return emit.branch(hasHeader, allocate, emit.null()).front();
}

} // namespace vo::lowering
