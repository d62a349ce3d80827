//===- Attributes.h - Names for bits of instructions -------------*- C++
//-*-===//
//
// The words that stand behind an instruction's operands in assembly, for each
// meaning of the flags byte, and for the loop information of a hint.
//
//===----------------------------------------------------------------------===//

#ifndef VO_BYTECODE_ASSEMBLY_ATTRIBUTES_H
#define VO_BYTECODE_ASSEMBLY_ATTRIBUTES_H

#include "bytecode/Instruction.h"

#include <span>
#include <string>

namespace vo::bc::assembly {

struct Attribute {
  enum class Form : uint8_t {
    Flag,     ///< word
    Number,   ///< word=12
    Kind,     ///< word=Struct, a ValueKind
    F2IWidth, ///< word=8, coded 64, 8, 16, 32 as 0, 1, 2, 3
  };
  std::string_view word;
  uint8_t shift;
  uint8_t bits;
  Form form;

  uint32_t mask() const { return ((1u << bits) - 1) << shift; }
};

/// The attributes of the flags byte; none where it is spelled as operands.
std::span<const Attribute> attributesOf(FlagsKind kind);

/// The attributes of a loop hint's operand a.
std::span<const Attribute> loopAttributes();

/// " word=value" for every attribute with bits in `field`.
std::string printAttributes(std::span<const Attribute> attributes,
                            uint32_t field);

/// All bits that the attributes name.
uint32_t maskOf(std::span<const Attribute> attributes);

/// The code of a spelled value, nullopt when it has none or does not fit.
std::optional<uint32_t> encodeNumber(const Attribute &attribute,
                                     uint64_t value);
std::optional<uint32_t> encodeWord(const Attribute &attribute,
                                   std::string_view word);

/// The name of the metadata that an opcode with this rule takes; the printer
/// leaves it out. Empty for MetaRule::None.
std::string_view usualMeta(MetaRule rule);

} // namespace vo::bc::assembly

#endif // VO_BYTECODE_ASSEMBLY_ATTRIBUTES_H
