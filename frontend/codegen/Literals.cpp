//===- Literals.cpp - Composite literals, new slices and maps ---------------===//

#include "frontend/codegen/Function.h"

#include "llvm/ADT/SmallBitVector.h"

using namespace vo;
using namespace vo::fe;

Expr *vo::fe::elementValue(Expr *element) {
  if (auto *pair = llvm::dyn_cast<KeyValueExpr>(element))
    return pair->value;
  return element;
}

void FunctionEmitter::compositeTo(CompositeLit *expr, Slot dst) {
  if (!expr->addressOf)
    return compositeValue(expr, expr->type, dst);
  Type *pointee = underlyingAs<PointerType>(expr->type)->element;
  Slot made = temp(pointee);
  compositeValue(expr, pointee, made);
  code.at(expr->range);
  copy(dst, boxed(made, pointee), 1);
}

void FunctionEmitter::compositeValue(CompositeLit *expr, Type *type, Slot dst) {
  if (auto *map = underlyingAs<MapType>(type))
    return mapLiteral(expr, map, dst);
  if (auto *slice = underlyingAs<SliceType>(type))
    return sliceLiteral(expr, slice, dst);
  auto *structure = underlyingAs<StructType>(type);
  auto *array = underlyingAs<ArrayType>(type);
  if (!structure && !array)
    return;
  // What no element names is zero.
  if (structure) {
    llvm::SmallBitVector given(structure->fields.size());
    for (int64_t position : expr->positions)
      given.set(unsigned(position));
    uint32_t covered = 0;
    for (uint32_t i = 0; i < structure->fields.size(); ++i) {
      Type *field = structure->fields[i].type;
      covered += slots(field);
      if (!given.test(i))
        zeroValue(dst + tables.fieldOffset(structure, i), field);
    }
    if (covered == 0)
      code.loadInt(dst, 0);
  } else if (expr->elements.size() < array->length) {
    zeroValue(dst, array);
  }
  for (size_t i = 0; i < expr->elements.size(); ++i) {
    auto position = uint32_t(expr->positions[i]);
    Type *member =
        structure ? structure->fields[position].type : array->element;
    uint32_t offset = structure ? tables.fieldOffset(structure, position)
                                : position * slots(array->element);
    convertedTo(elementValue(expr->elements[i]), member, dst + offset);
  }
}

void FunctionEmitter::arrayElements(CompositeLit *expr, ArrayType *type,
                                    Slot ref) {
  for (size_t i = 0; i < expr->elements.size(); ++i) {
    Scope scope(*this);
    Slot element = converted(elementValue(expr->elements[i]), type->element);
    setElement(Op::ArraySet, ref, uint64_t(expr->positions[i]), element,
               type->element);
  }
}

void FunctionEmitter::newSlice(Type *element, uint64_t length, Slot dst) {
  Scope scope(*this);
  bool isDynamic = !tables.elementCode(element).flags;
  Slot meta = temp(SlotType::Value);
  Slot sizes = frame.alloc(bc::Layout(isDynamic ? 3 : 2, SlotType::Value));
  loadMeta(meta, element);
  loadInteger(sizes, int64_t(length));
  loadInteger(sizes + 1, int64_t(length));
  if (isDynamic)
    loadInteger(sizes + 2, tables.elementBytes(element));
  arrayOp(Op::SliceNew, dst, meta, sizes, element);
}

void FunctionEmitter::sliceLiteral(CompositeLit *expr, SliceType *type,
                                   Slot dst) {
  int64_t length = 0;
  for (int64_t position : expr->positions)
    length = std::max(length, position + 1);
  Scope scope(*this);
  Slot slice = temp(SlotType::GcRef);
  code.at(expr->range);
  newSlice(type->element, uint64_t(length), slice);
  for (size_t i = 0; i < expr->elements.size(); ++i) {
    Scope inner(*this);
    Slot element = converted(elementValue(expr->elements[i]), type->element);
    setElement(Op::SliceSet, slice, uint64_t(expr->positions[i]), element,
               type->element);
  }
  copy(dst, slice, 1);
}

void FunctionEmitter::newMap(MapType *type, Slot dst) {
  Scope scope(*this);
  Slot words = frame.alloc({SlotType::Value, SlotType::Value});
  uint64_t metas =
      uint64_t(tables.meta(type->key).raw) << 32 | tables.meta(type->value).raw;
  code.emit(Op::LoadConst, words, tables.intConstant(int64_t(metas)));
  loadInteger(words + 1, tables.rttid(type->key).id());
  code.emit(bc::MetaMapNew{layout(type->key), layout(type->value)}, Op::MapNew,
            dst, words);
}

void FunctionEmitter::mapLiteral(CompositeLit *expr, MapType *type, Slot dst) {
  Scope scope(*this);
  Location place;
  place.root = Location::Root::MapElem;
  place.rootType = type;
  place.type = type->value;
  place.base = temp(SlotType::GcRef);
  code.at(expr->range);
  newMap(type, place.base);
  bc::Layout window{SlotType::Value};
  llvm::append_range(window, layout(type->key));
  place.index = frame.alloc(window);
  for (Expr *element : expr->elements) {
    auto *pair = llvm::cast<KeyValueExpr>(element);
    Scope inner(*this);
    convertedTo(pair->key, type->key, place.index + 1);
    Slot held = converted(pair->value, type->value);
    code.at(pair->range);
    mapSet(place, held);
  }
  copy(dst, place.base, 1);
}
