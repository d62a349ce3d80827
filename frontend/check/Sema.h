//===- Sema.h - The type checker of one package -----------------*- C++ -*-===//
//
// Three phases. First all declared types are resolved, then signatures,
// constants and package variables, then function bodies; in the first two,
// declarations are resolved when something needs them, so their order does not
// matter. Findings are written into the trees (see Ast.h).
//
// An expression is checked once, by checkExpr: it fills mode, type and constant
// of the node. The type of an untyped expression is open until its use decides
// it (convertUntyped, finalize); then the whole tree below it is updated.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "frontend/check/Checker.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

#include <functional>
#include <optional>

namespace vo::fe {

/// Names of one file: its imports.
struct FileScope {
  FileNode *node = nullptr;
  Scope *scope = nullptr;
};

/// A package-level constant, spec of variables, type, or function.
struct PackageDecl {
  enum class State : uint8_t { Unresolved, Resolving, Resolved };
  State state = State::Unresolved;
  FileScope *file = nullptr;
  /// First object of the declaration that has a name; null if none has one.
  Object *object = nullptr;
  Decl *syntax = nullptr;
  /// Constants: which name of the spec.
  uint32_t nameIndex = 0;
  InitUnit *unit = nullptr;
  Named *named = nullptr;
  /// Numbers of the functions and variables that it refers to.
  llvm::SmallVector<uint32_t, 4> uses;
};

/// One value of the right side of an assignment: an expression, or a part of
/// the results of one.
struct RightValue {
  /// Null for a part of a tuple.
  Expr *expr = nullptr;
  Type *type = nullptr;
  Range range;
};

/// A constant as the key of a set of distinct constants.
class ConstantSet {
public:
  /// The range of an equal constant of the same type that is in the set; the
  /// constant is inserted if there is none.
  const Range *insert(Type *type, const Constant *value, Range range);

private:
  llvm::DenseMap<std::pair<Type *, int64_t>, Range> integers;
  llvm::DenseMap<std::pair<Type *, llvm::StringRef>, Range> strings;
  llvm::DenseMap<std::pair<Type *, uint64_t>, Range> others;
};

/// What is known about the function whose body is being checked.
struct FunctionContext {
  FunctionInfo *info = nullptr;
  FunctionContext *outer = nullptr;
  /// The final result is exactly `error`.
  bool returnsError = false;

  struct Label {
    Ident *name = nullptr;
    bool used = false;
  };
  llvm::MapVector<Name, Label> labels;
  /// Enclosing labeled statements and statements that break can leave.
  struct Enclosing {
    Stmt *stmt = nullptr;
    Name label = nullptr;
  };
  llvm::SmallVector<Enclosing, 8> enclosing;
  /// Branches to labels that do not enclose them; judged at the end, when all
  /// labels are known.
  llvm::SmallVector<BranchStmt *, 0> strayBranches;
  /// Statements that some break leaves.
  llvm::DenseSet<Stmt *> broken;
};

inline bool isShift(Tok op) { return op == Tok::Shl || op == Tok::Shr; }
inline bool isComparison(Tok op) {
  return op >= Tok::EqEq && op <= Tok::GreaterEq;
}

/// What may stand where a statement stands.
struct StmtPlace {
  bool fallthroughOk = false;
  bool finalClause = false;
};

class Sema {
public:
  Sema(Package &package, Compilation &compilation);
  /// False if there were errors.
  bool run();

private:
  using Exprs = llvm::ArrayRef<Expr *>;
  using RightValues = llvm::SmallVectorImpl<RightValue>;

  //===--- Checker.cpp: diagnostics and small helpers ---------------------===//
  Diagnostic &error(Range range, const llvm::Twine &text);
  Diagnostic &warning(Range range, const llvm::Twine &text);
  void noteOther(Diagnostic &diagnostic, const Object *object);
  std::string str(const Type *type) const { return toString(type, &package); }
  Type *invalidType() const { return types.basic(BasicKind::Invalid); }
  Type *basic(BasicKind kind) const { return types.basic(kind); }
  Type *anyType() const { return types.emptyInterface(); }
  Type *errorType() const { return types.error(); }
  /// Leaves an expression as erroneous.
  void invalidate(Expr *expr);
  bool isBlank(Name name) const { return name == blank; }
  /// Reports why the constant pool refused the last operation.
  void reportConstantFailure(Range range);
  void sortNamedTypes();

