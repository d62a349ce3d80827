//===- EmitTool.cpp - Compile a Vo program to a verified module -------------===//
//
//   emit-tool [--library DIR] [--dump] [--time] PROGRAM [OUTPUT.vob]
//
// Exit status: 0 accepted and verified, 1 rejected by the front end, 3 the
// generator made a module that the verifier refuses.
//
//===----------------------------------------------------------------------===//

#include "bytecode/Writer.h"
#include "bytecode/assembly/Assembly.h"
#include "bytecode/verify/Verifier.h"
#include "frontend/codegen/Codegen.h"
#include "frontend/packages/Packages.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

#include <chrono>

using namespace vo;
using namespace vo::fe;

namespace {
struct Options {
  std::string library, program, output;
  bool dump = false, time = false;
};

Options parse(int argc, char **argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    llvm::StringRef arg = argv[i];
    if (arg == "--library" && i + 1 < argc)
      options.library = argv[++i];
    else if (arg == "--dump")
      options.dump = true;
    else if (arg == "--time")
      options.time = true;
    else
      (options.program.empty() ? options.program : options.output) = arg.str();
  }
  return options;
}

std::optional<bc::Module> compile(const Options &options,
                                  Compilation &compilation) {
  using Clock = std::chrono::steady_clock;
  Clock::time_point last = Clock::now();
  auto step = [&](llvm::StringRef name) {
    if (options.time)
      llvm::errs() << name << ": "
                   << std::chrono::duration<double>(Clock::now() - last).count()
                   << " s\n";
    last = Clock::now();
  };
  std::unique_ptr<LibrarySource> library =
      options.library.empty() ? embeddedLibrary()
                              : directoryLibrary(options.library);
  bool good = loadProgram(options.program, *library, compilation);
  step("load");
  if (!good)
    return std::nullopt;
  for (Package *package : compilation.packages)
    good &= checkPackage(*package, compilation);
  step("check");
  if (!good)
    return std::nullopt;
  std::optional<bc::Module> module = generateModule(compilation);
  step("generate");
  return module;
}

int write(const bc::Module &module, const std::string &path) {
  bc::Result<std::vector<uint8_t>> bytes = bc::writeModule(module);
  if (!bytes) {
    llvm::errs() << bytes.error().message << "\n";
    return 3;
  }
  std::error_code failure;
  llvm::raw_fd_ostream out(path, failure);
  out.write(reinterpret_cast<const char *>(bytes->data()), bytes->size());
  return failure ? 1 : 0;
}
} // namespace

int main(int argc, char **argv) {
  Options options = parse(argc, argv);
  if (options.program.empty()) {
    llvm::errs() << "usage: emit-tool [--library DIR] [--dump] [--time] "
                    "PROGRAM [OUTPUT.vob]\n";
    return 2;
  }
  Compilation compilation;
  std::optional<bc::Module> module = compile(options, compilation);
  compilation.diagnostics.renderList(llvm::errs());
  if (!module)
    return 1;
  if (options.dump)
    llvm::outs() << bc::disassemble(*module);
  bc::verify::Verdict verdict = bc::verify::verifyModule(*module);
  if (!verdict.ok()) {
    llvm::errs() << verdict.text();
    return 3;
  }
  return options.output.empty() ? 0 : write(*module, options.output);
}
