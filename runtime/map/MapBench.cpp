//===- MapBench.cpp - Times of map operations -----------------------------===//
//
//   bench ENTRIES   a line "<keys> <entries> <operation> <nanoseconds>" for
//   each
//                   operation on maps, called as compiled code calls it
//   bench memory    lines "memory <entries> map <bytes>"
//
// bench/maps/maps.go does the same in Go, bench/maps.py compares.
//
//===----------------------------------------------------------------------===//
#include "runtime/abi/Map.h"
#include "runtime/gc/Heap.h"
#include "runtime/gc/Layouts.h"
#include "runtime/gc/Roots.h"
#include "runtime/object/Box.h"
#include "runtime/object/String.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

namespace vo::rt {
namespace {

constexpr uint32_t kStrings = abi::kFirstModuleLayout,
                   kStringEntry = kStrings + 1, kMixedEntry = kStrings + 2,
                   kMixedKeys = kStrings + 3;
constexpr abi::Layout kLayouts[] = {
    {abi::LayoutKind::Array, {}, 3, 1, 0, abi::kNoSlotTypes, 0},
    {abi::LayoutKind::Array, {}, 4, 1, 0, abi::kNoSlotTypes, 0},
    {abi::LayoutKind::Array, {}, 5, 2, 0, abi::kNoSlotTypes, 0},
    {abi::LayoutKind::Array, {}, 4, 2, 0, abi::kNoSlotTypes, 0},
};

constexpr abi::MapType mapType(uint32_t layout, std::string_view pattern) {
  return {layout,
          uint32_t(pattern.size()),
          1,
          abi::mapKeyClass(pattern),
          abi::mapKeyFlags(pattern),
          0,
          pattern.data()};
}

/// What a kind of key is: its words in an array of the heap, and how entries
/// take them.
struct IntKeys {
  static constexpr const char *kName = "int";
  static constexpr uint32_t kWords = 1, kLayout = abi::kLayoutScalarArray;
  static constexpr abi::MapType kType = mapType(abi::kLayoutScalarArray, "v");
  static int64_t get(Ref map, uint64_t *key, Context &c) {
    return vo_rt_map_get_i64(map, int64_t(*key), &c);
  }
  static int64_t set(Ref map, uint64_t *key, Context &c) {
    return vo_rt_map_set_i64(map, int64_t(*key), &c);
  }
  static void erase(Ref map, uint64_t *key, Context &c) {
    vo_rt_map_delete_i64(map, int64_t(*key), &c);
  }
};

struct StringKeys {
  static constexpr const char *kName = "string";
  static constexpr uint32_t kWords = 3, kLayout = kStrings;
  static constexpr abi::MapType kType = mapType(kStringEntry, "svv");
  static int64_t get(Ref map, uint64_t *key, Context &c) {
    return vo_rt_map_get_string(map, stringAt(key), &c);
  }
  static int64_t set(Ref map, uint64_t *key, Context &c) {
    return vo_rt_map_set_string(map, stringAt(key), &c);
  }
  static void erase(Ref map, uint64_t *key, Context &c) {
    vo_rt_map_delete_string(map, stringAt(key), &c);
  }
};

/// Keys that are copied to the frame, as compiled code does it.
template <uint32_t kCount> struct FrameKeys {
  static constexpr uint32_t kWords = kCount;
  static int64_t get(Ref map, uint64_t *key, Context &c) {
    uint64_t words[kCount];
    std::copy_n(key, kCount, words);
    return vo_rt_map_get(map, inFrame(words), &c);
  }
  static int64_t set(Ref map, uint64_t *key, Context &c) {
    uint64_t words[kCount];
    std::copy_n(key, kCount, words);
    return vo_rt_map_set(map, inFrame(words), &c);
  }
  static void erase(Ref map, uint64_t *key, Context &c) {
    uint64_t words[kCount];
    std::copy_n(key, kCount, words);
    vo_rt_map_delete(map, inFrame(words), &c);
  }
};
struct PairKeys : FrameKeys<2> {
  static constexpr const char *kName = "pair";
  static constexpr uint32_t kLayout = abi::kLayoutScalarArray;
  static constexpr abi::MapType kType = mapType(abi::kLayoutScalarArray, "vv");
};
struct MixedKeys : FrameKeys<4> {
  static constexpr const char *kName = "mixed";
  static constexpr uint32_t kLayout = kMixedKeys;
  static constexpr abi::MapType kType = mapType(kMixedEntry, "vsvv");
};

uint64_t mix(uint64_t i) {
  i *= 0x9E3779B97F4A7C15;
  return i ^ i >> 32;
}

/// Least number of operations that are timed together.
constexpr uint64_t kOperations = 1000000;

/// Nanoseconds of all threads, so that other processes disturb little.
double processorTime() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return double(time.tv_sec) * 1e9 + double(time.tv_nsec);
}

class Bench {
public:
  explicit Bench(uint64_t entries) : n(entries) {
    module.abiVersion = abi::kAbiVersion;
    module.layouts = kLayouts;
    module.layoutCount = std::size(kLayouts);
    heap.registerModule(module);
    heap.attach(mutator);
    mutator.module = &module;
  }
  ~Bench() { heap.detach(mutator); }

