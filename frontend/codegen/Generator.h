//===- Generator.h - A module being generated -------------------*- C++ -*-===//
//
// Hands out function ids and makes the functions behind them: declared ones
// first, then literals and wrappers as code asks for them.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "frontend/codegen/Tables.h"

namespace vo::fe {

class FunctionEmitter;

class Generator : public DispatchSource {
public:
  Generator(Compilation &compilation, bc::Module &module);

  /// Everything; false when there were errors.
  bool run();

  //===--------------------------------------------------------------------===//
  // Functions, by what they do
  //===--------------------------------------------------------------------===//

  /// A function or method with a body; for externs the function that calls it.
  uint32_t function(Func *func);
  /// A function literal; its body is generated at once.
  uint32_t literal(FuncLit *literal);
  /// Closure with one capture, the receiver (see boxedReceiver).
  uint32_t methodValue(const Selection &selection);
  /// Function whose first parameter is the receiver, of type `base`.
  uint32_t methodExpression(const Selection &selection);
  /// Function that takes an interface value and calls its method: what defer
  /// and go of interface methods start.
  uint32_t interfaceCaller(Type *interface, uint32_t method);
  std::vector<DispatchMethod> dispatchMethods(Named *named) override;

  /// Takes the number of a new function.
  uint32_t reserve(std::string name);
  /// Stores a finished function under its number.
  void define(uint32_t id, FunctionEmitter &emitter);

  /// Reports an error of this stage; the same text only once.
  void error(Range range, const llvm::Twine &text);

  Compilation &compilation;
  bc::Module &module;
  Tables tables;

private:
  static constexpr uint32_t mostFunctions = (1u << 23) - 1;

  bool checkEntry();
  std::string nameOf(const Func &func);
  void reserveDeclared();
  void emitBody(uint32_t id, FunctionInfo *info);
  void emitInit();
  uint32_t emitCaller(llvm::StringRef name, llvm::ArrayRef<uint32_t> callees);
  uint32_t wrapper(char form, llvm::StringRef suffix,
                   const Selection &selection, Type *receiver, bool dispatch);
  void finishFunctions();

  Func *entry = nullptr;
  llvm::DenseMap<Func *, uint32_t> functions;
  llvm::DenseMap<FuncLit *, uint32_t> literals;
  /// By form, base type, method and path.
  llvm::StringMap<uint32_t> wrappers;
  /// The line that the last debug entry was on.
  uint32_t lineBegin = 1, lineEnd = 0, lineFile = 0, line = 0;
  bool failed = false;
};

} // namespace vo::fe
