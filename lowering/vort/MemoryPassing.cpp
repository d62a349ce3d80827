//===- MemoryPassing.cpp - Arguments and results in memory ----------------===//

#include "lowering/vort/MemoryPassing.h"

#include "dialect/vort/Vort.h"
#include "lowering/vort/ExpandChecks.h"
#include "runtime/abi/Calls.h"
#include "runtime/abi/Object.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace vo::ir::vort;

namespace vo::lowering {
namespace {

/// What memory is for. Memory of one call is never that of the other.
enum class Use : uint8_t { Arguments, Results };

/// Values of these types one behind the other, a word each.
struct Words {
  Use use;
  SmallVector<Type> types;

  bool empty() const { return types.empty(); }
  bool holdReferences() const {
    return llvm::any_of(types, [](Type type) { return isa<RefType>(type); });
  }
  /// Type of their memory's address.
  Type address(MLIRContext *context) const {
    return holdReferences() ? Type(RefType::get(context))
                            : Type(RawType::get(context));
  }
  ir::LayoutAttr layout(MLIRContext *context) const {
    std::string letters;
    for (Type type : types)
      letters += isa<RefType>(type) ? 'r' : 'v';
    return ir::LayoutAttr::get(context, letters);
  }
};

bool fitsAWord(Type type) {
  return isa<RefType, RawType>(type) || type.isF64() || type.isF32() ||
         (isa<IntegerType>(type) && type.getIntOrFloatBitWidth() <= 64);
}

/// The types that do not travel as arguments, or none.
Words argumentsInMemory(TypeRange types) {
  if (!llvm::all_of(types, fitsAWord) || types.size() <= abi::kDirectArguments)
    types = {};
  return {Use::Arguments, SmallVector<Type>(types.drop_front(std::min<size_t>(
                              types.size(), abi::kDirectArguments)))};
}

/// All of the types, or none.
Words resultsInMemory(TypeRange types) {
  if (!llvm::all_of(types, fitsAWord) || types.size() <= abi::kDirectResults)
    types = {};
  return {Use::Results, SmallVector<Type>(types)};
}

/// Reads and writes of words.
class WordAccess {
public:
  WordAccess(OpBuilder &builder, Location loc) : builder(builder), loc(loc) {}

  void store(ValueRange values, Value memory) {
    for (auto [index, value] : llvm::enumerate(values)) {
      Value word = toWord(value);
      StoreOp::create(builder, loc, word, addressOf(memory, index),
                      kindOf(word.getType()));
    }
  }

  SmallVector<Value> load(TypeRange types, Value memory) {
    SmallVector<Value> values;
    for (auto [index, type] : llvm::enumerate(types)) {
      Type inWord = wordType(type);
      Value word = LoadOp::create(builder, loc, inWord,
                                  addressOf(memory, index), kindOf(inWord),
                                  /*invariant=*/false);
      values.push_back(fromWord(word, type));
    }
    return values;
  }

private:
  Value addressOf(Value memory, size_t index) {
    if (index == 0)
      return memory;
    return AddrOp::create(builder, loc, memory.getType(), memory, Value(),
                          /*scale=*/1,
                          static_cast<int64_t>(index * abi::kWordBytes));
  }

  Type wordType(Type type) {
    return isa<RefType, RawType>(type) || type.isF64()
               ? type
               : Type(builder.getI64Type());
  }

  static MemKind kindOf(Type type) {
    return isa<RefType>(type)   ? MemKind::Ref
           : isa<RawType>(type) ? MemKind::Raw
           : type.isF64()       ? MemKind::F64
                                : MemKind::I64;
  }

  Value toWord(Value value) {
    if (value.getType().isF32())
      value =
          arith::BitcastOp::create(builder, loc, builder.getI32Type(), value);
    if (isa<IntegerType>(value.getType()) && !value.getType().isInteger(64))
      value = arith::ExtUIOp::create(builder, loc, builder.getI64Type(), value);
    return value;
  }

  Value fromWord(Value word, Type type) {
    if (word.getType() == type)
      return word;
    Type narrow = type.isF32() ? Type(builder.getI32Type()) : type;
    Value value = arith::TruncIOp::create(builder, loc, narrow, word);
    return type.isF32()
               ? arith::BitcastOp::create(builder, loc, type, value).getResult()
               : value;
  }

  OpBuilder &builder;
  Location loc;
};

class Rewriter {
public:
  explicit Rewriter(func::FuncOp function)
      : function(function), builder(function.getContext()) {}

  DenseSet<Value> run() {
    function.walk([&](Operation *op) {
      if (isa<func::CallOp, CallIndirectOp>(op))
        calls.push_back(op);
      else if (isa<func::ReturnOp>(op))
        returns.push_back(op);
    });
    for (Operation *op : calls) {
      if (auto call = dyn_cast<func::CallOp>(op))
        rewrite(call);
      else
        rewrite(cast<CallIndirectOp>(op));
    }
    rewriteArguments();
    rewriteResults();
    return parameters;
  }

private:
  //===--------------------------------------------------------------------===//
  // Calls
  //===--------------------------------------------------------------------===//

