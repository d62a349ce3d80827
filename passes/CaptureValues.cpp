//===- CaptureValues.cpp - Captured variables that are never written ------===//
//
// A captured variable is a box, because the function value and its maker must
// see each other's writes. Where nobody writes it any more once it is captured,
// the function value holds the contents instead, and the box goes:
//
//   %b = vo.new : !vo.box<i64>
//   vo.store %b, %x                                %f = vo.closure.new @g[%x]
//   %f = vo.closure.new @g[%b]            becomes
//   vo.func @g(%b: !vo.box<i64>, ...)              vo.func @g(%v: i64, ...)
//     %v = vo.load %b
//
// Boxes and parameters that captures connect change together or not at all: a
// function has one form for everybody who makes values of it, and may itself
// make function values with what it captured.
//
// Sound, when for a connected set:
//  1. Every member is the result of a `vo.new` or a captured parameter of a
//     private function that nobody names but `vo.closure.new`, so all that may
//     come in is known.
//  2. Parameters are only loaded from and captured. Boxes are only loaded from,
//     stored to and captured: nobody else can have them.
//  3. The stores to a box are in the block that makes it, in front of the first
//     capture. Uses in other blocks are dominated by that block's end. So
//     whatever looks at the box finds what the last store in front of it left:
//     a new box, with stores of its own, comes with each execution of the
//     block.
//  4. A captured box is never nil, so the loads never panic.
//
// Cost: linear in the program, but for sorting the uses of each box. Not
// handled: boxes of several leaves (structs, arrays), variables that are
// declared in one block and first assigned in another.
//
//===----------------------------------------------------------------------===//

#include "passes/Passes.h"

#include "dialect/vo/Leaves.h"

#include "mlir/IR/Remarks.h"
#include "llvm/ADT/IntEqClasses.h"
#include "llvm/ADT/MapVector.h"

using namespace mlir;

namespace vo::passes {

#define GEN_PASS_DEF_CAPTUREVALUES
#include "passes/Passes.h.inc"

/// The only leaf of a box; null when there are none or several.
static Type onlyLeaf(Type type) {
  auto box = dyn_cast<ir::BoxType>(type);
  if (!box || box.getContents().size() != 1)
    return {};
  Type contents = box.getContents().front();
  return ir::isLeaf(contents) ? contents : Type();
}

/// Whether the operation reads the box, or writes it with a value.
static bool isLoad(Operation *user) {
  auto load = dyn_cast<ir::LoadOp>(user);
  return load && load.getValues().size() <= 1;
}
static bool isStoreTo(Operation *user, Value box) {
  auto store = dyn_cast<ir::StoreOp>(user);
  return store && store.getPointer() == box && store.getValues().size() == 1 &&
         store.getValues().front() != box;
}

namespace {

/// The captured variables of a program, in connected sets.
class Captures {
public:
  explicit Captures(ModuleOp module) {
    findFunctions(module);
    module.walk([&](ir::ClosureNewOp op) {
      ir::FuncOp function = functions.lookup(op.getFunctionAttr().getAttr());
      for (auto [i, capture] : llvm::enumerate(op.getCaptures()))
        if (onlyLeaf(capture.getType())) {
          unsigned box = number(capture);
          if (function)
            classes.join(box, number(function.getArgument(i)));
          else
            isRefused[box] = true;
        }
    });
    for (auto [value, number] : numbers)
      if (!isRefused[number] && !mayChange(value))
        isRefused[number] = true;
    classes.compress();
    refusedClasses.resize(classes.getNumClasses());
    for (auto [value, number] : numbers)
      if (isRefused[number])
        refusedClasses[classes[number]] = true;
  }

  /// The boxes and parameters that may become values, in the program's order.
  SmallVector<Value> changing() const {
    SmallVector<Value> values;
    for (auto [value, number] : numbers)
      if (!refusedClasses[classes[number]])
        values.push_back(value);
    return values;
  }
  unsigned classOf(Value value) const { return classes[numbers.lookup(value)]; }

private:
  /// Functions of which all uses are known.
  void findFunctions(ModuleOp module) {
    for (auto function : module.getOps<ir::FuncOp>())
      if (function.captureCount() > 0 && function.isPrivate() &&
          !function.isExternal())
        functions[function.getSymNameAttr()] = function;
    auto uses = SymbolTable::getSymbolUses(&module.getBodyRegion());
    if (!uses)
      return functions.clear();
    for (SymbolTable::SymbolUse use : *uses)
      if (!isa<ir::ClosureNewOp>(use.getUser()))
        functions.erase(use.getSymbolRef().getRootReference());
  }

  unsigned number(Value box) {
    auto [place, isNew] = numbers.try_emplace(box, numbers.size());
    if (isNew) {
      classes.grow(numbers.size());
      isRefused.resize(numbers.size());
    }
    return place->second;
  }

  bool mayChange(Value box) const {
    if (auto parameter = dyn_cast<BlockArgument>(box))
      return mayChangeParameter(parameter);
    auto object = box.getDefiningOp<ir::NewOp>();
    return object && mayChangeObject(object);
  }

