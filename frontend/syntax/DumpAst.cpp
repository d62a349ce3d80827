//===- DumpAst.cpp - Syntax trees as text ---------------------------------===//

#include "frontend/syntax/DumpAst.h"

#include "llvm/Support/raw_ostream.h"

using namespace vo::fe;
using llvm::cast;

namespace {
/// One `(head …)`; parts are separated by spaces, statements by lines.
class Dumper {
public:
  explicit Dumper(llvm::raw_ostream &os) : os(os) {}

  void file(const FileNode &file);
  void expr(const Expr *expr);
  void stmt(const Stmt *stmt);

private:
  template <typename Body> void node(llvm::StringRef head, Body body) {
    os << '(' << head;
    body();
    os << ')';
  }
  void space() { os << ' '; }
  /// A part; nothing for null.
  void part(const Expr *child) {
    if (!child)
      return;
    space();
    expr(child);
  }
  void parts(llvm::ArrayRef<Expr *> children) {
    for (const Expr *child : children)
      part(child);
  }
  /// A part that may be missing, and whose place counts.
  void optional(const Expr *child) {
    if (child)
      return part(child);
    os << " -";
  }
  void optional(const Stmt *child) {
    space();
    if (child)
      stmt(child);
    else
      os << '-';
  }
  void group(llvm::StringRef head, llvm::ArrayRef<Expr *> children) {
    space();
    node(head, [&] { parts(children); });
  }
  void names(llvm::ArrayRef<Ident *> children) {
    for (const Ident *name : children)
      os << ' ' << name->name->text;
  }
  void body(llvm::ArrayRef<Stmt *> stmts);
  void line() { os << '\n' << std::string(depth * 2, ' '); }

  void unary(llvm::StringRef head, const Expr *inner) {
    node(head, [&] { part(inner); });
  }
  void typePart(const Expr *type) {
    if (!type)
      return;
    space();
    unary("type", type);
  }
  void spread(Pos pos) {
    if (pos.isValid())
      os << " ...";
  }
  void composite(const CompositeLit &literal);
  void slice(const SliceExpr &slice);
  void dynamic(const Expr *expr);
  void operators(const Expr *expr);
  void typeExpr(const Expr *expr);
  void queueType(const QueueTypeExpr &type);
  void params(llvm::StringRef head, llvm::ArrayRef<Param> list);
  void signature(const FuncTypeExpr &type);
  void structType(const StructTypeExpr &type);
  void interfaceType(const InterfaceTypeExpr &type);

  void decl(const Decl *decl);
  void constDecl(const ConstDecl &decl);
  void func(const FuncDecl &decl);
  void simple(const Stmt *stmt);
  void loop(const Stmt *stmt);
  void ifStmt(const IfStmt &stmt);
  void clauses(llvm::ArrayRef<CaseClause> clauses);
  void switchStmt(const Stmt *stmt);
  void select(const SelectStmt &stmt);
  void communication(const SelectCase &clause);

  llvm::raw_ostream &os;
  unsigned depth = 0;
};
} // namespace

//===----------------------------------------------------------------------===//
// Expressions
//===----------------------------------------------------------------------===//

void Dumper::composite(const CompositeLit &literal) {
  node("lit", [&] {
    optional(literal.typeExpr);
    parts(literal.elements);
  });
}

void Dumper::slice(const SliceExpr &slice) {
  node("slice", [&] {
    part(slice.base);
    optional(slice.low);
    optional(slice.high);
    part(slice.max);
  });
}

void Dumper::dynamic(const Expr *expr) {
  node("~>", [&] {
    part(cast<DynExpr>(expr)->base);
    if (auto *field = llvm::dyn_cast<DynFieldExpr>(expr)) {
      part(field->name);
    } else if (auto *index = llvm::dyn_cast<DynIndexExpr>(expr)) {
      group("index", index->index);
    } else if (auto *call = llvm::dyn_cast<DynCallExpr>(expr)) {
      group("call", call->args);
      spread(call->spread);
    } else {
      auto *method = cast<DynMethodExpr>(expr);
      part(method->name);
      group("call", method->args);
      spread(method->spread);
    }
  });
}

