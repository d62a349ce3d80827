//===- Metadata.cpp - Metadata and flags ----------------------------------===//

#include "bytecode/verify/code/Code.h"

using namespace vo::bc;
using namespace vo::bc::verify;

/// Metadata of the opcode's kind says something about this form of it.
static bool takesMetadata(const Site &site) {
  switch (site.row().meta) {
  case MetaRule::None:
    return false;
  case MetaRule::LoopEndOptional:
    return isLoopHint(site.word());
  case MetaRule::CallLayoutIfClosure:
    return isClosureForm(site);
  default:
    return true;
  }
}

/// The instruction cannot do without its metadata.
static bool needsMetadata(const Site &site) {
  switch (site.row().meta) {
  case MetaRule::None:
  case MetaRule::LoopEndOptional:
    return false;
  case MetaRule::ElemLayoutIfDynamic:
    return site.word().flags == 0;
  case MetaRule::CallLayoutIfClosure:
    return isClosureForm(site);
  default:
    return true;
  }
}

static uint8_t tagOf(const InstrMeta &meta) {
  return std::visit([](const auto &each) { return each.tag; }, meta);
}

static std::string_view nameOfTag(uint8_t tag) {
  std::string_view found = "?";
  [&]<class... Metas>(std::variant<Metas...> *) {
    ((Metas::tag == tag ? void(found = Metas::name) : void()), ...);
  }(static_cast<InstrMeta *>(nullptr));
  return found;
}

static void checkElemLayout(const Site &site, const MetaElemLayout &meta) {
  size_t slots = meta.slotLayout.size();
  if (meta.elemBytes == 0) {
    bool fine = !meta.needsSignExtend &&
                (slots == 0 || meta.slotLayout == Layout{SlotType::Value});
    site.demand(fine, Rule::ElemLayout, "0 bytes with layout ",
                meta.slotLayout);
  } else {
    site.demand(slots == (uint64_t(meta.elemBytes) + 7) / 8, Rule::ElemLayout,
                meta.elemBytes, " bytes with ", slots, " slots");
  }
  uint8_t flags = site.word().flags;
  if (site.row().flags != FlagsKind::Elem || flags == 0)
    return;
  bool isSigned = flags & flag::elemSigned;
  site.demand(
      meta.elemBytes == elemBytesOf(flags) && meta.needsSignExtend == isSigned,
      Rule::ElemLayout, meta.elemBytes, " bytes",
      meta.needsSignExtend ? " signed" : "", " but the flags are ", flags);
}

void vo::bc::verify::checkMetadata(const Site &site) {
  uint8_t actual = tagOf(site.function.meta[site.pc]);
  uint8_t wanted =
      takesMetadata(site) ? *metadataTag(site.row().meta) : MetaNone::tag;
  bool fits =
      actual == wanted || (actual == MetaNone::tag && !needsMetadata(site));
  if (!site.demand(fits, Rule::MetadataKind, "has ", nameOfTag(actual),
                   needsMetadata(site) ? ", needs " : ", takes ",
                   nameOfTag(wanted)))
    return;
  if (auto *meta = site.meta<MetaElemLayout>())
    checkElemLayout(site, *meta);
}

//===----------------------------------------------------------------------===//
// Flags
//===----------------------------------------------------------------------===//

/// Element codes: 0 dynamic; 1, 2, 4 and whole slots up to 56 bytes plain;
/// 1, 2, 4 signed; 4 as float.
static bool isElemCode(uint8_t flags) {
  uint8_t bytes = elemBytesOf(flags);
  bool packed = bytes == 1 || bytes == 2 || bytes == 4;
  switch (flags & (flag::elemSigned | flag::elemFloat)) {
  case 0:
    return packed || bytes % 8 == 0;
  case flag::elemSigned:
    return packed;
  case flag::elemFloat:
    return bytes == 4;
  default:
    return false;
  }
}

static bool areDefinedFlags(FlagsKind kind, uint8_t flags) {
  auto within = [flags](unsigned mask) { return (flags & ~mask) == 0; };
  switch (kind) {
  case FlagsKind::Hint:
    return within(flag::loopHint);
  case FlagsKind::Return:
    return within(flag::errorReturn | flag::heapReturns);
  case FlagsKind::Shift:
    return within(flag::unsignedCount);
  case FlagsKind::ConvI2F:
    return within(flag::unsignedSource | flag::toFloat32);
  case FlagsKind::ConvF2I:
    return within(flag::unsignedTarget | 0x06);
  case FlagsKind::Trunc: {
    unsigned bytes = flags & ~flag::truncSigned;
    return bytes == 1 || bytes == 2 || bytes == 4;
  }
  case FlagsKind::ForLoop:
    return within(flag::loopUnsigned | flag::loopDecrement |
                  flag::loopInclusive);
  case FlagsKind::SliceSlice:
    return within(flag::sliceArray | flag::sliceMax | flag::sliceInline) &&
           (!(flags & flag::sliceInline) || (flags & flag::sliceArray));
  case FlagsKind::SelectBegin:
    return within(flag::selectDefault);
  case FlagsKind::ValueKind:
    return flags < numValueKinds;
  case FlagsKind::Elem:
    return isElemCode(flags);
  default:
    // Ids, counts and mirrors use all bits; unused flags are not looked at.
    return true;
  }
}

void vo::bc::verify::checkFlags(const Site &site) {
  const Instruction &word = site.word();
  site.demand(areDefinedFlags(site.row().flags, word.flags), Rule::FlagBits,
              "flags ", word.flags);
  // The low four bits of a loop hint are flags too; the highest is unused.
  if (isLoopHint(word))
    site.demand(!(word.a & 0x8), Rule::FlagBits, "loop flags ", word.a & 0xF);
}
