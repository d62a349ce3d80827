//===- Windows.cpp - Operand windows from the opcode table ----------------===//

#include "bytecode/verify/code/Site.h"

#include <algorithm>

using namespace vo::bc;
using namespace vo::bc::verify;

const std::array<SlotType, 7> vo::bc::verify::mapIteratorLayout = {
    SlotType::Value, SlotType::Value, SlotType::GcRef, SlotType::Value,
    SlotType::Value, SlotType::Value, SlotType::GcRef};

/// SliceSlice of an array that lies inside another object: owner, data
/// pointer, element meta, element bytes, stride, length.
static constexpr SlotType inlineArrayView[] = {
    SlotType::GcRef, SlotType::GcRef, SlotType::Value,
    SlotType::Value, SlotType::Value, SlotType::Value};

static constexpr uint8_t aValue = only(SlotType::Value);
static constexpr uint8_t aReference = only(SlotType::GcRef);
static constexpr uint8_t aNumber = aValue | only(SlotType::Float);

uint64_t Window::size() const {
  uint64_t total = 0;
  for (unsigned i = 0; i < numPieces; ++i)
    total += pieces[i].count;
  return total;
}

/// Slots of spans that need no metadata.
static std::optional<uint64_t> plainCount(const Site &site, Span span) {
  const Instruction &word = site.word();
  switch (span) {
  case Span::One:
    return 1;
  case Span::Two:
    return 2;
  case Span::CountB:
    return word.b;
  case Span::CountC:
    return word.c;
  case Span::CountFlags:
    return word.flags;
  case Span::OneAndBytes:
    return word.flags == 0 ? 2 : 1;
  case Span::TwoAndBytes:
    return word.flags == 0 ? 3 : 2;
  case Span::SliceBounds:
    return word.flags & flag::sliceMax ? 3 : 2;
  default:
    return std::nullopt;
  }
}

/// Integer operations that take the raw bits of any slot but a Float.
static bool takesRawBits(Opcode opcode) {
  switch (opcode) {
  case Opcode::EqI:
  case Opcode::NeI:
  case Opcode::And:
  case Opcode::Or:
  case Opcode::Xor:
  case Opcode::AndNot:
  case Opcode::Not:
    return true;
  default:
    return false;
  }
}

/// What a slot of that class may hold, whatever the metadata.
static std::optional<uint8_t> allowedTypes(const Site &site, SlotClass type) {
  switch (type) {
  case SlotClass::Any:
    return takesRawBits(site.opcode()) ? anySlot & ~only(SlotType::Float)
                                       : anySlot;
  case SlotClass::Loadable:
    return anySlot;
  case SlotClass::Value:
    return aValue;
  case SlotClass::Ref:
    return aReference;
  case SlotClass::Number:
    return aNumber;
  default:
    return std::nullopt;
  }
}

/// The layout that PtrLayout, SlotLayout, QueueLayout … consist of.
static std::optional<LayoutView> singleLayout(const Site &site) {
  if (auto *meta = site.meta<MetaPtrLayout>())
    return meta->valueLayout;
  if (auto *meta = site.meta<MetaSlotLayout>())
    return meta->elemLayout;
  if (auto *meta = site.meta<MetaQueueLayout>())
    return meta->elem;
  if (auto *meta = site.meta<MetaIfaceAssertLayout>())
    return meta->result;
  return std::nullopt;
}

/// Adds a layout, and a Value for the ok result when there is one.
static bool addWithOk(Window &window, std::optional<LayoutView> layout,
                      bool hasOk) {
  if (!layout)
    return false;
  window.add(*layout);
  if (hasOk)
    window.add(aValue, 1);
  return true;
}

/// Windows of SlotClass::Meta and Callee; false when something is missing.
static bool addDescribed(const Site &site, Span span, Window &window) {
  uint8_t flags = site.word().flags;
  std::optional<CallLayouts> call;
  switch (span) {
  case Span::One:
  case Span::CountFlags:
  case Span::MetaSlots:
    return addWithOk(window, singleLayout(site), false);
  case Span::QueueElemAndOk:
    return addWithOk(window, singleLayout(site), flags & flag::recvOk);
  case Span::AssertResult:
    return addWithOk(window, singleLayout(site), flags & flag::assertOk);
  case Span::MapValue:
    if (auto *meta = site.meta<MetaMapSet>())
      return addWithOk(window, meta->val, false);
    return false;
  case Span::MapValueAndOk:
    if (auto *meta = site.meta<MetaMapGet>())
      return addWithOk(window, meta->val, meta->hasOk);
    return false;
  case Span::MapKeyThenValue:
    if (auto *meta = site.meta<MetaMapIterNext>()) {
      window.add(meta->key);
      window.add(meta->val);
      return true;
    }
    return false;
  case Span::CallArgs:
  case Span::CallRets:
  case Span::CountC:
  case Span::ArgsThenRets:
    call = callLayouts(site);
    if (call && span != Span::CallRets)
      window.add(call->args);
    if (call && (span == Span::CallRets || span == Span::ArgsThenRets))
      window.add(call->rets);
    return call.has_value();
  default:
    return false;
  }
}