  //===--- Collect.cpp ----------------------------------------------------===//
  void collect();
  void collectImports(FileScope &file);
  void importDot(FileScope &file, ImportDecl &decl);
  void collectDecl(FileScope &file, Decl *decl);
  void collectConst(FileScope &file, ConstDecl &decl);
  void collectVar(FileScope &file, VarDecl &decl);
  void collectType(FileScope &file, TypeDecl &decl);
  void collectFunc(FileScope &file, FuncDecl &decl);
  uint32_t addDecl(FileScope &file, Decl *syntax, Object *object);
  bool declarePackageLevel(Object *object, bool isFunction);
  void checkImportConflicts();
  void associateMethods();
  void associateMethod(PackageDecl &decl, FuncDecl &syntax);
  void warnUnusedImports();

  //===--- Names.cpp ------------------------------------------------------===//
  struct Binding {
    Object *object = nullptr;
    uint32_t depth = 0;
  };
  Object *lookup(Name name);
  /// What a name in the innermost local scope denotes.
  Object *lookupInnermost(Name name) const;
  void openScope();
  void closeScope();
  /// Local declaration; reports a second one of the name in the scope.
  void declareLocal(Object *object);
  Var *newLocal(Ident *name, Type *type, Var::Role role = Var::Role::Local);
  void noteUse(Object *object);
  void capture(Var *var);
  /// The variable whose storage an addressable expression is part of, null if
  /// a pointer or slice is followed.
  Var *rootVariable(Expr *expr);
  void markAddressTaken(Expr *expr);
  void markReassigned(Expr *expr);

  //===--- Declarations.cpp -----------------------------------------------===//
  void resolveTypes();
  void resolveValues();
  void resolve(uint32_t number);
  void resolveObject(Object *object);
  /// A declaration that is being resolved is needed by itself.
  void reportCycle(uint32_t number);
  void reportDepth(uint32_t number);
  void resolveKind(PackageDecl &decl);
  void resolveConst(PackageDecl &decl);
  void resolveVars(PackageDecl &decl);
  void resolveType(PackageDecl &decl);
  void resolveFunc(PackageDecl &decl);
  void checkReceiver(FuncDecl &syntax, Func &func);
  void checkConst(Const &object, ConstDecl &spec, unsigned index);
  void checkConstArity(ConstDecl &spec, bool local);
  void checkVars(VarDecl &spec, llvm::ArrayRef<Var *> vars, bool local);
  void checkDeclStmt(DeclStmt &stmt);
  void checkLocalConst(ConstDecl &spec);
  void checkLocalVar(VarDecl &spec);
  void checkLocalType(TypeDecl &decl);
  /// The types that a type consists of are resolved too.
  void complete(Type *type);
  void completeParts(Type *type);
  void checkFieldsAgainstMethods(Named *named);
  /// Reports and cuts types that contain themselves.
  void checkFinite(Type *type);
  void checkFiniteNamed(Named *named);
  void reportInfinite(Named *named);
  /// Runs a check now, or when the types around it are resolved.
  template <typename Check> void whenResolved(Check check) {
    if (typesResolved && localTypeDepth == 0)
      check();
    else
      pending.push_back(std::move(check));
  }
  void runPending();

  //===--- Bodies.cpp -----------------------------------------------------===//
  void checkFuncBody(PackageDecl &decl);
  void checkLiteral(FuncLit &literal);
  void checkLiteralBody(FuncLit &literal, SignatureType *signature);
  void checkBody(FunctionInfo &info, FuncTypeExpr &syntax, Param *receiver,
                 BlockStmt &body);
  void declareParams(FunctionInfo &info, FuncTypeExpr &syntax, Param *receiver);
  llvm::ArrayRef<Var *> declareParamList(llvm::ArrayRef<Param> params,
                                         llvm::ArrayRef<Type *> types,
                                         Var::Role role);
  void runDelayedLiterals();

