//===- Program.cpp - What the whole module tells the patterns -------------===//

#include "lowering/vo/Program.h"

#include "lowering/vo/Deferring.h"
#include "runtime/abi/Defer.h"

#include "dialect/vo/InterfaceHeader.h"
#include "dialect/vo/ModuleAttributes.h"
#include "dialect/vort/Vort.h"

#include "runtime/abi/Object.h"

#include "mlir/IR/RegionGraphTraits.h"
#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/ADT/SCCIterator.h"
#include "llvm/ADT/TypeSwitch.h"

#include <deque>

using namespace mlir;

namespace {
/// A function of the call graph, a set of them, or the root, which calls all.
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

namespace {
/// The program's calls. A call by address may reach every function of that
/// form: a function value those that function values of its type are made of,
/// an interface's method those that tables have for it. Each set is a node, so
/// the graph is as large as the program.
class CallGraph {
public:
  explicit CallGraph(ModuleOp module) {
    nodes.emplace_back(); // the root first
    module.walk([&](ir::FuncOp function) {
      CallNode &node = nodes.emplace_back();
      node.function = function;
      byName[function.getSymNameAttr()] = &node;
      nodes.front().callees.push_back(&node);
    });
    for (auto interface : module.getOps<ir::InterfaceOp>())
      interfaces[interface.getSymNameAttr()] = interface;
    for (auto itab : module.getOps<ir::ItabOp>())
      addItab(itab);
    module.walk([&](ir::ClosureNewOp op) {
      addTarget(set(op.getClosure().getType()), op.getFunctionAttr());
    });
    for (size_t i = 1, end = nodes.size(); i < end; ++i)
      if (Operation *function = nodes[i].function)
        function->walk([&](ir::CallLikeOpInterface call) {
          if (CallNode *callee = calleeOf(call))
            nodes[i].callees.push_back(callee);
        });
  }

  CallNode *root() { return &nodes.front(); }

private:
  CallNode &set(Attribute key) {
    CallNode *&node = sets[key];
    if (!node)
      node = &nodes.emplace_back();
    return *node;
  }
  CallNode &set(Type closure) { return set(TypeAttr::get(closure)); }
  /// Of a method of an interface.
  CallNode &set(ir::InterfaceOp interface, Attribute method) {
    return set(ArrayAttr::get(interface.getContext(),
                              {interface.getSymNameAttr(), method}));
  }

  void addTarget(CallNode &set, FlatSymbolRefAttr function) {
    if (CallNode *target = byName.lookup(function.getAttr()))
      set.callees.push_back(target);
  }

  void addItab(ir::ItabOp itab) {
    ir::InterfaceOp interface =
        interfaces.lookup(itab.getInterfaceAttr().getAttr());
    if (!interface)
      return;
    for (auto [name, function] :
         llvm::zip(interface.getNames(), itab.getMethods()))
      addTarget(set(interface, name), cast<FlatSymbolRefAttr>(function));
  }

  CallNode *calleeOf(ir::CallLikeOpInterface call) {
    if (FlatSymbolRefAttr name = call.getCalledSymbol())
      return byName.lookup(name.getAttr());
    if (auto method = dyn_cast<ir::IfaceCallOp>(call.getOperation())) {
      FlatSymbolRefAttr name = method.getIface().getType().getInterface();
      return &set(interfaces.lookup(name.getAttr()), method.getMethodAttr());
    }
    if (Value value = call.getCalledValue())
      return &set(value.getType());
    return root(); // anything may run
  }

