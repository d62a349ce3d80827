#include "runtime/dynamic/TestTypes.h"

#include "gtest/gtest.h"

namespace vo::rt::dynamic::test {
namespace {

struct TypesTest : testing::Test {
  TypesTest() { context.module = &made.module; }

  TestTypes made;
  Context context{};
  Types types{(context.module = &made.module, context)};

  static constexpr auto kInt = uint32_t(ValueKind::Int);
  static constexpr auto kString = uint32_t(ValueKind::String);
};

TEST_F(TypesTest, Find) {
  EXPECT_EQ(types.find(0), nullptr);
  EXPECT_EQ(types.find(18), nullptr); // nobody's
  EXPECT_EQ(types.find(kTypeCount), nullptr);
  ASSERT_NE(types.find(kOuter), nullptr);
  EXPECT_EQ(types.rttidOf(*types.find(kOuter)), uint32_t(kOuter));
  EXPECT_EQ(types.headerOf(kOuter),
            uint64_t(kOuter) << 8 | uint64_t(ValueKind::Struct));
}

TEST_F(TypesTest, ModulesWithoutTablesKnowNothing) {
  made.module.dynamic = nullptr;
  EXPECT_EQ(Types(context).find(kOuter), nullptr);
}

TEST_F(TypesTest, MembersByName) {
  abi::DynamicRange fields = types[kOuter].fields;
  for (std::string_view name : {"A", "B", "Deep", "Same", "X"})
    EXPECT_NE(types.find(fields, name), nullptr) << name;
  for (std::string_view name : {"", "a", "AA", "Dee", "Deeper", "Y"})
    EXPECT_EQ(types.find(fields, name), nullptr) << name;
  EXPECT_EQ(types.find(abi::DynamicRange{}, "A"), nullptr);
}

TEST_F(TypesTest, Assignable) {
  auto fits = [&](uint32_t source, uint32_t target) {
    return types.isAssignable(source, types[target]);
  };
  EXPECT_TRUE(fits(kInt, kInt));
  EXPECT_TRUE(fits(kInt, kNamedInt));
  EXPECT_TRUE(fits(kNamedInt, kInt));
  EXPECT_FALSE(fits(kNamedInt, kSpeaker)); // both have names
  EXPECT_FALSE(fits(kInt, uint32_t(ValueKind::Int64)));
  EXPECT_FALSE(fits(kInt, kString));
  EXPECT_TRUE(fits(kOuter, kNamedOuter));
  EXPECT_FALSE(fits(kInner, kNamedOuter));
  EXPECT_FALSE(fits(0, kInt)); // nil
  EXPECT_FALSE(fits(18, kInt));
  EXPECT_TRUE(fits(kInt, kAny));
  EXPECT_TRUE(fits(kSpeaker, kSpeakable));
  EXPECT_TRUE(fits(kOtherSpeaker, kSpeakable));
  EXPECT_FALSE(fits(kInt, kSpeakable));
  EXPECT_FALSE(fits(kSpeaker, kWide));
  EXPECT_TRUE(fits(kWide, kSpeakable)); // interfaces, by their methods
  EXPECT_FALSE(fits(kSpeakable, kWide));
  EXPECT_FALSE(fits(kAny, kSpeakable));
}

TEST_F(TypesTest, Converted) {
  uint64_t header = types.headerOf(kSpeaker);
  EXPECT_EQ(types.converted(header, types[kSpeakable]),
            uint64_t{70} << 32 | header);
  EXPECT_EQ(types.converted(uint64_t{5} << 32 | header, types[kAny]), header);
  EXPECT_EQ(types.converted(0, types[kSpeakable]), 0u);
  EXPECT_EQ(types.converted(header, types[kWide]), std::nullopt);
}

TEST_F(TypesTest, HaveMethods) {
  EXPECT_TRUE(types.hasMethods(kNamedInt));
  EXPECT_TRUE(types.hasMethods(kOuterPointer));
  EXPECT_FALSE(types.hasMethods(kPointer));
  EXPECT_FALSE(types.hasMethods(kInt));
  EXPECT_FALSE(types.hasMethods(0));
}

TEST_F(TypesTest, EachKindHasItsName) {
  EXPECT_STREQ(nameOf(ValueKind::Void), "Void");
  EXPECT_STREQ(nameOf(ValueKind::Float32), "Float32");
  EXPECT_STREQ(nameOf(ValueKind::Island), "Island");
}

} // namespace
} // namespace vo::rt::dynamic::test
