#include "runtime/object/HeapFixture.h"
#include "runtime/std/Natives.h"
#include "runtime/std/strings/Search.h"

namespace vo::rt {
namespace {

using Texts = std::vector<std::string>;

class Strings : public HeapTest {
protected:
  Texts textsOf(const Slice &slice) {
    Texts texts;
    for (const Str &part : elementsOf<Str>(slice))
      texts.push_back(textOf(part));
    return texts;
  }
  Texts split(std::string_view s, std::string_view separator, int64_t n = -1) {
    return textsOf(vo_std_strings_SplitN(
        heapString(s), constantString(separator), n, &context));
  }
  Texts splitAfter(std::string_view s, std::string_view separator,
                   int64_t n = -1) {
    return textsOf(vo_std_strings_SplitAfterN(
        heapString(s), constantString(separator), n, &context));
  }
  std::string replace(std::string_view s, std::string_view old,
                      std::string_view with, int64_t n = -1) {
    return textOf(vo_std_strings_Replace(heapString(s), constantString(old),
                                         constantString(with), n, &context));
  }
  int64_t last(std::string_view s, std::string_view part) {
    return vo_std_strings_LastIndex(constantString(s), constantString(part),
                                    &context);
  }
};
VO_INSTANTIATE_HEAP_TESTS(Strings);

TEST_P(Strings, Index) {
  auto index = [&](std::string_view s, std::string_view part) {
    return vo_std_strings_Index(constantString(s), constantString(part),
                                &context);
  };
  EXPECT_EQ(index("chicken", "ken"), 4);
  EXPECT_EQ(index("chicken", "dmr"), -1);
  EXPECT_EQ(index("chicken", ""), 0);
  EXPECT_EQ(index("", "a"), -1);
  EXPECT_EQ(index("", ""), 0);
  EXPECT_EQ(last("go gopher", "go"), 3);
  EXPECT_EQ(last("go", "gopher"), -1);
  EXPECT_EQ(last("go", ""), 2);
  EXPECT_EQ(last("aabaabaaab", "aabaa"), 3);
  EXPECT_EQ(last("abababa", "aba"), 4);
}

// As quickly as any other text: all prefixes of the part match everywhere.
TEST_P(Strings, LastIndexIsLinear) {
  std::string s(1 << 20, 'a'), part(1 << 19, 'a');
  part.front() = 'b';
  EXPECT_EQ(last(s, part), -1);
  s[1 << 18] = 'b';
  EXPECT_EQ(last(s, part), 1 << 18);
}

TEST_P(Strings, Count) {
  auto count = [&](std::string_view s, std::string_view part) {
    return vo_std_strings_Count(constantString(s), constantString(part),
                                &context);
  };
  EXPECT_EQ(count("cheese", "e"), 3);
  EXPECT_EQ(count("aaaa", "aa"), 2);
  EXPECT_EQ(count("f\xC3\xA9\xFF", ""), 4);
  EXPECT_EQ(count("", ""), 1);
}

TEST_P(Strings, Split) {
  EXPECT_EQ(split("a,b,,c", ","), (Texts{"a", "b", "", "c"}));
  EXPECT_EQ(split("a,b,,c", ",", 2), (Texts{"a", "b,,c"}));
  EXPECT_EQ(split("a,b", ",", 1), (Texts{"a,b"}));
  EXPECT_EQ(split("", ","), (Texts{""}));
  EXPECT_EQ(split("a--b--", "--"), (Texts{"a", "b", ""}));
  EXPECT_EQ(splitAfter("a,b,", ","), (Texts{"a,", "b,", ""}));
  EXPECT_EQ(splitAfter("a,b,c", ",", 2), (Texts{"a,", "b,c"}));
  EXPECT_EQ(textsOf(vo_std_strings_Split(heapString("x y"), constantString(" "),
                                         &context)),
            (Texts{"x", "y"}));
  EXPECT_EQ(textsOf(vo_std_strings_SplitAfter(heapString("x y"),
                                              constantString(" "), &context)),
            (Texts{"x ", "y"}));
}

TEST_P(Strings, SplitIntoRunes) {
  EXPECT_EQ(split("h\xC3\xA9\xFF!", ""), (Texts{"h", "\xC3\xA9", "\xFF", "!"}));
  EXPECT_EQ(split("h\xC3\xA9!", "", 2), (Texts{"h", "\xC3\xA9!"}));
  Slice none = vo_std_strings_Split({}, {}, &context);
  EXPECT_EQ(none.length, 0);
  EXPECT_NE(none.base, nullptr);
}

TEST_P(Strings, NoPartsAreNil) {
  Slice none = vo_std_strings_SplitN(heapString("a"), {}, 0, &context);
  EXPECT_EQ(none.base, nullptr);
  EXPECT_EQ(none.length, 0);
}

TEST_P(Strings, PartsLive) {
  Rooted<Slice> parts(context,
                      vo_std_strings_Split(heapString("one two"),
                                           constantString(" "), &context));
  for (int i = 0; i < 100; ++i)
    heapString("garbage");
  EXPECT_EQ(textsOf(parts), (Texts{"one", "two"}));
}

TEST_P(Strings, Fields) {
  auto fields = [&](std::string_view s) {
    return textsOf(vo_std_strings_Fields(heapString(s), &context));
  };
  EXPECT_EQ(fields("  foo\tbar \xE3\x80\x80x "), (Texts{"foo", "bar", "x"}));
  EXPECT_EQ(fields(" \n"), Texts{});
  EXPECT_EQ(fields("\xFFy"), (Texts{"\xFFy"}));
}

TEST_P(Strings, Replace) {
  EXPECT_EQ(replace("banana", "a", "<>"), "b<>n<>n<>");
  EXPECT_EQ(replace("banana", "an", "", 1), "bana");
  EXPECT_EQ(replace("banana", "x", "y"), "banana");
  EXPECT_EQ(replace("banana", "a", "b", 0), "banana");
  EXPECT_EQ(replace("h\xC3\xA9", "", "-"), "-h-\xC3\xA9-");
  EXPECT_EQ(replace("h\xC3\xA9", "", "-", 2), "-h-\xC3\xA9");
  EXPECT_EQ(replace("", "", "x"), "x");
  EXPECT_EQ(replace("aaa", "a", ""), "");
}

TEST_P(Strings, Cases) {
  auto upper = [&](std::string_view s) {
    return textOf(vo_std_strings_ToUpper(heapString(s), &context));
  };
  EXPECT_EQ(upper("abc 1"), "ABC 1");
  EXPECT_EQ(upper("\xC3\xA9\xC3\x9F"), "\xC3\x89\xC3\x9F");
  EXPECT_EQ(upper("\xE2\xB1\xA5"), "\xC8\xBA"); // shorter than before
  EXPECT_EQ(upper("a\xFF"), "A\xEF\xBF\xBD");
  EXPECT_EQ(upper("\xFF"), "\xEF\xBF\xBD"); // although no rune changes
  EXPECT_EQ(upper("\xEF\xBF\xBD"), "\xEF\xBF\xBD");
  EXPECT_EQ(upper(""), "");
  EXPECT_EQ(textOf(vo_std_strings_ToLower(heapString("\xC4\xB0I"), &context)),
            "ii");
  EXPECT_EQ(textOf(vo_std_strings_ToTitle(heapString("\xC7\x86"), &context)),
            "\xC7\x85");
}

TEST_P(Strings, UnchangedCasesShareBytes) {
  Rooted<Str> text(context, heapString("UP"));
  EXPECT_EQ(vo_std_strings_ToUpper(text, &context).base, text->base);
}

TEST_P(Strings, EqualFold) {
  auto equal = [&](std::string_view a, std::string_view b) {
    return vo_std_strings_EqualFold(constantString(a), constantString(b),
                                    &context);
  };
  EXPECT_TRUE(equal("Stra\xC3\x9F"
                    "e",
                    "sTRA\xE1\xBA\x9E"
                    "E"));
  EXPECT_TRUE(equal("\xE2\x84\xAA", "k")); // the sign for kelvin
  EXPECT_TRUE(equal("", ""));
  EXPECT_FALSE(equal("a", "ab"));
  EXPECT_FALSE(equal("ss", "\xC3\x9F"));
  EXPECT_TRUE(equal("\xFF", "\xEF\xBF\xBD"));
}

} // namespace
} // namespace vo::rt
