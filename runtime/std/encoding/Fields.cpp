#include "runtime/std/encoding/Fields.h"

#include "runtime/abi/StructTag.h"
#include "runtime/gc/Heap.h"
#include "runtime/object/Utf8.h"
#include "runtime/std/unicode/Unicode.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

using namespace vo;
using namespace vo::rt;
using namespace vo::rt::encoding;
using dynamic::DynamicType;
using dynamic::Types;

//===----------------------------------------------------------------------===//
// One field
//===----------------------------------------------------------------------===//

namespace {
/// What a declaration says about a field's name.
struct Naming {
  std::string name;
  bool isTagged = false;
  bool omitsEmpty = false;
};
} // namespace

static std::string withLowerFirst(std::string_view name) {
  auto first =
      utf8::decode(reinterpret_cast<const uint8_t *>(name.data()), name.size());
  uint8_t lower[utf8::kMaxBytes];
  unsigned length = utf8::encode(unicode::toLower(first.rune), lower);
  std::string result(reinterpret_cast<const char *>(lower), length);
  return result += name.substr(first.width);
}

static Naming namingOf(std::string_view name, std::string_view tag,
                       std::string_view key, bool isExported) {
  Naming naming;
  std::string_view value = abi::structTagValue(tag, key).value_or("");
  std::string_view inTag = value.substr(0, value.find(','));
  for (size_t comma = value.find(','); comma != value.npos;) {
    value.remove_prefix(comma + 1);
    comma = value.find(',');
    naming.omitsEmpty |= value.substr(0, comma) == "omitempty";
  }
  naming.isTagged = !inTag.empty();
  naming.name = naming.isTagged ? std::string(inTag)
                : isExported    ? withLowerFirst(name)
                                : std::string(name);
  return naming;
}

static std::string inLowerCase(std::string_view text) {
  std::string lower(text);
  for (char &c : lower)
    if (c >= 'A' && c <= 'Z')
      c = char(c - 'A' + 'a');
  return lower;
}

//===----------------------------------------------------------------------===//
// All fields
//===----------------------------------------------------------------------===//

namespace vo::rt::encoding {

/// Walks through a struct and what is embedded in it, level by level.
class FieldCollector {
public:
  FieldCollector(NamedFields &out, const Types &types, std::string_view key)
      : out(out), types(types), key(key) {}

  void run(const DynamicType &root) {
    nodes.push_back({&root, 0, 0, false, {}});
    seen.insert(&root);
    for (size_t begin = 0; begin < nodes.size();) {
      size_t end = nodes.size();
      for (size_t node = begin; node < end; ++node)
        visit(node);
      decide();
      // A struct that is there at less depth hides all that it has here.
      for (size_t node = end; node < nodes.size(); ++node)
        seen.insert(nodes[node].type);
      begin = end;
      level.clear();
      here.clear();
    }
    order();
  }

private:
  static constexpr uint32_t kNothing = ~uint32_t{0};
  /// Of what a declared field has become: a candidate or another node.
  struct Entry {
    uint32_t candidate = kNothing, node = kNothing;
  };
  struct Node {
    const DynamicType *type;
    uint32_t way;     // as in NamedField
    uint32_t place;   // bytes from where the way leads to
    bool isAmbiguous; // several are embedded at this depth
    std::vector<Entry> entries;
  };
  struct Candidate {
    NamedField field;
    bool isChosen = false;
  };
  /// Those of one name at one depth.
  struct Rivals {
    unsigned plain = 0, tagged = 0; // 2 stands for more
    uint32_t lastPlain = 0, lastTagged = 0;
  };

  /// The struct that an embedded field leads to; null if it is no struct.
  const DynamicType *embedded(const abi::DynamicField &field, bool &isPointer,
                              uint32_t &pointee) {
    const DynamicType *type = types.find(field.type);
    isPointer = type && dynamic::kindOf(*type) == ValueKind::Pointer;
    pointee = isPointer ? type->elem : field.type;
    if (isPointer)
      type = types.find(pointee);
    if (!type || dynamic::kindOf(*type) != ValueKind::Struct)
      return nullptr;
    return &types.underlying(*type);
  }

  void visit(size_t number) {
    auto declared = types.fields(nodes[number].type->declared);
    nodes[number].entries.resize(declared.size());
    for (size_t i = 0; i < declared.size(); ++i) {
      const abi::DynamicField &field = declared[i];
      bool isExported = field.flags & abi::kFieldExported;
      Naming naming =
          namingOf(types.textOf(field.name, field.nameLength),
                   types.textOf(field.tag, field.tagLength), key, isExported);
      if (naming.name == "-")
        continue;
      bool isPointer = false;
      uint32_t pointee = 0;
      const DynamicType *inner = nullptr;
      if (field.flags & abi::kFieldEmbedded && !naming.isTagged)
        inner = embedded(field, isPointer, pointee);
      if (inner)
        nodes[number].entries[i].node =
            embed(number, field, *inner, isPointer, pointee);
      else if (isExported)
        nodes[number].entries[i].candidate =
            addCandidate(nodes[number], field, naming);
    }
  }

