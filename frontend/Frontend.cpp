//===- Frontend.cpp - Vo source to bytecode, in one call --------------------===//

#include "frontend/Frontend.h"

#include "frontend/codegen/Codegen.h"
#include "frontend/format/Format.h"
#include "frontend/packages/Packages.h"
#include "frontend/syntax/Parser.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/thread.h"

#include <chrono>

using namespace vo;
using namespace vo::fe;

namespace {

/// Trees, types and packages nest as deeply as their authors like, and the
/// walks over them recurse: they get a stack of their own (address space, not
/// memory).
constexpr unsigned kStackBytes = 512u << 20;

class Session {
public:
  Session(const FrontendOptions &options, llvm::raw_ostream &messages)
      : options(options), messages(messages) {}

  bool check(llvm::StringRef path) {
    std::unique_ptr<LibrarySource> library =
        options.library.empty() ? embeddedLibrary()
                                : directoryLibrary(options.library);
    bool good = step("load", [&] { return load(path, *library); });
    return good && step("check", [&] { return checkAll(); });
  }

  std::optional<bc::Module> compile(llvm::StringRef path) {
    if (!check(path))
      return std::nullopt;
    std::optional<bc::Module> module;
    step("generate", [&] {
      module = generateModule(compilation);
      return module.has_value();
    });
    return module;
  }

  /// Everything that was reported, warnings of good programs too.
  void report() {
    if (options.terse)
      compilation.diagnostics.renderList(messages);
    else
      compilation.diagnostics.render(messages);
  }

private:
  bool load(llvm::StringRef path, const LibrarySource &library) {
    if (!options.text)
      return loadProgram(path, library, compilation);
    std::string name = path == "-" ? "<stdin>" : path.str();
    return loadSource(std::move(name), *options.text, library, compilation);
  }

  bool checkAll() {
    bool good = true;
    for (Package *package : compilation.packages)
      good &= checkPackage(*package, compilation);
    return good;
  }

  bool step(llvm::StringRef name, llvm::function_ref<bool()> body) {
    using Clock = std::chrono::steady_clock;
    Clock::time_point start = Clock::now();
    bool good = body();
    if (options.onStep)
      options.onStep(
          name, std::chrono::duration<double>(Clock::now() - start).count());
    return good;
  }

  const FrontendOptions &options;
  llvm::raw_ostream &messages;
  Compilation compilation;
};

void onLargeStack(llvm::function_ref<void()> body) {
  llvm::thread worker(std::optional<unsigned>(kStackBytes), [&] { body(); });
  worker.join();
}

} // namespace

std::string vo::fe::libraryFromEnvironment() {
  const char *directory = std::getenv("VO_STDLIB");
  return directory ? directory : "";
}

std::optional<bc::Module> vo::fe::compileProgram(llvm::StringRef path,
                                                 const FrontendOptions &options,
                                                 llvm::raw_ostream &messages) {
  std::optional<bc::Module> module;
  onLargeStack([&] {
    Session session(options, messages);
    module = session.compile(path);
    session.report();
  });
  return module;
}

bool vo::fe::checkProgram(llvm::StringRef path, const FrontendOptions &options,
                          llvm::raw_ostream &messages) {
  bool good = false;
  onLargeStack([&] {
    Session session(options, messages);
    good = session.check(path);
    session.report();
  });
  return good;
}

std::optional<std::string> vo::fe::formatSource(llvm::StringRef name,
                                                llvm::StringRef text,
                                                llvm::raw_ostream &messages) {
  std::optional<std::string> formatted;
  onLargeStack([&] {
    SourceManager sources;
    Diagnostics diagnostics(sources);
    AstContext context;
    const SourceFile *file = sources.add(name.str(), text.str());
    FileNode *tree = parseFile(*file, context, diagnostics,
                               ParseOptions{.keepComments = true});
    if (!diagnostics.hasErrors())
      formatted = formatFile(*tree);
    diagnostics.render(messages);
  });
  return formatted;
}
