//===- LowerFunc.cpp - Functions, calls, values of any type ---------------===//
//
// vo.func, vo.call and vo.return become func.func, func.call and func.return
// over scalars; names, locations, visibility and further attributes stay. A
// call of a native becomes one of the runtime entry that the table names.
// Attributes of a parameter or result stay with its first scalar. A function
// on a cycle of the call graph checks the stack first.
//
//===----------------------------------------------------------------------===//

#include "dialect/vo/InterfaceHeader.h"
#include "lowering/vo/CodeEntries.h"
#include "lowering/vo/Deferring.h"
#include "lowering/vo/Memory.h"
#include "lowering/vo/Patterns.h"
#include "runtime/abi/Defer.h"

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

using namespace mlir;

namespace vo::lowering {
namespace {

/// Moves the attributes of the old parameters (results) to the first scalar of
/// each. `set` takes the number of a scalar and its attributes.
void copyAttributes(const MachineTypes &types, TypeRange oldTypes,
                    ArrayAttr attributes,
                    function_ref<void(unsigned, DictionaryAttr)> set) {
  if (!attributes)
    return;
  unsigned first = 0;
  for (auto [type, attribute] : llvm::zip_equal(oldTypes, attributes)) {
    SmallVector<Type> converted;
    if (failed(types.convertType(type, converted)))
      continue;
    set(first, cast<DictionaryAttr>(attribute));
    first += converted.size();
  }
}

struct FuncLowering : VoPattern<ir::FuncOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::FuncOp op, Operands,
                      const Emitter &emit) const override {
    if (op.getNative())
      return failure(failed(makeCodeEntries(op, types, program, emit)) ||
                     failed(erase(op, emit)));
    if (const DeferringFunction *info = program.deferring(op))
      return failure(failed(makeCodeEntries(op, types, program, emit)) ||
                     failed(makeDeferring(op, *info, types, program, emit)) ||
                     failed(erase(op, emit)));
    TypeConverter::SignatureConversion signature(op.getNumArguments());
    SmallVector<Type> results;
    if (failed(types.convertSignatureArgs(op.getArgumentTypes(), signature)) ||
        failed(types.convertTypes(op.getResultTypes(), results)))
      return failure();
    auto function = emit.make<func::FuncOp>(
        op.getSymName(),
        emit.rewriter.getFunctionType(signature.getConvertedTypes(), results));
    function->setDiscardableAttrs(op->getDiscardableAttrDictionary());
    function.setVisibility(op.isExternal() ? SymbolTable::Visibility::Private
                                           : op.getVisibility());
    copyAttributes(types, op.getArgumentTypes(), op.getArgAttrsAttr(),
                   [&](unsigned i, DictionaryAttr attributes) {
                     function.setArgAttrs(i, attributes);
                   });
    copyAttributes(types, op.getResultTypes(), op.getResAttrsAttr(),
                   [&](unsigned i, DictionaryAttr attributes) {
                     function.setResultAttrs(i, attributes);
                   });
    if (failed(makeCodeEntries(op, types, program, emit)) ||
        (!op.isExternal() && failed(moveBody(op, function, signature, emit))))
      return failure();
    return erase(op, emit);
  }

private:
  LogicalResult moveBody(ir::FuncOp op, func::FuncOp function,
                         TypeConverter::SignatureConversion &signature,
                         const Emitter &emit) const {
    Region &body = function.getBody();
    emit.rewriter.inlineRegionBefore(op.getBody(), body, body.end());
    auto entry = emit.rewriter.convertRegionTypes(&body, types, &signature);
    if (failed(entry))
      return failure();
    OpBuilder::InsertionGuard guard(emit.rewriter);
    emit.rewriter.setInsertionPointToStart(*entry);
    if (program.isRecursive(op))
      emit.make<ir::vort::StackCheckOp>();
    beginOpen(function, program, emit);
    return success();
  }
};

