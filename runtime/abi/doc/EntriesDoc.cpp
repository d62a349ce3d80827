//===- EntriesDoc.cpp - docs/runtime.md from the tables -------------------===//

#include "runtime/abi/doc/EntriesDoc.h"

#include "runtime/abi/Entries.h"

#include <iterator>
#include <span>

namespace vo::abi {

static std::string nameOf(EntryValue value) {
  static constexpr const char *kNames[] = {"Void",  "I64",  "F32", "F64",
                                           "Ref",   "Raw",  "Str", "Slice",
                                           "Iface", "I64x2"};
  return kNames[static_cast<unsigned>(value)];
}

static std::string listOf(std::span<const EntryValue> values) {
  std::string text;
  for (EntryValue value : values) {
    if (value == EntryValue::Void)
      break;
    text += (text.empty() ? "" : ", ") + nameOf(value);
  }
  return text;
}

static std::string resultsOf(const Entry &entry) {
  std::string text = listOf(entry.results);
  return text.empty() ? "Void" : text;
}

static std::string effectsOf(const Entry &entry) {
  static constexpr const char *kNames[] = {
      "leaf",   "safepoint", "allocates", "reads",
      "writes", "panics",    "no return", "calls",
      "parks",  "io",        "exits",     "results in memory"};
  std::string text;
  for (size_t bit = 0; bit < std::size(kNames); ++bit)
    if (entry.effects >> bit & 1)
      text += (text.empty() ? "" : ", ") + std::string(kNames[bit]);
  return text;
}

/// Text for a table cell.
static std::string cell(std::string_view text) {
  std::string escaped;
  for (char c : text)
    escaped += c == '|' ? std::string("\\|") : std::string(1, c);
  return escaped;
}

std::string entriesPage() {
  std::string page =
      "# Runtime entries\n\n"
      "What compiled code calls. Made from `runtime/abi/Entries.def`, the "
      "library's declarations and `Traps.def`; do not edit.\n\n"
      "Calling convention: swiftcc, the goroutine's context in swiftself after "
      "the listed arguments. `Str` is base reference, byte offset and length; "
      "`Slice` has the capacity besides; both travel as scalars. A leaf "
      "neither "
      "collects nor panics; at a safepoint the collector may run. Results in "
      "memory are written to where an address points that comes before the "
      "listed arguments, a word for each scalar.\n\n"
      "| Entry | Arguments | Result | Effects | Notes "
      "|\n|---|---|---|---|---|\n";
  for (const Entry &entry : kEntries)
    page += "| `" + std::string(entry.name) + "` | (" +
            listOf(entry.arguments) + ") | " + resultsOf(entry) + " | " +
            effectsOf(entry) + " | " + cell(entry.notes) + " |\n";
  page += "\n## Traps\n\n| Kind | Text |\n|---|---|\n";
#define VO_TRAP(kind, text) page += "| " #kind " | `" text "` |\n";
#include "runtime/abi/Traps.def"
  return page;
}

} // namespace vo::abi