static bool addKey(const Site &site, Window &window) {
  window.add(aValue, 1);
  if (auto *meta = site.meta<MetaMapGet>())
    window.add(meta->key);
  else if (auto *meta = site.meta<MetaMapSet>())
    window.add(meta->key);
  else if (auto *meta = site.meta<MetaMapDelete>())
    window.add(meta->key);
  else
    return false;
  return true;
}

static bool addByKind(const Site &site, Window &window) {
  if (site.word().flags >= numValueKinds)
    return false;
  ValueKind kind = ValueKind(site.word().flags);
  if (kind == ValueKind::Interface)
    window.add(interfacePair);
  else if (kind == ValueKind::Array || kind == ValueKind::Struct)
    window.add(aReference, 1); // boxed
  else
    window.add(only(slotTypeOf(kind)), 1);
  return true;
}

static bool addPieces(const Site &site, const OperandSpec &spec,
                      Window &window) {
  bool dynamic = site.word().flags == 0;
  switch (spec.type) {
  case SlotClass::Iface:
    window.add(interfacePair);
    return true;
  case SlotClass::MapIter:
    window.add(mapIteratorLayout);
    return true;
  case SlotClass::SliceSource:
    if (site.word().flags & flag::sliceInline)
      window.add(inlineArrayView);
    else
      window.add(aReference, 1);
    return true;
  case SlotClass::ByKind:
    return addByKind(site, window);
  case SlotClass::MetaThenKey:
    return addKey(site, window);
  case SlotClass::MetaThenElem:
    window.add(aValue, dynamic ? 2 : 1);
    window.add(elemLayout(site));
    return true;
  case SlotClass::Elem:
    window.add(elemLayout(site));
    return true;
  case SlotClass::Meta:
  case SlotClass::Callee:
    return addDescribed(site, spec.span, window);
  default:
    break;
  }
  std::optional<uint8_t> allowed = allowedTypes(site, spec.type);
  std::optional<uint64_t> count = plainCount(site, spec.span);
  if (!allowed || !count)
    return false;
  window.add(*allowed, *count);
  return true;
}

std::optional<Window> vo::bc::verify::operandWindow(const Site &site,
                                                    unsigned field) {
  const OperandSpec &spec = site.row().operands[field];
  Window window;
  window.start = site.word().operand(field);
  if (spec.kind == OperandKind::FuncOrClosure && isClosureForm(site)) {
    window.add(aReference, 1);
    return window;
  }
  if (!spec.isSlot() || spec.kind == OperandKind::SlotBase ||
      !addPieces(site, spec, window))
    return std::nullopt;
  return window;
}

/// The first slot that does not fit, counted in the piece.
static std::optional<size_t> firstMisfit(LayoutView actual,
                                         const Piece &piece) {
  if (!piece.allowed) {
    auto [mine, theirs] = std::ranges::mismatch(actual, piece.layout);
    if (mine == actual.end())
      return std::nullopt;
    return mine - actual.begin();
  }
  for (size_t i = 0; i < actual.size(); ++i)
    if (!(piece.allowed & only(actual[i])))
      return i;
  return std::nullopt;
}

static std::string spell(const Piece &piece, size_t index) {
  if (!piece.allowed)
    return text(piece.layout[index]);
  std::string out;
  for (unsigned i = 0; i < numSlotTypes; ++i)
    if (piece.allowed & only(SlotType(i)))
      out += text(out.empty() ? "" : " or ", SlotType(i));
  return out;
}

std::string vo::bc::verify::windowProblem(const Site &site,
                                          const Window &window, Rule &rule) {
  LayoutView frame = site.frame();
  uint64_t end = window.start + window.size();
  // An empty window may lie right behind the frame.
  if (end > frame.size()) {
    rule = Rule::SlotRange;
    return text("slots ", window.start, "..", end, " of a frame of ",
                frame.size());
  }
  uint32_t start = window.start;
  for (unsigned i = 0; i < window.numPieces; ++i) {
    const Piece &piece = window.pieces[i];
    LayoutView actual = frame.subspan(start, piece.count);
    if (std::optional<size_t> misfit = firstMisfit(actual, piece)) {
      rule = Rule::SlotTypes;
      return text("slot ", start + *misfit, " is ", actual[*misfit],
                  ", expected ", spell(piece, *misfit));
    }
    start += piece.count;
  }
  return {};
}
