//===- LowerQueue.cpp - Goroutines, channels, select ----------------------===//
//
// A goroutine starts in an entry that takes what it needs out of a record: the
// arguments, behind the function value if there is one. One entry per function
// that is started so, `f$go`, and one per type of function value.
//
// The words of an element, one or more per leaf, are an object in the frame:
// they are written before a send and read behind a receive (abi/Channel.h). So
// the collector sees them while the goroutine waits.
//
//===----------------------------------------------------------------------===//

#include "lowering/vo/CodeEntries.h"
#include "lowering/vo/Memory.h"
#include "lowering/vo/Patterns.h"
#include "runtime/abi/Channel.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

using namespace mlir;
using arith::CmpIPredicate;
using vo::abi::EntryId;
using vo::ir::vort::MemKind;

namespace vo::lowering {
namespace {

//===----------------------------------------------------------------------===//
// Goroutines
//===----------------------------------------------------------------------===//

template <typename Op> struct GoPattern : VoPattern<Op> {
  using VoPattern<Op>::VoPattern;

protected:
  /// A record of these values; null of none.
  Value recordOf(TypeRange types, ArrayRef<ValueRange> values,
                 const Emitter &emit) const {
    Value record = emit.null();
    if (!types.empty()) {
      Fields fields = this->program.layouts.fields("", types);
      record = emit.make<ir::vort::AllocOp>(
          ir::LayoutAttr::get(record.getContext(), fields.letters),
          /*reserved=*/StringAttr());
      storeFields(emit, fields, values, record);
    }
    return record;
  }

  /// Starts a goroutine in `entry`, which takes that record; on an island if
  /// there is one.
  LogicalResult start(Op op, StringRef entry, Value record, const Emitter &emit,
                      Value island = {}) const {
    Scalars arguments = {emit.make<ir::vort::FuncAddrOp>(entry), record,
                         emit.constant(0)};
    if (island)
      arguments.insert(arguments.begin(), island);
    emit.call(island ? EntryId::vo_rt_island_go : EntryId::vo_rt_go, arguments);
    return this->erase(op, emit);
  }

  /// Makes an entry that takes values of these types out of its record and
  /// hands them to `run`.
  void makeEntry(StringRef name, TypeRange types, Operation *before,
                 function_ref<void(ArrayRef<Scalars>)> run,
                 const Emitter &emit) const {
    OpBuilder::InsertionGuard guard(emit.rewriter);
    emit.rewriter.setInsertionPoint(before);
    auto function = emit.make<func::FuncOp>(
        name, emit.rewriter.getFunctionType({emit.refType(), emit.i64()}, {}));
    function.setPrivate();
    Block *block = function.addEntryBlock();
    emit.rewriter.setInsertionPointToStart(block);
    run(loadFields(emit, this->program.layouts.fields("", types),
                   block->getArgument(0)));
    emit.make<func::ReturnOp>();
  }
};

struct GoLowering : GoPattern<ir::GoOp> {
  using GoPattern::GoPattern;

  LogicalResult lower(ir::GoOp op, Operands operands,
                      const Emitter &emit) const override {
    TypeRange inputs = op.getArguments().getTypes();
    std::string name = (op.getCallee() + "$go").str();
    if (program.addEntry(name)) {
      SmallVector<Type> results;
      if (failed(types.convertTypes(program.resultsOf(op.getCalleeAttr()),
                                    results)))
        return failure();
      makeEntry(
          name, inputs, op->getParentOfType<func::FuncOp>(),
          [&](ArrayRef<Scalars> values) {
            func::CallOp::create(emit.rewriter, placeOfOwnCall(emit.location),
                                 op.getCallee(), results, flatten(values));
          },
          emit);
    }
    return start(op, name, recordOf(inputs, operands.getArguments(), emit),
                 emit);
  }
};

template <typename Op> struct GoClosurePattern : GoPattern<Op> {
  using GoPattern<Op>::GoPattern;

protected:
  LogicalResult startClosure(Op op, ValueRange closure,
                             ArrayRef<ValueRange> arguments,
                             const Emitter &emit, Value island = {}) const {
    ir::ClosureType type = op.getClosure().getType();
    SmallVector<Type> all = {type};
    llvm::append_range(all, op.getArguments().getTypes());
    auto [name, isNew] = this->program.closureEntry("go", type);
    if (isNew) {
      SmallVector<Type> results;
      if (failed(this->types.convertTypes(type.getSignature().getResults(),
                                          results)))
        return failure();
      this->makeEntry(
          name, all, op->template getParentOfType<func::FuncOp>(),
          [&](ArrayRef<Scalars> values) {
            Value code = emit.load(values[0][0], MemKind::Raw);
            ir::vort::CallIndirectOp::create(emit.rewriter,
                                             placeOfOwnCall(emit.location),
                                             results, code, flatten(values));
          },
          emit);
    }
    emit.trapIf(emit.isNull(closure.front()), abi::Trap::NilFuncCall);
    SmallVector<ValueRange> values = {closure};
    llvm::append_range(values, arguments);
    return this->start(op, name, this->recordOf(all, values, emit), emit,
                       island);
  }
};

struct GoClosureLowering : GoClosurePattern<ir::GoClosureOp> {
  using GoClosurePattern::GoClosurePattern;

