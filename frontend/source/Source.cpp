//===- Source.cpp - Source files and positions in them --------------------===//

#include "frontend/source/Source.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <limits>

using namespace vo::fe;

const std::vector<uint32_t> &SourceFile::lineStarts() const {
  if (!starts.empty())
    return starts;
  starts.push_back(0);
  const char *first = contents.data(), *last = first + contents.size();
  for (const char *at = first;;) {
    at = static_cast<const char *>(std::memchr(at, '\n', last - at));
    if (!at)
      return starts;
    ++at;
    starts.push_back(uint32_t(at - first));
  }
}

Place SourceFile::place(Pos pos) const {
  assert(contains(pos) && "position of another file");
  uint32_t offset = pos.raw - base;
  const std::vector<uint32_t> &lines = lineStarts();
  auto after = std::upper_bound(lines.begin(), lines.end(), offset);
  uint32_t line = uint32_t(after - lines.begin());
  return {displayName, line, offset - lines[line - 1] + 1};
}

llvm::StringRef SourceFile::lineText(uint32_t line) const {
  const std::vector<uint32_t> &lines = lineStarts();
  if (line == 0 || line > lines.size())
    return {};
  llvm::StringRef rest = text().drop_front(lines[line - 1]);
  if (line < lines.size())
    rest = rest.take_front(lines[line] - lines[line - 1] - 1);
  return rest.ends_with('\r') ? rest.drop_back() : rest;
}

const SourceFile *SourceManager::add(std::string displayName,
                                     std::string contents) {
  // One position more than bytes: the end of a file is a place of its own.
  if (contents.size() >= std::numeric_limits<uint32_t>::max() - nextBase)
    return nullptr;
  auto file = std::make_unique<SourceFile>();
  file->displayName = std::move(displayName);
  file->contents = std::move(contents);
  file->base = nextBase;
  file->number = uint32_t(all.size());
  nextBase += uint32_t(file->contents.size()) + 1;
  all.push_back(std::move(file));
  return all.back().get();
}

const SourceFile *SourceManager::fileOf(Pos pos) const {
  if (!pos.isValid() || pos.raw >= nextBase)
    return nullptr;
  auto after = std::upper_bound(
      all.begin(), all.end(), pos,
      [](Pos pos, const auto &file) { return pos < file->begin(); });
  return std::prev(after)->get();
}

Place SourceManager::place(Pos pos) const {
  const SourceFile *file = fileOf(pos);
  return file ? file->place(pos) : Place{};
}
