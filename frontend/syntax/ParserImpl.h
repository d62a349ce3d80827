//===- ParserImpl.h - The recursive descent parser --------------*- C++ -*-===//
//
// One token of lookahead. After an error the parser is `panicking`: functions
// return Bad nodes without consuming anything and without further reports, up
// to the nearest list (of statements, fields, specs, declarations), which skips
// to its next element and goes on. Errors about something that was understood
// (`errorAt`) do not panic.
//
// Files by theme: Parser.cpp (basics, recovery), ParseDecl.cpp, ParseType.cpp,
// ParseExpr.cpp, ParseStmt.cpp, ParseClauses.cpp (if, for, switch, select).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "frontend/syntax/Parser.h"
#include "frontend/syntax/Scanner.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/SaveAndRestore.h"

namespace vo::fe {

class Parser {
public:
  Parser(const SourceFile &source, AstContext &context,
         Diagnostics &diagnostics, std::vector<Comment> *comments);
  void parseFile(FileNode &file);

private:
  //===--------------------------------------------------------------------===//
  // Tokens
  //===--------------------------------------------------------------------===//
  void advance() {
    previousEnd = token.range.end;
    scanner.next(token);
  }
  bool at(Tok kind) const { return token.kind == kind; }
  bool eat(Tok kind) {
    if (!at(kind) || panicking)
      return false;
    advance();
    return true;
  }
  bool expect(Tok kind);
  /// Between the elements of a list; false at its end.
  bool eatComma(Tok closing, llvm::StringRef list);
  /// The token that ends a list in brackets.
  void expectClosing(Tok kind, llvm::StringRef list);
  /// A semicolon, which may be left out before `)` and `}`.
  void expectSemicolon();
  Pos here() const { return token.range.begin; }
  /// From `begin` to the end of the last token consumed.
  Range since(Pos begin) const { return {begin, std::max(begin, previousEnd)}; }

  //===--------------------------------------------------------------------===//
  // Errors and recovery
  //===--------------------------------------------------------------------===//
  /// Reports about the current token and panics.
  void error(const llvm::Twine &text);
  void errorExpected(const llvm::Twine &what);
  /// Reports and goes on.
  void errorAt(Range range, const llvm::Twine &text);
  /// What stands here, for "found …".
  std::string found() const;
  /// Ends a panic in a list whose last token is `closing`.
  void recover(Tok closing, Pos elementStart);
  void skipToNextElement(Tok closing);
  void skipToDeclaration(Pos start);
  bool atDeclarationKeyword() const;
  /// A declaration begins in column 1: lists inside the one before it end.
  bool atNextDeclaration() const {
    return atDeclarationKeyword() && isFirstInLine(/*allowIndent=*/false);
  }
  bool isFirstInLine(bool allowIndent) const;
  /// `func name` or `func (receiver) name`: where a statement should be, the
  /// end of the function before it is missing.
  bool atFuncDeclaration() const;

  //===--------------------------------------------------------------------===//
  // Limits
  //===--------------------------------------------------------------------===//
  /// Greatest depth of what was parsed: levels, and binary operators.
  struct Shape {
    unsigned depth = 0, binary = 0;
    void include(Shape other) {
      depth = std::max(depth, other.depth);
      binary = std::max(binary, other.binary);
    }
  };
  /// One recursion of this parser; `depth` is what it adds to the tree.
  class Level {
  public:
    explicit Level(Parser &parser, unsigned depth)
        : parser(parser), outer(parser.shape), depth(depth) {
      parser.shape = {};
      if (++parser.frames > maxNesting)
        parser.tooDeep();
    }
    ~Level() {
      --parser.frames;
      parser.shape.depth += depth;
      parser.shape.include(outer);
    }
    Level(const Level &) = delete;

  private:
    Parser &parser;
    Shape outer;
    unsigned depth;
  };
  void tooDeep();
  /// The tree parsed last got one level more around it.
  void deepen(Range range);
  void addBinary(Range range);

  //===--------------------------------------------------------------------===//
  // Expressions and types
  //===--------------------------------------------------------------------===//
  template <typename T, typename... Args> T *make(Args &&...args) {
    return context.make<T>(std::forward<Args>(args)...);
  }
  /// Gives a node its end, the last token consumed.
  template <typename T> T *finish(T *node) {
    node->range.end = std::max(node->range.begin, previousEnd);
    return node;
  }
  template <typename T> T *begin(Pos start) {
    return make<T>(Range{start, start});
  }
  BadExpr *badExpr() { return make<BadExpr>(Range{here(), here()}); }

  Ident *parseIdent();
  llvm::ArrayRef<Ident *> parseIdentList();
  BasicLit *parseLiteral();
  BasicLit *parseString();
  Expr *parseExpr() { return parseBinary(1); }
  llvm::ArrayRef<Expr *> parseExprList();
  /// Composite literals of named types may stand here.
  Expr *parseInnerExpr();
  Expr *parseBinary(unsigned minPrecedence);
  Expr *parseUnary();
  Expr *parsePrefix();
  Expr *parsePrimary();
  Expr *parseOperand();
  Expr *parsePostfix(Expr *operand);
  Expr *parseParen();
  Expr *parseFunction();
  Expr *parseDot(Expr *base);
  Expr *parseBrackets(Expr *base);
  Expr *parseSlice(Expr *base, Expr *low);
  struct Arguments {
    llvm::ArrayRef<Expr *> list;
    Pos lparen, rparen, spread;
  };
  Arguments parseArguments();
  Expr *parseCall(Expr *callee);
  Expr *parseDynamic(Expr *base);
  bool startsLiteral(const Expr *type) const;
  CompositeLit *parseLiteralValue(Expr *typeExpr);
  Expr *parseElement();
  Expr *parseElementPart();

