#include "runtime/object/HeapFixture.h"
#include "runtime/object/ValueKind.h"
#include "runtime/std/Errors.h"
#include "runtime/std/Natives.h"

#include <set>

namespace vo::rt {
namespace {

class Errors : public HeapTest {
protected:
  Errors() {
    types[1].kind = uint8_t(ValueKind::Slice);
    module.types = types;
    module.typeCount = 31;
    module.errorPtrRttid = 30;
    module.errorItab = 1;
    types[30].kind = uint8_t(ValueKind::Pointer);
    context.module = &module;
  }

  abi::TypeInfo types[31] = {};
  abi::ModuleDescriptor module{};
};
VO_INSTANTIATE_HEAP_TESTS(Errors);

TEST_P(Errors, ByIdentityOfReferences) {
  Rooted<Iface> one(context, newError(context, "same"));
  Rooted<Iface> other(context, newError(context, "same"));
  EXPECT_EQ(vo_std_errors_equal(one, one, &context), 1);
  EXPECT_EQ(vo_std_errors_equal(one, other, &context), 0);
  EXPECT_EQ(vo_std_errors_equal(one, {}, &context), 0);
  EXPECT_EQ(vo_std_errors_equal({}, {}, &context), 1);
}

TEST_P(Errors, UncomparableTypesAreDifferent) {
  Iface slice{1 << 8 | int64_t(ValueKind::Slice), 0, nullptr};
  EXPECT_EQ(vo_std_errors_equal(slice, slice, &context), 0);
}

TEST_P(Errors, IdentityLasts) {
  Rooted<Iface> one(context, newError(context, "same"));
  Rooted<Iface> other(context, newError(context, "same"));
  int64_t first = vo_std_errors_identity(one, &context);
  int64_t second = vo_std_errors_identity(other, &context);
  EXPECT_NE(first, 0);
  EXPECT_NE(first, second);
  heap.collectMinor(context);
  EXPECT_EQ(vo_std_errors_identity(one, &context), first);
  heap.collectMajor(context);
  EXPECT_EQ(vo_std_errors_identity(other, &context), second);
}

TEST_P(Errors, IdentitiesAreNeverUsedAgain) {
  std::set<int64_t> seen;
  for (int i = 0; i < 200; ++i) {
    Iface error = newError(context, "short-lived");
    EXPECT_TRUE(seen.insert(vo_std_errors_identity(error, &context)).second);
  }
}

TEST_P(Errors, ValuesHaveNoIdentity) {
  EXPECT_EQ(vo_std_errors_identity({}, &context), 0);
  Iface number{5 << 8 | int64_t(ValueKind::Int), 7, nullptr};
  EXPECT_EQ(vo_std_errors_identity(number, &context), 0);
}

class ErrorsAs : public Errors {
protected:
  // Type 2 is a struct of two words, type 3 a pointer to it.
  ErrorsAs() {
    types[2] = {uint8_t(ValueKind::Struct), 0, 0, abi::kNoRttid, 0, 2};
    types[3] = {
        uint8_t(ValueKind::Pointer), uint8_t(ValueKind::Struct), 0, 2, 0, 0};
    module.typeWords = "vv";
  }
  static Iface pointerTo(void *words) {
    return {3 << 8 | int64_t(ValueKind::Pointer), 0, inFrame(words)};
  }
};
VO_INSTANTIATE_HEAP_TESTS(ErrorsAs);

TEST_P(ErrorsAs, CopiesTheStruct) {
  uint64_t from[] = {7, 8, 9}, to[] = {0, 0, 1};
  EXPECT_EQ(vo_std_errors_assignTo(pointerTo(from), pointerTo(to), &context),
            1);
  EXPECT_EQ(to[0], 7u);
  EXPECT_EQ(to[1], 8u);
  EXPECT_EQ(to[2], 1u); // behind it
  from[0] = 5;
  Iface value{2 << 8 | int64_t(ValueKind::Struct), 0, inFrame(from)};
  EXPECT_EQ(vo_std_errors_assignTo(value, pointerTo(to), &context), 1);
  EXPECT_EQ(to[0], 5u);
}

TEST_P(ErrorsAs, OtherTypesStay) {
  uint64_t words[] = {7, 8}, to[] = {0, 0};
  Rooted<Iface> error(context, newError(context, "other"));
  EXPECT_EQ(vo_std_errors_assignTo(error, pointerTo(to), &context), 0);
  EXPECT_EQ(
      vo_std_errors_assignTo(pointerTo(words), pointerTo(nullptr), &context),
      0);
  EXPECT_EQ(vo_std_errors_assignTo({}, pointerTo(to), &context), 0);
  EXPECT_EQ(vo_std_errors_assignTo(pointerTo(words), {}, &context), 0);
  Iface value{2 << 8 | int64_t(ValueKind::Struct), 0, inFrame(words)};
  EXPECT_EQ(vo_std_errors_assignTo(pointerTo(words), value, &context), 0);
  EXPECT_EQ(to[0], 0u);
}

} // namespace
} // namespace vo::rt
