#include "runtime/object/HeapFixture.h"
#include "runtime/std/Natives.h"

namespace vo::rt {
namespace {

class Bytes : public HeapTest {
protected:
  /// A []byte that a collection leaves alone while the fixture lives.
  const Slice &bytes(std::string_view text) {
    auto rooted = std::make_unique<Rooted<Slice>>(
        context, packed<uint8_t>(ValueKind::Uint8, {text.begin(), text.end()}));
    kept.push_back(std::move(rooted));
    return kept.back()->get();
  }
  static std::string textOfBytes(const Slice &slice) {
    std::vector<char> elements = elementsOf<char>(slice);
    return {elements.begin(), elements.end()};
  }
  ~Bytes() override {
    while (!kept.empty())
      kept.pop_back();
  }

  std::vector<std::unique_ptr<Rooted<Slice>>> kept;
};
VO_INSTANTIATE_HEAP_TESTS(Bytes);

TEST_P(Bytes, Searches) {
  const Slice &text = bytes("banana"), &part = bytes("an"), &none = bytes("x");
  EXPECT_EQ(vo_std_bytes_Index(text, part, &context), 1);
  EXPECT_EQ(vo_std_bytes_Index(text, none, &context), -1);
  EXPECT_EQ(vo_std_bytes_Index({}, {}, &context), 0);
  EXPECT_EQ(vo_std_bytes_LastIndex(text, part, &context), 3);
  EXPECT_EQ(vo_std_bytes_LastIndex(text, {}, &context), 6);
  EXPECT_EQ(vo_std_bytes_Count(text, part, &context), 2);
  EXPECT_EQ(vo_std_bytes_Count(text, {}, &context), 7);
}

TEST_P(Bytes, ReplaceCopies) {
  const Slice &text = bytes("banana"), &old = bytes("a"), &with = bytes("<>");
  EXPECT_EQ(textOfBytes(vo_std_bytes_Replace(text, old, with, -1, &context)),
            "b<>n<>n<>");
  EXPECT_EQ(textOfBytes(vo_std_bytes_Replace(text, old, {}, 2, &context)),
            "bnna");
  Slice same = vo_std_bytes_Replace(text, with, old, -1, &context);
  EXPECT_EQ(textOfBytes(same), "banana");
  EXPECT_NE(same.base, text.base);
  Slice empty = vo_std_bytes_Replace({}, old, with, -1, &context);
  EXPECT_EQ(empty.length, 0);
  EXPECT_NE(empty.base, nullptr);
}

TEST_P(Bytes, CasesAreCopies) {
  const Slice &text = bytes("aB\xC3\xA9\xFF"), &upper = bytes("UP");
  EXPECT_EQ(textOfBytes(vo_std_bytes_ToUpper(text, &context)),
            "AB\xC3\x89\xEF\xBF\xBD");
  EXPECT_EQ(textOfBytes(vo_std_bytes_ToLower(text, &context)),
            "ab\xC3\xA9\xEF\xBF\xBD");
  EXPECT_EQ(textOfBytes(vo_std_bytes_ToTitle(upper, &context)), "UP");
  EXPECT_NE(vo_std_bytes_ToUpper(upper, &context).base, upper.base);
  EXPECT_NE(vo_std_bytes_ToUpper({}, &context).base, nullptr);
  EXPECT_TRUE(vo_std_bytes_EqualFold(upper, bytes("uP"), &context));
  EXPECT_FALSE(vo_std_bytes_EqualFold(upper, text, &context));
}

} // namespace
} // namespace vo::rt
