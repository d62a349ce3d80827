//===- WordStores.cpp - Names of stores of several words ------------------===//

#include "lowering/llvm/WordStores.h"

#include "lowering/llvm/Conventions.h"
#include "runtime/abi/Object.h"
#include "llvm/ADT/Twine.h"
#include "llvm/IR/DerivedTypes.h"

using namespace llvm;

namespace vo::lowering {

static constexpr StringLiteral kPrefix = "vo.store_words.";
static constexpr StringLiteral kRawSuffix = ".raw";

bool WordStore::isWhole() const {
  for (size_t i = 0; i != letters.size(); ++i) {
    if (letters[i] == 'w')
      return false;
    if (letters[i] != 'h')
      continue;
    ++i; // to the other half
    if (!letters.substr(i).starts_with("w"))
      return false;
  }
  return true;
}

uint64_t WordStore::size() const { return letters.size() * abi::kWordBytes; }

void WordStore::forEachWord(
    function_ref<void(char, uint64_t, unsigned)> visit) const {
  unsigned argument = 1;
  for (auto [index, letter] : enumerate(letters)) {
    visit(letter, index * abi::kWordBytes, argument);
    argument += letter == 'w' ? 2 : 1;
  }
}

FunctionType *WordStore::type(LLVMContext &context) const {
  Type *word = Type::getInt64Ty(context), *raw = PointerType::get(context, 0);
  Type *reference = PointerType::get(context, kReferenceSpace);
  SmallVector<Type *> parameters = {isRaw ? raw : reference};
  for (char letter : letters) {
    if (letter != 'r')
      parameters.push_back(word);
    if (letter == 'r' || letter == 'w')
      parameters.push_back(reference);
  }
  if (!isRaw)
    parameters.push_back(raw);
  return FunctionType::get(Type::getVoidTy(context), parameters,
                           /*isVarArg=*/false);
}

std::string WordStore::name() const {
  return (Twine(kPrefix) + letters + (isRaw ? kRawSuffix : "")).str();
}

std::optional<WordStore> WordStore::parse(StringRef name) {
  if (!name.consume_front(kPrefix))
    return std::nullopt;
  bool isRaw = name.consume_back(kRawSuffix);
  if (name.empty() || name.find_first_not_of("vrhw") != StringRef::npos)
    return std::nullopt;
  return WordStore{name, isRaw};
}

std::optional<WordStore> WordStore::of(const CallBase &call) {
  const Function *callee = call.getCalledFunction();
  return callee ? parse(callee->getName()) : std::nullopt;
}

} // namespace vo::lowering
