//===- RootSet.cpp - The roots of one call as the table has them ----------===//

#include "lowering/llvm/RootSet.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/LEB128.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace vo::lowering {

void RootSet::addPair(FrameSlot base, FrameSlot derivedSlot) {
  bases.push_back(base);
  if (derivedSlot != base)
    derived.push_back({base, derivedSlot});
}

namespace {

class Encoder {
public:
  explicit Encoder(SmallVectorImpl<char> &bytes) : out(bytes) {}

  void number(uint64_t value) { encodeULEB128(value, out); }
  void slot(FrameSlot place) {
    uint64_t zigzag = uint64_t(int64_t(place.offset)) << 1 ^
                      uint64_t(int64_t(place.offset) >> 63);
    number(zigzag << 1 | place.fromFramePointer);
  }

private:
  raw_svector_ostream out;
};

class Decoder {
public:
  Decoder(StringRef pool, uint32_t offset)
      : next(pool.bytes_begin() + std::min<size_t>(offset, pool.size())),
        end(pool.bytes_end()) {}

  uint64_t number() {
    unsigned length = 0;
    const char *error = nullptr;
    uint64_t value = decodeULEB128(next, &length, end, &error);
    next += length;
    failed |= error != nullptr;
    return failed ? 0 : value;
  }
  FrameSlot slot() {
    uint64_t bits = number();
    uint64_t zigzag = bits >> 1;
    return {bool(bits & 1),
            int32_t(int64_t(zigzag >> 1) ^ -int64_t(zigzag & 1))};
  }
  bool failed = false;

private:
  const uint8_t *next, *end;
};

template <typename T> SmallVector<T> sortedUnique(SmallVector<T> values) {
  llvm::sort(values);
  values.erase(llvm::unique(values), values.end());
  return values;
}

void printSlot(raw_ostream &out, FrameSlot slot) {
  out << (slot.fromFramePointer ? "rbp" : "rsp") << (slot.offset < 0 ? "" : "+")
      << slot.offset;
}

} // namespace

void RootSet::encode(SmallVectorImpl<char> &bytes) const {
  Encoder encoder(bytes);
  auto uniqueBases = sortedUnique(bases);
  encoder.number(uniqueBases.size());
  for (FrameSlot slot : uniqueBases)
    encoder.slot(slot);
  auto uniqueDerived = sortedUnique(derived);
  encoder.number(uniqueDerived.size());
  for (const Derived &pair : uniqueDerived) {
    encoder.slot(pair.base);
    encoder.slot(pair.derived);
  }
  auto uniqueObjects = sortedUnique(frameObjects);
  encoder.number(uniqueObjects.size());
  for (const FrameObject &object : uniqueObjects) {
    encoder.slot(object.address);
    encoder.number(object.layout);
  }
}

Expected<RootSet> RootSet::decode(StringRef pool, uint32_t offset) {
  Decoder decoder(pool, offset);
  RootSet set;
  for (uint64_t n = decoder.number(); n && !decoder.failed; --n)
    set.bases.push_back(decoder.slot());
  for (uint64_t n = decoder.number(); n && !decoder.failed; --n) {
    FrameSlot base = decoder.slot(), derived = decoder.slot();
    set.derived.push_back({base, derived});
  }
  for (uint64_t n = decoder.number(); n && !decoder.failed; --n) {
    FrameSlot address = decoder.slot();
    set.frameObjects.push_back({address, uint32_t(decoder.number())});
  }
  if (decoder.failed)
    return createStringError("root set at %u runs over the pool", offset);
  return set;
}

void RootSet::print(raw_ostream &out) const {
  ListSeparator space(" ");
  for (FrameSlot slot : bases) {
    out << space << '[';
    printSlot(out, slot);
    out << ']';
  }
  for (const Derived &pair : derived) {
    out << space << '[';
    printSlot(out, pair.derived);
    out << "]-[";
    printSlot(out, pair.base);
    out << ']';
  }
  for (const FrameObject &object : frameObjects) {
    out << space << '{';
    printSlot(out, object.address);
    out << " layout " << object.layout << '}';
  }
}

} // namespace vo::lowering
