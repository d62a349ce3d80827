//===- LowerMap.cpp - Maps ------------------------------------------------===//
//
// abi/Map.h tells how maps lie in memory. The runtime finds entries; what it
// gives are offsets from the array of the entries, which is loaded from the map
// after the call. Keys of one integer, one reference or one string are passed
// as they are, all others as words in an object of the frame.
//
// The words of an entry are those of the key's storage type and then those of
// the value's, as in any object.
//
//===----------------------------------------------------------------------===//

#include "lowering/vo/Memory.h"
#include "lowering/vo/Patterns.h"
#include "runtime/abi/Map.h"

using namespace mlir;
using arith::CmpIPredicate;
using vo::abi::EntryId;
using vo::ir::vort::MemKind;

namespace vo::lowering {
namespace {

/// What the lowering asks of a map's type.
struct MapShape {
  Type key, value; // storage types
  std::string pattern;
  abi::MapKeyClass keyClass;
  bool mayBeUnhashable;
  int64_t valueOffset; // in an entry

  MapShape(Type key, Type value, Program &program)
      : key(key), value(value), pattern(program.comparedLetters(key)),
        keyClass(abi::mapKeyClass(pattern)),
        mayBeUnhashable(abi::mapKeyFlags(pattern) &
                        abi::kMapKeyMayBeUnhashable),
        valueOffset(static_cast<int64_t>(program.layouts.bytes(key))) {}
};

/// The entries of one operation, by class of the key.
struct MapEntries {
  EntryId general, integer, reference, string;
};
constexpr MapEntries kGet = {EntryId::vo_rt_map_get, EntryId::vo_rt_map_get_i64,
                             EntryId::vo_rt_map_get_ref,
                             EntryId::vo_rt_map_get_string};
constexpr MapEntries kSet = {EntryId::vo_rt_map_set, EntryId::vo_rt_map_set_i64,
                             EntryId::vo_rt_map_set_ref,
                             EntryId::vo_rt_map_set_string};
constexpr MapEntries kDelete = {
    EntryId::vo_rt_map_delete, EntryId::vo_rt_map_delete_i64,
    EntryId::vo_rt_map_delete_ref, EntryId::vo_rt_map_delete_string};

template <typename Op> struct MapPattern : VoPattern<Op> {
  using VoPattern<Op>::VoPattern;

protected:
  template <typename T> MapShape shapeOf(T type) const {
    return {type.getKey(), type.getValue(), this->program};
  }

  /// Calls the runtime with the map and a key; gives what it gives.
  Scalars callWithKey(const MapEntries &entries, const MapShape &shape,
                      Value map, ArrayRef<ValueRange> key,
                      const Emitter &emit) const {
    Scalars arguments = {map};
    switch (shape.keyClass) {
    case abi::MapKeyClass::Integer:
      arguments.push_back(integerKey(shape, key, emit));
      return emit.call(entries.integer, arguments);
    case abi::MapKeyClass::Reference:
      llvm::append_range(arguments, flatten(key));
      return emit.call(entries.reference, arguments);
    case abi::MapKeyClass::String:
      llvm::append_range(arguments, flatten(key));
      return emit.call(entries.string, arguments);
    case abi::MapKeyClass::Bits:
    case abi::MapKeyClass::General:
      arguments.push_back(keyInFrame(shape, key, emit));
      return emit.call(entries.general, arguments);
    }
    llvm_unreachable("not a class of keys");
  }

  /// A key of one word: an integer, or narrow elements packed into one.
  Value integerKey(const MapShape &shape, ArrayRef<ValueRange> key,
                   const Emitter &emit) const {
    if (key.size() == 1)
      return key.front().front();
    return emit.load(keyInFrame(shape, key, emit), MemKind::Any);
  }

  /// The words of a key, in an object that ends at the call.
  Value keyInFrame(const MapShape &shape, ArrayRef<ValueRange> key,
                   const Emitter &emit) const {
    Value object = emit.make<ir::vort::StackObjectOp>(
        this->program.layouts.object(shape.key), /*reserved=*/StringAttr(),
        /*header=*/UnitAttr());
    storeLeaves(emit, this->program.layouts, {object, shape.key}, key,
                Barrier::NotNeeded);
    return object;
  }

  void trapIfUnhashable(const MapShape &shape, Value result,
                        const Emitter &emit) const {
    if (shape.mayBeUnhashable)
      emit.trapIf(emit.compare(CmpIPredicate::eq, result,
                               emit.constant(abi::kMapUnhashable)),
                  abi::Trap::UnhashableType);
  }

  /// Address of what lies at an offset from a map's entries.
  static Value entryAt(Value map, Value offset, const Emitter &emit) {
    Value entries =
        emit.load(emit.address(map, abi::kMapEntriesOffset), MemKind::Ref);
    return emit.address(entries, offset, 1, 0);
  }

  /// Replaces a lookup: `load()` gives the values of the entry; without one
  /// they are zeros.
  LogicalResult replaceLookup(Op op, Value offset, function_ref<Scalars()> load,
                              const Emitter &emit) const {
    Value found = emit.compare(CmpIPredicate::ne, offset,
                               emit.constant(abi::kMapNoEntry));
    TypeRange results = op.getValues().getTypes();
    SmallVector<Type> scalars;
    (void)this->types.convertTypes(results, scalars);
    Scalars values;
    if (!results.empty())
      values = emit.branch(found, load, zeroScalars(emit, scalars));
    SmallVector<Scalars> groups = this->types.split(results, values);
    groups.push_back({found});
    return this->replace(op, groups, emit);
  }

  Scalars loadAt(Value address, Type storage, size_t count,
                 const Emitter &emit) const {
    return flatten(
        loadLeaves(emit, this->program.layouts, {address, storage}, count));
  }
};

struct MapNewLowering : MapPattern<ir::MapNewOp> {
  using MapPattern::MapPattern;

