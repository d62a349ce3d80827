//===- Html.cpp - Reports as one page -------------------------------------===//
//
// The page's style and script are in page/, and become part of it: it needs
// nothing from outside. Without scripts it has all of its contents, sorted by
// place.
//
//===----------------------------------------------------------------------===//

#include "report/Formats.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

#include <map>
#include <set>

using llvm::StringRef;

namespace vo::report {

static const char kStyle[] =
#include "report/page/style.css.inc"
    ;
static const char kScript[] =
#include "report/page/sort.js.inc"
    ;

namespace {

class Page {
public:
  Page(const Report &report, const Profile *profile, const Sources &sources)
      : report(report), profile(profile), sources(sources) {
    for (const Site &site : report.sites)
      sitesOf[site.place.file][site.place.line].push_back(&site);
  }

  std::string make() {
    os << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
          "<meta charset=\"utf-8\">\n<title>";
    text("Allocations of " + report.program);
    os << "</title>\n<style>\n" << kStyle << "</style>\n</head>\n<body>\n<h1>";
    text("Allocations of " + report.program);
    os << "</h1>\n";
    summary();
    table();
    for (const auto &[file, lines] : sitesOf)
      source(file, lines);
    os << "<script>\n" << kScript << "</script>\n</body>\n</html>\n";
    return std::move(page);
  }

private:
  using Lines = std::map<uint32_t, std::vector<const Site *>>;

  void text(StringRef words) { llvm::printHTMLEscaped(words, os); }

  void summary() {
    size_t inFrame = report.countInFrame();
    os << "<p>";
    text(llvm::formatv("{0} sites: {1} in frames, {2} on the heap. Compiled "
                       "with -O{3}",
                       report.sites.size(), inFrame,
                       report.sites.size() - inFrame, report.options.level)
             .str());
    for (const std::string &option : report.options.passOptions)
      text(" --pass-option=" + option);
    os << ".";
    if (profile)
      text(llvm::formatv(" The run made {0} objects, {1} bytes; the sites of "
                         "a line share its numbers.",
                         profile->total().objects, profile->total().bytes)
               .str());
    os << "</p>\n";
  }

  //===--------------------------------------------------------------------===//
  // The table
  //===--------------------------------------------------------------------===//

  void table() {
    os << "<table id=\"sites\">\n<thead><tr>";
    for (const char *name :
         {"Place", "Function", "Object", "Size", "Loop", "Verdict"})
      os << "<th><button type=\"button\">" << name << "</button></th>";
    if (profile)
      os << "<th><button type=\"button\">Objects</button></th>"
            "<th><button type=\"button\">Bytes</button></th>";
    os << "</tr></thead>\n<tbody>\n";
    for (auto [number, site] : llvm::enumerate(report.sites))
      row(site, number);
    os << "</tbody>\n</table>\n";
  }

  void number(std::optional<uint64_t> value) {
    os << "<td class=\"number\" data-key=\"";
    if (value)
      os << *value << "\">" << *value;
    else
      os << "-1\">";
    os << "</td>";
  }

  void row(const Site &site, size_t number) {
    os << "<tr class=\"" << (site.isInFrame ? "frame" : "heap")
       << "\"><td data-key=\"" << number << "\">";
    link(site.place);
    os << "</td><td>";
    text(site.function);
    os << "</td><td>";
    text(site.what());
    os << "</td>";
    this->number(site.bytes);
    this->number(site.loopDepth);
    os << "<td id=\"site-";
    text(site.id);
    os << "\">";
    verdict(site);
    os << "</td>";
    if (profile) {
      Counts counts = profile->of(site);
      this->number(counts.objects);
      this->number(counts.bytes);
    }
    os << "</tr>\n";
  }

  /// The code, and the way behind it when it is opened.
  void verdict(const Site &site) {
    if (site.path.empty()) {
      badge(site);
      os << " ";
      text(site.text);
      return;
    }
    os << "<details><summary>";
    badge(site);
    os << " ";
    text(site.text);
    os << "</summary><ol>";
    for (const Step &step : site.path) {
      os << "<li>";
      link(step.place);
      os << " ";
      text(step.text);
      os << "</li>";
    }
    os << "</ol></details>";
  }

  void badge(const Site &site) {
    os << "<code>";
    text(site.code);
    os << "</code>";
  }

  //===--------------------------------------------------------------------===//
  // Sources
  //===--------------------------------------------------------------------===//

  /// A link to the line, if it is on the page.
  void link(const Place &place) {
    const std::string *source = sources.find(place.file);
    if (source && place.line && sitesOf.contains(place.file)) {
      os << "<a href=\"#";
      anchor(place.file, place.line);
      os << "\">";
      text(place.text());
      os << "</a>";
    } else {
      text(place.text());
    }
  }

  void anchor(StringRef file, uint32_t line) {
    os << "line-" << llvm::toHex(file) << "-" << line;
  }

  void source(StringRef file, const Lines &lines) {
    const std::string *contents = sources.find(file);
    if (!contents)
      return;
    os << "<h2>";
    text(file);
    os << "</h2>\n<table class=\"source\">\n";
    StringRef rest = *contents;
    for (uint32_t line = 1; !rest.empty(); ++line) {
      auto [words, more] = rest.split('\n');
      rest = more;
      llvm::ArrayRef<const Site *> sites;
      if (auto found = lines.find(line); found != lines.end())
        sites = found->second;
      sourceLine(file, line, words, sites);
    }
    os << "</table>\n";
  }

  void sourceLine(StringRef file, uint32_t line, StringRef words,
                  llvm::ArrayRef<const Site *> sites) {
    os << "<tr id=\"";
    anchor(file, line);
    os << "\"><td class=\"number\">" << line << "</td><td><pre>";
    text(words);
    os << "</pre></td><td>";
    // The verdicts of the line, each once.
    std::set<StringRef> codes;
    for (const Site *site : sites) {
      if (!codes.insert(site->code).second)
        continue;
      os << "<a class=\"" << (site->isInFrame ? "frame" : "heap")
         << "\" href=\"#site-";
      text(site->id);
      os << "\">";
      badge(*site);
      os << "</a> ";
    }
    os << "</td></tr>\n";
  }

  const Report &report;
  const Profile *profile;
  const Sources &sources;
  std::map<std::string, Lines> sitesOf;
  std::string page;
  llvm::raw_string_ostream os{page};
};

} // namespace

std::string toHtml(const Report &report, const Profile *profile,
                   const Sources &sources) {
  return Page(report, profile, sources).make();
}

} // namespace vo::report
