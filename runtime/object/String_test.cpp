#include "runtime/object/HeapFixture.h"
#include "runtime/object/Utf8.h"

#include <array>
#include <random>

namespace vo::rt {
namespace {

using String = HeapTest;
VO_INSTANTIATE_HEAP_TESTS(String);

TEST_P(String, BoxAndUnbox) {
  EXPECT_EQ(boxString(context, {}), nullptr);
  EXPECT_EQ(unboxString(nullptr).length, 0);
  Rooted<Ref> constant(context, boxString(context, constantString("constant")));
  Rooted<Ref> inHeap(context, boxString(context, heapString("in the heap")));
  heap.collectMajor(context);
  EXPECT_EQ(textOf(unboxString(constant.get())), "constant");
  EXPECT_EQ(textOf(unboxString(inHeap.get())), "in the heap");
}

TEST_P(String, Concat) {
  const std::string parts[] = {"", "a", "bc", std::string("\0x", 2),
                               std::string(5000, 'z')};
  for (const std::string &a : parts)
    for (const std::string &b : parts) {
      Rooted<Str> left(context, heapString(a)), right(context, heapString(b));
      EXPECT_EQ(textOf(vo_rt_string_concat(left, right, &context)), a + b);
      EXPECT_EQ(textOf(vo_rt_string_concat(constantString(a), right, &context)),
                a + b);
      EXPECT_EQ(textOf(vo_rt_string_concat(left, constantString(b), &context)),
                a + b);
      EXPECT_EQ(textOf(vo_rt_string_concat(constantString(a), constantString(b),
                                           &context)),
                a + b);
    }
}

TEST_P(String, ConcatList) {
  std::array<Str, 5> list = {
      constantString("a"), {}, {}, {}, constantString("d")};
  // As the words of a frame.
  RootedSpan small(context, &list[2].base, 1), large(context, &list[3].base, 1);
  list[2] = heapString("bc");
  list[3] = heapString(std::string(5000, 'z'));
  Str joined = vo_rt_string_concat_list(reinterpret_cast<Ref>(list.data()),
                                        list.size(), &context);
  EXPECT_EQ(textOf(joined), "abc" + std::string(5000, 'z') + "d");
}

TEST_P(String, ConcatListOfOneThatIsNotEmptyIsThatOne) {
  Str constant = constantString("xyz");
  for (size_t at : {0, 1, 2}) {
    std::array<Str, 3> list = {};
    list[at] = constant;
    Str joined = vo_rt_string_concat_list(reinterpret_cast<Ref>(list.data()), 3,
                                          &context);
    EXPECT_EQ(joined.base, nullptr);
    EXPECT_EQ(joined.offset, constant.offset);
    EXPECT_EQ(joined.length, constant.length);
  }
  std::array<Str, 2> list = {};
  EXPECT_EQ(
      vo_rt_string_concat_list(reinterpret_cast<Ref>(list.data()), 2, &context)
          .length,
      0);
}

TEST_P(String, ConcatWithAnEmptySideReturnsTheOther) {
  Str constant = constantString("xyz");
  for (Str result : {vo_rt_string_concat(constant, {}, &context),
                     vo_rt_string_concat({}, constant, &context)}) {
    EXPECT_EQ(result.base, nullptr);
    EXPECT_EQ(result.offset, constant.offset);
    EXPECT_EQ(result.length, 3);
  }
  Rooted<Str> inHeap(context, heapString("abc"));
  Rooted<Str> result(context, vo_rt_string_concat(inHeap, {}, &context));
  EXPECT_EQ(result->base, inHeap->base);
}

TEST_P(String, ConcatOfSubstrings) {
  Rooted<Str> whole(context, heapString("hello world"));
  Str left{whole->base, whole->offset + 6, 5};
  Str right{whole->base, whole->offset, 5};
  EXPECT_EQ(textOf(vo_rt_string_concat(left, right, &context)), "worldhello");
  EXPECT_EQ(textOf(whole), "hello world");
}

TEST_P(String, RandomConcatsAgainstAModel) {
  std::mt19937 random(3);
  constexpr unsigned kStrings = 8;
  std::vector<std::string> model(kStrings, "seed");
  std::vector<Ref> boxes(kStrings);
  RootedSpan roots(context, boxes.data(), boxes.size());
  for (unsigned i = 0; i < kStrings; ++i)
    boxes[i] = boxString(context, constantString("seed"));
  for (unsigned round = 0; round < 2000; ++round) {
    unsigned a = random() % kStrings, b = random() % kStrings,
             to = random() % kStrings;
    Str joined = vo_rt_string_concat(unboxString(boxes[a]),
                                     unboxString(boxes[b]), &context);
    model[to] = model[a] + model[b];
    if (joined.length > 300) { // keep the tail
      joined.offset += joined.length - 100;
      joined.length = 100;
      model[to] = model[to].substr(model[to].size() - 100);
    }
    Ref box = boxString(context, joined);
    boxes[to] = box;
    ASSERT_EQ(textOf(unboxString(boxes[to])), model[to]);
  }
  for (unsigned i = 0; i < kStrings; ++i)
    EXPECT_EQ(textOf(unboxString(boxes[i])), model[i]);
  // Each round allocates at least a box.
  if (GetParam().stress)
    EXPECT_GE(heap.statistics().minorCollections, 2000u);
}

int sign(int64_t value) { return value < 0 ? -1 : value > 0; }

TEST_P(String, CompareAndEqual) {
  const std::string_view texts[] = {{},
                                    {"\0", 1},
                                    "a",
                                    "ab",
                                    "abc",
                                    "abd",
                                    "b",
                                    "\x7F",
                                    "\x80",
                                    "\xFF",
                                    "a\xFF",
                                    "abcdefghijklmnopqrstuvwxyz",
                                    "abcdefghijklmnopqrstuvwxyZ"};
  for (std::string_view a : texts)
    for (std::string_view b : texts) {
      int order = std::string(a).compare(std::string(b));
      Rooted<Str> left(context, heapString(a));
      Str right = constantString(b);
      EXPECT_EQ(sign(vo_rt_string_compare(left, right, &context)), sign(order));
      EXPECT_EQ(vo_rt_string_equal(left, right, &context), order == 0);
      EXPECT_EQ(vo_rt_string_equal(right, left, &context), order == 0);
    }
}

TEST_P(String, EmptyStringsMayHaveAnyAddress) {
  Str wild{nullptr, 0x10, 0};
  EXPECT_EQ(vo_rt_string_compare(wild, {}, &context), 0);
  EXPECT_EQ(vo_rt_string_equal(wild, {}, &context), 1);
  EXPECT_LT(vo_rt_string_compare(wild, constantString("a"), &context), 0);
  EXPECT_EQ(vo_rt_string_equal(wild, constantString("a"), &context), 0);
  EXPECT_EQ(boxString(context, wild), nullptr);
}

TEST_P(String, DecodeRune) {
  Rooted<Str> text(context, heapString("a\xE2\x82\xAC\xFF\xF0\x9F\x98\x80"));
  const std::array<int64_t, 3> table[] = {
      {0, 'a', 1},    {1, 0x20AC, 3},   {2, 0xFFFD, 1},
      {4, 0xFFFD, 1}, {5, 0x1F600, 4},  {8, 0xFFFD, 1},
      {9, 0xFFFD, 0}, {100, 0xFFFD, 0}, {-1, 0xFFFD, 0}};
  for (auto [position, rune, width] : table) {
    I64x2 decoded = vo_rt_string_decode_rune(text, position, &context);
    EXPECT_EQ(decoded.first, rune) << position;
    EXPECT_EQ(decoded.second, width) << position;
  }
  // What lies behind a substring does not count.
  Str head{text->base, text->offset, 3};
  EXPECT_EQ(vo_rt_string_decode_rune(head, 1, &context).first, 0xFFFD);
}

TEST_P(String, FromInt) {
  const int64_t values[] = {0,
                            1,
                            'a',
                            0x7F,
                            0x80,
                            0x7FF,
                            0x800,
                            0xD7FF,
                            0xD800,
                            0xDFFF,
                            0xE000,
                            0xFFFF,
                            0x10000,
                            0x10FFFF,
                            0x110000,
                            -1,
                            INT64_MIN,
                            INT64_MAX,
                            int64_t{1} << 32 | 'a'};
  for (int64_t value : values) {
    uint8_t bytes[utf8::kMaxBytes];
    unsigned length = utf8::encode(uint64_t(value), bytes);
    EXPECT_EQ(textOf(vo_rt_string_from_int(value, &context)),
              std::string(reinterpret_cast<char *>(bytes), length))
        << value;
  }
}

TEST_P(String, BytesThereAndBack) {
  std::string all;
  for (unsigned i = 0; i < 256; ++i)
    all += char(i);
  for (const std::string &text :
       {std::string(), std::string("\xFF"), std::string("ab"), all}) {
    Rooted<Slice> bytes(context,
                        vo_rt_string_to_bytes(heapString(text), &context));
    EXPECT_NE(bytes->base, nullptr);
    EXPECT_EQ(bytes->length, int64_t(text.size()));
    EXPECT_EQ(bytes->capacity, int64_t(text.size()));
    EXPECT_EQ(arrayOf(bytes).elemMeta, uint32_t(ValueKind::Uint8));
    Rooted<Str> back(context, vo_rt_string_from_bytes(bytes, &context));
    EXPECT_EQ(textOf(back), text);
    // Copies: changing the bytes changes no string.
    for (int64_t i = 0; i < bytes->length; ++i)
      dataOf(bytes)[i] = std::byte{'#'};
    EXPECT_EQ(textOf(back), text);
  }
  EXPECT_EQ(vo_rt_string_from_bytes({}, &context).length, 0);
}

TEST_P(String, ToRunes) {
  Rooted<Slice> runes(
      context, vo_rt_string_to_runes(
                   heapString("a\xE2\x82\xAC\xFF\xED\xA0\x80\xF0\x9F\x98\x80"),
                   &context));
  EXPECT_EQ(elementsOf<int32_t>(runes),
            (std::vector<int32_t>{'a', 0x20AC, 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD,
                                  0x1F600}));
  EXPECT_EQ(runes->capacity, 7);
  EXPECT_EQ(arrayOf(runes).elemMeta, uint32_t(ValueKind::Int32));
  Slice empty = vo_rt_string_to_runes({}, &context);
  EXPECT_NE(empty.base, nullptr);
  EXPECT_EQ(empty.length, 0);
}

TEST_P(String, FromRunes) {
  std::vector<int32_t> runes = {'a', 0x20AC, 0x1F600, -1, 0xD800, 0x110000, 0};
  std::string expected("a\xE2\x82\xAC\xF0\x9F\x98\x80"
                       "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\0",
                       18);
  Rooted<Slice> slice(context, packed(ValueKind::Int32, runes));
  EXPECT_EQ(textOf(vo_rt_string_from_runes(slice, &context)), expected);
  EXPECT_EQ(vo_rt_string_from_runes({}, &context).length, 0);
}

} // namespace
} // namespace vo::rt