  bool atType() const;
  Expr *parseType();
  Expr *parseTypeName();
  Expr *parseArrayType();
  Expr *parseMapType();
  Expr *parseQueueType();
  Expr *parseParenType();
  StructTypeExpr *parseStructType();
  FieldDecl parseField();
  void parseFieldNames(FieldDecl &field);
  InterfaceTypeExpr *parseInterfaceType();
  InterfaceElem parseInterfaceElem();
  /// What follows `func`, and a name if there is one.
  FuncTypeExpr *parseSignature(Pos start);
  enum class ParamKind : uint8_t { Param, Result };
  llvm::ArrayRef<Param> parseParams(ParamKind kind);
  struct ParamEntry;
  ParamEntry parseParamEntry(ParamKind kind);
  Ident *paramName(Expr *type, llvm::StringRef list);
  llvm::ArrayRef<Param> nameParams(llvm::ArrayRef<ParamEntry> entries,
                                   ParamKind kind);
  void checkVariadic(llvm::ArrayRef<ParamEntry> entries, ParamKind kind);

  //===--------------------------------------------------------------------===//
  // Declarations
  //===--------------------------------------------------------------------===//
  using DeclList = llvm::SmallVector<Decl *, 8>;
  /// Keyword and spec, or a group of specs.
  void parseSpecs(DeclList &decls,
                  llvm::function_ref<Decl *(Pos keyword, bool grouped)> spec);
  void parseImports(DeclList &decls);
  void parseConsts(DeclList &decls);
  void parseVars(DeclList &decls);
  void parseTypes(DeclList &decls);
  Decl *parseImport(Pos keyword, bool grouped);
  ConstDecl *parseConst(Pos keyword, bool grouped);
  Decl *parseVar(Pos keyword, bool grouped);
  Decl *parseTypeDecl(Pos keyword, bool grouped);
  FuncDecl *parseFunc();
  Param *parseReceiver();
  void parsePackage(FileNode &file);
  void parseDeclaration(DeclList &imports, DeclList &decls);
  /// Start of a spec that stands alone is its keyword.
  Pos specStart(Pos keyword, bool grouped) const {
    return grouped ? here() : keyword;
  }

  //===--------------------------------------------------------------------===//
  // Statements
  //===--------------------------------------------------------------------===//
  enum class Simple : uint8_t { Plain, Label, Range };
  BlockStmt *parseBlock();
  llvm::ArrayRef<Stmt *> parseStmts();
  Stmt *parseStmt();
  /// Null for a statement that begins with no keyword.
  Stmt *parseKeywordStmt();
  Stmt *parseSimple(Simple mode);
  Stmt *parseAssignment(llvm::ArrayRef<Expr *> lhs, Simple mode);
  Stmt *parseRangeHeader(llvm::ArrayRef<Expr *> lhs, Tok op);
  Stmt *parseLabeled(Ident *label);
  Expr *single(llvm::ArrayRef<Expr *> list, llvm::StringRef complaint);
  Stmt *parseDeclStmt();
  Stmt *parseReturn();
  Stmt *parseGo();
  Stmt *parseDefer();
  Stmt *parseFail();
  Stmt *parseBranch();
  Stmt *parseIf();
  /// Initial statement and condition; the condition may stay null.
  void parseIfHeader(IfStmt &stmt);
  Stmt *parseElse();
  Stmt *parseFor();
  Stmt *parseForClauses(ForStmt *loop);
  Expr *conditionOf(Stmt *stmt, llvm::StringRef complaint);
  /// The semicolon between the parts of a header, which is no line end before
  /// the body.
  bool eatSeparator(llvm::StringRef clause);
  Stmt *parseSwitch();
  llvm::MutableArrayRef<CaseClause> parseCases(bool ofTypes);
  CaseClause parseCase(bool ofTypes);
  bool parseCaseKeyword();
  TypeAssertExpr *guardOf(Stmt *header, Ident *&binding);
  Stmt *parseSelect();
  SelectCase parseSelectCase();
  void parseCommunication(SelectCase &clause);
  void parseReceive(SelectCase &clause, llvm::ArrayRef<Expr *> targets);
  void setReceive(SelectCase &clause, Expr *expr);
  /// Complains about `x.(type)` that no type switch has taken.
  void dropGuard();

  const SourceFile &source;
  AstContext &context;
  Diagnostics &diagnostics;
  Scanner scanner;
  Token token;
  Pos previousEnd;
  /// Where something was reported last; one report a place is enough.
  Pos reported;
  /// End of the declaration parsed last, its closing parenthesis included.
  Pos declarationEnd;
  bool panicking = false;
  /// A limit was exceeded: the panic ends at the next declaration.
  bool exhausted = false;
  /// `T {` is a composite literal; not so in headers of statements.
  bool literalsAllowed = true;
  unsigned frames = 0;
  Shape shape;
  /// The last `x.(type)`, until a type switch takes it.
  TypeAssertExpr *guard = nullptr;
};

} // namespace vo::fe
