//===- Unicode.h - Characters of identifiers --------------------*- C++ -*-===//

#ifndef VO_BYTECODE_VERIFY_NAMES_UNICODE_H
#define VO_BYTECODE_VERIFY_NAMES_UNICODE_H

#include <cstdint>
#include <optional>
#include <string_view>

namespace vo::bc::verify {

/// Unicode 16.0 properties.
bool isAlphabetic(char32_t c);
bool isDecimalNumber(char32_t c);
bool isUppercase(char32_t c);
bool isWhiteSpace(char32_t c);
bool isControl(char32_t c);

/// Takes the first character off valid UTF-8; nullopt when `text` is empty or
/// does not begin with a well-formed sequence.
std::optional<char32_t> takeCharacter(std::string_view &text);

} // namespace vo::bc::verify

#endif // VO_BYTECODE_VERIFY_NAMES_UNICODE_H
