//===- Assembly.cpp - Custom directives of assembly formats ---------------===//

#include "dialect/vo/Assembly.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

/// Whether the text is a keyword to the parser.
static bool isKeyword(StringRef text) {
  if (text.empty() || !(llvm::isAlpha(text.front()) || text.front() == '_'))
    return false;
  return llvm::all_of(text, [](char c) {
    return llvm::isAlnum(c) || c == '_' || c == '.' || c == '$';
  });
}

static void printName(AsmPrinter &printer, StringRef name) {
  if (isKeyword(name))
    printer << name;
  else
    printer.printString(name);
}

//===----------------------------------------------------------------------===//
// Members
//===----------------------------------------------------------------------===//

ParseResult vo::ir::parseMembers(OpAsmParser &parser, ArrayAttr &names,
                                 ArrayAttr &types) {
  Builder &builder = parser.getBuilder();
  SmallVector<Attribute> nameList, typeList;
  auto parseMember = [&]() -> ParseResult {
    std::string name;
    Type type;
    if (parser.parseKeywordOrString(&name) || parser.parseColon() ||
        parseStorage(parser, type))
      return failure();
    nameList.push_back(builder.getStringAttr(name));
    typeList.push_back(TypeAttr::get(type));
    return success();
  };
  if (parser.parseCommaSeparatedList(AsmParser::Delimiter::Braces, parseMember))
    return failure();
  names = builder.getArrayAttr(nameList);
  types = builder.getArrayAttr(typeList);
  return success();
}

void vo::ir::printMembers(OpAsmPrinter &printer, Operation *, ArrayAttr names,
                          ArrayAttr types) {
  printer << '{';
  bool isFirst = true;
  for (auto [name, type] : llvm::zip_equal(names, types)) {
    printer << (isFirst ? " " : ", ");
    isFirst = false;
    printName(printer, cast<StringAttr>(name).getValue());
    printer << ": ";
    printStorage(printer, cast<TypeAttr>(type).getValue());
  }
  printer << (isFirst ? "}" : " }");
}

ParseResult vo::ir::parseStorageAttr(OpAsmParser &parser, TypeAttr &type) {
  Type storage;
  if (parseStorage(parser, storage))
    return failure();
  type = TypeAttr::get(storage);
  return success();
}

void vo::ir::printStorageAttr(OpAsmPrinter &printer, Operation *,
                              TypeAttr type) {
  printStorage(printer, type.getValue());
}

//===----------------------------------------------------------------------===//
// Paths
//===----------------------------------------------------------------------===//

/// One piece of a path: an operand, a number, or names joined by dots.
static ParseResult
parsePiece(OpAsmParser &parser, std::string &path,
           SmallVectorImpl<OpAsmParser::UnresolvedOperand> &indices) {
  if (!path.empty())
    path += '.';
  OpAsmParser::UnresolvedOperand index;
  OptionalParseResult operand = parser.parseOptionalOperand(index);
  if (operand.has_value()) {
    indices.push_back(index);
    path += '?';
    return *operand;
  }
  uint64_t number = 0;
  OptionalParseResult isNumber = parser.parseOptionalInteger(number);
  if (isNumber.has_value()) {
    path += std::to_string(number);
    return *isNumber;
  }
  std::string names;
  if (parser.parseKeywordOrString(&names))
    return failure();
  path += names;
  return success();
}

ParseResult vo::ir::parsePath(
    OpAsmParser &parser, StringAttr &path,
    SmallVectorImpl<OpAsmParser::UnresolvedOperand> &indices) {
  std::string text;
  if (parser.parseCommaSeparatedList(
          AsmParser::Delimiter::OptionalSquare,
          [&] { return parsePiece(parser, text, indices); }))
    return failure();
  path = parser.getBuilder().getStringAttr(text);
  return success();
}

void vo::ir::printPath(OpAsmPrinter &printer, Operation *, StringAttr path,
                       OperandRange indices) {
  if (path.empty())
    return;
  printer << '[';
  bool isFirst = true;
  std::string names; // names and numbers that can be one keyword
  auto separate = [&] {
    if (!isFirst)
      printer << ", ";
    isFirst = false;
  };
  auto flush = [&] {
    if (names.empty())
      return;
    separate();
    printName(printer, names);
    names.clear();
  };
  auto operand = indices.begin();
  for (StringRef step : llvm::split(path.getValue(), '.')) {
    bool isNumber = llvm::all_of(step, llvm::isDigit);
    if (step == "?") {
      flush();
      separate();
      if (operand != indices.end())
        printer << *operand++;
    } else if (names.empty() && isNumber) {
      separate();
      printer << step;
    } else {
      if (!names.empty())
        names += '.';
      names += step;
    }
  }
  flush();
  printer << ']';
}

//===----------------------------------------------------------------------===//
// Interfaces
//===----------------------------------------------------------------------===//

ParseResult vo::ir::parseAssertTarget(OpAsmParser &parser,
                                      FlatSymbolRefAttr &target) {
  StringAttr name;
  if (succeeded(parser.parseOptionalSymbolName(name))) {
    target = FlatSymbolRefAttr::get(name);
    return success();
  }
  return parser.parseKeyword("any", " or the symbol of a type");
}

void vo::ir::printAssertTarget(OpAsmPrinter &printer, Operation *,
                               FlatSymbolRefAttr target) {
  if (target)
    printer << target;
  else
    printer << "any";
}

ParseResult vo::ir::parseMethod(OpAsmParser &parser, StringAttr &method) {
  std::string name;
  if (parser.parseLSquare() || parser.parseKeywordOrString(&name) ||
      parser.parseRSquare())
    return failure();
  method = parser.getBuilder().getStringAttr(name);
  return success();
}

void vo::ir::printMethod(OpAsmPrinter &printer, Operation *,
                         StringAttr method) {
  printer << '[';
  printName(printer, method.getValue());
  printer << ']';
}
