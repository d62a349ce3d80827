#include "runtime/object/Format.h"

#include "runtime/object/Slice.h"
#include "runtime/object/String.h"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <deque>
#include <initializer_list>
#include <string>
#include <vector>

namespace vo::rt {
namespace {

constexpr uint32_t kErrorPtr = 30, kByteSlice = 31, kIntSlice = 32,
                   kOtherPtr = 33;

uint64_t header(ValueKind kind, uint32_t rttid = 0, uint32_t itab = 0) {
  return uint64_t{itab} << 32 | rttid << 8 | uint64_t(kind);
}

/// Values made of objects outside any heap: formatting only reads.
class Format : public testing::Test {
protected:
  Format() : rows(kOtherPtr + 1) {
    rows[kByteSlice] = {
        uint8_t(ValueKind::Slice), uint8_t(ValueKind::Uint8), 0, 8, 0, 0};
    rows[kIntSlice] = {
        uint8_t(ValueKind::Slice), uint8_t(ValueKind::Int), 0, 2, 0, 0};
    types = {rows, kErrorPtr};
  }

  static abi::InterfaceWords scalar(ValueKind kind, uint64_t bits) {
    return {header(kind), bits, 0xDEAD};
  }
  static abi::InterfaceWords reference(ValueKind kind, uint64_t address,
                                       uint32_t rttid = 0) {
    return {header(kind, rttid), 0xDEAD, address};
  }

  uint64_t boxed(std::string_view text) {
    texts.emplace_back(text);
    if (text.empty())
      return 0;
    Str string = constantString(texts.back());
    strings.push_back({0, string.offset, string.length});
    return reinterpret_cast<uint64_t>(&strings.back());
  }
  abi::InterfaceWords string(std::string_view text) {
    return reference(ValueKind::String, boxed(text));
  }

  /// Words of errors.Error.
  using Error = std::array<uint64_t, 5>;
  Error *error(std::string_view message) {
    texts.emplace_back(message);
    Str string = constantString(texts.back());
    errors.push_back(
        {0, uint64_t(string.offset), uint64_t(string.length), 0, 0});
    return &errors.back();
  }
  static void setCause(Error *error, uint64_t header, uint64_t data) {
    (*error)[3] = header;
    (*error)[4] = data;
  }
  static void setCause(Error *error, const Error *cause) {
    setCause(error, header(ValueKind::Pointer, kErrorPtr, 5),
             reinterpret_cast<uint64_t>(cause));
  }

  std::string text(const abi::InterfaceWords &value) {
    TextBuffer buffer;
    formatValue(buffer, value, types);
    return buffer.text();
  }
  std::string text(const Error *error) {
    return text(reference(ValueKind::Pointer, reinterpret_cast<uint64_t>(error),
                          kErrorPtr));
  }
  std::string joined(std::initializer_list<abi::InterfaceWords> values) {
    TextBuffer buffer;
    formatJoined(buffer, {values.begin(), values.size()}, types);
    return buffer.text();
  }

