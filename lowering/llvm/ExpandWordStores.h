//===- ExpandWordStores.h - Words that are stored together ------*- C++ -*-===//
//
// The collector reads some words of memory together: the header of an interface
// tells whether its data word is a reference. LLVM knows nothing of that. As
// two stores, one may be moved over a safepoint, or deleted, without the other:
// a loop that allocates and assigns an interface variable keeps the header in a
// register and stores the data word each time round. So a value of several
// words is stored by one call until statepoints are made (WordStores.h has the
// form of the calls), and this pass makes stores of it.
//
// Until then the call is opaque (EntryAttributes.cpp):
//  1. It writes the words and nothing else, so LLVM may move it, over
//     safepoints too, or delete it, but only all of it. At each safepoint
//     memory holds some earlier value, whole.
//  2. The card mark is part of it. Wherever it ends up, nothing is between
//     store and mark.
//  3. A store of half a value (a header without its data word) is whole only
//     together with another call. It also reads and writes what only the
//     runtime sees, as safepoints do, and so stays where it is among them.
//  4. It is a leaf. It keeps the references that it stores, not the address.
//
// A data word behind its header becomes what the header says: the reference
// from kFirstReferenceKind on, else the bits. A lone one is the reference if
// that is not null. So no expansion stores a scalar under a header that says
// reference. Only words that hold a reference mark a card.
//
// Runs after RewriteStatepointsForGC, which is also what allows a word to be
// chosen as an integer: no safepoint is between the choice and the store.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/IR/PassManager.h"

namespace vo::lowering {

class ExpandWordStoresPass : public llvm::PassInfoMixin<ExpandWordStoresPass> {
public:
  llvm::PreservedAnalyses run(llvm::Module &module,
                              llvm::ModuleAnalysisManager &);
  static bool isRequired() { return true; }
};

} // namespace vo::lowering
