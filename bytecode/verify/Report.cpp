//===- Report.cpp - Collecting and printing diagnostics -------------------===//

#include "bytecode/verify/Report.h"

using namespace vo::bc;
using namespace vo::bc::verify;

void vo::bc::verify::detail::append(std::string &out, std::string_view part) {
  // Names come from the module: keep messages of sane length.
  constexpr size_t longest = 200;
  out += part.substr(0, longest);
  if (part.size() > longest)
    out += "…";
}

void vo::bc::verify::detail::append(std::string &out, LayoutView part) {
  constexpr size_t longest = 12;
  out += '[';
  for (size_t i = 0; i < part.size() && i < longest; ++i) {
    if (i)
      out += ' ';
    out += abbreviation(part[i]);
  }
  if (part.size() > longest) {
    out += " … ";
    append(out, part.size());
    out += " slots";
  }
  out += ']';
}

void vo::bc::verify::detail::append(std::string &out, ValueKind part) {
  if (unsigned(part) < numValueKinds)
    out += name(part);
  else
    out += "kind " + std::to_string(unsigned(part));
}

void vo::bc::verify::detail::append(std::string &out, SlotType part) {
  out += name(part);
}

void Report::add(Rule rule, std::string message) {
  if (full())
    return;
  Diagnostic diagnostic{rule, std::move(message), {}, {}, {}, {}};
  if (function) {
    diagnostic.function = functionIndex;
    diagnostic.functionName = text(function->name);
    if (hasInstruction && instruction < function->code.size()) {
      diagnostic.instruction = instruction;
      diagnostic.opcodeName = name(function->code[instruction].opcode());
    }
  }
  found.push_back(std::move(diagnostic));
}

bool Report::spend(uint64_t amount) {
  if (exhausted)
    return false;
  steps += amount;
  if (amount <= options.maxSteps && steps <= options.maxSteps)
    return true;
  add(Rule::Cost,
      text("checking takes more than ", options.maxSteps, " steps"));
  exhausted = true;
  return false;
}

std::string Diagnostic::text() const {
  std::string out;
  if (function) {
    out += verify::text("function ", *function, " '", functionName, "'");
    if (instruction)
      out +=
          verify::text(", instruction ", *instruction, " (", opcodeName, ")");
    out += ": ";
  }
  out += message;
  out += verify::text(" [", id(rule), "]");
  return out;
}

std::string Verdict::text() const {
  std::string out;
  for (const Diagnostic &diagnostic : found) {
    out += diagnostic.text();
    out += '\n';
  }
  return out;
}
