#include "runtime/abi/Module.h"
#include "runtime/object/HeapFixture.h"
#include "runtime/object/ValueKind.h"
#include "runtime/std/Natives.h"

namespace vo::rt {
namespace {

/// Types: 1 is struct{string; int}, 2 a pointer to it, 3 another struct.
class ErrorsAs : public HeapTest {
protected:
  static constexpr int64_t kWords = 4;

  ErrorsAs() {
    types[1] = {uint8_t(ValueKind::Struct), 0, 0, abi::kNoRttid, 0, kWords};
    types[2] = {
        uint8_t(ValueKind::Pointer), uint8_t(ValueKind::Struct), 0, 1, 0, 0};
    types[3] = types[1];
    module.types = types;
    module.typeCount = 4;
    module.typeWords = "svvv";
    context.module = &module;
  }

  /// An object of the struct. May collect.
  Ref object(int64_t number) {
    Rooted<Str> text(context, heapString("text"));
    Ref made = heap.allocate(context, abi::headerWord(abi::kLayoutString, 4),
                             kWords * 8);
    auto *words = reinterpret_cast<int64_t *>(made);
    words[0] = reinterpret_cast<int64_t>(text->base);
    words[1] = text->offset;
    words[2] = text->length;
    words[3] = number;
    return made;
  }

  static Iface value(int64_t type, ValueKind kind, Ref reference) {
    return {type << 8 | int64_t(kind), 0, reference};
  }
  static int64_t numberOf(Ref made) {
    return reinterpret_cast<int64_t *>(made)[3];
  }

  abi::TypeInfo types[4] = {};
  abi::ModuleDescriptor module{};
};
VO_INSTANTIATE_HEAP_TESTS(ErrorsAs);

TEST_P(ErrorsAs, CopiesWhatFits) {
  Rooted<Ref> target(context, object(1)), other(context, object(2));
  Iface to = value(2, ValueKind::Pointer, target);
  auto assign = [&](Iface error) {
    return vo_std_errors_assignTo(error, to, &context);
  };
  EXPECT_FALSE(assign(value(3, ValueKind::Struct, other)));
  EXPECT_FALSE(assign(value(2, ValueKind::Pointer, nullptr)));
  EXPECT_FALSE(assign({}));
  EXPECT_EQ(numberOf(target), 1);
  EXPECT_TRUE(assign(value(1, ValueKind::Struct, other)));
  EXPECT_EQ(numberOf(target), 2);
  reinterpret_cast<int64_t *>(other.get())[3] = 3;
  EXPECT_TRUE(assign(value(2, ValueKind::Pointer, other)));
  EXPECT_EQ(numberOf(target), 3);
  heap.collectMajor(context);
  EXPECT_EQ(textOf(stringAt(reinterpret_cast<uint64_t *>(target.get()))),
            "text");
}

TEST_P(ErrorsAs, TargetsThatAreNoPointers) {
  Rooted<Ref> error(context, object(1));
  Iface from = value(1, ValueKind::Struct, error);
  EXPECT_FALSE(vo_std_errors_assignTo(from, {}, &context));
  EXPECT_FALSE(vo_std_errors_assignTo(
      from, value(2, ValueKind::Pointer, nullptr), &context));
  EXPECT_FALSE(vo_std_errors_assignTo(from, value(1, ValueKind::Struct, error),
                                      &context));
  EXPECT_FALSE(vo_std_errors_assignTo(
      from, value(99, ValueKind::Pointer, error), &context));
}

TEST_P(ErrorsAs, IdentityOutlivesCollections) {
  Rooted<Ref> one(context, object(1)), other(context, object(2));
  auto identity = [&](const Rooted<Ref> &error) {
    return vo_std_errors_identity(value(2, ValueKind::Pointer, error),
                                  &context);
  };
  int64_t first = identity(one), second = identity(other);
  EXPECT_NE(first, 0);
  EXPECT_NE(first, second);
  heap.collectMinor(context);
  heap.collectMajor(context);
  EXPECT_EQ(identity(one), first);
  EXPECT_EQ(identity(other), second);
  EXPECT_EQ(vo_std_errors_identity({2 << 8 | 2, 7, nullptr}, &context), 0);
}

} // namespace
} // namespace vo::rt
