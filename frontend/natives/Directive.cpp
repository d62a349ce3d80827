//===- Directive.cpp - What a native declaration promises -----------------===//

#include "frontend/natives/Directive.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace vo::fe;
using llvm::StringRef;

namespace {

llvm::Error failure(const llvm::Twine &text) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), text);
}

class Parser {
public:
  Parser(StringRef text, llvm::ArrayRef<StringRef> parameters, unsigned results)
      : rest(text), parameters(parameters), results(results),
        said(parameters.size()) {}

  llvm::Expected<NativeDirective> parse() {
    for (rest = rest.trim(); !rest.empty(); rest = rest.ltrim())
      if (llvm::Error error = rest.starts_with("flow(") ? flows() : word())
        return std::move(error);
    if (!runs)
      return failure("one of leaf, safepoint, calls, parks is missing");
    if (llvm::Error error = contradictions())
      return std::move(error);
    directive.runs = *runs;
    complete();
    return directive;
  }

private:
  using Runs = NativeDirective::Runs;

  llvm::Error word() {
    StringRef name = rest.take_until([](char c) { return c == ' '; });
    rest = rest.drop_front(name.size());
    std::optional<Runs> kind = llvm::StringSwitch<std::optional<Runs>>(name)
                                   .Case("leaf", Runs::Leaf)
                                   .Case("safepoint", Runs::Safepoint)
                                   .Case("calls", Runs::Calls)
                                   .Case("parks", Runs::Parks)
                                   .Default(std::nullopt);
    if (kind) {
      if (runs)
        return failure("\"" + name + "\" besides another word of its kind");
      runs = kind;
      return llvm::Error::success();
    }
    bool *flag = llvm::StringSwitch<bool *>(name)
                     .Case("allocates", &directive.allocates)
                     .Case("reads", &directive.reads)
                     .Case("writes", &directive.writes)
                     .Case("panics", &directive.panics)
                     .Case("io", &directive.io)
                     .Case("exits", &directive.exits)
                     .Case("reflects", &directive.reflects)
                     .Case("later", &directive.later)
                     .Default(nullptr);
    if (!flag)
      return failure("unknown word \"" + name + "\"");
    if (*flag)
      return failure("\"" + name + "\" twice");
    *flag = true;
    return llvm::Error::success();
  }

  llvm::Error flows() {
    size_t end = rest.find(')');
    if (end == StringRef::npos)
      return failure("flow( without )");
    StringRef list = rest.slice(StringRef("flow(").size(), end).trim();
    rest = rest.drop_front(end + 1);
    if (hasFlows)
      return failure("flow twice");
    hasFlows = true;
    if (list == "none") {
      llvm::fill(said, NativeFlow{NativeFlow::To::None, 0});
      return llvm::Error::success();
    }
    llvm::SmallVector<StringRef> parts;
    list.split(parts, ',');
    for (StringRef part : parts)
      if (llvm::Error error = flow(part))
        return error;
    return llvm::Error::success();
  }

  llvm::Error flow(StringRef text) {
    auto [name, to] = text.split(':');
    std::optional<unsigned> from = parameter(name.trim());
    if (!from)
      return failure("flow of \"" + name.trim() + "\", which is no parameter");
    if (said[*from])
      return failure("flow of \"" + name.trim() + "\" twice");
    llvm::Expected<NativeFlow> flow = destination(to.trim());
    if (!flow)
      return flow.takeError();
    said[*from] = *flow;
    return llvm::Error::success();
  }

  llvm::Expected<NativeFlow> destination(StringRef text) const {
    using To = NativeFlow::To;
    if (text == "none")
      return NativeFlow{To::None, 0};
    if (text == "heap")
      return NativeFlow{To::Heap, 0};
    if (text == "result" && results != 0)
      return NativeFlow{To::AnyResult, 0};
    StringRef digits = text;
    unsigned number = 0;
    if (digits.consume_front("result ") && !digits.getAsInteger(10, number) &&
        number < results)
      return NativeFlow{To::Result, number};
    if (std::optional<unsigned> to = parameter(text))
      return NativeFlow{To::Parameter, *to};
    return failure("flow to \"" + text +
                   "\", which is no parameter, result or word");
  }

  std::optional<unsigned> parameter(StringRef name) const {
    const StringRef *found = llvm::find(parameters, name);
    if (name.empty() || found == parameters.end())
      return std::nullopt;
    return found - parameters.begin();
  }

  llvm::Error contradictions() const {
    if (*runs == Runs::Leaf && directive.allocates)
      return failure("a leaf does not allocate");
    if (*runs == Runs::Leaf && directive.panics)
      return failure("a leaf does not panic");
    if (*runs == Runs::Leaf && directive.exits)
      return failure("a leaf does not end the program");
    if (*runs == Runs::Calls && directive.panics)
      return failure("what calls may panic anyhow");
    for (const std::optional<NativeFlow> &flow : said)
      if (flow && flow->to == NativeFlow::To::Parameter && !directive.writes)
        return failure("a flow into a parameter needs \"writes\"");
    return llvm::Error::success();
  }

  void complete() {
    bool confined = *runs == Runs::Leaf && !directive.writes;
    NativeFlow silent{confined ? results ? NativeFlow::To::AnyResult
                                         : NativeFlow::To::None
                               : NativeFlow::To::Heap,
                      0};
    for (const std::optional<NativeFlow> &flow : said)
      directive.flows.push_back(flow.value_or(silent));
  }

  StringRef rest;
  llvm::ArrayRef<StringRef> parameters;
  unsigned results;
  std::optional<Runs> runs;
  NativeDirective directive;
  std::vector<std::optional<NativeFlow>> said;
  bool hasFlows = false;
};

} // namespace

llvm::Expected<NativeDirective> vo::fe::parseNativeDirective(
    StringRef text, llvm::ArrayRef<StringRef> parameters, unsigned results) {
  return Parser(text, parameters, results).parse();
}
