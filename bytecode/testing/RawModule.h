//===- RawModule.h - VOB bytes with one section replaced ---------*- C++
//-*-===//

#ifndef VO_BYTECODE_TESTING_RAWMODULE_H
#define VO_BYTECODE_TESTING_RAWMODULE_H

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace vo::bc::testing {

/// Bytes put together by hand, little-endian.
struct Bytes : std::vector<uint8_t> {
  Bytes &u8(uint8_t value) { return put(value, 1); }
  Bytes &u16(uint16_t value) { return put(value, 2); }
  Bytes &u32(uint32_t value) { return put(value, 4); }
  Bytes &u64(uint64_t value) { return put(value, 8); }
  Bytes &text(std::string_view value) {
    u32(value.size());
    insert(end(), value.begin(), value.end());
    return *this;
  }
  Bytes &append(const Bytes &other) {
    insert(end(), other.begin(), other.end());
    return *this;
  }

private:
  Bytes &put(uint64_t value, unsigned size) {
    for (unsigned i = 0; i < size; ++i)
      push_back(uint8_t(value >> (8 * i)));
    return *this;
  }
};

/// The sections of a file, each the smallest there is until replaced. Nothing
/// here uses the writer, whose mirror image of a bug would hide it.
struct RawModule {
  enum Section {
    Magic,
    Version,
    Name,
    Structs,
    Interfaces,
    NamedTypes,
    Itabs,
    RuntimeTypes,
    WellKnown,
    Constants,
    Globals,
    Functions,
    Externs,
    Entry,
    IslandInit,
    DebugFiles,
    DebugFuncs,
    Trailing,
    NumSections
  };

  RawModule() {
    sections[Magic].u8('V').u8('O').u8('B');
    sections[Version].u32(14);
    for (int section = Name; section < Trailing; ++section)
      sections[section].u32(0);
    sections[WellKnown] = Bytes();
    for (int i = 0; i < 4; ++i)
      sections[WellKnown].u32(0);
    sections[WellKnown].u8(0);
    for (int i = 0; i < 5; ++i)
      sections[WellKnown].u32(0);
  }

  /// Where a section begins.
  uint64_t offsetOf(Section wanted) const {
    uint64_t offset = 0;
    for (int section = 0; section < wanted; ++section)
      offset += sections[section].size();
    return offset;
  }

  Bytes bytes() const {
    Bytes all;
    for (const Bytes &section : sections)
      all.append(section);
    return all;
  }

  std::array<Bytes, NumSections> sections;
};

} // namespace vo::bc::testing

#endif // VO_BYTECODE_TESTING_RAWMODULE_H
