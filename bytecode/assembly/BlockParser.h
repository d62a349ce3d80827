//===- BlockParser.h - Lines of tokens to a Node tree ------------*- C++
//-*-===//

#ifndef VO_BYTECODE_ASSEMBLY_BLOCKPARSER_H
#define VO_BYTECODE_ASSEMBLY_BLOCKPARSER_H

#include "bytecode/assembly/Lexer.h"

namespace vo::bc::assembly {

/// The lines of one function that are not records: labels, instructions and
/// .loc lines.
using CodeLines = std::vector<const Line *>;

/// Debug entries that do not stand beside code.
struct DebugBlock {
  uint64_t func;
  text::Node entries; ///< list of DebugEntry objects
};

/// A whole text, taken apart.
struct Blocks {
  /// A Module object; lists are members under their singular names, and
  /// functions have no "code".
  text::Node root;
  /// One per function.
  std::vector<CodeLines> code;
  std::vector<DebugBlock> debug;
  /// "debugFuncs": length of DebugInfo::funcs, when given.
  std::optional<uint64_t> debugFuncs;
};

/// The result points into `lines`.
Result<Blocks> parseBlocks(const std::vector<Line> &lines);

/// Reads tokens as members ("name" field=value flag Type) from `next` on, up
/// to the end or to a closing brace, which is left. Fills `object`.
std::optional<Error> parseMembers(const std::vector<Token> &tokens,
                                  size_t &next, text::Node &object);

/// A constant's token ("text", 1, 1.5, true, nil, bits of a float) as the node
/// that NodeReader takes for a Constant.
std::optional<text::Node> parseConstant(const Token &token);

} // namespace vo::bc::assembly

#endif // VO_BYTECODE_ASSEMBLY_BLOCKPARSER_H
