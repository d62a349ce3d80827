#include "runtime/std/Errors.h"

#include "runtime/abi/Module.h"
#include "runtime/gc/Heap.h"
#include "runtime/object/Box.h"
#include "runtime/object/String.h"
#include "runtime/object/ValueKind.h"
#include "runtime/panic/Panic.h"

#include <memory>
#include <vector>

using namespace vo;
using namespace vo::rt;

/// The interface value of a *errors.Error.
static Iface errorValue(Context &context, Ref object) {
  const abi::ModuleDescriptor &module = *context.module;
  uint64_t header = uint64_t{module.errorItab} << 32 |
                    uint64_t{module.errorPtrRttid} << 8 |
                    uint64_t(ValueKind::Pointer);
  return {int64_t(header), 0, object};
}

Iface vo::rt::newError(Context &context, Str message, const Iface &cause) {
  if (context.module->errorPtrRttid == abi::kNoRttid)
    raiseText(context, "vo: an error in a program without package errors");
  Rooted<Str> rooted(context, message);
  Rooted<Iface> rootedCause(context, cause);
  constexpr uint64_t kBytes = sizeof(abi::ErrorObject);
  Ref object = heapOf(context).allocate(
      context, abi::headerWord(abi::kLayoutError, kBytes / abi::kWordBytes),
      kBytes);
  auto data = holdsReference(kindOf(uint64_t(cause.header)))
                  ? reinterpret_cast<uint64_t>(rootedCause->reference)
                  : uint64_t(cause.bits);
  *reinterpret_cast<abi::ErrorObject *>(object) = {
      {reinterpret_cast<uint64_t>(rooted->base), rooted->offset,
       rooted->length},
      uint64_t(cause.header),
      data};
  return errorValue(context, object);
}

Iface vo::rt::newError(Context &context, Str message) {
  return newError(context, message, Iface{});
}

Iface vo::rt::newError(Context &context, std::string_view message) {
  return newError(context, constantString(message));
}

Iface vo::rt::newErrorOf(Context &context, std::string_view message) {
  return newError(context, makeString(context, message));
}

namespace {

/// The errors of one table. The collector takes them for a goroutine without a
/// stack, which has handles.
class KeptErrors final : public HeapAttachment {
public:
  KeptErrors(Heap &heap, size_t count) : heap(heap), errors(count, nullptr) {
    heap.attach(holder);
  }
  ~KeptErrors() override { heap.detach(holder); }

  /// May collect.
  void make(Context &context, std::span<const std::string_view> texts) {
    handle = {nullptr, errors.data(), errors.size()};
    holder.handles = &handle;
    for (size_t i = 0; i < texts.size(); ++i) {
      Ref error = newError(context, texts[i]).reference;
      heap.activate(holder);
      errors[i] = error;
    }
  }

  Ref at(size_t index) const { return errors[index]; }

private:
  Heap &heap;
  Mutator holder{};
  std::vector<Ref> errors;
  Handle handle{};
};

} // namespace

Iface vo::rt::keptError(Context &context, const ErrorTable &table,
                        size_t index) {
  Heap &heap = heapOf(context);
  auto *kept = static_cast<KeptErrors *>(heap.attachment(&table).get());
  if (!kept) {
    auto made = std::make_unique<KeptErrors>(heap, table.texts.size());
    kept = made.get();
    heap.attachment(&table) = std::move(made);
    kept->make(context, table.texts);
  }
  return errorValue(context, kept->at(index));
}
