//===- WordAliasing.cpp - What stores and loads of words touch ------------===//

#include "lowering/llvm/WordAliasing.h"

#include "lowering/llvm/Conventions.h"
#include "lowering/llvm/WordStores.h"
#include "runtime/abi/Object.h"
#include "llvm/IR/InstrTypes.h"

using namespace llvm;

namespace vo::lowering {

AnalysisKey WordAliasing::Key;

/// The bytes that the call accesses, if it stands for an access.
static std::optional<MemoryLocation> accessedBy(const CallBase &call) {
  if (auto form = WordStore::of(call))
    return MemoryLocation(call.getArgOperand(0),
                          LocationSize::precise(form->size()));
  unsigned address = calls(call, kCardMarkName)       ? 0
                     : calls(call, kLoadRefIfName)    ? 1
                     : calls(call, kLoadRefIfRawName) ? 1
                                                      : ~0u;
  if (address == ~0u)
    return std::nullopt;
  return MemoryLocation(call.getArgOperand(address),
                        LocationSize::upperBound(abi::kWordBytes));
}

ModRefInfo WordAliasingResult::getModRefInfo(const CallBase *call,
                                             const MemoryLocation &location,
                                             AAQueryInfo &query) {
  auto accessed = accessedBy(*call);
  if (accessed &&
      query.AAR.alias(*accessed, location, query) == AliasResult::NoAlias)
    return ModRefInfo::NoModRef;
  return ModRefInfo::ModRef;
}

} // namespace vo::lowering
