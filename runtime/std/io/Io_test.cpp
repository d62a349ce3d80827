#include "runtime/object/HeapFixture.h"
#include "runtime/object/ValueKind.h"
#include "runtime/std/Errors.h"
#include "runtime/std/Natives.h"

namespace vo::rt {
namespace {

class Io : public HeapTest {
protected:
  Io() {
    module.errorPtrRttid = 30;
    module.errorItab = 7;
    context.module = &module;
  }

  static std::string messageOf(const Iface &error) {
    return textOf(unboxString(error.reference));
  }

  abi::ModuleDescriptor module{};
};
VO_INSTANTIATE_HEAP_TESTS(Io);

TEST_P(Io, ErrorsAreValuesOfTheLibrarysType) {
  Iface error = newError(context, "text");
  EXPECT_EQ(error.header,
            int64_t{7} << 32 | 30 << 8 | int64_t(ValueKind::Pointer));
  EXPECT_EQ(error.bits, 0);
  EXPECT_EQ(messageOf(error), "text");
  EXPECT_EQ(reinterpret_cast<abi::ErrorObject *>(error.reference)->causeHeader,
            0u);
}

TEST_P(Io, MessagesOfTheHeapLive) {
  Iface error = newError(context, heapString("made"));
  Rooted<Iface> rooted(context, error);
  heapString("other");
  EXPECT_EQ(messageOf(rooted), "made");
}

TEST_P(Io, TwelveDifferentErrors) {
  vo_std_io_getIoErrors_result errors;
  vo_std_io_getIoErrors(&errors, &context);
  EXPECT_EQ(messageOf(errors.r0), "EOF");
  EXPECT_EQ(messageOf(errors.r5), "io: read/write on closed pipe");
  EXPECT_EQ(messageOf(errors.r11), "negative count");
  EXPECT_NE(errors.r10.reference, errors.r11.reference);
  EXPECT_EQ(sizeof errors, 12 * sizeof(Iface));
}

} // namespace
} // namespace vo::rt