  //===--- TypeExprs.cpp --------------------------------------------------===//
  /// The type that an expression denotes, usable at once: in the first phase
  /// its parts are completed. Invalid after an error, never null.
  Type *checkType(Expr *expr);
  /// The same without completing: for the inside of declared types.
  Type *typeExpr(Expr *expr);
  Type *typeLiteral(Expr *expr);
  Type *identType(Ident &ident);
  Type *qualifiedType(SelectorExpr &expr);
  Type *arrayType(ArrayTypeExpr &expr);
  std::optional<uint64_t> arrayLength(Expr *length);
  Type *mapType(MapTypeExpr &expr);
  Type *pointerType(StarExpr &expr);
  void checkPointerBase(Type *base, Range range, llvm::StringRef why);
  Type *structType(StructTypeExpr &expr);
  void checkEmbedded(Expr *typeExpr, Field &field);
  Type *interfaceType(InterfaceTypeExpr &expr);
  struct MethodSet;
  void embedInterface(Expr *embedded, MethodSet &set);
  void addInterfaceMethod(const InterfaceMethod &method, Range range,
                          MethodSet &set);
  SignatureType *signature(FuncTypeExpr &expr);
  void checkDuplicateParams(FuncTypeExpr &expr);

  //===--- Operands.cpp ---------------------------------------------------===//
  /// Makes an untyped expression have the type, or the kind of another untyped
  /// type. False after reporting that it cannot.
  bool convertUntyped(Expr *expr, Type *target);
  bool convertToUntyped(Expr *expr, Type *target);
  void toDefault(Expr *expr);
  /// Sets the type of an untyped tree.
  void finalize(Expr *expr, Type *type);
  void finalizeConstant(Expr *expr, Type *type);
  /// The constant as a value of a basic type; null if it is none.
  const Constant *represent(const Constant *value, Type *basicType);
  bool checkRepresentable(Expr *expr, Type *type);
  bool assignable(const Expr *expr, Type *from, Type *to, std::string *reason);
  bool implements(Type *from, Type *to, std::string *reason);
  bool assign(Expr *expr, Type *to, const llvm::Twine &context);
  bool assign(const RightValue &value, Type *to, const llvm::Twine &context);
  void reportUnassignable(Range range, Type *from, Type *to,
                          const llvm::Twine &context, llvm::StringRef reason);
  bool identicalIgnoringTags(Type *x, Type *y);

  //===--- Expressions.cpp ------------------------------------------------===//
  /// Anything: a value, type, package, built-in or call without results.
  void checkExpr(Expr *expr, Type *hint = nullptr);
  void dispatch(Expr *expr, Type *hint);
  /// One value. False after an error (the expression is then invalid).
  bool checkValue(Expr *expr, Type *hint = nullptr);
  /// A value, or the results of a call.
  bool checkMulti(Expr *expr, Type *hint = nullptr);
  bool requireValue(Expr *expr);
  bool requireSingle(Expr *expr);
  bool checkValueOrType(Expr *expr);
  void checkAll(Exprs exprs);
  void checkIdent(Ident &ident);
  void checkLiteralToken(BasicLit &literal);
  void checkIndex(IndexExpr &expr);
  /// False after an error. `limit`: the number of elements if known;
  /// `inclusive` bounds may equal it. `value` gets constant indices.
  bool checkIndexValue(Expr *index, std::optional<uint64_t> limit,
                       bool inclusive,
                       std::optional<uint64_t> *value = nullptr);
  void checkSlice(SliceExpr &expr);
  void checkTypeAssert(TypeAssertExpr &expr);
  bool checkAssertable(Type *from, Type *to, Range range);
  void checkTry(TryExpr &expr);
  void checkStar(StarExpr &expr);

  //===--- Selectors.cpp --------------------------------------------------===//
  void checkSelector(SelectorExpr &expr);
  PackageName *packageName(Expr *expr);
  void checkPackageMember(SelectorExpr &expr, PackageName &name, bool wantType);
  void useObject(Expr *expr, Ident &name, Object *object);
  void resolveForUse(Object *object);
  const Selection *findMember(Type *type, Name name, LookupFailure *failure);
  void selectMethodExpression(SelectorExpr &expr, const Selection &found);
  void selectMethod(SelectorExpr &expr, const Selection &found);
  void reportNoMember(SelectorExpr &expr, LookupFailure failure);

