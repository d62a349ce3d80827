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
  if (text.empty() || (!llvm::isAlpha(text.front()) && text.front() != '_'))
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

ParseResult
vo::ir::parsePath(OpAsmParser &parser, StringAttr &path,
                  SmallVectorImpl<OpAsmParser::UnresolvedOperand> &indices) {
  std::string text;
  if (parser.parseCommaSeparatedList(AsmParser::Delimiter::OptionalSquare, [&] {
        return parsePiece(parser, text, indices);
      }))
    return failure();
  path = parser.getBuilder().getStringAttr(text);
  return success();
}

/// The pieces between the operands of a path: names joined by dots, and numbers
/// where no name is before them.
static SmallVector<std::string> piecesOf(StringRef path) {
  SmallVector<std::string> pieces;
  bool joins = false; // whether the next step goes on with a name
  for (StringRef step : llvm::split(path, '.')) {
    bool isNumber = llvm::all_of(step, llvm::isDigit);
    if (joins && step != "?") {
      pieces.back() += '.';
      pieces.back() += step;
      continue;
    }
    pieces.push_back(step.str());
    joins = step != "?" && !isNumber;
  }
  return pieces;
}

void vo::ir::printPath(OpAsmPrinter &printer, Operation *, StringAttr path,
                       OperandRange indices) {
  if (path.empty())
    return;
  auto operand = indices.begin();
  auto print = [&](const std::string &piece) {
    if (piece != "?")
      return llvm::all_of(piece, llvm::isDigit) ? void(printer << piece)
                                                : printName(printer, piece);
    if (operand != indices.end()) // else the operation does not verify
      printer << *operand++;
  };
  printer << '[';
  llvm::interleaveComma(piecesOf(path.getValue()), printer, print);
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
