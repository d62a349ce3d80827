//===- Printer.h - Trees and tokens to pieces of text -----------*- C++ -*-===//
//
// Walks the tree and takes the tokens of the source one after the other, each
// with what shall stand before it. No token can be lost or made up that way;
// the tree only says what belongs together.
//
// Files by theme: Printer.cpp (tokens, comments, indentation), PrintExpr.cpp,
// PrintType.cpp, PrintStmt.cpp, PrintDecl.cpp.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "frontend/format/Layout.h"
#include "frontend/syntax/Scanner.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

#include <optional>
#include <vector>

namespace vo::fe::format {

/// A token that is spelled in the source.
struct SourceToken {
  Tok kind;
  Range range;
  llvm::StringRef text;
  /// Number of comments in the file up to this token.
  size_t commentsEnd;
};

/// What stands before a token in its line.
enum class Sep : uint8_t { None, Space, Cell, TwoCells };
/// What happens to the source's line breaks before a token.
enum class Break : uint8_t {
  Join,  ///< none, unless a comment needs one
  Keep,  ///< as in the source
  Force, ///< at least one
};

/// How far the printer has come: what has to be restored for going back,
/// besides the number of pieces.
struct PrinterState {
  size_t cursor = 0, commentCursor = 0;
  /// End of what was written last.
  Pos lastEnd;
  /// What stands before the next token, once it is decided.
  std::optional<Piece> pending;
  /// Cells that end before a comment behind the token written last.
  uint8_t trailingCells = 1;
  /// Line breaks that the next forced break has at least.
  uint8_t minBreaks = 1;
  /// An opening bracket was written last: no blank line here.
  bool justOpened = true;
  /// The next line begins a tab further to the left.
  bool outdent = false;
  bool mismatch = false;
};

class Printer : PrinterState {
public:
  explicit Printer(const FileNode &file);
  /// Nothing if the tokens do not match the tree.
  std::optional<std::string> run();

private:
  //===--------------------------------------------------------------------===//
  // Tokens and comments (Printer.cpp)
  //===--------------------------------------------------------------------===//
  void readTokens();
  const SourceToken &next() const { return tokens[cursor]; }
  bool at(Tok kind) const { return next().kind == kind; }
  /// Decides what stands before the next token, and writes the comments that
  /// do. Only the first of several calls before one token counts: the outermost
  /// construct that begins with it.
  void gap(Sep sep, Break policy);
  /// Writes the next token, which must be of the kind.
  void take(Tok kind, Sep sep = Sep::None, Break policy = Break::Join);
  /// Passes over semicolons; line ends take their place.
  void dropSemicolons();
  /// Writes the comments before the next token. Whether one began a line.
  bool flushComments(bool forced);
  void writeComment(const Comment &comment, unsigned breaks);
  bool endsLine(const Comment &comment) const;
  llvm::StringRef tidied(const Comment &comment);
  bool hasNewlineInGap() const;
  unsigned newlines(Pos from, Pos to) const;
  bool hasComments() const { return commentCursor < next().commentsEnd; }
  bool hasCommentsIn(Range range) const;
  unsigned maxBreaks() const { return justOpened ? 1 : 2; }
  llvm::StringRef textOf(Range range) const;
  bool spansLines(Range range) const { return textOf(range).contains('\n'); }
  unsigned columnOf(Pos pos) const;
  llvm::ArrayRef<SourceToken> tokensIn(Range range) const;
  /// Columns of the pieces from the first on, as if in one line.
  unsigned widthFrom(size_t firstPiece) const;

  //===--------------------------------------------------------------------===//
  // Indentation (Printer.cpp)
  //===--------------------------------------------------------------------===//
  /// A part of the source that indents the lines that begin in it.
  struct Frame {
    unsigned indent;
    /// Blocks; others indent from their first line break on.
    bool fixed;
  };
  static constexpr Frame blockFrame = {1, true}, clausesFrame = {0, true},
                         listFrame = {0, false};
  class Scope {
  public:
    Scope(Printer &printer, Frame frame) : printer(printer) {
      printer.frames.push_back(frame);
    }
    ~Scope() { printer.frames.pop_back(); }
    Scope(const Scope &) = delete;

  private:
    Printer &printer;
  };
  unsigned indentation() const;
  /// The same for a line that begins here, which may indent its frame.
  unsigned indentationOfBreak();
  void open(Tok kind, Sep sep, Frame frame);
  /// Comments before the token belong to the inside, the token does not.
  void close(Tok kind, Break policy);
  /// The header of a statement is over: what follows does not continue it.
  void endHeader() { frames.back().indent = 0; }

