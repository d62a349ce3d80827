//===- Conventions.h - What Vo modules look like as LLVM IR -----*- C++ -*-===//
//
// The names and shapes that every pass of this folder relies on (README.md
// lists them for whoever produces the modules). Pure queries.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/abi/Entries.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/IR/InstrTypes.h"

namespace llvm {
class Function;
class TargetLibraryInfo;
class Type;
class Value;
} // namespace llvm

namespace vo::lowering {

/// Address space of references into the managed heap.
inline constexpr unsigned kReferenceSpace = 1;

/// GC strategy of Vo functions in the IR that users see.
inline constexpr char kStatepointGC[] = "statepoint-example";

/// GC strategy that Vo functions are given right before code generation, so
/// that our own stack-map table is written (StackMapPrinter.h).
inline constexpr char kCodegenGC[] = "vo";

/// Write barrier: `void @vo.card_mark(ptr addrspace(1) slot, ptr ctx)`.
inline constexpr char kCardMarkName[] = "vo.card_mark";

/// Stack check of a prologue: `void @vo.stack_check(ptr ctx)`.
inline constexpr char kStackCheckName[] = "vo.stack_check";

/// Starts and ends of the lives of stack objects (StackObjects.h).
inline constexpr char kStackObjectName[] = "vo.stack_object";
inline constexpr char kStackEndName[] = "vo.stack_end";

/// The reference of an interface word, or null (ExpandWordLoads.h):
/// `ptr addrspace(1) @vo.load_ref_if(i1 isReference, ptr addrspace(1) slot)`,
/// and the same for words outside the heap, `ptr slot`.
inline constexpr char kLoadRefIfName[] = "vo.load_ref_if";
inline constexpr char kLoadRefIfRawName[] = "vo.load_ref_if.raw";

/// True for the names of functions that stand for operations of this stage:
/// those above, and stores of several words (WordStores.h).
bool isOperationName(llvm::StringRef name);

/// Names under which the attribute of a call carries its location row.
inline constexpr char kStatepointIdAttr[] = "statepoint-id";

/// True for functions that follow the Vo calling convention and are rewritten
/// for statepoints (definitions and declarations).
bool isVoFunction(const llvm::Function &function);

/// The row of abi::kEntries with this name, or null.
const abi::Entry *findEntry(llvm::StringRef name);

/// The runtime entry that `call` calls directly, or null.
const abi::Entry *calledEntry(const llvm::CallBase &call);

/// True if `call` calls a function with this name directly.
bool calls(const llvm::CallBase &call, llvm::StringRef name);

/// Index of the context among the arguments of a swiftcc callee with
/// `parameterCount` parameters: the last for runtime entries, else the first.
unsigned contextIndex(const abi::Entry *callee, unsigned parameterCount);

/// True for `ptr addrspace(1)`.
bool isReference(const llvm::Type *type);

/// True if a value of this type holds a reference at any depth (structs,
/// arrays and vectors).
bool containsReference(const llvm::Type *type);

/// True if RewriteStatepointsForGC will turn `call` into a statepoint, so that
/// references may change there.
bool isSafepoint(const llvm::CallBase &call,
                 const llvm::TargetLibraryInfo &libraryInfo);

/// Reports an error of the compiler itself on the module's context. Every
/// consumer of the pipeline turns it into a failed compilation.
void reportInternalError(const llvm::Function &function,
                         const llvm::Twine &message);
/// The same, naming `value` in the message.
void reportInternalError(const llvm::Function &function,
                         const llvm::Twine &message, const llvm::Value &value);

} // namespace vo::lowering
