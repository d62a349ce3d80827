// What ends a program from inside the entries of this folder.

#include "runtime/Runtime.h"
#include "runtime/object/Box.h"
#include "runtime/object/String.h"
#include "runtime/object/ValueKind.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string_view>

namespace vo::rt {
namespace {

using Body = __attribute__((swiftcall)) void (*)(VO_RT_CONTEXT);

/// Runs a program whose entry is `entry` and exits with its status.
[[noreturn]] void runProgram(Body entry) {
  abi::StackMapTable stackMaps{abi::kStackMapMagic, 0, 0, 0};
  abi::LocationTable locations{};
  abi::ModuleDescriptor module{};
  module.abiVersion = abi::kAbiVersion;
  module.name = "test";
  module.entry = reinterpret_cast<void *>(entry);
  module.stackMaps = &stackMaps;
  module.locations = &locations;
  module.errorPtrRttid = abi::kNoRttid;
  std::exit(vo_rt_main(0, nullptr, &module));
}

void expectEnd(Body entry, const char *report) {
  EXPECT_EXIT(runProgram(entry), testing::ExitedWithCode(1), report);
}

abi::InterfaceWords text(Context &context, std::string_view text) {
  return {17 << 8 | uint64_t(ValueKind::String), 0,
          reinterpret_cast<uint64_t>(boxString(context, constantString(text)))};
}

__attribute__((swiftcall)) void assertWithoutMessage(VO_RT_CONTEXT) {
  vo_rt_assert_failed(nullptr, 0, context);
}

__attribute__((swiftcall)) void assertWithEmptyMessage(VO_RT_CONTEXT) {
  abi::InterfaceWords empty = text(*context, "");
  vo_rt_assert_failed(&empty, 1, context);
}

__attribute__((swiftcall)) void assertWithMessage(VO_RT_CONTEXT) {
  abi::InterfaceWords values[] = {{2 << 8 | uint64_t(ValueKind::Int), 3, 0},
                                  {17 << 8 | uint64_t(ValueKind::String), 0, 0},
                                  {2 << 8 | uint64_t(ValueKind::Int), 4, 0}};
  vo_rt_assert_failed(values, 3, context);
}

__attribute__((swiftcall)) void assertWithMalformedText(VO_RT_CONTEXT) {
  abi::InterfaceWords value = text(*context, "b\xFF");
  vo_rt_assert_failed(&value, 1, context);
}

TEST(PanicsDeathTest, AssertFailed) {
  expectEnd(assertWithoutMessage, "^assertion failed\n$");
  expectEnd(assertWithEmptyMessage, "^assertion failed\n$");
  expectEnd(assertWithMessage, "^assertion failed: 3  4\n$");
  expectEnd(assertWithMalformedText, "^assertion failed: b\\\\xff\n$");
}

constexpr int64_t kIntType = int64_t{8} << 32 | int64_t(ValueKind::Int);

/// A slice that claims to have so many elements.
Slice claiming(int64_t count, Context &context) {
  Slice slice = vo_rt_string_to_bytes({}, &context);
  slice.length = slice.capacity = count;
  return slice;
}

__attribute__((swiftcall)) void growBeyondMemory(VO_RT_CONTEXT) {
  vo_rt_slice_grow(claiming(int64_t{1} << 60, *context),
                   abi::kLayoutScalarArray, kIntType, context);
}

__attribute__((swiftcall)) void growBeyondIntegers(VO_RT_CONTEXT) {
  vo_rt_slice_grow(claiming(INT64_MAX, *context), abi::kLayoutScalarArray,
                   kIntType, context);
}

__attribute__((swiftcall)) void appendBeyondIntegers(VO_RT_CONTEXT) {
  vo_rt_slice_append_slice(claiming(INT64_MAX, *context), claiming(1, *context),
                           abi::kLayoutScalarArray, kIntType, context);
}

TEST(PanicsDeathTest, AbsurdCapacities) {
  const char *report = "^runtime error: array size out of range\n$";
  expectEnd(growBeyondMemory, report);
  expectEnd(growBeyondIntegers, report);
  expectEnd(appendBeyondIntegers, report);
}

} // namespace
} // namespace vo::rt
