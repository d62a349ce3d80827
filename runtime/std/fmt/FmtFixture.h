//===- FmtFixture.h - Values for tests of package fmt -----------*- C++ -*-===//
#pragma once

#include "runtime/object/Slice.h"
#include "runtime/object/String.h"
#include "runtime/std/fmt/Fmt.h"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <deque>
#include <initializer_list>
#include <limits>
#include <string>
#include <vector>

namespace vo::rt {

/// Values made of objects outside any heap: formatting only reads.
class FmtTest : public testing::Test {
protected:
  static constexpr uint32_t kErrorPtr = 30, kByteSlice = 31;
  static constexpr double kInf = std::numeric_limits<double>::infinity();
  static constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  using Values = std::initializer_list<abi::InterfaceWords>;

  FmtTest() : rows(kByteSlice + 1) {
    rows[kByteSlice] = {
        uint8_t(ValueKind::Slice), uint8_t(ValueKind::Uint8), 0, 8, 0, 0};
    types = {rows, kErrorPtr};
  }

  static abi::InterfaceWords nil() { return {0, 0, 0}; }
  static abi::InterfaceWords of(ValueKind kind, uint64_t bits) {
    return {uint64_t(kind) << 8 | uint64_t(kind), bits, 0xDEAD};
  }
  static abi::InterfaceWords num(int64_t value) {
    return of(ValueKind::Int, uint64_t(value));
  }
  static abi::InterfaceWords truth(bool value) {
    return of(ValueKind::Bool, value);
  }
  static abi::InterfaceWords real(double value) {
    return of(ValueKind::Float64, std::bit_cast<uint64_t>(value));
  }
  static abi::InterfaceWords real32(float value) {
    return of(ValueKind::Float32, std::bit_cast<uint32_t>(value));
  }

  static abi::InterfaceWords object(ValueKind kind, const void *address = "",
                                    uint32_t rttid = 0) {
    return {rttid << 8 | uint64_t(kind), 0xDEAD,
            reinterpret_cast<uint64_t>(address)};
  }
  const abi::StringObject *boxed(std::string_view text) {
    if (text.empty())
      return nullptr;
    texts.emplace_back(text);
    Str string = constantString(texts.back());
    strings.push_back({0, string.offset, string.length});
    return &strings.back();
  }
  abi::InterfaceWords text(std::string_view text) {
    return object(ValueKind::String, boxed(text), 17);
  }
  abi::InterfaceWords slice(const void *elements, int64_t length,
                            uint32_t rttid) {
    slices.push_back({reinterpret_cast<uint64_t>(elements), 0, length, length});
    return object(ValueKind::Slice, &slices.back(), rttid);
  }
  abi::InterfaceWords bytes() { return slice("hi", 2, kByteSlice); }
  abi::InterfaceWords ints() { return slice("", 3, 0); }

  /// A *errors.Error without a cause.
  abi::InterfaceWords error(std::string_view message) {
    texts.emplace_back(message);
    Str string = constantString(texts.back());
    errors.push_back(
        {0, uint64_t(string.offset), uint64_t(string.length), 0, 0});
    return object(ValueKind::Pointer, &errors.back(), kErrorPtr);
  }

  std::string formatted(std::string_view format, Values values) {
    TextBuffer buffer;
    fmt::printf(buffer, format, values, types);
    return buffer.text();
  }
  std::string printed(Values values) {
    TextBuffer buffer;
    fmt::print(buffer, values, types);
    return buffer.text();
  }
  std::string printedLine(Values values) {
    TextBuffer buffer;
    fmt::println(buffer, values, types);
    return buffer.text();
  }

  std::vector<abi::TypeInfo> rows;
  FormatTypes types;
  std::deque<std::string> texts;
  std::deque<abi::StringObject> strings;
  std::deque<abi::SliceObject> slices;
  std::deque<std::array<uint64_t, 5>> errors;
};

} // namespace vo::rt
