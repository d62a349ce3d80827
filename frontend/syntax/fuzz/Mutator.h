//===- Mutator.h - Mutations of token sequences -----------------*- C++ -*-===//
//
// Bytes changed at random seldom parse. Half of the mutations work on tokens:
// one is dropped, doubled, moved, or another one of the language put in.
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

/// Ranges of the tokens and comments of a text, as offsets.
inline std::vector<std::pair<size_t, size_t>> tokensOf(llvm::StringRef text) {
  SourceManager sources;
  Diagnostics diagnostics(sources);
  NameTable names;
  std::vector<Comment> comments;
  const SourceFile *file = sources.add("fuzz.vo", text.str());
  Scanner scanner(*file, names, diagnostics, &comments);
  std::vector<std::pair<size_t, size_t>> ranges;
  auto add = [&](Range range) {
    ranges.push_back({range.begin.raw - file->begin().raw,
                      range.end.raw - file->begin().raw});
  };
  Token token;
  for (scanner.next(token); token.kind != Tok::EndOfFile; scanner.next(token))
    if (!token.implicit)
      add(token.range);
  for (const Comment &comment : comments)
    add(comment.range);
  return ranges;
}

inline std::string mutateTokens(llvm::StringRef text,
                                std::minstd_rand &random) {
  std::vector<std::pair<size_t, size_t>> ranges = tokensOf(text);
  if (ranges.empty())
    ranges.push_back({0, 0});
  auto [begin, end] = ranges[random() % ranges.size()];
  auto [otherBegin, otherEnd] = ranges[random() % ranges.size()];
  llvm::StringRef spelling = spellings[random() % std::size(spellings)];
  llvm::StringRef other =
      text.slice(otherBegin, std::min(text.size(), otherEnd + random() % 64));
  std::string result = text.take_front(begin).str();
  switch (random() % 5) {
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

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size,
                                          size_t maxSize, unsigned seed) {
  return vo::fe::fuzz::mutate(data, size, maxSize, seed);
}
