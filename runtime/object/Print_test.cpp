#include "runtime/object/HeapFixture.h"
#include "runtime/object/Output.h"

namespace vo::rt {
namespace {

class Print : public HeapTest {
protected:
  Print() {
    standardOutput().redirect(
        [](void *state, const char *text, size_t bytes) {
          static_cast<std::string *>(state)->append(text, bytes);
        },
        &seen);
  }
  ~Print() override { standardOutput().redirect(nullptr, nullptr); }

  static abi::InterfaceWords number(int64_t value) {
    return {2 << 8 | uint64_t(ValueKind::Int), uint64_t(value), 0};
  }
  abi::InterfaceWords text(std::string_view text) {
    return {17 << 8 | uint64_t(ValueKind::String), 0,
            reinterpret_cast<uint64_t>(boxString(context, heapString(text)))};
  }

  std::string seen;
};
VO_INSTANTIATE_HEAP_TESTS(Print);

TEST_P(Print, JoinsAndEndsLines) {
  abi::InterfaceWords values[] = {number(1), number(-2), text("x")};
  vo_rt_print(values, 3, 1, &context);
  EXPECT_EQ(seen, "1 -2 x\n");
  vo_rt_print(values, 2, 0, &context);
  EXPECT_EQ(seen, "1 -2 x\n1 -2");
  vo_rt_print(nullptr, 0, 1, &context);
  EXPECT_EQ(seen, "1 -2 x\n1 -2\n");
}

TEST_P(Print, LeadingEmptyTextsVanish) {
  abi::InterfaceWords values[] = {text(""), number(1), text(""), number(2)};
  vo_rt_print(values, 4, 1, &context);
  EXPECT_EQ(seen, "1  2\n");
}

} // namespace
} // namespace vo::rt
