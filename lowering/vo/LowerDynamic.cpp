//===- LowerDynamic.cpp - Dynamic access ----------------------------------===//
//
// The runtime looks up what is accessed (abi/Dynamic.h). It gives interface
// values, in words of the frame: the value as one of the type that is expected,
// which is then taken out of it, and the error.
//
// Functions are called by code that is made here for each function type: it
// takes the arguments out of an object and puts the results into one.
//
//===----------------------------------------------------------------------===//

#include "dialect/vo/DynamicPaths.h"
#include "dialect/vo/InterfaceHeader.h"
#include "lowering/vo/CodeEntries.h"
#include "lowering/vo/Memory.h"
#include "lowering/vo/Patterns.h"
#include "lowering/vo/Unboxing.h"
#include "runtime/abi/Dynamic.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

using namespace mlir;
using arith::CmpIPredicate;
using vo::abi::EntryId;

namespace vo::lowering {
namespace {

constexpr int64_t kPairBytes = 2 * abi::kWordBytes;

/// Words in the frame that an entry fills: `letters`, then an error.
class Words {
public:
  Words(const Emitter &emit, const Twine &letters)
      : emit(emit), errorOffset(static_cast<int64_t>(letters.str().size()) *
                                static_cast<int64_t>(abi::kWordBytes)),
        object(emit.make<ir::vort::StackObjectOp>(
            ir::LayoutAttr::get(emit.rewriter.getContext(),
                                (letters + "hw").str()),
            /*reserved=*/StringAttr(), /*header=*/UnitAttr())) {}

  Value address() const { return object; }
  Scalars load(Type leaf, int64_t offset) const {
    return loadLeaf(emit, leaf, object, offset);
  }
  IfaceScalars iface(int64_t offset) const {
    return IfaceScalars(
        load(ir::IfaceType::get(emit.rewriter.getContext(), {}), offset));
  }
  Scalars error() const {
    IfaceScalars error = iface(errorOffset);
    return {error.header, error.bits, error.ref};
  }
  void end() const { emit.make<ir::vort::StackEndOp>(object); }

private:
  const Emitter &emit;
  int64_t errorOffset;
  Value object;
};

template <typename Op> struct DynamicPattern : VoPattern<Op> {
  using VoPattern<Op>::VoPattern;

protected:
  /// Header of values of the type that is expected; 0 for any (null, unit).
  uint64_t expected(Attribute type) const {
    auto name = dyn_cast_or_null<FlatSymbolRefAttr>(type);
    return name ? this->program.headerOf(name) & ir::kHeaderTypeMask : 0;
  }

  /// The scalars of a result, out of the interface value that holds it. That is
  /// nil beside an error, for which zeros stand.
  Scalars resultOf(const Emitter &emit, const IfaceScalars &iface,
                   Attribute type, TypeRange scalars) const {
    auto name = dyn_cast_or_null<FlatSymbolRefAttr>(type);
    ir::TypeOp op = name ? this->program.typeOf(name) : ir::TypeOp();
    if (!op || isa<ir::IfaceType>(op.getStorage()))
      return {iface.header, iface.bits, iface.ref};
    Value isThere =
        emit.compare(CmpIPredicate::ne, iface.header, emit.constant(0));
    return contentsOf(emit, this->program, op, {iface, isThere}, scalars);
  }

  /// Number of results of the operation that a value of the type is.
  size_t widthOf(Attribute type) const {
    auto name = dyn_cast_or_null<FlatSymbolRefAttr>(type);
    return name ? this->program.leafCount(
                      this->program.typeOf(name).getStorage())
                : 1;
  }

  /// Replaces an operation that gives a value of each type, then the error.
  LogicalResult replaceWith(Op op, const Words &words,
                            ArrayRef<Attribute> expectedTypes,
                            const Emitter &emit) const {
    // The words first: taking values out ends the block.
    SmallVector<IfaceScalars> values;
    for (size_t i = 0; i < expectedTypes.size(); ++i)
      values.push_back(words.iface(static_cast<int64_t>(i) * kPairBytes));
    Scalars error = words.error();
    words.end();
    SmallVector<Scalars> results;
    TypeRange types = op->getResultTypes();
    for (auto [value, type] : llvm::zip_equal(values, expectedTypes)) {
      TypeRange own = types.slice(results.size(), widthOf(type));
      SmallVector<Type> scalars;
      if (failed(this->types.convertTypes(own, scalars)))
        return failure();
      llvm::append_range(
          results,
          this->types.split(own, resultOf(emit, value, type, scalars)));
    }
    results.push_back(error);
    return this->replace(op, results, emit);
  }
};

struct DynGetLowering : DynamicPattern<ir::DynGetOp> {
  using DynamicPattern::DynamicPattern;