  LogicalResult lower(ir::GoClosureOp op, Operands operands,
                      const Emitter &emit) const override {
    return startClosure(op, operands.getClosure(), operands.getArguments(),
                        emit);
  }
};

//===----------------------------------------------------------------------===//
// Islands
//===----------------------------------------------------------------------===//

struct IslandNewLowering : VoPattern<ir::IslandNewOp> {
  using VoPattern::VoPattern;

  LogicalResult lower(ir::IslandNewOp op, Operands,
                      const Emitter &emit) const override {
    return replace(op, emit.call(EntryId::vo_rt_island_new, {}), emit);
  }
};

struct IslandGoLowering : GoClosurePattern<ir::IslandGoOp> {
  using GoClosurePattern::GoClosurePattern;

  LogicalResult lower(ir::IslandGoOp op, Operands operands,
                      const Emitter &emit) const override {
    Value island = operands.getIsland().front();
    emit.trapIf(emit.isNull(island), abi::Trap::NilPointerDereference);
    return startClosure(op, operands.getClosure(), operands.getArguments(),
                        emit, island);
  }
};

//===----------------------------------------------------------------------===//
// Channels
//===----------------------------------------------------------------------===//

/// Type of the elements of a channel or port.
Type elemOf(Value queue) { return ir::queueElem(queue.getType()); }

template <typename Op> struct QueuePattern : VoPattern<Op> {
  using VoPattern<Op>::VoPattern;

protected:
  /// Zeroed words of an element in the frame; null when it has none.
  Value makeWords(Type elem, const Emitter &emit) const {
    if (this->program.layouts.bytes(elem) == 0)
      return emit.null();
    return emit.make<ir::vort::StackObjectOp>(
        this->program.layouts.object(elem), /*reserved=*/StringAttr(),
        /*header=*/UnitAttr());
  }

  Value wordsOf(Type elem, ArrayRef<ValueRange> values,
                const Emitter &emit) const {
    Value words = makeWords(elem, emit);
    storeLeaves(emit, this->program.layouts, {words, elem}, values,
                Barrier::NotNeeded);
    return words;
  }

  SmallVector<Scalars> received(Value words, Type elem, size_t count,
                                const Emitter &emit) const {
    return loadLeaves(emit, this->program.layouts, {words, elem}, count);
  }
};

struct ChanNewLowering : QueuePattern<ir::ChanNewOp> {
  using QueuePattern::QueuePattern;

  LogicalResult lower(ir::ChanNewOp op, Operands operands,
                      const Emitter &emit) const override {
    Type elem = elemOf(op.getQueue());
    ir::LayoutAttr layout = program.layouts.object(elem);
    if (!layout)
      return op.emitError("channel element is too large");
    auto words =
        ir::ElemAttr::get(op.getContext(), ir::ElemKind::Slots,
                          StringAttr::get(op.getContext(), layout.getSlots()));
    Scalars arguments = elementType(emit, words);
    arguments.push_back(operands.getCapacity().front());
    EntryId entry = isa<ir::PortType>(op.getQueue().getType())
                        ? EntryId::vo_rt_port_new
                        : EntryId::vo_rt_chan_new;
    return replace(op, emit.call(entry, arguments), emit);
  }
};

struct ChanSendLowering : QueuePattern<ir::ChanSendOp> {
  using QueuePattern::QueuePattern;

  LogicalResult lower(ir::ChanSendOp op, Operands operands,
                      const Emitter &emit) const override {
    Value words = wordsOf(elemOf(op.getQueue()), operands.getValues(), emit);
    emit.call(EntryId::vo_rt_chan_send, {operands.getQueue().front(), words});
    return erase(op, emit);
  }
};

struct ChanRecvLowering : QueuePattern<ir::ChanRecvOp> {
  using QueuePattern::QueuePattern;

