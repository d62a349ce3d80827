//===- FrameSizes.cpp - How large machine frames may become ---------------===//

#include "lowering/llvm/FrameSizes.h"

#include "lowering/llvm/Conventions.h"
#include "llvm/CodeGen/AsmPrinter.h"
#include "llvm/CodeGen/GCMetadata.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"
#include "llvm/MC/MCContext.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;

namespace vo::lowering {
namespace {

constexpr uint64_t kStackAlign = 16, kSlotBytes = 8;

/// Return address, frame pointer, five more saved registers, the red zone, and
/// twice the alignment.
constexpr uint64_t kFixedBytes = 256;

/// What is not part of the size that code generation tells: return address,
/// red zone, alignment. (Arguments that calls push are not, either.)
constexpr uint64_t kUncountedBytes = 8 + 128 + kStackAlign;

uint64_t valueBytes(const DataLayout &layout, Type *type) {
  if (!type->isSized())
    return 0;
  return alignTo(layout.getTypeAllocSize(type).getKnownMinValue(), kSlotBytes);
}

/// The largest list of arguments of a call.
uint64_t outgoingBytes(const Function &function) {
  uint64_t largest = 0;
  for (const Instruction &instruction : instructions(function)) {
    auto *call = dyn_cast<CallBase>(&instruction);
    if (!call)
      continue;
    uint64_t bytes = 0;
    for (const Value *argument : call->args())
      bytes += valueBytes(function.getDataLayout(), argument->getType());
    largest = std::max(largest, bytes);
  }
  return largest;
}

uint64_t constantBytes(const CallBase &call) {
  return kSlotBytes * count_if(call.args(), [](const Use &use) {
           return isa<Constant>(use);
         });
}

} // namespace

uint64_t stackObjectBytes(const Function &function) {
  const DataLayout &layout = function.getDataLayout();
  uint64_t bytes = 0;
  for (const Instruction &instruction : instructions(function))
    if (auto *object = dyn_cast<AllocaInst>(&instruction))
      if (auto size = object->getAllocationSize(layout))
        bytes += alignTo(size->getKnownMinValue(), kStackAlign);
  return bytes;
}

uint64_t frameBytesBound(const Function &function) {
  const DataLayout &layout = function.getDataLayout();
  uint64_t slots = 0;
  for (const Argument &argument : function.args())
    slots += 2 * valueBytes(layout, argument.getType());
  for (const Instruction &instruction : instructions(function)) {
    if (auto *object = dyn_cast<AllocaInst>(&instruction)) {
      if (!object->isStaticAlloca() || object->getAlign() > Align(kStackAlign))
        reportInternalError(function, "stack object of no fixed place",
                            instruction);
      continue;
    }
    slots += 2 * valueBytes(layout, instruction.getType());
    if (auto *call = dyn_cast<CallBase>(&instruction))
      slots += constantBytes(*call);
  }
  return kFixedBytes + stackObjectBytes(function) + slots +
         outgoingBytes(function);
}

void checkFrameSizes(GCModuleInfo &frames, AsmPrinter &printer) {
  for (auto &frame :
       make_range(frames.funcinfo_begin(), frames.funcinfo_end())) {
    const Function &function = frame->getFunction();
    uint64_t bound = function.getFnAttributeAsParsedInteger(kFrameBytesAttr);
    uint64_t uncounted = kUncountedBytes + outgoingBytes(function);
    if (bound != 0 && SaturatingAdd(frame->getFrameSize(), uncounted) > bound)
      printer.OutContext.reportError(
          SMLoc(), "internal compiler error: function '" + function.getName() +
                       "': frame of " + Twine(frame->getFrameSize()) +
                       " bytes, more than the bound of " + Twine(bound));
  }
}

} // namespace vo::lowering
