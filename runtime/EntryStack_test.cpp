//===- EntryStack_test.cpp - How much stack the entries need --------------===//
#include "runtime/Runtime.h"

#include "runtime/TestProgram.h"
#include "runtime/abi/Channel.h"
#include "runtime/abi/Defer.h"
#include "runtime/dynamic/TestTypes.h"
#include "runtime/object/String.h"
#include "runtime/std/Natives.h"

#include "gtest/gtest.h"

#include <array>
#include <bit>
#include <cstdlib>
#include <map>

namespace vo::rt::test {
namespace {

constexpr abi::MapType kIntMap = mapType("v");
constexpr abi::MapType kStringMap = mapType("svv"); // of constants only
constexpr abi::MapType kRefMap = mapType("r");      // of null only

/// One call of an entry of the runtime, with arguments that make it work.
using EntryCall = std::function<void(Context &)>;

__attribute__((swiftcall)) void doNothing(void *, int64_t, VO_RT_CONTEXT) {
  (void)context;
}

/// Types that dynamic access finds; the code of functions gives no results.
dynamic::test::TestTypes &dynamicTypes() {
  static dynamic::test::TestTypes types;
  return types;
}

/// An abi::DynamicCall: an object of a number and an empty string.
__attribute__((swiftcall)) Ref callNothing(Ref, Ref, VO_RT_CONTEXT) {
  return vo_rt_alloc(
      abi::headerWord(dynamic::test::TestTypes::kResultsLayout, 4), 32,
      context);
}

// NOLINTNEXTLINE(readability-function-size): a table.
std::map<std::string_view, EntryCall> entryCalls() {
  constexpr int64_t kBytes = int64_t{1} << 32 | 8,
                    kRunes = int64_t{4} << 32 | 5,
                    kAnys = int64_t{16} << 32 | 16;
  constexpr uint64_t kStringKind = 17 | 17 << 8, kFloat = 13 | 13 << 8;
  auto slice = [](Context &context, int64_t meta) {
    int64_t layout =
        meta == kAnys ? abi::kLayoutIfaceArray : abi::kLayoutScalarArray;
    Ref array = vo_rt_new_array(layout, meta, 40, &context);
    if (meta == kAnys)
      for (int i = 0; i < 40; ++i) {
        word(array, 2 + 2 * i) = kFloat;
        word(array, 3 + 2 * i) = std::bit_cast<uint64_t>(-1.25e-300);
      }
    return Slice{array, abi::kArrayDataOffset, 40, 40};
  };
  constexpr int64_t kWords = int64_t{8} << 32;
  auto channel = [](Context &context) {
    return vo_rt_chan_new(abi::kLayoutScalarArray, kWords, 1, &context);
  };
  auto send = [](Context &context, Ref to) {
    int64_t value = 1;
    vo_rt_chan_send(to, inFrame(&value), &context);
  };
  static constexpr char kText[] = "%v %30.20f %x %q \xce\xbb \xff";
  const Str text{nullptr, reinterpret_cast<int64_t>(kText), sizeof kText - 1};
  static const abi::InterfaceWords values[] = {
      {2, 514, 0}, {kFloat, std::bit_cast<uint64_t>(-1.25e-300), 0}};
  static const uint64_t rows[] = {1, abi::implementerRow(17, 1)};
  // A map with an index and an entry.
  auto map = [](Context &c, const abi::MapType &type) {
    Rooted<Ref> map(c, vo_rt_map_new(&type, 9, &c));
    uint64_t key[] = {kIntHeader, 1, 0};
    vo_rt_map_set(map, inFrame(type.keyWords == 1 ? key + 1 : key), &c);
    return map.get();
  };
  // One that gets an index with the next key.
  auto fullMap = [](Context &c, const abi::MapType &type) {
    Rooted<Ref> map(c, vo_rt_map_new(&type, 0, &c));
    for (uint64_t i = 0; i < 8; ++i) {
      uint64_t key[] = {kIntHeader, i, 0};
      vo_rt_map_set(map, inFrame(type.keyWords == 1 ? key + 1 : key), &c);
    }
    return map.get();
  };
  static uint64_t anyKey[] = {kFloat, 7};
  auto pairOf = [](uint32_t rttid, uint32_t kind) {
    return int64_t(rttid << 8 | kind);
  };
  static const Str kName = constantString("Deep");
  static int16_t shorts[] = {1, 2, 3};
  static const abi::SliceObject slices{reinterpret_cast<uint64_t>(shorts), 0, 3,
                                       3};
  const Iface shortSlice{pairOf(dynamic::test::kShortSlice, 18), 0,
                         inFrame(&slices)};
  dynamicTypes().setCode(0, reinterpret_cast<const void *>(&callNothing));
  return {
      {"vo_rt_alloc",
       [](Context &c) {
         vo_rt_alloc(abi::headerWord(kPair, kPairWords), 16, &c);
       }},
      {"vo_rt_new_array",
       [](Context &c) {
         vo_rt_new_array(abi::kLayoutScalarArray, kBytes, 100000, &c);
       }},
      {"vo_rt_make_slice",
       [](Context &c) {
         vo_rt_make_slice(abi::kLayoutScalarArray, kBytes, 3, 5, &c);
       }},
      {"vo_rt_string_concat",
       [=](Context &c) { vo_rt_string_concat(text, text, &c); }},
      {"vo_rt_string_concat_list",
       [=](Context &c) {
         std::array<Str, 3> list = {text, text, text};
         vo_rt_string_concat_list(reinterpret_cast<Ref>(list.data()), 3, &c);
       }},
      {"vo_rt_string_compare",
       [=](Context &c) { vo_rt_string_compare(text, text, &c); }},
      {"vo_rt_string_equal",
       [=](Context &c) { vo_rt_string_equal(text, text, &c); }},
      {"vo_rt_string_decode_rune",
       [=](Context &c) { vo_rt_string_decode_rune(text, 15, &c); }},
      {"vo_rt_string_from_int",
       [](Context &c) { vo_rt_string_from_int(955, &c); }},
      {"vo_rt_string_from_bytes",
       [=](Context &c) { vo_rt_string_from_bytes(slice(c, kBytes), &c); }},
      {"vo_rt_string_from_runes",
       [=](Context &c) { vo_rt_string_from_runes(slice(c, kRunes), &c); }},
      {"vo_rt_string_to_bytes",
       [=](Context &c) { vo_rt_string_to_bytes(text, &c); }},
      {"vo_rt_string_to_runes",
       [=](Context &c) { vo_rt_string_to_runes(text, &c); }},
      {"vo_rt_slice_grow",
       [=](Context &c) {
         vo_rt_slice_grow(slice(c, kBytes), abi::kLayoutScalarArray, kBytes,
                          &c);
       }},
      {"vo_rt_slice_append_slice",
       [=](Context &c) {
         Slice s = slice(c, kBytes);
         vo_rt_slice_append_slice(s, s, abi::kLayoutScalarArray, kBytes, &c);
       }},
      {"vo_rt_slice_append_string",
       [=](Context &c) {
         vo_rt_slice_append_string(slice(c, kBytes), text, &c);
       }},
      {"vo_rt_slice_copy",
       [=](Context &c) {
         Slice s = slice(c, kBytes);
         vo_rt_slice_copy(s, s, 1, &c);
       }},
      {"vo_rt_slice_copy_string",
       [=](Context &c) {
         vo_rt_slice_copy_string(slice(c, kBytes), text, &c);
       }},
      {"vo_rt_object_base",
       [=](Context &c) { vo_rt_object_base(slice(c, kBytes).base + 8, &c); }},
      {"vo_rt_object_clone",
       [=](Context &c) { vo_rt_object_clone(slice(c, kBytes).base, &c); }},
      {"vo_rt_iface_equal",
       [=](Context &c) {
         Ref array = slice(c, kAnys).base;
         vo_rt_iface_equal(14, 0, array, 14, 0, array, &c);
       }},
      {"vo_rt_iface_convert",
       [](Context &c) { vo_rt_iface_convert(kStringKind, rows, &c); }},
      {"vo_rt_iface_find",
       [](Context &c) { vo_rt_iface_find(kStringKind, rows, &c); }},
      {"vo_rt_map_new", [](Context &c) { vo_rt_map_new(&kIntMap, 100, &c); }},
      {"vo_rt_map_get",
       [=](Context &c) {
         vo_rt_map_get(map(c, kAnyMap), inFrame(anyKey), &c);
       }},
      {"vo_rt_map_get_i64",
       [=](Context &c) { vo_rt_map_get_i64(map(c, kIntMap), 9, &c); }},
      {"vo_rt_map_get_ref",
       [=](Context &c) {
         vo_rt_map_get_ref(vo_rt_map_new(&kRefMap, 9, &c), nullptr, &c);
       }},
      {"vo_rt_map_get_string",
       [=](Context &c) {
         vo_rt_map_get_string(vo_rt_map_new(&kStringMap, 9, &c), text, &c);
       }},
      {"vo_rt_map_set",
       [=](Context &c) {
         vo_rt_map_set(fullMap(c, kAnyMap), inFrame(anyKey), &c);
       }},
      {"vo_rt_map_set_i64",
       [=](Context &c) { vo_rt_map_set_i64(map(c, kIntMap), 99, &c); }},
      {"vo_rt_map_set_ref",
       [=](Context &c) {
         vo_rt_map_set_ref(vo_rt_map_new(&kRefMap, 9, &c), nullptr, &c);
       }},
      {"vo_rt_map_set_string",
       [=](Context &c) {
         vo_rt_map_set_string(vo_rt_map_new(&kStringMap, 0, &c), text, &c);
       }},
      {"vo_rt_map_delete",
       [=](Context &c) {
         vo_rt_map_delete(map(c, kAnyMap), inFrame(anyKey), &c);
       }},
      {"vo_rt_map_delete_i64",
       [=](Context &c) { vo_rt_map_delete_i64(map(c, kIntMap), 9, &c); }},
      {"vo_rt_map_delete_ref",
       [=](Context &c) {
         vo_rt_map_delete_ref(vo_rt_map_new(&kRefMap, 9, &c), nullptr, &c);
       }},
      {"vo_rt_map_delete_string",
       [=](Context &c) {
         vo_rt_map_delete_string(vo_rt_map_new(&kStringMap, 9, &c), text, &c);
       }},
      {"vo_rt_map_clear",
       [=](Context &c) { vo_rt_map_clear(map(c, kIntMap), &c); }},
      {"vo_rt_map_next",
       [=](Context &c) {
         abi::MapIterObject iterator{addressOf(map(c, kIntMap)), 0, 0};
         vo_rt_map_next(reinterpret_cast<Ref>(&iterator), &c);
       }},
      {"vo_rt_call_deferring",
       [](Context &c) {
         abi::DeferFrame frame{};
         auto body = [](abi::DeferFrame *, VO_RT_CONTEXT)
                         __attribute__((swiftcall)) { (void)context; };
         __attribute__((swiftcall)) void (*code)(abi::DeferFrame *,
                                                 VO_RT_CONTEXT) = body;
         vo_rt_call_deferring(reinterpret_cast<const void *>(code),
                              reinterpret_cast<Ref>(&frame), &c);
       }},
      {"vo_rt_recover", [](Context &c) { vo_rt_recover(&c); }},
      {"vo_rt_defer_enter", [](Context &c) { vo_rt_defer_enter(&c, &c); }},
      {"vo_rt_defer_entered", [](Context &c) { vo_rt_defer_entered(&c, &c); }},
      {"vo_rt_panic_error",
       [](Context &c) {
         vo_rt_panic_error({kStringKind, 0, stringObject(c, "error")}, &c);
       }},
      {"vo_rt_go",
       [](Context &c) {
         vo_rt_go(reinterpret_cast<const void *>(&doNothing), nullptr, 0, &c);
       }},
      {"vo_rt_island_new", [](Context &c) { vo_rt_island_new(&c); }},
      {"vo_rt_island_go",
       [](Context &c) {
         Rooted<Ref> island(c, vo_rt_island_new(&c));
         Ref record = stringObject(c, "record");
         vo_rt_island_go(island, reinterpret_cast<const void *>(&doNothing),
                         record, 0, &c);
       }},
      {"vo_rt_chan_new", [=](Context &c) { channel(c); }},
      {"vo_rt_port_new",
       [](Context &c) {
         vo_rt_port_new(abi::kLayoutScalarArray, kWords, 3, &c);
       }},
      {"vo_rt_chan_send", [=](Context &c) { send(c, channel(c)); }},
      {"vo_rt_chan_recv",
       [=](Context &c) {
         Rooted<Ref> to(c, channel(c));
         send(c, to);
         int64_t value = 0;
         vo_rt_chan_recv(to, inFrame(&value), &c);
       }},
      {"vo_rt_chan_close",
       [=](Context &c) { vo_rt_chan_close(channel(c), &c); }},
      {"vo_rt_chan_len", [=](Context &c) { vo_rt_chan_len(channel(c), &c); }},
      {"vo_rt_chan_cap", [=](Context &c) { vo_rt_chan_cap(channel(c), &c); }},
      {"vo_rt_select",
       [=](Context &c) {
         int64_t value = 1;
         abi::SelectCase one = {addressOf(channel(c)), &value, 1};
         RootedSpan root(c, reinterpret_cast<Ref *>(&one.channel), 1);
         vo_rt_select(inFrame(&one), 1, 0, &c);
       }},
      {"vo_rt_print", [](Context &c) { vo_rt_print(values, 2, 1, &c); }},
      {"vo_rt_assert_failed",
       [](Context &c) { vo_rt_assert_failed(values, 2, &c); }},
      {"vo_rt_poll", [](Context &c) { vo_rt_poll(&c); }},
      {"vo_rt_trap", [](Context &c) { vo_rt_trap(0, &c); }},
      {"vo_rt_trap_index", [](Context &c) { vo_rt_trap_index(3, 2, &c); }},
      {"vo_rt_trap_slice", [](Context &c) { vo_rt_trap_slice(3, 2, &c); }},
      {"vo_rt_panic",
       [](Context &c) {
         vo_rt_panic(kStringKind, 0, stringObject(c, "panic"), &c);
       }},
      {"vo_rt_stack_overflow", [](Context &c) { vo_rt_stack_overflow(&c); }},
      {"vo_std_fmt_nativeSprint",
       [=](Context &c) { vo_std_fmt_nativeSprint(slice(c, kAnys), &c); }},
      {"vo_rt_dyn_get",
       [=](Context &c) {
         uint64_t results[4] = {};
         Iface base{pairOf(dynamic::test::kOuterPointer, 22), 0, nullptr};
         vo_rt_dyn_get(inFrame(results), base, kName, 0, &c);
       }},
      {"vo_rt_dyn_index",
       [=](Context &c) {
         uint64_t results[4] = {};
         vo_rt_dyn_index(inFrame(results), shortSlice, shortSlice, 0, &c);
       }},
      {"vo_rt_dyn_set",
       [=](Context &c) {
         Iface base{pairOf(dynamic::test::kOuterPointer, 22), 0, nullptr};
         vo_rt_dyn_set(base, kName, base, &c);
       }},
      {"vo_rt_dyn_set_index",
       [=](Context &c) {
         vo_rt_dyn_set_index(shortSlice, shortSlice, shortSlice, &c);
       }},
      {"vo_rt_dyn_spread",
       [=](Context &c) {
         uint64_t results[6] = {};
         vo_rt_dyn_spread(inFrame(results), {}, shortSlice, &c);
       }},
      {"vo_rt_dyn_call",
       [=](Context &c) {
         uint64_t results[6] = {};
         static abi::ClosureObject closure{};
         Iface function{pairOf(dynamic::test::kFunction, 21), 0,
                        inFrame(&closure)};
         static uint64_t list[] = {2, 1, 0x1111, 0};
         list[2] = 17 << 8 | 17; // an empty string
         Slice arguments{inFrame(list), 0, 2, 2};
         vo_rt_dyn_call(inFrame(results), 2, function, arguments, &c);
       }},
      {"vo_rt_dyn_method",
       [=](Context &c) {
         uint64_t results[6] = {};
         Iface base{pairOf(dynamic::test::kNamedInt, 2), 5, nullptr};
         vo_rt_dyn_method(inFrame(results), 2, base, constantString("M"), {},
                          &c);
       }},
      {"vo_std_encoding_json_marshalAny",
       [=](Context &c) {
         // A slice whose only element is itself.
         constexpr uint64_t kHeader =
             uint64_t{dynamic::test::kAnySlice} << 8 | 18;
         static abi::SliceObject list;
         static uint64_t words[] = {kHeader, reinterpret_cast<uint64_t>(&list)};
         list = {reinterpret_cast<uint64_t>(words), 0, 1, 1};
         vo_std_encoding_json_marshalAny_result result{};
         vo_std_encoding_json_marshalAny(
             &result, {int64_t(kHeader), 0, inFrame(&list)}, &c);
       }},
      {"vo_std_encoding_json_unmarshalAny",
       [=](Context &c) {
         static const std::string nested =
             "{\"a\":" + std::string(63, '[') + std::string(63, ']') + "}";
         static uint64_t outer[5];
         Slice data{inFrame(nested.data()), 0, int64_t(nested.size()),
                    int64_t(nested.size())};
         Iface target{pairOf(dynamic::test::kOuterPointer, 22), 0,
                      inFrame(outer)};
         Iface error = vo_std_encoding_json_unmarshalAny(data, target, &c);
         EXPECT_EQ(error.header, 0);
         outer[2] = outer[3] = 0; // nobody looks there
       }},
      {"vo_std_fmt_nativeSprintln",
       [=](Context &c) { vo_std_fmt_nativeSprintln(slice(c, kAnys), &c); }},
      {"vo_std_fmt_nativeSprintf",
       [=](Context &c) {
         vo_std_fmt_nativeSprintf(text, slice(c, kAnys), &c);
       }},
      {"vo_std_fmt_nativeWrite",
       [=](Context &c) { vo_std_fmt_nativeWrite(text, &c); }},
      {"vo_std_io_getIoErrors",
       [](Context &c) {
         static abi::ModuleDescriptor withErrors = *c.module;
         withErrors.errorPtrRttid = 30;
         const abi::ModuleDescriptor *module = c.module;
         c.module = &withErrors;
         vo_std_io_getIoErrors_result errors{};
         vo_std_io_getIoErrors(&errors, &c);
         c.module = module;
       }},
      {"vo_std_regexp_replaceAllString",
       [](Context &c) {
         vo_std_regexp_replaceAllString(
             constantString("((a|b)*c{1,100})+?[^\\pL]"),
             constantString("abcabcab ccc-"), constantString("$1"), &c);
       }},
      {"vo_std_time_ianaAbbrevAt",
       [](Context &c) {
         vo_std_time_ianaAbbrevAt(constantString("Europe/Vienna"), 1700000000,
                                  &c);
       }},
      {"vo_std_time_localAbbrevAt",
       [](Context &c) { vo_std_time_localAbbrevAt(0, &c); }},
      {"vo_std_os_nativeReadDir",
       [](Context &c) {
         vo_std_os_nativeReadDir_result entries{};
         vo_std_os_nativeReadDir(&entries, constantString("/proc/self/task"),
                                 &c);
       }},
      {"vo_std_os_nativeExecutable",
       [](Context &c) {
         vo_std_os_nativeExecutable_result path{};
         vo_std_os_nativeExecutable(&path, &c);
       }},
      {"vo_std_path_filepath_evalSymlinks",
       [](Context &c) {
         vo_std_path_filepath_evalSymlinks_result path{};
         vo_std_path_filepath_evalSymlinks(
             &path, constantString("/proc/self/cwd"), &c);
       }},
      {"vo_std_net_lookupHost",
       [](Context &c) {
         vo_std_net_lookupHost_result hosts{};
         vo_std_net_lookupHost(&hosts, constantString("localhost"), &c);
       }},
      {"vo_std_strconv_formatFloat",
       [](Context &c) {
         vo_std_strconv_formatFloat(5e-324, 'f', 1100, 64, &c);
       }},
  };
}

/// Runs the calls where a quarter of what an entry may need is left above the
/// guard; all of it for the larger frames of the address sanitizer. A fault
/// would end the process. Those that check the stack, because they call
/// compiled code, find nothing wrong.
Result runWithLittleStack(const std::vector<EntryCall> &calls) {
  return run(
      [&](Context &context) {
        withStackLeft(context, abi::kEntryStackBytes / (VO_RT_ASAN ? 1 : 4),
                      [&] {
                        context.stackLimit -= kAboveGuard;
                        for (const EntryCall &call : calls)
                          call(context);
                        context.stackLimit += kAboveGuard;
                      });
      },
      1, &dynamicTypes().module);
}

TEST(EntryStackTest, entriesNeedMuchLessStackThanTheyMay) {
  const auto calls = entryCalls();
  std::vector<EntryCall> returning, ending;
  for (const abi::Entry &entry : abi::kEntries) {
    auto call = calls.find(entry.name);
    if (call != calls.end())
      (entry.effects & abi::NoReturn ? ending : returning)
          .push_back(call->second);
    else
      EXPECT_TRUE(entry.name.starts_with("vo_std_"))
          << entry.name << " is not measured";
  }
  for (const char *stress : {"0", "1"}) {
    setenv("VO_GC_STRESS", stress, 1);
    setenv("VO_GC_VERIFY", stress, 1);
    Result result = runWithLittleStack(returning);
    EXPECT_EQ(result.status, 0) << result;
    for (const EntryCall &call : ending)
      EXPECT_EQ(runWithLittleStack({call}).error.substr(0, 8), "a.vo:7: ");
  }
  unsetenv("VO_GC_STRESS");
  unsetenv("VO_GC_VERIFY");
}

} // namespace
} // namespace vo::rt::test