  //===--- Operators.cpp --------------------------------------------------===//
  void checkUnary(UnaryExpr &expr);
  void checkAddressOf(UnaryExpr &expr);
  void checkReceive(UnaryExpr &expr);
  void checkBinary(BinaryExpr &expr);
  void checkShift(BinaryExpr &expr);
  bool checkShiftCount(Expr *count);
  void foldShift(BinaryExpr &expr);
  bool checkOperator(Tok op, Expr *operand, bool unary);
  bool checkDivisor(Tok op, Expr *x, Expr *y);
  bool checkComparison(Tok op, Expr *x, Expr *y, Range range);
  void checkCompare(BinaryExpr &expr);
  void setConstant(Expr *expr, Type *type, const Constant *value);
  void checkCompound(AssignStmt &stmt);

  //===--- Calls.cpp ------------------------------------------------------===//
  void checkCall(CallExpr &call);
  void checkFunctionCall(CallExpr &call, SignatureType &signature);
  void checkArguments(CallExpr &call, SignatureType &signature);
  void checkArgument(CallExpr &call, SignatureType &signature, size_t index,
                     size_t count, const RightValue &value);
  void setResults(Expr *expr, llvm::ArrayRef<Type *> results);
  void checkConversion(CallExpr &call);
  bool convertConstant(Expr *arg, Type *to, CallExpr &call);
  bool convertible(Expr *arg, Type *to);
  /// `f(g())`: the values of the arguments. False after an error.
  bool unpackArguments(Exprs args, RightValues &values);

  //===--- Builtins.cpp ---------------------------------------------------===//
  void checkBuiltin(CallExpr &call, BuiltinId id);
  bool checkBuiltinKind(CallExpr &call, BuiltinId id);
  Type *checkTypeArgument(Expr *arg);
  bool checkBuiltinCount(CallExpr &call, BuiltinId id, size_t count);
  bool builtinAppend(CallExpr &call);
  bool appendSpread(Expr *arg, Type *element);
  bool builtinLenCap(CallExpr &call, BuiltinId id);
  bool builtinClose(CallExpr &call);
  bool builtinCopy(CallExpr &call);
  bool builtinDelete(CallExpr &call);
  bool builtinMake(CallExpr &call);
  bool checkMakeSizes(CallExpr &call, bool isPort);
  bool builtinNew(CallExpr &call);
  bool builtinPanic(CallExpr &call);
  bool builtinPrint(CallExpr &call, llvm::StringRef name);
  bool builtinRecover(CallExpr &call);
  bool builtinAssert(CallExpr &call);
  void setValue(Expr *expr, Type *type);
  void setNoValue(Expr *expr);

  //===--- Literals.cpp ---------------------------------------------------===//
  void checkComposite(CompositeLit &literal, Type *hint);
  Type *literalType(CompositeLit &literal, Type *hint);
  void structLiteral(CompositeLit &literal, StructType &type);
  int64_t literalField(Expr *element, size_t index, StructType &type,
                       llvm::SmallVectorImpl<bool> &seen);
  int64_t keyedField(KeyValueExpr &element, StructType &type,
                     llvm::SmallVectorImpl<bool> &seen);
  std::optional<uint32_t> directField(StructType &type, Name name);
  void mapLiteral(CompositeLit &literal, MapType &type);
  /// The number of elements: the largest index plus 1.
  uint64_t indexedLiteral(CompositeLit &literal, Type *element,
                          std::optional<uint64_t> length);
  std::optional<uint64_t> elementIndex(Expr *element, uint64_t next,
                                       std::optional<uint64_t> length);

