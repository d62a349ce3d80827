//===- JitLinker.cpp - Link objects into this process ---------------------===//

#include "driver/JitLinker.h"

#include "llvm/ExecutionEngine/Orc/AbsoluteSymbols.h"
#include "llvm/ExecutionEngine/Orc/Core.h"
#include "llvm/ExecutionEngine/Orc/Debugging/ELFDebugObjectPlugin.h"
#include "llvm/ExecutionEngine/Orc/ExecutionUtils.h"
#include "llvm/ExecutionEngine/Orc/ObjectLinkingLayer.h"
#include "llvm/ExecutionEngine/Orc/SelfExecutorProcessControl.h"

using namespace llvm;
using namespace llvm::orc;

namespace vo::driver {

/// Members are destroyed in reverse order, after the session has ended.
struct JitLinker::Session {
  explicit Session(std::unique_ptr<ExecutorProcessControl> process)
      : execution(std::move(process)), layer(execution),
        dylib(execution.createBareJITDylib("vo")) {
    execution.setErrorReporter([this](Error error) {
      errors = joinErrors(std::move(errors), std::move(error));
    });
  }
  ~Session() {
    consumeError(execution.endSession());
    consumeError(std::move(errors));
  }

  Error defineRuntime(ArrayRef<RuntimeSymbol> runtime);
  Error addProcessSymbols();
  Error addDebugger();

  /// What was reported since the last call: the cause of a failed lookup.
  Error takeErrors() { return std::exchange(errors, Error::success()); }

  Error errors = Error::success();
  ExecutionSession execution;
  ObjectLinkingLayer layer;
  JITDylib &dylib;
};

Error JitLinker::Session::defineRuntime(ArrayRef<RuntimeSymbol> runtime) {
  SymbolMap symbols;
  for (const RuntimeSymbol &symbol : runtime)
    symbols[execution.intern(symbol.name)] = {
        ExecutorAddr::fromPtr(symbol.address),
        JITSymbolFlags::Exported | JITSymbolFlags::Callable};
  return dylib.define(absoluteSymbols(std::move(symbols)));
}

Error JitLinker::Session::addProcessSymbols() {
  auto generator = DynamicLibrarySearchGenerator::GetForCurrentProcess(
      /*GlobalPrefix=*/'\0',
      [](const SymbolStringPtr &name) { return !(*name).starts_with("vo_"); });
  if (!generator)
    return generator.takeError();
  dylib.addGenerator(std::move(*generator));
  return Error::success();
}

Error JitLinker::Session::addDebugger() {
  Error error = Error::success();
  auto plugin = std::make_shared<ELFDebugObjectPlugin>(
      execution, /*RequireDebugSections=*/false, /*AutoRegisterCode=*/true,
      error);
  if (error)
    return error;
  layer.addPlugin(std::move(plugin));
  return Error::success();
}

JitLinker::JitLinker() = default;
JitLinker::~JitLinker() = default;

Expected<std::unique_ptr<JitLinker>>
JitLinker::create(ArrayRef<RuntimeSymbol> runtime,
                  const JitLinkerOptions &options) {
  auto process = SelfExecutorProcessControl::Create();
  if (!process)
    return process.takeError();
  std::unique_ptr<JitLinker> linker(new JitLinker());
  linker->session = std::make_unique<Session>(std::move(*process));
  Session &session = *linker->session;
  if (Error error = session.defineRuntime(runtime))
    return std::move(error);
  if (Error error = session.addProcessSymbols())
    return std::move(error);
  if (options.debugger)
    if (Error error = session.addDebugger())
      return std::move(error);
  return linker;
}

Error JitLinker::add(std::unique_ptr<MemoryBuffer> object) {
  return session->layer.add(session->dylib, std::move(object));
}

Expected<void *> JitLinker::lookup(StringRef name) {
  auto symbol = session->execution.lookup(
      JITDylibSearchOrder{
          {&session->dylib, JITDylibLookupFlags::MatchAllSymbols}},
      session->execution.intern(name));
  if (symbol)
    return symbol->getAddress().toPtr<void *>();
  // The reported errors say why; the lookup's own only that it failed.
  if (Error cause = session->takeErrors()) {
    consumeError(symbol.takeError());
    return std::move(cause);
  }
  return symbol.takeError();
}

} // namespace vo::driver
