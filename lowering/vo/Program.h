//===- Program.h - What the whole module tells the patterns -----*- C++ -*-===//
//
// Collected before the conversion from what goes during it: symbols, and the
// call graph of the program (which is closed: nothing is linked to it but the
// runtime).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "lowering/vo/MemoryLayouts.h"
#include "runtime/abi/Entries.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

#include <optional>

namespace vo::lowering {

/// Names of the functions by which code is called by address: with the closure
/// or with an interface's two data scalars first. No identifier has a '$'.
inline std::string closureEntryName(llvm::StringRef function) {
  return (function + "$closure").str();
}
inline std::string methodEntryName(llvm::StringRef function) {
  return (function + "$method").str();
}
/// With a function value that is bound to an interface value first.
inline std::string boundEntryName(llvm::StringRef method) {
  return (method + "$bound").str();
}
/// The function that calls function values of a vo.type (abi::DynamicCall).
inline std::string dynamicCallName(llvm::StringRef type) {
  return (type + "$call").str();
}
/// A function that defers calls has its body in another one (Deferring.h).
inline std::string bodyName(llvm::StringRef function) {
  return (function + "$body").str();
}
/// What runs a deferred call of the function, and the form of it that recovers.
inline std::string deferEntryName(llvm::StringRef function) {
  return (function + "$defer").str();
}
inline std::string recoveringName(llvm::StringRef function) {
  return (function + "$recovering").str();
}
/// The table of all methods.
inline constexpr llvm::StringLiteral kMethodsName = "methods$";

/// A function of the standard library.
struct NativeFunction {
  std::string name; // "<package>.<function>"
  /// The runtime entry; none when the runtime has none.
  std::optional<abi::EntryId> entry;
  /// Whether the declaration has the entry's parameters and results.
  bool fits;
};

/// What the frame object of a function that defers holds: the DeferFrame, and
/// one behind the other the results or their boxes, the arguments, and the
/// records that have their place there.
struct DeferFrameLayout {
  Fields kept, arguments;
  std::string letters; // of the whole object
};

/// The results of a function, and the numbers of those that no box holds.
struct HollowResults {
  llvm::ArrayRef<mlir::Type> types;
  llvm::ArrayRef<int64_t> numbers;
};

/// A function that defers calls.
struct DeferringFunction {
  DeferFrameLayout frame;
  /// Types of the boxes of named results; empty when results are not boxed.
  llvm::SmallVector<mlir::Type> boxes;
  /// Whether some of the calls depend on whether the function fails.
  bool hasErrorCalls = false;
  /// Number of the result that tells.
  std::optional<unsigned> errorResult;
};

/// A function that runs its deferred calls itself (`vo.open_defers`).
struct OpenFunction {
  struct Call {
    mlir::FlatSymbolRefAttr callee;
    llvm::SmallVector<mlir::Type> arguments;
    int64_t record; // offset in the frame object
  };
  /// In an order in which they may be executed.
  llvm::SmallVector<Call> calls;
  std::string letters; // of the frame object: the DeferFrame, and the records
};

class Program {
public:
  explicit Program(mlir::ModuleOp module);

  MemoryLayouts layouts;

  /// Whether the function may be active more than once: it is on a cycle of the
  /// call graph.
  bool isRecursive(ir::FuncOp function) const {
    return recursive.contains(function);
  }
  /// The native of that name; null for functions of the program.
  const NativeFunction *native(mlir::FlatSymbolRefAttr name) const;

  /// Runtime type of an interface value made of `name`, a vo.type or vo.itab.
  ir::TypeOp typeOf(mlir::FlatSymbolRefAttr name) const;
  /// Header word of such a value.
  uint64_t headerOf(mlir::FlatSymbolRefAttr name) const;
  /// Types that implement an interface, with the numbers of their tables.
  ir::ImplementersAttr implementers(ir::InterfaceOp interface);

  /// Whether function values are made of the function, or method tables hold
  /// it: code that is called by address.
  bool isClosureTarget(ir::FuncOp function) const {
    return closureTargets.contains(function.getSymNameAttr());
  }
  bool isMethodTarget(ir::FuncOp function) const {
    return methodTargets.contains(function.getSymNameAttr());
  }
  /// Whether dynamic access makes function values of the method.
  bool isBoundTarget(ir::FuncOp function) const {
    return boundTargets.contains(function.getSymNameAttr());
  }
  bool isDeferTarget(ir::FuncOp function) const {
    return deferTargets.contains(function.getSymNameAttr());
  }
  /// Whether the function has a second form that recovers.
  bool recovers(mlir::StringAttr function) const {
    return recovering.contains(function);
  }
  /// Whether it matters to the function that it is called as a deferred one.
  bool caresForDeferral(ir::FuncOp function) const {
    return recovers(function.getSymNameAttr()) || deferring(function);
  }
  /// Whether function values are made of such functions.
  bool hasCaringClosures() const { return caringClosures; }
  /// Name of the entry that runs function values of a type later, in a
  /// "defer" or "go" statement, and whether it has to be made.
  std::pair<std::string, bool> closureEntry(llvm::StringRef statement,
                                            mlir::Type closure);
  /// Whether the entry has to be made: nobody asked for it before.
  bool addEntry(llvm::StringRef name) { return entries.insert(name).second; }
  /// Result types of a function.
  llvm::ArrayRef<mlir::Type> resultsOf(mlir::FlatSymbolRefAttr function) const {
    return results.lookup(function.getAttr());
  }

