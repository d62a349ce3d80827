//===- TreeVerifier.cpp - What checked trees promise -----------------------===//

#include "frontend/check/testing/TreeVerifier.h"

using namespace vo::fe;
using llvm::cast;
using llvm::dyn_cast;
using llvm::isa;

namespace {

class Verifier {
public:
  Verifier(const Package &package, const Compilation &compilation,
           llvm::function_ref<void(const Expr &)> onValue)
      : package(package), compilation(compilation), onValue(onValue) {}

  std::vector<std::string> run() {
    for (FileNode *file : package.files)
      for (Decl *decl : file->decls)
        verifyDecl(decl);
    for (Func *func : package.functions)
      require(func->type != nullptr, func->range, "function without signature");
    for (Var *var : package.globals)
      verifyVar(var);
    return std::move(broken);
  }

private:
  void require(bool holds, Range range, const llvm::Twine &what) {
    if (holds)
      return;
    Place place = compilation.sources.place(range.begin);
    broken.push_back((what + " at " + place.file + ":" +
                      llvm::Twine(place.line) + ":" + llvm::Twine(place.column))
                         .str());
  }

  void verifyType(Type *type, Range range) {
    require(type && !isInvalid(type) && type->underlying() &&
                !isInvalid(type->underlying()),
            range, "type is missing or invalid");
    require(!isUntyped(type), range, "untyped: " + toString(type));
  }

  void verifyVar(Var *var) {
    if (var)
      verifyType(var->type, var->range);
  }

  //===--- Declarations ---------------------------------------------------===//

  void verifyDecl(Decl *decl) {
    if (auto *var = dyn_cast<VarDecl>(decl)) {
      for (Ident *name : var->names)
        verifyName(name);
      verifyAll(var->values);
    } else if (auto *func = dyn_cast<FuncDecl>(decl)) {
      if (!func->body)
        return;
      require(func->info != nullptr, func->range, "body without info");
      if (func->info)
        verifyBody(*func->info, *func->body);
    }
  }

  void verifyName(Ident *name) {
    if (name->name->text == "_")
      return;
    require(name->object != nullptr, name->range, "name without object");
    if (auto *var = llvm::dyn_cast_or_null<Var>(name->object))
      verifyVar(var);
  }

  void verifyBody(const FunctionInfo &info, const BlockStmt &body) {
    require(info.signature != nullptr, body.range, "info without signature");
    require(info.params.size() == info.signature->params.size() &&
                info.results.size() == info.signature->results.size(),
            body.range, "info without all parameters");
    for (Var *var : info.params)
      verifyLocal(var, &info);
    for (Var *var : info.results)
      verifyLocal(var, &info);
    verifyLocal(info.receiver, &info);
    for (Var *var : info.captures) {
      require(var->captured && var->owner != &info, var->range, "odd capture");
      require(info.outer != nullptr, var->range, "capture without outer");
    }
    verifyStmts(body.stmts);
  }

  void verifyLocal(Var *var, const FunctionInfo *info) {
    if (!var)
      return;
    verifyVar(var);
    require(var->owner == info && var->index < info->varCount, var->range,
            "variable of another function");
  }

  //===--- Statements -----------------------------------------------------===//

  void verifyStmts(llvm::ArrayRef<Stmt *> stmts) {
    for (Stmt *stmt : stmts)
      verifyStmt(stmt);
  }

  void verifyStmt(Stmt *stmt) {
    if (!stmt)
      return;
    switch (stmt->kind) {
    case Stmt::Kind::Bad:
      return require(false, stmt->range, "bad statement");
    case Stmt::Kind::Empty:
      return;
    case Stmt::Kind::Block:
      return verifyStmts(cast<BlockStmt>(stmt)->stmts);
    case Stmt::Kind::Expr:
      return verifyExpr(cast<ExprStmt>(stmt)->expr, /*noValueOk=*/true);
    case Stmt::Kind::Decl:
      for (Decl *decl : cast<DeclStmt>(stmt)->decls)
        verifyDecl(decl);
      return;
    case Stmt::Kind::Assign:
      verifyAll(cast<AssignStmt>(stmt)->lhs);
      return verifyAll(cast<AssignStmt>(stmt)->rhs);
    case Stmt::Kind::Define: {
      auto *define = cast<DefineStmt>(stmt);
      require(define->declares.size() == define->lhs.size(), stmt->range,
              "declares is incomplete");
      for (Expr *expr : define->lhs)
        verifyName(cast<Ident>(expr));
      return verifyAll(define->rhs);
    }
    case Stmt::Kind::IncDec:
      return verifyExpr(cast<IncDecStmt>(stmt)->operand);
    case Stmt::Kind::Return:
      return verifyAll(cast<ReturnStmt>(stmt)->values);
    case Stmt::Kind::Labeled:
      return verifyStmt(cast<LabeledStmt>(stmt)->inner);
    case Stmt::Kind::Branch: {
      auto *branch = cast<BranchStmt>(stmt);
      bool jumps =
          branch->token == Tok::Break || branch->token == Tok::Continue;
      return require(!jumps || branch->target, stmt->range,
                     "branch without target");
    }
    default:
      return verifyCompound(stmt);
    }
  }

