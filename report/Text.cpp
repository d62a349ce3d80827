//===- Text.cpp - Reports on terminals ------------------------------------===//

#include "report/Formats.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/WithColor.h"

using llvm::raw_ostream;
using llvm::StringRef;

namespace vo::report {

static raw_ostream::Colors colorOf(bool isInFrame) {
  return isInFrame ? raw_ostream::GREEN : raw_ostream::YELLOW;
}

/// Runs `body` with a color, if the stream has colors.
static void colored(raw_ostream &os, raw_ostream::Colors color,
                    llvm::function_ref<void()> body) {
  os.changeColor(color, /*Bold=*/true);
  body();
  os.resetColor();
}

/// "[frame]", "[heap: argument]".
static std::string verdictOf(const Site &site) {
  return site.isInFrame ? "[frame]" : "[heap: " + site.code + "]";
}

static void printPlace(const Site &site, raw_ostream &os) {
  os << site.place.text() << ": ";
}

/// "a.vo:3:4: object *main.T, 16 bytes, in main [heap: result] is returned".
static void printSite(const Site &site, const Profile *profile,
                      raw_ostream &os) {
  printPlace(site, os);
  os << site.what();
  if (site.bytes)
    os << ", " << *site.bytes << (*site.bytes == 1 ? " byte" : " bytes");
  os << ", in " << site.function;
  if (site.loopDepth)
    os << ", loop depth " << site.loopDepth;
  os << " ";
  colored(os, colorOf(site.isInFrame), [&] { os << verdictOf(site); });
  if (!site.isInFrame)
    os << " " << site.text;
  os << "\n";
  for (const Step &step : site.path)
    os << "    " << step.place.text() << ": " << step.text << "\n";
  if (!profile || site.isInFrame)
    return;
  Counts counts = profile->of(site);
  os << llvm::formatv("    this line made {0} {1}, {2} bytes\n", counts.objects,
                      counts.objects == 1 ? "object" : "objects", counts.bytes);
}

/// "12 sites: 4 in frames, 8 on the heap", then the heap's by code.
static void printSums(const Report &report, raw_ostream &os) {
  size_t inFrame = report.countInFrame();
  os << llvm::formatv("{0} {1}: {2} in frames, {3} on the heap\n",
                      report.sites.size(),
                      report.sites.size() == 1 ? "site" : "sites", inFrame,
                      report.sites.size() - inFrame);
  llvm::StringMap<std::pair<size_t, StringRef>> counts;
  for (const Site &site : report.sites)
    if (!site.isInFrame) {
      ++counts[site.code].first;
      counts[site.code].second = site.text;
    }
  std::vector<std::tuple<size_t, StringRef, StringRef>> rows;
  for (const auto &entry : counts)
    rows.emplace_back(entry.second.first, entry.first(), entry.second.second);
  llvm::sort(rows, [](const auto &a, const auto &b) {
    return std::get<0>(a) != std::get<0>(b) ? std::get<0>(a) > std::get<0>(b)
                                            : std::get<1>(a) < std::get<1>(b);
  });
  for (const auto &[count, code, text] : rows)
    os << llvm::formatv("{0,6} {1,-13} {2}\n", count, code, text);
  if (report.sites.empty() && report.options.level == 0)
    os << "nothing is decided at -O0: every object is on the heap\n";
}

void printText(const Report &report, const Profile *profile, raw_ostream &os) {
  for (const Site &site : report.sites)
    printSite(site, profile, os);
  printSums(report, os);
}

static void printPairs(StringRef title, raw_ostream::Colors color,
                       llvm::ArrayRef<Comparison::Pair> pairs,
                       raw_ostream &os) {
  if (pairs.empty())
    return;
  colored(os, color, [&] { os << title << ": " << pairs.size() << "\n"; });
  for (auto [before, after] : pairs) {
    os << "  ";
    printPlace(*after, os);
    os << after->what() << ", in " << after->function << ": "
       << verdictOf(*before) << " -> " << verdictOf(*after) << "\n";
  }
}

static void printSites(StringRef title, llvm::ArrayRef<const Site *> sites,
                       raw_ostream &os) {
  if (sites.empty())
    return;
  os << title << ": " << sites.size() << "\n";
  for (const Site *site : sites) {
    os << "  ";
    printPlace(*site, os);
    os << site->what() << ", in " << site->function << ": " << verdictOf(*site)
       << "\n";
  }
}

void printText(const Comparison &comparison, raw_ostream &os) {
  printPairs("back on the heap", raw_ostream::RED, comparison.toHeap, os);
  printPairs("moved to the stack", raw_ostream::GREEN, comparison.toFrame, os);
  printPairs("on the heap for another reason", raw_ostream::YELLOW,
             comparison.otherReason, os);
  printSites("new", comparison.added, os);
  printSites("gone", comparison.gone, os);
  os << "unchanged: " << comparison.unchanged << "\n";
}

} // namespace vo::report
