//===- Program.h - What the functions of a program do -----------*- C++ -*-===//
//
// Summaries of all functions, from the callees up: the components of the call
// graph in order, each until nothing changes. Where a value decides what runs,
// a call does what any of its candidates may do: all functions that closures of
// the type are made of, or all methods that tables give for the interface's
// one. These are all that there are when the program is closed: when function
// values come from `vo.closure.new` alone, and method tables are all in sight.
// It is not closed when it
//
//   accesses values dynamically (operations and descriptions of methods)
//   has a native of which nothing is known, or that may call functions
//
// and then such calls may do anything.
//
// A component that has not settled after kMaxRounds rounds may do anything; so
// does a call with more than kMaxCandidates candidates. What candidates do is
// joined when it is asked for, and again when one of them changes. The data of
// an interface value has no type, so methods name no places in it.
//
// Natives do what they are declared to do. What they give may be anything that
// is not seen, too, and what they get is the heap's when other goroutines may
// run meanwhile: a stack that does not run may be elsewhere.
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
    Kind kind = Kind::Function;
    ir::FuncOp function; // of that kind
    /// What it calls, or the candidates.
    llvm::SmallVector<Callee *> callees;
    /// Of candidates, in terms of the operands of a call; made when it is asked
    /// for, and dropped when a candidate changes.
    std::optional<llvm::SmallVector<ir::FlowEdge>> joined;
    bool isJoined = false;
    /// What it is a candidate of.
    llvm::SmallVector<Callee *, 2> memberOf;
    /// Whether anything may run below it; whether it may run below itself.
    bool callsUnknown = false;
    bool isRecursive = false;
    /// Whether it does something else than before changeFromCallees().
    bool hasChanged = false;
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

  /// Calls `change` for each group of functions with bodies that call each
  /// other (a cycle), or for one that does not, callees first. Where it returns
  /// true, or something is new about a callee, finds out anew what the one
  /// does; for cycles `change` calls findAnew(). Sound when it makes functions
  /// do less only.
  void changeFromCallees(
      llvm::function_ref<bool(llvm::ArrayRef<ir::FuncOp>, bool isCycle)>
          change);
  /// Finds out from nothing what functions of one group do.
  void findAnew(llvm::ArrayRef<ir::FuncOp> functions);

  std::optional<llvm::ArrayRef<ir::FlowEdge>>
  flowOf(ir::CallLikeOpInterface call) override;

  ir::FuncOp functionOf(llvm::StringRef name) const;
  /// Takes in a function that does what another one does but for an argument
  /// more, finds out what that is, and gives it a name of its own.
  void addVariant(ir::FuncOp variant, ir::FuncOp original);
  /// Erases it; nobody calls it.
  void removeVariant(ir::FuncOp variant);

  /// Whether several activations of the function may be under way, as far as is
  /// known.
  bool mayRecur(ir::FuncOp function) const;

  /// Functions that may do anything after analyze().
  size_t unknownCount() const { return unknown; }

private:
  Callee *make(Kind kind, ir::FuncOp function = {});
  void addCandidates();
  void addCallees(Callee &callee);
  void findRecursion();
  /// Null when anything may run.
  Callee *calleeOf(ir::CallLikeOpInterface call) const;
  std::optional<llvm::SmallVector<ir::FlowEdge>> joinNative(ir::FuncOp native);
  std::optional<llvm::SmallVector<ir::FlowEdge>> joinCandidates(Callee &callee);
  ir::EffectsAttr effectsOf(ir::FuncOp function,
                            llvm::ArrayRef<ir::FlowEdge> edges) const;
  /// Sets what the function does (null: anything), and drops what was joined
  /// from that. Whether it is something else than before.
  bool setEffects(Callee &callee, ir::EffectsAttr effects);
  void settle(llvm::ArrayRef<Callee *> component);
  /// Whether the summary has changed.
  bool update(Callee &callee);
  void join(Callee &callee);

  mlir::ModuleOp module;
  mlir::SymbolTable symbols;
  std::deque<Callee> callees;
  CallGraph graph;
  llvm::DenseMap<mlir::Operation *, Callee *> functions;
  llvm::DenseMap<mlir::Type, Callee *> closures; // by signature
  llvm::DenseMap<std::pair<mlir::Attribute, mlir::Attribute>, Callee *>
      methods; // by interface and name
  bool isClosed = true;
  size_t unknown = 0;
};

} // namespace vo::passes