struct CallLowering : VoPattern<ir::CallOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::CallOp op, Operands operands,
                      const Emitter &emit) const override {
    Scalars arguments = flatten(operands.getArguments());
    if (const NativeFunction *native = program.native(op.getCalleeAttr()))
      return callNative(op, *native, arguments, emit);
    SmallVector<Type> results;
    if (failed(types.convertTypes(op.getResultTypes(), results)))
      return failure();
    auto call = emit.make<func::CallOp>(op.getCallee(), results, arguments);
    call->setDiscardableAttrs(op->getDiscardableAttrDictionary());
    return replace(op, types.split(op.getResultTypes(), call.getResults()),
                   emit);
  }

private:
  LogicalResult callNative(ir::CallOp op, const NativeFunction &native,
                           ValueRange arguments, const Emitter &emit) const {
    if (!native.entry)
      return panicInstead(op, native, emit);
    if (!native.fits)
      return op.emitError("operands or results are not those of the native "
                          "function");
    Scalars results = emit.call(*native.entry, arguments);
    return replace(op, types.split(op.getResultTypes(), results), emit);
  }

  /// A native that the runtime does not have: the program panics when it comes
  /// to the call.
  LogicalResult panicInstead(ir::CallOp op, const NativeFunction &native,
                             const Emitter &emit) const {
    Value text = emit.make<ir::vort::StaticStringOp>("calls of " + native.name +
                                                     " are not supported yet");
    emit.call(abi::EntryId::vo_rt_panic,
              {emit.constant(kMessageHeader), emit.constant(0), text});
    SmallVector<Type> scalars;
    if (failed(types.convertTypes(op.getResultTypes(), scalars)))
      return failure();
    return replace(
        op, types.split(op.getResultTypes(), zeroScalars(emit, scalars)), emit);
  }

  /// Interface header of the messages of run-time panics: a string without a
  /// runtime type.
  static constexpr uint64_t kMessageHeader =
      static_cast<uint64_t>(ir::TypeKind::String);
};

/// Returns of functions and of bodies (Deferring.h), which leave their results
/// in the frame, and tell it whether they fail.
template <typename Op> struct ReturnPattern : VoPattern<Op> {
  using VoPattern<Op>::VoPattern;

protected:
  /// Of the body that the operation is in; null in other functions.
  const DeferringFunction *bodyOf(Op op) const {
    return this->program.deferringBody(
        op->template getParentOfType<func::FuncOp>());
  }

  /// `header` is that of the error result, if there is one.
  void storeFailure(Op op, const DeferringFunction &info, Value header,
                    const Emitter &emit) const {
    if (!info.hasErrorCalls)
      return;
    Value failed;
    if (op.getFail())
      failed = emit.constant(1);
    else if (header)
      failed = emit.bitAnd(header, emit.constant(ir::kHeaderKindMask));
    else
      return;
    emit.store(failed,
               emit.address(deferFrameOf(this->program, emit),
                            offsetof(abi::DeferFrame, failed)),
               ir::vort::MemKind::I64);
  }
};

struct ReturnLowering : ReturnPattern<ir::ReturnOp> {
  using ReturnPattern::ReturnPattern;

  LogicalResult lower(ir::ReturnOp op, Operands operands,
                      const Emitter &emit) const override {
    const DeferringFunction *info = bodyOf(op);
    if (!info) {
      if (failed(endOpen(types, program, emit)))
        return failure();
      emit.make<func::ReturnOp>(flatten(operands.getOperands()));
      return erase(op, emit);
    }
    storeFields(
        emit,
        program.layouts.fields(abi::kDeferFrameSlots, op.getOperandTypes()),
        operands.getOperands(), deferFrameOf(program, emit));
    Value header;
    if (info->errorResult)
      header = operands.getOperands()[*info->errorResult].front();
    storeFailure(op, *info, header, emit);
    emit.make<func::ReturnOp>();
    return erase(op, emit);
  }
};

