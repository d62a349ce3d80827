//===- Rewrites.cpp - Changes that can be left out ------------------------===//

#include "passes/Rewrites.h"

#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;

namespace vo::passes {

/// "file:line:column", or nothing.
static void printPlace(llvm::raw_ostream &os, Location location) {
  if (auto place = location->findInstanceOf<FileLineColLoc>())
    os << place.getFilename().getValue() << ":" << place.getLine() << ":"
       << place.getColumn() << " ";
}

static std::string siteOf(Operation *op) {
  std::string text;
  llvm::raw_string_ostream os(text);
  printPlace(os, op->getLoc());
  auto function = dyn_cast<FunctionOpInterface>(op);
  if (!function) {
    os << op->getName() << " in ";
    function = op->getParentOfType<FunctionOpInterface>();
  }
  if (function)
    os << "@" << function.getName();
  else
    os << "the module";
  return text;
}

void RewriteAction::print(llvm::raw_ostream &os) const {
  os << "`" << tag << "` " << pass << (what.empty() ? "" : " ") << what
     << " at " << site();
}

std::string RewriteAction::site() const {
  return siteOf(cast<Operation *>(getContextIRUnits().front()));
}

bool mayRewrite(const Pass &pass, Operation *op, int64_t most, uint64_t count,
                StringRef what) {
  if (!isWithin(most, count))
    return false;
  bool granted = false;
  op->getContext()->executeAction<RewriteAction>([&] { granted = true; }, {op},
                                                 pass.getArgument(), what);
  return granted;
}

/// Passes that a program can do without and that do not ask for each change.
static bool isOptional(StringRef pass) {
  return llvm::StringSwitch<bool>(pass)
      .Cases({"vo-canonicalize", "cse"}, true)
      .Default(false);
}

void chooseRewrites(MLIRContext &context, bisect::Choice &choice) {
  context.registerActionHandler([&choice](llvm::function_ref<void()> rewrite,
                                          const tracing::Action &action) {
    bool isChosen = true;
    if (const auto *change = dyn_cast<RewriteAction>(&action)) {
      std::string pass = change->pass.str();
      if (!change->what.empty())
        pass += (" " + change->what).str();
      isChosen = choice.choose(pass, change->site());
    } else if (const auto *run = dyn_cast<PassExecutionAction>(&action)) {
      if (isOptional(run->getPass().getArgument()))
        isChosen =
            choice.choose(run->getPass().getArgument(), siteOf(run->getOp()));
    }
    if (isChosen)
      rewrite();
  });
}

} // namespace vo::passes
