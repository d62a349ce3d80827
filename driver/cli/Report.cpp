//===- Report.cpp - Reports of allocations, and voc report ----------------===//

#include "driver/cli/Report.h"

#include "driver/Diagnostics.h"
#include "driver/cli/Output.h"
#include "report/Formats.h"
#include "report/Json.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace vo;
using namespace vo::driver;
using llvm::StringRef;

std::shared_ptr<report::Report> cli::newReport(const Invocation &invocation) {
  auto made = std::make_shared<report::Report>();
  made->program = invocation.input;
  made->options.level = invocation.compiler.optLevel;
  made->options.passOptions = invocation.compiler.passOptions;
  return made;
}

llvm::Error cli::writeReport(const Invocation &invocation) {
  const std::shared_ptr<report::Report> &made =
      invocation.compiler.remarks.report;
  if (!made)
    return llvm::Error::success();
  made->finish();
  return writeFile(invocation.reportFile, report::toJson(*made));
}

namespace {

/// Reads a file and makes something of it.
template <typename Parse> auto readWith(StringRef name, Parse parse) {
  using Result = decltype(parse(name, name));
  if (llvm::sys::fs::is_directory(name))
    return Result(failure(name + ": is a directory"));
  auto buffer = llvm::MemoryBuffer::getFileOrSTDIN(name, /*IsText=*/true);
  if (!buffer)
    return Result(failure(name + ": " + buffer.getError().message()));
  return parse(name == "-" ? "<stdin>" : name, (*buffer)->getBuffer());
}

/// What the command makes of its reports.
class Viewer {
public:
  explicit Viewer(const cli::Invocation &invocation) : invocation(invocation) {}

  llvm::Error run() {
    if (invocation.reports.size() > 2)
      return failure("two reports can be compared, not more");
    if (llvm::Error error = read())
      return error;
    if (invocation.reports.size() == 2)
      return compareWith();
    return show();
  }

private:
  using Format = cli::ReportFormat;

  llvm::Error read() {
    auto first = readWith(invocation.reports.front(), report::parseReport);
    if (!first)
      return first.takeError();
    shown = std::move(*first);
    if (invocation.profile.empty())
      return llvm::Error::success();
    auto counts = readWith(invocation.profile, report::Profile::parse);
    if (!counts)
      return counts.takeError();
    profile = std::move(*counts);
    return llvm::Error::success();
  }

  llvm::Error compareWith() {
    if (invocation.reportFormat != Format::Text || profile)
      return failure("a comparison is text, without a profile");
    auto other = readWith(invocation.reports.back(), report::parseReport);
    if (!other)
      return other.takeError();
    report::Comparison comparison = report::compare(shown, *other);
    return writeText([&](llvm::raw_ostream &os) { printText(comparison, os); });
  }

  llvm::Error show() {
    const report::Profile *counts = profile ? &*profile : nullptr;
    switch (invocation.reportFormat) {
    case Format::Text:
      return writeText(
          [&](llvm::raw_ostream &os) { printText(shown, counts, os); });
    case Format::Html:
      return write(toHtml(shown, counts, report::Sources(shown)));
    case Format::Graph:
      return write(toGraph(shown));
    case Format::Sarif:
      return write(toSarif(shown));
    }
    llvm_unreachable("all formats");
  }

  /// Terminals get colors.
  llvm::Error writeText(llvm::function_ref<void(llvm::raw_ostream &)> print) {
    std::string text;
    llvm::raw_string_ostream os(text);
    os.enable_colors(isStandardOutput() && llvm::outs().has_colors());
    print(os);
    return write(text);
  }

  bool isStandardOutput() const {
    return invocation.output.empty() || invocation.output == "-";
  }

  llvm::Error write(StringRef contents) {
    return cli::writeFile(isStandardOutput() ? "-" : invocation.output,
                          contents);
  }

  const cli::Invocation &invocation;
  report::Report shown;
  std::optional<report::Profile> profile;
};

} // namespace

int cli::reportCommand(const Invocation &invocation) {
  llvm::Error error = Viewer(invocation).run();
  if (!error)
    return 0;
  printError(std::move(error), "voc report");
  return 1;
}