  void verifyCompound(Stmt *stmt) {
    switch (stmt->kind) {
    case Stmt::Kind::If: {
      auto *branch = cast<IfStmt>(stmt);
      verifyStmt(branch->init);
      verifyExpr(branch->cond);
      verifyStmts(branch->then->stmts);
      return verifyStmt(branch->otherwise);
    }
    case Stmt::Kind::For: {
      auto *loop = cast<ForStmt>(stmt);
      verifyStmt(loop->init);
      verifyOptional(loop->cond);
      verifyStmt(loop->post);
      for (Var *var : loop->loopVars)
        verifyVar(var);
      return verifyStmts(loop->body->stmts);
    }
    case Stmt::Kind::Range: {
      auto *loop = cast<RangeStmt>(stmt);
      verifyTarget(loop->key);
      verifyTarget(loop->value);
      verifyExpr(loop->subject);
      return verifyStmts(loop->body->stmts);
    }
    case Stmt::Kind::Go:
      verifyOptional(cast<GoStmt>(stmt)->island);
      return verifyExpr(cast<GoStmt>(stmt)->call, /*noValueOk=*/true);
    case Stmt::Kind::Defer:
      return verifyExpr(cast<DeferStmt>(stmt)->call, /*noValueOk=*/true);
    case Stmt::Kind::Fail:
      return verifyExpr(cast<FailStmt>(stmt)->error);
    case Stmt::Kind::Send:
      verifyExpr(cast<SendStmt>(stmt)->queue);
      return verifyExpr(cast<SendStmt>(stmt)->value);
    default:
      return verifyClauses(stmt);
    }
  }

  void verifyClauses(Stmt *stmt) {
    if (auto *choice = dyn_cast<SwitchStmt>(stmt)) {
      verifyStmt(choice->init);
      verifyOptional(choice->tag);
      for (CaseClause &clause : choice->clauses) {
        verifyAll(clause.exprs);
        verifyStmts(clause.body);
      }
    } else if (auto *choice = dyn_cast<TypeSwitchStmt>(stmt)) {
      verifyStmt(choice->init);
      verifyExpr(choice->subject);
      for (CaseClause &clause : choice->clauses) {
        for (Expr *expr : clause.exprs)
          require(expr->mode == Mode::TypeExpr || expr->mode == Mode::Nil,
                  expr->range, "case is no type");
        bool binds = choice->binding && choice->binding->name->text != "_";
        require(binds == (clause.boundVar != nullptr), clause.range,
                "bound variable");
        verifyVar(clause.boundVar);
        verifyStmts(clause.body);
      }
    } else if (auto *choice = dyn_cast<SelectStmt>(stmt)) {
      for (SelectCase &clause : choice->cases) {
        verifyOptional(clause.queue);
        verifyOptional(clause.value);
        verifyOptional(clause.receive);
        verifyTarget(clause.target);
        verifyTarget(clause.okTarget);
        verifyStmts(clause.body);
      }
    }
  }

  //===--- Expressions ----------------------------------------------------===//

  void verifyAll(llvm::ArrayRef<Expr *> exprs) {
    for (Expr *expr : exprs)
      verifyExpr(expr);
  }
  void verifyOptional(Expr *expr) {
    if (expr)
      verifyExpr(expr);
  }
  void verifyTarget(Expr *expr) {
    auto *ident = llvm::dyn_cast_or_null<Ident>(expr);
    if (ident)
      verifyName(ident);
    else
      verifyOptional(expr);
  }

  void verifyExpr(Expr *expr, bool noValueOk = false) {
    if (expr->mode == Mode::TypeExpr || expr->mode == Mode::Nil ||
        expr->mode == Mode::PackageName || expr->mode == Mode::Builtin)
      return;
    require(expr->mode != Mode::Invalid, expr->range, "invalid expression");
    require((expr->mode == Mode::Constant) == (expr->constant != nullptr),
            expr->range, "constant and mode disagree");
    if (expr->mode == Mode::NoValue)
      require(noValueOk, expr->range, "no value");
    else
      verifyType(expr->type, expr->range);
    if (onValue && expr->mode != Mode::NoValue)
      onValue(*expr);
    // What is below a constant does not matter to anyone.
    if (!expr->constant)
      verifyParts(expr, noValueOk);
  }

