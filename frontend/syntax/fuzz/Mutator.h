//===- Mutator.h - Mutations of token sequences -----------------*- C++ -*-===//
//
// Bytes changed at random seldom parse. Half of the mutations work on tokens:
// one is dropped, moved, or replaced by another one of the language or of the
// same kind from elsewhere in the text; the latter often even passes the
// checker.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "frontend/syntax/Scanner.h"

#include "llvm/Support/JSON.h"

#include <cstring>
#include <random>

extern "C" size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t maxSize);

namespace vo::fe::fuzz {

inline constexpr llvm::StringLiteral spellings[] = {
#define TOKEN(Name, Text) Text,
#define LITERAL(Name, Text)
#include "frontend/syntax/Tokens.def"
    "x",     "T",  "1",      "0x1p-2",  "'a'",    "\"s\"",
    "`r\n`", "\n", "// c\n", "/* c */", "/*\n*/", "{}",
    "()",    "[]", "int",    "x.(type)"};

/// A token, or a comment (which has the kind EndOfFile), by its offsets.
struct Piece {
  size_t begin = 0, end = 0;
  Tok kind = Tok::EndOfFile;
};

inline std::vector<Piece> tokensOf(llvm::StringRef text) {
  SourceManager sources;
  Diagnostics diagnostics(sources);
  NameTable names;
  std::vector<Comment> comments;
  const SourceFile *file = sources.add("fuzz.vo", text.str());
  Scanner scanner(*file, names, diagnostics, &comments);
  std::vector<Piece> pieces;
  auto add = [&](Range range, Tok kind) {
    pieces.push_back({range.begin.raw - file->begin().raw,
                      range.end.raw - file->begin().raw, kind});
  };
  Token token;
  for (scanner.next(token); token.kind != Tok::EndOfFile; scanner.next(token))
    if (!token.implicit)
      add(token.range, token.kind);
  for (const Comment &comment : comments)
    add(comment.range, Tok::EndOfFile);
  return pieces;
}

/// A piece of the same kind, chosen at random.
inline Piece alike(const std::vector<Piece> &pieces, Tok kind,
                   std::minstd_rand &random) {
  std::vector<Piece> candidates;
  for (const Piece &piece : pieces)
    if (piece.kind == kind)
      candidates.push_back(piece);
  return candidates[random() % candidates.size()];
}

inline std::string mutateTokens(llvm::StringRef text,
                                std::minstd_rand &random) {
  std::vector<Piece> pieces = tokensOf(text);
  if (pieces.empty())
    pieces.push_back({});
  auto [begin, end, kind] = pieces[random() % pieces.size()];
  auto [otherBegin, otherEnd, otherKind] = pieces[random() % pieces.size()];
  llvm::StringRef spelling = spellings[random() % std::size(spellings)];
  llvm::StringRef other =
      text.slice(otherBegin, std::min(text.size(), otherEnd + random() % 64));
  std::string result = text.take_front(begin).str();
  switch (random() % 8) {
  case 0: // drop
    break;
  case 1: // replace
    result += spelling;
    break;
  case 2: // insert
    result += spelling.str() + ' ' + text.slice(begin, end).str();
    break;
  case 3: // a piece from elsewhere
    result += other.str() + ' ' + text.slice(begin, end).str();
    break;
  case 4: // a line end
    result += '\n' + text.slice(begin, end).str();
    break;
  default: // another one of the same kind
    Piece same = alike(pieces, kind, random);
    result += text.slice(same.begin, same.end);
    break;
  }
  return result + text.drop_front(end).str();
}

inline size_t mutate(uint8_t *data, size_t size, size_t maxSize,
                     unsigned seed) {
  std::minstd_rand random(seed);
  llvm::StringRef text(reinterpret_cast<char *>(data), size);
  if (random() % 2 == 0 || !llvm::json::isUTF8(text))
    return LLVMFuzzerMutate(data, size, maxSize);
  std::string result = mutateTokens(text, random);
  if (result.size() > maxSize)
    return LLVMFuzzerMutate(data, size, maxSize);
  std::memcpy(data, result.data(), result.size());
  return result.size();
}

} // namespace vo::fe::fuzz