  func::CallOp makeCall(func::CallOp call, TypeRange results,
                        ValueRange arguments) {
    return func::CallOp::create(builder, call.getLoc(), call.getCallee(),
                                results, arguments);
  }
  static ValueRange argumentsOf(func::CallOp call) {
    return call.getOperands();
  }
  CallIndirectOp makeCall(CallIndirectOp call, TypeRange results,
                          ValueRange arguments) {
    return CallIndirectOp::create(builder, call.getLoc(), results,
                                  call.getCode(), arguments);
  }
  static ValueRange argumentsOf(CallIndirectOp call) {
    return call.getArguments();
  }

  template <typename Call> void rewrite(Call call) {
    ValueRange given = argumentsOf(call);
    Words arguments = argumentsInMemory(given.getTypes());
    Words results = resultsInMemory(call.getResultTypes());
    if (arguments.empty() && results.empty())
      return;
    Location loc = call.getLoc();
    builder.setInsertionPoint(call);
    SmallVector<Value> passed(given);
    Value argumentMemory, resultMemory;
    if (!arguments.empty()) {
      argumentMemory = makeMemory(arguments, loc);
      WordAccess(builder, loc)
          .store(given.drop_front(abi::kDirectArguments), argumentMemory);
      passed.truncate(abi::kDirectArguments);
      passed.push_back(argumentMemory);
    }
    if (!results.empty()) {
      resultMemory = makeMemory(results, loc);
      passed.push_back(resultMemory);
    }
    auto made = makeCall(
        call, results.empty() ? TypeRange(call.getResultTypes()) : TypeRange(),
        passed);
    made->setDiscardableAttrs(call->getDiscardableAttrDictionary());
    SmallVector<Value> values(made.getResults());
    if (!results.empty())
      values = WordAccess(builder, loc).load(results.types, resultMemory);
    endMemory(arguments, argumentMemory, loc);
    endMemory(results, resultMemory, loc);
    call->replaceAllUsesWith(values);
    call->erase();
  }

  /// Memory for one call.
  Value makeMemory(const Words &words, Location loc) {
    if (!words.holdReferences())
      return frameMemory(words);
    auto object =
        StackObjectOp::create(builder, loc, words.layout(builder.getContext()),
                              /*reserved=*/StringAttr(), /*header=*/UnitAttr());
    object->setDiscardableAttr(kSharedMemory,
                               builder.getStringAttr(words.use == Use::Arguments
                                                         ? "arguments"
                                                         : "results"));
    return object;
  }

  void endMemory(const Words &words, Value memory, Location loc) {
    if (words.holdReferences())
      StackEndOp::create(builder, loc, memory);
  }

  /// Memory for all calls with so many words.
  Value frameMemory(const Words &words) {
    Value &memory = frames[{unsigned(words.use), words.types.size()}];
    if (memory)
      return memory;
    OpBuilder atEntry = OpBuilder::atBlockBegin(&function.front());
    auto frame = FrameOp::create(atEntry, function.getLoc(),
                                 RawType::get(function.getContext()),
                                 words.types.size());
    frame->setDiscardableAttr(kUninitialized, builder.getUnitAttr());
    return memory = frame;
  }

  //===--------------------------------------------------------------------===//
  // The function
  //===--------------------------------------------------------------------===//

  void rewriteArguments() {
    Words arguments = argumentsInMemory(function.getArgumentTypes());
    if (arguments.empty())
      return;
    unsigned count = function.getNumArguments();
    Value memory = addParameter(arguments);
    if (!function.isExternal()) {
      Block &entry = function.front();
      auto begin = entry.begin();
      if (isa<StackCheckOp>(*begin))
        ++begin;
      builder.setInsertionPoint(&entry, begin);
      SmallVector<Value> values =
          WordAccess(builder, function.getLoc()).load(arguments.types, memory);
      for (auto [index, value] : llvm::enumerate(values))
        function.getArgument(abi::kDirectArguments + index)
            .replaceAllUsesWith(value);
    }
    llvm::BitVector gone(count + 1);
    gone.set(abi::kDirectArguments, count);
    (void)function.eraseArguments(gone);
  }

  void rewriteResults() {
    Words results = resultsInMemory(function.getResultTypes());
    if (results.empty())
      return;
    Value memory = addParameter(results);
    for (Operation *op : returns) {
      builder.setInsertionPoint(op);
      WordAccess(builder, op->getLoc()).store(op->getOperands(), memory);
      op->setOperands({});
    }
    (void)function.eraseResults(
        llvm::BitVector(function.getNumResults(), true));
  }

  /// A parameter behind the others, the address of memory; null in a
  /// declaration.
  Value addParameter(const Words &words) {
    (void)function.insertArgument(function.getNumArguments(),
                                  words.address(function.getContext()), {},
                                  function.getLoc());
    if (function.isExternal())
      return {};
    Value memory = function.getArguments().back();
    parameters.insert(memory);
    return memory;
  }

  func::FuncOp function;
  OpBuilder builder;
  SmallVector<Operation *> calls, returns;
  DenseMap<std::pair<unsigned, size_t>, Value> frames;
  DenseSet<Value> parameters;
};

} // namespace

DenseSet<Value> passThroughMemory(func::FuncOp function) {
  return Rewriter(function).run();
}

} // namespace vo::lowering
