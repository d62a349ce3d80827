//===- Deferring.cpp - Functions that defer calls -------------------------===//

#include "lowering/vo/Deferring.h"

#include "dialect/vo/ModuleAttributes.h"
#include "lowering/vo/CodeEntries.h"
#include "lowering/vo/Memory.h"
#include "runtime/abi/Defer.h"

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"

using namespace mlir;
using arith::CmpIPredicate;

namespace vo::lowering {

//===----------------------------------------------------------------------===//
// Functions that recover
//===----------------------------------------------------------------------===//

/// Functions that may run as deferred calls.
static DenseSet<Attribute> findDeferred(ModuleOp module) {
  DenseSet<Attribute> names;
  module.walk([&](Operation *op) {
    if (auto defer = dyn_cast<ir::DeferOp>(op))
      names.insert(defer.getCalleeAttr().getAttr());
    else if (auto closure = dyn_cast<ir::ClosureNewOp>(op))
      names.insert(closure.getFunctionAttr().getAttr());
    else if (auto type = dyn_cast<ir::DynTypeOp>(op);
             type && type.getMethodsAttr())
      for (Attribute method : type.getMethodsAttr())
        if (auto name = dyn_cast<FlatSymbolRefAttr>(method))
          names.insert(name.getAttr());
  });
  return names;
}

void splitRecovering(ModuleOp module) {
  DenseSet<Attribute> deferred = findDeferred(module);
  for (auto function :
       llvm::make_early_inc_range(module.getOps<ir::FuncOp>())) {
    SmallVector<ir::RecoverOp> recovers;
    function.walk([&](ir::RecoverOp op) { recovers.push_back(op); });
    if (recovers.empty())
      continue;
    if (deferred.contains(function.getSymNameAttr())) {
      OpBuilder builder(module.getContext());
      builder.setInsertionPointAfter(function);
      auto copy = cast<ir::FuncOp>(builder.clone(*function));
      copy.setSymName(recoveringName(function.getSymName()));
      copy.setSymVisibility("private");
      copy->removeAttr(ir::kEntryAttr);
      copy->removeAttr(ir::kIslandInitAttr);
    }
    for (ir::RecoverOp op : recovers) {
      OpBuilder builder(op);
      op.replaceAllUsesWith(ir::zeroOf(builder, op.getLoc(), op.getType()));
      op.erase();
    }
  }
}

//===----------------------------------------------------------------------===//
// Boxed results
//===----------------------------------------------------------------------===//

Scalars withHollow(const HollowResults *hollow, Scalars contents,
                   const MachineTypes &types, const Emitter &emit) {
  if (!hollow)
    return contents;
  Scalars all;
  ArrayRef<int64_t> numbers = hollow->numbers;
  ArrayRef<Value> rest = contents;
  for (auto [index, type] : llvm::enumerate(hollow->types)) {
    SmallVector<Type> scalars;
    (void)types.convertType(type, scalars);
    if (!numbers.empty() && numbers.front() == static_cast<int64_t>(index)) {
      llvm::append_range(all, zeroScalars(emit, scalars));
      numbers = numbers.drop_front();
    } else {
      llvm::append_range(all, rest.take_front(scalars.size()));
      rest = rest.drop_front(scalars.size());
    }
  }
  return all;
}

//===----------------------------------------------------------------------===//
// The function and its body
//===----------------------------------------------------------------------===//

namespace {

/// The function that defers: everything but its body.
class Frame {
public:
  Frame(ir::FuncOp function, const DeferringFunction &info,
        const MachineTypes &types, Program &program, const Emitter &emit)
      : function(function), info(info), types(types), layouts(program.layouts),
        hollow(program.hollow(function.getSymName())), emit(emit),
        kept(info.frame.kept), arguments(info.frame.arguments) {}

  /// Fills an empty function, whose parameters are those of the converted one.
  void fillFunction(func::FuncOp made, ValueRange parameters) {
    auto layout =
        ir::LayoutAttr::get(emit.rewriter.getContext(), info.frame.letters);
    Value frame = emit.make<ir::vort::StackObjectOp>(
        layout, /*reserved=*/StringAttr(), /*header=*/UnitAttr());
    SmallVector<Scalars> values =
        types.split(function.getArgumentTypes(), parameters);
    storeFields(emit, arguments,
                SmallVector<ValueRange>(values.begin(), values.end()), frame);
    Value code =
        emit.make<ir::vort::FuncAddrOp>(bodyName(function.getSymName()));
    Value status =
        emit.call(abi::EntryId::vo_rt_call_deferring, {code, frame})[0];
    Value recovered = emit.compare(CmpIPredicate::ne, status, emit.constant(0));
    emit.make<func::ReturnOp>(info.boxes.empty()
                                  ? plainResults(made, frame, recovered)
                                  : boxedResults(frame));
  }

