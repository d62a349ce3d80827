//===- Program.cpp - What the whole module tells the patterns -------------===//

#include "lowering/vo/Program.h"

#include "dialect/vo/InterfaceHeader.h"
#include "dialect/vo/ModuleAttributes.h"

#include "runtime/abi/Object.h"

#include "llvm/ADT/SCCIterator.h"
#include "llvm/ADT/TypeSwitch.h"

#include <deque>

using namespace mlir;

namespace {
/// A function of the call graph, or its root, which calls all of them.
struct CallNode {
  Operation *function = nullptr;
  SmallVector<CallNode *, 4> callees;
};
} // namespace

template <> struct llvm::GraphTraits<CallNode *> {
  using NodeRef = CallNode *;
  using ChildIteratorType = SmallVectorImpl<CallNode *>::iterator;
  static NodeRef getEntryNode(NodeRef node) { return node; }
  static ChildIteratorType child_begin(NodeRef node) {
    return node->callees.begin();
  }
  static ChildIteratorType child_end(NodeRef node) {
    return node->callees.end();
  }
};

namespace vo::lowering {

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

/// Functions on cycles of the call graph.
static DenseSet<Operation *> findRecursive(ModuleOp module) {
  std::deque<CallNode> nodes(1); // the root first
  DenseMap<Attribute, CallNode *> byName;
  module.walk([&](ir::FuncOp function) {
    nodes.push_back({function, {}});
    byName[function.getSymNameAttr()] = &nodes.back();
    nodes.front().callees.push_back(&nodes.back());
  });
  for (CallNode &node : nodes)
    if (node.function)
      node.function->walk([&](ir::CallLikeOpInterface call) {
        FlatSymbolRefAttr name = call.getCalledSymbol();
        if (CallNode *callee = name ? byName.lookup(name.getAttr()) : nullptr)
          node.callees.push_back(callee);
      });

  DenseSet<Operation *> recursive;
  for (auto cycle = llvm::scc_begin(&nodes.front()); !cycle.isAtEnd(); ++cycle)
    if (cycle.hasCycle())
      for (CallNode *node : *cycle)
        recursive.insert(node->function);
  return recursive;
}

/// Whether a value of the type is what an entry takes or returns as `kind`.
static bool isKind(Type type, abi::EntryValue kind) {
  switch (kind) {
  case abi::EntryValue::I64:
    return type.isInteger(64);
  case abi::EntryValue::F64:
    return type.isF64();
  case abi::EntryValue::Ref:
    return ir::isReference(type);
  case abi::EntryValue::Str:
    return isa<ir::StringType>(type);
  case abi::EntryValue::Slice:
    return isa<ir::SliceType>(type);
  case abi::EntryValue::Iface:
    return isa<ir::IfaceType>(type);
  case abi::EntryValue::Void:
  case abi::EntryValue::Raw:
  case abi::EntryValue::I64x2:
    return false;
  }
  return false;
}

/// Whether these are the kinds of the list, which ends at the first Void.
static bool fit(TypeRange types, ArrayRef<abi::EntryValue> kinds) {
  kinds = kinds.take_until(
      [](abi::EntryValue kind) { return kind == abi::EntryValue::Void; });
  return types.size() == kinds.size() &&
         llvm::all_of(llvm::zip(types, kinds), [](auto pair) {
           return isKind(std::get<0>(pair), std::get<1>(pair));
         });
}

Program::Program(ModuleOp module)
    : layouts(module), recursive(findRecursive(module)) {
  for (auto func : module.getOps<ir::FuncOp>()) {
    if (!func.getNative())
      continue;
    NativeFunction native{func.getNative()->str(),
                          abi::nativeEntry(*func.getNative()), false};
    if (native.entry) {
      const abi::Entry &entry = abi::entry(*native.entry);
      native.fits = fit(func.getArgumentTypes(), entry.arguments) &&
                    fit(func.getResultTypes(), entry.results);
    }
    natives[func.getSymNameAttr()] = native;
  }
  for (auto type : module.getOps<ir::TypeOp>())
    types[type.getSymNameAttr()] = type;
  for (auto itab : module.getOps<ir::ItabOp>())
    addItab(itab);
}

void Program::addItab(ir::ItabOp itab) {
  uint32_t number = itabs.size() + 1;
  itabs.try_emplace(itab.getSymNameAttr(), itab, number);
  ir::TypeOp type = types.lookup(itab.getTypeAttr().getAttr());
  implementerRows[itab.getInterfaceAttr().getAttr()].push_back(
      {static_cast<uint32_t>(type.getRttid()), number});
}

const NativeFunction *Program::native(FlatSymbolRefAttr name) const {
  auto found = natives.find(name.getAttr());
  return found == natives.end() ? nullptr : &found->second;
}

//===----------------------------------------------------------------------===//
// Runtime types
//===----------------------------------------------------------------------===//

ir::TypeOp Program::typeOf(FlatSymbolRefAttr name) const {
  auto itab = itabs.find(name.getAttr());
  if (itab == itabs.end())
    return types.lookup(name.getAttr());
  ir::ItabOp op = itab->second.first;
  return types.lookup(op.getTypeAttr().getAttr());
}

uint64_t Program::headerOf(FlatSymbolRefAttr name) const {
  ir::TypeOp type = typeOf(name);
  auto itab = itabs.find(name.getAttr());
  ir::InterfaceHeader header{itab == itabs.end() ? 0 : itab->second.second,
                             static_cast<uint32_t>(type.getRttid()),
                             static_cast<uint8_t>(type.getKind())};
  return header.word();
}

ir::ImplementersAttr Program::implementers(ir::InterfaceOp interface) {
  auto &rows = implementerRows[interface.getSymNameAttr()];
  llvm::sort(rows);
  SmallVector<uint32_t> rttids, numbers;
  for (auto [rttid, number] : rows) {
    if (!rttids.empty() && rttids.back() == rttid)
      continue; // two tables of one type: either will do
    rttids.push_back(rttid);
    numbers.push_back(number);
  }
  return ir::ImplementersAttr::get(interface.getContext(), rttids, numbers);
}

/// Appends how the words of memory compare (abi::TypeInfo::words).
static void appendWords(Operation *from, Type storage, MemoryLayouts &layouts,
                        std::string &words) {
  if (auto flat = dyn_cast<ir::FlatType>(storage)) {
    // Narrow elements share words.
    if (layouts.stride(flat.getElem()) < abi::kWordBytes) {
      words.append(layouts.bytes(flat) / abi::kWordBytes,
                   flat.getElem().isF32() ? 'h' : 'v');
      return;
    }
    std::string elem;
    appendWords(from, flat.getElem(), layouts, elem);
    for (int64_t i = 0; i < flat.getCount(); ++i)
      words += elem;
    return;
  }
  if (auto type = dyn_cast<ir::StructType>(storage)) {
    auto op = layouts.symbols().lookupNearestSymbolFrom<ir::StructOp>(
        from, type.getName());
    for (unsigned i = 0; op && i < op.getTypes().size(); ++i)
      appendWords(from, op.memberType(i), layouts, words);
    return;
  }
  words += llvm::TypeSwitch<Type, StringRef>(storage)
               .Case([](ir::StringType) { return "svv"; })
               .Case([](ir::SliceType) { return "nnnn"; })
               .Case([](ir::IfaceType) { return "iv"; })
               .Case<ir::MapType, ir::ClosureType>([](auto) { return "n"; })
               .Case([](FloatType type) { return type.isF64() ? "f" : "g"; })
               .Case([](IntegerType) { return "v"; })
               .Default([](Type) { return "r"; });
}

/// How values of the type compare: a struct's words, or those of one element of
/// an array.
static std::string comparedWords(ir::TypeOp op, MemoryLayouts &layouts) {
  std::string words;
  Type storage = op.getStorage();
  constexpr uint64_t kMaxBytes = uint64_t{0xFFFFFF} * abi::kWordBytes;
  if (auto flat = dyn_cast<ir::FlatType>(storage)) {
    bool isNarrow = layouts.stride(flat.getElem()) < abi::kWordBytes;
    if (isNarrow)
      return flat.getElem().isF32() ? "h" : "v";
    storage = flat.getElem();
  } else if (!isa<ir::StructType>(storage)) {
    return words;
  }
  if (layouts.bytes(storage) <= kMaxBytes)
    appendWords(op, storage, layouts, words);
  return words;
}

void Program::describeTypes(ModuleOp module) {
  Builder builder(module.getContext());
  SmallVector<int64_t> numbers;
  SmallVector<Attribute> words;
  auto place = [&](uint64_t rttid) {
    while (words.size() <= rttid) {
      numbers.append({0, 0, -1});
      words.push_back(builder.getStringAttr(""));
    }
  };
  for (auto type : module.getOps<ir::TypeOp>()) {
    uint64_t rttid = type.getRttid();
    place(rttid);
    int64_t *row = &numbers[rttid * 3];
    row[0] = static_cast<int64_t>(type.getKind());
    if (ir::TypeOp elem = type.getElemAttr()
                              ? types.lookup(type.getElemAttr().getAttr())
                              : ir::TypeOp()) {
      row[1] = static_cast<int64_t>(elem.getKind());
      row[2] = static_cast<int64_t>(elem.getRttid());
    }
    words[rttid] = builder.getStringAttr(comparedWords(type, layouts));
  }
  if (words.empty())
    return;
  module->setAttr(ir::kTypeInfoAttr, builder.getDenseI64ArrayAttr(numbers));
  module->setAttr(ir::kTypeWordsAttr, builder.getArrayAttr(words));
}

} // namespace vo::lowering