  bool mayChangeParameter(BlockArgument parameter) const {
    auto function = dyn_cast<ir::FuncOp>(parameter.getOwner()->getParentOp());
    return function && parameter.getOwner()->isEntryBlock() &&
           parameter.getArgNumber() < function.captureCount() &&
           functions.lookup(function.getSymNameAttr()) == function &&
           llvm::all_of(
               parameter.getUsers(),
               [](Operation *user) {
                 return isLoad(user) || isa<ir::ClosureNewOp>(user);
               });
  }

  static bool mayChangeObject(ir::NewOp object) {
    Value box = object.getObject();
    Operation *firstCapture = nullptr, *lastStore = nullptr;
    for (Operation *user : box.getUsers()) {
      bool isHere = user->getBlock() == object->getBlock();
      if (isStoreTo(user, box)) {
        if (!isHere)
          return false;
        if (!lastStore || lastStore->isBeforeInBlock(user))
          lastStore = user;
      } else if (isa<ir::ClosureNewOp>(user)) {
        if (isHere && (!firstCapture || user->isBeforeInBlock(firstCapture)))
          firstCapture = user;
      } else if (!isLoad(user)) {
        return false;
      }
    }
    return !firstCapture || !lastStore ||
           lastStore->isBeforeInBlock(firstCapture);
  }

  DenseMap<Attribute, ir::FuncOp> functions;
  llvm::MapVector<Value, unsigned> numbers;
  llvm::IntEqClasses classes;
  BitVector isRefused, refusedClasses;
};

struct CaptureValues : impl::CaptureValuesBase<CaptureValues> {
  using CaptureValuesBase::CaptureValuesBase;

  void runOnOperation() override {
    Captures captures(getOperation());
    DenseMap<unsigned, bool> chosen; // sets, within `max-sets`
    for (Value value : captures.changing()) {
      auto [set, isNew] = chosen.try_emplace(captures.classOf(value));
      if (isNew)
        set->second = mayRewrite(*this, placeOf(value), maxSets, numSets);
      if (!set->second)
        continue;
      numSets += isNew;
      if (auto parameter = dyn_cast<BlockArgument>(value))
        changeParameter(parameter);
      else
        changeObject(value.getDefiningOp<ir::NewOp>());
    }
  }

  /// What stands for the variable: the object, or the function with it.
  static Operation *placeOf(Value value) {
    Operation *object = value.getDefiningOp();
    return object ? object : value.getParentBlock()->getParentOp();
  }

  static void replaceLoad(ir::LoadOp load, Value contents) {
    if (!load.getValues().empty())
      load.getValues().front().replaceAllUsesWith(contents);
    load.erase();
  }

  void changeParameter(BlockArgument parameter) {
    auto function = cast<ir::FuncOp>(parameter.getOwner()->getParentOp());
    Type type = ir::registerOf(onlyLeaf(parameter.getType()));
    parameter.setType(type);
    SmallVector<Type> inputs(function.getArgumentTypes());
    inputs[parameter.getArgNumber()] = type;
    function.setFunctionType(
        FunctionType::get(&getContext(), inputs, function.getResultTypes()));
    for (Operation *user : llvm::make_early_inc_range(parameter.getUsers()))
      if (auto load = dyn_cast<ir::LoadOp>(user))
        replaceLoad(load, parameter);
    ++numParameters;
  }

  void changeObject(ir::NewOp object) {
    Value box = object.getObject();
    Type leaf = onlyLeaf(box.getType());
    OpBuilder builder(object);
    Value contents =
        object.getLeaves().empty()
            ? ir::zeroOf(builder, object.getLoc(), ir::registerOf(leaf))
            : ir::narrowed(builder, object.getLoc(), object.getLeaves().front(),
                           leaf);
    SmallVector<Operation *> here;
    for (Operation *user : box.getUsers())
      if (user->getBlock() == object->getBlock())
        here.push_back(user);
    llvm::sort(here, [](Operation *one, Operation *other) {
      return one->isBeforeInBlock(other);
    });
    here.erase(llvm::unique(here), here.end());
    for (Operation *user : here) {
      if (auto load = dyn_cast<ir::LoadOp>(user)) {
        replaceLoad(load, contents);
      } else if (auto store = dyn_cast<ir::StoreOp>(user)) {
        builder.setInsertionPoint(store);
        contents = ir::narrowed(builder, store.getLoc(),
                                store.getValues().front(), leaf);
        store.erase();
      }
    }
    for (Operation *user : llvm::make_early_inc_range(box.getUsers()))
      if (auto load = dyn_cast<ir::LoadOp>(user))
        replaceLoad(load, contents);
    box.replaceAllUsesWith(contents);
    remark::passed(object.getLoc(), remark::RemarkOpts::name("capture-by-value")
                                        .category("vo-capture-values"))
        << "nobody writes the variable once it is captured";
    object.erase();
    ++numBoxes;
  }
};

} // namespace

} // namespace vo::passes
