#include "runtime/island/Image.h"

#include "runtime/gc/Roots.h"
#include "runtime/island/Ports.h"
#include "runtime/map/Table.h"

#include <algorithm>
#include <cstring>
#include <unordered_map>

namespace vo::rt {

// A reference in an image is the byte distance of its target from the image's
// beginning, with this bit; addresses of constants do not have it.
static constexpr uint64_t kInImage = uint64_t{1} << 63;

/// Data words that an object has in an image.
static uint64_t imageWords(Ref object, uint64_t header) {
  bool isPort = abi::layoutOf(header) == abi::kLayoutPort;
  return isPort ? 1 : dataBytesOf(object, header) / abi::kWordBytes;
}

//===----------------------------------------------------------------------===//
// Out of a heap
//===----------------------------------------------------------------------===//

class Image::Reader {
public:
  Reader(Image &image, Goroutine &self)
      : image(image), self(self), heap(*self.heap),
        interior(heap.hasInteriorPointers()) {}

  /// Copies what is behind the references of `source` to `image.words[at]` on.
  void trace(const abi::Layout &layout, Ref source, Place at) {
    heap.layouts().trace(layout, source, [&](const uint64_t *slot) {
      auto word = at + (reinterpret_cast<uint64_t>(slot) - addressOf(source)) /
                           abi::kWordBytes;
      uint64_t target = placeOf(*slot);
      image.words[word] = target;
    });
  }

  /// The same for slots in a row.
  void traceRoots(const abi::Layout &layout, uint64_t *source, uint64_t count) {
    heap.layouts().traceSlots(layout, source, count, [&](uint64_t *slot) {
      uint64_t target = placeOf(*slot);
      image.words[slot - source] = target;
    });
  }

  /// Objects that have been met and not been traced.
  void run() {
    for (; done < sources.size(); ++done) {
      Ref source = sources[done];
      uint64_t header = headerOf(source);
      if (abi::layoutOf(header) != abi::kLayoutPort)
        trace(heap.layouts()[abi::layoutOf(header)], source,
              image.objects[done]);
    }
  }

private:
  uint64_t placeOf(uint64_t value) {
    // The end of an object may be the end of the heap.
    if (!value || !heap.contains(refAt(value - abi::kHeaderBytes)))
      return value;
    Ref object = interior ? heap.objectBase(refAt(value)) : refAt(value);
    uint32_t layout = abi::layoutOf(headerOf(object));
    if (layout == abi::kLayoutChannel || layout == abi::kLayoutIsland)
      return 0;
    auto [entry, isNew] = places.try_emplace(addressOf(object), 0);
    if (isNew)
      entry->second = copy(object);
    return kInImage |
           (entry->second * abi::kWordBytes + (value - addressOf(object)));
  }

  Place copy(Ref object) {
    uint64_t header = headerOf(object);
    uint64_t size = imageWords(object, header);
    std::vector<uint64_t> &words = image.words;
    words.push_back(header);
    Place place = words.size();
    words.resize(place + size);
    if (abi::layoutOf(header) == abi::kLayoutPort)
      words[place] = reinterpret_cast<uint64_t>(hold(object));
    else
      std::memcpy(&words[place], object, size * abi::kWordBytes);
    image.objects.push_back(place);
    sources.push_back(object);
    return place;
  }

  Export *hold(Ref port) {
    Export &one = exportOf(self, port);
    one.hold();
    image.holds.push_back(&one);
    return &one;
  }

  Image &image;
  Goroutine &self;
  Heap &heap;
  const bool interior;
  std::unordered_map<uint64_t, Place> places; // by address of the object
  std::vector<Ref> sources;                   // of image.objects
  size_t done = 0;
};

void Image::take(Goroutine &self, uint32_t arrayLayout, const void *source,
                 uint32_t count) {
  auto *first = static_cast<const uint64_t *>(source);
  words.assign(first, first + count);
  rootLayout = arrayLayout;
  rootCount = count;
  const abi::Layout &layout = self.heap->layouts()[arrayLayout];
  if (!LayoutTable::hasReferences(layout))
    return;
  Reader reader(*this, self);
  reader.traceRoots(layout, const_cast<uint64_t *>(first), count);
  reader.run();
}

void Image::clear() {
  words = {};
  objects = {};
  for (Export *one : std::exchange(holds, {}))
    one->release();
}

//===----------------------------------------------------------------------===//
// Into a heap
//===----------------------------------------------------------------------===//

class Image::Writer {
public:
  Writer(Image &image, Goroutine &self)
      : image(image), self(self), heap(*self.heap), made(image.objects.size()) {
  }

  void run() {
    makeObjects();
    // Nothing collects from here on. An object's header is its address now.
    for (size_t i = 0; i < made.size(); ++i)
      image.words[image.objects[i] - 1] = addressOf(made[i]);
    for (size_t i = 0; i < made.size(); ++i)
      if (uint32_t layout = abi::layoutOf(headerOf(made[i]));
          layout != abi::kLayoutPort)
        fill(made[i], layout, image.objects[i]);
    const abi::Layout &layout = heap.layouts()[image.rootLayout];
    heap.layouts().traceSlots(layout, image.words.data(), image.rootCount,
                              [&](uint64_t *slot) { *slot = target(*slot); });
    for (Ref object : maps)
      map::Table(object).outdateAddresses();
  }

private:
  void makeObjects() {
    RootedSpan roots(self, made.data(), made.size());
    for (size_t i = 0; i < made.size(); ++i)
      made[i] = make(image.objects[i]);
  }

  Ref make(Place place) {
    uint64_t header = image.words[place - 1];
    const uint64_t *data = &image.words[place];
    if (abi::layoutOf(header) == abi::kLayoutPort)
      return portOf(self, *reinterpret_cast<Export *>(*data));
    auto *source = refAt(reinterpret_cast<uint64_t>(data));
    Ref object = heap.allocate(self, header, dataBytesOf(source, header));
    if (abi::wordsOf(header) == 0) // its size
      std::memcpy(object, data, sizeof(abi::ArrayObject));
    return object;
  }

  void fill(Ref object, uint32_t layoutId, Place place) {
    uint64_t bytes = dataBytesOf(object);
    std::memcpy(object, &image.words[place], bytes);
    const abi::Layout &layout = heap.layouts()[layoutId];
    if (!LayoutTable::hasReferences(layout))
      return;
    heap.layouts().trace(layout, object,
                         [&](uint64_t *slot) { *slot = target(*slot); });
    heap.recordWrite(object, bytes);
    if (layoutId == abi::kLayoutMap)
      maps.push_back(object);
  }

  uint64_t target(uint64_t word) const {
    if (!(word & kInImage))
      return word;
    uint64_t distance = word & ~kInImage;
    Place place = distance / abi::kWordBytes;
    // Also for the end of an object: the next one begins behind its header.
    auto next =
        std::upper_bound(image.objects.begin(), image.objects.end(), place);
    Place start = *std::prev(next);
    return image.words[start - 1] + (distance - start * abi::kWordBytes);
  }

  Image &image;
  Goroutine &self;
  Heap &heap;
  std::vector<Ref> made;
  std::vector<Ref> maps;
};

const uint64_t *Image::give(Goroutine &self) {
  Writer(*this, self).run();
  return words.data();
}

} // namespace vo::rt