  LogicalResult lower(ir::DynGetOp op, Operands operands,
                      const Emitter &emit) const override {
    Words words(emit, "hw");
    emit.call(EntryId::vo_rt_dyn_get,
              flatten({words.address(), operands.getBase(), operands.getName(),
                       emit.constant(expected(op.getTypeAttr()))}));
    return replaceWith(op, words, Attribute(op.getTypeAttr()), emit);
  }
};

struct DynIndexLowering : DynamicPattern<ir::DynIndexOp> {
  using DynamicPattern::DynamicPattern;

  LogicalResult lower(ir::DynIndexOp op, Operands operands,
                      const Emitter &emit) const override {
    Words words(emit, "hw");
    emit.call(EntryId::vo_rt_dyn_index,
              flatten({words.address(), operands.getBase(), operands.getKey(),
                       emit.constant(expected(op.getTypeAttr()))}));
    return replaceWith(op, words, Attribute(op.getTypeAttr()), emit);
  }
};

/// The error is the entry's result.
template <typename Op, EntryId kEntry> struct DynSetPattern : VoPattern<Op> {
  using VoPattern<Op>::VoPattern;

  LogicalResult lower(Op op, typename VoPattern<Op>::Operands operands,
                      const Emitter &emit) const override {
    return this->replace(op, emit.call(kEntry, flatten(operands.getOperands())),
                         emit);
  }
};

struct DynPackLowering : VoPattern<ir::DynPackOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::DynPackOp op, Operands operands,
                      const Emitter &emit) const override {
    ArrayRef<ValueRange> values = operands.getValues();
    if (!op.getSpread())
      return replace(op, {packed(op, values, emit), nil(emit)}, emit);
    Words words(emit, "rvvv");
    emit.call(EntryId::vo_rt_dyn_spread,
              flatten({words.address(), packed(op, values.drop_back(), emit),
                       values.back()}));
    Scalars slice = words.load(op.getSlice().getType(), 0);
    Scalars error = words.error();
    words.end();
    return replace(op, {slice, error}, emit);
  }

private:
  static Scalars nil(const Emitter &emit) {
    return {emit.constant(0), emit.constant(0), emit.null()};
  }

  static Scalars packed(ir::DynPackOp op, ArrayRef<ValueRange> values,
                        const Emitter &emit) {
    Value count = emit.constant(values.size());
    Value array =
        emit.call(EntryId::vo_rt_new_array,
                  {emit.constant(abi::kLayoutIfaceArray),
                   emit.constant(uint64_t{kPairBytes} << 32), count})[0];
    auto offset = static_cast<int64_t>(abi::kArrayDataOffset);
    for (auto [value, operand] :
         llvm::zip_equal(values, op.getValues().take_front(values.size()))) {
      storeLeaf(emit, operand.getType(), value, {array, offset},
                Barrier::Needed);
      offset += kPairBytes;
    }
    return {array, emit.constant(abi::kArrayDataOffset), count, count};
  }
};

struct DynCallLowering : DynamicPattern<ir::DynCallOp> {
  using DynamicPattern::DynamicPattern;

  LogicalResult lower(ir::DynCallOp op, Operands operands,
                      const Emitter &emit) const override {
    ArrayRef<Attribute> types = op.getTypes().getValue();
    std::string letters;
    for (size_t i = 0; i < types.size(); ++i)
      letters += "hw";
    Words words(emit, letters);
    auto any = ir::IfaceType::get(op.getContext(), {});
    for (auto [i, type] : llvm::enumerate(types))
      if (uint64_t header = expected(type))
        storeLeaf(emit, any,
                  {emit.constant(header), emit.constant(0), emit.null()},
                  {words.address(), static_cast<int64_t>(i) * kPairBytes},
                  Barrier::NotNeeded);
    Scalars arguments = {words.address(), emit.constant(types.size())};
    llvm::append_range(arguments, operands.getBase());
    if (op.getName())
      llvm::append_range(arguments, operands.getName());
    llvm::append_range(arguments, operands.getArguments());
    emit.call(op.getName() ? EntryId::vo_rt_dyn_method
                           : EntryId::vo_rt_dyn_call,
              arguments);
    return replaceWith(op, words, types, emit);
  }
};

