//===- Program.h - What the functions of a program do -----------*- C++ -*-===//
//
// Summaries of all functions, from the callees up: the components of the call
// graph in order, each until nothing changes. Where a value decides what runs,
// a call does what any of its candidates may do: all functions that closures of
// the type are made of, or all methods that tables give for the interface's
// one. The program is closed, so these are all that there are, unless it
// accesses values dynamically; then such calls may do anything.
//
// A component that has not settled after kMaxRounds rounds may do anything; so
// does a call with more than kMaxCandidates candidates. Natives do what they
// are declared to do. A native that may run code of the program (it may panic,
// collect and block) may call every method of what it gets, and every function
// value: what lies in interface values and closures escapes there.
//
// Cost: linear in the program times the rounds (two, mostly).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "passes/escape/FunctionFlow.h"

#include "mlir/IR/BuiltinOps.h"

#include <deque>

namespace vo::passes {

class ProgramFlow : public Summaries {
public:
  /// What is called: a function, or any of several.
  enum class Kind { Function, Methods, Closures };
  struct Callee {
    Kind kind;
    ir::FuncOp function; // of that kind
    /// What it calls, or the candidates.
    llvm::SmallVector<Callee *> callees;
    /// Of candidates, in terms of the operands of a call; made when it is asked
    /// for, and dropped when a candidate changes.
    std::optional<llvm::SmallVector<ir::FlowEdge>> joined;
    bool isJoined = false;
  };
  /// The call graph with a root that calls everything.
  struct CallGraph {
    Callee root;
  };

  /// Takes what functions with bodies do from their attributes.
  explicit ProgramFlow(mlir::ModuleOp module);

  /// Finds out what all functions with bodies do, and writes it as their
  /// attribute `effects`.
  void analyze();

  std::optional<llvm::ArrayRef<ir::FlowEdge>>
  flowOf(ir::CallLikeOpInterface call) override;

  /// Functions that may do anything after analyze().
  size_t unknownCount() const { return unknown; }

private:
  Callee *make(Kind kind, ir::FuncOp function = {});
  void addCandidates();
  /// Null when anything may run.
  Callee *calleeOf(ir::CallLikeOpInterface call) const;
  void settle(llvm::ArrayRef<Callee *> component);
  /// Whether the summary has changed.
  bool update(Callee &callee);
  void giveUp(Callee &callee);
  void join(Callee &callee);

  mlir::ModuleOp module;
  mlir::SymbolTable symbols;
  std::deque<Callee> callees;
  CallGraph graph;
  llvm::DenseMap<mlir::Operation *, Callee *> functions;
  llvm::DenseMap<mlir::Type, Callee *> closures; // by signature
  llvm::DenseMap<std::pair<mlir::Attribute, mlir::Attribute>, Callee *>
      methods;          // by interface and name
  bool isClosed = true; // no dynamic access
  size_t unknown = 0;
};

} // namespace vo::passes
