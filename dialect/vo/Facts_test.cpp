//===- Facts_test.cpp - Every operation says what it may do ---------------===//
//
// Visits all operations in the examples of tests/dialect/vo, which must show
// every registered one, and checks that their facts are declared and agree with
// each other.
//
//===----------------------------------------------------------------------===//

#include "dialect/vo/Vo.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Parser/Parser.h"
#include "llvm/ADT/StringSet.h"

#include <gtest/gtest.h>

#include <filesystem>

using namespace mlir;
using namespace vo::ir;

namespace {

class Facts : public testing::Test {
protected:
  Facts() {
    context.loadDialect<VoDialect, arith::ArithDialect, cf::ControlFlowDialect,
                        math::MathDialect>();
  }

  /// Calls `check` with each operation of the dialect in the examples.
  void forEachOperation(llvm::function_ref<void(Operation *)> check) {
    namespace fs = std::filesystem;
    for (const auto &file : fs::directory_iterator("tests/dialect/vo")) {
      if (!file.path().filename().string().starts_with("roundtrip-"))
        continue;
      auto module = parseSourceFile<ModuleOp>(file.path().string(), &context);
      ASSERT_TRUE(module) << file.path();
      module->walk([&](Operation *op) {
        if (op->getName().getDialectNamespace() == "vo")
          check(op);
      });
    }
  }

