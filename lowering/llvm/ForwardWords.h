//===- ForwardWords.h - Loads of words just stored --------------*- C++ -*-===//
//
// LLVM does not look into vo.store_words (ExpandWordStores.h), so it does not
// know what is in memory behind it. This pass does:
//   call @vo.store_words.hw(%p, %header, %bits, %ref, %ctx)
//   %h = load i64, %p                            ; %header
//   %b = load i64, %p + 8                        ; %bits
//   %r = call @vo.load_ref_if(i1 %c, %p + 8)     ; %c ? %ref : null
//
// Sound:
//  1. The store is the definition that MemorySSA gives for the load: nothing
//     between them may write the word, on any way. Both addresses are the same
//     value at constant distances.
//  2. The bits of a data word that is a reference mean nothing, whether they
//     are those that were stored or the reference's.
//  3. What a reference is loaded as is null unless the condition holds; the
//     condition is the header's, so if it holds, the reference was stored.
// References that live on over safepoints are relocated as all others.
//
// Runs late in LLVM's simplification of functions, where addresses have their
// final shape. Cost: a query of MemorySSA for each load of functions that
// contain such a store.
//
// Not handled: loads of part of a word, definitions merged by control flow.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/IR/PassManager.h"

namespace vo::lowering {

class ForwardWordsPass : public llvm::PassInfoMixin<ForwardWordsPass> {
public:
  llvm::PreservedAnalyses run(llvm::Function &function,
                              llvm::FunctionAnalysisManager &analyses);
};

} // namespace vo::lowering
