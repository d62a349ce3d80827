//===- CodeEntries.cpp - Functions that are called by address -------------===//

#include "lowering/vo/CodeEntries.h"

#include "lowering/vo/Deferring.h"
#include "lowering/vo/Memory.h"
#include "runtime/abi/Dynamic.h"

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

using namespace mlir;

namespace vo::lowering {

Location placeOfOwnCall(Location location) {
  auto place = location->findInstanceOf<FileLineColLoc>();
  return place ? Location(FileLineColLoc::get(place.getFilename(), 0, 0))
               : location;
}

Fields captureFields(MemoryLayouts &layouts, TypeRange captures) {
  static_assert(abi::kClosureCapturesOffset == abi::kWordBytes);
  return layouts.fields("v", captures); // behind the code
}

namespace {

/// What an entry does to come by the function's first arguments.
using Unpack = function_ref<Scalars(ValueRange data)>;

/// Calls a function with an entry's arguments and returns what it does.
void callAndReturn(StringRef function, TypeRange results, ValueRange arguments,
                   const Emitter &emit) {
  auto call = func::CallOp::create(emit.rewriter, placeOfOwnCall(emit.location),
                                   function, results, arguments);
  emit.make<func::ReturnOp>(call.getResults());
}

/// Of a function value: goes to the form for deferred calls when one of these
/// enters here.
void callDeferred(ir::FuncOp function, func::FuncOp entry, Program &program,
                  ValueRange arguments, const Emitter &emit) {
  ArrayRef<Type> results = entry.getResultTypes();
  Value own = emit.make<ir::vort::FuncAddrOp>(entry.getSymName());
  Value entered = emit.call(abi::EntryId::vo_rt_defer_entered, own)[0];
  Value isDeferred =
      emit.compare(arith::CmpIPredicate::ne, entered, emit.constant(0));
  OpBuilder &builder = emit.rewriter;
  Block *start = builder.getInsertionBlock();
  Block *deferred = builder.createBlock(&entry.getBody(), entry.end());
  callAndReturn(enterDeferred(function, program, emit), results, arguments,
                emit);
  Block *plain = builder.createBlock(&entry.getBody(), entry.end());
  callAndReturn(function.getSymName(), results, arguments, emit);
  builder.setInsertionPointToEnd(start);
  emit.make<cf::CondBranchOp>(isDeferred, deferred, plain);
}

/// An entry that begins with `data` in place of the function's first `bound`
/// parameters, which `unpack` makes of it.
struct EntryForm {
  std::string name;
  unsigned bound = 0;
  SmallVector<Type> data;
  Unpack unpack;
  bool mayBeDeferred = false;
};

LogicalResult makeEntry(ir::FuncOp function, const EntryForm &form,
                        const MachineTypes &types, Program &program,
                        const Emitter &emit) {
  SmallVector<Type> inputs(form.data), results;
  if (failed(types.convertTypes(
          function.getArgumentTypes().drop_front(form.bound), inputs)) ||
      failed(types.convertTypes(function.getResultTypes(), results)))
    return failure();
  OpBuilder::InsertionGuard guard(emit.rewriter);
  auto entry = emit.make<func::FuncOp>(
      form.name, emit.rewriter.getFunctionType(inputs, results));
  entry.setPrivate();
  Block *block = entry.addEntryBlock();
  emit.rewriter.setInsertionPointToStart(block);
  ValueRange parameters = block->getArguments();
  size_t count = form.data.size();
  Scalars arguments = form.unpack(parameters.take_front(count));
  llvm::append_range(arguments, parameters.drop_front(count));
  if (form.mayBeDeferred)
    callDeferred(function, entry, program, arguments, emit);
  else
    callAndReturn(function.getSymName(), results, arguments, emit);
  return success();
}

/// The receiver out of an interface value's data; see TypeOp::receiverType.
Scalars receiverOf(const Emitter &emit, Type type, Value bits, Value ref) {
  if (isa<IntegerType, FloatType>(type))
    return {emit.fromWord(bits, type)};
  if (!isa<ir::StringType, ir::SliceType>(type))
    return {ref};
  // The box of an empty string is null.
  Value box =
      emit.select(emit.isNull(ref), emit.make<ir::vort::ZeroHeaderOp>(), ref);
  return loadLeaf(emit, type, box, 0, /*invariant=*/true);
}

} // namespace

LogicalResult makeCodeEntries(ir::FuncOp function, const MachineTypes &types,
                              Program &program, const Emitter &emit) {
  if (!program.isClosureTarget(function) && !program.isMethodTarget(function) &&
      !program.isBoundTarget(function) && !program.isDeferTarget(function))
    return success();
  if (function.getNative())
    return function.emitError("a native is called by address");
  ArrayRef<Type> parameters = function.getArgumentTypes();
  Type ref = emit.refType();
  if (program.isClosureTarget(function)) {
    unsigned count = function.captureCount();
    auto captures = parameters.take_front(count);
    auto unpack = [&](ValueRange data) {
      return flatten(
          loadFields(emit, captureFields(program.layouts, captures), data[0]));
    };
    EntryForm form{closureEntryName(function.getSymName()),
                   count,
                   {ref},
                   unpack,
                   program.caresForDeferral(function)};
    if (failed(makeEntry(function, form, types, program, emit)))
      return failure();
  }
  if (program.isMethodTarget(function)) {
    auto unpack = [&](ValueRange data) {
      return receiverOf(emit, parameters.front(), data[0], data[1]);
    };
    EntryForm form{methodEntryName(function.getSymName()),
                   /*bound=*/1,
                   {emit.i64(), ref},
                   unpack};
    if (failed(makeEntry(function, form, types, program, emit)))
      return failure();
  }
  if (program.isBoundTarget(function)) {
    auto unpack = [&](ValueRange data) {
      auto any = ir::IfaceType::get(function.getContext(), {});
      IfaceScalars receiver(
          loadLeaf(emit, any, data[0], offsetof(abi::BoundObject, header)));
      return receiverOf(emit, parameters.front(), receiver.bits, receiver.ref);
    };
    EntryForm form{boundEntryName(function.getSymName()),
                   /*bound=*/1,
                   {ref},
                   unpack,
                   program.caresForDeferral(function)};
    if (failed(makeEntry(function, form, types, program, emit)))
      return failure();
  }
  if (program.isDeferTarget(function))
    return makeDeferEntry(function, types, program, emit);
  return success();
}

} // namespace vo::lowering
