//===- Places.cpp - Locations: resolve, load, store -------------------------===//
//
// A place is resolved once and then loaded, stored or both. Reading takes every
// step with its check before the next operand is evaluated; an assignment
// evaluates all operands first and leaves the checks to the store.
//
//===----------------------------------------------------------------------===//

#include "frontend/codegen/Function.h"

using namespace vo;
using namespace vo::fe;

static Location memory(Slot ref, Type *pointee) {
  Location place;
  place.root = Location::Root::Memory;
  place.base = ref;
  place.rootType = pointee;
  place.type = pointee;
  return place;
}

static Location frameSlots(Slot slot, Type *type) {
  Location place;
  place.base = slot;
  place.type = type;
  return place;
}

Slot FunctionEmitter::operand(Expr *expr, Access access) {
  if (access != Access::FreezeCopies)
    return value(expr);
  Slot slot = temp(expr->type);
  valueTo(expr, slot);
  return slot;
}

Location FunctionEmitter::place(Expr *expr, Access access) {
  expr = unparen(expr);
  if (auto *ident = llvm::dyn_cast<Ident>(expr)) {
    if (auto *var = llvm::dyn_cast_or_null<Var>(ident->object))
      return placeOf(var);
  } else if (auto *index = llvm::dyn_cast<IndexExpr>(expr)) {
    if (!isString(index->base->type))
      return indexPlace(index, access);
  } else if (auto *star = llvm::dyn_cast<StarExpr>(expr)) {
    Slot ref = operand(star->inner, access);
    return memory(ref, underlyingAs<PointerType>(star->inner->type)->element);
  } else if (auto *selector = llvm::dyn_cast<SelectorExpr>(expr)) {
    const Selection *selection = selector->selection;
    if (!selection) {
      if (auto *var = llvm::dyn_cast_or_null<Var>(selector->name->object))
        return placeOf(var);
    } else if (selection->kind == Selection::Kind::Field) {
      Type *base = selector->base->type;
      auto *pointer = underlyingAs<PointerType>(base);
      Location made =
          pointer ? memory(operand(selector->base, access), pointer->element)
                  : place(selector->base, access);
      selectField(made, base, selection->path, access);
      return made;
    }
  }
  return frameSlots(value(expr), expr->type);
}

void FunctionEmitter::selectField(Location &place, Type *base,
                                  llvm::ArrayRef<uint32_t> path, Access) {
  if (path.empty())
    return;
  Type *current = base;
  if (place.root == Location::Root::MapElem)
    place = frameSlots(loadValue(place), place.type);
  bool first = true;
  for (uint32_t number : path) {
    if (auto *pointer = underlyingAs<PointerType>(current)) {
      if (!first) {
        place.type = current;
        place = memory(loadValue(place), pointer->element);
      }
      current = pointer->element;
    }
    first = false;
    auto *structure = underlyingAs<StructType>(current);
    place.offset += tables.fieldOffset(structure, number);
    current = structure->fields[number].type;
  }
  place.type = current;
}

Location FunctionEmitter::indexPlace(IndexExpr *expr, Access access) {
  Type *base = expr->base->type;
  if (auto *array = underlyingAs<ArrayType>(base)) {
    Location made = place(expr->base, access);
    indexStep(made, expr->index, array, access);
    made.type = array->element;
    return made;
  }
  Location made;
  made.base = operand(expr->base, access);
  if (auto *map = underlyingAs<MapType>(base)) {
    made.root = Location::Root::MapElem;
    made.rootType = map;
    made.type = map->value;
    bc::Layout window{SlotType::Value};
    llvm::append_range(window, layout(map->key));
    made.index = frame.alloc(window);
    convertedTo(expr->index, map->key, made.index + 1);
    return made;
  }
  Type *element = underlyingAs<SliceType>(base)->element;
  made.root = Location::Root::SliceElem;
  made.rootType = made.type = element;
  Slot index = operand(expr->index, access);
  made.index = index;
  if (!tables.elementCode(element).flags) {
    made.index = indexSlot(element);
    copy(made.index, index, 1);
  }
  return made;
}

