//===- RootSet_test.cpp - Encoding of root sets ---------------------------===//

#include "lowering/llvm/RootSet.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <gtest/gtest.h>

#include <limits>

using namespace llvm;
using vo::lowering::FrameSlot;
using vo::lowering::RootSet;

namespace {

std::string text(const RootSet &set) {
  std::string result;
  raw_string_ostream stream(result);
  set.print(stream);
  return result;
}

RootSet roundTrip(const RootSet &set) {
  SmallString<64> bytes("xyz"); // the pool does not begin with this set
  set.encode(bytes);
  auto decoded = RootSet::decode(bytes, 3);
  if (!decoded) {
    ADD_FAILURE() << toString(decoded.takeError());
    return {};
  }
  return *decoded;
}

TEST(RootSet, EmptySetIsThreeZeros) {
  SmallString<8> bytes;
  RootSet().encode(bytes);
  EXPECT_EQ(toHex(bytes), "000000");
}

TEST(RootSet, BytesAreThoseOfTheAbi) {
  RootSet set;
  set.addPair({false, 8}, {false, 8});   // zigzag 16, << 1
  set.addPair({true, -16}, {true, -16}); // zigzag 31, << 1 | 1
  set.frameObjects.push_back({{false, 32}, 200});
  SmallString<16> bytes;
  set.encode(bytes);
  EXPECT_EQ(toHex(bytes), "02203F00018001C801");
}

TEST(RootSet, SortsAndDropsDuplicates) {
  RootSet set;
  set.addPair({false, 24}, {false, 24});
  set.addPair({false, 8}, {false, 16});
  set.addPair({false, 8}, {false, 16});
  set.addPair({false, 8}, {false, 8});
  RootSet read = roundTrip(set);
  EXPECT_EQ(text(read), "[rsp+8] [rsp+24] [rsp+16]-[rsp+8]");
}

TEST(RootSet, KeepsExtremeOffsetsAndLayouts) {
  RootSet set;
  for (int32_t offset : {std::numeric_limits<int32_t>::min(), -1, 0, 63, 64,
                         std::numeric_limits<int32_t>::max()})
    set.addPair({offset % 2 == 0, offset}, {offset % 2 == 0, offset});
  set.frameObjects.push_back({{true, -8}, 0xFFFFFFFF});
  RootSet read = roundTrip(set);
  sort(set.bases);
  EXPECT_EQ(read.bases, set.bases);
  EXPECT_EQ(read.frameObjects, set.frameObjects);
}

TEST(RootSet, RefusesTruncatedSets) {
  RootSet set;
  set.addPair({false, 1000}, {false, 2000});
  SmallString<16> bytes;
  set.encode(bytes);
  for (size_t length = 0; length != bytes.size(); ++length)
    EXPECT_TRUE(
        errorToBool(RootSet::decode(bytes.substr(0, length), 0).takeError()))
        << length;
  EXPECT_TRUE(errorToBool(RootSet::decode(bytes, 1000).takeError()));
}

} // namespace