  std::vector<abi::TypeInfo> rows;
  FormatTypes types;
  std::deque<std::string> texts;
  std::deque<abi::StringObject> strings;
  std::deque<Error> errors;
};

TEST_F(Format, Scalars) {
  using enum ValueKind;
  const uint64_t all = ~uint64_t{0};
  EXPECT_EQ(text({0, 0, 0}), "<nil>");
  EXPECT_EQ(text(scalar(Bool, 0)), "false");
  EXPECT_EQ(text(scalar(Bool, 1)), "true");
  EXPECT_EQ(text(scalar(Int, all)), "-1");
  EXPECT_EQ(text(scalar(Int, uint64_t{1} << 63)), "-9223372036854775808");
  EXPECT_EQ(text(scalar(Int64, 42)), "42");
  EXPECT_EQ(text(scalar(Uint, all)), "18446744073709551615");
  EXPECT_EQ(text(scalar(Uint64, all)), "18446744073709551615");
  // Narrow kinds look at their own bits only.
  EXPECT_EQ(text(scalar(Int8, 0x1280)), "-128");
  EXPECT_EQ(text(scalar(Int16, 0x18000)), "-32768");
  EXPECT_EQ(text(scalar(Int32, 0x180000000)), "-2147483648");
  EXPECT_EQ(text(scalar(Uint8, 0x1FF)), "255");
  EXPECT_EQ(text(scalar(Uint16, 0x1FFFF)), "65535");
  EXPECT_EQ(text(scalar(Uint32, all)), "4294967295");
  EXPECT_EQ(text(scalar(Float64, std::bit_cast<uint64_t>(1e21))),
            "1000000000000000000000");
  EXPECT_EQ(text(scalar(Float32, std::bit_cast<uint32_t>(0.1f))), "0.1");
}

TEST_F(Format, StringsAreRawBytes) {
  EXPECT_EQ(text(string("a\xFF\n")), "a\xFF\n");
  EXPECT_EQ(text(string("")), "");
}

TEST_F(Format, References) {
  using enum ValueKind;
  EXPECT_EQ(text(reference(Pointer, 0x7F00BEEF, kOtherPtr)), "0x7f00beef");
  EXPECT_EQ(text(reference(Pointer, 0, kOtherPtr)), "0x0");
  EXPECT_EQ(text(reference(Pointer, 0, kErrorPtr)), "0x0");
  EXPECT_EQ(text(reference(Channel, 0x10)), "0x10");
  EXPECT_EQ(text(reference(Port, 0)), "0x0");
  EXPECT_EQ(text(reference(Closure, 0xABC)), "0xabc");
  EXPECT_EQ(text(reference(Map, 0)), "map[...]");
  EXPECT_EQ(text(reference(Array, 0x1000)), "[...]");
  EXPECT_EQ(text(reference(Struct, 0x1000)), "{...}");
  EXPECT_EQ(text(reference(Island, 0x1000)), "<island>");
  EXPECT_EQ(text({200, 0, 0}), "<invalid-interface-kind:200>");
}

struct ByteArray {
  abi::ArrayObject header;
  uint8_t bytes[16];
};

TEST_F(Format, ByteSlices) {
  ByteArray array{{16, uint32_t(ValueKind::Uint8), 1}, {}};
  for (unsigned i = 0; i < 16; ++i)
    array.bytes[i] = uint8_t(i + 250);
  abi::SliceObject slice{reinterpret_cast<uint64_t>(&array),
                         abi::kArrayDataOffset, 0, 16};
  auto shown = [&](int64_t length) {
    slice.length = length;
    return text(reference(ValueKind::Slice, reinterpret_cast<uint64_t>(&slice),
                          kByteSlice));
  };
  EXPECT_EQ(text(reference(ValueKind::Slice, 0, kByteSlice)), "[]");
  EXPECT_EQ(shown(0), "[]");
  EXPECT_EQ(shown(1), "[250]");
  EXPECT_EQ(shown(8), "[250, 251, 252, 253, 254, 255, 0, 1]");
  EXPECT_EQ(shown(9), "[250, 251, 252, 253, 254, 255, 0, 1]...");
}

TEST_F(Format, OtherSlices) {
  abi::SliceObject slice{0x1000, abi::kArrayDataOffset, 12, 12};
  uint64_t address = reinterpret_cast<uint64_t>(&slice);
  EXPECT_EQ(text(reference(ValueKind::Slice, address, kIntSlice)), "[len=12]");
  EXPECT_EQ(text(reference(ValueKind::Slice, address, 12345)), "[len=12]");
}

TEST_F(Format, ErrorChains) {
  Error *last = error("last");
  EXPECT_EQ(text(last), "last");
  Error *middle = error("middle"), *first = error("first");
  setCause(middle, last);
  setCause(first, middle);
  EXPECT_EQ(text(first), "first: middle: last");
  (*middle)[2] = 0; // an empty message keeps its place
  EXPECT_EQ(text(first), "first: : last");
}

TEST_F(Format, ErrorCausesOfOtherTypes) {
  Error *first = error("first");
  setCause(first, header(ValueKind::String, 40, 7), boxed("plain"));
  EXPECT_EQ(text(first), "first: plain");
  setCause(first, header(ValueKind::Int, 41, 7), 5);
  EXPECT_EQ(text(first), "first: 5");
  setCause(first, header(ValueKind::String, 40, 7), 0);
  EXPECT_EQ(text(first), "first"); // an empty text is left out
  setCause(first, header(ValueKind::String, 40, 7), boxed("<nil>"));
  EXPECT_EQ(text(first), "first"); // and so is "<nil>"
  setCause(first, header(ValueKind::Pointer, kErrorPtr, 7), 0);
  EXPECT_EQ(text(first), "first: 0x0"); // a typed nil
}

/// Every shape of chain: `lead` errors before a cycle of `cycle` (0: none).
TEST_F(Format, ErrorCycles) {
  for (unsigned lead = 0; lead < 9; ++lead)
    for (unsigned cycle = 0; cycle < 9; ++cycle) {
      unsigned count = lead + cycle;
      if (count == 0)
        continue;
      std::vector<Error *> chain;
      std::string expected;
      for (unsigned i = 0; i < count; ++i) {
        chain.push_back(error(std::to_string(i)));
        expected += (i ? ": " : "") + std::to_string(i);
        if (i != 0)
          setCause(chain[i - 1], chain[i]);
      }
      if (cycle != 0) {
        setCause(chain.back(), chain[lead]);
        expected += ": <cycle>";
      }
      EXPECT_EQ(text(chain.front()), expected);
    }
}

TEST_F(Format, Joining) {
  abi::InterfaceWords a = string("a"), empty = string("");
  EXPECT_EQ(joined({}), "");
  EXPECT_EQ(joined({a}), "a");
  EXPECT_EQ(joined({a, scalar(ValueKind::Int, 1), a}), "a 1 a");
  EXPECT_EQ(joined({empty, a}), "a");
  EXPECT_EQ(joined({empty, empty, a, empty, a}), "a  a");
  EXPECT_EQ(joined({a, empty}), "a ");
  EXPECT_EQ(joined({empty, empty}), "");
}

TEST_F(Format, JoiningStartsAfreshInTheMiddleOfASink) {
  abi::InterfaceWords a = string("a");
  TextBuffer buffer;
  buffer.append("x: ");
  formatJoined(buffer, {&a, 1}, types);
  EXPECT_EQ(buffer.text(), "x: a");
}

TEST_F(Format, Readable) {
  auto readable = [](std::string_view text) {
    TextBuffer buffer;
    appendReadable(buffer, text);
    return buffer.text();
  };
  EXPECT_EQ(readable(""), "");
  EXPECT_EQ(readable("a\xE2\x82\xAC\n"), "a\xE2\x82\xAC\n");
  EXPECT_EQ(readable("a\xFF\x80z"), "a\\xff\\x80z");
  EXPECT_EQ(readable("\xE2\x82"), "\\xe2\\x82");
  EXPECT_EQ(readable("\xEF\xBF\xBD"), "\xEF\xBF\xBD"); // U+FFFD itself
}

TEST(FormatTypes, NoModule) {
  FormatTypes types = FormatTypes::of(nullptr);
  EXPECT_TRUE(types.types.empty());
  EXPECT_EQ(types.errorPtrRttid, abi::kNoRttid);
}

} // namespace
} // namespace vo::rt
