//===- Graph.cpp - Ways as a graph ----------------------------------------===//

#include "report/Formats.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FormatVariadic.h"

using llvm::StringRef;

namespace vo::report {

/// A string of Graphviz. `\` begins its own escapes, of which labels use one
/// for the end of a line.
static std::string quoted(StringRef text) {
  std::string result = "\"";
  for (char c : text) {
    if (c == '\n') {
      result += "\\n";
      continue;
    }
    if (c == '"' || c == '\\')
      result += '\\';
    result += c;
  }
  return result + '"';
}

namespace {

class Graph {
public:
  explicit Graph(const Report &report) {
    os << "digraph escapes {\n"
          "  rankdir=LR;\n"
          "  node [fontname=\"sans-serif\", fontsize=10];\n";
    for (const Site &site : report.sites)
      add(site);
    os << "}\n";
  }

  std::string take() { return std::move(text); }

private:
  void add(const Site &site) {
    std::string from = "s" + site.id;
    std::string label =
        site.what() + "\n" + site.place.text() + "\nin " + site.function;
    node(from, label,
         site.isInFrame ? "shape=box, style=filled, fillcolor=\"#d3f0d3\""
                        : "shape=box, style=filled, fillcolor=\"#f8e0b0\"");
    if (site.isInFrame)
      return;
    for (const Step &step : site.path)
      edge(from, nodeOf(step.place.text() + "\n" + step.text, "shape=plain"));
    edge(from, nodeOf(site.code, "shape=ellipse, style=bold"));
  }

  /// The node with the label, written when it is new.
  std::string nodeOf(const std::string &label, StringRef attributes) {
    auto [entry, isNew] = numbers.try_emplace(label, numbers.size());
    std::string name = "n" + std::to_string(entry->second);
    if (isNew)
      node(name, label, attributes);
    return name;
  }

  void node(StringRef name, StringRef label, StringRef attributes) {
    os << "  " << quoted(name) << " [label=" << quoted(label) << ", "
       << attributes << "];\n";
  }

  /// Moves `from` on.
  void edge(std::string &from, std::string to) {
    std::string line = quoted(from) + " -> " + quoted(to);
    if (edges.insert(line).second)
      os << "  " << line << ";\n";
    from = std::move(to);
  }

  std::string text;
  llvm::raw_string_ostream os{text};
  llvm::StringMap<size_t> numbers;
  llvm::StringSet<> edges;
};

} // namespace

std::string toGraph(const Report &report) { return Graph(report).take(); }

} // namespace vo::report
