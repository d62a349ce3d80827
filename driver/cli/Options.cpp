//===- Options.cpp - Options of voc's subcommands -------------------------===//

#include "driver/cli/Options.h"

#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/raw_ostream.h"

using namespace vo::driver;
using namespace vo::driver::cli;
namespace cl = llvm::cl;

static const char kOverview[] =
    R"(voc - native compiler for Vo

  A FILE is Vo source (.vo, or a directory with a program), a bytecode
  module (.vob), its JSON or assembly form, or MLIR text of any stage
  (.mlir); '-' reads standard input. Imports come from the library inside
  voc, or from the directory that VO_STDLIB names.

  voc run FILE [-- ARGUMENTS]    compile and run; the program's status is
                                 voc's
  voc build FILE -o PROGRAM      make an executable, or stop at any stage
                                 with --emit
  voc check [FILE]               report the errors of a program (default .)
  voc fmt [--check] [PATH...]    bring source into the standard layout
  voc emit FILE -o MODULE.vob    compile source to a bytecode module
  voc dump FILE                  show a module as assembly text; with --types,
                                 what its references refer to
  voc asm FILE -o MODULE.vob     make a module from text
  voc verify FILE                check a module against the format's rules
  voc cache [--clear]            show or empty the cache of 'voc run'
  voc bisect -- COMMAND          find the rewrites of an optimization that make
                                 a command fail
  voc report FILE.json [OTHER]   show what became of a program's allocations, as
                                 'voc build --report' wrote it, or what changed

  'voc COMMAND --help' tells more.
)";

static const char kRunOverview[] =
    R"(voc run - compile and run a program

  voc run [OPTIONS] FILE [-- ARGUMENTS]

  Compiles FILE and runs it with ARGUMENTS; voc ends with the program's
  status, or with 1 and a message if FILE has errors. FILE is Vo source (.vo,
  or a directory with a program), a bytecode module (.vob), its JSON or
  assembly form, or MLIR text (.mlir); '-' reads standard input.

  The executable is kept in a cache and started at once the next time, as long
  as nothing has changed that it was made of: the program, the options, voc
  and its runtime library. Programs given as MLIR and those that --engine=jit
  runs are never kept. 'voc cache' shows where the cache is and how large;
  'voc cache --clear' empties it; --no-cache runs without it.

ENVIRONMENT:

  VO_CACHE       folder of the cache, or 'off' to keep nothing. Without it:
                 voc below XDG_CACHE_HOME, or below ~/.cache
  VO_CACHE_SIZE  most that the cache may hold: bytes, or a number with K, M or
                 G (default 256M; 0 keeps nothing). What was not run for the
                 longest time goes first; after 30 days it goes anyway
  VO_STDLIB      directory with the sources of the library, in place of those
                 inside voc
)";

static const char kCacheOverview[] =
    R"(voc cache - show or empty the cache of 'voc run'

  voc cache [--clear]

  Prints the folder in which 'voc run' keeps executables, how many there are,
  and the space that they take and may take. With --clear it removes them;
  programs that are running go on.

ENVIRONMENT:

  VO_CACHE       folder of the cache, or 'off' to keep nothing. Without it:
                 voc below XDG_CACHE_HOME, or below ~/.cache
  VO_CACHE_SIZE  most that the cache may hold: bytes, or a number with K, M or
                 G (default 256M; 0 keeps nothing)
)";

static const char kBisectOverview[] =
    R"(voc bisect - find the rewrites that make a command fail

  voc bisect [--timeout=SECONDS] -- COMMAND [ARGUMENTS]

  COMMAND compiles a program with voc, as often as it likes and however it
  starts it, runs it, and ends with a status other than 0 if the result is
  wrong. It is run again and again, with more and fewer of the rewrites that
  optimizations do, until a few are found with which alone it fails: an object
  put on the stack, a call inlined, one of LLVM's passes over IR on one function. Each is
  printed with its pass and its place in the source. For K out of N rewrites
  this takes about 2 * K * log2(N) runs. What COMMAND prints is thrown away.

  The status is 0 if the rewrites were found, else 1: COMMAND does not fail,
  or fails without any rewrite.

  Example:

      voc bisect -- sh -c 'voc run a.vo | cmp - expected'

