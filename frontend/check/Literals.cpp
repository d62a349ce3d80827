//===- Literals.cpp - Composite literals -----------------------------------===//

#include "frontend/check/Sema.h"

using namespace vo::fe;

void Sema::checkComposite(CompositeLit &literal, Type *hint) {
  literal.addressOf = false;
  Type *type = literalType(literal, hint);
  Type *under = type->underlying();
  if (auto *structure = llvm::dyn_cast_or_null<StructType>(under)) {
    structLiteral(literal, *structure);
  } else if (auto *array = llvm::dyn_cast_or_null<ArrayType>(under)) {
    indexedLiteral(literal, array->element, array->length);
  } else if (auto *slice = llvm::dyn_cast_or_null<SliceType>(under)) {
    indexedLiteral(literal, slice->element, std::nullopt);
  } else if (auto *map = llvm::dyn_cast_or_null<MapType>(under)) {
    mapLiteral(literal, *map);
  } else {
    if (!isInvalid(type))
      error(literal.range,
            "invalid operation: invalid composite literal type " + str(type));
    for (Expr *element : literal.elements) {
      if (auto *pair = llvm::dyn_cast<KeyValueExpr>(element))
        element = pair->value;
      if (!llvm::isa<CompositeLit>(element))
        checkExpr(element);
    }
    return invalidate(&literal);
  }
  if (literal.mode == Mode::Value)
    return; // an array whose length its elements decided
  setValue(&literal, literal.addressOf ? types.pointer(type) : type);
}

Type *Sema::literalType(CompositeLit &literal, Type *hint) {
  literal.mode = Mode::Invalid;
  if (!literal.typeExpr) {
    if (!hint) {
      error(literal.range,
            "invalid operation: missing type in composite literal");
      return invalidType();
    }
    auto *pointer = underlyingAs<PointerType>(hint);
    literal.addressOf = pointer != nullptr;
    return pointer ? pointer->element : hint;
  }
  auto *array = llvm::dyn_cast<ArrayTypeExpr>(literal.typeExpr);
  if (!array || !array->length || !llvm::isa<EllipsisExpr>(array->length))
    return checkType(literal.typeExpr);
  Type *element = checkType(array->element);
  uint64_t length = indexedLiteral(literal, element, std::nullopt);
  Type *type = types.array(element, length);
  array->mode = Mode::TypeExpr;
  array->type = type;
  setValue(&literal, type);
  return type;
}

//===----------------------------------------------------------------------===//
// Structs
//===----------------------------------------------------------------------===//

void Sema::structLiteral(CompositeLit &literal, StructType &type) {
  llvm::SmallVector<int64_t, 16> positions;
  llvm::SmallVector<bool, 16> seen(type.fields.size(), false);
  bool keyed = !literal.elements.empty() &&
               llvm::isa<KeyValueExpr>(literal.elements.front());
  for (size_t i = 0; i < literal.elements.size(); ++i) {
    Expr *element = literal.elements[i];
    if (llvm::isa<KeyValueExpr>(element) != keyed)
      error(element->range,
            "mixture of keyed and unkeyed elements in struct literal");
    int64_t number = literalField(element, i, type, seen);
    positions.push_back(number);
    Type *fieldType = number < 0 ? nullptr : type.fields[number].type;
    auto *pair = llvm::dyn_cast<KeyValueExpr>(element);
    Expr *value = pair ? pair->value : element;
    if (checkValue(value, fieldType) && fieldType)
      assign(value, fieldType, "struct literal");
    if (pair) {
      pair->mode = Mode::Value;
      pair->type = value->type;
    }
  }
  literal.positions = ast.copy(llvm::ArrayRef<int64_t>(positions));
}

/// The field that an element initializes, negative after an error.
int64_t Sema::literalField(Expr *element, size_t index, StructType &type,
                           llvm::SmallVectorImpl<bool> &seen) {
  int64_t number = int64_t(index);
  if (auto *pair = llvm::dyn_cast<KeyValueExpr>(element))
    number = keyedField(*pair, type, seen);
  else if (index >= type.fields.size()) {
    error(element->range, "too many values in struct literal");
    return -1;
  }
  if (number < 0)
    return number;
  const Field &field = type.fields[number];
  if (!field.name->exported && field.package != &package)
    error(element->range, "cannot refer to unexported field " +
                              field.name->text + " in struct literal");
  return number;
}

