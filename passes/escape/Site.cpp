//===- Site.cpp - Allocations in the language's words ---------------------===//

#include "passes/escape/Site.h"

#include "dialect/vo/Leaves.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/CheckedArithmetic.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace vo::passes {

static StringRef kindOf(ir::AllocKind kind) {
  switch (kind) {
  case ir::AllocKind::Object:
    return "object";
  case ir::AllocKind::Box:
    return "variable";
  case ir::AllocKind::Array:
    return "array";
  case ir::AllocKind::Bytes:
    return "string";
  case ir::AllocKind::Copy:
    return "copy";
  case ir::AllocKind::Map:
    return "map";
  case ir::AllocKind::Iterator:
    return "iterator";
  case ir::AllocKind::Channel:
    return "channel";
  case ir::AllocKind::Closure:
    return "function value";
  case ir::AllocKind::Frame:
    return "local array";
  case ir::AllocKind::Defer:
    return "deferred call";
  case ir::AllocKind::Goroutine:
    return "goroutine";
  case ir::AllocKind::Island:
    return "island";
  case ir::AllocKind::Unknown:
    return "dynamic access";
  }
  llvm_unreachable("all kinds");
}

StringRef kindOf(ir::AllocationOpInterface op) {
  ir::AllocKind kind = op.getAllocKind();
  Value object = op.getAllocated();
  if (kind == ir::AllocKind::Object && object &&
      isa<ir::BoxType>(object.getType()))
    return kindOf(ir::AllocKind::Box);
  if (kind == ir::AllocKind::Array && !op.alwaysAllocates())
    return "growth of a slice";
  if (kind == ir::AllocKind::Map && op->getNumResults() == 0)
    return "growth of a map";
  return kindOf(kind);
}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

namespace {

/// Prints types; those that contain themselves do so through names.
class TypePrinter {
public:
  TypePrinter(Operation *from, SymbolTableCollection &symbols,
              llvm::raw_ostream &os)
      : from(from), symbols(symbols), os(os) {}

  void print(Type type) {
    if (depth == kMaxDepth) {
      os << "…";
      return;
    }
    ++depth;
    llvm::TypeSwitch<Type>(type)
        .Case([&](ir::StructType type) { structType(type.getName()); })
        .Case([&](ir::FlatType type) {
          if (!type.isRun())
            os << "[" << type.getCount() << "]";
          print(type.getElem());
        })
        .Case([&](ir::PtrType type) { prefixed("*", type.getPointee()); })
        .Case([&](ir::BoxType type) { list(type.getContents(), ", "); })
        .Case([&](TupleType type) { list(type.getTypes(), ", "); })
        .Case([&](ir::ArrayType type) {
          os << "[" << type.getCount() << "]";
          print(type.getElem());
        })
        .Case([&](ir::SliceType type) { prefixed("[]", type.getElem()); })
        .Case([&](ir::StringType) { os << "string"; })
        .Case(
            [&](ir::MapType type) { mapType(type.getKey(), type.getValue()); })
        .Case([&](ir::MapIterType type) {
          mapType(type.getKey(), type.getValue());
        })
        .Case([&](ir::ChanType type) { prefixed("chan ", type.getElem()); })
        .Case([&](ir::PortType type) { prefixed("port ", type.getElem()); })
        .Case([&](ir::ClosureType type) { signature(type.getSignature()); })
        .Case([&](ir::IfaceType type) {
          os << (type.getInterface() ? type.getInterface().getValue() : "any");
        })
        .Case([&](ir::IslandType) { os << "island"; })
        .Case([&](ir::FrameType type) { print(type.getElem()); })
        .Case([&](FloatType type) { os << "float" << type.getWidth(); })
        .Case([&](IntegerType type) { integer(type); })
        .Default([&](Type type) { os << type; });
    --depth;
  }

private:
  static constexpr unsigned kMaxDepth = 8;
  static constexpr unsigned kMaxMembers = 3;

  void prefixed(StringRef prefix, Type elem) {
    os << prefix;
    print(elem);
  }

  void list(ArrayRef<Type> types, StringRef separator) {
    llvm::interleave(types, os, [&](Type type) { print(type); }, separator);
  }

  void mapType(Type key, Type value) {
    os << "map[";
    print(key);
    os << "]";
    print(value);
  }

  void signature(FunctionType type) {
    os << "func(";
    list(type.getInputs(), ", ");
    os << ")";
    if (type.getNumResults() == 0)
      return;
    os << (type.getNumResults() > 1 ? " (" : " ");
    list(type.getResults(), ", ");
    if (type.getNumResults() > 1)
      os << ")";
  }

  void integer(IntegerType type) {
    if (type.isSignless()) // of a register
      os << "int";
    else
      os << (type.isUnsigned() ? "uint" : "int") << type.getWidth();
  }

  /// Names that the importer has made up are no names of the program's.
  void structType(FlatSymbolRefAttr name) {
    StringRef text = name.getValue();
    StringRef number = text;
    bool isMade = number.consume_front("struct.") &&
                  llvm::all_of(number, [](char c) { return llvm::isDigit(c); });
    auto definition =
        isMade ? symbols.lookupNearestSymbolFrom<ir::StructOp>(from, name)
               : ir::StructOp();
    if (!definition) {
      os << text;
      return;
    }
    ArrayRef<Attribute> members = definition.getNames().getValue();
    os << "struct{";
    llvm::interleaveComma(
        members.take_front(kMaxMembers), os,
        [&](Attribute member) { os << cast<StringAttr>(member).getValue(); });
    os << (members.size() > kMaxMembers ? ", …}" : "}");
  }

