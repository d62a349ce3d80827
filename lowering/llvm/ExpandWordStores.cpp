//===- ExpandWordStores.cpp - Words that are stored together --------------===//

#include "lowering/llvm/ExpandWordStores.h"

#include "lowering/llvm/Conventions.h"
#include "lowering/llvm/ExpandBarriers.h"
#include "lowering/llvm/WordStores.h"
#include "runtime/abi/Object.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace llvm;

namespace vo::lowering {
namespace {

/// The expansion of one call.
class Expansion {
public:
  Expansion(CallBase &call, const WordStore &form)
      : call(call), form(form), builder(&call) {}

  void run() {
    form.forEachWord([&](char letter, uint64_t offset, unsigned argument) {
      Value *value = call.getArgOperand(argument);
      Value *to = address(offset);
      switch (letter) {
      case 'w':
        storeDataWord(value, call.getArgOperand(argument + 1), to);
        break;
      case 'r':
        store(value, to);
        mark(to, builder.CreateIsNotNull(value, "is.ref"));
        break;
      default:
        store(value, to);
      }
      header = letter == 'h' ? value : nullptr;
    });
    // Marks need branches, so they come when all is stored.
    for (auto [to, condition] : marks)
      emitMark(to, condition);
    call.eraseFromParent();
  }

private:
  Value *address(uint64_t offset) {
    Value *base = call.getArgOperand(0);
    return offset ? builder.CreateConstGEP1_64(builder.getInt8Ty(), base,
                                               static_cast<int64_t>(offset))
                  : base;
  }

  void store(Value *value, Value *to) {
    builder.CreateAlignedStore(value, to, Align(abi::kWordBytes));
  }

  void storeDataWord(Value *bits, Value *reference, Value *to) {
    Value *isReference =
        header
            ? builder.CreateICmpUGE(builder.CreateAnd(header, 0xFF),
                                    builder.getInt64(abi::kFirstReferenceKind),
                                    "is.ref")
            : builder.CreateIsNotNull(reference, "is.ref");
    if (auto *known = dyn_cast<ConstantInt>(isReference))
      store(known->isOne() ? reference : bits, to);
    else
      store(builder.CreateSelect(
                isReference,
                builder.CreatePtrToInt(reference, builder.getInt64Ty()), bits,
                "word"),
            to);
    mark(to, isReference);
  }

  void mark(Value *to, Value *condition) {
    if (!form.isRaw && !match(condition, false))
      marks.push_back({to, condition});
  }

  static bool match(Value *condition, bool value) {
    auto *known = dyn_cast<ConstantInt>(condition);
    return known && known->isOne() == value;
  }

  void emitMark(Value *to, Value *condition) {
    if (!match(condition, true)) {
      Instruction *end =
          SplitBlockAndInsertIfThen(condition, &call, /*Unreachable=*/false);
      end->getParent()->setName("word.mark");
      builder.SetInsertPoint(end);
    }
    markCard(builder, to, call.getArgOperand(call.arg_size() - 1));
    builder.SetInsertPoint(&call);
  }

  CallBase &call;
  const WordStore &form;
  IRBuilder<> builder;
  Value *header = nullptr;                           // of the word before
  SmallVector<std::pair<Value *, Value *>, 2> marks; // address, condition
};

} // namespace

PreservedAnalyses ExpandWordStoresPass::run(Module &module,
                                            ModuleAnalysisManager &) {
  bool changed = false;
  for (Function &function : make_early_inc_range(module)) {
    auto form = WordStore::parse(function.getName());
    if (!form || !function.isDeclaration())
      continue;
    changed = true;
    for (User *user : make_early_inc_range(function.users()))
      if (auto *call = dyn_cast<CallBase>(user))
        if (call->getCalledOperand() == &function)
          Expansion(*call, *form).run();
    if (function.use_empty())
      function.eraseFromParent();
    else
      reportInternalError(function, "its address is taken");
  }
  return changed ? PreservedAnalyses::none() : PreservedAnalyses::all();
}

} // namespace vo::lowering
