//===- Text.h - TOML text of one table --------------------------*- C++ -*-===//
//
// Package encoding/toml reads documents itself, in Vo, and hands their values
// down as a flat text: one `key = value` a line, all tables in braces, all
// arrays in brackets, keys and strings plain or in double quotes. That is what
// is read here, and what marshalAny writes. Headers of tables, dotted keys,
// multi-line strings, comments and integers with a base have been resolved by
// then, and are errors here; of a key that comes twice the last one counts.
//
// Times are those of TOML 1.1: seconds may be missing, fractions have any
// number of digits, and they stay as they are written. (That, and times that
// keep their digits, is what toml++ does not have.) Needs no heap.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/std/encoding/Document.h"

#include <string_view>

namespace vo::rt::toml {

using encoding::Document;
using encoding::kMaxDepth;
using encoding::Token;
using encoding::TokenKind;

class Text final : public Document {
public:
  /// Reads a text in UTF-8. Gives null, or what is wrong with it, in a
  /// constant.
  const char *parse(std::string_view source);

  std::string valueOf(const Token &text) const override {
    return strings.substr(text.first, text.second);
  }

private:
  class Parser;

  std::string strings; // all of them, one behind the other
};

/// A time at the beginning of the text, and how long it is. Gives null, or why
/// there is none, in a constant.
const char *readTime(std::string_view text, TokenKind &kind, size_t &length);

/// Append as TOML writes it: quoted, or bare where that may be. Of UTF-8.
void appendString(std::string &out, std::string_view value);
void appendKey(std::string &out, std::string_view key);

} // namespace vo::rt::toml
