//===- LowerDefer.cpp - defer and recover ---------------------------------===//
//
// See Deferring.h. A record is a new object or a place in the frame, so filling
// it needs no barrier.
//
//===----------------------------------------------------------------------===//

#include "dialect/vo/ModuleAttributes.h"
#include "lowering/vo/CodeEntries.h"
#include "lowering/vo/Deferring.h"
#include "lowering/vo/Memory.h"
#include "lowering/vo/Patterns.h"
#include "runtime/abi/Defer.h"

using namespace mlir;
using vo::abi::EntryId;
using vo::ir::vort::MemKind;

namespace vo::lowering {
namespace {

template <typename Op> struct DeferPattern : VoPattern<Op> {
  using VoPattern<Op>::VoPattern;

  /// A record with the code and these values, in front of the frame's others.
  LogicalResult push(Op op, StringRef entry, TypeRange types,
                     ArrayRef<ValueRange> values, const Emitter &emit) const {
    Fields fields = deferRecordFields(this->program.layouts, types);
    Value record = makeRecord(op, fields, emit);
    emit.store(emit.make<ir::vort::FuncAddrOp>(entry), record, MemKind::Raw);
    if (op.getOnError())
      emit.store(emit.constant(1),
                 emit.address(record, offsetof(abi::DeferRecord, onError)),
                 MemKind::I64);
    storeFields(emit, fields, values, record);
    Value newest = emit.address(deferFrameOf(this->program, emit),
                                offsetof(abi::DeferFrame, records));
    emit.store(emit.load(newest, MemKind::Ref),
               emit.address(record, offsetof(abi::DeferRecord, next)),
               MemKind::Ref);
    emit.store(record, newest, MemKind::Ref);
    if (this->program.openFrame(op->template getParentOfType<func::FuncOp>()))
      emit.make<ir::vort::SettleOp>();
    return this->erase(op, emit);
  }

private:
  Value makeRecord(Op op, const Fields &fields, const Emitter &emit) const {
    if (auto offset = this->program.frameRecord(op)) {
      Value place = emit.address(deferFrameOf(this->program, emit), *offset);
      place.getDefiningOp()->setDiscardableAttr(ir::kFrameAddressAttr,
                                                emit.rewriter.getUnitAttr());
      return place;
    }
    return emit.make<ir::vort::AllocOp>(
        ir::LayoutAttr::get(op.getContext(), fields.letters),
        /*reserved=*/StringAttr());
  }
};

struct DeferLowering : DeferPattern<ir::DeferOp> {
  using DeferPattern::DeferPattern;

  LogicalResult lower(ir::DeferOp op, Operands operands,
                      const Emitter &emit) const override {
    return push(op, deferEntryName(op.getCallee()),
                op.getArguments().getTypes(), operands.getArguments(), emit);
  }
};

struct DeferClosureLowering : DeferPattern<ir::DeferClosureOp> {
  using DeferPattern::DeferPattern;

  LogicalResult lower(ir::DeferClosureOp op, Operands operands,
                      const Emitter &emit) const override {
    std::string entry = entryFor(op, emit);
    if (entry.empty())
      return failure();
    SmallVector<Type> types = {op.getClosure().getType()};
    llvm::append_range(types, op.getArguments().getTypes());
    SmallVector<ValueRange> values = {operands.getClosure()};
    llvm::append_range(values, operands.getArguments());
    return push(op, entry, types, values, emit);
  }

private:
  /// The entry that calls function values of that type, made for the first.
  std::string entryFor(ir::DeferClosureOp op, const Emitter &emit) const {
    ir::ClosureType type = op.getClosure().getType();
    auto [entry, isNew] = program.closureEntry("defer", type);
    if (!isNew)
      return entry;
    OpBuilder::InsertionGuard guard(emit.rewriter);
    emit.rewriter.setInsertionPoint(op->getParentOfType<func::FuncOp>());
    auto function = emit.make<func::FuncOp>(
        entry, emit.rewriter.getFunctionType({emit.refType()}, {}));
    function.setPrivate();
    Block *block = function.addEntryBlock();
    emit.rewriter.setInsertionPointToStart(block);
    FunctionType signature = type.getSignature();
    SmallVector<Type> results;
    if (failed(types.convertTypes(signature.getResults(), results)))
      return "";
    SmallVector<Type> held = {type};
    llvm::append_range(held, signature.getInputs());
    Scalars arguments = flatten(loadFields(
        emit, deferRecordFields(program.layouts, held), block->getArgument(0)));
    emit.trapIf(emit.isNull(arguments[0]), abi::Trap::NilFuncCall);
    Value code = emit.load(arguments[0], MemKind::Raw);
    if (program.hasCaringClosures())
      emit.call(EntryId::vo_rt_defer_enter, code);
    ir::vort::CallIndirectOp::create(
        emit.rewriter, placeOfOwnCall(emit.location), results, code, arguments);
    emit.make<func::ReturnOp>();
    return entry;
  }
};

struct RecoverLowering : VoPattern<ir::RecoverOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::RecoverOp op, Operands,
                      const Emitter &emit) const override {
    return replace(op, emit.call(EntryId::vo_rt_recover, {}), emit);
  }
};

struct ResultBoxLowering : VoPattern<ir::ResultBoxOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::ResultBoxOp op, Operands operands,
                      const Emitter &emit) const override {
    // Only a recovery asks for it.
    if (program.open(op->getParentOfType<func::FuncOp>().getSymName()))
      return erase(op, emit);
    auto offset = static_cast<int64_t>(sizeof(abi::DeferFrame) +
                                       op.getIndex() * abi::kWordBytes);
    emit.store(operands.getBox().front(),
               emit.address(deferFrameOf(program, emit), offset), MemKind::Ref);
    return erase(op, emit);
  }
};

} // namespace

void populateDeferPatterns(const MachineTypes &types, Program &program,
                           RewritePatternSet &patterns) {
  patterns.add<DeferLowering, DeferClosureLowering, RecoverLowering,
               ResultBoxLowering>(types, program, patterns.getContext());
}

} // namespace vo::lowering