void Dumper::operators(const Expr *expr) {
  if (auto *binary = llvm::dyn_cast<BinaryExpr>(expr))
    return node(spelling(binary->op), [&] {
      part(binary->lhs);
      part(binary->rhs);
    });
  if (auto *unaryExpr = llvm::dyn_cast<UnaryExpr>(expr))
    return unary(spelling(unaryExpr->op), unaryExpr->inner);
  if (auto *index = llvm::dyn_cast<IndexExpr>(expr))
    return node("index", [&] {
      part(index->base);
      part(index->index);
    });
  if (auto *pair = llvm::dyn_cast<KeyValueExpr>(expr))
    return node(":", [&] {
      part(pair->key);
      part(pair->value);
    });
  auto *assertion = cast<TypeAssertExpr>(expr);
  node("assert", [&] {
    part(assertion->base);
    optional(assertion->typeExpr);
  });
}

void Dumper::expr(const Expr *expr) {
  switch (expr->kind) {
  case Expr::Kind::Bad:
    os << "bad";
    return;
  case Expr::Kind::Ident:
    os << cast<Ident>(expr)->name->text;
    return;
  case Expr::Kind::BasicLit:
    os << cast<BasicLit>(expr)->text;
    return;
  case Expr::Kind::CompositeLit:
    return composite(*cast<CompositeLit>(expr));
  case Expr::Kind::FuncLit:
    return node("func", [&] {
      signature(*cast<FuncLit>(expr)->signature);
      body(cast<FuncLit>(expr)->body->stmts);
    });
  case Expr::Kind::Paren:
    return unary("paren", cast<ParenExpr>(expr)->inner);
  case Expr::Kind::Selector:
    return node(".", [&] {
      part(cast<SelectorExpr>(expr)->base);
      part(cast<SelectorExpr>(expr)->name);
    });
  case Expr::Kind::Slice:
    return slice(*cast<SliceExpr>(expr));
  case Expr::Kind::Call:
    return node("call", [&] {
      part(cast<CallExpr>(expr)->callee);
      parts(cast<CallExpr>(expr)->args);
      spread(cast<CallExpr>(expr)->spread);
    });
  case Expr::Kind::Star:
    return unary("star", cast<StarExpr>(expr)->inner);
  case Expr::Kind::Try:
    return unary("?", cast<TryExpr>(expr)->inner);
  case Expr::Kind::Index:
  case Expr::Kind::TypeAssert:
  case Expr::Kind::Unary:
  case Expr::Kind::Binary:
  case Expr::Kind::KeyValue:
    return operators(expr);
  case Expr::Kind::DynField:
  case Expr::Kind::DynIndex:
  case Expr::Kind::DynCall:
  case Expr::Kind::DynMethod:
    return dynamic(expr);
  default:
    return typeExpr(expr);
  }
}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

void Dumper::queueType(const QueueTypeExpr &type) {
  static constexpr llvm::StringLiteral heads[2][3] = {
      {"chan", "chan<-", "<-chan"}, {"port", "port<-", "<-port"}};
  unary(heads[type.isPort][size_t(type.direction)], type.element);
}

void Dumper::params(llvm::StringRef head, llvm::ArrayRef<Param> list) {
  space();
  node(head, [&] {
    for (const Param &param : list) {
      space();
      if (param.name)
        os << param.name->name->text << ':';
      if (param.variadic)
        os << "...";
      expr(param.typeExpr);
    }
  });
}

void Dumper::signature(const FuncTypeExpr &type) {
  params("params", type.params);
  if (!type.results.empty())
    params("results", type.results);
}

void Dumper::structType(const StructTypeExpr &type) {
  node("struct", [&] {
    for (const FieldDecl &field : type.fields) {
      space();
      node(field.embedded() ? "embed" : "field", [&] {
        names(field.names);
        part(field.typeExpr);
        part(field.tag);
      });
    }
  });
}

void Dumper::interfaceType(const InterfaceTypeExpr &type) {
  node("interface", [&] {
    for (const InterfaceElem &elem : type.elems) {
      space();
      if (elem.embedded)
        unary("embed", elem.embedded);
      else
        node("method", [&] {
          part(elem.name);
          signature(*elem.signature);
        });
    }
  });
}

