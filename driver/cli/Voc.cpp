//===- Voc.cpp - The subcommands of voc -----------------------------------===//

#include "driver/cli/Voc.h"

#include "bytecode/Writer.h"
#include "bytecode/assembly/Assembly.h"
#include "bytecode/json/Json.h"
#include "bytecode/typing/Print.h"
#include "driver/Diagnostics.h"
#include "driver/Link.h"
#include "driver/RunCache.h"
#include "driver/cli/Bisect.h"
#include "driver/cli/Options.h"
#include "driver/cli/OutOfMemory.h"
#include "driver/cli/Output.h"
#include "driver/cli/Report.h"
#include "driver/cli/SourceCommands.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/raw_ostream.h"

#include <chrono>
#include <unistd.h>

using namespace vo::driver;
using namespace vo::driver::cli;

//===----------------------------------------------------------------------===//
// Errors and files
//===----------------------------------------------------------------------===//

/// Prints an error, if nobody has, and gives the exit status 1.
static int fail(llvm::Error error) {
  printError(std::move(error), "voc");
  return 1;
}

static llvm::StringRef textOf(const std::vector<uint8_t> &bytes) {
  return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

/// What `--emit` output is called by default: the input's name with the
/// stage's suffix.
static std::string defaultOutput(const Invocation &invocation) {
  static constexpr llvm::StringLiteral kSuffixes[] = {
      ".vob",       ".json", ".voasm", ".vo.mlir", ".opt.mlir", ".vort.mlir",
      ".llvm.mlir", ".ll",   ".s",     ".o",       ""};
  llvm::StringRef stem = llvm::sys::path::stem(invocation.input);
  if (stem.empty() || stem == "-" || stem == ".")
    stem = "out";
  return (stem + kSuffixes[static_cast<int>(invocation.emit)]).str();
}

static double secondsSince(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start)
      .count();
}

/// Runs `body` and reports its duration with --time.
template <typename Body>
static auto timed(const Invocation &invocation, llvm::StringRef step,
                  Body body) {
  auto start = std::chrono::steady_clock::now();
  auto result = body();
  if (invocation.compiler.onStep)
    invocation.compiler.onStep(step, secondsSince(start));
  return result;
}

//===----------------------------------------------------------------------===//
// Bytecode commands
//===----------------------------------------------------------------------===//

/// Writes a module in one of its own forms.
static llvm::Error emitBytecode(const vo::bc::Module &module, Emit form,
                                llvm::StringRef path) {
  if (form == Emit::Json)
    return writeFile(path, vo::bc::toJson(module));
  if (form == Emit::Assembly)
    return writeFile(path, vo::bc::disassemble(module));
  auto bytes = vo::bc::writeModule(module);
  if (!bytes)
    return failure(bytes.error().message);
  return writeFile(path, textOf(*bytes));
}

/// The module in a file of bytecode or source.
static llvm::Expected<vo::bc::Module> moduleOf(const Invocation &invocation,
                                               const Input &input) {
  if (input.kind == InputKind::Mlir)
    return failure("there is no way from MLIR back to bytecode");
  return readBytecode(input, invocation.compiler.onStep);
}

/// Writes what the references of a module refer to, and then fails when one of
/// them would have to be two things.
static llvm::Error dumpTypes(const vo::bc::Module &module,
                             llvm::StringRef input, llvm::StringRef path) {
  if (llvm::Error error = verifyBytecode(module, input))
    return error;
  vo::bc::typing::ModuleTyping types = vo::bc::typing::typeModule(module);
  if (llvm::Error error =
          writeFile(path, vo::bc::typing::printTypes(module, types)))
    return error;
  if (types.ok())
    return llvm::Error::success();
  return failure(input + ": " + types.diagnostics().front().text());
}

static int bytecodeCommand(const Invocation &invocation) {
  auto input = openInput(invocation.input);
  if (!input)
    return fail(input.takeError());
  auto module = moduleOf(invocation, *input);
  if (!module)
    return fail(module.takeError());

  std::string output = invocation.output;
  Emit form = invocation.emit;
  switch (invocation.command) {
  case Command::Verify:
    if (llvm::Error error = verifyBytecode(*module, invocation.input))
      return fail(std::move(error));
    return 0;
  case Command::Dump:
    form = invocation.json ? Emit::Json : Emit::Assembly;
    if (output.empty())
      output = "-";
    if (invocation.types) {
      if (llvm::Error error = dumpTypes(*module, invocation.input, output))
        return fail(std::move(error));
      return 0;
    }
    break;
  case Command::Asm:
  case Command::Emit:
    form = Emit::Vob;
    [[fallthrough]];
  default:
    if (output.empty())
      output = (llvm::sys::path::stem(invocation.input) +
                (form == Emit::Vob    ? ".vob"
                 : form == Emit::Json ? ".json"
                                      : ".voasm"))
                   .str();
    break;
  }
  if (invocation.command == Command::Emit)
    if (llvm::Error error = verifyBytecode(*module, invocation.input))
      return fail(std::move(error));
  if (llvm::Error error = emitBytecode(*module, form, output))
    return fail(std::move(error));
  return 0;
}

