//===- Leaves.cpp - Walking over the leaves of memory ---------------------===//

#include "dialect/vo/Leaves.h"

#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace vo::ir;

/// Structs may not be nested deeper; those that contain themselves are.
static constexpr size_t kMaxDepth = 1000;

unsigned vo::ir::narrowBytes(Type elem) {
  if (elem.isF32())
    return 4;
  auto type = dyn_cast<IntegerType>(elem);
  return type && type.getWidth() < 64 ? type.getWidth() / 8 : 0;
}

/// Fails, with a message if somebody wants one.
template <typename... Parts>
static LogicalResult fail(LeafCursor::EmitError emitError, Parts &&...parts) {
  if (!emitError)
    return failure();
  InFlightDiagnostic diagnostic = emitError();
  (diagnostic << ... << parts);
  return diagnostic;
}

static StructOp lookUp(Operation *from, SymbolTableCollection *symbols,
                       FlatSymbolRefAttr name) {
  if (symbols)
    return symbols->lookupNearestSymbolFrom<StructOp>(from, name);
  return SymbolTable::lookupNearestSymbolFrom<StructOp>(from, name);
}

bool LeafCursor::push(Type container) {
  if (levels.size() >= kMaxDepth)
    return false;
  Level level{container, {}, 0, 0};
  if (auto structType = dyn_cast<StructType>(container)) {
    level.structOp = lookUp(from, symbols, structType.getName());
    if (!level.structOp) {
      undefined = structType.getName();
      return false;
    }
    level.count = level.structOp.getTypes().size();
  } else if (auto flat = dyn_cast<FlatType>(container)) {
    level.count = flat.isRun() ? UINT64_MAX : uint64_t(flat.getCount());
  } else {
    level.count = cast<TupleType>(container).size();
  }
  levels.push_back(level);
  return true;
}

Type LeafCursor::child(const Level &level) const {
  if (auto flat = dyn_cast<FlatType>(level.container))
    return flat.getElem();
  if (auto tuple = dyn_cast<TupleType>(level.container))
    return tuple.getType(level.index);
  StructOp op = level.structOp;
  return op.memberType(level.index);
}

bool LeafCursor::first(Type type) {
  if (isLeaf(type)) {
    leafType = type;
    return true;
  }
  if (!push(type))
    return false;
  if (firstOfLevel())
    return true;
  levels.pop_back();
  return false;
}

bool LeafCursor::firstOfLevel() {
  size_t depth = levels.size() - 1;
  for (; levels[depth].index < levels[depth].count; ++levels[depth].index) {
    if (first(child(levels[depth])))
      return true;
    if (undefined || isa<FlatType>(levels[depth].container))
      return false; // the other elements are as empty
  }
  return false;
}

void LeafCursor::advance() {
  leafType = {};
  while (!levels.empty()) {
    ++levels.back().index;
    if (firstOfLevel())
      return;
    levels.pop_back();
  }
}

bool LeafCursor::isPacked() const {
  return !levels.empty() && isa<FlatType>(levels.back().container) &&
         levels.back().index != 0 && narrowBytes(leafType) != 0;
}

void LeafCursor::forEachStep(
    function_ref<void(Type container, uint64_t index)> visit) const {
  for (const Level &level : levels)
    visit(level.container, level.index);
}

bool LeafCursor::sameLeaf(const LeafCursor &other) const {
  return llvm::equal(levels, other.levels, [](const Level &a, const Level &b) {
    return a.container == b.container && a.index == b.index;
  });
}

LogicalResult LeafCursor::step(StringRef name, EmitError emitError) {
  Level &level = levels.back();
  if (level.structOp) {
    auto member = level.structOp.memberNamed(name);
    if (!member)
      return fail(emitError, "names member '", name, "', which @",
                  level.structOp.getSymName(), " does not have");
    level.index = *member;
    return success();
  }
  auto flat = dyn_cast<FlatType>(level.container);
  if (name == "?" && flat) {
    indexedArrays.push_back(flat);
    return success();
  }
  if (name.getAsInteger(10, level.index))
    return fail(emitError, "names member '", name, "' of ", level.container);
  if (level.index >= level.count)
    return fail(emitError, "names element ", level.index, " of ", level.count);
  return success();
}

LogicalResult LeafCursor::enter(Type memory, StringRef path,
                                EmitError emitError) {
  levels.clear();
  indexedArrays.clear();
  leafType = {};
  undefined = {};
  placeType = memory;
  while (!path.empty()) {
    auto [name, rest] = path.split('.');
    path = rest;
    if (isLeaf(placeType))
      return fail(emitError, "names '", name, "' inside ", placeType);
    if (!push(placeType))
      break;
    if (failed(step(name, emitError)))
      return failure();
    placeType = child(levels.back());
  }
  if (!undefined)
    first(placeType);
  if (undefined)
    return fail(emitError, "names ", undefined, ", which is not a vo.struct");
  return success();
}

unsigned vo::ir::dynamicSteps(StringRef path) {
  return llvm::count(llvm::split(path, '.'), "?");
}

bool vo::ir::appendLeaves(Operation *from, Type type, size_t limit,
                          SmallVectorImpl<Type> &leaves,
                          SymbolTableCollection *symbols) {
  LeafCursor cursor(from, symbols);
  if (failed(cursor.enter(type, "", nullptr)))
    return false;
  for (; cursor.leaf(); cursor.advance()) {
    if (leaves.size() == limit)
      return false;
    leaves.push_back(cursor.leaf());
  }
  return true;
}

std::optional<size_t> vo::ir::leafIndex(Operation *from, Type memory,
                                        StringRef path, size_t limit) {
  LeafCursor target(from), cursor(from);
  if (failed(target.enter(memory, path, nullptr)) ||
      failed(cursor.enter(memory, "", nullptr)))
    return std::nullopt;
  for (size_t index = 0; index < limit && cursor.leaf();
       ++index, cursor.advance())
    if (cursor.sameLeaf(target))
      return index;
  return std::nullopt;
}
