//===- Sarif.cpp - Reports for code scanners ------------------------------===//
//
// SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/. A rule for each
// code that is in the report, a result for each site on the heap.
//
//===----------------------------------------------------------------------===//

#include "report/Formats.h"
#include "report/Ordered.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

namespace vo::report {

/// A file name as a relative reference of a URI (RFC 3986).
static std::string uriOf(llvm::StringRef file) {
  std::string uri;
  for (unsigned char c : file.bytes()) {
    if (llvm::isAlnum(static_cast<char>(c)) ||
        llvm::StringRef("-._~/").contains(static_cast<char>(c)))
      uri += static_cast<char>(c);
    else
      uri += "%" + llvm::utohexstr(c, /*LowerCase=*/false, /*Width=*/2);
  }
  return uri;
}

static Ordered message(const std::string &text) {
  Ordered object;
  object["text"] = text;
  return object;
}

/// Lines and columns count from 1; a place without them is its file.
static Ordered location(const Place &place) {
  Ordered object;
  Ordered &physical = object["physicalLocation"];
  physical["artifactLocation"]["uri"] = uriOf(place.file);
  if (place.line) {
    physical["region"]["startLine"] = place.line;
    if (place.column)
      physical["region"]["startColumn"] = place.column;
  }
  return object;
}

static Ordered codeFlow(const Site &site) {
  Ordered steps = Ordered::array();
  auto add = [&](const Place &place, const std::string &text) {
    Ordered &last = steps.emplace_back();
    last["location"] = location(place);
    last["location"]["message"] = message(text);
  };
  add(site.place, site.what());
  for (const Step &step : site.path)
    add(step.place, step.text);
  Ordered flow;
  flow["threadFlows"].emplace_back()["locations"] = std::move(steps);
  return flow;
}

static Ordered result(const Site &site, size_t rule) {
  Ordered object;
  object["ruleId"] = site.code;
  object["ruleIndex"] = rule;
  object["level"] = "note";
  object["message"] = message(site.what() + " is on the heap: it " + site.text);
  object["locations"].push_back(location(site.place));
  Ordered &logical =
      object["locations"].back()["logicalLocations"].emplace_back();
  logical["fullyQualifiedName"] = site.function;
  logical["kind"] = "function";
  object["partialFingerprints"]["voSite/v1"] = site.id;
  if (!site.path.empty())
    object["codeFlows"].push_back(codeFlow(site));
  return object;
}

std::string toSarif(const Report &report) {
  Ordered rules = Ordered::array();
  Ordered results = Ordered::array();
  llvm::StringMap<size_t> numbers;
  for (const Site &site : report.sites) {
    if (site.isInFrame)
      continue;
    auto [entry, isNew] = numbers.try_emplace(site.code, numbers.size());
    if (isNew) {
      Ordered &rule = rules.emplace_back();
      rule["id"] = site.code;
      rule["shortDescription"] = message("the object " + site.text);
    }
    results.push_back(result(site, entry->second));
  }
  Ordered run;
  Ordered &driver = run["tool"]["driver"];
  driver["name"] = "voc";
  driver["rules"] = std::move(rules);
  run["columnKind"] = "unicodeCodePoints";
  run["results"] = std::move(results);
  Ordered root;
  root["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json";
  root["version"] = "2.1.0";
  root["runs"].push_back(std::move(run));
  return print(root);
}

} // namespace vo::report
