//===- Layout.h - Pieces of text to aligned lines ---------------*- C++ -*-===//
//
// The printer makes pieces, tokens and comments with what stands before them;
// the layout makes lines of them and aligns their cells. Cells of one column
// are aligned in runs of neighbouring lines that have the column; a blank line,
// another indentation, or an open bracket at the end of a line ends the run.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <string>

namespace vo::fe::format {

struct Piece {
  llvm::StringRef text;
  /// Line breaks before the piece: 2 makes a blank line.
  uint8_t breaks = 0;
  /// A blank before the piece, unless it begins a line or a cell.
  bool space = false;
  /// Cells that end before the piece; the ones between are empty.
  uint8_t cells = 0;
  bool comment = false;
  /// The line that begins here is not aligned with the one before.
  bool newSection = false;
  /// Tabs in front of the line that begins here.
  unsigned indent = 0;
};

/// Columns of a text, one a code point.
unsigned widthOf(llvm::StringRef text);

/// The text of the pieces, with a line break at the end.
std::string layout(llvm::ArrayRef<Piece> pieces);

} // namespace vo::fe::format