  /// Gives the new node, if it is one.
  uint32_t embed(size_t outer, const abi::DynamicField &field,
                 const DynamicType &inner, bool isPointer, uint32_t pointee) {
    if (seen.count(&inner))
      return kNothing;
    auto number = uint32_t(nodes.size());
    auto [twin, isNew] = level.try_emplace(&inner, number);
    if (!isNew) {
      nodes[twin->second].isAmbiguous = true;
      return kNothing;
    }
    uint32_t place = nodes[outer].place + field.place, way = nodes[outer].way;
    if (isPointer) {
      out.steps.push_back({{place, pointee}, way});
      way = uint32_t(out.steps.size());
      place = 0;
    }
    nodes.push_back({&inner, way, place, nodes[outer].isAmbiguous, {}});
    return number;
  }

  uint32_t addCandidate(const Node &node, const abi::DynamicField &field,
                        Naming &naming) {
    auto number = uint32_t(candidates.size());
    if (!decided.count(naming.name)) {
      Rivals &rivals = here[naming.name];
      (naming.isTagged ? rivals.tagged : rivals.plain) +=
          node.isAmbiguous ? 2 : 1;
      (naming.isTagged ? rivals.lastTagged : rivals.lastPlain) = number;
    }
    candidates.push_back(
        {{std::move(naming.name), field.type, node.place + field.place,
          node.way, naming.omitsEmpty}});
    return number;
  }

  void decide() {
    for (auto &[name, rivals] : here) {
      if (rivals.tagged == 1)
        candidates[rivals.lastTagged].isChosen = true;
      else if (rivals.tagged == 0 && rivals.plain == 1)
        candidates[rivals.lastPlain].isChosen = true;
      decided.insert(name);
    }
  }

  /// Puts those that were chosen out in order of declaration.
  void order() {
    std::vector<std::pair<uint32_t, size_t>> path = {{0, 0}};
    while (!path.empty()) {
      auto &[number, at] = path.back();
      const Node &node = nodes[number];
      if (at == node.entries.size()) {
        path.pop_back();
        continue;
      }
      Entry entry = node.entries[at++];
      if (entry.node != kNothing)
        path.push_back({entry.node, 0});
      else if (entry.candidate != kNothing &&
               candidates[entry.candidate].isChosen)
        out.fields.push_back(std::move(candidates[entry.candidate].field));
    }
  }

  NamedFields &out;
  const Types &types;
  std::string_view key;
  std::vector<Node> nodes;
  std::vector<Candidate> candidates;
  std::unordered_set<const DynamicType *> seen;            // at less depth
  std::unordered_map<const DynamicType *, uint32_t> level; // the next one
  std::unordered_map<std::string, Rivals> here;            // this one
  std::unordered_set<std::string> decided;                 // names
};

} // namespace vo::rt::encoding

NamedFields::NamedFields(const Types &types, const DynamicType &type,
                         std::string_view key) {
  FieldCollector(*this, types, key).run(types.underlying(type));
  for (uint32_t i = 0; i < fields.size(); ++i) {
    exact.push_back(i);
    similar.emplace_back(inLowerCase(fields[i].name), i);
  }
  std::ranges::sort(exact, {}, [&](uint32_t i) -> const std::string & {
    return fields[i].name;
  });
  std::ranges::sort(similar);
}

const NamedField *NamedFields::find(std::string_view name) const {
  auto nameOf = [&](uint32_t i) -> std::string_view { return fields[i].name; };
  auto same = std::ranges::lower_bound(exact, name, {}, nameOf);
  if (same != exact.end() && nameOf(*same) == name)
    return &fields[*same];
  std::string lower = inLowerCase(name);
  auto like = std::ranges::lower_bound(similar, std::pair(lower, uint32_t{0}));
  if (like != similar.end() && like->first == lower)
    return &fields[like->second];
  return nullptr;
}

std::vector<NamedFields::Step>
NamedFields::wayTo(const NamedField &field) const {
  std::vector<Step> way;
  for (uint32_t at = field.way; at != 0; at = steps[at - 1].before)
    way.push_back(steps[at - 1].step);
  std::ranges::reverse(way);
  return way;
}

//===----------------------------------------------------------------------===//
// Lists that are kept
//===----------------------------------------------------------------------===//

namespace {
struct KeptFields : HeapAttachment {
  std::unordered_map<uint32_t, std::unique_ptr<NamedFields>> lists;
};
} // namespace

const NamedFields &vo::rt::encoding::fieldsOf(Context &context,
                                              const Types &types,
                                              uint32_t structType,
                                              const std::string_view &key) {
  auto &attached = heapOf(context).attachment(&key);
  if (!attached)
    attached = std::make_unique<KeptFields>();
  auto &list = static_cast<KeptFields &>(*attached).lists[structType];
  if (!list)
    list = std::make_unique<NamedFields>(types, types[structType], key);
  return *list;
}
