//===- Call.h - Calling function values from C++ ----------------*- C++ -*-===//
//
// For natives declared with `calls`:
//
//   Rooted<Ref> function(context, f); // f func(rune) (string, error)
//   auto [text, error] = call<Str, Iface>(context, function, int64_t{rune});
//
// The function runs on the goroutine's stack, on top of the frames of the
// native. What holds for the native and all C++ in between, back to the
// compiled caller:
//
//  - A call is a safepoint, whatever the function does: references are in
//    handles (gc/Roots.h) or not used afterwards. That is also true of the
//    native's own arguments. The collector finds its way by frame pointers, so
//    no library function may be in between (qsort, ...), only templates of ours
//    or the standard's that are compiled here.
//  - A panic leaves these frames for good, without destructors: nothing in them
//    owns memory, locks or files while a call runs. The handles are reset by
//    whoever goes on (RootScope).
//  - The goroutine may be parked and go on in another thread: no addresses of
//    thread-local variables over a call.
//  - A call checks the stack's limit, so native functions may recurse through
//    the program; no frame of theirs is larger than abi/Stack.h allows.
//
// The call follows abi/Calls.h. Signatures that are known only when the program
// runs are for runtime/dynamic.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/abi/Calls.h"
#include "runtime/gc/Roots.h"

#include <array>
#include <bit>
#include <cstring>
#include <string_view>
#include <tuple>

namespace vo::rt {

/// Registers and stack of a call, as the assembly in Call.cpp reads them.
struct Invocation {
  static constexpr size_t kWords = 6, kFloats = 8; // registers of each kind

