//===- ExpandChecks.cpp - Checks and output as branches and calls ---------===//

#include "lowering/vort/ExpandChecks.h"

#include "dialect/vort/Vort.h"
#include "lowering/vort/Traps.h"
#include "runtime/abi/Object.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace vo::ir::vort;

namespace vo::lowering {
namespace {

/// Weights of a branch that is not expected to be taken, as LLVM's own for
/// __builtin_expect.
constexpr int32_t kUnlikely = 1;
constexpr int32_t kLikely = 2000;

class Expander {
public:
  explicit Expander(func::FuncOp function)
      : function(function), builder(function.getContext()) {}

  void run() {
    SmallVector<Operation *> work;
    function.walk([&](Operation *op) {
      if (isa<TrapIfOp, AssertOp, PrintOp, PollOp>(op))
        work.push_back(op);
    });
    // From the end, so that each split moves only what follows the operation.
    for (Operation *op : llvm::reverse(work)) {
      builder.setInsertionPoint(op);
      llvm::TypeSwitch<Operation *>(op)
          .Case<TrapIfOp, AssertOp, PrintOp, PollOp>(
              [&](auto each) { expand(each); });
      op->erase();
    }
  }

private:
  void expand(TrapIfOp op) {
    TrapCall call = *findTrap(op.getKind());
    builder.setInsertionPointToStart(branchToCold(op, op.getCondition(), true));
    SmallVector<Value> arguments(op.getNumbers());
    if (arguments.empty())
      arguments.push_back(
          constant(op.getLoc(), static_cast<int64_t>(call.trap)));
    callNoReturn(op.getLoc(), call.entry, arguments);
  }

  void expand(AssertOp op) {
    builder.setInsertionPointToStart(
        branchToCold(op, op.getCondition(), false));
    Value words = fillWords(op.getLoc(), op.getWords());
    callNoReturn(op.getLoc(), abi::EntryId::vo_rt_assert_failed,
                 {words, constant(op.getLoc(), op.getWords().size() / 3)});
  }

  void expand(PrintOp op) {
    Location loc = op.getLoc();
    Value words = fillWords(loc, op.getWords());
    callEntry(loc, abi::EntryId::vo_rt_print,
              {words, constant(loc, op.getWords().size() / 3),
               constant(loc, op.getNewline())});
  }

  void expand(PollOp op) {
    Location loc = op.getLoc();
    Value word = PollWordOp::create(builder, loc, builder.getI64Type());
    Value isAsked = arith::CmpIOp::create(
        builder, loc, arith::CmpIPredicate::ne, word, constant(loc, 0));
    Block *cold = branchToCold(op, isAsked, true);
    Block *rest = op->getBlock()->getTerminator()->getSuccessor(1);
    builder.setInsertionPointToStart(cold);
    callEntry(loc, abi::EntryId::vo_rt_poll, {});
    cf::BranchOp::create(builder, loc, rest);
  }

  /// Ends the block of `op` after it with a branch that goes to a new cold
  /// block if the condition is `trapsIf`, else to what followed.
  Block *branchToCold(Operation *op, Value condition, bool trapsIf) {
    Block *block = op->getBlock();
    Block *rest = block->splitBlock(std::next(op->getIterator()));
    // Cold blocks end up in the order of their operations.
    Region &body = function.getBody();
    firstCold = firstCold ? builder.createBlock(firstCold)
                          : builder.createBlock(&body, body.end());
    builder.setInsertionPointToEnd(block);
    auto branch = cf::CondBranchOp::create(builder, op->getLoc(), condition,
                                           trapsIf ? firstCold : rest,
                                           trapsIf ? rest : firstCold);
    branch.setBranchWeightsAttr(builder.getDenseI32ArrayAttr(
        {trapsIf ? kUnlikely : kLikely, trapsIf ? kLikely : kUnlikely}));
    return firstCold;
  }

  /// Address of an array of abi::InterfaceWords with these values.
  Value fillWords(Location loc, ValueRange words) {
    constexpr int64_t offsets[] = {offsetof(abi::InterfaceWords, header),
                                   offsetof(abi::InterfaceWords, bits),
                                   offsetof(abi::InterfaceWords, ref)};
    Value array = wordArray(words.size() / 3);
    for (auto [index, word] : llvm::enumerate(words)) {
      int64_t offset =
          index / 3 * sizeof(abi::InterfaceWords) + offsets[index % 3];
      Value address = AddrOp::create(builder, loc, array.getType(), array,
                                     Value(), /*scale=*/1, offset);
      bool isReference = isa<RefType>(word.getType());
      StoreOp::create(builder, loc, word, address,
                      isReference ? MemKind::Ref : MemKind::I64);
    }
    return array;
  }

  /// The function's array for this many values.
  Value wordArray(size_t count) {
    auto [entry, isNew] = wordArrays.try_emplace(count);
    if (isNew) {
      OpBuilder atEntry = OpBuilder::atBlockBegin(&function.front());
      constexpr size_t slots = sizeof(abi::InterfaceWords) / abi::kWordBytes;
      auto frame =
          FrameOp::create(atEntry, function.getLoc(),
                          RawType::get(function.getContext()), count * slots);
      frame->setDiscardableAttr(kUninitialized, builder.getUnitAttr());
      entry->second = frame;
    }
    return entry->second;
  }

  Value constant(Location loc, int64_t value) {
    return arith::ConstantOp::create(builder, loc,
                                     builder.getI64IntegerAttr(value));
  }

  void callEntry(Location loc, abi::EntryId id, ValueRange arguments) {
    CallRuntimeOp::create(builder, loc, TypeRange(), abi::entry(id).name,
                          arguments);
  }

  void callNoReturn(Location loc, abi::EntryId id, ValueRange arguments) {
    callEntry(loc, id, arguments);
    LLVM::UnreachableOp::create(builder, loc);
  }

  func::FuncOp function;
  OpBuilder builder;
  Block *firstCold = nullptr;
  llvm::DenseMap<size_t, Value> wordArrays;
};

} // namespace

void expandChecks(func::FuncOp function) {
  if (!function.isExternal())
    Expander(function).run();
}

} // namespace vo::lowering
