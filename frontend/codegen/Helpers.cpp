//===- Helpers.cpp - Copies, boxes, heap arrays -----------------------------===//

#include "frontend/codegen/Function.h"

using namespace vo;
using namespace vo::fe;

bc::Layout FunctionEmitter::concat(llvm::ArrayRef<Type *> types) {
  bc::Layout all;
  for (Type *type : types) {
    const bc::Layout &part = layout(type);
    if (all.size() + part.size() <= Tables::maxSlots)
      all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

bool FunctionEmitter::fits(llvm::ArrayRef<Type *> types, Range range) {
  uint64_t total = 0;
  for (Type *type : types) {
    if (!tables.checkLayout(type, range))
      return false;
    total += tables.slotCount(type);
  }
  if (total <= Tables::maxSlots)
    return true;
  generator.error(range, "type slot count exceeds u16::MAX: the values take " +
                             llvm::Twine(total) + " slots together");
  return false;
}

void FunctionEmitter::copy(Slot dst, Slot src, size_t count) {
  if (count == 0 || dst == src)
    return;
  if (count == 1)
    code.emit(Op::Copy, dst, src);
  else
    code.emit(Op::CopyN, dst, src, uint32_t(count));
}

void FunctionEmitter::loadInteger(Slot dst, int64_t value) {
  if (int32_t(value) == value)
    code.loadInt(dst, int32_t(value));
  else
    code.emit(Op::LoadConst, dst, tables.intConstant(value));
}

Slot FunctionEmitter::integer(int64_t value) {
  Slot slot = temp(SlotType::Value);
  loadInteger(slot, value);
  return slot;
}

void FunctionEmitter::zero(Slot dst, size_t count) {
  for (size_t i = 0; i < count; ++i)
    code.loadInt(dst + uint32_t(i), 0);
}

void FunctionEmitter::zeroValue(Slot dst, Type *type) {
  constexpr size_t fewSlots = 32;
  size_t count = slots(type);
  auto *array = underlyingAs<ArrayType>(type);
  size_t width = array ? slots(array->element) : 0;
  if (count <= fewSlots || width == 0 || count <= width)
    return zero(dst, count);
  // One element, then copies of twice the size each.
  zeroValue(dst, array->element);
  for (size_t done = width; done < count;) {
    size_t more = std::min(done, count - done);
    copy(dst + uint32_t(done), dst, more);
    done += more;
  }
}

//===----------------------------------------------------------------------===//
// Heap slots
//===----------------------------------------------------------------------===//

static constexpr size_t mostSlotsAtOnce = 255;

void FunctionEmitter::ptrGet(Slot dst, Slot ref, uint32_t offset,
                             size_t count) {
  for (size_t done = 0; done < count;) {
    size_t many = std::min(count - done, mostSlotsAtOnce);
    // Interfaces stay whole.
    if (many > 1 && done + many < count &&
        frame.type(dst + uint32_t(done + many - 1)) == SlotType::Interface0)
      --many;
    Slot to = dst + uint32_t(done);
    bc::MetaPtrLayout meta{frame.types(to, many).vec()};
    uint32_t from = offset + uint32_t(done);
    if (many == 1)
      code.emit(std::move(meta), Op::PtrGet, to, ref, from);
    else
      code.emit(std::move(meta), Op::PtrGetN, to, ref, from, uint8_t(many));
    done += many;
  }
}

void FunctionEmitter::ptrSet(Slot ref, uint32_t offset, Slot src,
                             size_t count) {
  auto isPlain = [&](size_t i) {
    SlotType type = frame.type(src + uint32_t(i));
    return type == SlotType::Value || type == SlotType::Float;
  };
  for (size_t done = 0; done < count;) {
    size_t many = 1;
    if (isPlain(done))
      while (done + many < count && many < mostSlotsAtOnce &&
             isPlain(done + many))
        ++many;
    Slot from = src + uint32_t(done);
    uint32_t to = offset + uint32_t(done);
    bc::MetaPtrLayout meta{frame.types(from, many).vec()};
    if (many > 1) {
      code.emit(std::move(meta), Op::PtrSetN, ref, to, from, uint8_t(many));
    } else {
      SlotType type = frame.type(from);
      bool reference = type == SlotType::GcRef || type == SlotType::Interface1;
      code.emit(std::move(meta), Op::PtrSet, ref, to, from,
                reference ? bc::flag::barrier : 0);
    }
    done += many;
  }
}

void FunctionEmitter::nullCheck(Slot ref, Type *pointee) {
  Scope scope(*this);
  const bc::Layout &all = layout(pointee);
  size_t width = all[0] == SlotType::Interface0 ? 2 : 1;
  Slot unused = frame.alloc(Types(all).take_front(width));
  ptrGet(unused, ref, 0, width);
}

Slot FunctionEmitter::newBox(Type *type) {
  Slot ref = temp(SlotType::GcRef);
  Scope scope(*this);
  Slot meta = temp(SlotType::Value);
  code.emit(Op::LoadConst, meta,
            tables.intConstant(int64_t(tables.boxMeta(type).raw)));
  code.emit(bc::MetaPtrLayout{layout(type)}, Op::PtrNew, ref, meta,
            slots(type));
  return ref;
}

Slot FunctionEmitter::boxed(Slot value, Type *type) {
  if (auto *array = underlyingAs<ArrayType>(type)) {
    Slot ref = newArray(array);
    storeArray(ref, value, array);
    return ref;
  }
  Slot ref = newBox(type);
  ptrSet(ref, 0, value, slots(type));
  return ref;
}

void FunctionEmitter::unbox(Slot dst, Slot ref, Type *type) {
  if (auto *array = underlyingAs<ArrayType>(type))
    return loadArray(dst, ref, array);
  ptrGet(dst, ref, 0, slots(type));
}

//===----------------------------------------------------------------------===//
// Heap arrays
//===----------------------------------------------------------------------===//

bool FunctionEmitter::isPacked(Type *element) {
  return tables.elementBytes(element) != slots(element) * 8u;
}

bc::MetaElemLayout FunctionEmitter::elemMeta(Type *element) {
  ElementCode encoding = tables.elementCode(element);
  return {encoding.bytes, encoding.signExtend, layout(element)};
}

void FunctionEmitter::arrayOp(Op op, Slot a, Slot b, Slot c, Type *element) {
  if (op == Op::ArraySet || op == Op::SliceSet)
    loadIndexBytes(b, element);
  else if (op != Op::SliceNew && op != Op::SliceAppend)
    loadIndexBytes(c, element);
  code.emit(elemMeta(element), op, a, b, c, tables.elementCode(element).flags);
}

Slot FunctionEmitter::indexSlot(Type *element) {
  if (tables.elementCode(element).flags)
    return temp(SlotType::Value);
  return frame.alloc({SlotType::Value, SlotType::Value});
}

void FunctionEmitter::loadIndexBytes(Slot index, Type *element) {
  ElementCode encoding = tables.elementCode(element);
  if (!encoding.flags)
    loadInteger(index + 1, encoding.bytes);
}

Slot FunctionEmitter::newArray(ArrayType *type) {
  Slot ref = temp(SlotType::GcRef);
  Scope scope(*this);
  Slot meta = temp(SlotType::Value);
  Slot length = indexSlot(type->element);
  loadMeta(meta, type->element);
  loadInteger(length, int64_t(type->length));
  arrayOp(Op::ArrayNew, ref, meta, length, type->element);
  return ref;
}

void FunctionEmitter::forEachIndex(uint64_t length,
                                   llvm::function_ref<void(Slot)> body) {
  if (length == 0)
    return;
  Scope scope(*this);
  Slot index = integer(0);
  Slot limit = integer(int64_t(length));
  uint32_t hint = code.loopHint();
  Label top = code.here();
  {
    Scope inner(*this);
    body(index);
  }
  code.forLoop(index, limit, top, 0);
  Label exit = code.here();
  code.closeLoop(hint, code.pc() - 1, exit, /*loopFlags=*/0);
}

/// Arrays up to that length are moved by one instruction per element.
static constexpr uint64_t unrolledLength = 8;

static bool holdsReferences(Frame::Types layout) {
  return llvm::any_of(layout, [](bc::SlotType type) {
    return type != bc::SlotType::Value && type != bc::SlotType::Float;
  });
}

void FunctionEmitter::loadArray(Slot dst, Slot ref, ArrayType *type) {
  Type *element = type->element;
  uint32_t width = slots(element);
  if (type->length == 0 || width == 0)
    return;
  Scope scope(*this);
  if (!isPacked(element)) {
    Slot start = temp(SlotType::GcRef), index = indexSlot(element);
    code.loadInt(index, 0);
    arrayOp(Op::ArrayAddr, start, ref, index, element);
    return ptrGet(dst, start, 0, slots(type));
  }
  if (type->length <= unrolledLength) {
    Slot index = indexSlot(element);
    for (uint32_t i = 0; i < type->length; ++i) {
      code.loadInt(index, int32_t(i));
      arrayOp(Op::ArrayGet, dst + i, ref, index, element);
    }
    return;
  }
  forEachIndex(type->length, [&](Slot index) {
    Slot one = temp(element);
    arrayOp(Op::ArrayGet, one, ref, index, element);
    checkIndex(index, type->length);
    code.emit(bc::MetaSlotLayout{layout(element)}, Op::SlotSet, dst, index,
              one);
  });
}

void FunctionEmitter::storeArray(Slot ref, Slot src, ArrayType *type) {
  Type *element = type->element;
  uint32_t width = slots(element);
  if (type->length == 0 || width == 0)
    return;
  Scope scope(*this);
  bool isShort = type->length <= unrolledLength;
  if (!isPacked(element) && (isShort || !holdsReferences(layout(element)))) {
    Slot start = temp(SlotType::GcRef), index = indexSlot(element);
    code.loadInt(index, 0);
    arrayOp(Op::ArrayAddr, start, ref, index, element);
    return ptrSet(start, 0, src, slots(type));
  }
  if (isShort) {
    for (uint32_t i = 0; i < type->length; ++i)
      setElement(Op::ArraySet, ref, i, src + i * width, element);
    return;
  }
  forEachIndex(type->length, [&](Slot index) {
    Slot one = temp(element);
    checkIndex(index, type->length);
    code.emit(bc::MetaSlotLayout{layout(element)},
              width == 1 ? Op::SlotGet : Op::SlotGetN, one, src, index);
    Slot at = index;
    if (!tables.elementCode(element).flags) {
      at = indexSlot(element);
      copy(at, index, 1);
    }
    arrayOp(Op::ArraySet, ref, at, one, element);
  });
}

void FunctionEmitter::copyArray(Slot dst, Slot src, ArrayType *type) {
  if (type->length == 0 || tables.elementBytes(type->element) == 0)
    return;
  Scope scope(*this);
  constexpr SlotType R = SlotType::GcRef, V = SlotType::Value;
  Slot views = frame.alloc({R, R}), bounds = frame.alloc({V, V});
  Slot count = temp(V);
  code.loadInt(bounds, 0);
  loadInteger(bounds + 1, int64_t(type->length));
  code.emit(Op::SliceSlice, views, dst, bounds, bc::flag::sliceArray);
  code.emit(Op::SliceSlice, views + 1, src, bounds, bc::flag::sliceArray);
  callExtern(helper("vo_copy", 2, {V}), count, views, {R, R}, {V});
}

bool FunctionEmitter::isHeapArray(Expr *expr) {
  expr = unparen(expr);
  auto *ident = llvm::dyn_cast<Ident>(expr);
  auto *selector = llvm::dyn_cast<SelectorExpr>(expr);
  if (selector && !selector->selection)
    ident = selector->name;
  auto *var = ident ? llvm::dyn_cast_or_null<Var>(ident->object) : nullptr;
  if (!var)
    return false;
  Storage::Kind kind = storageKind(var);
  return kind == Storage::Kind::Array || kind == Storage::Kind::GlobalArray;
}

void FunctionEmitter::fillArray(Slot ref, Expr *expr, ArrayType *type) {
  Scope scope(*this);
  expr = unparen(expr);
  if (auto *literal = llvm::dyn_cast<CompositeLit>(expr);
      literal && literal->type->underlying() == type)
    return arrayElements(literal, type, ref);
  if (isHeapArray(expr))
    return copyArray(ref, place(expr, Access::Read).base, type);
  storeArray(ref, converted(expr, type), type);
}

void FunctionEmitter::setElement(Op op, Slot container, uint64_t index,
                                 Slot value, Type *element) {
  Scope scope(*this);
  Slot at = indexSlot(element);
  loadInteger(at, int64_t(index));
  arrayOp(op, container, at, value, element);
}

//===----------------------------------------------------------------------===//
// Externs
//===----------------------------------------------------------------------===//

uint16_t FunctionEmitter::helper(llvm::StringRef name, int params,
                                 llvm::ArrayRef<SlotType> results) {
  std::vector<std::optional<uint32_t>> metas;
  bool pairs = false;
  for (SlotType type : results) {
    metas.push_back(std::nullopt);
    if (type == SlotType::Interface0) {
      metas.back() = uint32_t(Tables::ErrorInterface);
      pairs = true;
    }
  }
  if (!pairs)
    metas.clear();
  return tables.helperIndex(name, params, results.vec(), metas, 0);
}

void FunctionEmitter::callExtern(uint16_t index, Slot results, Slot args,
                                 Types argTypes, Types resultTypes) {
  code.emit(bc::MetaCallExternLayout{argTypes.vec(), resultTypes.vec()},
            Op::CallExtern, results, index, args);
}
