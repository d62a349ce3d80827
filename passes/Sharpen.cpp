//===- Sharpen.cpp - References that box strings and slices as values -----===//
//
// The bytecode's slots are typed only as far as the collector needs it, so
// merged values, parameters and results arrive as `!vo.ref` even where the
// program means a string or a slice. A place of type `!vo.ref` (block argument,
// parameter, result) is given the type T = `!vo.string` or `!vo.slice` when
//
//   1. something that flows in is a `vo.box` of a T, or something that reads it
//      is a `vo.unbox` to T, or it is joined by flow to a place with that
//      property, and
//   2. no evidence of 1. names two different types, and
//   3. for parameters and results: the function is private and all its uses are
//      `vo.call`s.
//
// Soundness: in a typed program all values that reach one use have one type,
// and null, the only untyped value, is the box of "" and of nil. A value whose
// static type was a string (slice) at one use is therefore a box of a string
// (slice) or null, and unboxing it early reads an object of the right layout.
//
// The rewrite puts `vo.unbox` where values flow in and `vo.box` before the uses
// that want a reference; folds cancel the pairs. A value that is only stored to
// memory again may be re-boxed (an allocation where the bytecode has none);
// evidence from an unbox or a box in sight makes that rare.
//
// Cost: linear in the uses of `!vo.ref` values (union-find).
// Not handled: functions called through closures and interfaces, which keep the
// slot types.
//
//===----------------------------------------------------------------------===//

#include "passes/Passes.h"

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/EquivalenceClasses.h"

using namespace mlir;
using namespace vo::ir;

namespace vo::passes {
#define GEN_PASS_DEF_SHARPEN
#include "passes/Passes.h.inc"
} // namespace vo::passes

namespace {

/// What is known of one class of places.
struct Evidence {
  Type type;
  bool conflict = false;

  void add(Type other) {
    if (type && other && type != other)
      conflict = true;
    if (!type)
      type = other;
  }
  void add(const Evidence &other) {
    add(other.type);
    conflict |= other.conflict;
  }
};

/// A place: a block argument (also parameters), or a result of a function
/// (number behind its operation).
using Place = std::pair<void *, unsigned>;

class Sharpener {
public:
  explicit Sharpener(ModuleOp module) : module(module) {}

  void run();

  int64_t numBlockArguments = 0, numParameters = 0, numResults = 0;

private:
  static Place argumentPlace(BlockArgument argument) {
    return {argument.getAsOpaquePointer(), ~0u};
  }
  static Place resultPlace(FuncOp func, unsigned result) {
    return {func.getOperation(), result};
  }

  void collectFunctions();
  FuncOp changeableCallee(CallOp call);
  void collect(FuncOp func);
  void collectBranch(BranchOpInterface branch);
  void collectCall(CallOp call);
  void flow(Value from, Place to);
  void flow(ValueRange values, Block &block);
  void use(OpOperand &operand, Place place);
  std::optional<Place> placeOf(Value value);
  Type typeOf(Place place);
  void note(Place place, Type type);

  void rewrite(FuncOp func);
  void rewriteCall(CallOp call);
  void rewriteReturn(ReturnOp ret);
  void rewriteBranch(BranchOpInterface branch);
  void sharpenArguments(FuncOp func);
  void sharpenResults(FuncOp func);
  Value convert(OpBuilder &builder, Location loc, Value value, Type type);

  ModuleOp module;
  SymbolTableCollection symbols;
  llvm::DenseSet<Operation *> fixed; // functions that keep their type
  llvm::EquivalenceClasses<Place> classes;
  llvm::DenseMap<Place, Evidence> evidence; // by place; joined by class later
  llvm::DenseMap<Place, Evidence> joined;   // by class leader
};

} // namespace

static bool isRef(Type type) { return isa<RefType>(type); }

//===----------------------------------------------------------------------===//
// Evidence
//===----------------------------------------------------------------------===//

void Sharpener::note(Place place, Type type) {
  classes.insert(place);
  evidence[place].add(type);
}

/// The function that is called, if its type may change; else null.
FuncOp Sharpener::changeableCallee(CallOp call) {
  auto callee =
      symbols.lookupNearestSymbolFrom<FuncOp>(call, call.getCalleeAttr());
  return callee && !fixed.contains(callee) ? callee : FuncOp();
}

