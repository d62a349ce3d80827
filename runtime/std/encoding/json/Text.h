//===- Text.h - JSON text ---------------------------------------*- C++ -*-===//
//
// The grammar is that of RFC 8259. Needs no heap.
//
// Integers are those of 64 bits, signed or not; an integer or an exponent
// beyond what Vo's numbers hold is an error of the text.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/std/encoding/Document.h"

#include <string_view>

namespace vo::rt::json {

using encoding::Document;
using encoding::isUtf8;
using encoding::kMaxDepth;
using encoding::Token;
using encoding::TokenKind;

class Text final : public Document {
public:
  /// Reads a text in UTF-8, which must live as long as this. Gives null, or
  /// what is wrong with it, in a constant.
  const char *parse(std::string_view source);

  std::string valueOf(const Token &string) const override;

private:
  class Parser;

  std::string_view text;
};

/// A string in quotes at `position`, which is behind it afterwards unless there
/// is none: then gives what is wrong, in a constant. The value is appended.
const char *parseString(std::string_view text, uint64_t &position,
                        std::string &value);

/// Appends a string as JSON writes it. A byte that is not UTF-8 becomes \ufffd.
void appendString(std::string &out, std::string_view value);

} // namespace vo::rt::json