  void verifyParts(Expr *expr, bool noValueOk) {
    switch (expr->kind) {
    case Expr::Kind::Bad:
      return require(false, expr->range, "bad expression");
    case Expr::Kind::Ident:
      return verifyName(cast<Ident>(expr));
    case Expr::Kind::CompositeLit:
      return verifyLiteral(*cast<CompositeLit>(expr));
    case Expr::Kind::FuncLit: {
      auto *literal = cast<FuncLit>(expr);
      require(literal->info != nullptr, expr->range, "literal without info");
      if (literal->info)
        verifyBody(*literal->info, *literal->body);
      return;
    }
    case Expr::Kind::Paren:
      return verifyExpr(cast<ParenExpr>(expr)->inner, noValueOk);
    case Expr::Kind::Selector: {
      auto *selector = cast<SelectorExpr>(expr);
      require(selector->selection || selector->name->object, expr->range,
              "selector selects nothing");
      require(!selector->selection || selector->selection->type, expr->range,
              "selection without type");
      return verifyExpr(selector->base);
    }
    case Expr::Kind::Index:
      verifyExpr(cast<IndexExpr>(expr)->base);
      return verifyExpr(cast<IndexExpr>(expr)->index);
    case Expr::Kind::Slice: {
      auto *slice = cast<SliceExpr>(expr);
      verifyExpr(slice->base);
      verifyOptional(slice->low);
      verifyOptional(slice->high);
      return verifyOptional(slice->max);
    }
    case Expr::Kind::TypeAssert:
      return verifyExpr(cast<TypeAssertExpr>(expr)->base);
    case Expr::Kind::Call:
      verifyExpr(cast<CallExpr>(expr)->callee);
      return verifyAll(cast<CallExpr>(expr)->args);
    case Expr::Kind::Star:
      return verifyExpr(cast<StarExpr>(expr)->inner);
    case Expr::Kind::Unary:
      return verifyExpr(cast<UnaryExpr>(expr)->inner);
    case Expr::Kind::Binary:
      return verifyBinary(*cast<BinaryExpr>(expr));
    case Expr::Kind::Try:
      return verifyExpr(cast<TryExpr>(expr)->inner);
    default:
      return verifyDynamic(expr);
    }
  }

  void verifyBinary(BinaryExpr &expr) {
    verifyExpr(expr.lhs);
    verifyExpr(expr.rhs);
    bool shift = expr.op == Tok::Shl || expr.op == Tok::Shr;
    bool compares = expr.op >= Tok::EqEq && expr.op <= Tok::GreaterEq;
    if (shift)
      require(expr.lhs->type == expr.type && isInteger(expr.rhs->type),
              expr.range, "types of a shift");
    else if (!compares)
      require(expr.lhs->type == expr.type && expr.rhs->type == expr.type,
              expr.range, "types of an operation");
    else
      require(isBoolean(expr.type), expr.range, "type of a comparison");
  }

  void verifyLiteral(CompositeLit &literal) {
    Type *under = literal.type->underlying();
    if (literal.addressOf)
      under = cast<PointerType>(under)->element->underlying();
    bool isMap = isa<MapType>(under), isStruct = isa<StructType>(under);
    require(isMap || literal.positions.size() == literal.elements.size(),
            literal.range, "literal without positions");
    for (int64_t position : literal.positions)
      require(position >= 0, literal.range, "negative position");
    for (Expr *element : literal.elements) {
      auto *pair = dyn_cast<KeyValueExpr>(element);
      if (pair && !isStruct)
        verifyExpr(pair->key);
      verifyExpr(pair ? pair->value : element);
    }
  }

  void verifyDynamic(Expr *expr) {
    auto *access = dyn_cast<DynExpr>(expr);
    require(access != nullptr, expr->range, "type as value");
    if (!access)
      return;
    verifyExpr(access->base);
    bool interface =
        isInterface(access->base->type) || isa<TupleType>(access->base->type);
    require(interface || access->protocol, expr->range, "base has no protocol");
    for (Type *type : access->expected)
      verifyType(type, expr->range);
    if (auto *index = dyn_cast<DynIndexExpr>(expr))
      verifyExpr(index->index);
    else if (auto *call = dyn_cast<DynCallExpr>(expr))
      verifyAll(call->args);
    else if (auto *method = dyn_cast<DynMethodExpr>(expr))
      verifyAll(method->args);
  }

  const Package &package;
  const Compilation &compilation;
  llvm::function_ref<void(const Expr &)> onValue;
  std::vector<std::string> broken;
};

} // namespace

std::vector<std::string>
vo::fe::verifyTrees(const Package &package, const Compilation &compilation,
                    llvm::function_ref<void(const Expr &)> onValue) {
  return Verifier(package, compilation, onValue).run();
}