int64_t Sema::keyedField(KeyValueExpr &element, StructType &type,
                         llvm::SmallVectorImpl<bool> &seen) {
  auto *key = llvm::dyn_cast<Ident>(element.key);
  if (!key) {
    error(element.key->range,
          "struct literal field name must be an identifier");
    return -1;
  }
  std::optional<uint32_t> found = directField(type, key->name);
  if (!found) {
    error(key->range,
          "unknown field " + key->name->text + " in struct literal");
    return -1;
  }
  if (seen[*found])
    error(key->range,
          "duplicate field " + key->name->text + " in struct literal");
  seen[*found] = true;
  key->mode = Mode::Value;
  key->type = type.fields[*found].type;
  return int64_t(*found);
}

std::optional<uint32_t> Sema::directField(StructType &type, Name name) {
  constexpr size_t many = 16;
  if (isBlank(name) || type.fields.empty())
    return std::nullopt;
  if (type.fields.size() > many) {
    const Selection *found =
        compilation.lookup.find(&type, name, type.fields.front().package);
    if (found && found->path.size() == 1)
      return found->path.front();
    return std::nullopt;
  }
  for (uint32_t i = 0; i < type.fields.size(); ++i)
    if (type.fields[i].name == name)
      return i;
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// Maps
//===----------------------------------------------------------------------===//

void Sema::mapLiteral(CompositeLit &literal, MapType &type) {
  ConstantSet seen;
  for (Expr *element : literal.elements) {
    auto *pair = llvm::dyn_cast<KeyValueExpr>(element);
    if (!pair) {
      error(element->range, "missing key in map literal");
      checkExpr(element, type.value);
      continue;
    }
    Expr *key = pair->key;
    if (checkValue(key, type.key) && assign(key, type.key, "map literal key") &&
        key->constant)
      if (const Range *before =
              seen.insert(key->type, key->constant, key->range))
        error(key->range,
              "duplicate key " + key->constant->str() + " in map literal")
            .notes.push_back({*before, "previous key"});
    if (checkValue(pair->value, type.value))
      assign(pair->value, type.value, "map literal value");
    pair->mode = Mode::Value;
    pair->type = pair->value->type;
  }
}

//===----------------------------------------------------------------------===//
// Arrays and slices
//===----------------------------------------------------------------------===//

uint64_t Sema::indexedLiteral(CompositeLit &literal, Type *element,
                              std::optional<uint64_t> length) {
  llvm::SmallVector<int64_t, 16> positions;
  // Without keys there are no duplicates.
  llvm::DenseSet<uint64_t> seen;
  bool keyed = llvm::any_of(literal.elements, llvm::IsaPred<KeyValueExpr>);
  uint64_t next = 0, count = 0;
  for (Expr *item : literal.elements) {
    std::optional<uint64_t> index = elementIndex(item, next, length);
    positions.push_back(index ? int64_t(*index) : -1);
    auto *pair = llvm::dyn_cast<KeyValueExpr>(item);
    Expr *value = pair ? pair->value : item;
    if (index) {
      if (keyed && !seen.insert(*index).second)
        error(item->range, "duplicate index " + llvm::Twine(*index) +
                               " in array or slice literal");
      next = *index + 1;
      count = std::max(count, next);
    }
    if (checkValue(value, element))
      assign(value, element, "array or slice literal");
    if (pair) {
      pair->mode = Mode::Value;
      pair->type = value->type;
    }
  }
  literal.positions = ast.copy(llvm::ArrayRef<int64_t>(positions));
  return count;
}

std::optional<uint64_t> Sema::elementIndex(Expr *element, uint64_t next,
                                           std::optional<uint64_t> length) {
  auto *pair = llvm::dyn_cast<KeyValueExpr>(element);
  if (!pair) {
    if (!length || next < *length)
      return next;
    error(element->range, "index " + llvm::Twine(next) +
                              " is out of bounds (>= " + llvm::Twine(*length) +
                              ")");
    return std::nullopt;
  }
  std::optional<uint64_t> index;
  if (!checkIndexValue(pair->key, length, /*inclusive=*/false, &index))
    return std::nullopt;
  if (!index) {
    error(pair->key->range, "index must be integer constant");
  } else if (*index >= uint64_t(INT64_MAX)) {
    error(element->range, "array length inferred from index " +
                              llvm::Twine(*index) + " exceeds MaxInt (" +
                              llvm::Twine(INT64_MAX) + ")");
    return std::nullopt;
  }
  return index;
}
