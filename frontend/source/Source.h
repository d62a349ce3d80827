//===- Source.h - Source files and positions in them ------------*- C++ -*-===//
//
// All files of one compilation share one 32-bit offset space, so that a
// position is four bytes in every syntax node and still knows its file.
// Files are never removed; text stays valid as long as the manager lives.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace vo::fe {

/// A byte in the sources of one compilation; 0 is no position.
struct Pos {
  uint32_t raw = 0;
  bool isValid() const { return raw != 0; }
  Pos operator+(uint32_t bytes) const { return Pos{raw + bytes}; }
  auto operator<=>(const Pos &) const = default;
};

/// Half open: `end` is the position after the last byte.
struct Range {
  Pos begin, end;
};

/// A position as people read it. Line and column count from 1; the column
/// counts bytes, as the debug tables of bytecode modules do.
struct Place {
  llvm::StringRef file;
  uint32_t line = 0;
  uint32_t column = 0;
};

/// One file: display name, contents, and where it lies in the offset space.
class SourceFile {
public:
  llvm::StringRef name() const { return displayName; }
  llvm::StringRef text() const { return contents; }
  Pos begin() const { return Pos{base}; }
  /// Position after the last byte (also valid for errors at end of file).
  Pos end() const { return Pos{base + uint32_t(contents.size())}; }
  bool contains(Pos pos) const { return pos >= begin() && pos <= end(); }
  /// Line and column of a position inside this file.
  Place place(Pos pos) const;
  /// Text of a line without its line break; `line` counts from 1.
  llvm::StringRef lineText(uint32_t line) const;
  /// Dense number of the file in its manager.
  uint32_t index() const { return number; }

private:
  friend class SourceManager;
  const std::vector<uint32_t> &lineStarts() const;

  std::string displayName, contents;
  uint32_t base = 0, number = 0;
  /// Offsets of line starts, filled at the first question.
  mutable std::vector<uint32_t> starts;
};

/// Owns the files of a compilation.
class SourceManager {
public:
  /// Adds a file under the name that messages and debug tables show. Returns
  /// null when the offset space (4 GiB) is used up.
  const SourceFile *add(std::string displayName, std::string contents);

  /// The file of a position, null for no position. Logarithmic in files.
  const SourceFile *fileOf(Pos pos) const;
  Place place(Pos pos) const;
  llvm::ArrayRef<std::unique_ptr<SourceFile>> files() const { return all; }

private:
  std::vector<std::unique_ptr<SourceFile>> all;
  uint32_t nextBase = 1;
};

} // namespace vo::fe
