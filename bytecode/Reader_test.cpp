//===- Reader_test.cpp
//-----------------------------------------------------===//

#include "bytecode/Reader.h"
#include "bytecode/Writer.h"
#include "bytecode/testing/CheckRoundTrip.h"
#include "bytecode/testing/SampleModule.h"

#include <gtest/gtest.h>

using namespace vo::bc;

static std::vector<uint8_t> sampleBytes() {
  Result<std::vector<uint8_t>> bytes =
      writeModule(vo::bc::testing::makeSampleModule());
  return bytes ? *bytes : std::vector<uint8_t>();
}

TEST(Reader, SampleSurvivesEveryForm) {
  Module sample = vo::bc::testing::makeSampleModule();
  std::vector<uint8_t> bytes = sampleBytes();
  ASSERT_FALSE(bytes.empty());
  Result<Module> module = readModule(bytes);
  ASSERT_TRUE(module) << module.error().message;
  EXPECT_EQ(*module, sample);
  EXPECT_EQ(vo::bc::testing::checkRoundTrip(bytes), "");
}

TEST(Reader, SampleHasEveryOpcodeAndMetadataTag) {
  Module sample = vo::bc::testing::makeSampleModule();
  std::vector<bool> ops(256), metas(std::variant_size_v<InstrMeta>);
  for (const FunctionDef &function : sample.functions) {
    for (const Instruction &word : function.code)
      ops[word.op] = true;
    for (const InstrMeta &meta : function.meta)
      metas[meta.index()] = true;
  }
  EXPECT_EQ(ops, std::vector<bool>(256, true));
  EXPECT_EQ(metas, std::vector<bool>(metas.size(), true));
}

TEST(Reader, RefusesEveryTruncation) {
  std::vector<uint8_t> bytes = sampleBytes();
  for (size_t length = 0; length < bytes.size(); ++length) {
    Result<Module> module = readModule({bytes.data(), length});
    ASSERT_FALSE(module) << length;
    ASSERT_LE(module.error().offset, length);
  }
}

/// What is read must be writable, and reading that must change nothing.
static void expectConsistent(const std::vector<uint8_t> &bytes) {
  Result<Module> module = readModule(bytes);
  if (!module) {
    EXPECT_LE(module.error().offset, bytes.size());
    EXPECT_NE(module.error().message, "");
    return;
  }
  Result<std::vector<uint8_t>> written = writeModule(*module);
  ASSERT_TRUE(written) << written.error().message;
  EXPECT_EQ(written->size(), bytes.size());
  Result<Module> again = readModule(*written);
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(*again, *module);
}

TEST(Reader, SurvivesFlippedBytes) {
  const std::vector<uint8_t> bytes = sampleBytes();
  uint64_t state = 14;
  auto random = [&](uint64_t limit) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (state >> 33) % limit;
  };
  for (int round = 0; round < 4000; ++round) {
    std::vector<uint8_t> changed = bytes;
    for (uint64_t flips = 1 + random(3); flips > 0; --flips)
      changed[random(changed.size())] ^= uint8_t(1 + random(255));
    expectConsistent(changed);
  }
}

TEST(Reader, SurvivesEveryByteSetToExtremes) {
  const std::vector<uint8_t> bytes = sampleBytes();
  for (size_t i = 0; i < bytes.size(); i += 3) {
    std::vector<uint8_t> changed = bytes;
    for (uint8_t value : {0x00, 0xFF}) {
      changed[i] = value;
      expectConsistent(changed);
    }
  }
}

TEST(Reader, SortsMethodsOfNamedTypes) {
  Module module;
  module.namedTypeMetas = {
      {"T", {}, {}, {{"b", 1}, {"a", 2}, {"\xC3\xA9", 3}}}};
  Result<std::vector<uint8_t>> bytes = writeModule(module);
  ASSERT_TRUE(bytes);
  Result<Module> read = readModule(*bytes);
  ASSERT_TRUE(read);
  const std::vector<MethodInfo> &methods = read->namedTypeMetas[0].methods;
  ASSERT_EQ(methods.size(), 3u);
  EXPECT_EQ(methods[0].name, "a");
  EXPECT_EQ(methods[1].name, "b");
  EXPECT_EQ(methods[2].name, "\xC3\xA9"); // bytes compare as unsigned
}
