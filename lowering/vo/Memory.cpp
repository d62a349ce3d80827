//===- Memory.cpp - Values in memory --------------------------------------===//

#include "lowering/vo/Memory.h"

#include "dialect/vo/InterfaceHeader.h"

using namespace mlir;
using arith::CmpIPredicate;
using vo::ir::vort::MemKind;

namespace vo::lowering {

static constexpr int64_t kWord = abi::kWordBytes;

/// Kind of a leaf that is one machine word or less.
static MemKind kindOf(Type leaf) {
  if (leaf.isF64())
    return MemKind::F64;
  if (leaf.isF32())
    return MemKind::U32;
  auto integer = dyn_cast<IntegerType>(leaf);
  if (!integer)
    return MemKind::Ref;
  switch (integer.getWidth()) {
  case 8:
    return integer.isSigned() ? MemKind::I8 : MemKind::U8;
  case 16:
    return integer.isSigned() ? MemKind::I16 : MemKind::U16;
  case 32:
    return integer.isSigned() ? MemKind::I32 : MemKind::U32;
  default:
    return MemKind::I64;
  }
}

/// Number of scalars of a string or slice; 0 for other leaves.
static unsigned viewScalars(Type leaf) {
  if (isa<ir::StringType>(leaf))
    return 3;
  return isa<ir::SliceType>(leaf) ? 4 : 0;
}

static Scalars loadIface(const Emitter &emit, Value base, int64_t offset,
                         bool invariant) {
  Value header =
      emit.load(emit.address(base, offset), MemKind::Header, invariant);
  Value address = emit.address(base, offset + kWord);
  Value kind = emit.bitAnd(header, emit.constant(ir::kHeaderKindMask));
  Value isRef = emit.compare(CmpIPredicate::uge, kind,
                             emit.constant(abi::kFirstReferenceKind));
  Value bits = emit.load(address, MemKind::Data, invariant);
  return {header, bits, emit.make<ir::vort::LoadRefIfOp>(isRef, address)};
}

Scalars loadLeaf(const Emitter &emit, Type leaf, Value base, int64_t offset,
                 bool invariant) {
  if (isa<ir::IfaceType>(leaf))
    return loadIface(emit, base, offset, invariant);
  if (unsigned count = viewScalars(leaf)) {
    Scalars scalars;
    for (unsigned i = 0; i < count; ++i)
      scalars.push_back(emit.load(emit.address(base, offset + i * kWord),
                                  i == 0 ? MemKind::Base : MemKind::Extent,
                                  invariant));
    return scalars;
  }
  Value value = emit.load(emit.address(base, offset), kindOf(leaf), invariant);
  // The others are loaded as what they are.
  return {leaf.isF32() ? emit.fromWord(value, leaf) : value};
}

static void storeRef(const Emitter &emit, Value value, Value address,
                     MemKind kind, Barrier barrier) {
  emit.store(value, address, kind);
  bool isNull = value.getDefiningOp<ir::vort::NullOp>() != nullptr;
  if (barrier == Barrier::Needed && !isNull &&
      isa<ir::vort::RefType>(address.getType()))
    emit.make<ir::vort::CardMarkOp>(address);
}

void storeLeaf(const Emitter &emit, Type leaf, ValueRange value,
               LeafPlace place, Barrier barrier) {
  auto [base, offset] = place;
  if (isa<ir::IfaceType>(leaf))
    return void(emit.make<ir::vort::StoreWordsOp>("hw", value,
                                                  emit.address(base, offset)));
  Value address = emit.address(base, offset);
  if (unsigned count = viewScalars(leaf)) {
    storeRef(emit, value[0], address, MemKind::Base, barrier);
    for (unsigned i = 1; i < count; ++i)
      emit.store(value[i], emit.address(base, offset + i * kWord),
                 MemKind::Extent);
    return;
  }
  if (kindOf(leaf) == MemKind::Ref)
    return storeRef(emit, value[0], address, MemKind::Ref, barrier);
  emit.store(leaf.isF32() ? emit.toWord(value[0]) : value[0], address,
             kindOf(leaf));
}

SmallVector<Scalars> loadFields(const Emitter &emit, const Fields &fields,
                                Value object) {
  SmallVector<Scalars> values;
  for (auto [type, offset] : llvm::zip_equal(fields.types, fields.offsets))
    values.push_back(loadLeaf(emit, type, object, offset));
  return values;
}

void storeFields(const Emitter &emit, const Fields &fields,
                 ArrayRef<ValueRange> values, Value object) {
  for (auto [type, offset, value] :
       llvm::zip_equal(fields.types, fields.offsets, values))
    storeLeaf(emit, type, value, {object, offset}, Barrier::NotNeeded);
}

//===----------------------------------------------------------------------===//
// Places
//===----------------------------------------------------------------------===//

/// Stands on the first leaf of a place; the operation has been verified.
static ir::LeafCursor enter(const Emitter &emit, MemoryLayouts &layouts,
                            const Place &place) {
  Operation *from = emit.rewriter.getInsertionBlock()->getParentOp();
  ir::LeafCursor cursor(from, &layouts.symbols());
  LogicalResult exists = cursor.enter(place.memory, place.path, nullptr);
  assert(succeeded(exists) && "access that was not verified");
  (void)exists;
  return cursor;
}

/// The base, moved by what operands add.
static Value indexedBase(const Emitter &emit, MemoryLayouts &layouts,
                         const Place &place, const ir::LeafCursor &cursor) {
  Value base = place.base;
  for (auto [array, index] : llvm::zip_equal(cursor.indexed(), place.indices))
    base = emit.address(base, index, layouts.stride(array.getElem()), 0);
  return base;
}

SmallVector<Scalars> loadLeaves(const Emitter &emit, MemoryLayouts &layouts,
                                const Place &place, size_t count) {
  ir::LeafCursor cursor = enter(emit, layouts, place);
  Value base = indexedBase(emit, layouts, place, cursor);
  SmallVector<Scalars> values;
  for (; count != 0; --count, cursor.advance())
    values.push_back(loadLeaf(emit, cursor.leaf(), base,
                              static_cast<int64_t>(layouts.offset(cursor))));
  return values;
}

void storeLeaves(const Emitter &emit, MemoryLayouts &layouts,
                 const Place &place, ArrayRef<ValueRange> values,
                 Barrier barrier) {
  ir::LeafCursor cursor = enter(emit, layouts, place);
  Value base = indexedBase(emit, layouts, place, cursor);
  for (ValueRange value : values) {
    storeLeaf(emit, cursor.leaf(), value,
              {base, static_cast<int64_t>(layouts.offset(cursor))}, barrier);
    cursor.advance();
  }
}

Value addressOf(const Emitter &emit, MemoryLayouts &layouts,
                const Place &place) {
  ir::LeafCursor cursor = enter(emit, layouts, place);
  return emit.address(indexedBase(emit, layouts, place, cursor),
                      static_cast<int64_t>(layouts.offset(cursor)));
}

/// Where the contents of a box begin, and their type.
static std::pair<Type, int64_t> contentsOf(Type box) {
  if (auto array = dyn_cast<ir::ArrayType>(box))
    return {
        ir::FlatType::get(box.getContext(), array.getCount(), array.getElem()),
        abi::kArrayDataOffset};
  return {ir::pointeeOf(box), 0};
}

static void
forEachBoxLeaf(const Emitter &emit, MemoryLayouts &layouts, Type box,
               function_ref<void(Type leaf, int64_t offset)> visit) {
  auto [storage, start] = contentsOf(box);
  ir::LeafCursor cursor(emit.rewriter.getInsertionBlock()->getParentOp(),
                        &layouts.symbols());
  (void)cursor.enter(storage, "", nullptr);
  for (; cursor.leaf(); cursor.advance())
    visit(cursor.leaf(), start + static_cast<int64_t>(layouts.offset(cursor)));
}

SmallVector<Type> boxLeaves(const Emitter &emit, MemoryLayouts &layouts,
                            Type box) {
  SmallVector<Type> leaves;
  forEachBoxLeaf(emit, layouts, box, [&](Type leaf, int64_t) {
    leaves.push_back(ir::registerOf(leaf));
  });
  return leaves;
}

Scalars boxContents(const Emitter &emit, MemoryLayouts &layouts, Type box,
                    Value object) {
  Scalars values;
  forEachBoxLeaf(emit, layouts, box, [&](Type leaf, int64_t offset) {
    llvm::append_range(values, loadLeaf(emit, leaf, object, offset));
  });
  return values;
}

Scalars elementType(const Emitter &emit, ir::ElemAttr elem) {
  return {emit.make<ir::vort::ArrayLayoutOp>(elem),
          emit.constant(uint64_t{elem.bytes()} << 32)};
}

} // namespace vo::lowering
