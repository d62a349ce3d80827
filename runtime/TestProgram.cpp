//===- TestProgram.cpp - Runs of made-up programs for tests ---------------===//
#include "runtime/TestProgram.h"

#include "runtime/Runtime.h"
#include "runtime/gc/stack/TestTable.h"

#include "gtest/gtest.h"

#include <cstring>

// A compiled function that makes one call, whose return address is known.
asm(R"(
  .text
  .globl vo_test_entry, vo_test_entry_return
  .type vo_test_entry, @function
vo_test_entry:
  pushq %rbp
  movq %rsp, %rbp
  callq vo_test_body
vo_test_entry_return:
  popq %rbp
  retq
  .size vo_test_entry, .-vo_test_entry
)");
extern "C" void vo_test_entry();
VO_RT_ENTRY void vo_test_island_init(VO_RT_CONTEXT) { (void)context; }
extern "C" const char vo_test_entry_return[];

namespace vo::rt::test {

static Body body;

std::ostream &operator<<(std::ostream &stream, const Result &result) {
  return stream << result.status << " [" << result.out << "] [" << result.error
                << "]";
}

int start(Body program, uint32_t location, const abi::ModuleDescriptor *base) {
  static const abi::SourceLocation rows[] = {{0, 0}, {0, 7}};
  static const char *const files[] = {"a.vo"};
  static const abi::LocationTable locations = {rows, files, 2, 1, nullptr};
  static TestTable tables[2];
  static const abi::StackMapTable *const maps[] = {
      (tables[0].add(vo_test_entry_return, 0, {}), &tables[0].finish()),
      (tables[1].add(vo_test_entry_return, 1, {}), &tables[1].finish())};
  abi::ModuleDescriptor module = base ? *base : testModule();
  module.entry = reinterpret_cast<void *>(&vo_test_entry);
  module.islandInit = reinterpret_cast<void *>(&vo_test_island_init);
  module.locations = &locations;
  module.stackMaps = maps[location];
  body = std::move(program);
  char name[] = "program", *arguments[] = {name, nullptr};
  return vo_rt_main(1, arguments, &module);
}

Result run(Body program, uint32_t location,
           const abi::ModuleDescriptor *module) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  Result result;
  result.status = start(std::move(program), location, module);
  result.out = testing::internal::GetCapturedStdout();
  result.error = testing::internal::GetCapturedStderr();
  return result;
}

void print(Context &context, int64_t number) {
  abi::InterfaceWords value{kIntHeader, uint64_t(number), 0};
  vo_rt_print(&value, 1, 1, &context);
}

Ref stringObject(Context &context, std::string_view text) {
  Rooted<Ref> bytes(context,
                    heapOf(context).allocateBytes(context, text.size()));
  std::memcpy(bytes.get() + 16, text.data(), text.size());
  Ref object = heapOf(context).allocate(
      context, abi::headerWord(abi::kLayoutString, 3), 24);
  word(object, 0) = addressOf(bytes);
  word(object, 1) = 16;
  word(object, 2) = text.size();
  return object;
}

/// A step down whose pages stay untouched.
template <size_t kBytes>
__attribute__((noinline)) static void
stepDown(Context &context, uint64_t bytes, const std::function<void()> &then) {
  volatile char frame[kBytes];
  frame[0] = 1;
  withStackLeft(context, bytes, then);
  frame[1] = frame[0];
}

__attribute__((noinline)) void
withStackLeft(Context &context, uint64_t bytes,
              const std::function<void()> &then) {
  uint64_t left = reinterpret_cast<uint64_t>(__builtin_frame_address(0)) -
                  (context.stackLimit - kAboveGuard);
  volatile char frame[64];
  frame[0] = 1;
  if (left <= bytes)
    then();
  else if (left - bytes > 600000)
    stepDown<500000>(context, bytes, then);
  else if (left - bytes > 10000)
    stepDown<8000>(context, bytes, then);
  else
    withStackLeft(context, bytes, then);
  frame[1] = frame[0];
}

} // namespace vo::rt::test

VO_RT_ENTRY void vo_test_body(VO_RT_CONTEXT) { vo::rt::test::body(*context); }
