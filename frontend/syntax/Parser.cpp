//===- Parser.cpp - Basics and error recovery -----------------------------===//

#include "frontend/syntax/ParserImpl.h"

#include "frontend/syntax/Unicode.h"

#include "llvm/Support/JSON.h"

using namespace vo::fe;

Parser::Parser(const SourceFile &source, AstContext &context,
               Diagnostics &diagnostics, std::vector<Comment> *comments)
    : source(source), context(context), diagnostics(diagnostics),
      scanner(source, context.names, diagnostics, comments) {
  scanner.next(token);
  previousEnd = here();
}

//===----------------------------------------------------------------------===//
// Tokens
//===----------------------------------------------------------------------===//

bool Parser::expect(Tok kind) {
  if (eat(kind))
    return true;
  errorExpected(isKeyword(kind) || kind == Tok::Ident
                    ? llvm::Twine(spelling(kind))
                    : "'" + llvm::Twine(spelling(kind)) + "'");
  return false;
}

static std::string newlineComplaint(Tok closing, llvm::StringRef list) {
  return ("unexpected newline in " + list + "; possibly missing comma or " +
          spelling(closing))
      .str();
}

bool Parser::eatComma(Tok closing, llvm::StringRef list) {
  if (eat(Tok::Comma))
    return true;
  if (panicking || !at(Tok::Semicolon) || !token.implicit)
    return false;
  // The comma after the last element of a line is easy to forget. A brace is
  // rarely left open, a parenthesis more often: there it must follow.
  llvm::StringRef rest =
      source.text().drop_front(token.range.end.raw - source.begin().raw);
  if (closing != Tok::RBrace &&
      !rest.ltrim(" \t\r\n").starts_with(spelling(closing)))
    return false;
  errorAt(token.range, newlineComplaint(closing, list));
  advance();
  return true;
}

void Parser::expectClosing(Tok kind, llvm::StringRef list) {
  if (eat(kind))
    return;
  if (at(Tok::Semicolon) && token.implicit)
    return error(newlineComplaint(kind, list));
  errorExpected("',' or '" + spelling(kind) + "'");
}

void Parser::expectSemicolon() {
  if (!at(Tok::RBrace) && !at(Tok::RParen) && !at(Tok::EndOfFile))
    expect(Tok::Semicolon);
}

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

void Parser::error(const llvm::Twine &text) {
  // The scanner has spoken about illegal tokens.
  if (!at(Tok::Illegal))
    errorAt(token.range, text);
  panicking = true;
}

std::string Parser::found() const {
  switch (token.kind) {
  case Tok::Ident:
    return ("identifier " + token.name->text).str();
  case Tok::IntLit:
  case Tok::FloatLit:
  case Tok::RuneLit:
  case Tok::StringLit:
  case Tok::EndOfFile:
    return spelling(token.kind).str();
  case Tok::Semicolon:
    if (token.implicit)
      return here() == source.end() ? "end of file" : "newline";
    [[fallthrough]];
  default:
    return spelling(token.kind).str();
  }
}

void Parser::errorExpected(const llvm::Twine &what) {
  error("expected " + what + ", found " + found());
}

void Parser::errorAt(Range range, const llvm::Twine &text) {
  if (panicking || range.begin == reported)
    return;
  reported = range.begin;
  diagnostics.error(Diagnostics::Stage::Syntax, range, text);
}

//===----------------------------------------------------------------------===//
// Recovery
//===----------------------------------------------------------------------===//

/// The current token is the first of its line, in column 1 unless indentation
/// is allowed.
bool Parser::isFirstInLine(bool allowIndent) const {
  llvm::StringRef before =
      source.text().take_front(here().raw - source.begin().raw);
  if (allowIndent)
    before = before.rtrim(" \t");
  return before.empty() || before.back() == '\n';
}

bool Parser::atDeclarationKeyword() const {
  switch (token.kind) {
  case Tok::Const:
  case Tok::Func:
  case Tok::Import:
  case Tok::Type:
  case Tok::Var:
    return true;
  default:
    return false;
  }
}

static llvm::StringRef dropBlanks(llvm::StringRef text) {
  return text.ltrim(" \t");
}

static bool startsWithName(llvm::StringRef text) {
  return !text.empty() && isIdentifierStart(decodeUtf8(text).codePoint);
}