//===----------------------------------------------------------------------===//
// Compiling
//===----------------------------------------------------------------------===//

/// Prints MLIR with its locations, so that the text can go on through the
/// pipeline without losing source lines.
static std::string printModule(mlir::ModuleOp module) {
  std::string text;
  llvm::raw_string_ostream os(text);
  module->print(os, mlir::OpPrintingFlags().enableDebugInfo());
  os << "\n";
  return text;
}

static llvm::Error emitIR(Compilation &compilation, Emit form,
                          llvm::StringRef path) {
  static constexpr Stage kStages[] = {Stage::Vo, Stage::VoOpt, Stage::Vort,
                                      Stage::LLVMDialect};
  if (form >= Emit::Vo && form <= Emit::LLVMDialect) {
    Stage stage = kStages[static_cast<int>(form) - static_cast<int>(Emit::Vo)];
    if (llvm::Error error = compilation.lowerTo(stage))
      return error;
    return writeFile(path, printModule(compilation.module()));
  }
  if (form == Emit::LLVMIR) {
    auto module = compilation.llvmModule();
    if (!module)
      return module.takeError();
    std::string text;
    llvm::raw_string_ostream os(text);
    (*module)->print(os, nullptr);
    return writeFile(path, text);
  }
  auto code = compilation.emit(form == Emit::MachineAssembly ? Stage::Assembly
                                                             : Stage::Object);
  if (!code)
    return code.takeError();
  return writeFile(path, (*code)->getBuffer());
}

/// Compiles and links to `path`.
static llvm::Error makeExecutable(const Invocation &invocation,
                                  Compilation &compilation,
                                  llvm::StringRef path) {
  auto archive = findRuntimeArchive();
  if (!archive)
    return archive.takeError();
  auto object = compilation.emit(Stage::Object);
  if (!object)
    return object.takeError();
  LinkOptions options;
  options.strip = invocation.strip;
  return timed(invocation, "link", [&] {
    return linkExecutable({(*object)->getMemBufferRef()}, *archive, path,
                          options);
  });
}

static int build(const Invocation &invocation) {
  if (!invocation.reportFile.empty() && invocation.emit < Emit::VoOpt)
    return fail(failure("--report: nothing is decided about allocations before "
                        "--emit=vo-opt"));
  if (invocation.emit <= Emit::Assembly)
    return bytecodeCommand(invocation);
  auto input = openInput(invocation.input);
  if (!input)
    return fail(input.takeError());
  Compilation compilation(invocation.compiler);
  if (llvm::Error error = compilation.load(*input))
    return fail(std::move(error));
  std::string output =
      invocation.output.empty() ? defaultOutput(invocation) : invocation.output;
  llvm::Error error = invocation.emit == Emit::Executable
                          ? makeExecutable(invocation, compilation, output)
                          : emitIR(compilation, invocation.emit, output);
  if (!error)
    error = writeReport(invocation);
  return error ? fail(std::move(error)) : 0;
}

//===----------------------------------------------------------------------===//
// Running
//===----------------------------------------------------------------------===//

/// Replaces this process by the executable at `path`.
static llvm::Error execute(llvm::StringRef path, bool removeFirst,
                           const std::vector<std::string> &arguments) {
  std::string file = path.str();
  std::vector<char *> argv;
  argv.reserve(arguments.size() + 1);
  for (const std::string &argument : arguments)
    argv.push_back(const_cast<char *>(argument.c_str()));
  argv.push_back(nullptr);
  auto handle = llvm::sys::fs::openNativeFileForRead(
      file, llvm::sys::fs::OF_None, nullptr);
  if (!handle)
    return handle.takeError();
  if (removeFirst)
    (void)llvm::sys::fs::remove(file); // a leftover at worst
  fexecve(*handle, argv.data(), environ);
  return failure("cannot start the program: " +
                 std::error_code(errno, std::generic_category()).message());
}

static int runJit(const Invocation &invocation, const Input &input,
                  const std::vector<std::string> &arguments) {
  JitCompiler jit(invocation.compiler);
  if (llvm::Error error = jit.compileProgram(input))
    return fail(std::move(error));
  if (llvm::Error error = jit.initRuntime())
    return fail(std::move(error));
  if (llvm::Error error = writeReport(invocation))
    return fail(std::move(error));
  auto status = jit.run(arguments);
  return status ? *status : fail(status.takeError());
}

/// Links into a file that is gone once the program has started.
static int runOnce(const Invocation &invocation, Compilation &compilation,
                   const std::vector<std::string> &arguments) {
  llvm::SmallString<128> path;
  if (auto error = llvm::sys::fs::createTemporaryFile("voc", "", path))
    return fail(failure("cannot make a temporary file: " + error.message()));
  llvm::sys::RemoveFileOnSignal(path);
  llvm::FileRemover remover(path);
  if (llvm::Error error = makeExecutable(invocation, compilation, path))
    return fail(std::move(error));
  if (llvm::Error error = writeReport(invocation))
    return fail(std::move(error));
  return fail(execute(path, /*removeFirst=*/true, arguments));
}

