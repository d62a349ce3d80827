#include "runtime/std/fmt/FmtFixture.h"

namespace vo::rt {
namespace {

using namespace std::string_view_literals;
using Fmt = FmtTest;

TEST_F(Fmt, PlainText) {
  EXPECT_EQ(formatted("", {}), "");
  EXPECT_EQ(formatted("plain", {}), "plain");
  EXPECT_EQ(formatted("100%%", {}), "100%");
  EXPECT_EQ(formatted("%%%d%%", {num(5)}), "%5%");
  EXPECT_EQ(formatted("%v and %v", {num(1), text("b")}), "1 and b");
}

TEST_F(Fmt, Mistakes) {
  EXPECT_EQ(formatted("%d", {}), "%!d(MISSING)");
  EXPECT_EQ(formatted("%d %s", {num(1)}), "1 %!s(MISSING)");
  EXPECT_EQ(formatted("%x%", {}), "%!x(MISSING)%!(NOVERB)");
  EXPECT_EQ(formatted("%d %", {num(7)}), "7 %!(NOVERB)");
  EXPECT_EQ(formatted("%d %", {num(7), num(8)}), "7 %!(NOVERB)%!(EXTRA int=8)");
  EXPECT_EQ(formatted("%-08", {}), "%!(NOVERB)");
  EXPECT_EQ(formatted("%5.", {num(1)}), "%!(NOVERB)%!(EXTRA int=1)");
  EXPECT_EQ(formatted("a", {num(1), text("b"), nil(), real(1.5), truth(true)}),
            "a%!(EXTRA int=1, string=b, <nil>, float64=1.5, bool=true)");
  EXPECT_EQ(formatted("%5%", {num(7)}), "%!%(7)");
  EXPECT_EQ(formatted("%*d", {num(5), num(42)}), "%!*(5)d%!(EXTRA int=42)");
  EXPECT_EQ(formatted("%[1]d", {num(1)}), "%![(1)1]d");
  EXPECT_EQ(formatted("%z", {num(1)}), "%!z(1)");
  EXPECT_EQ(formatted("%i", {text("text")}), "%!i(text)");
  EXPECT_EQ(formatted("%F", {real(2.5)}), "%!F(2.5)");
  EXPECT_EQ(formatted("%1000001d", {num(1)}), "%!(BADWIDTH)1");
  EXPECT_EQ(formatted("%99999999999999999999d", {num(1)}), "%!(BADWIDTH)1");
  EXPECT_EQ(formatted("%.1000001d", {num(1)}), "%!(BADPREC)1");
  EXPECT_EQ(formatted("%.1000001f", {real(1.5)}), "%!(BADPREC)1.500000");
  EXPECT_EQ(formatted("%1000001.1000001s", {text("ab")}),
            "%!(BADWIDTH)%!(BADPREC)ab");
  EXPECT_EQ(formatted("%1000001d", {}), "%!(BADWIDTH)%!d(MISSING)");
  EXPECT_EQ(formatted("%\u00e9", {num(5)}), "%!\xC3"
                                            "(5)\xA9");
}

TEST_F(Fmt, WrongKinds) {
  EXPECT_EQ(formatted("%d", {text("str")}), "%!d(str)");
  EXPECT_EQ(formatted("%d", {real(1.5)}), "%!d(1.5)");
  EXPECT_EQ(formatted("%d", {truth(true)}), "%!d(true)");
  EXPECT_EQ(formatted("%d", {nil()}), "%!d(<nil>)");
  EXPECT_EQ(formatted("%d", {bytes()}), "%!d([104, 105])");
  EXPECT_EQ(formatted("%x", {real(1.5)}), "%!x(1.5)");
  EXPECT_EQ(formatted("%s", {nil()}), "<nil>");
  EXPECT_EQ(formatted("%v", {nil()}), "<nil>");
  EXPECT_EQ(formatted("%q", {nil()}), "%!q(<nil>)");
  EXPECT_EQ(formatted("%f", {num(1)}), "%!f(1)");
  EXPECT_EQ(formatted("%e", {text("x")}), "%!e(x)");
  EXPECT_EQ(formatted("%g", {truth(true)}), "%!g(true)");
  EXPECT_EQ(formatted("%t", {num(1)}), "%!t(1)");
  EXPECT_EQ(formatted("%t", {text("true")}), "%!t(true)");
  EXPECT_EQ(formatted("%c", {text("x")}), "%!c(x)");
  EXPECT_EQ(formatted("%U", {real(1.0)}), "%!U(1)");
  EXPECT_EQ(formatted("%o", {ints()}), "%!o([len=3])");
  EXPECT_EQ(formatted("%q", {real(1.5)}), "%!q(1.5)");
  EXPECT_EQ(formatted("%b", {truth(true)}), "%!b(true)");
  EXPECT_EQ(formatted("%p", {text("text")}), "%!p(text)");
  EXPECT_EQ(formatted("%8d", {text("str")}), "%!d(str)");
}

TEST_F(Fmt, DefaultText) {
  EXPECT_EQ(formatted("%v|%+v|%#v", {num(42), text("x"), real(0.1)}),
            "42|x|0.1");
  EXPECT_EQ(formatted("%v %v %v", {truth(true), truth(false), nil()}),
            "true false <nil>");
  EXPECT_EQ(formatted("%v %v %v %v", {bytes(), ints(), object(ValueKind::Array),
                                      object(ValueKind::Struct)}),
            "[104, 105] [len=3] [...] {...}");
  EXPECT_EQ(formatted("%5v|%-5v|%05v", {num(-12), num(-12), num(-12)}),
            "  -12|-12  |00-12");
  EXPECT_EQ(formatted("%.2v|%.0v|%6.3v",
                      {text("hello"), text("hello"), real(1.2345)}),
            "he||   1.2");
  EXPECT_EQ(formatted("%8v|%-8v|%08v", {truth(true), nil(), real(-1.5)}),
            "    true|<nil>   |0000-1.5");
  EXPECT_EQ(formatted("%v", {real(1e21)}), "1000000000000000000000");
  EXPECT_EQ(formatted("%v", {real32(0.1)}), "0.1");
  EXPECT_EQ(formatted("%+v|% v", {num(5), num(5)}), "5|5");
}

TEST_F(Fmt, Strings) {
  EXPECT_EQ(formatted("%s|%5s|%-5s|%05s",
                      {text("go"), text("go"), text("go"), text("go")}),
            "go|   go|go   |000go");
  EXPECT_EQ(formatted("%.2s|%.9s|%.0s|%5.1s", {text("hello"), text("hello"),
                                               text("hello"), text("hello")}),
            "he|hello||    h");
  EXPECT_EQ(formatted("%5s|%.2s",
                      {text("\u00e9\u4e16\u754c"), text("\u00e9\u4e16\u754c")}),
            "  \u00E9\u4E16\u754C|\u00E9\u4E16");
  EXPECT_EQ(formatted("%3s|", {text("\xFF"sv)}), "  \xFF"
                                                 "|");
  EXPECT_EQ(formatted("%.1s|", {text("\xFF\x61"sv)}), "\xFF"
                                                      "|");
  EXPECT_EQ(formatted("%-05s|", {text("ab")}), "ab   |");
  EXPECT_EQ(formatted("%6s", {num(42)}), "    42");
  EXPECT_EQ(formatted("%s %s", {real(1.5), truth(true)}), "1.5 true");
  EXPECT_EQ(formatted("%.3s", {num(123456)}), "123");
  EXPECT_EQ(formatted("%8s", {bytes()}), "[104, 105]");
}

TEST_F(Fmt, HexOfStrings) {
  EXPECT_EQ(formatted("%x %X", {text("hello"), text("hello")}),
            "68656c6c6f 68656C6C6F");
  EXPECT_EQ(formatted("% x", {text("abc")}), "61 62 63");
  EXPECT_EQ(formatted("%#x|%#X", {text("abc"), text("abc")}),
            "0x616263|0X616263");
  EXPECT_EQ(formatted("% #x", {text("abc")}), "0x61 0x62 0x63");
  EXPECT_EQ(formatted("%.2x|%.0x", {text("hello"), text("hello")}), "6865|");
  EXPECT_EQ(formatted("%#x|% #x", {text(""), text("")}), "|");
  EXPECT_EQ(formatted("%10x|%-10x|%010x", {text("ab"), text("ab"), text("ab")}),
            "      6162|6162      |0000006162");
  EXPECT_EQ(formatted("%X", {text("\xFF\x0A"sv)}), "FF0A");
}

TEST_F(Fmt, QuotedStrings) {
  EXPECT_EQ(formatted("%q", {text("a")}), "\"a\"");
  EXPECT_EQ(formatted("%q", {text("say \"hi\"\\")}), "\"say \\\"hi\\\"\\\\\"");
  EXPECT_EQ(formatted("%q", {text("\n\r\t")}), "\"\\n\\r\\t\"");
  EXPECT_EQ(formatted("%q", {text("\x00\x07\x7F"sv)}), "\"\\x00\\x07\\x7f\"");
  EXPECT_EQ(formatted("%q", {text("h\u00e9\u4e16")}), "\"h\u00E9\u4E16\"");
  EXPECT_EQ(formatted("%q", {text("\xFF\x61\xE4\xB8"sv)}),
            "\"\\xffa\\xe4\\xb8\"");
  EXPECT_EQ(formatted("%8q|%-8q|%08q", {text("go"), text("go"), text("go")}),
            "    \"go\"|\"go\"    |0000\"go\"");
  EXPECT_EQ(formatted("%.2q", {text("hello")}), "\"he\"");
  EXPECT_EQ(formatted("%#q|%+q", {text("a"), text("\u00e9")}),
            "\"a\"|\"\u00E9\"");
  EXPECT_EQ(formatted("%q", {text("")}), "\"\"");
}

TEST_F(Fmt, Truth) {
  EXPECT_EQ(formatted("%t %t", {truth(true), truth(false)}), "true false");
  EXPECT_EQ(formatted("%6t|%-6t|%06t|%+t",
                      {truth(true), truth(true), truth(true), truth(true)}),
            "  true|true  |00true|true");
}

TEST_F(Fmt, DataWords) {
  EXPECT_EQ(formatted("%p %p %p", {num(255), of(ValueKind::Int8, -1), nil()}),
            "0xff 0xffffffffffffffff 0x0");
  EXPECT_EQ(formatted("%p", {real(1.0)}), "0x3ff0000000000000");
  EXPECT_EQ(formatted("%8p|%-8p|%08p", {num(16), num(16), num(16)}),
            "    0x10|0x10    |00000x10");
}

TEST_F(Fmt, KindNames) {
  EXPECT_EQ(formatted("%T %T %T %T", {truth(true), num(1), text("x"), nil()}),
            "bool int string <nil>");
  EXPECT_EQ(formatted("%T %T %T %T",
                      {of(ValueKind::Int8, 1), of(ValueKind::Int16, 1),
                       of(ValueKind::Int32, 1), of(ValueKind::Int64, 1)}),
            "int8 int16 int32 int64");
  EXPECT_EQ(formatted("%T %T %T %T %T",
                      {of(ValueKind::Uint, 1), of(ValueKind::Uint8, 1),
                       of(ValueKind::Uint16, 1), of(ValueKind::Uint32, 1),
                       of(ValueKind::Uint64, 1)}),
            "uint uint8 uint16 uint32 uint64");
  EXPECT_EQ(formatted("%T %T", {real32(1.5), real(1.5)}), "float32 float64");
  EXPECT_EQ(formatted("%T %T %T", {ints(), object(ValueKind::Array),
                                   object(ValueKind::Struct)}),
            "[]... [...]... struct{...}");
  EXPECT_EQ(formatted("%8T|%-8T|%08T", {num(1), num(1), num(1)}),
            "     int|int     |00000int");
}

TEST_F(Fmt, Extra) {
  EXPECT_EQ(formatted("%d", {num(1), num(2), text("x"), nil()}),
            "1%!(EXTRA int=2, string=x, <nil>)");
  EXPECT_EQ(
      formatted("", {truth(true), real(0.5), real32(0.5),
                     of(ValueKind::Uint8, 7), bytes(), ints(),
                     object(ValueKind::Array), object(ValueKind::Struct)}),
      "%!(EXTRA bool=true, float64=0.5, float32=0.5, uint8=7, []...=[104, "
      "105], []...=[len=3], [...]...=[...], struct{...}={...})");
}

TEST_F(Fmt, ErrorsShowMessagesOnlyWhereTheValueIsWanted) {
  abi::InterfaceWords boom = error("boom");
  EXPECT_EQ(formatted("%v|%s|%6.2v", {boom, boom, boom}), "boom|boom|    bo");
  EXPECT_EQ(formatted("x", {boom}), "x%!(EXTRA *...=boom)");
  EXPECT_EQ(formatted("%T", {boom}), "*...");
  EXPECT_EQ(formatted("%\u00e9", {boom}), "%!\xC3"
                                          "(boom)\xA9");
  EXPECT_EQ(formatted("%d", {boom}), "%!d(" + formatted("%p", {boom}) + ")");
  EXPECT_EQ(formatted("%p", {boom}).substr(0, 2), "0x");
}

TEST_F(Fmt, LargestSizes) {
  EXPECT_EQ(formatted("%1000000d", {num(7)}).size(), 1000000u);
  EXPECT_EQ(formatted("%.1000000d", {num(7)}).size(), 1000000u);
  EXPECT_EQ(formatted("%-1000000s", {text("x")}).size(), 1000000u);
  EXPECT_EQ(formatted("%.1000000f", {real(1.5)}),
            "1.5" + std::string(999999, '0'));
  EXPECT_EQ(formatted("%.1000000g", {real(1.5)}), "1.5");
  EXPECT_EQ(formatted("%.1000000e", {real(5e-324)}).size(), 1000007u);
}

TEST_F(Fmt, PrintSeparatesWhatIsNoString) {
  EXPECT_EQ(printed({}), "");
  EXPECT_EQ(printed({text("a"), text("b"), num(1), num(2), truth(true),
                     text("c"), nil(), nil(), real(3.5), text("")}),
            "ab1 2 truec<nil> <nil> 3.5");
  EXPECT_EQ(printed({text(""), num(1), text(""), text(""), num(2), num(3)}),
            "12 3");
}

TEST_F(Fmt, PrintlnSeparatesAll) {
  EXPECT_EQ(printedLine({}), "\n");
  EXPECT_EQ(printedLine({text(""), text("x"), text(""), num(1), text("")}),
            " x  1 \n");
}

} // namespace
} // namespace vo::rt