  template <typename Keys> void run() {
    name = Keys::kName;
    makeKeys<Keys>();
    Rooted<Ref> map(context, vo_rt_map_new(&Keys::kType, 0, &context));
    fill<Keys>(map, keys, n);
    measure("hit", [&] { return lookUp<Keys>(map, random, randomCount); });
    measure("miss", [&] { return lookUp<Keys>(map, others, n); });
    measure("update", [&] { return fill<Keys>(map, random, randomCount); });
    measure("insert", [&] {
      Rooted<Ref> fresh(context, vo_rt_map_new(&Keys::kType, 0, &context));
      return fill<Keys>(fresh, keys, n);
    });
    measure("presized", [&] {
      Rooted<Ref> fresh(context,
                        vo_rt_map_new(&Keys::kType, int64_t(n), &context));
      return fill<Keys>(fresh, keys, n);
    });
    measure("iterate", [&] { return iterate(map, Keys::kWords); });
    measure("replace", [&] {
      for (uint64_t i = 0; i < n; ++i) {
        Keys::erase(map, key<Keys>(shuffled, i), context);
        put<Keys>(map, key<Keys>(shuffled, i), 1);
      }
      return n;
    });
    measure("drain", [&] {
      fill<Keys>(map, keys, n);
      for (uint64_t i = 0; i < n; ++i)
        Keys::erase(map, key<Keys>(shuffled, i), context);
      return n;
    });
  }

  void memory() {
    constexpr uint64_t kMaps = 100000;
    Rooted<Ref> maps(context, heap.allocateArray(context, abi::kLayoutRefArray,
                                                 8, 0, kMaps));
    heap.collectMajor(context);
    uint64_t before = heap.oldBytes();
    for (uint64_t i = 0; i < kMaps; ++i) {
      Rooted<Ref> map(context, vo_rt_map_new(&IntKeys::kType, 0, &context));
      auto *slot =
          reinterpret_cast<uint64_t *>(maps.get() + abi::kArrayDataOffset);
      slot[i] = addressOf(map);
      heap.recordWrite(slot + i, 8);
      for (uint64_t j = 0; j < n; ++j)
        put<IntKeys>(map, &j, 1);
    }
    heap.collectMajor(context);
    std::printf(
        "memory %llu map %llu\n", static_cast<unsigned long long>(n),
        static_cast<unsigned long long>((heap.oldBytes() - before) / kMaps));
  }

private:
  template <typename Keys> uint64_t *key(const Rooted<Ref> &array, uint64_t i) {
    return reinterpret_cast<uint64_t *>(array.get() + abi::kArrayDataOffset) +
           i * Keys::kWords;
  }

  static uint64_t *entryAt(Ref map, int64_t offset) {
    return reinterpret_cast<uint64_t *>(
        reinterpret_cast<abi::MapObject *>(map)->entries + uint64_t(offset));
  }

  template <typename Keys>
  void put(const Rooted<Ref> &map, uint64_t *key, uint64_t value) {
    int64_t offset = Keys::set(map, key, context);
    *entryAt(map, offset) = value;
  }

  template <typename Keys>
  uint64_t fill(const Rooted<Ref> &map, const Rooted<Ref> &from,
                uint64_t count) {
    for (uint64_t i = 0; i < count; ++i)
      put<Keys>(map, key<Keys>(from, i), i);
    return count;
  }

  template <typename Keys>
  uint64_t lookUp(const Rooted<Ref> &map, const Rooted<Ref> &from,
                  uint64_t count) {
    uint64_t sum = 0;
    for (uint64_t i = 0; i < count; ++i)
      if (int64_t offset = Keys::get(map, key<Keys>(from, i), context))
        sum += *entryAt(map, offset);
    sink = sink + sum;
    return count;
  }