ENVIRONMENT:

  VO_REWRITES      which rewrites voc does: 'all', 'none', or terms of the form
                   +BITS, -BITS, +xHASH or -xHASH that add and take away those
                   whose hash ends with the bits or is the given one; the last
                   term that fits decides. 'voc run' keeps nothing then
  VO_REWRITES_LOG  file to which voc appends the rewrites it does, one a line:
                   hash, pass and place, between tabs
)";

static const char kReportOverview[] =
    R"(voc report - show what became of a program's allocations

  voc report [OPTIONS] FILE.json [OTHER.json]

  FILE.json is what 'voc build --report=FILE.json' has written: each allocation
  that the optimizations left, whether its object lies in a frame or on the
  heap, and why: the code of a reason, and the way that the object takes to where
  it outlives its function. docs/escape.md lists the codes.

  With OTHER.json, a report of the same program, it prints what is different
  there: objects that moved to the stack or back to the heap, other reasons,
  sites that are new or gone.

  With --profile, text and HTML also tell how many objects and bytes a run has
  allocated at the line of each site.

  Example:

      voc build --report=a.json a.vo -o a
      VO_ALLOC_PROFILE=a.profile ./a
      voc report a.json --profile=a.profile --format=html -o a.html
)";

/// The text above the options in a command's help.
static const char *overviewOf(llvm::StringRef command) {
  return llvm::StringSwitch<const char *>(command)
      .Case("run", kRunOverview)
      .Case("bisect", kBisectOverview)
      .Case("cache", kCacheOverview)
      .Case("report", kReportOverview)
      .Default(kOverview);
}

namespace {

/// The subcommands and all options, built when the command line is parsed, so
/// that linking the compiler as a library registers none.
struct Parser {
  cl::SubCommand build{"build",
                       "compile to an executable or any earlier stage"};
  cl::SubCommand run{"run", "compile and run a program"};
  cl::SubCommand emitModule{"emit", "compile source to a bytecode module"};
  cl::SubCommand check{"check", "report the errors of a program"};
  cl::SubCommand format{"fmt", "bring source into the standard layout"};
  cl::SubCommand dump{"dump", "disassemble a module"};
  cl::SubCommand assemble{"asm", "assemble a module from text or JSON"};
  cl::SubCommand verify{"verify", "check a module"};
  cl::SubCommand cache{"cache", "show or empty the cache of 'voc run'"};
  cl::SubCommand bisect{"bisect", "find the rewrites that make a command fail"};

  cl::SubCommand report{"report",
                        "show what became of a program's allocations"};

  cl::OptionCategory category{"voc options"};

