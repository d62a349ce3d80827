//===- StructTag.h - Tags of struct fields ----------------------*- C++ -*-===//
//
// A tag is a list of `key:"value"`, separated by spaces. The compiler reads the
// key dyn, natives that encode values those of their formats.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace vo::abi {

/// The value of that key as it is written, escapes included, if the tag has the
/// key; what follows a malformed part is not looked at.
constexpr std::optional<std::string_view> structTagValue(std::string_view tag,
                                                         std::string_view key) {
  auto isInKey = [](char c) {
    auto byte = static_cast<uint8_t>(c);
    return byte > ' ' && byte != ':' && byte != '"' && byte != 0x7F;
  };
  for (;;) {
    while (tag.starts_with(' '))
      tag.remove_prefix(1);
    size_t length = 0;
    while (length < tag.size() && isInKey(tag[length]))
      ++length;
    std::string_view name = tag.substr(0, length), rest = tag.substr(length);
    if (name.empty() || !rest.starts_with(":\""))
      return std::nullopt;
    rest.remove_prefix(2);
    size_t end = 0;
    while (end < rest.size() && rest[end] != '"')
      end += rest[end] == '\\' ? 2 : 1;
    if (end >= rest.size())
      return std::nullopt;
    if (name == key)
      return rest.substr(0, end);
    tag = rest.substr(end + 1);
  }
}

} // namespace vo::abi