bool Parser::atFuncDeclaration() const {
  if (!at(Tok::Func) || !isFirstInLine(/*allowIndent=*/false))
    return false;
  llvm::StringRef rest =
      source.text().drop_front(token.range.end.raw - source.begin().raw);
  rest = dropBlanks(rest.take_until([](char c) { return c == '\n'; }));
  if (!rest.starts_with("("))
    return startsWithName(rest);
  // `func (r T) name(`: no function literal looks like this.
  rest = dropBlanks(rest.drop_until([](char c) { return c == ')'; }));
  rest = dropBlanks(rest.drop_front(rest.empty() ? 0 : 1));
  if (!startsWithName(rest))
    return false;
  while (!rest.empty() && isIdentifierPart(decodeUtf8(rest).codePoint))
    rest = rest.drop_front(decodeUtf8(rest).length);
  return dropBlanks(rest).starts_with("(");
}

/// Stops behind the semicolon that ends the broken element, or before what can
/// only be the end of the list or the start of another element.
void Parser::skipToNextElement(Tok closing) {
  for (unsigned braces = 0; !at(Tok::EndOfFile); advance()) {
    if (atNextDeclaration())
      return;
    if (at(Tok::LBrace)) {
      ++braces;
      continue;
    }
    if (braces != 0) {
      braces -= at(Tok::RBrace);
      continue;
    }
    switch (token.kind) {
    case Tok::Semicolon:
      advance();
      return;
    case Tok::RBrace:
    case Tok::Case:
    case Tok::Default:
      return;
    default:
      if (at(closing))
        return;
    }
  }
}

void Parser::recover(Tok closing, Pos elementStart) {
  if (exhausted)
    return;
  bool progress = here() != elementStart;
  skipToNextElement(closing);
  panicking = false;
  // What begins no element must not be tried again.
  if (!progress && here() == elementStart && !at(closing) &&
      !at(Tok::EndOfFile))
    advance();
}

void Parser::skipToDeclaration(Pos start) {
  if (here() == start && !at(Tok::EndOfFile))
    advance();
  for (int braces = 0; !at(Tok::EndOfFile); advance()) {
    if (atDeclarationKeyword() && isFirstInLine(/*allowIndent=*/braces <= 0))
      break;
    braces += at(Tok::LBrace);
    braces -= at(Tok::RBrace);
  }
  panicking = exhausted = false;
}

//===----------------------------------------------------------------------===//
// Limits
//===----------------------------------------------------------------------===//

void Parser::tooDeep() {
  if (exhausted)
    return;
  error("syntax nesting exceeds the maximum parser depth of " +
        llvm::Twine(maxNesting));
  exhausted = true;
}

void Parser::deepen(Range range) {
  if (++shape.depth <= maxNesting || exhausted)
    return;
  errorAt(range, "expression structure exceeds the maximum parser depth of " +
                     llvm::Twine(maxNesting));
  panicking = exhausted = true;
}

void Parser::addBinary(Range range) {
  if (++shape.binary <= maxBinaryOperators || exhausted)
    return;
  errorAt(range, "binary expression path exceeds the resource limit of " +
                     llvm::Twine(maxBinaryOperators) + " operators");
  panicking = exhausted = true;
}

//===----------------------------------------------------------------------===//
// Entry
//===----------------------------------------------------------------------===//

/// Whether the text may be scanned at all.
static bool checkText(const SourceFile &source, Diagnostics &diagnostics) {
  llvm::StringRef text = source.text();
  if (text.size() > maxSourceBytes) {
    diagnostics.error(
        Diagnostics::Stage::Syntax, {source.begin(), source.begin()},
        "source length " + llvm::Twine(text.size()) + " bytes exceeds the " +
            llvm::Twine(maxSourceBytes) + "-byte source-file limit");
    return false;
  }
  size_t offset = 0;
  if (llvm::json::isUTF8(text, &offset))
    return true;
  Pos where = source.begin() + uint32_t(offset);
  diagnostics.error(Diagnostics::Stage::Syntax, {where, where + 1},
                    "source is not valid UTF-8");
  return false;
}

FileNode *vo::fe::parseFile(const SourceFile &source, AstContext &context,
                            Diagnostics &diagnostics, ParseOptions options) {
  diagnostics.beginUnit();
  auto *file = context.make<FileNode>();
  file->source = &source;
  if (!checkText(source, diagnostics))
    return file;
  std::vector<Comment> comments;
  Parser(source, context, diagnostics,
         options.keepComments ? &comments : nullptr)
      .parseFile(*file);
  file->comments = context.copy(llvm::ArrayRef<Comment>(comments));
  return file;
}
