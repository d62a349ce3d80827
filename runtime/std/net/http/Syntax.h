//===- Syntax.h - Parts of HTTP's grammar -----------------------*- C++ -*-===//
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace vo::rt::http {

inline char lowerOf(char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; }

/// The same but for the case of ASCII letters.
inline bool equalFold(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lowerOf, lowerOf);
}

/// A method or the name of a header (RFC 9110, 5.6.2).
inline bool isToken(std::string_view text) {
  constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::ranges::all_of(text, [&](char c) {
    return (c >= '0' && c <= '9') || (lowerOf(c) >= 'a' && lowerOf(c) <= 'z') ||
           kMarks.find(c) != kMarks.npos;
  });
}

/// The value of a header: nothing that could end its line.
inline bool isFieldValue(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return (uint8_t(c) >= ' ' && c != '\x7f') || c == '\t';
  });
}

inline std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t";
  size_t begin = text.find_first_not_of(kBlanks);
  return begin == text.npos
             ? std::string_view()
             : text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

} // namespace vo::rt::http