void FunctionEmitter::indexStep(Location &place, Expr *index, ArrayType *array,
                                Access access) {
  using Root = Location::Root;
  Type *element = array->element;
  uint32_t stride = slots(element);
  if (place.root == Root::MapElem)
    place = frameSlots(loadValue(place), place.type);
  if (index->constant && place.root != Root::Array) {
    place.offset += uint32_t(index->constant->asInt64().value_or(0)) * stride;
    return;
  }
  if (access == Access::Read) {
    if (place.root == Root::ArrayElem || place.root == Root::SliceElem)
      materialize(place);
    if (place.root == Root::Memory && !place.nonNull) {
      nullCheck(place.base, place.rootType);
      place.nonNull = true;
    }
  }
  Slot at = operand(index, access);
  if (place.root == Root::Array) {
    place.root = Root::ArrayElem;
    place.rootType = element;
    place.index = at;
    if (!tables.elementCode(element).flags) {
      place.index = indexSlot(element);
      copy(place.index, at, 1);
    }
    return;
  }
  bool checked = access == Access::Read;
  if (checked)
    checkIndex(at, array->length);
  place.steps.push_back(
      {place.offset, at, array->length, stride, element, checked});
  place.offset = 0;
  if (checked && place.root == Root::Memory)
    materialize(place);
}

void FunctionEmitter::checkIndex(Slot index, uint64_t length) {
  Scope scope(*this);
  code.emit(Op::IndexCheck, index, integer(int64_t(length)));
}

void FunctionEmitter::materialize(Location &place) {
  using Root = Location::Root;
  if (place.root == Root::ArrayElem || place.root == Root::SliceElem) {
    Slot start = temp(SlotType::GcRef);
    arrayOp(place.root == Root::ArrayElem ? Op::ArrayAddr : Op::SliceAddr,
            start, place.base, place.index, place.rootType);
    place.root = Root::Memory;
    place.base = start;
    place.nonNull = true;
  }
  if (place.steps.empty())
    return;
  if (!place.nonNull)
    nullCheck(place.base, place.rootType);
  place.nonNull = true;
  Slot ref = temp(SlotType::GcRef);
  Scope scope(*this);
  Slot distance = temp(SlotType::Value);
  bool first = true;
  for (const IndexStep &step : place.steps) {
    if (!step.checked)
      checkIndex(step.index, step.length);
    place.offset += step.before;
    Slot scaled = step.index;
    if (step.stride != 1) {
      scaled = first ? distance : temp(SlotType::Value);
      code.emit(Op::MulI, scaled, step.index, integer(step.stride));
    }
    if (first)
      copy(distance, scaled, 1);
    else
      code.emit(Op::AddI, distance, distance, scaled);
    first = false;
  }
  code.emit(Op::PtrAdd, ref, place.base, distance);
  place.base = ref;
  place.steps.clear();
}

/// Only a part of the element is meant.
static bool isProjection(const Location &place, uint64_t slots,
                         uint64_t rootSlots) {
  return !place.steps.empty() || place.offset || slots != rootSlots;
}

Slot FunctionEmitter::loadValue(Location &place) {
  if (place.isFrameSlots())
    return place.base + place.offset;
  Slot slot = temp(place.type);
  load(place, slot);
  return slot;
}

void FunctionEmitter::load(Location &place, Slot dst) {
  using Root = Location::Root;
  size_t count = slots(place.type);
  switch (place.root) {
  case Root::Frame:
    if (place.steps.empty())
      return copy(dst, place.base + place.offset, count);
    return accessFrameElement(place, dst, /*isStore=*/false);
  case Root::Global:
    if (count == 1)
      return code.emit(Op::GlobalGet, dst, place.base);
    return code.emit(Op::GlobalGetN, dst, place.base, 0, uint8_t(count));
  case Root::Memory:
    materialize(place);
    return ptrGet(dst, place.base, place.offset, count);
  case Root::Array:
    return loadArray(dst, place.base, underlyingAs<ArrayType>(place.type));
  case Root::ArrayElem:
  case Root::SliceElem:
    if (isProjection(place, count, slots(place.rootType))) {
      materialize(place);
      return ptrGet(dst, place.base, place.offset, count);
    }
    arrayOp(place.root == Root::ArrayElem ? Op::ArrayGet : Op::SliceGet, dst,
            place.base, place.index, place.rootType);
    // An element without fields leaves its slot alone.
    if (tables.elementBytes(place.rootType) == 0)
      zero(dst, count);
    return;
  case Root::MapElem:
    return mapGet(place, dst, /*withOk=*/false);
  }
}

