//===- Natives.cpp - Reading declarations ---------------------------------===//

#include "bytecode/typing/Natives.h"

#include <algorithm>
#include <charconv>

using namespace vo::bc;
using namespace vo::bc::typing;

namespace {
struct Native {
  std::string_view wire, types, effects;
};
} // namespace

static constexpr Native natives[] = {
#define VO_NATIVE(wire, name, results, arguments, effects, flows, types,       \
                  notes)                                                       \
  {wire, types, #effects},
#define VO_NATIVE_LATER(wire, name, results, arguments, effects, flows, types, \
                        notes)                                                 \
  {wire, types, #effects},
#include "runtime/abi/Natives.inc"
};

static Native findNative(std::string_view wire) {
  for (const Native &native : natives)
    if (native.wire == wire)
      return native;
  return {};
}

std::string_view vo::bc::typing::nativeTypes(std::string_view wire) {
  return findNative(wire).types;
}

bool vo::bc::typing::reflects(std::string_view wire) {
  return findNative(wire).effects.find("Reflects") != std::string_view::npos;
}

namespace {
/// Reads types by recursive descent; the nesting of a declaration is that of
/// the library's sources. After a failure everything fails.
class TypeReader {
public:
  TypeReader(std::string_view text, Metadata &metadata, Universe &terms)
      : rest(text), metadata(metadata), terms(terms) {}

  std::optional<Signature> read() {
    Signature out;
    if (readList(out.params) && readList(out.results) && rest.empty())
      return out;
    return std::nullopt;
  }

private:
  bool accept(std::string_view text) {
    if (!rest.starts_with(text))
      return false;
    rest.remove_prefix(text.size());
    return true;
  }
  bool readList(Leaves &out);
  bool readType(Leaves &out);
  bool readArray(Leaves &out);
  bool readNamed(bool isPointer, Leaves &out);
  bool readSignature(Leaves &out);
  bool readMap(Leaves &out);
  std::optional<RowId> readElement();
  std::string_view readWord();

  std::string_view rest;
  Metadata &metadata;
  Universe &terms;
};
} // namespace

/// The kind of a scalar, string or `any` by its name.
static std::optional<ValueKind> basicKind(std::string_view name) {
  static constexpr std::pair<std::string_view, ValueKind> kinds[] = {
      {"bool", ValueKind::Bool},       {"int", ValueKind::Int},
      {"int8", ValueKind::Int8},       {"int16", ValueKind::Int16},
      {"int32", ValueKind::Int32},     {"int64", ValueKind::Int64},
      {"uint", ValueKind::Uint},       {"uint8", ValueKind::Uint8},
      {"uint16", ValueKind::Uint16},   {"uint32", ValueKind::Uint32},
      {"uint64", ValueKind::Uint64},   {"float32", ValueKind::Float32},
      {"float64", ValueKind::Float64}, {"string", ValueKind::String},
      {"any", ValueKind::Interface},
  };
  auto found = std::ranges::find(
      kinds, name, &std::pair<std::string_view, ValueKind>::first);
  if (found == std::end(kinds))
    return std::nullopt;
  return found->second;
}

std::string_view TypeReader::readWord() {
  size_t end = std::min(rest.find_first_of(",()[]* "), rest.size());
  std::string_view word = rest.substr(0, end);
  rest.remove_prefix(end);
  return word;
}

/// "(T,U)".
bool TypeReader::readList(Leaves &out) {
  if (!accept("("))
    return false;
  while (!accept(")")) {
    if (!readType(out))
      return false;
    accept(",");
  }
  return true;
}

bool TypeReader::readType(Leaves &out) {
  auto queue = [&](TermKind kind) {
    std::optional<RowId> element = readElement();
    if (element)
      out.push_back(terms.make(kind, *element));
    return element.has_value();
  };
  if (accept("[]"))
    return queue(TermKind::Slice);
  if (accept("chan "))
    return queue(TermKind::Channel);
  if (accept("port "))
    return queue(TermKind::Port);
  if (accept("["))
    return readArray(out);
  if (accept("func"))
    return readSignature(out);
  if (accept("map["))
    return readMap(out);
  return readNamed(accept("*"), out);
}

/// The row of one element of a slice, channel or map, numbers packed.
std::optional<RowId> TypeReader::readElement() {
  std::string_view before = rest;
  std::optional<ValueKind> kind = basicKind(readWord());
  if (kind && packingOf(*kind) > Packing::Slots)
    return terms.row({Universe::packed(packingOf(*kind))});
  rest = before;
  Leaves element;
  if (!readType(element))
    return std::nullopt;
  return terms.row(std::move(element));
}

/// "N]T": the leaves of N elements.
bool TypeReader::readArray(Leaves &out) {
  uint32_t length = 0;
  std::string_view number = readWord();
  auto [end, error] =
      std::from_chars(number.data(), number.data() + number.size(), length);
  Leaves element;
  if (error != std::errc() || !accept("]") || !readType(element) ||
      !terms.spend(uint64_t{length} * element.size()))
    return false;
  for (uint32_t i = 0; i < length; ++i)
    out.insert(out.end(), element.begin(), element.end());
  return true;
}

bool TypeReader::readSignature(Leaves &out) {
  Leaves params, results;
  if (!readList(params) || !readList(results))
    return false;
  RowId first = terms.registerRow(std::move(params));
  out.push_back(terms.make(TermKind::Closure, first,
                           terms.registerRow(std::move(results))));
  return true;
}

bool TypeReader::readMap(Leaves &out) {
  std::optional<RowId> key = readElement();
  if (!key || !accept("]"))
    return false;
  std::optional<RowId> value = readElement();
  if (!value)
    return false;
  out.push_back(terms.make(TermKind::Map, *key, *value));
  return true;
}

bool TypeReader::readNamed(bool isPointer, Leaves &out) {
  std::string_view name = readWord();
  if (!isPointer && name == "error") {
    out.push_back(terms.header(metadata.errorInterface()));
    out.push_back(Universe::data);
    return true;
  }
  if (std::optional<ValueKind> kind = basicKind(name); kind && !isPointer) {
    Leaves mine = metadata.leaves(ValueMeta(*kind, 0));
    out.insert(out.end(), mine.begin(), mine.end());
    return true;
  }
  size_t dot = name.rfind('.');
  const NamedTypeMeta *named =
      dot == std::string_view::npos
          ? nullptr
          : metadata.findNamed(name.substr(0, dot), name.substr(dot + 1));
  if (!named)
    return false;
  if (isPointer) {
    out.push_back(metadata.box(named->underlyingRttid.id()));
    return true;
  }
  const Leaves &mine = metadata.leaves(named->underlyingRttid.id());
  out.insert(out.end(), mine.begin(), mine.end());
  return true;
}

std::optional<Signature> vo::bc::typing::parseSignature(std::string_view types,
                                                        Metadata &metadata,
                                                        Universe &terms) {
  return TypeReader(types, metadata, terms).read();
}
