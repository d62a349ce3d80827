#include "driver/PassOptions.h"

#include "lowering/Passes.h"
#include "passes/Passes.h"

#include "mlir/Dialect/LLVMIR/Transforms/Passes.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;

namespace vo::driver {
namespace {

struct PassOption {
  StringRef pass, option, value;
};

llvm::Error parseOption(StringRef text, PassOption &option) {
  auto [name, value] = text.split('=');
  std::tie(option.pass, option.option) = name.split('.');
  option.value = value;
  if (!text.contains('=') || option.pass.empty() || option.option.empty())
    return llvm::createStringError("'%s' is not of the form PASS.OPTION=VALUE",
                                   text.str().c_str());
  return llvm::Error::success();
}

/// Whether the pass's name begins at `at`: names are whole words of the text.
bool isNameAt(StringRef text, size_t at, StringRef name) {
  auto isPart = [](char c) { return llvm::isAlnum(c) || c == '-' || c == '.'; };
  size_t end = at + name.size();
  return text.substr(at).starts_with(name) &&
         (at == 0 || !isPart(text[at - 1])) &&
         (end == text.size() || !isPart(text[end]));
}

/// Puts `option=value` into the braces behind each occurrence of the pass; the
/// last of equal options counts.
bool insertOption(std::string &text, const PassOption &option) {
  bool found = false;
  std::string setting = (option.option + "=" + option.value).str();
  for (size_t at = 0; (at = text.find(option.pass.str(), at)) != text.npos;) {
    size_t end = at + option.pass.size();
    if (isNameAt(text, at, option.pass)) {
      found = true;
      size_t close = text.find('}', end);
      bool hasOptions = end < text.size() && text[end] == '{';
      if (hasOptions)
        text.insert(close, " " + setting);
      else
        text.insert(end, "{" + setting + "}");
    }
    at = end;
  }
  return found;
}

/// The passes that pipelines consist of, by name.
void registerPipelinePasses() {
  static bool done = [] {
    registerTransformsPasses();
    LLVM::registerLLVMPasses();
    passes::registerVoPasses();
    lowering::registerLoweringPasses();
    return true;
  }();
  (void)done;
}

} // namespace

llvm::Error setPassOptions(OpPassManager &pipeline,
                           llvm::ArrayRef<std::string> options,
                           llvm::MutableArrayRef<bool> found) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  pipeline.printAsTextualPipeline(stream);
  bool changed = false;
  for (auto [index, each] : llvm::enumerate(options)) {
    PassOption option;
    if (llvm::Error error = parseOption(each, option))
      return error;
    bool isHere = insertOption(text, option);
    found[index] |= isHere;
    changed |= isHere;
  }
  if (!changed)
    return llvm::Error::success();
  registerPipelinePasses();
  std::string message;
  llvm::raw_string_ostream messages(message);
  FailureOr<OpPassManager> parsed = parsePassPipeline(text, messages);
  if (failed(parsed))
    return llvm::createStringError("option of a pass: %s",
                                   StringRef(message).trim().str().c_str());
  pipeline = std::move(*parsed);
  return llvm::Error::success();
}

} // namespace vo::driver
