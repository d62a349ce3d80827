//===- VerifierFuzz.cpp - The verifier on hostile modules -----------------===//
//
// The first byte of the input chooses: either the rest is a VOB file, which is
// read and verified, or it is a list of edits to the sample module. Edits get
// past the early stages, which random files seldom do.
//
// Nothing may crash or hang, and what the verifier accepts it has to accept
// again, with the same verdict for a smaller limit of diagnostics.
//
//===----------------------------------------------------------------------===//

#include "bytecode/Reader.h"
#include "bytecode/verify/Verifier.h"
#include "bytecode/verify/testing/SampleModule.h"

#include <cstdlib>

using namespace vo::bc;

namespace {
/// Takes numbers off the input; 0 when it is used up.
class Input {
public:
  explicit Input(std::span<const uint8_t> bytes) : bytes(bytes) {}
  bool empty() const { return bytes.empty(); }
  uint8_t byte() {
    if (empty())
      return 0;
    uint8_t value = bytes[0];
    bytes = bytes.subspan(1);
    return value;
  }
  uint32_t word() {
    uint32_t value = byte();
    value |= uint32_t(byte()) << 8;
    value |= uint32_t(byte()) << 16;
    return value | uint32_t(byte()) << 24;
  }
  /// Mostly small numbers, sometimes any.
  uint32_t number() {
    uint8_t value = byte();
    return value < 0xE0 ? value : word();
  }
  std::span<const uint8_t> rest() const { return bytes; }

private:
  std::span<const uint8_t> bytes;
};
} // namespace

template <class Item> static Item *pick(std::vector<Item> &list, Input &input) {
  uint8_t which = input.byte();
  return list.empty() ? nullptr : &list[which % list.size()];
}

static void editLayout(Layout &layout, Input &input) {
  SlotType type = SlotType(input.byte() % numSlotTypes);
  switch (input.byte() % 4) {
  case 0:
    layout.push_back(type);
    break;
  case 1:
    if (!layout.empty())
      layout.pop_back();
    break;
  case 2:
    layout.resize(input.number() % 70000, type);
    break;
  default:
    if (SlotType *slot = pick(layout, input))
      *slot = type;
  }
}

static void editInstruction(FunctionDef &def, Input &input) {
  Instruction *word = pick(def.code, input);
  if (!word)
    return;
  switch (input.byte() % 6) {
  case 0:
    word->op = input.byte();
    break;
  case 1:
    word->flags = input.byte();
    break;
  case 2:
    word->a = uint16_t(input.number());
    break;
  case 3:
    word->b = uint16_t(input.number());
    break;
  case 4:
    word->c = uint16_t(input.number());
    break;
  default:
    word->setImm32(int32_t(int8_t(input.byte())));
  }
}

/// Applies `edit` to every layout of the metadata.
struct EditMeta {
  Input &input;
  void operator()(MetaNone &) {}
  void operator()(MetaElemLayout &meta) {
    meta.elemBytes = input.number();
    editLayout(meta.slotLayout, input);
  }
  void operator()(MetaMapGet &meta) {
    editLayout(meta.key, input);
    editLayout(meta.val, input);
  }
  void operator()(MetaMapSet &meta) { editLayout(meta.key, input); }
  void operator()(MetaMapDelete &meta) { editLayout(meta.key, input); }
  void operator()(MetaLoopEnd &meta) { meta.endPc = input.number(); }
  void operator()(MetaPtrLayout &meta) { editLayout(meta.valueLayout, input); }
  void operator()(MetaSlotLayout &meta) { editLayout(meta.elemLayout, input); }
  void operator()(MetaCallLayout &meta) {
    editLayout(meta.args, input);
    editLayout(meta.rets, input);
  }
  void operator()(MetaCallExternLayout &meta) { editLayout(meta.args, input); }
  void operator()(MetaQueueLayout &meta) { editLayout(meta.elem, input); }
  void operator()(MetaMapIterNext &meta) { editLayout(meta.val, input); }
  void operator()(MetaIfaceAssertLayout &meta) {
    meta.targetId = input.number();
    editLayout(meta.result, input);
  }
  void operator()(MetaMapNew &meta) { editLayout(meta.val, input); }
  void operator()(MetaCallIfaceLayout &meta) {
    meta.ifaceMetaId = input.number();
    meta.methodIdx = input.number();
    editLayout(meta.args, input);
  }
};

/// Moves instructions about: an extra copy of one, or one less.
static void editCode(FunctionDef &def, Input &input) {
  if (def.code.empty() || def.code.size() != def.meta.size())
    return;
  size_t from = input.byte() % def.code.size();
  if (input.byte() % 4 == 0) {
    def.code.erase(def.code.begin() + from);
    def.meta.erase(def.meta.begin() + from);
    return;
  }
  size_t to = input.byte() % (def.code.size() + 1);
  def.code.insert(def.code.begin() + to, Instruction(def.code[from]));
  def.meta.insert(def.meta.begin() + to, InstrMeta(def.meta[from]));
}

