//===- EntriesAbi_test.cpp - Compiled callers and C++ entries agree -------===//
//
// Code generation passes scalars where the prototypes of Entries.h have
// structs. This holds only as long as clang's swiftcall expands the structs to
// the same registers and stack words: the callers come from LLVM IR
// (EntriesAbi_test.ll), the callees from C++.
//
//===----------------------------------------------------------------------===//
#include "runtime/Entries.h"

#include "gtest/gtest.h"

using namespace vo::rt;

static uint64_t seen[12];
static unsigned seenCount;
static void *seenContext;

static void see(std::initializer_list<uint64_t> words,
                vo::abi::Context *context) {
  seenCount = 0;
  for (uint64_t word : words)
    seen[seenCount++] = word;
  seenContext = context;
}
static uint64_t bits(Ref reference) {
  return reinterpret_cast<uint64_t>(reference);
}
static Ref reference(uint64_t bits) { return reinterpret_cast<Ref>(bits); }

// Names as those of the entries.
// NOLINTBEGIN(readability-identifier-naming)

// As vo_rt_slice_append_slice: arguments reach the stack in mid-struct.
VO_RT_ENTRY Slice probe_slices(Slice a, Slice b, int64_t x, int64_t y,
                               VO_RT_CONTEXT) {
  see({bits(a.base), uint64_t(a.offset), uint64_t(a.length),
       uint64_t(a.capacity), bits(b.base), uint64_t(b.offset),
       uint64_t(b.length), uint64_t(b.capacity), uint64_t(x), uint64_t(y)},
      context);
  return {reference(101), 102, 103, 104};
}

// As vo_rt_string_concat.
VO_RT_ENTRY Str probe_strings(Str a, Str b, VO_RT_CONTEXT) {
  see({bits(a.base), uint64_t(a.offset), uint64_t(a.length), bits(b.base),
       uint64_t(b.offset), uint64_t(b.length)},
      context);
  return {reference(201), 202, 203};
}

// As vo_rt_string_decode_rune.
VO_RT_ENTRY I64x2 probe_pair(Str a, int64_t x, VO_RT_CONTEXT) {
  see({bits(a.base), uint64_t(a.offset), uint64_t(a.length), uint64_t(x)},
      context);
  return {301, 302};
}

// Entries with single references beside slices.
VO_RT_ENTRY int64_t probe_mixed(Slice a, Ref b, int64_t x, int64_t y,
                                VO_RT_CONTEXT) {
  see({bits(a.base), uint64_t(a.offset), uint64_t(a.length),
       uint64_t(a.capacity), bits(b), uint64_t(x), uint64_t(y)},
      context);
  return 401;
}

using Caller = void(const uint64_t *in, uint64_t *out, void *context);
extern "C" Caller call_slices, call_strings, call_pair, call_mixed;
// NOLINTEND(readability-identifier-naming)

static void check(Caller *caller, unsigned arguments,
                  std::initializer_list<uint64_t> results) {
  uint64_t in[12], out[6] = {};
  for (unsigned i = 0; i < 12; ++i)
    in[i] = uint64_t{0x1111111111111111} * (i + 1);
  int context = 0;
  caller(in, out, &context);
  EXPECT_EQ(seenContext, &context);
  ASSERT_EQ(seenCount, arguments);
  for (unsigned i = 0; i < arguments; ++i)
    EXPECT_EQ(seen[i], in[i]) << i;
  unsigned i = 0;
  for (uint64_t result : results)
    EXPECT_EQ(out[i++], result);
  EXPECT_EQ(out[i], 0u);
}

TEST(EntriesAbiTest, slices) { check(call_slices, 10, {101, 102, 103, 104}); }
TEST(EntriesAbiTest, strings) { check(call_strings, 6, {201, 202, 203}); }
TEST(EntriesAbiTest, pairs) { check(call_pair, 4, {301, 302}); }
TEST(EntriesAbiTest, mixed) { check(call_mixed, 7, {401}); }
