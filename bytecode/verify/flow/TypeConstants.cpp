//===- TypeConstants.cpp - Constants that describe types and widths -------===//

#include "bytecode/verify/flow/Flow.h"

using namespace vo::bc;
using namespace vo::bc::verify;

/// The constant in a slot; files a breach when there is none.
static std::optional<uint64_t> constantIn(const Site &site,
                                          const ConstantFacts &constants,
                                          uint32_t slot,
                                          std::string_view what) {
  Fact fact = constants.before(site.pc, slot);
  if (site.demand(fact.isKnown(), Rule::MetaConstant, what, " in slot ", slot,
                  fact.level == Fact::Conflict
                      ? " is a different constant on different paths"
                      : " is not a constant on all paths"))
    return fact.value;
  return std::nullopt;
}

/// The value's layout is that of the metadata.
static void checkMeta(const Site &site, uint64_t word, LayoutView layout,
                      std::string_view what) {
  TypeTable &types = site.context.types;
  ValueMeta meta{uint32_t(word)};
  bool exists = word <= UINT32_MAX && types.isValid(meta);
  if (site.demand(exists, Rule::MetaLayout, what, " ", word,
                  " describes no value"))
    site.demand(types.hasLayout(meta, layout), Rule::MetaLayout, what, " (",
                meta.kind(), " ", meta.id(), ") does not have the layout ",
                layout);
}

/// The run-time type's canonical meta is `meta`.
static void checkType(const Site &site, ValueRttid type, ValueMeta meta,
                      std::string_view what) {
  TypeTable &types = site.context.types;
  site.demand(types.isValid(type) && types.canonicalMeta(type) == meta,
              Rule::MetaLayout, what, " (", type.kind(), " ", type.id(),
              ") is not described by its meta (", meta.kind(), " ", meta.id(),
              ")");
}

static void checkMapNew(const Site &site, const ConstantFacts &constants) {
  const Instruction &word = site.word();
  auto *meta = site.meta<MetaMapNew>();
  auto packed = constantIn(site, constants, word.b, "the map's metas");
  auto key = constantIn(site, constants, word.b + 1u, "the key's type");
  if (!packed || !key)
    return;
  checkMeta(site, *packed >> 32, meta->key, "key meta");
  checkMeta(site, *packed & 0xFFFFFFFF, meta->val, "value meta");
  ValueMeta keyMeta{uint32_t(*packed >> 32)};
  // Wider ids would be cut off by the packed word.
  if (site.demand(*key < ValueRttid::invalidId, Rule::MetaLayout, "key type ",
                  *key, " is out of range"))
    checkType(site, ValueRttid(keyMeta.kind(), uint32_t(*key)), keyMeta,
              "key type");
}

static void checkQueueNew(const Site &site, const ConstantFacts &constants) {
  auto packed =
      constantIn(site, constants, site.word().b, "the queue's element");
  if (!packed)
    return;
  ValueMeta meta{uint32_t(*packed)};
  checkMeta(site, meta.raw, site.meta<MetaQueueLayout>()->elem, "element meta");
  checkType(site, ValueRttid(uint32_t(*packed >> 32)), meta, "element type");
}

static void checkElemBytes(const Site &site, const ConstantFacts &constants) {
  std::optional<uint32_t> slot = elemBytesSlot(site);
  if (!slot)
    return;
  Fact fact = constants.before(site.pc, *slot);
  uint64_t bytes = site.meta<MetaElemLayout>()->elemBytes;
  site.demand(fact.isKnown() && fact.value == bytes, Rule::ElemBytes,
              "element size in slot ", *slot, " is not the constant ", bytes);
}

void vo::bc::verify::checkTypeConstants(const Site &site,
                                        const ConstantFacts &constants) {
  const Instruction &word = site.word();
  checkElemBytes(site, constants);
  switch (site.opcode()) {
  case Opcode::PtrNew:
    if (auto meta = constantIn(site, constants, word.b, "the object's meta"))
      checkMeta(site, *meta, site.meta<MetaPtrLayout>()->valueLayout, "meta");
    break;
  case Opcode::ArrayNew:
  case Opcode::SliceNew:
    if (auto meta = constantIn(site, constants, word.b, "the element's meta"))
      checkMeta(site, *meta, elemTypeLayout(site), "element meta");
    break;
  case Opcode::SliceAppend:
    if (auto meta = constantIn(site, constants, word.c, "the element's meta"))
      checkMeta(site, *meta, elemTypeLayout(site), "element meta");
    break;
  case Opcode::MapNew:
    return checkMapNew(site, constants);
  case Opcode::QueueNew:
    return checkQueueNew(site, constants);
  default:
    break;
  }
}

//===----------------------------------------------------------------------===//
// Packed widths
//===----------------------------------------------------------------------===//

/// key << 16 | value << 1 | ok, or just ok.
static bool isMapGetWord(uint64_t word, const MetaMapGet &meta) {
  if (word >> 32 || bool(word & 1) != meta.hasOk)
    return false;
  return word <= 1 || (word >> 16 == meta.key.size() &&
                       (word >> 1 & 0x7FFF) == meta.val.size());
}

/// key << 8 | value, or 0.
static bool isMapSetWord(uint64_t word, const MetaMapSet &meta) {
  return word == 0 || (word >> 8 == meta.key.size() && word <= UINT16_MAX &&
                       (word & 0xFF) == meta.val.size());
}

void vo::bc::verify::checkMapConstants(const Site &site,
                                       const ConstantFacts &constants) {
  auto *get = site.meta<MetaMapGet>();
  auto *set = site.meta<MetaMapSet>();
  auto *remove = site.meta<MetaMapDelete>();
  if (!get && !set && !remove)
    return;
  auto word = constantIn(site, constants, get ? site.word().c : site.word().b,
                         "the widths");
  if (!word)
    return;
  bool fine = get   ? isMapGetWord(*word, *get)
              : set ? isMapSetWord(*word, *set)
                    : *word == remove->key.size();
  site.demand(fine, Rule::MapConstant, "the word ", *word,
              " does not agree with the metadata");
}
