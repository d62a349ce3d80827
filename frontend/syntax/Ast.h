//===- Ast.h - Syntax trees of Vo -------------------------------*- C++ -*-===//
//
// Nodes live in the arena of a compilation (AstContext) and are never freed
// one by one; lists are ArrayRefs into the same arena. Children are raw
// pointers that the parser never leaves null unless the comment says so.
//
// A tree is checked exactly once (the language has no generics), so the type
// checker writes its findings straight into the nodes: the members under
// "filled by the checker". Until then they are null.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "frontend/syntax/Token.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/Casting.h"

namespace vo::fe {

class Type;
class Constant;
class Object;
class Var;
class Func;
class TypeName;
class Scope;
struct FunctionInfo;
struct Selection;
struct Package;
enum class BuiltinId : uint8_t;

struct BlockStmt;
struct FuncTypeExpr;

//===----------------------------------------------------------------------===//
// Expressions, types included
//===----------------------------------------------------------------------===//

/// What an expression denotes, found by the checker.
enum class Mode : uint8_t {
  Invalid,  ///< an error was reported
  NoValue,  ///< call without results
  Builtin,  ///< name of a built-in function; only callable
  TypeExpr, ///< a type
  PackageName,
  Constant, ///< Expr::constant is set
  Variable, ///< addressable
  MapIndex, ///< assignable, not addressable
  Nil,      ///< untyped nil
  Value,
};

struct Expr {
  enum class Kind : uint8_t {
    Bad,
    Ident,
    BasicLit,
    CompositeLit,
    FuncLit,
    Paren,
    Selector,
    Index,
    Slice,
    TypeAssert,
    Call,
    Star,
    Unary,
    Binary,
    KeyValue,
    Try,
    DynField,
    DynIndex,
    DynCall,
    DynMethod,
    Ellipsis,
    ArrayType,
    MapType,
    QueueType,
    IslandType,
    FuncType,
    StructType,
    InterfaceType,
  };
  Kind kind;
  /// Filled by the checker.
  Mode mode = Mode::Invalid;
  /// Filled by the checker, on expressions that may yield (value, ok): index of
  /// a map, type assertion, receive, and parentheses around them. Set where the
  /// second value is used; `type` is that of the first.
  bool commaOk = false;
  Range range;
  /// Filled by the checker: never an untyped type for a value that is used,
  /// except Nil, and constants whose use converts them (print's arguments get
  /// their default type). Several results: a tuple type; none: the empty one.
  /// What stands below a constant is not finished: only its value matters.
  Type *type = nullptr;
  /// Filled by the checker for constants; already converted to `type`.
  const Constant *constant = nullptr;

protected:
  Expr(Kind kind, Range range) : kind(kind), range(range) {}
};

template <Expr::Kind K> struct ExprOf : Expr {
  explicit ExprOf(Range range) : Expr(K, range) {}
  static bool classof(const Expr *expr) { return expr->kind == K; }
};

/// What could not be parsed.
struct BadExpr : ExprOf<Expr::Kind::Bad> {
  using ExprOf::ExprOf;
};

struct Ident : ExprOf<Expr::Kind::Ident> {
  Ident(Range range, Name name) : ExprOf(range), name(name) {}
  Name name;
  /// Filled by the checker: what the name denotes, at uses and definitions;
  /// null for the blank name and undefined names.
  Object *object = nullptr;
};

struct BasicLit : ExprOf<Expr::Kind::BasicLit> {
  BasicLit(Range range, Tok token, llvm::StringRef text)
      : ExprOf(range), token(token), text(text) {}
  /// IntLit, FloatLit, RuneLit or StringLit.
  Tok token;
  /// As written, quotes included.
  llvm::StringRef text;
};

/// `key: value` in composite literals.
struct KeyValueExpr : ExprOf<Expr::Kind::KeyValue> {
  KeyValueExpr(Range range, Expr *key, Expr *value)
      : ExprOf(range), key(key), value(value) {}
  Expr *key, *value;
};

struct CompositeLit : ExprOf<Expr::Kind::CompositeLit> {
  using ExprOf::ExprOf;
  /// Null where the type is elided; the checker fills Expr::type.
  Expr *typeExpr = nullptr;
  Pos lbrace, rbrace;
  /// KeyValueExpr or plain values.
  llvm::ArrayRef<Expr *> elements;
  /// Filled by the checker: per element the field number (struct) or index
  /// (array, slice); empty for maps.
  llvm::ArrayRef<int64_t> positions;
  /// Filled by the checker: the elided type was `*T`, the value is `&T{...}`.
  /// Then Expr::type is the pointer type.
  bool addressOf = false;
};

struct FuncLit : ExprOf<Expr::Kind::FuncLit> {
  using ExprOf::ExprOf;
  FuncTypeExpr *signature = nullptr;
  BlockStmt *body = nullptr;
  /// Filled by the checker.
  FunctionInfo *info = nullptr;
};

struct ParenExpr : ExprOf<Expr::Kind::Paren> {
  ParenExpr(Range range, Expr *inner) : ExprOf(range), inner(inner) {}
  Expr *inner;
};

/// `x.name`: field, method, method expression, or member of a package.
struct SelectorExpr : ExprOf<Expr::Kind::Selector> {
  SelectorExpr(Range range, Expr *base, Ident *name)
      : ExprOf(range), base(base), name(name) {}
  Expr *base;
  /// For package members the checker sets name->object and no selection.
  Ident *name;
  /// Filled by the checker for fields and methods.
  const Selection *selection = nullptr;
};

struct IndexExpr : ExprOf<Expr::Kind::Index> {
  IndexExpr(Range range, Expr *base, Expr *index)
      : ExprOf(range), base(base), index(index) {}
  Expr *base, *index;
};

struct SliceExpr : ExprOf<Expr::Kind::Slice> {
  using ExprOf::ExprOf;
  Expr *base = nullptr;
  /// Null where omitted.
  Expr *low = nullptr, *high = nullptr, *max = nullptr;
};

/// `x.(T)`; `typeExpr` is null in the guard of a type switch.
struct TypeAssertExpr : ExprOf<Expr::Kind::TypeAssert> {
  TypeAssertExpr(Range range, Expr *base, Expr *typeExpr)
      : ExprOf(range), base(base), typeExpr(typeExpr) {}
  Expr *base, *typeExpr;
};

/// Call, conversion or built-in.
struct CallExpr : ExprOf<Expr::Kind::Call> {
  using ExprOf::ExprOf;
  Expr *callee = nullptr;
  llvm::ArrayRef<Expr *> args;
  Pos lparen, rparen;
  /// Position of `...` after the last argument, invalid if there is none.
  Pos spread;
  /// Filled by the checker.
  enum class Form : uint8_t {
    Function,
    Conversion,
    Builtin
  } form = Form::Function;
  /// Filled by the checker for Form::Builtin.
  BuiltinId builtin{};
};

/// `*x`: dereference or pointer type.
struct StarExpr : ExprOf<Expr::Kind::Star> {
  StarExpr(Range range, Expr *inner) : ExprOf(range), inner(inner) {}
  Expr *inner;
};

/// `+ - ! ^ & <-`.
struct UnaryExpr : ExprOf<Expr::Kind::Unary> {
  UnaryExpr(Range range, Tok op, Expr *inner)
      : ExprOf(range), op(op), inner(inner) {}
  Tok op;
  Expr *inner;
};

struct BinaryExpr : ExprOf<Expr::Kind::Binary> {
  BinaryExpr(Range range, Tok op, Pos opPos, Expr *lhs, Expr *rhs)
      : ExprOf(range), op(op), opPos(opPos), lhs(lhs), rhs(rhs) {}
  Tok op;
  Pos opPos;
  Expr *lhs, *rhs;
};

/// `x?`
struct TryExpr : ExprOf<Expr::Kind::Try> {
  TryExpr(Range range, Expr *inner) : ExprOf(range), inner(inner) {}
  Expr *inner;
};

/// Dynamic access; `base` is an interface, a tuple (any, error), or a value
/// with the protocol method. Fields common to the four forms.
struct DynExpr : Expr {
  Expr *base;
  /// Filled by the checker when the base is concrete: its protocol method.
  const Selection *protocol = nullptr;
  /// Filled by the checker: types that the left side expects of the results,
  /// without the error; empty stands for one `any`. Where the left side takes
  /// the error only (`err = a~>f()`), it is empty and `type` is `error` itself
  /// instead of a tuple.
  llvm::ArrayRef<Type *> expected;
  static bool classof(const Expr *expr) {
    return expr->kind >= Kind::DynField && expr->kind <= Kind::DynMethod;
  }

protected:
  DynExpr(Kind kind, Range range, Expr *base) : Expr(kind, range), base(base) {}
};
/// `a~>name`
struct DynFieldExpr : DynExpr {
  DynFieldExpr(Range range, Expr *base, Ident *name)
      : DynExpr(Kind::DynField, range, base), name(name) {}
  Ident *name;
  static bool classof(const Expr *e) { return e->kind == Kind::DynField; }
};
/// `a~>[index]`
struct DynIndexExpr : DynExpr {
  DynIndexExpr(Range range, Expr *base, Expr *index)
      : DynExpr(Kind::DynIndex, range, base), index(index) {}
  Expr *index;
  static bool classof(const Expr *e) { return e->kind == Kind::DynIndex; }
};
/// `a~>(args)`
struct DynCallExpr : DynExpr {
  DynCallExpr(Range range, Expr *base, llvm::ArrayRef<Expr *> args, Pos spread)
      : DynExpr(Kind::DynCall, range, base), args(args), spread(spread) {}
  llvm::ArrayRef<Expr *> args;
  Pos spread;
  static bool classof(const Expr *e) { return e->kind == Kind::DynCall; }
};
/// `a~>name(args)`
struct DynMethodExpr : DynExpr {
  DynMethodExpr(Range range, Expr *base, Ident *name,
                llvm::ArrayRef<Expr *> args, Pos spread)
      : DynExpr(Kind::DynMethod, range, base), name(name), args(args),
        spread(spread) {}
  Ident *name;
  llvm::ArrayRef<Expr *> args;
  Pos spread;
  static bool classof(const Expr *e) { return e->kind == Kind::DynMethod; }
};

/// `...` as an array length.
struct EllipsisExpr : ExprOf<Expr::Kind::Ellipsis> {
  using ExprOf::ExprOf;
};

/// `[N]T`, `[...]T`, and `[]T` when `length` is null.
struct ArrayTypeExpr : ExprOf<Expr::Kind::ArrayType> {
  ArrayTypeExpr(Range range, Expr *length, Expr *element)
      : ExprOf(range), length(length), element(element) {}
  Expr *length, *element;
};

struct MapTypeExpr : ExprOf<Expr::Kind::MapType> {
  MapTypeExpr(Range range, Expr *key, Expr *value)
      : ExprOf(range), key(key), value(value) {}
  Expr *key, *value;
};

enum class Direction : uint8_t { Both, Send, Receive };

/// Channel or port type.
struct QueueTypeExpr : ExprOf<Expr::Kind::QueueType> {
  QueueTypeExpr(Range range, bool isPort, Direction direction, Expr *element)
      : ExprOf(range), isPort(isPort), direction(direction), element(element) {}
  bool isPort;
  Direction direction;
  Expr *element;
};

struct IslandTypeExpr : ExprOf<Expr::Kind::IslandType> {
  using ExprOf::ExprOf;
};

/// One parameter or result; a group `a, b int` is two of them with the same
/// type expression.
struct Param {
  /// Null if not named.
  Ident *name = nullptr;
  Expr *typeExpr = nullptr;
  /// `...T`: typeExpr is T.
  bool variadic = false;
  /// This one shares `typeExpr` with the one before it.
  bool grouped = false;
};

struct FuncTypeExpr : ExprOf<Expr::Kind::FuncType> {
  using ExprOf::ExprOf;
  llvm::ArrayRef<Param> params, results;
  /// Results were written in parentheses.
  bool resultParens = false;
};

struct FieldDecl {
  /// Empty if embedded.
  llvm::ArrayRef<Ident *> names;
  Expr *typeExpr = nullptr;
  /// Null if there is none.
  BasicLit *tag = nullptr;
  bool embedded() const { return names.empty(); }
};

struct StructTypeExpr : ExprOf<Expr::Kind::StructType> {
  using ExprOf::ExprOf;
  llvm::ArrayRef<FieldDecl> fields;
  Pos lbrace, rbrace;
};

/// A method specification, or an embedded interface when `name` is null.
struct InterfaceElem {
  Ident *name = nullptr;
  FuncTypeExpr *signature = nullptr;
  Expr *embedded = nullptr;
};

struct InterfaceTypeExpr : ExprOf<Expr::Kind::InterfaceType> {
  using ExprOf::ExprOf;
  llvm::ArrayRef<InterfaceElem> elems;
  Pos lbrace, rbrace;
};

/// The expression without parentheses around it.
inline Expr *unparen(Expr *expr) {
  while (auto *paren = llvm::dyn_cast<ParenExpr>(expr))
    expr = paren->inner;
  return expr;
}

//===----------------------------------------------------------------------===//
// Declarations
//===----------------------------------------------------------------------===//

struct Decl {
  enum class Kind : uint8_t { Bad, Import, Const, Var, Type, Func };
  Kind kind;
  Range range;

protected:
  Decl(Kind kind, Range range) : kind(kind), range(range) {}
};

template <Decl::Kind K> struct DeclOf : Decl {
  explicit DeclOf(Range range) : Decl(K, range) {}
  static bool classof(const Decl *decl) { return decl->kind == K; }
};

struct BadDecl : DeclOf<Decl::Kind::Bad> {
  using DeclOf::DeclOf;
};

/// Specs of one parenthesized group share `groupStart`, the position of the
/// keyword; a spec that stands alone has `grouped` false.
struct ImportDecl : DeclOf<Decl::Kind::Import> {
  using DeclOf::DeclOf;
  Pos groupStart;
  bool grouped = false;
  /// Alias, `.` or `_`; null if there is none.
  Ident *alias = nullptr;
  bool dot = false;
  BasicLit *path = nullptr;
  /// Filled by the loader; null if the import failed.
  Package *package = nullptr;
};

struct ConstDecl : DeclOf<Decl::Kind::Const> {
  using DeclOf::DeclOf;
  Pos groupStart;
  bool grouped = false;
  llvm::ArrayRef<Ident *> names;
  /// Null, or as written here (not repeated from the spec before).
  Expr *typeExpr = nullptr;
  llvm::ArrayRef<Expr *> values;
  /// Number of the spec in its group: the value of iota.
  uint32_t iota = 0;
  /// The spec whose type and values this one repeats; itself if it has values.
  ConstDecl *source = nullptr;
};

struct VarDecl : DeclOf<Decl::Kind::Var> {
  using DeclOf::DeclOf;
  Pos groupStart;
  bool grouped = false;
  llvm::ArrayRef<Ident *> names;
  /// Null if there is none.
  Expr *typeExpr = nullptr;
  llvm::ArrayRef<Expr *> values;
};

struct TypeDecl : DeclOf<Decl::Kind::Type> {
  using DeclOf::DeclOf;
  Pos groupStart;
  bool grouped = false;
  Ident *name = nullptr;
  bool alias = false;
  Expr *typeExpr = nullptr;
};

/// Function, method, or extern function when `body` is null.
struct FuncDecl : DeclOf<Decl::Kind::Func> {
  using DeclOf::DeclOf;
  /// Null if no method. Its typeExpr is `T` or `*T` (an Ident or a StarExpr of
  /// one).
  Param *receiver = nullptr;
  Ident *name = nullptr;
  FuncTypeExpr *signature = nullptr;
  BlockStmt *body = nullptr;
  /// Filled by the checker (null for externs).
  FunctionInfo *info = nullptr;
};

//===----------------------------------------------------------------------===//
// Statements
//===----------------------------------------------------------------------===//

struct Stmt {
  enum class Kind : uint8_t {
    Bad,
    Empty,
    Block,
    Expr,
    Decl,
    Assign,
    Define,
    IncDec,
    Return,
    If,
    For,
    Range,
    Switch,
    TypeSwitch,
    Select,
    Go,
    Defer,
    Fail,
    Send,
    Branch,
    Labeled,
  };
  Kind kind;
  Range range;

protected:
  Stmt(Kind kind, Range range) : kind(kind), range(range) {}
};

template <Stmt::Kind K> struct StmtOf : Stmt {
  explicit StmtOf(Range range) : Stmt(K, range) {}
  static bool classof(const Stmt *stmt) { return stmt->kind == K; }
};

struct BadStmt : StmtOf<Stmt::Kind::Bad> {
  using StmtOf::StmtOf;
};
/// What a label stands before when it is `;` or the end of a block; other lone
/// semicolons leave no trace.
struct EmptyStmt : StmtOf<Stmt::Kind::Empty> {
  using StmtOf::StmtOf;
};
struct BlockStmt : StmtOf<Stmt::Kind::Block> {
  using StmtOf::StmtOf;
  llvm::ArrayRef<Stmt *> stmts;
};
struct ExprStmt : StmtOf<Stmt::Kind::Expr> {
  ExprStmt(Range range, Expr *expr) : StmtOf(range), expr(expr) {}
  Expr *expr;
};
/// const, var and type declarations inside functions, one per spec.
struct DeclStmt : StmtOf<Stmt::Kind::Decl> {
  DeclStmt(Range range, llvm::ArrayRef<Decl *> decls)
      : StmtOf(range), decls(decls) {}
  llvm::ArrayRef<Decl *> decls;
};
/// `=` and compound assignments.
struct AssignStmt : StmtOf<Stmt::Kind::Assign> {
  using StmtOf::StmtOf;
  /// Tok::Assign, or the compound assignment token (then one on each side).
  Tok op = Tok::Assign;
  Pos opPos;
  llvm::ArrayRef<Expr *> lhs, rhs;
};
/// `:=`
struct DefineStmt : StmtOf<Stmt::Kind::Define> {
  using StmtOf::StmtOf;
  Pos opPos;
  /// Anything the source had; the checker demands identifiers.
  llvm::ArrayRef<Expr *> lhs;
  llvm::ArrayRef<Expr *> rhs;
  /// Filled by the checker, per name: this statement declares it (Ident::object
  /// is then the new variable), else it is assigned.
  llvm::ArrayRef<bool> declares;
};
struct IncDecStmt : StmtOf<Stmt::Kind::IncDec> {
  IncDecStmt(Range range, Expr *operand, bool increment)
      : StmtOf(range), operand(operand), increment(increment) {}
  Expr *operand;
  bool increment;
};
struct ReturnStmt : StmtOf<Stmt::Kind::Return> {
  using StmtOf::StmtOf;
  llvm::ArrayRef<Expr *> values;
};
struct IfStmt : StmtOf<Stmt::Kind::If> {
  using StmtOf::StmtOf;
  /// Null if there is none.
  Stmt *init = nullptr;
  Expr *cond = nullptr;
  BlockStmt *then = nullptr;
  /// IfStmt, BlockStmt, or null.
  Stmt *otherwise = nullptr;
};
/// All loops but range; each part may be null.
struct ForStmt : StmtOf<Stmt::Kind::For> {
  using StmtOf::StmtOf;
  Stmt *init = nullptr;
  Expr *cond = nullptr;
  Stmt *post = nullptr;
  BlockStmt *body = nullptr;
  /// Filled by the checker: variables declared by `init`. Every iteration has
  /// its own instance of those that are captured or whose address is taken.
  llvm::ArrayRef<Var *> loopVars;
};
struct RangeStmt : StmtOf<Stmt::Kind::Range> {
  using StmtOf::StmtOf;
  /// Null where there is none.
  Expr *key = nullptr, *value = nullptr;
  /// `:=` (true) or `=`; meaningless without variables.
  bool define = false;
  Expr *subject = nullptr;
  BlockStmt *body = nullptr;
};
struct CaseClause {
  Range range;
  /// Empty for default; types or `nil` in a type switch.
  llvm::ArrayRef<Expr *> exprs;
  bool isDefault = false;
  llvm::ArrayRef<Stmt *> body;
  /// Filled by the checker in a type switch with a variable: this clause's
  /// instance of it, null if the switch has none.
  Var *boundVar = nullptr;
};
struct SwitchStmt : StmtOf<Stmt::Kind::Switch> {
  using StmtOf::StmtOf;
  /// Null if there is none.
  Stmt *init = nullptr;
  Expr *tag = nullptr;
  llvm::MutableArrayRef<CaseClause> clauses;
};
struct TypeSwitchStmt : StmtOf<Stmt::Kind::TypeSwitch> {
  using StmtOf::StmtOf;
  Stmt *init = nullptr;
  /// Name bound in the clauses, null if there is none.
  Ident *binding = nullptr;
  /// The x of x.(type).
  Expr *subject = nullptr;
  llvm::MutableArrayRef<CaseClause> clauses;
};
struct SelectCase {
  Range range;
  enum class Kind : uint8_t { Send, Receive, Default } kind = Kind::Default;
  /// Send: queue and value. Receive: queue (the operand of `<-`).
  Expr *queue = nullptr, *value = nullptr;
  /// The UnaryExpr `<-queue` of a receive.
  Expr *receive = nullptr;
  /// Receive targets: at most two; null where there is none.
  Expr *target = nullptr, *okTarget = nullptr;
  bool define = false;
  llvm::ArrayRef<Stmt *> body;
};
struct SelectStmt : StmtOf<Stmt::Kind::Select> {
  using StmtOf::StmtOf;
  llvm::MutableArrayRef<SelectCase> cases;
};
struct GoStmt : StmtOf<Stmt::Kind::Go> {
  using StmtOf::StmtOf;
  /// The island of `go @(island) f()`, null for a plain go.
  Expr *island = nullptr;
  Expr *call = nullptr;
};
struct DeferStmt : StmtOf<Stmt::Kind::Defer> {
  DeferStmt(Range range, Expr *call, bool onError)
      : StmtOf(range), call(call), onError(onError) {}
  Expr *call;
  /// errdefer
  bool onError;
};
struct FailStmt : StmtOf<Stmt::Kind::Fail> {
  FailStmt(Range range, Expr *error) : StmtOf(range), error(error) {}
  Expr *error;
};
struct SendStmt : StmtOf<Stmt::Kind::Send> {
  SendStmt(Range range, Expr *queue, Expr *value)
      : StmtOf(range), queue(queue), value(value) {}
  Expr *queue, *value;
};
/// break, continue, goto, fallthrough.
struct BranchStmt : StmtOf<Stmt::Kind::Branch> {
  BranchStmt(Range range, Tok token, Ident *label)
      : StmtOf(range), token(token), label(label) {}
  Tok token;
  /// Null if there is none.
  Ident *label;
  /// Filled by the checker for break and continue: the statement left or
  /// continued (For, Range, Switch, TypeSwitch, Select).
  Stmt *target = nullptr;
};
struct LabeledStmt : StmtOf<Stmt::Kind::Labeled> {
  LabeledStmt(Range range, Ident *label, Stmt *inner)
      : StmtOf(range), label(label), inner(inner) {}
  Ident *label;
  Stmt *inner;
};

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

struct Comment {
  Range range;
  /// Delimiters included.
  llvm::StringRef text;
};

/// The tree of one source file.
struct FileNode {
  const SourceFile *source = nullptr;
  /// Null without a package clause.
  Ident *packageName = nullptr;
  llvm::ArrayRef<ImportDecl *> imports;
  /// Declarations in source order, imports excluded.
  llvm::ArrayRef<Decl *> decls;
  /// In source order; only when the parser was asked to keep them.
  llvm::ArrayRef<Comment> comments;
};

/// Arena and names of a compilation.
class AstContext {
public:
  template <typename T, typename... Args> T *make(Args &&...args) {
    return new (arena.Allocate<T>()) T(std::forward<Args>(args)...);
  }
  /// Copies a list into the arena.
  template <typename T> llvm::MutableArrayRef<T> copy(llvm::ArrayRef<T> list) {
    if (list.empty())
      return {};
    T *memory = arena.Allocate<T>(list.size());
    std::uninitialized_copy(list.begin(), list.end(), memory);
    return {memory, list.size()};
  }
  llvm::StringRef copy(llvm::StringRef text) { return text.copy(arena); }

  llvm::BumpPtrAllocator arena;
  NameTable names;
};

} // namespace vo::fe