  cl::opt<std::string> input{
      cl::Positional, cl::desc("FILE"),  cl::Required,
      cl::sub(build), cl::sub(run),      cl::sub(emitModule),
      cl::sub(dump),  cl::sub(assemble), cl::sub(verify)};
  cl::opt<std::string> program{cl::Positional, cl::desc("[FILE]"),
                               cl::init("."), cl::sub(check)};
  cl::list<std::string> paths{cl::Positional, cl::desc("[PATH...]"),
                              cl::sub(format)};
  cl::opt<bool> checkOnly{
      "check",
      cl::desc("only name the files that would change; status 1 if any"),
      cl::cat(category), cl::sub(format)};
  cl::list<std::string> words{cl::Positional, cl::desc("-- COMMAND"),
                              cl::OneOrMore, cl::sub(bisect)};
  cl::opt<unsigned> timeout{
      "timeout",
      cl::desc("a run that takes longer fails (default 0: takes as long as it\n"
               "likes)"),
      cl::value_desc("seconds"), cl::cat(category), cl::sub(bisect)};
  cl::list<std::string> arguments{cl::ConsumeAfter, cl::sub(run),
                                  cl::desc("[-- ARGUMENTS]")};
  cl::opt<std::string> output{"o",
                              cl::desc("output file; '-' is standard output"),
                              cl::value_desc("file"),
                              cl::cat(category),
                              cl::sub(build),
                              cl::sub(emitModule),
                              cl::sub(dump),
                              cl::sub(assemble),
                              cl::sub(report)};
  cl::opt<Emit> emit{
      "emit",
      cl::desc("stop at a stage:"),
      cl::init(Emit::Executable),
      cl::values(
          clEnumValN(Emit::Vob, "vob", "bytecode module"),
          clEnumValN(Emit::Json, "json", "bytecode as JSON"),
          clEnumValN(Emit::Assembly, "voasm", "bytecode as assembly text"),
          clEnumValN(Emit::Vo, "vo", "vo dialect as imported"),
          clEnumValN(Emit::VoOpt, "vo-opt", "vo dialect, optimized"),
          clEnumValN(Emit::Vort, "vort", "vort dialect"),
          clEnumValN(Emit::LLVMDialect, "llvm-dialect", "MLIR's LLVM dialect"),
          clEnumValN(Emit::LLVMIR, "llvm-ir",
                     "LLVM IR with statepoints, after optimization"),
          clEnumValN(Emit::MachineAssembly, "asm", "machine code as text"),
          clEnumValN(Emit::Object, "obj", "relocatable object"),
          clEnumValN(Emit::Executable, "exe", "executable (default)")),
      cl::cat(category),
      cl::sub(build)};
  cl::opt<Engine> engine{
      "engine",
      cl::desc("how to run:"),
      cl::init(Engine::Aot),
      cl::values(clEnumValN(Engine::Aot, "aot",
                            "make an executable and start it (default)"),
                 clEnumValN(Engine::Jit, "jit", "in this process")),
      cl::cat(category),
      cl::sub(run)};
  cl::opt<unsigned> level{"O",
                          cl::desc("optimization level, 0 to 3 (default 2)"),
                          cl::Prefix,
                          cl::init(2),
                          cl::value_desc("level"),
                          cl::cat(category),
                          cl::sub(build),
                          cl::sub(run)};
  cl::opt<std::string> cpu{"cpu",
                           cl::desc("x86-64 CPU to compile for, or 'native'"),
                           cl::init("x86-64"),
                           cl::value_desc("name"),
                           cl::cat(category),
                           cl::sub(build),
                           cl::sub(run)};
  cl::opt<bool> tailLoops{
      "tail-loops",
      cl::desc("make calls of a function by itself in tail position into\n"
               "jumps, from -O1 on (default true)"),
      cl::init(vo::lowering::Switches().tailLoops),
      cl::cat(category),
      cl::sub(build),
      cl::sub(run)};
  cl::opt<unsigned> recursionLevels{
      "inline-recursion",
      cl::desc("levels of a small function's recursion that share an\n"
               "activation, from -O1 on (default 2)"),
      cl::init(vo::lowering::Switches().recursionLevels),
      cl::value_desc("levels"),
      cl::cat(category),
      cl::sub(build),
      cl::sub(run)};
  cl::opt<unsigned> frameRootsLimit{
      "frame-roots-limit",
      cl::desc("references times safepoints above which a function keeps\n"
               "references in memory (default 10000; 0: always)"),
      cl::init(vo::lowering::Switches().frameRootsLimit),
      cl::value_desc("product"),
      cl::cat(category),
      cl::sub(build),
      cl::sub(run)};
  cl::opt<bool> linearStatepoints{
      "linear-statepoints",
      cl::desc("prepare calls for the collector with a pass of our own in\n"
               "place of LLVM's (default true)"),
      cl::init(vo::lowering::Switches().linearStatepoints),
      cl::cat(category),
      cl::sub(build),
      cl::sub(run)};
  cl::opt<bool> trimStatepoints{
      "trim-statepoints",
      cl::desc("leave references that are not used behind a call out of its\n"
               "stack map (default true)"),
      cl::init(vo::lowering::Switches().trimStatepoints),
      cl::cat(category),
      cl::sub(build),
      cl::sub(run)};
  cl::opt<bool> forwardWords{
      "forward-words",
      cl::desc("loads of interface words give what was just stored, from -O1\n"
               "on (default true)"),
      cl::init(vo::lowering::Switches().forwardWords),
      cl::cat(category),
      cl::sub(build),
      cl::sub(run)};
  cl::opt<bool> memoryTypes{
      "memory-types",
      cl::desc("use what types say of which accesses do not meet (default\n"
               "true)"),
      cl::init(vo::lowering::Switches().memoryTypes),
      cl::cat(category),
      cl::sub(build),
      cl::sub(run)};
  cl::opt<bool> poisonFrames{
      "poison-frames",
      cl::desc("fill objects of frames with 0xDB bytes when they are dead\n"
               "(default false)"),
      cl::init(vo::lowering::Switches().poisonFrames),
      cl::cat(category),
      cl::sub(build),
      cl::sub(run)};
  cl::opt<unsigned> inlineBudget{
      "inline-budget",
      cl::desc("instructions that inlining may add to one function, from -O1\n"
               "on (default 5000; 0: any number)"),
      cl::init(vo::lowering::Switches().inlineBudget),
      cl::value_desc("count"),
      cl::cat(category),
      cl::sub(build),
      cl::sub(run)};
  cl::opt<bool> time{"time",
                     cl::desc("print how long each step took, and whether the\n"
                              "executable came from the cache"),
                     cl::cat(category),
                     cl::sub(build),
                     cl::sub(emitModule),
                     cl::sub(check),
                     cl::sub(run)};
  cl::opt<bool> printPipeline{"print-pipeline",
                              cl::desc("print the MLIR pass pipeline"),
                              cl::cat(category), cl::sub(build), cl::sub(run)};
  cl::list<std::string> passOptions{
      "pass-option",
      cl::desc("set an option of an MLIR pass, for experiments and for\n"
               "bisecting: vo-local-facts.max-marks=3; may be repeated"),
      cl::value_desc("pass.option=value"),
      cl::cat(category),
      cl::sub(build),
      cl::sub(run)};
  cl::opt<std::string> remarks{
      "remarks",
      cl::desc(
          "print what passes say of the program; only of those whose names\n"
          "match, if an expression is given"),
      cl::ValueOptional,
      cl::value_desc("expression"),
      cl::cat(category),
      cl::sub(build),
      cl::sub(run)};
  cl::opt<std::string> reportFile{
      "report",
      cl::desc(
          "write what became of each allocation, for 'voc report'; '-' is\n"
          "standard output"),
      cl::value_desc("file"),
      cl::cat(category),
      cl::sub(build),
      cl::sub(run)};
  cl::list<std::string> reports{cl::Positional,
                                cl::desc("FILE.json [OTHER.json]"),
                                cl::OneOrMore, cl::sub(report)};
  cl::opt<ReportFormat> reportFormat{
      "format",
      cl::desc("what to make:"),
      cl::init(ReportFormat::Text),
      cl::values(clEnumValN(ReportFormat::Text, "text", "text (default)"),
                 clEnumValN(ReportFormat::Html, "html",
                            "a page with the sources and a table"),
                 clEnumValN(ReportFormat::Graph, "graph",
                            "the ways of objects, for Graphviz"),
                 clEnumValN(ReportFormat::Sarif, "sarif",
                            "SARIF 2.1.0, for code scanners")),
      cl::cat(category),
      cl::sub(report)};
  cl::opt<std::string> profile{
      "profile", cl::desc("what a run has written with VO_ALLOC_PROFILE"),
      cl::value_desc("file"), cl::cat(category), cl::sub(report)};
  cl::opt<bool> verifyEach{"verify-each",
                           cl::desc("verify the IR after every pass"),
                           cl::cat(category), cl::sub(build), cl::sub(run)};
  cl::opt<std::string> reproducer{
      "crash-reproducer",
      cl::desc("where a failing pass leaves its input (default "
               "voc-crash.mlir; empty: nowhere)"),
      cl::init("voc-crash.mlir"),
      cl::value_desc("file"),
      cl::cat(category),
      cl::sub(build),
      cl::sub(run)};
  cl::opt<bool> noCache{"no-cache",
                        cl::desc("do not look for the executable in the cache, "
                                 "and do not keep it"),
                        cl::cat(category), cl::sub(run)};
  cl::opt<bool> clear{"clear", cl::desc("remove what the cache holds"),
                      cl::cat(category), cl::sub(cache)};
  cl::opt<bool> strip{"strip", cl::desc("leave symbols and line tables out"),
                      cl::cat(category), cl::sub(build)};
  cl::opt<bool> json{"json", cl::desc("JSON instead of assembly text"),
                     cl::cat(category), cl::sub(dump)};
  cl::opt<bool> types{
      "types", cl::desc("the type of every reference instead of the code"),
      cl::cat(category), cl::sub(dump)};

