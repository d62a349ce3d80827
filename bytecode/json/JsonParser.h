//===- JsonParser.h - JSON text to a Node tree -------------------*- C++
//-*-===//

#ifndef VO_BYTECODE_JSON_JSONPARSER_H
#define VO_BYTECODE_JSON_JSONPARSER_H

#include "bytecode/Result.h"
#include "bytecode/text/Node.h"

namespace vo::bc::text {

/// Parses one JSON value. Refuses duplicate member names and nesting deeper
/// than 32. Error messages have no position; the offset has.
Result<Node> parseJson(std::string_view source);

} // namespace vo::bc::text

#endif // VO_BYTECODE_JSON_JSONPARSER_H