void Dumper::typeExpr(const Expr *expr) {
  switch (expr->kind) {
  case Expr::Kind::Ellipsis:
    os << "...";
    return;
  case Expr::Kind::ArrayType: {
    auto *array = cast<ArrayTypeExpr>(expr);
    return node(array->length ? "array" : "sliceof", [&] {
      part(array->length);
      part(array->element);
    });
  }
  case Expr::Kind::MapType:
    return node("map", [&] {
      part(cast<MapTypeExpr>(expr)->key);
      part(cast<MapTypeExpr>(expr)->value);
    });
  case Expr::Kind::QueueType:
    return queueType(*cast<QueueTypeExpr>(expr));
  case Expr::Kind::IslandType:
    os << "island";
    return;
  case Expr::Kind::FuncType:
    return node("functype", [&] { signature(*cast<FuncTypeExpr>(expr)); });
  case Expr::Kind::StructType:
    return structType(*cast<StructTypeExpr>(expr));
  case Expr::Kind::InterfaceType:
    return interfaceType(*cast<InterfaceTypeExpr>(expr));
  default:
    llvm_unreachable("no type expression");
  }
}

//===----------------------------------------------------------------------===//
// Declarations
//===----------------------------------------------------------------------===//

void Dumper::constDecl(const ConstDecl &decl) {
  node("const", [&] {
    names(decl.names);
    typePart(decl.typeExpr);
    os << " iota=" << decl.iota;
    if (decl.source != &decl)
      os << " like " << decl.source->names.front()->name->text;
    if (!decl.values.empty())
      group("=", decl.values);
  });
}

void Dumper::func(const FuncDecl &decl) {
  node("func", [&] {
    part(decl.name);
    if (decl.receiver)
      params("receiver", *decl.receiver);
    signature(*decl.signature);
    if (decl.body)
      body(decl.body->stmts);
    else
      os << " extern";
  });
}

void Dumper::decl(const Decl *decl) {
  switch (decl->kind) {
  case Decl::Kind::Bad:
    os << "bad";
    return;
  case Decl::Kind::Import: {
    auto *import = cast<ImportDecl>(decl);
    return node("import", [&] {
      part(import->alias);
      part(import->path);
    });
  }
  case Decl::Kind::Const:
    return constDecl(*cast<ConstDecl>(decl));
  case Decl::Kind::Var: {
    auto *var = cast<VarDecl>(decl);
    return node("var", [&] {
      names(var->names);
      typePart(var->typeExpr);
      if (!var->values.empty())
        group("=", var->values);
    });
  }
  case Decl::Kind::Type: {
    auto *type = cast<TypeDecl>(decl);
    return node(type->alias ? "alias" : "type", [&] {
      part(type->name);
      part(type->typeExpr);
    });
  }
  case Decl::Kind::Func:
    return func(*cast<FuncDecl>(decl));
  }
}

void Dumper::file(const FileNode &file) {
  node("file", [&] {
    part(file.packageName);
    ++depth;
    for (const ImportDecl *import : file.imports) {
      line();
      decl(import);
    }
    for (const Decl *child : file.decls) {
      line();
      decl(child);
    }
    --depth;
  });
  os << '\n';
}

//===----------------------------------------------------------------------===//
// Statements
//===----------------------------------------------------------------------===//

void Dumper::body(llvm::ArrayRef<Stmt *> stmts) {
  ++depth;
  for (const Stmt *child : stmts) {
    line();
    stmt(child);
  }
  --depth;
}

void Dumper::simple(const Stmt *stmt) {
  if (auto *assign = llvm::dyn_cast<AssignStmt>(stmt))
    return node(spelling(assign->op), [&] {
      group("lhs", assign->lhs);
      group("rhs", assign->rhs);
    });
  if (auto *define = llvm::dyn_cast<DefineStmt>(stmt))
    return node(":=", [&] {
      group("lhs", define->lhs);
      group("rhs", define->rhs);
    });
  if (auto *send = llvm::dyn_cast<SendStmt>(stmt))
    return node("send", [&] {
      part(send->queue);
      part(send->value);
    });
  auto *branch = cast<BranchStmt>(stmt);
  node(spelling(branch->token), [&] { part(branch->label); });
}

void Dumper::ifStmt(const IfStmt &stmt) {
  node("if", [&] {
    optional(stmt.init);
    part(stmt.cond);
    body(stmt.then->stmts);
    if (stmt.otherwise) {
      line();
      os << "else ";
      this->stmt(stmt.otherwise);
    }
  });
}

void Dumper::loop(const Stmt *stmt) {
  if (auto *range = llvm::dyn_cast<RangeStmt>(stmt))
    return node(range->define ? "range:=" : "range", [&] {
      optional(range->key);
      optional(range->value);
      part(range->subject);
      body(range->body->stmts);
    });
  auto *loop = cast<ForStmt>(stmt);
  node("for", [&] {
    optional(loop->init);
    optional(loop->cond);
    optional(loop->post);
    body(loop->body->stmts);
  });
}