  Operation *from;
  SymbolTableCollection &symbols;
  llvm::raw_ostream &os;
  unsigned depth = 0;
};

/// Sizes of storage types.
class Sizes {
public:
  Sizes(Operation *from, SymbolTableCollection &symbols)
      : from(from), symbols(symbols) {}

  /// Nothing when it is beyond 64 bits, or a struct is not defined.
  std::optional<uint64_t> of(Type type) {
    auto known = sizes.find(type);
    if (known != sizes.end())
      return known->second;
    sizes[type] = std::nullopt; // should it contain itself
    std::optional<uint64_t> size =
        llvm::TypeSwitch<Type, std::optional<uint64_t>>(type)
            .Case([&](ir::StructType type) { return structBytes(type); })
            .Case([&](ir::FlatType type) -> std::optional<uint64_t> {
              if (type.isRun())
                return std::nullopt;
              return array(static_cast<uint64_t>(type.getCount()),
                           type.getElem());
            })
            .Case([&](TupleType type) { return sum(type.getTypes()); })
            .Case([](ir::SliceType) { return 4 * kWord; })
            .Case([](ir::StringType) { return 3 * kWord; })
            .Case([](ir::IfaceType) { return 2 * kWord; })
            .Default([](Type) { return kWord; });
    sizes[type] = size;
    return size;
  }

  /// Narrow elements are packed.
  std::optional<uint64_t> array(uint64_t count, Type elem) {
    std::optional<uint64_t> each = of(elem);
    if (unsigned narrow = ir::narrowBytes(elem))
      each = narrow;
    if (!each)
      return std::nullopt;
    auto bytes = llvm::checkedMulUnsigned(count, *each);
    if (!bytes || *bytes > UINT64_MAX - kWord)
      return std::nullopt;
    return llvm::alignTo(*bytes, kWord);
  }

private:
  static constexpr uint64_t kWord = 8;

  std::optional<uint64_t> structBytes(ir::StructType type) {
    auto definition =
        symbols.lookupNearestSymbolFrom<ir::StructOp>(from, type.getName());
    if (!definition)
      return std::nullopt;
    return sum(
        llvm::to_vector(definition.getTypes().getAsValueRange<TypeAttr>()));
  }

  std::optional<uint64_t> sum(ArrayRef<Type> types) {
    uint64_t bytes = 0;
    for (Type type : types) {
      std::optional<uint64_t> more = of(type);
      if (!more)
        return std::nullopt;
      auto both = llvm::checkedAddUnsigned(bytes, *more);
      if (!both)
        return std::nullopt;
      bytes = *both;
    }
    return bytes;
  }

  Operation *from;
  SymbolTableCollection &symbols;
  llvm::DenseMap<Type, std::optional<uint64_t>> sizes;
};

} // namespace

std::string typeText(Operation *from, Type type,
                     SymbolTableCollection &symbols) {
  std::string text;
  llvm::raw_string_ostream os(text);
  TypePrinter(from, symbols, os).print(type);
  return text;
}

std::string typeTextOf(ir::AllocationOpInterface op,
                       SymbolTableCollection &symbols) {
  if (auto call = dyn_cast<ir::CallLikeOpInterface>(op.getOperation())) {
    if (FlatSymbolRefAttr callee = call.getCalledSymbol())
      return callee.getValue().str();
    if (Value callee = call.getCalledValue())
      return typeText(op, callee.getType(), symbols);
    return {};
  }
  if (Value object = op.getAllocated())
    return typeText(op, object.getType(), symbols);
  if (op->getNumResults() > 0)
    return typeText(op, op->getResult(0).getType(), symbols);
  return op->getNumOperands() > 0
             ? typeText(op, op->getOperand(0).getType(), symbols)
             : std::string();
}

std::string whatOf(ir::AllocationOpInterface op,
                   SymbolTableCollection &symbols) {
  StringRef kind = kindOf(op);
  std::string type = typeTextOf(op, symbols);
  // Of a string or a map the type says it all.
  if (StringRef(type).starts_with(kind))
    return type;
  return type.empty() ? kind.str() : (kind + " " + type).str();
}

std::optional<uint64_t> bytesOf(ir::AllocationOpInterface op,
                                SymbolTableCollection &symbols) {
  Sizes sizes(op, symbols);
  if (auto closure = dyn_cast<ir::ClosureNewOp>(op.getOperation())) {
    uint64_t words = 1;
    for (Type type : closure.getCaptures().getTypes())
      words += sizes.of(type).value_or(0) / 8;
    return 8 * words;
  }
  Type type = op.getAllocatedType();
  // Objects of the runtime's own have more in them; strings are as long as they
  // happen to be.
  ir::AllocKind kind = op.getAllocKind();
  if (!type || !op.alwaysAllocates() || kind == ir::AllocKind::Channel ||
      kind == ir::AllocKind::Bytes)
    return std::nullopt;
  if (!op.getAllocatedCount())
    return sizes.of(type);
  std::optional<uint64_t> count = op.getConstantCount();
  return count ? sizes.array(*count, type) : std::nullopt;
}

} // namespace vo::passes
