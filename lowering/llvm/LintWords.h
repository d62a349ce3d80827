//===- LintWords.h - Stores of half an interface ----------------*- C++ -*-===//
//
// The words of an interface reach memory through vo.store_words only
// (ExpandWordStores.h). This check finds stores that are not: a `store` that
// touches a header or a data word, and a memset or memcpy that begins or ends
// within a pair. Which words those are it takes from what the runtime will read
// itself: the module descriptor's table of global variables, and the layout
// named by the header word that vo_rt_alloc is given.
//
// Only addresses at a constant distance from a global variable or from an
// allocation in the function are checked. What it does not see must be right by
// construction (lowering/vo/Memory.cpp); what it sees is never a false alarm.
//
//===----------------------------------------------------------------------===//
#pragma once

namespace llvm {
class Module;
} // namespace llvm

namespace vo::lowering {

/// Reports an internal error for each such store in a Vo function.
void lintWords(llvm::Module &module);

} // namespace vo::lowering
