#include "runtime/std/encoding/Fields.h"

#include <gtest/gtest.h>

#include <map>

namespace vo::rt::encoding {
namespace {

/// Structs of numbers (type 2) and of each other.
class Structs {
public:
  struct Declared {
    std::string name;
    std::string tag = "";
    uint32_t type = 2;
    bool isEmbedded = false;
  };

  Structs() {
    types.resize(3);
    types[2].kind = uint32_t(ValueKind::Int);
    types[2].bytes = 8;
  }

  /// A struct with these fields, one word each but for structs.
  uint32_t add(const std::vector<Declared> &list) {
    abi::DynamicType type{};
    type.kind = uint32_t(ValueKind::Struct);
    type.underlying = uint32_t(types.size());
    type.declared = {uint32_t(fields.size()), uint32_t(list.size())};
    for (const Declared &each : list) {
      bool isExported = each.name[0] < 'a';
      fields.push_back({textAt(each.name), uint32_t(each.name.size()),
                        textAt(each.tag), uint32_t(each.tag.size()), each.type,
                        type.bytes,
                        (each.isEmbedded ? abi::kFieldEmbedded : 0u) |
                            (isExported ? abi::kFieldExported : 0u)});
      type.bytes += types[each.type].bytes;
    }
    types.push_back(type);
    return type.underlying;
  }
  uint32_t pointerTo(uint32_t elem) {
    abi::DynamicType type{};
    type.kind = uint32_t(ValueKind::Pointer);
    type.underlying = uint32_t(types.size());
    type.elem = elem;
    type.bytes = 8;
    types.push_back(type);
    return type.underlying;
  }
  void setPointee(uint32_t pointer, uint32_t elem) {
    types[pointer].elem = elem;
  }

  NamedFields named(uint32_t type) {
    tables = {
        types.data(), nullptr, fields.data(),          nullptr, text.data(),
        nullptr,      nullptr, uint32_t(types.size()), 0};
    abi::ModuleDescriptor module{};
    module.dynamic = &tables;
    Context context{};
    context.module = &module;
    dynamic::Types view(context);
    return {view, view[type], "fmt"};
  }
  std::string namesOf(uint32_t type) {
    std::string names;
    NamedFields list = named(type);
    for (const NamedField &field : list.all())
      names += field.name + "@" + std::to_string(field.place) + " ";
    return names;
  }

private:
  uint32_t textAt(const std::string &piece) {
    text += piece;
    return uint32_t(text.size() - piece.size());
  }

  std::vector<abi::DynamicType> types;
  std::vector<abi::DynamicField> fields;
  std::string text;
  abi::DynamicTables tables{};
};

TEST(Fields, Names) {
  Structs structs;
  uint32_t type = structs.add({{"One"},
                               {"lower"},
                               {"Gone", "fmt:\"-\""},
                               {"Other", "json:\"x\" fmt:\"two,omitempty\""},
                               {"ID", "fmt:\",omitempty\""},
                               {"Odd", "fmt:x fmt:\"y\""},
                               {"\xC3\x89t"}});
  EXPECT_EQ(structs.namesOf(type), "one@0 two@24 iD@32 odd@40 \xC3\xA9t@48 ");
  NamedFields named = structs.named(type);
  EXPECT_FALSE(named.all()[0].omitsEmpty);
  EXPECT_TRUE(named.all()[1].omitsEmpty);
  EXPECT_TRUE(named.all()[2].omitsEmpty);
}

TEST(Fields, AreFoundWithoutCase) {
  Structs structs;
  NamedFields named = structs.named(
      structs.add({{"A", "fmt:\"Name\""}, {"B", "fmt:\"name\""}, {"C"}}));
  EXPECT_EQ(named.find("name"), &named.all()[1]);
  EXPECT_EQ(named.find("Name"), &named.all()[0]);
  EXPECT_EQ(named.find("NAME"), &named.all()[0]);
  EXPECT_EQ(named.find("C"), &named.all()[2]);
  EXPECT_EQ(named.find("nam"), nullptr);
}

TEST(Fields, EmbeddedStructs) {
  Structs structs;
  uint32_t deep = structs.add({{"X"}, {"Deep"}});
  uint32_t inner = structs.add({{"X"}, {"deep", "", deep, true}, {"Y"}});
  uint32_t outer = structs.add({{"First"},
                                {"inner", "", inner, true},
                                {"Named", "fmt:\"n\"", deep, true},
                                {"Y"}});
  EXPECT_EQ(structs.namesOf(outer), "first@0 x@8 deep@24 n@40 y@56 ");
}

TEST(Fields, OfSeveralAtOneDepthNoneOrTheTagged) {
  Structs structs;
  uint32_t left = structs.add({{"Both"}, {"Left"}, {"T", "fmt:\"t\""}});
  uint32_t right = structs.add({{"Both"}, {"T"}});
  uint32_t deeper = structs.add({{"Both"}});
  uint32_t third = structs.add({{"deeper", "", deeper, true}});
  uint32_t outer = structs.add({{"left", "", left, true},
                                {"right", "", right, true},
                                {"third", "", third, true}});
  EXPECT_EQ(structs.namesOf(outer), "left@8 t@16 ");
}

TEST(Fields, PointersOnTheWay) {
  Structs structs;
  uint32_t deep = structs.add({{"A"}, {"B"}});
  uint32_t middle =
      structs.add({{"C"}, {"p", "", structs.pointerTo(deep), true}});
  uint32_t outer = structs.add({{"D"}, {"m", "", middle, true}});
  NamedFields named = structs.named(outer);
  ASSERT_EQ(named.all().size(), 4u);
  auto way = named.wayTo(named.all()[3]);
  ASSERT_EQ(way.size(), 1u);
  EXPECT_EQ(way[0].place, 16u);
  EXPECT_EQ(way[0].pointee, deep);
  EXPECT_EQ(named.all()[3].place, 8u);
  EXPECT_TRUE(named.wayTo(named.all()[0]).empty());
}

TEST(Fields, CyclesAndTwinsEnd) {
  Structs structs;
  uint32_t pointer = structs.pointerTo(2);
  uint32_t node = structs.add({{"V"}, {"next", "", pointer, true}});
  structs.setPointee(pointer, node);
  EXPECT_EQ(structs.namesOf(node), "v@0 ");
  // Each level twice: two ways to all that lies below, and so none.
  uint32_t below = structs.add({{"Z"}});
  for (unsigned level = 0; level < 64; ++level) {
    uint32_t left = structs.add({{"b", "", structs.pointerTo(below), true}});
    uint32_t right = structs.add({{"b", "", structs.pointerTo(below), true}});
    below = structs.add({{"l", "", structs.pointerTo(left), true},
                         {"r", "", structs.pointerTo(right), true},
                         {"Own" + std::to_string(level)}});
  }
  EXPECT_EQ(structs.namesOf(below), "own63@16 ");
}

} // namespace
} // namespace vo::rt::encoding