  LogicalResult lower(ir::ChanRecvOp op, Operands operands,
                      const Emitter &emit) const override {
    Type elem = elemOf(op.getQueue());
    Value words = makeWords(elem, emit);
    Value got = emit.call(EntryId::vo_rt_chan_recv,
                          {operands.getQueue().front(), words})[0];
    SmallVector<Scalars> groups =
        received(words, elem, op.getValues().size(), emit);
    groups.push_back({emit.compare(CmpIPredicate::ne, got, emit.constant(0))});
    return replace(op, groups, emit);
  }
};

struct ChanCloseLowering : QueuePattern<ir::ChanCloseOp> {
  using QueuePattern::QueuePattern;

  LogicalResult lower(ir::ChanCloseOp op, Operands operands,
                      const Emitter &emit) const override {
    emit.call(EntryId::vo_rt_chan_close, operands.getQueue().front());
    return erase(op, emit);
  }
};

template <typename Op, EntryId kEntry>
struct ChanSizeLowering : QueuePattern<Op> {
  using QueuePattern<Op>::QueuePattern;

  LogicalResult lower(Op op, typename QueuePattern<Op>::Operands operands,
                      const Emitter &emit) const override {
    return this->replace(op, emit.call(kEntry, operands.getQueue().front()),
                         emit);
  }
};

struct SelectLowering : QueuePattern<ir::SelectOp> {
  using QueuePattern::QueuePattern;

  LogicalResult lower(ir::SelectOp op, Operands operands,
                      const Emitter &emit) const override {
    ArrayRef<bool> sends = op.getSends();
    ArrayRef<int64_t> counts = op.getLeafCounts();
    ArrayRef<ValueRange> values = operands.getValues();
    std::string letters;
    for (size_t i = 0; i < sends.size(); ++i)
      letters += "rvv";
    Value cases = emit.null();
    if (!sends.empty())
      cases = emit.make<ir::vort::StackObjectOp>(
          ir::LayoutAttr::get(op.getContext(), letters),
          /*reserved=*/StringAttr(), /*header=*/UnitAttr());
    SmallVector<Case> made;
    for (auto [index, isSend] : llvm::enumerate(sends)) {
      auto count = static_cast<size_t>(counts[index]);
      Type elem = elemOf(op.getQueues()[index]);
      Value words = isSend ? wordsOf(elem, values.take_front(count), emit)
                           : makeWords(elem, emit);
      if (isSend)
        values = values.drop_front(count);
      made.push_back({operands.getQueues()[index].front(), words, isSend});
      storeCase(cases, index, made.back(), emit);
    }
    auto mode =
        op.getHasDefault() ? abi::SelectMode::Default : abi::SelectMode::Wait;
    Scalars chosen = emit.call(EntryId::vo_rt_select,
                               {cases, emit.constant(sends.size()),
                                emit.constant(static_cast<uint64_t>(mode))});
    SmallVector<Scalars> groups = {
        {chosen[0]},
        {emit.compare(CmpIPredicate::ne, chosen[1], emit.constant(0))}};
    for (auto [index, isSend] : llvm::enumerate(sends))
      if (!isSend)
        llvm::append_range(
            groups, received(made[index].words, elemOf(op.getQueues()[index]),
                             static_cast<size_t>(counts[index]), emit));
    return replace(op, groups, emit);
  }

private:
  struct Case {
    Value queue, words;
    bool isSend = false;
  };

  static void storeCase(Value cases, size_t index, const Case &made,
                        const Emitter &emit) {
    auto start = static_cast<int64_t>(index * sizeof(abi::SelectCase));
    auto at = [&](uint64_t field) {
      return emit.address(cases, start + static_cast<int64_t>(field));
    };
    emit.store(made.queue, at(offsetof(abi::SelectCase, channel)),
               MemKind::Ref);
    // The address of other words of the frame, which stay where they are.
    emit.store(made.words, at(offsetof(abi::SelectCase, words)), MemKind::Ref);
    if (made.isSend)
      emit.store(emit.constant(1), at(offsetof(abi::SelectCase, isSend)),
                 MemKind::I64);
  }
};

} // namespace

void populateQueuePatterns(const MachineTypes &types, Program &program,
                           RewritePatternSet &patterns) {
  patterns.add<
      GoLowering, GoClosureLowering, IslandNewLowering, IslandGoLowering,
      ChanNewLowering, ChanSendLowering, ChanRecvLowering, ChanCloseLowering,
      ChanSizeLowering<ir::ChanLenOp, EntryId::vo_rt_chan_len>,
      ChanSizeLowering<ir::ChanCapOp, EntryId::vo_rt_chan_cap>, SelectLowering>(
      types, program, patterns.getContext());
}

} // namespace vo::lowering
