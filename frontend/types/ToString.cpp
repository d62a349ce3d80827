//===- ToString.cpp - Types as messages show them --------------------------===//

#include "frontend/types/Object.h"

#include "llvm/Support/raw_ostream.h"

using namespace vo::fe;

namespace {

constexpr llvm::StringLiteral basicNames[] = {
    "invalid type", "bool",         "int",           "int8",
    "int16",        "int32",        "int64",         "uint",
    "uint8",        "uint16",       "uint32",        "uint64",
    "float32",      "float64",      "string",        "untyped bool",
    "untyped int",  "untyped rune", "untyped float", "untyped string",
    "untyped nil"};

/// Types that share parts can be exponentially longer than their source.
constexpr uint64_t longest = 1000; // bytes

class Printer {
public:
  Printer(llvm::raw_ostream &os, const Package *here) : os(os), here(here) {}

  void print(const Type *type) {
    if (!type) {
      os << "invalid type";
      return;
    }
    if (isFull())
      return;
    switch (type->kind()) {
    case TypeKind::Basic:
      os << basicNames[unsigned(llvm::cast<BasicType>(type)->basic)];
      return;
    case TypeKind::Named:
      return printNamed(*llvm::cast<Named>(type));
    case TypeKind::Pointer:
      os << '*';
      return print(llvm::cast<PointerType>(type)->element);
    case TypeKind::Array:
      os << '[' << llvm::cast<ArrayType>(type)->length << ']';
      return print(llvm::cast<ArrayType>(type)->element);
    case TypeKind::Slice:
      os << "[]";
      return print(llvm::cast<SliceType>(type)->element);
    case TypeKind::Map:
      os << "map[";
      print(llvm::cast<MapType>(type)->key);
      os << ']';
      return print(llvm::cast<MapType>(type)->value);
    case TypeKind::Queue:
      return printQueue(*llvm::cast<QueueType>(type));
    case TypeKind::Island:
      os << "island";
      return;
    case TypeKind::Signature:
      os << "func";
      return printSignature(*llvm::cast<SignatureType>(type));
    case TypeKind::Struct:
      return printStruct(*llvm::cast<StructType>(type));
    case TypeKind::Interface:
      return printInterface(*llvm::cast<InterfaceType>(type));
    case TypeKind::Tuple:
      os << '(';
      printList(llvm::cast<TupleType>(type)->elements);
      os << ')';
      return;
    }
  }

private:
  /// Says once that something is left out.
  bool isFull() {
    if (os.tell() <= longest)
      return false;
    if (!full)
      os << "...";
    return full = true;
  }

  void printNamed(const Named &named) {
    if (named.package && named.package != here)
      os << (named.package->name ? named.package->name->text
                                 : llvm::StringRef(named.package->path))
         << '.';
    os << (named.object ? named.object->name->text : llvm::StringRef("error"));
  }

  void printQueue(const QueueType &queue) {
    llvm::StringRef word = queue.isPort ? "port" : "chan";
    if (queue.direction == Direction::Receive)
      os << "<-";
    os << word;
    if (queue.direction == Direction::Send)
      os << "<-";
    os << ' ';
    print(queue.element);
  }

  void printSignature(const SignatureType &signature) {
    os << '(';
    for (size_t i = 0; i < signature.params.size() && !isFull(); ++i) {
      if (i)
        os << ", ";
      const Type *param = signature.params[i];
      if (signature.variadic && i + 1 == signature.params.size()) {
        os << "...";
        param = llvm::cast<SliceType>(param)->element;
      }
      print(param);
    }
    os << ')';
    if (signature.results.empty())
      return;
    os << ' ';
    if (signature.results.size() == 1)
      return print(signature.results.front());
    os << '(';
    printList(signature.results);
    os << ')';
  }

  void printStruct(const StructType &type) {
    os << "struct{";
    llvm::StringRef separator;
    for (const Field &field : type.fields) {
      if (isFull())
        break;
      os << separator;
      separator = "; ";
      if (!field.embedded)
        os << field.name->text << ' ';
      print(field.type);
    }
    os << '}';
  }

  void printInterface(const InterfaceType &type) {
    os << "interface{";
    llvm::StringRef separator;
    for (const InterfaceMethod &method : type.methods) {
      if (isFull())
        break;
      os << separator << method.name->text;
      separator = "; ";
      printSignature(*method.signature);
    }
    os << '}';
  }

  void printList(llvm::ArrayRef<Type *> types) {
    llvm::StringRef separator;
    for (const Type *type : types) {
      if (isFull())
        break;
      os << separator;
      separator = ", ";
      print(type);
    }
  }

  llvm::raw_ostream &os;
  const Package *here;
  bool full = false;
};

} // namespace

std::string vo::fe::toString(const Type *type, const Package *relativeTo) {
  std::string text;
  llvm::raw_string_ostream os(text);
  Printer(os, relativeTo).print(type);
  return text;
}