void Dumper::clauses(llvm::ArrayRef<CaseClause> clauses) {
  ++depth;
  for (const CaseClause &clause : clauses) {
    line();
    node(clause.isDefault ? "default" : "case", [&] {
      parts(clause.exprs);
      body(clause.body);
    });
  }
  --depth;
}

void Dumper::switchStmt(const Stmt *stmt) {
  if (auto *types = llvm::dyn_cast<TypeSwitchStmt>(stmt))
    return node("typeswitch", [&] {
      optional(types->init);
      optional(types->binding);
      part(types->subject);
      clauses(types->clauses);
    });
  auto *values = cast<SwitchStmt>(stmt);
  node("switch", [&] {
    optional(values->init);
    optional(values->tag);
    clauses(values->clauses);
  });
}

void Dumper::communication(const SelectCase &clause) {
  switch (clause.kind) {
  case SelectCase::Kind::Default:
    return;
  case SelectCase::Kind::Send:
    group("send", {clause.queue, clause.value});
    return;
  case SelectCase::Kind::Receive:
    space();
    node(clause.define ? "receive:=" : "receive", [&] {
      optional(clause.target);
      optional(clause.okTarget);
      part(clause.queue);
    });
  }
}

void Dumper::select(const SelectStmt &stmt) {
  node("select", [&] {
    ++depth;
    for (const SelectCase &clause : stmt.cases) {
      line();
      node(clause.kind == SelectCase::Kind::Default ? "default" : "case", [&] {
        communication(clause);
        body(clause.body);
      });
    }
    --depth;
  });
}

void Dumper::stmt(const Stmt *stmt) {
  switch (stmt->kind) {
  case Stmt::Kind::Bad:
    os << "bad";
    return;
  case Stmt::Kind::Empty:
    os << "empty";
    return;
  case Stmt::Kind::Block:
    return node("block", [&] { body(cast<BlockStmt>(stmt)->stmts); });
  case Stmt::Kind::Expr:
    return expr(cast<ExprStmt>(stmt)->expr);
  case Stmt::Kind::Decl:
    return node("decl", [&] {
      for (const Decl *child : cast<DeclStmt>(stmt)->decls) {
        space();
        decl(child);
      }
    });
  case Stmt::Kind::Assign:
  case Stmt::Kind::Define:
  case Stmt::Kind::Send:
  case Stmt::Kind::Branch:
    return simple(stmt);
  case Stmt::Kind::IncDec: {
    auto *incDec = cast<IncDecStmt>(stmt);
    return unary(incDec->increment ? "++" : "--", incDec->operand);
  }
  case Stmt::Kind::Return:
    return node("return", [&] { parts(cast<ReturnStmt>(stmt)->values); });
  case Stmt::Kind::If:
    return ifStmt(*cast<IfStmt>(stmt));
  case Stmt::Kind::For:
  case Stmt::Kind::Range:
    return loop(stmt);
  case Stmt::Kind::Switch:
  case Stmt::Kind::TypeSwitch:
    return switchStmt(stmt);
  case Stmt::Kind::Select:
    return select(*cast<SelectStmt>(stmt));
  case Stmt::Kind::Go:
    return node("go", [&] {
      optional(cast<GoStmt>(stmt)->island);
      part(cast<GoStmt>(stmt)->call);
    });
  case Stmt::Kind::Defer: {
    auto *defer = cast<DeferStmt>(stmt);
    return unary(defer->onError ? "errdefer" : "defer", defer->call);
  }
  case Stmt::Kind::Fail:
    return unary("fail", cast<FailStmt>(stmt)->error);
  case Stmt::Kind::Labeled:
    return node("label", [&] {
      part(cast<LabeledStmt>(stmt)->label);
      line();
      this->stmt(cast<LabeledStmt>(stmt)->inner);
    });
  }
}

template <typename Print> static std::string printed(Print print) {
  std::string text;
  llvm::raw_string_ostream os(text);
  Dumper dumper(os);
  print(dumper);
  return text;
}

std::string vo::fe::dumpAst(const FileNode &file) {
  return printed([&](Dumper &dumper) { dumper.file(file); });
}

std::string vo::fe::dumpAst(const Expr *expr) {
  return printed([&](Dumper &dumper) { dumper.expr(expr); });
}

std::string vo::fe::dumpAst(const Stmt *stmt) {
  return printed([&](Dumper &dumper) { dumper.stmt(stmt); });
}
