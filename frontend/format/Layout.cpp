//===- Layout.cpp - Pieces of text to aligned lines -----------------------===//

#include "frontend/format/Layout.h"

#include <algorithm>
#include <vector>

using namespace vo::fe::format;

namespace {
struct Line {
  unsigned indent = 0;
  unsigned breaks = 0;
  /// Not aligned with the line before.
  bool newSection = false;
  /// Continues the last line of a text of several lines.
  bool continued = false;
  std::vector<std::string> cells = {""};
  /// Columns that a cell takes; 0 for the last one.
  std::vector<unsigned> widths;
};

class Layout {
public:
  std::string run(llvm::ArrayRef<Piece> pieces);

private:
  void add(const Piece &piece);
  void startLine(const Piece &piece);
  void align(size_t begin, size_t end, size_t column);
  void alignRun(size_t begin, size_t end, size_t column);
  void alignSections();
  void print(const Line &line, std::string &out) const;

  std::vector<Line> lines;
  /// The last piece that is no comment ended with an opening bracket.
  bool afterOpening = false;
  /// The last line begins with a closing bracket.
  bool afterClosing = false;
};
} // namespace

unsigned vo::fe::format::widthOf(llvm::StringRef text) {
  return unsigned(std::count_if(text.begin(), text.end(), [](char c) {
    return (uint8_t(c) & 0xC0) != 0x80;
  }));
}

static bool isOpening(llvm::StringRef text) {
  return text == "(" || text == "[" || text == "{";
}

static bool isClosing(llvm::StringRef text) {
  return text == ")" || text == "]" || text == "}";
}

void Layout::startLine(const Piece &piece) {
  Line line;
  line.indent = piece.indent;
  line.breaks = piece.breaks;
  line.newSection = lines.empty() || piece.breaks > 1 || piece.newSection ||
                    afterOpening || afterClosing || isClosing(piece.text) ||
                    lines.back().indent != piece.indent ||
                    lines.back().continued;
  lines.push_back(std::move(line));
  afterClosing = isClosing(piece.text);
}

/// Nothing follows yet on what the line continues.
static bool isUnbegun(const Line &line) {
  return line.continued && line.cells.size() == 1 && line.cells[0].empty();
}

void Layout::add(const Piece &piece) {
  if (piece.breaks != 0 || lines.empty()) {
    startLine(piece);
  } else if (piece.cells != 0 && !isUnbegun(lines.back())) {
    std::vector<std::string> &cells = lines.back().cells;
    cells.resize(cells.size() + piece.cells);
  } else if (piece.space || piece.cells != 0) {
    lines.back().cells.back() += ' ';
  }
  lines.back().cells.back() += piece.text;
  if (!piece.comment)
    afterOpening = isOpening(piece.text);
  if (!piece.text.contains('\n'))
    return;
  // What follows stands in another line of the output.
  Line rest;
  rest.indent = lines.back().indent;
  rest.newSection = rest.continued = true;
  lines.push_back(std::move(rest));
}

/// Whether the cell of a column has a right edge.
static bool hasColumn(const Line &line, size_t column) {
  return line.cells.size() > column + 1;
}

/// Lines that all have the column.
void Layout::alignRun(size_t begin, size_t end, size_t column) {
  unsigned width = 0;
  for (size_t i = begin; i != end; ++i)
    width = std::max(width, widthOf(lines[i].cells[column]));
  for (size_t i = begin; i != end; ++i)
    lines[i].widths.push_back(width == 0 ? 0 : width + 1);
  align(begin, end, column + 1);
}

void Layout::align(size_t begin, size_t end, size_t column) {
  while (begin != end) {
    if (!hasColumn(lines[begin], column)) {
      ++begin;
      continue;
    }
    size_t stop = begin;
    while (stop != end && hasColumn(lines[stop], column))
      ++stop;
    alignRun(begin, stop, column);
    begin = stop;
  }
}

void Layout::alignSections() {
  for (size_t begin = 0; begin != lines.size();) {
    size_t end = begin + 1;
    while (end != lines.size() && !lines[end].newSection)
      ++end;
    align(begin, end, 0);
    begin = end;
  }
}

void Layout::print(const Line &line, std::string &out) const {
  if (!line.continued) {
    out.append(line.breaks, '\n');
    out.append(line.indent, '\t');
  }
  size_t start = out.size();
  for (size_t i = 0; i != line.cells.size(); ++i) {
    out += line.cells[i];
    if (i + 1 != line.cells.size())
      out.append(line.widths[i] -
                     std::min(line.widths[i], widthOf(line.cells[i])),
                 ' ');
  }
  while (out.size() > start && out.back() == ' ')
    out.pop_back();
}

std::string Layout::run(llvm::ArrayRef<Piece> pieces) {
  for (const Piece &piece : pieces)
    add(piece);
  alignSections();
  std::string out;
  for (const Line &line : lines)
    print(line, out);
  if (!out.empty())
    out += '\n';
  return out;
}

std::string vo::fe::format::layout(llvm::ArrayRef<Piece> pieces) {
  return Layout().run(pieces);
}