  LogicalResult lower(ir::MapNewOp op, Operands,
                      const Emitter &emit) const override {
    MapShape shape = shapeOf(op.getMap().getType());
    ir::LayoutAttr key = program.layouts.object(shape.key);
    ir::LayoutAttr value = program.layouts.object(shape.value);
    if (!key || !value)
      return op.emitError("entries of the map are too large");
    Value type = emit.make<ir::vort::MapTypeOp>(
        key, value, emit.rewriter.getStringAttr(shape.pattern));
    return replace(
        op, emit.call(EntryId::vo_rt_map_new, {type, emit.constant(0)}), emit);
  }
};

struct MapGetLowering : MapPattern<ir::MapGetOp> {
  using MapPattern::MapPattern;

  LogicalResult lower(ir::MapGetOp op, Operands operands,
                      const Emitter &emit) const override {
    MapShape shape = shapeOf(op.getMap().getType());
    Value map = operands.getMap().front();
    Value offset =
        callWithKey(kGet, shape, map, operands.getKey(), emit).front();
    trapIfUnhashable(shape, offset, emit);
    auto load = [&] {
      return loadAt(entryAt(map, offset, emit), shape.value,
                    op.getValues().size(), emit);
    };
    return replaceLookup(op, offset, load, emit);
  }
};

struct MapSetLowering : MapPattern<ir::MapSetOp> {
  using MapPattern::MapPattern;

  LogicalResult lower(ir::MapSetOp op, Operands operands,
                      const Emitter &emit) const override {
    MapShape shape = shapeOf(op.getMap().getType());
    Value map = operands.getMap().front();
    Value offset =
        callWithKey(kSet, shape, map, operands.getKey(), emit).front();
    if (!op.getValues().empty())
      storeLeaves(emit, program.layouts,
                  {entryAt(map, offset, emit), shape.value},
                  operands.getValues(), Barrier::Needed);
    return erase(op, emit);
  }
};

struct MapDeleteLowering : MapPattern<ir::MapDeleteOp> {
  using MapPattern::MapPattern;

  LogicalResult lower(ir::MapDeleteOp op, Operands operands,
                      const Emitter &emit) const override {
    MapShape shape = shapeOf(op.getMap().getType());
    Scalars result = callWithKey(kDelete, shape, operands.getMap().front(),
                                 operands.getKey(), emit);
    if (!result.empty())
      trapIfUnhashable(shape, result.front(), emit);
    return erase(op, emit);
  }
};

struct MapLenLowering : MapPattern<ir::MapLenOp> {
  using MapPattern::MapPattern;

  LogicalResult lower(ir::MapLenOp op, Operands operands,
                      const Emitter &emit) const override {
    Value map = operands.getMap().front();
    // The count is among the words that a zero header has.
    static_assert(abi::kMapCountOffset < sizeof(abi::SliceObject));
    Value object =
        emit.select(emit.isNull(map), emit.make<ir::vort::ZeroHeaderOp>(), map);
    return replace(
        op, emit.load(emit.address(object, abi::kMapCountOffset), MemKind::U32),
        emit);
  }
};

struct MapIterLowering : MapPattern<ir::MapIterOp> {
  using MapPattern::MapPattern;

  LogicalResult lower(ir::MapIterOp op, Operands operands,
                      const Emitter &emit) const override {
    auto layout = ir::LayoutAttr::get(op.getContext(), "rv");
    StringAttr reserved = emit.rewriter.getStringAttr("MapIter");
    Value iterator = op.getFrame()
                         ? emit.make<ir::vort::StackObjectOp>(layout, reserved,
                                                              /*header=*/true)
                               .getResult()
                         : emit.make<ir::vort::AllocOp>(layout, reserved);
    emit.store(operands.getMap().front(),
               emit.address(iterator, offsetof(abi::MapIterObject, map)),
               MemKind::Ref);
    return replace(op, iterator, emit);
  }
};

struct MapNextLowering : MapPattern<ir::MapNextOp> {
  using MapPattern::MapPattern;

  LogicalResult lower(ir::MapNextOp op, Operands operands,
                      const Emitter &emit) const override {
    MapShape shape = shapeOf(op.getIterator().getType());
    Value iterator = operands.getIterator().front();
    Value offset = emit.call(EntryId::vo_rt_map_next, iterator).front();
    auto load = [&] {
      Value map =
          emit.load(emit.address(iterator, offsetof(abi::MapIterObject, map)),
                    MemKind::Ref);
      Value entry = entryAt(map, offset, emit);
      size_t keys = program.leafCount(shape.key);
      Scalars values = loadAt(entry, shape.key, keys, emit);
      llvm::append_range(values, loadAt(emit.address(entry, shape.valueOffset),
                                        shape.value,
                                        op.getValues().size() - keys, emit));
      return values;
    };
    return replaceLookup(op, offset, load, emit);
  }
};

} // namespace

void populateMapPatterns(const MachineTypes &types, Program &program,
                         RewritePatternSet &patterns) {
  patterns
      .add<MapNewLowering, MapGetLowering, MapSetLowering, MapDeleteLowering,
           MapLenLowering, MapIterLowering, MapNextLowering>(
          types, program, patterns.getContext());
}

} // namespace vo::lowering
