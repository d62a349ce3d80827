//===- WordAliasing.h - What stores and loads of words touch ----*- C++ -*-===//
//
// An alias analysis for the calls that stand for accesses to memory:
// vo.store_words, vo.load_ref_if and vo.card_mark. Their attributes say that
// they touch what their address refers to; how many bytes of it, attributes
// cannot say. Without this, the store of an interface field would be one to all
// fields of the object, and the mark of one field a read of the others.
//
// Sound because ExpandWordStores, ExpandWordLoads and ExpandBarriers make
// accesses to just these bytes (cards and context are memory that the program
// does not see). Stateless.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/Analysis/AliasAnalysis.h"

namespace vo::lowering {

class WordAliasingResult : public llvm::AAResultBase {
public:
  bool invalidate(llvm::Function &, const llvm::PreservedAnalyses &,
                  llvm::FunctionAnalysisManager::Invalidator &) {
    return false;
  }

  using AAResultBase::getModRefInfo;
  llvm::ModRefInfo getModRefInfo(const llvm::CallBase *call,
                                 const llvm::MemoryLocation &location,
                                 llvm::AAQueryInfo &query);
};

class WordAliasing : public llvm::AnalysisInfoMixin<WordAliasing> {
public:
  using Result = WordAliasingResult;
  Result run(llvm::Function &, llvm::FunctionAnalysisManager &) {
    return Result();
  }

private:
  friend llvm::AnalysisInfoMixin<WordAliasing>;
  static llvm::AnalysisKey Key;
};

} // namespace vo::lowering
