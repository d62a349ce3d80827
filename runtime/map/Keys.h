//===- Keys.h - The classes of keys as table operations see them *- C++ -*-===//
//
// Each class says how its keys are hashed, compared and stored, and how they
// are kept over a collection (Kept). A hash is made in every operation where
// needsHash says so, otherwise only for maps with an index.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/gc/Roots.h"
#include "runtime/map/Table.h"
#include "runtime/object/Interface.h"
#include "runtime/object/String.h"
#include "runtime/object/WordWalk.h"

#include <vector>

namespace vo::rt::map {

/// Nothing is done where nothing can be said of all classes.
struct AnyKey {
  static constexpr bool kHasIdentity = false; // hashes may depend on addresses
  static constexpr bool kIsWord = false;      // comparing costs nothing
  /// Whether maps without an index tell keys apart by bytes of their hashes.
  static constexpr bool hasTags(const MapType &) { return false; }
  static constexpr bool needsHash(const MapType &) { return false; }
  /// After a store to an entry whose key is equal.
  void replace(Context &, const MapType &, uint64_t *) const {}
};

struct IntegerKey : AnyKey {
  static constexpr bool kIsWord = true;
  uint64_t key;

  explicit IntegerKey(uint64_t key) : key(key) {}
  KeyHash hash(const Context &) const { return {hashWord(key)}; }
  bool equals(const uint64_t *words) const { return *words == key; }
  void store(Context &, uint64_t *words) const { *words = key; }

  struct Kept {
    uint64_t key;
    Kept(Context &, const MapType &, const IntegerKey &key) : key(key.key) {}
    IntegerKey get() const { return IntegerKey(key); }
  };
};

/// Marks the card of a word of the heap.
inline void markCard(Context &context, const uint64_t *word) {
  context.cards[reinterpret_cast<uint64_t>(word) >> abi::kCardShift] = 1;
}

struct ReferenceKey : AnyKey {
  static constexpr bool kIsWord = true;
  static constexpr bool kHasIdentity = true;
  uint64_t key;

  explicit ReferenceKey(uint64_t key) : key(key) {}
  KeyHash hash(const Context &context) const {
    return {hashWord(key), context.heap->isYoung(key)};
  }
  bool equals(const uint64_t *words) const { return *words == key; }
  void store(Context &context, uint64_t *words) const {
    *words = key;
    markCard(context, words);
  }

  struct Kept {
    Rooted<Ref> key;
    Kept(Context &context, const MapType &, const ReferenceKey &key)
        : key(context, reinterpret_cast<Ref>(key.key)) {}
    ReferenceKey get() const {
      return ReferenceKey(reinterpret_cast<uint64_t>(key.get()));
    }
  };
};

struct StringKey : AnyKey {
  Str key;
  std::string_view text;

  explicit StringKey(const Str &key) : key(key), text(viewOf(key)) {}
  static constexpr bool hasTags(const MapType &) { return true; }
  static constexpr bool needsHash(const MapType &) { return true; }
  KeyHash hash(const Context &) const { return {hashString(text)}; }
  bool equals(const uint64_t *words) const {
    return sameText(viewOf(stringAt(words)), text);
  }
  void store(Context &context, uint64_t *words) const {
    words[0] = reinterpret_cast<uint64_t>(key.base);
    words[1] = uint64_t(key.offset);
    words[2] = uint64_t(key.length);
    markCard(context, words);
  }

  struct Kept {
    Rooted<Str> key;
    Kept(Context &context, const MapType &, const StringKey &key)
        : key(context, key.key) {}
    StringKey get() const { return StringKey(key.get()); }
  };
};

struct BitsKey : AnyKey {
  const uint64_t *key;
  uint32_t count;

  BitsKey(const uint64_t *key, uint32_t count) : key(key), count(count) {}
  KeyHash hash(const Context &) const { return {hashBits(key, count)}; }
  bool equals(const uint64_t *words) const {
    for (uint32_t i = 0; i < count; ++i)
      if (words[i] != key[i])
        return false;
    return true;
  }
  void store(Context &, uint64_t *words) const {
    std::copy_n(key, count, words);
  }

  struct Kept;
};

struct BitsKey::Kept {
  BitsKey key;
  Kept(Context &, const MapType &, const BitsKey &key) : key(key) {}
  BitsKey get() const { return key; }
};

/// Roots the references among the words of a key, in place.
class RootedWords {
public:
  RootedWords(Context &context, std::string_view pattern, uint64_t *words)
      : mutator(Mutator::of(context)), before(mutator.handles) {
    handles.reserve(pattern.size()); // they must stay where they are
    for (size_t i = 0; i < pattern.size();) {
      auto kind = abi::ComparedWord(pattern[i]);
      if (kind == abi::ComparedWord::Reference ||
          kind == abi::ComparedWord::String)
        add(words + i);
      else if (kind == abi::ComparedWord::Interface &&
               holdsReference(kindOf(words[i])))
        add(words + i + 1);
      i += wordsOf(kind);
    }
  }
  ~RootedWords() { mutator.handles = before; }
  RootedWords(const RootedWords &) = delete;
  RootedWords &operator=(const RootedWords &) = delete;

private:
  void add(uint64_t *word) {
    handles.push_back({mutator.handles, reinterpret_cast<Ref *>(word), 1});
    mutator.handles = &handles.back();
  }

  Mutator &mutator;
  Handle *const before;
  std::vector<Handle> handles;
};

struct GeneralKey : AnyKey {
  static constexpr bool kHasIdentity = true;
  const Context &context;
  std::string_view pattern;
  uint64_t *key;

  GeneralKey(const Context &context, const MapType &type, uint64_t *key)
      : context(context), pattern(type.keyPattern, type.keyWords), key(key) {}
  static bool hasTags(const MapType &type) {
    return !(type.keyFlags & abi::kMapKeyHasIdentity);
  }
  static bool needsHash(const MapType &type) {
    return hasTags(type) || type.keyFlags & abi::kMapKeyMayBeUnhashable;
  }
  KeyHash hash(const Context &) const {
    return hashWords(context, pattern, key);
  }
  bool equals(const uint64_t *words) const {
    return equalWords(context, pattern, key, words) == Equality::Same;
  }
  void store(Context &context, uint64_t *words) const {
    std::copy_n(key, pattern.size(), words);
    context.heap->recordWrite(words, pattern.size() * abi::kWordBytes);
  }
  void replace(Context &context, const MapType &type, uint64_t *words) const {
    if (type.keyFlags & abi::kMapKeyIsReplaced)
      store(context, words);
  }

  struct Kept;
};

struct GeneralKey::Kept {
  GeneralKey key;
  RootedWords rooted;
  Kept(Context &context, const MapType &, const GeneralKey &key)
      : key(key), rooted(context, key.pattern, key.key) {}
  GeneralKey get() const { return key; }
};

/// Calls use(key) with the key in memory as its class sees it. `words` may be
/// updated by collections, for as long as the key is in use.
template <typename Use>
[[gnu::always_inline]] inline auto
withKey(const Context &context, const MapType &type, uint64_t *words, Use use) {
  switch (type.keyClass) {
  case MapKeyClass::Integer:
    return use(IntegerKey(*words));
  case MapKeyClass::Reference:
    return use(ReferenceKey(*words));
  case MapKeyClass::String:
    return use(StringKey(stringAt(words)));
  case MapKeyClass::Bits:
    return use(BitsKey(words, type.keyWords));
  case MapKeyClass::General:
    break;
  }
  return use(GeneralKey(context, type, words));
}

} // namespace vo::rt::map
