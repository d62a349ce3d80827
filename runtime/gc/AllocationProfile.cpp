//===- AllocationProfile.cpp - Objects by the line that makes them --------===//
#include "runtime/gc/AllocationProfile.h"

#include <algorithm>
#include <cstring>

namespace vo::rt {

void AllocationProfile::add(const AllocationProfile &other) {
  if (rows.size() < other.rows.size())
    rows.resize(other.rows.size());
  for (size_t row = 0; row < other.rows.size(); ++row) {
    rows[row].objects += other.rows[row].objects;
    rows[row].bytes += other.rows[row].bytes;
  }
}

namespace {
struct Site {
  const char *file;
  uint32_t line;
  uint64_t objects;
  uint64_t bytes;

  /// Places in order; several rows may be of one.
  int compare(const Site &other) const {
    int files = std::strcmp(file, other.file);
    return files != 0 ? files : int(line > other.line) - int(line < other.line);
  }
};
} // namespace

static Site placeOf(uint32_t row, const abi::LocationTable *table) {
  Site site{"", 0, 0, 0};
  if (table && row < table->locationCount) {
    const abi::SourceLocation &location = table->locations[row];
    if (location.line != 0 && location.file < table->fileCount)
      site = {table->files[location.file], location.line, 0, 0};
  }
  return site;
}

static void appendQuoted(std::string &text, const char *characters) {
  text += '"';
  for (; *characters; ++characters) {
    auto c = static_cast<unsigned char>(*characters);
    if (c < ' ') {
      constexpr char kDigits[] = "0123456789abcdef";
      text += "\\u00";
      text += kDigits[c >> 4];
      text += kDigits[c & 15];
      continue;
    }
    if (c == '"' || c == '\\')
      text += '\\';
    text += *characters;
  }
  text += '"';
}

static void appendCounts(std::string &text, uint64_t objects, uint64_t bytes) {
  text += "\"objects\": " + std::to_string(objects) +
          ", \"bytes\": " + std::to_string(bytes);
}

std::string AllocationProfile::format(const abi::LocationTable *table) const {
  std::vector<Site> sites;
  Counts all;
  for (size_t row = 0; row < rows.size(); ++row) {
    if (rows[row].objects == 0)
      continue;
    Site site = placeOf(uint32_t(row), table);
    site.objects = rows[row].objects;
    site.bytes = rows[row].bytes;
    sites.push_back(site);
    all.objects += site.objects;
    all.bytes += site.bytes;
  }
  std::sort(sites.begin(), sites.end(), [](const Site &one, const Site &two) {
    return one.compare(two) < 0;
  });
  std::vector<Site> merged;
  for (const Site &site : sites) {
    if (merged.empty() || merged.back().compare(site) != 0) {
      merged.push_back(site);
      continue;
    }
    merged.back().objects += site.objects;
    merged.back().bytes += site.bytes;
  }
  std::sort(merged.begin(), merged.end(), [](const Site &one, const Site &two) {
    return one.bytes != two.bytes ? one.bytes > two.bytes
                                  : one.compare(two) < 0;
  });

  std::string text = "{";
  appendCounts(text, all.objects, all.bytes);
  text += ", \"sites\": [";
  for (const Site &site : merged) {
    text += &site == merged.data() ? "\n  {\"file\": " : ",\n  {\"file\": ";
    appendQuoted(text, site.file);
    text += ", \"line\": " + std::to_string(site.line) + ", ";
    appendCounts(text, site.objects, site.bytes);
    text += "}";
  }
  return text + "\n]}\n";
}

} // namespace vo::rt