/// Starts the executable that an earlier run has left, or makes it.
static int runCached(const Invocation &invocation, const vo::bc::Module &module,
                     const RunCache &cache, llvm::StringRef path,
                     const std::vector<std::string> &arguments) {
  auto start = std::chrono::steady_clock::now();
  if (cache.use(path)) {
    if (invocation.compiler.onStep)
      invocation.compiler.onStep("executable from cache", secondsSince(start));
    // Comes back only if the entry went away meanwhile or cannot be started.
    llvm::consumeError(execute(path, /*removeFirst=*/false, arguments));
  }
  Compilation compilation(invocation.compiler);
  if (llvm::Error error = compilation.load(module))
    return fail(std::move(error));
  if (llvm::Error error = cache.fill(path, [&](llvm::StringRef temporary) {
        return makeExecutable(invocation, compilation, temporary);
      }))
    return fail(std::move(error));
  return fail(execute(path, /*removeFirst=*/false, arguments));
}

static int run(const Invocation &invocation) {
  auto input = openInput(invocation.input);
  if (!input)
    return fail(input.takeError());
  std::vector<std::string> arguments = {invocation.input};
  llvm::append_range(arguments, invocation.programArguments);

  if (invocation.engine == Engine::Jit)
    return runJit(invocation, *input, arguments);

  if (input->kind == InputKind::Mlir) {
    Compilation compilation(invocation.compiler);
    if (llvm::Error error = compilation.load(*input))
      return fail(std::move(error));
    return runOnce(invocation, compilation, arguments);
  }

  auto module = readBytecode(*input, invocation.compiler.onStep);
  if (!module)
    return fail(module.takeError());
  if (llvm::Error error = timed(invocation, "verify", [&] {
        return verifyBytecode(*module, invocation.input);
      }))
    return fail(std::move(error));
  auto limit = RunCache::limitFromEnvironment();
  if (!limit)
    return fail(limit.takeError());
  std::optional<RunCache> cache;
  if (invocation.useCache)
    cache = RunCache::open(*limit);
  if (cache)
    if (auto path = cache->pathFor(*module, invocation.optionText))
      return runCached(invocation, *module, *cache, *path, arguments);
  Compilation compilation(invocation.compiler);
  if (llvm::Error error = compilation.load(*module))
    return fail(std::move(error));
  return runOnce(invocation, compilation, arguments);
}

//===----------------------------------------------------------------------===//
// The cache
//===----------------------------------------------------------------------===//

/// "3 programs, 1.2 MiB".
static void printUsage(RunCache::Usage usage) {
  llvm::outs() << usage.entries
               << (usage.entries == 1 ? " program" : " programs") << ", "
               << llvm::format("%.1f MiB", usage.bytes / 0x1p20);
}

static int showCache(const Invocation &invocation) {
  auto limit = RunCache::limitFromEnvironment();
  if (!limit)
    return fail(limit.takeError());
  std::optional<RunCache> cache = RunCache::open(*limit);
  if (!cache) {
    llvm::outs() << "voc run keeps nothing: the cache is off, or its folder "
                    "cannot be written\n";
    return 0;
  }
  if (invocation.clearCache) {
    auto removed = cache->clear();
    if (!removed)
      return fail(removed.takeError());
    llvm::outs() << "removed ";
    printUsage(*removed);
    llvm::outs() << " from " << cache->getFolder() << "\n";
    return 0;
  }
  llvm::outs() << cache->getFolder() << ": ";
  printUsage(cache->usage());
  llvm::outs() << llvm::format(" of at most %.1f MiB\n",
                               cache->getLimit() / 0x1p20);
  return 0;
}

int vo::driver::vocMain(int argc, char **argv) {
  installOutOfMemoryHandlers();
  llvm::InitLLVM init(argc, argv);
  keepOutOfMemoryHandlers();
  int status = 0;
  auto invocation = parseCommandLine(argc, argv, status);
  if (!invocation)
    return status;
  if (invocation->time)
    invocation->compiler.onStep = [](llvm::StringRef step, double seconds) {
      llvm::errs() << llvm::format("%9.2f ms  ", seconds * 1e3) << step << "\n";
    };
  auto choice = vo::bisect::Choice::fromEnvironment();
  if (!choice)
    return fail(choice.takeError());
  if (*choice) {
    invocation->compiler.choice = std::move(*choice);
    invocation->useCache = false; // it would not tell what it has done
  }
  if (!invocation->reportFile.empty())
    invocation->compiler.remarks.report = newReport(*invocation);
  switch (invocation->command) {
  case Command::Bisect:
    return bisectCommand(*invocation);
  case Command::Report:
    return reportCommand(*invocation);
  case Command::Build:
    return build(*invocation);
  case Command::Run:
    return run(*invocation);
  case Command::Cache:
    return showCache(*invocation);
  case Command::Check:
    return checkSource(*invocation);
  case Command::Format:
    return formatSources(*invocation);
  default:
    return bytecodeCommand(*invocation);
  }
}