/// The tables have been made of it (DynamicTables.h); what is left is the code
/// that calls functions of the type, an abi::DynamicCall.
struct DynTypeLowering : VoPattern<ir::DynTypeOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::DynTypeOp op, Operands,
                      const Emitter &emit) const override {
    ir::TypeOp type = program.typeOf(op.getTypeAttr());
    auto closure = dyn_cast<ir::ClosureType>(type.getStorage());
    if (closure && !op.getUnderlyingAttr() &&
        failed(makeCall(op, closure.getSignature(), emit)))
      return failure();
    return erase(op, emit);
  }

private:
  LogicalResult makeCall(ir::DynTypeOp op, FunctionType signature,
                         const Emitter &emit) const {
    OpBuilder::InsertionGuard guard(emit.rewriter);
    Type ref = emit.refType();
    auto function = emit.make<func::FuncOp>(
        dynamicCallName(op.getType()),
        emit.rewriter.getFunctionType({ref, ref}, {ref}));
    function.setPrivate();
    Block *block = function.addEntryBlock();
    emit.rewriter.setInsertionPointToStart(block);
    Value closure = block->getArgument(0);
    Scalars arguments = {closure};
    llvm::append_range(arguments, loadArguments(op, signature.getNumInputs(),
                                                block->getArgument(1), emit));
    SmallVector<Type> results;
    if (failed(types.convertTypes(signature.getResults(), results)))
      return failure();
    auto call = ir::vort::CallIndirectOp::create(
        emit.rewriter, placeOfOwnCall(emit.location), results,
        emit.load(closure, ir::vort::MemKind::Raw), arguments);
    return makeResults(op, signature, call.getResults(), emit);
  }

  /// The leaves of the types as functions pass them; null for those without
  /// memory.
  SmallVector<Type> passed(ir::DynTypeOp op, TupleType storage,
                           size_t count) const {
    SmallVector<Type> leaves;
    (void)ir::appendPassedLeaves(op, storage.getTypes(), count, leaves,
                                 program.layouts.symbols());
    return leaves;
  }

  Scalars loadArguments(ir::DynTypeOp op, size_t count, Value object,
                        const Emitter &emit) const {
    TupleType storage = program.storages(op.getParamTypes());
    SmallVector<Type> leaves = passed(op, storage, count);
    SmallVector<Scalars> loaded = loadLeaves(
        emit, program.layouts, {object, storage},
        leaves.size() - static_cast<size_t>(llvm::count(leaves, Type())));
    Scalars arguments;
    auto next = loaded.begin();
    for (Type leaf : leaves)
      if (leaf)
        llvm::append_range(arguments, *next++);
      else
        arguments.push_back(emit.constant(0));
    return arguments;
  }

  LogicalResult makeResults(ir::DynTypeOp op, FunctionType signature,
                            ValueRange scalars, const Emitter &emit) const {
    TupleType storage = program.storages(op.getResultTypes());
    Value object = emit.null();
    if (signature.getNumResults() != 0) {
      ir::LayoutAttr layout = program.layouts.object(storage);
      if (!layout)
        return op.emitError("results are too large");
      object = emit.make<ir::vort::AllocOp>(layout, /*reserved=*/StringAttr());
      SmallVector<Scalars> values =
          types.split(signature.getResults(), scalars);
      SmallVector<ValueRange> stored;
      for (auto [value, leaf] : llvm::zip_equal(
               values, passed(op, storage, signature.getNumResults())))
        if (leaf)
          stored.push_back(value);
      storeLeaves(emit, program.layouts, {object, storage}, stored,
                  Barrier::NotNeeded);
    }
    emit.make<func::ReturnOp>(object);
    return success();
  }
};

} // namespace

void populateDynamicPatterns(const MachineTypes &types, Program &program,
                             RewritePatternSet &patterns) {
  patterns.add<DynGetLowering, DynIndexLowering,
               DynSetPattern<ir::DynSetOp, EntryId::vo_rt_dyn_set>,
               DynSetPattern<ir::DynSetIndexOp, EntryId::vo_rt_dyn_set_index>,
               DynPackLowering, DynCallLowering, DynTypeLowering>(
      types, program, patterns.getContext());
}

} // namespace vo::lowering
