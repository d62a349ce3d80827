//===- Options.h - Options of voc's subcommands -----------------*- C++ -*-===//
#pragma once

#include "driver/Compiler.h"

#include <string>
#include <vector>

namespace vo::driver::cli {

/// What `--emit` asks for.
enum class Emit {
  Vob,
  Json,
  Assembly,
  Vo,
  VoOpt,
  Vort,
  LLVMDialect,
  LLVMIR,
  MachineAssembly,
  Object,
  Executable
};

enum class Command {
  Build,
  Run,
  Emit,
  Check,
  Format,
  Dump,
  Asm,
  Verify,
  Cache,
  Bisect,
  Report
};
enum class Engine { Aot, Jit };
/// What `voc report` makes.
enum class ReportFormat { Text, Html, Graph, Sarif };

/// A parsed command line.
struct Invocation {
  Command command;
  std::string input;
  std::vector<std::string> paths; // fmt
  std::string output;             // empty: by default rules
  std::vector<std::string> programArguments;
  std::vector<std::string> words; // bisect: the command
  unsigned timeout = 0;           // bisect: seconds, 0: any
  Emit emit = Emit::Executable;
  Engine engine = Engine::Aot;
  bool json = false;      // dump: JSON instead of assembly
  bool types = false;     // dump: inferred types instead of assembly
  bool checkOnly = false; // fmt: change nothing
  bool time = false;
  bool strip = false;
  bool useCache = true;    // run: look for and keep the executable
  bool clearCache = false; // cache: remove what is there
  std::string reportFile;  // build, run: where the report goes; empty: nowhere
  std::vector<std::string> reports; // report: one, or two to compare
  ReportFormat reportFormat = ReportFormat::Text;
  std::string profile; // report: counts of a run; empty: none
  CompilerOptions compiler;
  /// The options as they were written: equal text, equal options.
  std::string optionText;
};

/// Parses the command line. Prints help, version or errors itself; then gives
/// nothing and sets `status`.
std::optional<Invocation> parseCommandLine(int argc, char **argv, int &status);

} // namespace vo::driver::cli