/// The results are what the boxes hold, leaf by leaf; those of a body are taken
/// when the deferred calls have run.
struct ReturnBoxesLowering : ReturnPattern<ir::ReturnBoxesOp> {
  using ReturnPattern::ReturnPattern;

  LogicalResult lower(ir::ReturnBoxesOp op, Operands operands,
                      const Emitter &emit) const override {
    const DeferringFunction *info = bodyOf(op);
    Scalars results;
    if (info) {
      // The error is the last result.
      Value header;
      if (info->errorResult)
        header = emit.load(operands.getBoxes().back().front(),
                           ir::vort::MemKind::Header);
      storeFailure(op, *info, header, emit);
    } else {
      if (failed(endOpen(types, program, emit)))
        return failure();
      for (auto [box, value] :
           llvm::zip_equal(op.getBoxes(), operands.getBoxes()))
        llvm::append_range(results, boxContents(emit, program.layouts,
                                                box.getType(), value.front()));
      auto function = op->getParentOfType<func::FuncOp>();
      results = withHollow(program.hollow(function.getSymName()),
                           std::move(results), types, emit);
    }
    emit.make<func::ReturnOp>(results);
    return erase(op, emit);
  }
};

/// The call of the runtime does not come back; the function returns zeros
/// behind it because a block needs an end.
template <typename Op, abi::EntryId kEntry>
struct PanicLowering : VoPattern<Op> {
  using VoPattern<Op>::VoPattern;

  LogicalResult lower(Op op, typename VoPattern<Op>::Operands operands,
                      const Emitter &emit) const override {
    auto function = op->template getParentOfType<func::FuncOp>();
    if (!function)
      return failure();
    emit.call(kEntry, operands.getValue());
    emit.make<func::ReturnOp>(zeroScalars(emit, function.getResultTypes()));
    return this->erase(op, emit);
  }
};

/// Canonicalization of branches selects values of any type.
struct SelectLowering : VoPattern<arith::SelectOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(arith::SelectOp op, Operands operands,
                      const Emitter &emit) const override {
    Scalars values;
    for (auto [then, otherwise] :
         llvm::zip_equal(operands.getTrueValue(), operands.getFalseValue()))
      values.push_back(
          emit.select(operands.getCondition().front(), then, otherwise));
    return replace(op, values, emit);
  }
};

/// The one branch that upstream's structural conversion does not know.
struct SwitchLowering : VoPattern<cf::SwitchOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(cf::SwitchOp op, Operands operands,
                      const Emitter &emit) const override {
    SmallVector<Scalars> cases;
    for (ArrayRef<ValueRange> values : operands.getCaseOperands())
      cases.push_back(flatten(values));
    emit.make<cf::SwitchOp>(
        operands.getFlag().front(), op.getDefaultDestination(),
        flatten(operands.getDefaultOperands()), op.getCaseValuesAttr(),
        op.getCaseDestinations(),
        SmallVector<ValueRange>(cases.begin(), cases.end()));
    return erase(op, emit);
  }
};

struct ZeroLowering : VoPattern<ir::ZeroOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::ZeroOp op, Operands,
                      const Emitter &emit) const override {
    SmallVector<Type> scalars;
    if (failed(types.convertType(op.getType(), scalars)))
      return failure();
    return replace(op, zeroScalars(emit, scalars), emit);
  }
};

} // namespace

void populateFuncPatterns(const MachineTypes &types, Program &program,
                          RewritePatternSet &patterns) {
  patterns.add<FuncLowering, CallLowering, ReturnLowering, ReturnBoxesLowering,
               PanicLowering<ir::PanicOp, abi::EntryId::vo_rt_panic>,
               PanicLowering<ir::PanicErrorOp, abi::EntryId::vo_rt_panic_error>,
               SelectLowering, SwitchLowering, ZeroLowering>(
      types, program, patterns.getContext());
}

} // namespace vo::lowering