static void editFunction(Module &module, Input &input) {
  FunctionDef *def = pick(module.functions, input);
  if (!def)
    return;
  switch (input.byte() % 12) {
  case 0:
    editLayout(def->slotTypes, input);
    def->localSlots = uint16_t(def->slotTypes.size());
    break;
  case 1:
    editLayout(def->retSlotTypes, input);
    def->retSlots = uint16_t(def->retSlotTypes.size());
    break;
  case 2:
    def->paramSlots = uint16_t(input.number());
    break;
  case 3:
    def->recvSlots = uint16_t(input.number());
    break;
  case 4:
    def->heapRetGcrefStart = uint16_t(input.number());
    def->heapRetSlots.resize(input.byte() % 8, uint16_t(input.number()));
    def->heapRetGcrefCount = uint16_t(def->heapRetSlots.size());
    break;
  case 5:
    def->errorRetSlot = int32_t(input.number());
    def->isClosure = input.byte() & 1;
    break;
  case 6:
    if (TransferType *transfer = pick(def->paramTypes, input))
      transfer->rttid.raw = input.number() << 8 | input.byte() % 32;
    break;
  case 7:
    if (InstrMeta *meta = pick(def->meta, input))
      std::visit(EditMeta{input}, *meta);
    break;
  case 8:
  case 9:
    editCode(*def, input);
    break;
  default:
    editInstruction(*def, input);
  }
}

static void editType(Module &module, Input &input) {
  RuntimeType *type = pick(module.runtimeTypes, input);
  ValueRttid word(ValueKind(input.byte() % 26), input.number() & 0xFFFFFF);
  if (auto *array = std::get_if<RuntimeArray>(type)) {
    array->elem = word;
    array->length = uint64_t(input.number()) << (input.byte() % 33);
  } else if (auto *pointer = std::get_if<RuntimePointer>(type)) {
    pointer->elem = word;
  } else if (auto *slice = std::get_if<RuntimeSlice>(type)) {
    slice->elem = word;
  } else if (auto *map = std::get_if<RuntimeMap>(type)) {
    (input.byte() & 1 ? map->key : map->value) = word;
  } else if (auto *func = std::get_if<RuntimeFunc>(type)) {
    func->params.push_back(word);
  } else if (auto *record = std::get_if<RuntimeStruct>(type)) {
    record->structMetaId = input.number();
    if (RuntimeField *field = pick(record->fields, input))
      field->typ = word;
  } else if (auto *named = std::get_if<RuntimeNamed>(type)) {
    named->namedTypeId = input.number();
  } else if (auto *tuple = std::get_if<RuntimeTuple>(type)) {
    tuple->elems.push_back(word);
  } else if (auto *face = std::get_if<RuntimeInterface>(type)) {
    face->interfaceMetaId = input.number();
  } else {
    *type = RuntimeArray{input.number(), word};
  }
}

static void editTable(Module &module, Input &input) {
  switch (input.byte() % 10) {
  case 0:
    if (StructMeta *meta = pick(module.structMetas, input))
      editLayout(meta->slotTypes, input);
    break;
  case 1:
    if (NamedTypeMeta *meta = pick(module.namedTypeMetas, input))
      meta->underlyingRttid.raw = input.number() << 8 | input.byte() % 26;
    break;
  case 2:
    if (NamedTypeMeta *meta = pick(module.namedTypeMetas, input))
      if (MethodInfo *method = pick(meta->methods, input)) {
        method->funcId = input.number();
        method->signatureRttid = input.number();
      }
    break;
  case 3:
    if (Itab *itab = pick(module.itabs, input)) {
      itab->ifaceMetaId = input.number();
      itab->methods.resize(input.byte() % 4, input.number());
    }
    break;
  case 4:
    if (GlobalDef *global = pick(module.globals, input)) {
      global->metaId = input.number();
      global->valueKind = ValueKind(input.byte() % 26);
      editLayout(global->slotTypes, input);
      global->slots = uint16_t(global->slotTypes.size());
    }
    break;
  case 5:
    if (ExternDef *def = pick(module.externs, input)) {
      def->params.slots = uint16_t(input.number());
      editLayout(def->returns.slotTypes, input);
    }
    break;
  case 6:
    if (Constant *constant = pick(module.constants, input))
      *constant =
          ConstInt{int64_t(uint64_t(input.number()) << 32 | input.number())};
    break;
  case 7:
    module.wellKnown.errorPtrRttid = input.number();
    module.wellKnown.errorStructMetaId = input.number();
    break;
  case 8:
    module.entryFunc = input.number();
    break;
  default:
    module.interfaceMetas.resize(input.byte() % 6);
  }
}

static void edit(Module &module, Input &input) {
  uint8_t what = input.byte();
  if (what < 0xA0)
    editFunction(module, input);
  else if (what < 0xD0 && !module.runtimeTypes.empty())
    editType(module, input);
  else
    editTable(module, input);
}

static void verifyTwice(const Module &module) {
  // Little work per input keeps the fuzzer fast.
  verify::Options options{.maxSteps = 1 << 20};
  verify::Verdict all = verify::verifyModule(module, options);
  options.maxDiagnostics = 1;
  verify::Verdict one = verify::verifyModule(module, options);
  bool same =
      all.ok() == one.ok() &&
      (all.ok() || all.diagnostics()[0].text() == one.diagnostics()[0].text());
  if (!same)
    abort();
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Input input({data, size});
  if (input.byte() & 1) {
    Result<Module> module = readModule(input.rest());
    if (module)
      verifyTwice(*module);
    return 0;
  }
  Module module = verify::testing::sampleModule();
  for (unsigned i = 0; i < 16 && !input.empty(); ++i)
    edit(module, input);
  verifyTwice(module);
  return 0;
}