  //===--- Assignments.cpp ------------------------------------------------===//
  /// The values of a right side. `want`: how many the left side has. False
  /// after an error.
  bool unpack(Exprs rhs, size_t want, bool allowCommaOk, RightValues &values);
  /// Types of the targets of an assignment: null for the blank name and for
  /// variables that get their type from their value.
  using TypeOfTarget = llvm::function_ref<Type *(size_t)>;
  /// The same for right sides that may be dynamic accesses.
  bool rightSide(Exprs rhs, size_t want, bool allowCommaOk, TypeOfTarget typeOf,
                 RightValues &values);
  void setCommaOk(Expr *expr);
  /// Initializes variables; those without a type get that of their value.
  void initialize(llvm::ArrayRef<Var *> vars, Exprs rhs);
  void initializeOne(Var *var, const RightValue &value,
                     llvm::StringRef context);
  void checkAssign(AssignStmt &stmt);
  void assignTo(Exprs lhs, Exprs rhs);
  /// The type of an assignment's target: null for the blank name, invalid after
  /// an error.
  Type *checkTarget(Expr *lhs);
  void assignTarget(Expr *lhs, Type *target, const RightValue &value,
                    llvm::StringRef context);
  void checkDefine(DefineStmt &stmt);
  Var *defineName(DefineStmt &stmt, Expr *lhs, bool &declares,
                  llvm::SmallVectorImpl<Name> &seen);
  void checkReturn(ReturnStmt &stmt);
  void checkBareReturn(ReturnStmt &stmt);

  //===--- Dynamic.cpp ----------------------------------------------------===//
  struct DynSource {
    /// Null for other right sides.
    DynExpr *access = nullptr;
    bool propagates = false;
  };
  /// The dynamic access that a right side consists of, up to parentheses and
  /// one `?`.
  DynSource dynamicSource(Expr *expr);
  /// Checks `targets = access`; the left side decides about the results.
  bool checkDynamicSource(Expr *rhs, DynSource source, size_t targets,
                          TypeOfTarget typeOf, RightValues &values);
  void setDynamicTypes(Expr *rhs, DynExpr &access,
                       llvm::ArrayRef<Type *> results);
  void checkDynamic(DynExpr &expr);
  bool checkDynamicParts(DynExpr &expr);
  bool checkDynamicArg(Expr *arg);
  bool checkDynamicBase(DynExpr &expr);
  bool findProtocol(DynExpr &expr, Type *base);
  bool matchesProtocol(llvm::StringRef name, SignatureType *signature);
  void checkProtocolMethod(Name name, SignatureType *signature, Range range);

  //===--- Statements.cpp -------------------------------------------------===//
  void checkBlock(BlockStmt &block);
  void checkStmts(llvm::ArrayRef<Stmt *> stmts, StmtPlace place = {});
  void checkStmt(Stmt *stmt, StmtPlace place = {});
  void checkStmtKind(Stmt *stmt, StmtPlace place);
  void checkExprStmt(ExprStmt &stmt);
  void checkCondition(Expr *cond);
  void checkIf(IfStmt &stmt);
  void checkFor(ForStmt &stmt);
  void checkIncDec(IncDecStmt &stmt);
  void checkSend(SendStmt &stmt);
  /// Element type of a queue that is sent to or received from; null after an
  /// error.
  Type *sendElement(Type *type, Range range, bool inSelect);
  Type *receiveElement(Type *type, Range range);
  void checkGo(GoStmt &stmt);
  void checkDefer(DeferStmt &stmt);
  void checkFail(FailStmt &stmt);
  void checkSuspendedCall(llvm::StringRef keyword, Expr *expr);

  //===--- Switches.cpp ---------------------------------------------------===//
  void checkSwitch(SwitchStmt &stmt);
  void checkCaseValues(Expr *tag, Exprs exprs, ConstantSet &seen);
  void checkCaseValue(Expr *tag, Expr *value, ConstantSet &seen);
  void checkBooleanCase(Expr *value);
  void checkTypeSwitch(TypeSwitchStmt &stmt);
  /// The type of the bound variable in a clause.
  Type *checkCaseTypes(CaseClause &clause, Type *subject,
                       llvm::DenseMap<Type *, Range> &seen);
  void bindTypeSwitchVar(TypeSwitchStmt &stmt, CaseClause &clause, Type *type);
  void checkSelect(SelectStmt &stmt);
  void checkSelectSend(SelectCase &clause);
  void checkSelectReceive(SelectCase &clause);
  template <typename Clause>
  void checkDefaults(llvm::ArrayRef<Clause> clauses,
                     bool (*isDefault)(const Clause &));

