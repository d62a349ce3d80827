#include "runtime/object/HeapFixture.h"
#include "runtime/object/ValueKind.h"
#include "runtime/std/Errors.h"
#include "runtime/std/Natives.h"

namespace vo::rt {
namespace {

class ErrorsEqual : public HeapTest {
protected:
  ErrorsEqual() {
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
VO_INSTANTIATE_HEAP_TESTS(ErrorsEqual);

TEST_P(ErrorsEqual, ByIdentityOfReferences) {
  Rooted<Iface> one(context, newError(context, "same"));
  Rooted<Iface> other(context, newError(context, "same"));
  EXPECT_EQ(vo_std_errors_equal(one, one, &context), 1);
  EXPECT_EQ(vo_std_errors_equal(one, other, &context), 0);
  EXPECT_EQ(vo_std_errors_equal(one, {}, &context), 0);
  EXPECT_EQ(vo_std_errors_equal({}, {}, &context), 1);
}

TEST_P(ErrorsEqual, UncomparableTypesAreDifferent) {
  Iface slice{1 << 8 | int64_t(ValueKind::Slice), 0, nullptr};
  EXPECT_EQ(vo_std_errors_equal(slice, slice, &context), 0);
}

} // namespace
} // namespace vo::rt