  std::deque<CallNode> nodes;
  DenseMap<Attribute, CallNode *> byName, sets;
  DenseMap<Attribute, ir::InterfaceOp> interfaces;
};
} // namespace

/// Functions on cycles of the call graph.
static DenseSet<Operation *> findRecursive(ModuleOp module) {
  CallGraph graph(module);
  DenseSet<Operation *> recursive;
  for (auto cycle = llvm::scc_begin(graph.root()); !cycle.isAtEnd(); ++cycle)
    if (cycle.hasCycle())
      for (CallNode *node : *cycle)
        if (node->function)
          recursive.insert(node->function);
  return recursive;
}

/// Whether a value of the type is what an entry takes or returns as `kind`.
static bool isKind(Type type, abi::EntryValue kind) {
  switch (kind) {
  case abi::EntryValue::I64:
    return type.isInteger(64);
  case abi::EntryValue::F32:
    return type.isF32();
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
    : layouts(module), module(module), context(module.getContext()),
      recursive(findRecursive(module)) {
  for (auto func : module.getOps<ir::FuncOp>()) {
    if (!func.getNative())
      continue;
    const abi::Native *row = abi::findNative(*func.getNative());
    NativeFunction native{func.getSymName().str(),
                          row ? row->entry : std::nullopt, false};
    if (native.entry) {
      const abi::Entry &entry = abi::entry(*native.entry);
      native.fits = fit(func.getArgumentTypes(), entry.arguments) &&
                    fit(func.getResultTypes(), entry.results);
    }
    natives[func.getSymNameAttr()] = native;
  }
  for (auto type : module.getOps<ir::TypeOp>())
    types[type.getSymNameAttr()] = type;
  for (auto interface : module.getOps<ir::InterfaceOp>())
    interfaces[interface.getSymNameAttr()] = interface;
  findTargets(module);
  for (auto itab : module.getOps<ir::ItabOp>())
    addItab(itab);
}

void Program::findTargets(ModuleOp module) {
  SymbolTable symbols(module);
  for (auto function : module.getOps<ir::FuncOp>()) {
    // Types outlive their operations.
    results[function.getSymNameAttr()] = function.getResultTypes();
    if (auto hollow = function.getHollowResults())
      hollowResults[function.getSymName()] = {function.getResultTypes(),
                                              *hollow};
    if (symbols.lookup(recoveringName(function.getSymName())))
      recovering.insert(function.getSymNameAttr());
    if (function.getDefers() && function->hasAttr(ir::kOpenDefersAttr))
      addOpen(function);
    else if (function.getDefers())
      addDeferring(function);
  }
  module.walk([&](Operation *op) {
    if (auto closure = dyn_cast<ir::ClosureNewOp>(op))
      closureTargets.insert(closure.getFunctionAttr().getAttr());
    else if (auto defer = dyn_cast<ir::DeferOp>(op))
      deferTargets.insert(defer.getCalleeAttr().getAttr());
    else if (auto type = dyn_cast<ir::DynTypeOp>(op);
             type && type.getMethodsAttr())
      for (Attribute method : type.getMethodsAttr())
        if (auto name = dyn_cast<FlatSymbolRefAttr>(method))
          boundTargets.insert(name.getAttr());
  });
  auto cares = [&](Attribute name) {
    return recovering.contains(name) ||
           deferringFunctions.contains(cast<StringAttr>(name).getValue());
  };
  caringClosures =
      llvm::any_of(closureTargets, cares) || llvm::any_of(boundTargets, cares);
}

void Program::addDeferring(ir::FuncOp function) {
  DeferringFunction info;
  if (std::optional<uint64_t> result = function.getErrorResult())
    info.errorResult = static_cast<unsigned>(*result);
  auto setBox = [&](size_t index, Type type) {
    if (info.boxes.size() <= index)
      info.boxes.resize(index + 1);
    info.boxes[index] = type;
  };
  function.walk([&](Operation *op) {
    if (auto defer = dyn_cast<ir::DeferOp>(op))
      info.hasErrorCalls |= defer.getOnError();
    else if (auto closure = dyn_cast<ir::DeferClosureOp>(op))
      info.hasErrorCalls |= closure.getOnError();
    else if (auto box = dyn_cast<ir::ResultBoxOp>(op))
      setBox(box.getIndex(), box.getBox().getType());
    else if (auto boxes = dyn_cast<ir::ReturnBoxesOp>(op))
      for (auto [index, box] : llvm::enumerate(boxes.getBoxes()))
        setBox(index, box.getType());
  });
  info.frame = layOutFrame(function, info.boxes);
  bodies[bodyName(function.getSymName())] = info;
  deferringFunctions[function.getSymName()] = std::move(info);
}

/// Types of what the record of a deferred call holds.
static SmallVector<Type> recordTypes(ir::DeferOp op) {
  return SmallVector<Type>(op.getArguments().getTypes());
}
static SmallVector<Type> recordTypes(ir::DeferClosureOp op) {
  SmallVector<Type> types = {op.getClosure().getType()};
  llvm::append_range(types, op.getArguments().getTypes());
  return types;
}

DeferFrameLayout Program::layOutFrame(ir::FuncOp function,
                                      ArrayRef<Type> boxes) {
  TypeRange kept =
      boxes.empty() ? TypeRange(function.getResultTypes()) : TypeRange(boxes);
  DeferFrameLayout frame;
  frame.kept = layouts.fields(abi::kDeferFrameSlots, kept);
  frame.arguments =
      layouts.fields(frame.kept.letters, function.getArgumentTypes());
  frame.letters = frame.arguments.letters;
  auto addRecord = [&](auto op) {
    if (!op.getFrame())
      return;
    frameRecords[op] =
        static_cast<int64_t>(frame.letters.size() * abi::kWordBytes);
    frame.letters += deferRecordFields(layouts, recordTypes(op)).letters;
  };
  function.walk([&](Operation *op) {
    if (auto defer = dyn_cast<ir::DeferOp>(op))
      addRecord(defer);
    else if (auto closure = dyn_cast<ir::DeferClosureOp>(op))
      addRecord(closure);
  });
  return frame;
}

void Program::addOpen(ir::FuncOp function) {
  OpenFunction open;
  open.letters = abi::kDeferFrameSlots;
  for (Block *block :
       llvm::ReversePostOrderTraversal<Region *>(&function.getBody()))
    for (auto defer : block->getOps<ir::DeferOp>()) {
      auto record = static_cast<int64_t>(open.letters.size() * abi::kWordBytes);
      frameRecords[defer] = record;
      SmallVector<Type> arguments = recordTypes(defer);
      open.letters += deferRecordFields(layouts, arguments).letters;
      open.calls.push_back(
          {defer.getCalleeAttr(), std::move(arguments), record});
    }
  openFunctions[function.getSymName()] = std::move(open);
}

const OpenFunction *Program::open(StringRef function) const {
  auto found = openFunctions.find(function);
  return found == openFunctions.end() ? nullptr : &found->second;
}

std::optional<int64_t> Program::frameRecord(Operation *defer) const {
  auto found = frameRecords.find(defer);
  return found == frameRecords.end() ? std::nullopt
                                     : std::optional(found->second);
}

const DeferringFunction *Program::deferring(ir::FuncOp function) const {
  auto found = deferringFunctions.find(function.getSymName());
  return found == deferringFunctions.end() ? nullptr : &found->second;
}

const DeferringFunction *Program::deferringBody(func::FuncOp body) const {
  auto found = bodies.find(body.getSymName());
  return found == bodies.end() ? nullptr : &found->second;
}

std::pair<std::string, bool> Program::closureEntry(StringRef statement,
                                                   Type closure) {
  auto &known = closureEntries[statement];
  auto [entry, isNew] = known.try_emplace(closure);
  if (isNew)
    entry->second = ("closure$" + statement + "." + Twine(known.size())).str();
  return {entry->second, isNew};
}

void Program::addItab(ir::ItabOp itab) {
  uint32_t number = methods.size() + 1;
  for (Attribute method : itab.getMethods()) {
    methods.push_back(method);
    methodTargets.insert(cast<FlatSymbolRefAttr>(method).getAttr());
  }
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

unsigned Program::methodIndex(ir::InterfaceOp interface, StringRef name) {
  return interface.methodNamed(name).value_or(0);
}

void Program::defineMethods(ModuleOp module) const {
  if (interfaces.empty())
    return;
  OpBuilder builder = OpBuilder::atBlockEnd(module.getBody());
  SmallVector<Attribute> rows;
  for (Attribute method : methods)
    rows.push_back(FlatSymbolRefAttr::get(
        module.getContext(),
        methodEntryName(cast<FlatSymbolRefAttr>(method).getValue())));
  ir::vort::CodeTableOp::create(builder, module.getLoc(), kMethodsName,
                                /*null_first=*/true, builder.getArrayAttr(rows),
                                builder.getStringAttr("private"));
}

LogicalResult Program::numberErrorItab(ModuleOp module) {
  Attribute attribute = module->getAttr(ir::kErrorItabAttr);
  if (!attribute)
    return success();
  auto name = dyn_cast<FlatSymbolRefAttr>(attribute);
  auto itab = name ? itabs.find(name.getAttr()) : itabs.end();
  if (itab == itabs.end())
    return module.emitError("'")
           << ir::kErrorItabAttr << "' must name a method table";
  auto pointer = dyn_cast<ir::PtrType>(typeOf(name).getStorage());
  ir::LayoutAttr layout =
      pointer ? layouts.object(pointer.getPointee()) : ir::LayoutAttr();
  if (!layout || layout.getSlots() != StringRef(abi::kErrorSlots))
    return module.emitError("errors of package errors have other members than "
                            "a message and a cause");
  module->setAttr(
      ir::kErrorItabAttr,
      Builder(module.getContext()).getI64IntegerAttr(itab->second.second));
  return success();
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

TupleType Program::storages(std::optional<ArrayAttr> names) const {
  SmallVector<Type> list;
  if (names)
    for (auto name : names->getAsRange<FlatSymbolRefAttr>())
      list.push_back(typeOf(name).getStorage());
  return TupleType::get(context, list);
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

std::string Program::comparedLetters(Type storage) {
  std::string words;
  appendWords(module, storage, layouts, words);
  return words;
}

size_t Program::leafCount(Type storage) {
  ir::LeafCursor cursor(module, &layouts.symbols());
  (void)cursor.enter(storage, "", nullptr);
  size_t count = 0;
  for (; cursor.leaf(); cursor.advance())
    ++count;
  return count;
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