  /// The parameters of the function, out of the frame.
  SmallVector<Scalars> loadArguments(Value frame) {
    return loadFields(emit, arguments, frame);
  }

private:
  /// What the body left; zero when a panic came in between.
  Scalars plainResults(func::FuncOp made, Value frame, Value recovered) {
    Scalars values = flatten(loadFields(emit, kept, frame));
    for (auto [value, type] : llvm::zip(values, made.getResultTypes()))
      value = emit.select(recovered, zeroScalar(emit, type), value);
    return values;
  }

  /// What the boxes hold; zero for one that was not made yet.
  Scalars boxedResults(Value frame) {
    Scalars values;
    for (auto [type, offset] : llvm::zip_equal(kept.types, kept.offsets)) {
      Value box = loadLeaf(emit, type, frame, offset)[0];
      SmallVector<Type> leaves = boxLeaves(emit, layouts, type);
      SmallVector<Type> scalars;
      (void)types.convertTypes(leaves, scalars);
      llvm::append_range(
          values, emit.branch(
                      emit.logicalNot(emit.isNull(box)),
                      [&] { return boxContents(emit, layouts, type, box); },
                      zeroScalars(emit, scalars)));
    }
    return withHollow(hollow, std::move(values), types, emit);
  }

  ir::FuncOp function;
  const DeferringFunction &info;
  const MachineTypes &types;
  MemoryLayouts &layouts;
  const HollowResults *hollow;
  const Emitter &emit;
  const Fields &kept, &arguments;
};

} // namespace

FailureOr<func::FuncOp> makeDeferring(ir::FuncOp function,
                                      const DeferringFunction &info,
                                      const MachineTypes &types,
                                      Program &program, const Emitter &emit) {
  Frame frame(function, info, types, program, emit);
  SmallVector<Type> inputs, results;
  if (failed(types.convertTypes(function.getArgumentTypes(), inputs)) ||
      failed(types.convertTypes(function.getResultTypes(), results)))
    return failure();
  OpBuilder::InsertionGuard guard(emit.rewriter);
  auto made = emit.make<func::FuncOp>(
      function.getSymName(), emit.rewriter.getFunctionType(inputs, results));
  made->setDiscardableAttrs(function->getDiscardableAttrDictionary());
  made.setVisibility(function.getVisibility());
  auto body = emit.make<func::FuncOp>(
      bodyName(function.getSymName()),
      emit.rewriter.getFunctionType({emit.refType()}, {}));
  body.setPrivate();
  Block *entry = made.addEntryBlock();
  emit.rewriter.setInsertionPointToStart(entry);
  frame.fillFunction(made, entry->getArguments());

  // The body begins by taking the arguments; then comes the old entry block.
  Block *start = body.addEntryBlock();
  emit.rewriter.setInsertionPointToStart(start);
  if (program.isRecursive(function))
    emit.make<ir::vort::StackCheckOp>();
  SmallVector<Scalars> arguments = frame.loadArguments(start->getArgument(0));
  Block *old = &function.getBody().front();
  emit.rewriter.inlineRegionBefore(function.getBody(), body.getBody(),
                                   body.getBody().end());
  TypeConverter::SignatureConversion signature(arguments.size());
  for (auto [index, scalars] : llvm::enumerate(arguments))
    signature.remapInput(static_cast<unsigned>(index), scalars);
  old = emit.rewriter.applySignatureConversion(old, signature, &types);
  emit.rewriter.setInsertionPointToEnd(start);
  emit.make<cf::BranchOp>(old);
  SmallVector<Block *> others(llvm::make_pointer_range(body.getBody()));
  for (Block *block : others) {
    auto converted = types.convertBlockSignature(block);
    if (!converted)
      return failure();
    if (block != start && block != old)
      emit.rewriter.applySignatureConversion(block, *converted, &types);
  }
  return made;
}

Fields deferRecordFields(MemoryLayouts &layouts, TypeRange arguments) {
  static_assert((sizeof abi::kDeferRecordSlots - 1) * abi::kWordBytes ==
                abi::kDeferArgumentsOffset);
  return layouts.fields(abi::kDeferRecordSlots, arguments);
}

static func::FuncOp functionOf(const Emitter &emit) {
  return cast<func::FuncOp>(emit.rewriter.getInsertionBlock()->getParentOp());
}

Value deferFrameOf(Program &program, const Emitter &emit) {
  func::FuncOp function = functionOf(emit);
  Value open = program.openFrame(function);
  return open ? open : function.getArgument(0);
}

//===----------------------------------------------------------------------===//
// Functions that run their deferred calls themselves
//===----------------------------------------------------------------------===//

void beginOpen(func::FuncOp function, Program &program, const Emitter &emit) {
  const OpenFunction *open = program.open(function.getSymName());
  if (!open || open->calls.empty())
    return;
  auto layout = ir::LayoutAttr::get(emit.rewriter.getContext(), open->letters);
  Value frame = emit.make<ir::vort::StackObjectOp>(
      layout, /*reserved=*/StringAttr(), /*header=*/UnitAttr());
  emit.make<ir::vort::DeferLinkOp>(frame);
  program.openFrame(function) = frame;
}

/// Calls what the record says if it is the frame's newest.
static LogicalResult runRecord(const OpenFunction::Call &call, Value frame,
                               const MachineTypes &types, Program &program,
                               const Emitter &emit) {
  SmallVector<Type> results;
  if (failed(types.convertTypes(program.resultsOf(call.callee), results)))
    return failure();
  Value newest = emit.address(frame, offsetof(abi::DeferFrame, records));
  Value record = emit.address(frame, call.record);
  Value isDue = emit.make<ir::vort::RefEqOp>(
      emit.load(newest, ir::vort::MemKind::Ref), record);
  emit.branch(
      isDue,
      [&] {
        Value next = emit.address(record, offsetof(abi::DeferRecord, next));
        emit.store(emit.load(next, ir::vort::MemKind::Ref), newest,
                   ir::vort::MemKind::Ref);
        emit.make<ir::vort::SettleOp>();
        Fields fields = deferRecordFields(program.layouts, call.arguments);
        emit.make<func::CallOp>(call.callee.getValue(), results,
                                flatten(loadFields(emit, fields, record)));
        return Scalars();
      },
      {});
  return success();
}

LogicalResult endOpen(const MachineTypes &types, Program &program,
                      const Emitter &emit) {
  func::FuncOp function = functionOf(emit);
  Value frame = program.openFrame(function);
  if (!frame)
    return success();
  const OpenFunction *open = program.open(function.getSymName());
  for (const OpenFunction::Call &call : llvm::reverse(open->calls))
    if (failed(runRecord(call, frame, types, program, emit)))
      return failure();
  emit.make<ir::vort::DeferUnlinkOp>(frame);
  return success();
}

std::string enterDeferred(ir::FuncOp function, Program &program,
                          const Emitter &emit) {
  std::string callee = program.recovers(function.getSymNameAttr())
                           ? recoveringName(function.getSymName())
                           : function.getSymName().str();
  if (program.deferring(function))
    emit.call(abi::EntryId::vo_rt_defer_enter,
              emit.make<ir::vort::FuncAddrOp>(bodyName(callee)).getResult());
  return callee;
}

LogicalResult makeDeferEntry(ir::FuncOp function, const MachineTypes &types,
                             Program &program, const Emitter &emit) {
  OpBuilder::InsertionGuard guard(emit.rewriter);
  auto entry = emit.make<func::FuncOp>(
      deferEntryName(function.getSymName()),
      emit.rewriter.getFunctionType({emit.refType()}, {}));
  entry.setPrivate();
  Block *block = entry.addEntryBlock();
  emit.rewriter.setInsertionPointToStart(block);
  Fields fields =
      deferRecordFields(program.layouts, function.getArgumentTypes());
  Scalars arguments = flatten(loadFields(emit, fields, block->getArgument(0)));
  SmallVector<Type> results;
  if (failed(types.convertTypes(function.getResultTypes(), results)))
    return failure();
  std::string callee = enterDeferred(function, program, emit);
  func::CallOp::create(emit.rewriter, placeOfOwnCall(emit.location), callee,
                       results, arguments);
  emit.make<func::ReturnOp>();
  return success();
}

} // namespace vo::lowering
