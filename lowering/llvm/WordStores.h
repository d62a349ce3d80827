//===- WordStores.h - Names of stores of several words ----------*- C++ -*-===//
//
// One function per form of the value that is stored:
//   void @vo.store_words.LETTERS(ptr addrspace(1) %to, values..., ptr %ctx)
//   void @vo.store_words.LETTERS.raw(ptr %to, values...)
// The second is for memory outside the heap. LETTERS has one letter per word,
// as layouts do: v scalar, r reference, h header of an interface, w its data
// word. Each takes one value, an i64 or a reference; w takes two, bits and
// reference. ExpandWordStores.h says what they mean.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace llvm {
class CallBase;
class FunctionType;
class LLVMContext;
} // namespace llvm

namespace vo::lowering {

struct WordStore {
  llvm::StringRef letters;
  bool isRaw;

  /// Whether every header has its data word behind it and the other way round.
  bool isWhole() const;
  /// Bytes written.
  uint64_t size() const;
  llvm::FunctionType *type(llvm::LLVMContext &context) const;
  std::string name() const;

  /// Calls `visit` for each word with its letter, its offset in bytes and the
  /// number of the argument that is its (first) value.
  void
  forEachWord(llvm::function_ref<void(char, uint64_t, unsigned)> visit) const;

  /// The form that a function name tells. The letters are part of the name.
  static std::optional<WordStore> parse(llvm::StringRef name);
  /// The form of a direct call of such a function.
  static std::optional<WordStore> of(const llvm::CallBase &call);
};

} // namespace vo::lowering
