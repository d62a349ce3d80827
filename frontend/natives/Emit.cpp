//===- Emit.cpp - Table, prototypes and page of the natives ---------------===//

#include "frontend/natives/Natives.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace vo::fe;
using llvm::StringRef;

namespace {

constexpr StringRef kMade = "made from the declarations in stdlib/ by "
                            "frontend/natives; do not edit";

std::string leavesOf(llvm::ArrayRef<NativeParameter> values) {
  std::vector<StringRef> names;
  for (const NativeParameter &value : values)
    for (NativeLeaf leaf : value.leaves)
      names.push_back(nameOf(leaf));
  return llvm::join(names, ", ");
}

/// Whether the results are more than a C++ function returns in registers: then
/// they go where the first parameter points to. The table says so with
/// abi::ResultsInMemory.
bool returnsThroughMemory(const NativeFunction &native) {
  constexpr size_t kRegisters = 4; // of clang's swiftcall, of all kinds
  size_t scalars = 0;
  for (const NativeParameter &value : native.results)
    for (NativeLeaf leaf : value.leaves)
      scalars += leaf == NativeLeaf::Str || leaf == NativeLeaf::Iface ? 3
                 : leaf == NativeLeaf::Slice                          ? 4
                                                                      : 1;
  return scalars > kRegisters;
}

std::string effectsOf(const NativeDirective &directive, StringRef separator) {
  using Runs = NativeDirective::Runs;
  std::vector<StringRef> words{directive.runs == Runs::Leaf ? "Leaf"
                                                            : "Safepoint"};
  if (directive.runs == Runs::Calls)
    words.push_back("Calls");
  if (directive.runs == Runs::Parks)
    words.push_back("Parks");
  if (directive.allocates)
    words.push_back("Allocates");
  if (directive.reads)
    words.push_back("Reads");
  if (directive.writes)
    words.push_back("Writes");
  if (directive.panics || directive.runs == Runs::Calls)
    words.push_back("Panics");
  if (directive.io)
    words.push_back("Io");
  if (directive.exits)
    words.push_back("Exits");
  if (directive.reflects)
    words.push_back("Reflects");
  return llvm::join(words, separator);
}

std::string flowOf(const NativeFlow &flow) {
  switch (flow.to) {
  case NativeFlow::To::None:
    return "none";
  case NativeFlow::To::AnyResult:
    return "result";
  case NativeFlow::To::Result:
    return "result " + std::to_string(flow.index);
  case NativeFlow::To::Parameter:
    return "parameter " + std::to_string(flow.index);
  case NativeFlow::To::Heap:
    return "heap";
  }
  llvm_unreachable("all destinations are listed");
}

size_t leafCount(llvm::ArrayRef<NativeParameter> values) {
  size_t count = 0;
  for (const NativeParameter &value : values)
    count += value.leaves.size();
  return count;
}

/// The destination in terms of leaves: of all leaves of a result or parameter,
/// separated by `|`.
std::string leafFlowOf(const NativeFunction &native, const NativeFlow &flow) {
  bool isResult = flow.to == NativeFlow::To::Result;
  if (!isResult && flow.to != NativeFlow::To::Parameter)
    return flowOf(flow);
  llvm::ArrayRef<NativeParameter> values =
      isResult ? native.results : native.parameters;
  size_t first = leafCount(values.take_front(flow.index));
  std::vector<std::string> texts;
  texts.reserve(values[flow.index].leaves.size());
  for (size_t leaf = 0; leaf < values[flow.index].leaves.size(); ++leaf)
    texts.push_back((isResult ? "result " : "parameter ") +
                    std::to_string(first + leaf));
  return llvm::join(texts, "|");
}

/// One destination per leaf argument, separated by commas.
std::string flowsOf(const NativeFunction &native) {
  std::vector<std::string> flows;
  for (auto [parameter, flow] :
       llvm::zip_equal(native.parameters, native.directive.flows))
    flows.insert(flows.end(), parameter.leaves.size(),
                 leafFlowOf(native, flow));
  return llvm::join(flows, ", ");
}

std::string signatureOf(const NativeFunction &native) {
  auto list = [](llvm::ArrayRef<NativeParameter> values) {
    std::vector<std::string> texts;
    for (const NativeParameter &value : values)
      texts.push_back(value.name.empty() ? value.type
                                         : value.name + " " + value.type);
    return llvm::join(texts, ", ");
  };
  std::string text = "(" + list(native.parameters) + ")";
  if (native.results.empty())
    return text;
  if (native.results.size() == 1 && native.results[0].name.empty())
    return text + " " + native.results[0].type;
  return text + " (" + list(native.results) + ")";
}

std::string quoted(StringRef text) {
  std::string result;
  llvm::raw_string_ostream os(result);
  os << '"';
  os.write_escaped(text);
  os << '"';
  return result;
}

/// C++ type of the results: void, a type of runtime/Entries.h, or a struct that
/// is declared in front of the function.
std::string resultType(const NativeFunction &native) {
  switch (leafCount(native.results)) {
  case 0:
    return "void";
  case 1:
    return leavesOf(native.results);
  default:
    return native.symbol + "_result";
  }
}

/// A name for C++: the declaration's, or `prefix` with a number; `_k` behind
/// it when the value has several leaves.
std::string memberName(const NativeParameter &value, size_t number, size_t leaf,
                       StringRef prefix) {
  static constexpr StringRef kReserved[] = {"new", "old", "int", "default"};
  std::string name =
      value.name.empty() ? (prefix + llvm::Twine(number)).str() : value.name;
  if (llvm::is_contained(kReserved, name))
    name += "_";
  return value.leaves.size() == 1 ? name : name + "_" + std::to_string(leaf);
}

void emitResultStruct(const NativeFunction &native, llvm::raw_ostream &os) {
  if (leafCount(native.results) < 2)
    return;
  os << "struct " << resultType(native) << " {\n";
  for (auto [number, value] : llvm::enumerate(native.results))
    for (auto [leaf, kind] : llvm::enumerate(value.leaves))
      // A word for each, also in memory.
      os << (kind == NativeLeaf::F32 ? "  alignas(8) " : "  ") << nameOf(kind)
         << " " << memberName(value, number, leaf, "r") << ";\n";
  os << "};\n";
}

void emitPrototype(const NativeFunction &native, llvm::raw_ostream &os) {
  os << "\n/// " << native.package << "." << native.name << signatureOf(native)
     << "\n";
  emitResultStruct(native, os);
  os << "VO_RT_NATIVE ";
  if (returnsThroughMemory(native))
    os << "void " << native.symbol << "(" << resultType(native)
       << " *results, ";
  else
    os << resultType(native) << " " << native.symbol << "(";
  for (auto [number, value] : llvm::enumerate(native.parameters))
    for (auto [leaf, kind] : llvm::enumerate(value.leaves))
      os << nameOf(kind) << " " << memberName(value, number, leaf, "a") << ", ";
  os << "VO_RT_CONTEXT);\n";
}

} // namespace

