//===- Remarks.cpp - Remarks of passes for people and reports -------------===//

#include "driver/Remarks.h"

#include "driver/Diagnostics.h"

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/Remarks.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Regex.h"

using namespace mlir;
using llvm::StringRef;

namespace vo::driver {

/// Passes that decide about allocations.
static constexpr char kDeciders[] = "^vo-(stack-promote|frame-defers)$";

static report::Place placeOf(Location location) {
  auto place = location->findInstanceOf<FileLineColLoc>();
  if (!place)
    return {};
  return {place.getFilename().str(), place.getLine(), place.getColumn()};
}

namespace {

class Listener : public remark::detail::MLIRRemarkStreamerBase {
public:
  using Remark = remark::detail::Remark;

  explicit Listener(const RemarkOptions &options)
      : report(options.report), printed(options.printed),
        isPrinting(!options.printed.empty()) {}

  void streamOptimizationRemark(const Remark &remark) override {
    if (isPrinting && printed.match(remark.getCategoryName()))
      print(remark);
    if (report && deciders.match(remark.getCategoryName()))
      report->sites.push_back(siteOf(remark));
  }

private:
  static bool isPassed(const Remark &remark) {
    return remark.getRemarkType() == llvm::remarks::Type::Passed;
  }

  /// A remark with all that it says in one argument says more in others; of
  /// those that do not, all are told.
  static void print(const Remark &remark) {
    std::string text;
    for (const Remark::Arg &argument : remark.getArgs()) {
      if (argument.key == "Site") {
        text = argument.val;
        break;
      }
      text += (text.empty() ? "" : ", ") + argument.key + " " + argument.val;
    }
    InFlightDiagnostic diagnostic = emitRemark(remark.getLocation());
    diagnostic << remark.getCategoryName() << ": " << remark.getRemarkName();
    if (!text.empty())
      diagnostic << ": " << text;
    for (const Remark::Arg &argument : remark.getArgs())
      if (isStep(argument))
        diagnostic.attachNote(stepLocation(remark, argument))
            << stepText(argument);
  }

  static bool isStep(const Remark::Arg &argument) {
    return StringRef(argument.key).starts_with("Step");
  }

  static Location stepLocation(const Remark &remark,
                               const Remark::Arg &argument) {
    if (auto place = dyn_cast_or_null<LocationAttr>(argument.getAttribute()))
      return Location(place);
    return remark.getLocation();
  }

  /// Without the place, which the value begins with for those who see no
  /// attributes.
  static StringRef stepText(const Remark::Arg &argument) {
    StringRef text = argument.val;
    if (auto location = dyn_cast_or_null<LocationAttr>(argument.getAttribute()))
      if (report::Place place = placeOf(Location(location));
          !place.file.empty())
        text.consume_front(place.text() + ": ");
    return text;
  }

  static report::Site siteOf(const Remark &remark) {
    report::Site site;
    site.function = remark.getFunction().str();
    site.place = placeOf(remark.getLocation());
    site.isInFrame = isPassed(remark);
    site.code = remark.getRemarkName().str();
    for (const Remark::Arg &argument : remark.getArgs())
      addArgument(remark, argument, site);
    return site;
  }

  static void addArgument(const Remark &remark, const Remark::Arg &argument,
                          report::Site &site) {
    StringRef value = argument.val;
    if (argument.key == "Kind")
      site.kind = value.str();
    else if (argument.key == "Type")
      site.type = value.str();
    else if (argument.key == "Meaning")
      site.text = value.str();
    else if (argument.key == "Loop")
      (void)value.getAsInteger(10, site.loopDepth);
    else if (argument.key == "Bytes")
      (void)value.getAsInteger(10, site.bytes.emplace());
    else if (isStep(argument))
      site.path.push_back(
          {placeOf(stepLocation(remark, argument)), stepText(argument).str()});
  }

  std::shared_ptr<report::Report> report;
  llvm::Regex printed;
  llvm::Regex deciders{kDeciders};
  bool isPrinting;
};

} // namespace

llvm::Error listenForRemarks(MLIRContext &context,
                             const RemarkOptions &options) {
  if (!options.areWanted())
    return llvm::Error::success();
  std::string message;
  if (!options.printed.empty() &&
      !llvm::Regex(options.printed).isValid(message))
    return failure("--remarks: '" + options.printed +
                   "' is no regular expression: " + message);
  // The engine takes expressions for whole names, and one for each kind of
  // remark; the listener chooses.
  const std::string any = ".*";
  remark::RemarkCategories categories = {std::nullopt, any, any, any, any};
  if (failed(remark::enableOptimizationRemarks(
          context, std::make_unique<Listener>(options),
          std::make_unique<remark::RemarkEmittingPolicyAll>(), categories)))
    return failure("remarks cannot be heard");
  return llvm::Error::success();
}

} // namespace vo::driver