  std::optional<Command> chosen() {
    if (build)
      return Command::Build;
    if (run)
      return Command::Run;
    if (emitModule)
      return Command::Emit;
    if (check)
      return Command::Check;
    if (format)
      return Command::Format;
    if (dump)
      return Command::Dump;
    if (assemble)
      return Command::Asm;
    if (verify)
      return Command::Verify;
    if (cache)
      return Command::Cache;
    if (bisect)
      return Command::Bisect;
    if (report)
      return Command::Report;
    return std::nullopt;
  }
};

} // namespace

static void printVersion(llvm::raw_ostream &os) {
  os << "voc, native compiler for Vo (VOB v14), LLVM " LLVM_VERSION_STRING "\n";
}

/// All words of the command line before the input file, but for those that
/// only show more.
static std::string optionText(int argc, char **argv, llvm::StringRef input) {
  std::string text;
  for (int i = 1; i < argc && argv[i] != input; ++i)
    if (llvm::StringRef(argv[i]).ltrim('-') != "time")
      text += std::string(argv[i]) + '\n';
  return text;
}

std::optional<Invocation> cli::parseCommandLine(int argc, char **argv,
                                                int &status) {
  // LLVM's own options are not ours to offer.
  auto &options = cl::getRegisteredOptions();
  for (auto &option : options)
    if (option.first != "help" && option.first != "version")
      option.second->setHiddenFlag(cl::ReallyHidden);
  // Registered options must outlive every use of the registry, and the linker
  // looks at it again.
  static Parser parser;
  cl::SetVersionPrinter(printVersion);
  status = 1;
  const char *overview = overviewOf(argc > 1 ? argv[1] : "");
  if (!cl::ParseCommandLineOptions(argc, argv, overview, &llvm::errs()))
    return std::nullopt;
  auto command = parser.chosen();
  if (!command) {
    llvm::errs() << kOverview;
    return std::nullopt;
  }
  if (parser.level > 3) {
    llvm::errs() << "voc: -O takes a level from 0 to 3\n";
    return std::nullopt;
  }
  Invocation invocation;
  invocation.command = *command;
  invocation.input = *command == Command::Check ? parser.program : parser.input;
  invocation.paths.assign(parser.paths.begin(), parser.paths.end());
  if (invocation.paths.empty())
    invocation.paths = {"."};
  invocation.checkOnly = parser.checkOnly;
  invocation.output = parser.output;
  invocation.optionText = optionText(argc, argv, invocation.input);
  invocation.programArguments.assign(parser.arguments.begin(),
                                     parser.arguments.end());
  invocation.words.assign(parser.words.begin(), parser.words.end());
  invocation.timeout = parser.timeout;
  invocation.emit = parser.emit;
  invocation.engine = parser.engine;
  invocation.json = parser.json;
  invocation.types = parser.types;
  invocation.time = parser.time;
  invocation.strip = parser.strip;
  invocation.reportFile = parser.reportFile;
  invocation.reports.assign(parser.reports.begin(), parser.reports.end());
  invocation.reportFormat = parser.reportFormat;
  invocation.profile = parser.profile;
  // `--remarks` without an expression is for all passes.
  if (parser.remarks.getNumOccurrences())
    invocation.compiler.remarks.printed =
        parser.remarks.empty() ? "." : parser.remarks.getValue();
  // A program from the cache has been compiled without anybody listening.
  invocation.useCache = !parser.noCache && invocation.reportFile.empty() &&
                        invocation.compiler.remarks.printed.empty();
  invocation.clearCache = parser.clear;
  invocation.compiler.optLevel = parser.level;
  invocation.compiler.cpu = parser.cpu;
  invocation.compiler.switches.tailLoops = parser.tailLoops;
  invocation.compiler.switches.recursionLevels = parser.recursionLevels;
  invocation.compiler.switches.frameRootsLimit = parser.frameRootsLimit;
  invocation.compiler.switches.linearStatepoints = parser.linearStatepoints;
  invocation.compiler.switches.trimStatepoints = parser.trimStatepoints;
  invocation.compiler.switches.forwardWords = parser.forwardWords;
  invocation.compiler.switches.memoryTypes = parser.memoryTypes;
  invocation.compiler.switches.poisonFrames = parser.poisonFrames;
  invocation.compiler.switches.inlineBudget = parser.inlineBudget;
  invocation.compiler.passOptions.assign(parser.passOptions.begin(),
                                         parser.passOptions.end());
  invocation.compiler.verify = parser.verifyEach;
  invocation.compiler.printPipeline = parser.printPipeline;
  invocation.compiler.reproducer = parser.reproducer;
  return invocation;
}