  MLIRContext context;
};

std::string describe(Operation *op) {
  std::string text;
  llvm::raw_string_ostream(text) << *op;
  return text;
}

TEST_F(Facts, EveryOperationHasAnExample) {
  llvm::StringSet<> seen;
  forEachOperation(
      [&](Operation *op) { seen.insert(op->getName().getStringRef()); });
  for (RegisteredOperationName name :
       context.getRegisteredOperationsByDialect("vo"))
    EXPECT_TRUE(seen.contains(name.getStringRef()))
        << name.getStringRef().str() << " is in no example";
}

TEST_F(Facts, AreDeclaredForEveryOperation) {
  for (RegisteredOperationName name :
       context.getRegisteredOperationsByDialect("vo")) {
    EXPECT_TRUE(name.hasInterface<FactsOpInterface>())
        << name.getStringRef().str();
    EXPECT_TRUE(name.hasInterface<FlowOpInterface>())
        << name.getStringRef().str();
  }
}

// A panic is an effect: what may panic is neither dropped nor moved.
TEST_F(Facts, PanicsAreEffects) {
  forEachOperation([](Operation *op) {
    if (!cast<FactsOpInterface>(op).getPanics().empty())
      EXPECT_FALSE(isMemoryEffectFree(op)) << describe(op);
  });
}

// The collector runs because something is allocated or other code runs.
TEST_F(Facts, CollectionsHaveAReason) {
  forEachOperation([](Operation *op) {
    auto facts = cast<FactsOpInterface>(op);
    bool allocates = isa<AllocationOpInterface>(op);
    bool runsCode = isa<CallLikeOpInterface>(op) || facts.mayBlock() ||
                    facts.getPanics().isAny();
    if (facts.mayCollect())
      EXPECT_TRUE(allocates || runsCode) << describe(op);
    if (allocates || facts.mayBlock())
      EXPECT_TRUE(facts.mayCollect()) << describe(op);
  });
}

// Whoever tells MLIR of an allocation on the heap tells our passes, too.
TEST_F(Facts, HeapAllocationsHaveTheInterface) {
  forEachOperation([](Operation *op) {
    auto effects = dyn_cast<MemoryEffectOpInterface>(op);
    if (!effects)
      return;
    SmallVector<MemoryEffects::EffectInstance> list;
    effects.getEffects(list);
    for (const MemoryEffects::EffectInstance &effect : list)
      if (isa<MemoryEffects::Allocate>(effect.getEffect()) &&
          isa<HeapResource>(effect.getResource()))
        EXPECT_TRUE(isa<AllocationOpInterface>(op)) << describe(op);
  });
}

// References come from somewhere: an edge, the allocation itself, a constant.
TEST_F(Facts, ResultsHaveASource) {
  forEachOperation([](Operation *op) {
    FlowEdges edges(op->getContext());
    cast<FlowOpInterface>(op).getFlow(edges);
    Value fresh;
    if (auto allocation = dyn_cast<AllocationOpInterface>(op))
      fresh = allocation.getAllocated();
    for (OpResult result : op->getResults()) {
      if (!holdsReferences(result.getType()) || result == fresh ||
          op->hasTrait<OpTrait::ConstantLike>())
        continue;
      EXPECT_TRUE(llvm::any_of(edges.get(), [&](const FlowEdge &edge) {
        return edge.to.kind == FlowPoint::Kind::Result &&
               edge.to.index == result.getResultNumber();
      })) << describe(op);
    }
  });
}

TEST_F(Facts, EdgesEndAtOperandsAndResults) {
  forEachOperation([](Operation *op) {
    FlowEdges edges(op->getContext());
    cast<FlowOpInterface>(op).getFlow(edges);
    for (const FlowEdge &edge : edges.get())
      for (const FlowPoint &point : {edge.from, edge.to}) {
        if (point.kind == FlowPoint::Kind::Argument)
          EXPECT_LT(point.index, op->getNumOperands()) << describe(op);
        if (point.kind == FlowPoint::Kind::Result)
          EXPECT_LT(point.index, op->getNumResults()) << describe(op);
      }
  });
}

/// The edges of the first operation of that name in the text, as written.
std::string flowOf(MLIRContext *context, llvm::StringRef name,
                   llvm::StringRef text) {
  auto module = parseSourceString<ModuleOp>(text, context);
  std::string result;
  llvm::raw_string_ostream os(result);
  module->walk([&](FlowOpInterface op) {
    if (op->getName().getStringRef() != name)
      return;
    FlowEdges edges(context);
    op.getFlow(edges);
    os << EffectsAttr::get(context, false, false, false, edges.get());
  });
  return result;
}

// What is stored is captured; what is copied brings along what it refers to.
TEST_F(Facts, StoresAndCopiesCapture) {
  EXPECT_EQ(flowOf(&context, "vo.var.set", R"(
    vo.func @f(%p: !vo.box<i64>) {
      %v = vo.var "v" : !vo.var<!vo.box<i64>>
      vo.var.set %v, %p : !vo.var<!vo.box<i64>>
      vo.return
    })"),
            R"(#vo.effects<arg 1 -> arg 0 "*">)");
  EXPECT_EQ(flowOf(&context, "vo.clone", R"(
    vo.func @f(%p: !vo.box<!vo.string>) {
      %c = vo.clone %p : !vo.box<!vo.string>
      vo.return
    })"),
            R"(#vo.effects<arg 0 "*" -> result 0 "*">)");
  EXPECT_EQ(flowOf(&context, "vo.copy", R"(
    vo.func @f(%a: !vo.slice<!vo.string>, %b: !vo.slice<!vo.string>) {
      %n = vo.copy %a, %b : !vo.slice<!vo.string>, !vo.slice<!vo.string>
      vo.return
    })"),
            R"(#vo.effects<arg 1 "*" -> arg 0 "*">)");
  EXPECT_EQ(flowOf(&context, "vo.append", R"(
    vo.func @f(%a: !vo.slice<!vo.string>, %s: !vo.string) {
      %b = vo.append %a, %s : !vo.slice<!vo.string>, !vo.string
      vo.return
    })"),
            R"(#vo.effects<arg 0 -> result 0, arg 0 "*" -> result 0 "*", )"
            R"(arg 1 -> arg 0 "*", arg 1 -> result 0 "*">)");
}

// Boxing, closures and concatenation may collect, so they are no pure functions
// that could run anywhere.
TEST_F(Facts, PaidValuesCollect) {
  forEachOperation([](Operation *op) {
    if (!isa<NewOp, ClosureNewOp, StringConcatOp, CloneOp, IfaceConvertOp>(op))
      return;
    EXPECT_TRUE(cast<FactsOpInterface>(op).mayCollect()) << describe(op);
    EXPECT_FALSE(isMemoryEffectFree(op)) << describe(op);
  });
}

} // namespace