/// The place that a reference comes from, if its type may change.
std::optional<Place> Sharpener::placeOf(Value value) {
  if (auto argument = dyn_cast<BlockArgument>(value)) {
    auto func = dyn_cast<FuncOp>(argument.getOwner()->getParentOp());
    if (!func || (argument.getOwner()->isEntryBlock() && fixed.contains(func)))
      return std::nullopt;
    return argumentPlace(argument);
  }
  auto result = cast<OpResult>(value);
  if (auto call = dyn_cast<CallOp>(result.getOwner()))
    if (FuncOp callee = changeableCallee(call))
      return resultPlace(callee, result.getResultNumber());
  return std::nullopt;
}

/// `from` flows into the place `to`.
void Sharpener::flow(Value from, Place to) {
  if (auto box = from.getDefiningOp<BoxOp>())
    note(to, box.getValue().getType());
  else if (auto source = placeOf(from))
    classes.unionSets(*source, to);
}

/// `values` flow into the arguments of a block.
void Sharpener::flow(ValueRange values, Block &block) {
  for (auto [value, argument] : llvm::zip_equal(values, block.getArguments()))
    if (isRef(argument.getType()))
      flow(value, argumentPlace(argument));
}

/// A use of a place: unboxing tells its type, calls, branches and returns are
/// seen from the other side.
void Sharpener::use(OpOperand &operand, Place place) {
  if (auto unbox = dyn_cast<UnboxOp>(operand.getOwner()))
    note(place, unbox.getType());
}

void Sharpener::collectFunctions() {
  SymbolUserMap users(symbols, module); // one walk for all functions
  module.walk([&](FuncOp func) {
    bool direct = func.isPrivate() &&
                  llvm::all_of(users.getUsers(func), llvm::IsaPred<CallOp>);
    if (!direct || func.isExternal())
      fixed.insert(func);
  });
}

void Sharpener::collect(FuncOp func) {
  for (Block &block : func.getBody())
    for (BlockArgument argument : block.getArguments()) {
      if (!isRef(argument.getType()) || !placeOf(argument))
        continue;
      Place place = argumentPlace(argument);
      note(place, Type());
      for (OpOperand &operand : argument.getUses())
        use(operand, place);
    }

  func.walk([&](BranchOpInterface branch) { collectBranch(branch); });
  func.walk([&](CallOp call) { collectCall(call); });
  if (!fixed.contains(func))
    func.walk([&](ReturnOp ret) {
      for (auto [i, value] : llvm::enumerate(ret.getOperands()))
        if (isRef(value.getType()))
          flow(value, resultPlace(func, i));
    });
}

void Sharpener::collectBranch(BranchOpInterface branch) {
  for (auto [i, successor] : llvm::enumerate(branch->getSuccessors()))
    flow(branch.getSuccessorOperands(i).getForwardedOperands(), *successor);
}

void Sharpener::collectCall(CallOp call) {
  FuncOp callee = changeableCallee(call);
  if (!callee)
    return;
  flow(call.getOperands(), callee.getBody().front());
  for (auto [i, result] : llvm::enumerate(call.getResults()))
    if (isRef(result.getType()))
      for (OpOperand &operand : result.getUses())
        use(operand, resultPlace(callee, i));
}

/// The type that a place gets, or null.
Type Sharpener::typeOf(Place place) {
  auto member = classes.findLeader(place);
  if (member == classes.member_end())
    return {};
  const Evidence &known = joined[*member];
  return known.conflict ? Type() : known.type;
}

//===----------------------------------------------------------------------===//
// Rewrite
//===----------------------------------------------------------------------===//

/// Boxes or unboxes `value` to `type`.
Value Sharpener::convert(OpBuilder &builder, Location loc, Value value,
                         Type type) {
  if (value.getType() == type)
    return value;
  if (isRef(type))
    return BoxOp::create(builder, loc, value);
  if (auto box = value.getDefiningOp<BoxOp>();
      box && box.getValue().getType() == type)
    return box.getValue();
  return UnboxOp::create(builder, loc, type, value);
}