void vo::fe::emitNativeTable(llvm::ArrayRef<NativeFunction> natives,
                             llvm::raw_ostream &os) {
  os << "// " << kMade << ".\n"
     << "//\n"
     << "// VO_NATIVE(wire name, symbol, (results), (arguments), effects, "
        "flows, types, notes)\n"
     << "//   for natives that the runtime implements;\n"
     << "// VO_NATIVE_LATER, the same, for the others.\n\n";
  for (const NativeFunction &native : natives)
    os << (native.directive.later ? "VO_NATIVE_LATER(" : "VO_NATIVE(")
       << quoted(native.wire) << ", " << native.symbol << ", ("
       << leavesOf(native.results) << "), (" << leavesOf(native.parameters)
       << "), " << effectsOf(native.directive, " | ")
       << (returnsThroughMemory(native) ? " | ResultsInMemory" : "") << ", "
       << quoted(flowsOf(native)) << ", " << quoted(native.moduleTypes) << ", "
       << quoted(native.package + "." + native.name + signatureOf(native))
       << ")\n";
  os << "\n#undef VO_NATIVE\n#undef VO_NATIVE_LATER\n";
}

void vo::fe::emitNativePrototypes(llvm::ArrayRef<NativeFunction> natives,
                                  llvm::raw_ostream &os, bool all) {
  os << "// " << kMade << ".\n"
     << "//\n"
     << "// What runtime/std/ implements. Several results are one struct, leaf "
        "by leaf;\n// a large one is written to where the first parameter "
        "points, in one go right\n// before the return.\n"
     << "#pragma once\n\n#include \"runtime/Entries.h\"\n\n"
     << "namespace vo::rt {\ninline namespace natives {\n"
     << "using namespace entry_types;\n";
  for (const NativeFunction &native : natives)
    if (all || !native.directive.later)
      emitPrototype(native, os);
  os << "\n} // namespace natives\n} // namespace vo::rt\n";
}

void vo::fe::emitNativePage(llvm::ArrayRef<NativeFunction> natives,
                            llvm::raw_ostream &os) {
  size_t done = llvm::count_if(natives, [](const NativeFunction &native) {
    return !native.directive.later;
  });
  os << "# Native functions of the library\n\n"
     << "Made from the declarations in `stdlib/` (`bazel run "
        "//frontend/natives:vo-natives -- --page`); do not edit.\n"
     << "`frontend/natives/Directive.h` explains the words. Of "
     << natives.size() << " natives the runtime implements " << done << ".\n";
  StringRef package;
  for (const NativeFunction &native : natives) {
    if (native.package != package) {
      package = native.package;
      os << "\n## " << package << "\n\n"
         << "| Function | Effects | References go | Implemented |\n"
         << "|---|---|---|---|\n";
    }
    std::vector<std::string> flows;
    for (auto [number, parameter] : llvm::enumerate(native.parameters))
      if (llvm::any_of(parameter.leaves, [](NativeLeaf leaf) {
            return leaf != NativeLeaf::I64 && leaf != NativeLeaf::F32 &&
                   leaf != NativeLeaf::F64;
          }))
        flows.push_back(parameter.name + ": " +
                        flowOf(native.directive.flows[number]));
    os << "| `" << native.name << signatureOf(native) << "` | "
       << StringRef(effectsOf(native.directive, ", ")).lower() << " | "
       << llvm::join(flows, ", ") << " | "
       << (native.directive.later ? "" : "yes") << " |\n";
  }
}