  //===--- Ranges.cpp -----------------------------------------------------===//
  void checkRange(RangeStmt &stmt);
  /// Types of the iteration values; null where the form has none.
  bool rangeTypes(RangeStmt &stmt, Type *&key, Type *&value);
  void assignRange(RangeStmt &stmt, Type *key, Type *value);
  /// Declares iteration or receive variables of a clause with `:=`.
  void defineClause(llvm::ArrayRef<Expr *> names, llvm::ArrayRef<Type *> types,
                    Range range);

  //===--- Labels.cpp -----------------------------------------------------===//
  void checkLabeled(LabeledStmt &stmt, StmtPlace place);
  void checkBranch(BranchStmt &stmt, StmtPlace place);
  void checkLabeledBranch(BranchStmt &stmt);
  void finishLabels();
  bool terminates(Stmt *stmt);
  bool terminates(llvm::ArrayRef<Stmt *> stmts);
  template <typename Clause>
  bool clausesTerminate(llvm::ArrayRef<Clause> clauses);

  //===--- InitOrder.cpp --------------------------------------------------===//
  void orderInitialization();
  void reportInitCycle(uint32_t start, llvm::ArrayRef<uint32_t> group,
                       llvm::ArrayRef<uint32_t> open);

  //===--- Sendable.cpp ---------------------------------------------------===//
  void checkSendableCall(GoStmt &stmt);
  void checkSendableArguments(CallExpr &call);
  void checkSendableCallee(Expr *callee);
  void requireSendable(Type *type, Range range, const llvm::Twine &what);
  /// Why a value of the type cannot cross islands; empty if it can.
  std::string unsendable(Type *type);
  std::string findUnsendable(Type *type, llvm::DenseSet<Type *> &seen);

  Package &package;
  Compilation &compilation;
  TypeTable &types;
  ConstantPool &constants;
  AstContext &ast;
  Name blank, initName, mainName;
  Const *iotaObject = nullptr;
  unsigned errorsBefore = 0;

  std::deque<FileScope> files;
  /// Number 0 stands for none.
  std::deque<PackageDecl> decls;
  llvm::DenseMap<std::pair<Named *, Name>, Func *> methods;
  llvm::DenseSet<const ImportDecl *> usedDotImports;
  llvm::DenseMap<Package *, llvm::SmallVector<ImportDecl *, 1>> dotImports;
  std::vector<std::pair<ImportDecl *, Object *>> importBindings;

  llvm::DenseMap<Name, Binding> bindings;
  struct Shadowed {
    Name name;
    Binding before;
  };
  std::vector<Shadowed> shadowed;
  std::vector<size_t> scopeStarts;

  /// Declared types are all resolved.
  bool typesResolved = false;
  unsigned resolveDepth = 0;
  std::vector<uint32_t> resolvePath;
  llvm::DenseSet<Type *> completed;
  enum class Finite : uint8_t { Unknown, Visiting, Yes };
  llvm::DenseMap<Named *, Finite> finite;
  llvm::DenseSet<Type *> finiteParts;
  std::vector<Named *> finitePath;
  unsigned localTypeDepth = 0;
  /// Checks that need all types around them resolved.
  std::vector<std::function<void()>> pending;
  struct DelayedLiteral {
    FuncLit *literal;
    SignatureType *signature;
    FileScope *file;
    uint32_t decl;
    const Constant *iota;
  };
  std::vector<DelayedLiteral> delayedLiterals;
  llvm::DenseSet<std::pair<FunctionInfo *, Var *>> captured;
  llvm::DenseMap<Type *, std::string> unsendableReasons;

  /// What is being checked.
  struct Context {
    FileScope *file = nullptr;
    uint32_t decl = 0;
    const Constant *iota = nullptr;
    FunctionContext *function = nullptr;
    /// A call or receive stood in the expression (len of arrays).
    bool hasCall = false;
  } context;
  /// Per declaration, the last one that noted a use of it.
  std::vector<uint32_t> lastUser;
};

} // namespace vo::fe
