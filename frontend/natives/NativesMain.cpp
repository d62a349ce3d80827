//===- NativesMain.cpp - vo-natives ---------------------------------------===//
//
// Run by the build; people run it for docs/natives.md.
//
//===----------------------------------------------------------------------===//

#include "frontend/natives/Natives.h"
#include "frontend/packages/EmbeddedSources.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Path.h"

using namespace vo::fe;

namespace {

enum class Form { Table, Prototypes, AllPrototypes, Page };

llvm::cl::opt<Form> form(
    llvm::cl::desc("What to print:"),
    llvm::cl::values(clEnumValN(Form::Table, "table", "the compiler's table"),
                     clEnumValN(Form::Prototypes, "prototypes",
                                "C++ prototypes for the runtime"),
                     clEnumValN(Form::AllPrototypes, "all-prototypes",
                                "the same, with those that it lacks"),
                     clEnumValN(Form::Page, "page", "docs/natives.md")),
    llvm::cl::Required);

/// Import paths of the packages inside the executable, sorted.
std::vector<std::string> packagePaths() {
  std::vector<std::string> paths;
  for (const EmbeddedSource &source : embeddedSources())
    paths.push_back(llvm::sys::path::parent_path(source.path).str());
  llvm::sort(paths);
  paths.erase(llvm::unique(paths), paths.end());
  return paths;
}

} // namespace

int main(int argc, char **argv) {
  llvm::cl::ParseCommandLineOptions(
      argc, argv, "prints what is made from the library's native functions\n");
  Compilation compilation;
  std::unique_ptr<LibrarySource> library = embeddedLibrary();
  auto natives = collectNatives(packagePaths(), *library, compilation);
  if (!natives) {
    compilation.diagnostics.render(llvm::errs());
    return 1;
  }
  switch (form.getValue()) {
  case Form::Table:
    emitNativeTable(*natives, llvm::outs());
    break;
  case Form::Prototypes:
    emitNativePrototypes(*natives, llvm::outs());
    break;
  case Form::AllPrototypes:
    emitNativePrototypes(*natives, llvm::outs(), /*all=*/true);
    break;
  case Form::Page:
    emitNativePage(*natives, llvm::outs());
    break;
  }
  return 0;
}