  const void *code;
  Context *context;
  const uint64_t *stack; // arguments that have no register, in order
  uint64_t stackCount;
  uint64_t words[kWords];
  uint64_t floats[kFloats];
  // What comes back.
  uint64_t wordResults[abi::kResultRegisters];
  uint64_t floatResults[abi::kResultRegisters];
};

namespace detail {

/// The machine scalars of C++ types in the letters of abi::scalarsOf, as words.
template <typename T> struct Scalars;
template <> struct Scalars<int64_t> {
  static constexpr std::string_view letters = "i";
};
template <> struct Scalars<double> {
  static constexpr std::string_view letters = "f";
};
template <> struct Scalars<Ref> {
  static constexpr std::string_view letters = "r";
};
template <> struct Scalars<Str> {
  static constexpr std::string_view letters = "rii";
};
template <> struct Scalars<Slice> {
  static constexpr std::string_view letters = "riii";
};
template <> struct Scalars<Iface> {
  static constexpr std::string_view letters = "iir";
};
/// Bits in the low half of a word.
template <> struct Scalars<float> {
  static constexpr std::string_view letters = "s";
};

/// The letters of several types, one after the other.
template <typename... Types> struct Letters {
  static constexpr size_t count = (Scalars<Types>::letters.size() + ... + 0);
  std::array<char, count + 1> text = {};
  constexpr Letters() {
    size_t at = 0;
    auto append = [&](std::string_view letters) {
      for (char letter : letters)
        text[at++] = letter;
    };
    (append(Scalars<Types>::letters), ...);
  }
  constexpr std::string_view view() const { return {text.data(), count}; }
};

/// Which results come in registers.
template <typename... Types> constexpr auto resultPlaces() {
  std::array<bool, Letters<Types...>::count + 1> places = {};
  abi::placeResults(Letters<Types...>().view(), places.data());
  return places;
}

template <typename T> T fromWords(const uint64_t *words) {
  T value;
  std::memcpy(&value, words, sizeof value);
  return value;
}

template <typename T> const T &plain(const T &value) { return value; }
template <typename T> const T &plain(const Rooted<T> &value) {
  return value.get();
}

/// Puts arguments where the convention wants them. At most Count of them.
template <size_t Count> class Arguments {
public:
  explicit Arguments(Invocation &invocation) : invocation(invocation) {}

  template <typename T> void add(const T &value) {
    constexpr std::string_view letters = Scalars<T>::letters;
    uint64_t scalars[letters.size()] = {};
    std::memcpy(scalars, &value, sizeof value);
    for (size_t i = 0; i < letters.size(); ++i)
      place(letters[i] == 'f' || letters[i] == 's', scalars[i]);
  }
  void addWord(uint64_t word) { place(false, word); }
  void finish() {
    invocation.stack = stack.data();
    invocation.stackCount = onStack;
  }

private:
  void place(bool isFloat, uint64_t scalar) {
    if (isFloat ? floats < Invocation::kFloats : words < Invocation::kWords)
      (isFloat ? invocation.floats[floats++] : invocation.words[words++]) =
          scalar;
    else
      stack[onStack++] = scalar;
  }

  Invocation &invocation;
  std::array<uint64_t, Count> stack = {};
  size_t words = 0, floats = 0, onStack = 0;
};

/// Checks that the stack has room; runs the code.
void invoke(Invocation &invocation);

/// The code of a function value; panics on nil.
const void *codeOf(Context &context, Ref closure);

} // namespace detail

/// What call gives: nothing, a value, or a tuple of them.
template <typename... Results> struct Returned {
  using Type = std::tuple<Results...>;
};
template <typename Result> struct Returned<Result> {
  using Type = Result;
};
template <> struct Returned<> {
  using Type = void;
};

/// Calls a function of the program with arguments of the types of entry_types:
/// values, or handles on them. The results are raw: valid until the next call
/// that may collect. May collect, park and panic.
template <typename... Results, typename... Args>
typename Returned<Results...>::Type callCode(Context &context, const void *code,
                                             const Args &...args) {
  using Letters = detail::Letters<Results...>;
  static constexpr auto places = detail::resultPlaces<Results...>();
  using Passed =
      detail::Letters<Ref,
                      std::remove_cvref_t<decltype(detail::plain(args))>...>;
  static_assert(Passed::count <= abi::kDirectArguments &&
                Letters::count <= abi::kDirectResults);
  Invocation invocation = {};
  invocation.code = code;
  invocation.context = &context;
  // More than ever go there.
  std::array<uint64_t, Letters::count + 1> buffer = {};
  constexpr size_t kMost = 1 + (4 * sizeof...(Args));
  detail::Arguments<kMost> arguments(invocation);
  for (size_t i = 0; i < Letters::count; ++i)
    if (!places[i]) {
      arguments.addWord(reinterpret_cast<uint64_t>(buffer.data()));
      break;
    }
  (arguments.add(detail::plain(args)), ...);
  arguments.finish();
  detail::invoke(invocation);

  std::array<uint64_t, Letters::count + 1> scalars = {};
  constexpr Letters letters;
  size_t words = 0, floats = 0, inBuffer = 0;
  for (size_t i = 0; i < Letters::count; ++i) {
    char letter = letters.text[i];
    scalars[i] = !places[i] ? buffer[inBuffer++]
                 : letter == 'f' || letter == 's'
                     ? invocation.floatResults[floats++]
                     : invocation.wordResults[words++];
  }
  size_t at = 0;
  [[maybe_unused]] auto next = [&]<typename T>() {
    const uint64_t *from = scalars.data() + at;
    at += detail::Scalars<T>::letters.size();
    return detail::fromWords<T>(from);
  };
  if constexpr (sizeof...(Results) == 1)
    return (next.template operator()<Results>(), ...);
  else if constexpr (sizeof...(Results) != 0)
    return std::tuple<Results...>{next.template operator()<Results>()...};
}

/// The same with a function value; panics on nil.
template <typename... Results, typename... Args>
typename Returned<Results...>::Type call(Context &context, Ref closure,
                                         const Args &...args) {
  return callCode<Results...>(context, detail::codeOf(context, closure),
                              closure, args...);
}

template <typename... Results, typename... Args>
typename Returned<Results...>::Type
call(Context &context, const Rooted<Ref> &closure, const Args &...args) {
  return call<Results...>(context, closure.get(), args...);
}

} // namespace vo::rt
