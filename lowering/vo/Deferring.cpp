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
    }
    for (ir::RecoverOp op : recovers) {
      OpBuilder builder(op);
      op.replaceAllUsesWith(ir::zeroOf(builder, op.getLoc(), op.getType()));
      op.erase();
    }
  }
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
        emit(emit), kept(info.frame.kept), arguments(info.frame.arguments) {}

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
    return values;
  }

  ir::FuncOp function;
  const DeferringFunction &info;
  const MachineTypes &types;
  MemoryLayouts &layouts;
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

Value deferFrameOf(const Emitter &emit) {
  Operation *parent = emit.rewriter.getInsertionBlock()->getParentOp();
  return cast<func::FuncOp>(parent).getArgument(0);
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