  //===--------------------------------------------------------------------===//
  // Expressions (PrintExpr.cpp, where `depth` is explained)
  //===--------------------------------------------------------------------===//
  void expr(const Expr *expr, Sep sep = Sep::None, Break policy = Break::Join,
            unsigned depth = 1);
  void operand(const Expr *expr, unsigned depth);
  void primary(const Expr *expr, unsigned depth);
  void postfix(const Expr *expr, unsigned depth);
  void prefix(const Expr *expr, unsigned depth);
  void binary(const BinaryExpr *expr, unsigned depth);
  void exprList(llvm::ArrayRef<Expr *> list, Sep sep, Break policy,
                unsigned depth);
  void slice(const SliceExpr *expr, unsigned depth);
  void index(const Expr *index, unsigned depth);
  void assertion(const TypeAssertExpr *expr, unsigned depth);
  /// The dot behind an operand; apart from numbers that would take it for
  /// theirs.
  void dot();
  void arguments(llvm::ArrayRef<Expr *> args, Pos spread, unsigned depth);
  void dynamic(const DynExpr *expr, unsigned depth);
  void composite(const CompositeLit *literal);
  struct ElementLine;
  void element(const Expr *element, bool alignable, ElementLine &previous);
  unsigned pair(const KeyValueExpr *pair, size_t firstPiece, bool alignable);
  bool beginsLine(size_t firstPiece) const;
  bool breaksAfter(size_t piece) const;

  //===--------------------------------------------------------------------===//
  // Types (PrintType.cpp)
  //===--------------------------------------------------------------------===//
  void type(const Expr *expr);
  void queueType(const QueueTypeExpr *type);
  void signature(const FuncTypeExpr *type);
  void params(llvm::ArrayRef<Param> list, Sep sep);
  void structType(const StructTypeExpr *type);
  void field(const FieldDecl &field, Sep columns);
  void interfaceType(const InterfaceTypeExpr *type);
  void interfaceElem(const InterfaceElem &elem);
  void members(size_t count, Range range, Pos lbrace,
               llvm::function_ref<void(size_t)> member);
  bool isOneLineType(size_t count, Range braces) const;

  //===--------------------------------------------------------------------===//
  // Statements (PrintStmt.cpp)
  //===--------------------------------------------------------------------===//
  void stmtList(llvm::ArrayRef<Stmt *> stmts);
  const Stmt *labels(const Stmt *stmt);
  void stmt(const Stmt *stmt);
  void simple(const Stmt *stmt);
  void assign(llvm::ArrayRef<Expr *> lhs, Tok op, llvm::ArrayRef<Expr *> rhs);
  void block(const BlockStmt *block);
  /// The function begins with the piece; `sep` is for a body of one line.
  void functionBody(const BlockStmt *body, size_t firstPiece, Sep sep);
  bool mayBeOneLine(const BlockStmt *body) const;
  bool tryOneLine(const BlockStmt *body, size_t firstPiece, Sep sep);
  void ifStmt(const IfStmt *stmt);
  void forStmt(const ForStmt *stmt);
  void rangeStmt(const RangeStmt *stmt);
  void switchStmt(const SwitchStmt *stmt);
  void typeSwitchStmt(const TypeSwitchStmt *stmt);
  void selectStmt(const SelectStmt *stmt);
  void communication(const SelectCase &clause);
  void receive(const SelectCase &clause);
  void goStmt(const GoStmt *stmt);
  /// The braces of a switch or select.
  void clauses(size_t count,
               llvm::function_ref<llvm::ArrayRef<Stmt *>(size_t)> header);
  void clauseBody(llvm::ArrayRef<Stmt *> body);
  void caseHeader(const CaseClause &clause);
  /// The semicolon after a part of a header, and how the next part begins.
  Break headerSemicolon();
  void init(const Stmt *stmt);

  //===--------------------------------------------------------------------===//
  // Declarations (PrintDecl.cpp)
  //===--------------------------------------------------------------------===//
  void topLevel();
  void declList(llvm::ArrayRef<Decl *> decls);
  unsigned breaksBefore(const Decl *previous, const Decl *decl,
                        bool previousSpansLines) const;
  /// Groups without specs have no declaration in the tree.
  void emptyGroups(Pos end);
  /// The declarations at the start of the list that stand in one group.
  static llvm::ArrayRef<Decl *> groupOf(llvm::ArrayRef<Decl *> decls);
  void group(llvm::ArrayRef<Decl *> specs);
  void decl(const Decl *decl);
  void spec(const Decl *decl, bool columns, bool typeColumn);
  void valueSpec(llvm::ArrayRef<Ident *> names, const Expr *typeExpr,
                 llvm::ArrayRef<Expr *> values, bool columns, bool typeColumn);
  void funcDecl(const FuncDecl *decl);

  const FileNode &file;
  llvm::StringRef source;
  std::vector<SourceToken> tokens;
  std::vector<Comment> comments;
  std::vector<Piece> pieces;
  std::vector<Frame> frames;
  /// Texts of comments that were changed.
  llvm::BumpPtrAllocator texts;
  /// Function bodies that do not fit into a line.
  llvm::DenseMap<const BlockStmt *, bool> isTooLong;
};

} // namespace vo::fe::format