  /// Null when all results of the function have contents.
  const HollowResults *hollow(llvm::StringRef function) const {
    auto it = hollowResults.find(function);
    return it == hollowResults.end() ? nullptr : &it->second;
  }

  /// Of a function that runs its deferred calls itself, else null.
  const OpenFunction *open(llvm::StringRef function) const;
  /// The frame object of such a function; null for others.
  mlir::Value &openFrame(mlir::func::FuncOp function) {
    return openFrames[function];
  }

  /// Null when the function defers nothing, or runs what it defers itself.
  const DeferringFunction *deferring(ir::FuncOp function) const;
  /// Where in the frame object the record of a deferred call is; nothing when
  /// it is an object of its own.
  std::optional<int64_t> frameRecord(mlir::Operation *defer) const;
  /// The same for the function with its body.
  const DeferringFunction *deferringBody(mlir::func::FuncOp body) const;

  /// Position of a method in its interface.
  static unsigned methodIndex(ir::InterfaceOp interface, llvm::StringRef name);
  ir::InterfaceOp interface(mlir::FlatSymbolRefAttr name) const {
    return interfaces.lookup(name.getAttr());
  }
  /// Storage types of the types in a list that may be missing, side by side.
  mlir::TupleType storages(std::optional<mlir::ArrayAttr> names) const;
  /// Defines the table of all methods, as LowerCode.cpp reads it.
  void defineMethods(mlir::ModuleOp module) const;

  /// How the words of a value in memory compare, an abi::ComparedWord each.
  std::string comparedLetters(mlir::Type storage);
  size_t leafCount(mlir::Type storage);

  /// What the module descriptor says of runtime types, as attributes.
  void describeTypes(mlir::ModuleOp module);
  /// Turns the name of the errors' method table into its number. Fails when
  /// errors are not what the runtime makes.
  mlir::LogicalResult numberErrorItab(mlir::ModuleOp module);

private:
  void addItab(ir::ItabOp itab);
  void findTargets(mlir::ModuleOp module);
  void addDeferring(ir::FuncOp function);
  void addOpen(ir::FuncOp function);
  DeferFrameLayout layOutFrame(ir::FuncOp function,
                               llvm::ArrayRef<mlir::Type> boxes);

  mlir::ModuleOp module;
  mlir::MLIRContext *context;
  llvm::DenseSet<mlir::Operation *> recursive;
  llvm::DenseMap<mlir::Attribute, NativeFunction> natives;
  llvm::DenseMap<mlir::Attribute, ir::TypeOp> types;
  llvm::DenseMap<mlir::Attribute, ir::InterfaceOp> interfaces;
  llvm::DenseSet<mlir::Attribute> closureTargets, methodTargets, boundTargets,
      deferTargets;
  llvm::DenseSet<mlir::Attribute> recovering;
  bool caringClosures = false;
  llvm::StringMap<llvm::DenseMap<mlir::Type, std::string>> closureEntries;
  llvm::StringSet<> entries;
  llvm::DenseMap<mlir::Attribute, llvm::ArrayRef<mlir::Type>> results;
  llvm::StringMap<HollowResults> hollowResults; // by function
  /// By name of the function, and of its body.
  llvm::StringMap<DeferringFunction> deferringFunctions, bodies;
  llvm::StringMap<OpenFunction> openFunctions;
  llvm::DenseMap<mlir::Operation *, mlir::Value> openFrames;
  llvm::DenseMap<mlir::Operation *, int64_t> frameRecords;
  /// The functions of all method tables, one table after the other.
  llvm::SmallVector<mlir::Attribute> methods;
  /// Method tables; the number of one is that of its first row in the table of
  /// all methods, whose row 0 is nobody's.
  llvm::DenseMap<mlir::Attribute, std::pair<ir::ItabOp, uint32_t>> itabs;
  /// rttid and method table of the types that implement an interface.
  llvm::DenseMap<mlir::Attribute,
                 llvm::SmallVector<std::pair<uint32_t, uint32_t>>>
      implementerRows;
};

} // namespace vo::lowering