void FunctionEmitter::store(Location &place, Slot src) {
  using Root = Location::Root;
  size_t count = slots(place.type);
  switch (place.root) {
  case Root::Frame:
    if (place.steps.empty())
      return copy(place.base + place.offset, src, count);
    return accessFrameElement(place, src, /*isStore=*/true);
  case Root::Global:
    if (count == 1)
      return code.emit(Op::GlobalSet, place.base, src);
    return code.emit(Op::GlobalSetN, place.base, src, 0, uint8_t(count));
  case Root::Memory:
    materialize(place);
    return ptrSet(place.base, place.offset, src, count);
  case Root::Array:
    return storeArray(place.base, src, underlyingAs<ArrayType>(place.type));
  case Root::ArrayElem:
  case Root::SliceElem:
    if (isProjection(place, count, slots(place.rootType))) {
      materialize(place);
      return ptrSet(place.base, place.offset, src, count);
    }
    return arrayOp(place.root == Root::ArrayElem ? Op::ArraySet : Op::SliceSet,
                   place.base, place.index, src, place.rootType);
  case Root::MapElem:
    return mapSet(place, src);
  }
}

Slot FunctionEmitter::addressOf(Location &place) {
  // Variables whose address is taken live on the heap; a copy is only made
  // after errors.
  if (place.root == Location::Root::Frame)
    return boxed(loadValue(place), place.type);
  materialize(place);
  if (!place.nonNull && place.rootType)
    nullCheck(place.base, place.rootType);
  place.nonNull = true;
  if (place.offset == 0)
    return place.base;
  Slot ref = temp(SlotType::GcRef);
  Scope scope(*this);
  code.emit(Op::PtrAdd, ref, place.base, integer(place.offset));
  return ref;
}

/// Elements of arrays in frame slots. Directly nested arrays are one array with
/// a combined index; a part of an element goes through a copy of it.
void FunctionEmitter::accessFrameElement(Location &place, Slot value,
                                         bool isStore) {
  Scope scope(*this);
  IndexStep first = place.steps[0];
  Slot base = place.base + first.before;
  // The last check of a slot says how far an access may reach, and the same
  // slot may be an index of several arrays.
  if (!first.checked || isStore || place.steps.size() > 1)
    checkIndex(first.index, first.length);
  size_t taken = 1;
  while (taken < place.steps.size()) {
    const IndexStep &next = place.steps[taken];
    if (next.before || next.length * next.stride != first.stride)
      break;
    if (!next.checked)
      checkIndex(next.index, next.length);
    Slot combined = temp(SlotType::Value);
    code.emit(Op::MulI, combined, first.index, integer(int64_t(next.length)));
    code.emit(Op::AddI, combined, combined, next.index);
    first.index = combined;
    first.length *= next.length;
    first.stride = next.stride;
    first.element = next.element;
    ++taken;
  }
  if (first.stride == 0)
    return;
  if (taken > 1)
    checkIndex(first.index, first.length);

  bc::MetaSlotLayout meta{layout(first.element)};
  Op get = first.stride == 1 ? Op::SlotGet : Op::SlotGetN;
  Op set = first.stride == 1 ? Op::SlotSet : Op::SlotSetN;
  if (taken == place.steps.size() && !place.offset &&
      slots(place.type) == first.stride) {
    if (isStore)
      code.emit(meta, set, base, first.index, value);
    else
      code.emit(meta, get, value, base, first.index);
    return;
  }
  Location inner = frameSlots(temp(first.element), place.type);
  inner.steps.assign(place.steps.begin() + taken, place.steps.end());
  for (IndexStep &step : inner.steps)
    step.checked = false;
  inner.offset = place.offset;
  Slot element = inner.base;
  code.emit(meta, get, element, base, first.index);
  if (!isStore)
    return load(inner, value);
  store(inner, value);
  if (!inner.steps.empty())
    checkIndex(first.index, first.length);
  code.emit(meta, set, base, first.index, element);
}

//===----------------------------------------------------------------------===//
// Map elements
//===----------------------------------------------------------------------===//

void FunctionEmitter::mapGet(Location &place, Slot dst, bool withOk) {
  auto *map = llvm::cast<MapType>(place.rootType);
  const bc::Layout &key = layout(map->key), &value = layout(map->value);
  int64_t word = withOk;
  if (value.size() <= INT16_MAX)
    word |= int64_t(key.size()) << 16 | int64_t(value.size()) << 1;
  loadInteger(place.index, word);
  code.emit(bc::MetaMapGet{key, value, withOk}, Op::MapGet, dst, place.base,
            place.index);
}

void FunctionEmitter::mapSet(const Location &place, Slot src) {
  auto *map = llvm::cast<MapType>(place.rootType);
  const bc::Layout &key = layout(map->key), &value = layout(map->value);
  bool fits = key.size() <= UINT8_MAX && value.size() <= UINT8_MAX;
  loadInteger(place.index,
              fits ? int64_t(key.size()) << 8 | int64_t(value.size()) : 0);
  code.emit(bc::MetaMapSet{key, value}, Op::MapSet, place.base, place.index,
            src);
}