/// Gives a reference the sharp type. Unboxes of it are the value itself; other
/// uses get a box, made at the builder.
static void retype(OpBuilder &builder, Value value, Type type) {
  value.setType(type);
  auto box = BoxOp::create(builder, value.getLoc(), value);
  value.replaceAllUsesExcept(box, box);
  for (OpOperand &operand : llvm::make_early_inc_range(box->getUses()))
    if (auto unbox = dyn_cast<UnboxOp>(operand.getOwner())) {
      unbox.replaceAllUsesWith(value);
      unbox.erase();
    }
  if (box->use_empty())
    box.erase();
}

void Sharpener::rewriteCall(CallOp call) {
  FuncOp callee = changeableCallee(call);
  if (!callee)
    return;
  OpBuilder builder(call);
  for (auto [operand, argument] :
       llvm::zip_equal(call->getOpOperands(), callee.getArguments()))
    operand.set(
        convert(builder, call.getLoc(), operand.get(), argument.getType()));
  for (auto [i, result] : llvm::enumerate(call.getResults())) {
    // Again for each result: the unbox of the one before may be gone.
    builder.setInsertionPointAfter(call);
    if (!isRef(result.getType()))
      continue;
    if (Type type = typeOf(resultPlace(callee, i)))
      retype(builder, result, type);
  }
}

void Sharpener::rewriteReturn(ReturnOp ret) {
  auto func = cast<FuncOp>(ret->getParentOp());
  OpBuilder builder(ret);
  for (auto [operand, type] :
       llvm::zip_equal(ret->getOpOperands(), func.getResultTypes()))
    operand.set(convert(builder, ret.getLoc(), operand.get(), type));
}

void Sharpener::rewriteBranch(BranchOpInterface branch) {
  OpBuilder builder(branch);
  for (auto [i, successor] : llvm::enumerate(branch->getSuccessors())) {
    SuccessorOperands operands = branch.getSuccessorOperands(i);
    for (auto [j, argument] : llvm::enumerate(successor->getArguments()))
      if (operands[j].getType() != argument.getType())
        operands.slice(j, 1).assign(
            convert(builder, branch.getLoc(), operands[j], argument.getType()));
  }
}

void Sharpener::rewrite(FuncOp func) {
  SmallVector<CallOp> calls;
  func.walk([&](CallOp call) { calls.push_back(call); });
  for (CallOp call : calls)
    rewriteCall(call);
  func.walk([&](Operation *op) {
    if (auto ret = dyn_cast<ReturnOp>(op))
      rewriteReturn(ret);
    else if (auto branch = dyn_cast<BranchOpInterface>(op))
      rewriteBranch(branch);
  });
}

void Sharpener::sharpenArguments(FuncOp func) {
  for (Block &block : func.getBody())
    for (BlockArgument argument : block.getArguments()) {
      if (!isRef(argument.getType()) || !placeOf(argument))
        continue;
      Type type = typeOf(argumentPlace(argument));
      if (!type)
        continue;
      OpBuilder builder = OpBuilder::atBlockBegin(&block);
      retype(builder, argument, type);
      ++(block.isEntryBlock() ? numParameters : numBlockArguments);
    }
}

/// Gives the function's type its sharp results and parameters.
void Sharpener::sharpenResults(FuncOp func) {
  SmallVector<Type> results(func.getResultTypes());
  for (auto [i, type] : llvm::enumerate(results))
    if (Type sharp = isRef(type) ? typeOf(resultPlace(func, i)) : Type()) {
      type = sharp;
      ++numResults;
    }
  func.setType(FunctionType::get(
      func.getContext(), func.getBody().front().getArgumentTypes(), results));
}

void Sharpener::run() {
  collectFunctions();
  module.walk([&](FuncOp func) { collect(func); });
  for (auto &[place, known] : evidence)
    joined[*classes.findLeader(place)].add(known);

  // Types first, so that the rewrite of uses sees all of them.
  module.walk([&](FuncOp func) {
    sharpenArguments(func);
    if (!fixed.contains(func))
      sharpenResults(func);
  });
  module.walk([&](FuncOp func) { rewrite(func); });
}

namespace {
struct Sharpen : vo::passes::impl::SharpenBase<Sharpen> {
  void runOnOperation() override {
    Sharpener sharpener(getOperation());
    sharpener.run();
    numBlockArguments += sharpener.numBlockArguments;
    numParameters += sharpener.numParameters;
    numResults += sharpener.numResults;
  }
};
} // namespace