  uint64_t iterate(const Rooted<Ref> &map, uint32_t keyWords) {
    abi::MapIterObject iterator{addressOf(map), 0, 0};
    uint64_t sum = 0, count = 0;
    while (int64_t offset =
               vo_rt_map_next(reinterpret_cast<Ref>(&iterator), &context)) {
      sum += entryAt(map, offset)[keyWords];
      ++count;
    }
    sink = sink + sum;
    return count;
  }

  /// Best of some runs, each of about a million operations.
  template <typename Body> void measure(const char *what, Body body) {
    double best = 1e30;
    for (int run = 0; run < 5; ++run) {
      uint64_t operations = 0;
      double start = processorTime();
      do {
        operations += body();
      } while (operations < kOperations);
      best = std::min(best, (processorTime() - start) / double(operations));
    }
    std::printf("%s %llu %s %.2f\n", name, static_cast<unsigned long long>(n),
                what, best);
    std::fflush(stdout);
  }

  /// Key `i` of a kind.
  template <typename Keys>
  void makeKey(const Rooted<Ref> &array, uint64_t at, uint64_t i) {
    uint64_t word = Keys::kWords == 4 ? i : mix(i);
    if constexpr (Keys::kWords < 3) {
      key<Keys>(array, at)[0] = word;
      key<Keys>(array, at)[Keys::kWords - 1] = Keys::kWords == 2 ? i : word;
    } else {
      std::string text = (Keys::kWords == 3 ? "key" : "k") + std::to_string(i);
      Str string = makeString(context, text);
      uint64_t *words = key<Keys>(array, at);
      words[0] = i;
      words += Keys::kWords - 3;
      words[0] = addressOf(string.base);
      words[1] = uint64_t(string.offset);
      words[2] = uint64_t(string.length);
      heap.recordWrite(words, 24);
    }
  }

  template <typename Keys> void makeKeys() {
    if (n == 0)
      return;
    std::vector<uint64_t> order(n);
    for (uint64_t i = 0; i < n; ++i)
      order[i] = i;
    uint64_t x = 12345;
    for (uint64_t i = n - 1; i > 0; --i) {
      x = x * 6364136223846793005 + 1442695040888963407;
      std::swap(order[i], order[(x >> 33) % (i + 1)]);
    }
    random.set(heap.allocateArray(context, Keys::kLayout, Keys::kWords * 8, 0,
                                  randomCount));
    for (Rooted<Ref> *array : {&keys, &shuffled, &others})
      array->set(
          heap.allocateArray(context, Keys::kLayout, Keys::kWords * 8, 0, n));
    for (uint64_t i = 0; i < n; ++i) {
      makeKey<Keys>(keys, i, i);
      makeKey<Keys>(others, i, n + i);
    }
    // The same strings, as programs have it.
    for (uint64_t i = 0; i < n; ++i)
      std::copy_n(key<Keys>(keys, order[i]), Keys::kWords,
                  key<Keys>(shuffled, i));
    heap.recordWrite(shuffled.get(), n * Keys::kWords * 8);
    for (uint64_t i = 0; i < randomCount; ++i)
      // NOLINTNEXTLINE(clang-analyzer-core.DivideZero): nobody changes n.
      std::copy_n(key<Keys>(keys, mix(i * i) % n), Keys::kWords,
                  key<Keys>(random, i));
    heap.recordWrite(random.get(), randomCount * Keys::kWords * 8);
  }

  const uint64_t n;
  // So many that no processor learns where they are found.
  const uint64_t randomCount = std::max<uint64_t>(n, 4096);
  const char *name = "";
  abi::ModuleDescriptor module{};
  Heap heap;
  Mutator mutator{};
  Context &context = mutator;
  Rooted<Ref> keys{context}, shuffled{context}, random{context};
  Rooted<Ref> others{context};
  volatile uint64_t sink = 0;
};

} // namespace
} // namespace vo::rt

/// The argument is a number of entries, or "memory".
int main(int argc, char **argv) {
  using namespace vo::rt;
  if (argc != 2)
    return 1;
  if (std::string(argv[1]) == "memory") {
    for (uint64_t entries : {0, 1, 4, 8, 9, 16, 100})
      Bench(entries).memory();
    return 0;
  }
  uint64_t entries = std::strtoull(argv[1], nullptr, 10);
  if (entries == 0)
    return 1;
  Bench(entries).run<IntKeys>();
  Bench(entries).run<StringKeys>();
  Bench(entries).run<PairKeys>();
  Bench(entries).run<MixedKeys>();
}
