//===- Bisect.cpp - The command voc bisect --------------------------------===//
//
// A run is the command with a pattern and the name of a log in its environment.
// Every voc below it obeys them, however it is started; the log tells what they
// did.
//
//===----------------------------------------------------------------------===//

#include "driver/cli/Bisect.h"

#include "bisect/Search.h"
#include "driver/Diagnostics.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/LineIterator.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/Signals.h"

#include <unistd.h>

using namespace vo::bisect;
using namespace vo::driver;
using llvm::StringRef;

namespace {

/// Runs the command.
class Runner {
public:
  Runner(const cli::Invocation &invocation, StringRef log)
      : invocation(invocation), log(log) {}

  llvm::Error findProgram() {
    auto found = llvm::sys::findProgramByName(invocation.words.front());
    if (!found)
      return failure("cannot find the command '" + invocation.words.front() +
                     "'");
    program = *found;
    return llvm::Error::success();
  }

  llvm::Expected<Run> operator()(StringRef pattern) {
    std::error_code error;
    llvm::raw_fd_ostream(log, error).close(); // empties it
    std::vector<std::string> environment = environmentWith(pattern);
    std::vector<StringRef> words(invocation.words.begin(),
                                 invocation.words.end());
    std::vector<StringRef> variables(environment.begin(), environment.end());
    const std::optional<StringRef> nowhere[] = {"", "", ""};
    std::string message;
    bool couldNotStart = false;
    int status = llvm::sys::ExecuteAndWait(
        program, words, llvm::ArrayRef<StringRef>(variables), nowhere,
        invocation.timeout, /*MemoryLimit=*/0, &message, &couldNotStart);
    if (couldNotStart)
      return failure("cannot start '" + program + "': " + message);
    auto run = readLog();
    if (run) {
      run->fails = status != 0;
      report(pattern, *run);
    }
    return run;
  }

  unsigned runs = 0;
  size_t mostRewrites = 0;

private:
  std::vector<std::string> environmentWith(StringRef pattern) const {
    const std::string ours[] = {
        llvm::formatv("{0}={1}", kPatternVariable, pattern),
        llvm::formatv("{0}={1}", kLogVariable, log)};
    std::vector<std::string> variables(std::begin(ours), std::end(ours));
    for (char **variable = environ; *variable; ++variable)
      if (llvm::none_of(ours, [&](StringRef mine) {
            return StringRef(*variable).split('=').first ==
                   mine.split('=').first;
          }))
        variables.emplace_back(*variable);
    return variables;
  }

  llvm::Expected<Run> readLog() const {
    auto buffer = llvm::MemoryBuffer::getFile(log);
    if (!buffer)
      return failure(log + ": " + buffer.getError().message());
    Run run;
    llvm::DenseSet<uint64_t> seen;
    for (llvm::line_iterator line(**buffer); !line.is_at_end(); ++line)
      if (auto rewrite = parseRewrite(*line))
        if (seen.insert(rewrite->hash).second)
          run.rewrites.push_back(std::move(*rewrite));
    return run;
  }

  void report(StringRef pattern, const Run &run) {
    ++runs;
    mostRewrites = std::max(mostRewrites, run.rewrites.size());
    if (llvm::errs().is_displayed())
      llvm::errs() << llvm::formatv("run {0}: {1} rewrites: {2}\n", runs,
                                    run.rewrites.size(),
                                    run.fails ? "fails" : "succeeds");
  }

  const cli::Invocation &invocation;
  std::string log;
  std::string program;
};

void printFound(const std::vector<Rewrite> &found, const Runner &runner) {
  llvm::outs() << llvm::formatv(
      "{0} of {1} rewrites make it fail ({2} runs):\n", found.size(),
      runner.mostRewrites, runner.runs);
  for (const Rewrite &rewrite : found)
    llvm::outs() << "  " << rewrite.pass << ": " << rewrite.site << "\n";
  llvm::outs() << "To have these alone:\n  " << kPatternVariable << "="
               << patternOf(found) << "\n";
}

int fail(llvm::Error error) {
  printError(std::move(error), "voc bisect");
  return 1;
}

} // namespace

int cli::bisectCommand(const Invocation &invocation) {
  llvm::SmallString<128> log;
  if (auto error = llvm::sys::fs::createTemporaryFile("voc-bisect", "log", log))
    return fail(failure("cannot make a temporary file: " + error.message()));
  llvm::sys::RemoveFileOnSignal(log);
  llvm::FileRemover remover(log);
  Runner runner(invocation, log);
  if (llvm::Error error = runner.findProgram())
    return fail(std::move(error));
  auto found = findGuilty(runner);
  if (!found)
    return fail(found.takeError());
  printFound(*found, runner);
  return 0;
}
