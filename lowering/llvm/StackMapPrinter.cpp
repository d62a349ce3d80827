//===- StackMapPrinter.cpp - Write our own stack-map table ----------------===//

#include "lowering/llvm/StackMapPrinter.h"

#include "lowering/llvm/Conventions.h"
#include "lowering/llvm/FrameReports.h"
#include "lowering/llvm/FrameSizes.h"
#include "lowering/llvm/RootSet.h"
#include "runtime/abi/Object.h"
#include "runtime/abi/StackMap.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/BinaryFormat/ELF.h"
#include "llvm/CodeGen/AsmPrinter.h"
#include "llvm/CodeGen/GCMetadataPrinter.h"
#include "llvm/CodeGen/StackMaps.h"
#include "llvm/CodeGen/TargetSubtargetInfo.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/GCStrategy.h"
#include "llvm/IR/Module.h"
#include "llvm/MC/MCContext.h"
#include "llvm/MC/MCExpr.h"
#include "llvm/MC/MCSectionELF.h"
#include "llvm/MC/MCStreamer.h"
#include "llvm/Target/TargetMachine.h"

using namespace llvm;

namespace vo::lowering {
namespace {

class VoStrategy : public GCStrategy {
public:
  VoStrategy() {
    UseStatepoints = true;
    UseRS4GC = true;
    UsesMetadata = true;
  }
  std::optional<bool> isGCManagedPointer(const Type *type) const override {
    return isReference(type);
  }
};

using Location = StackMaps::Location;

constexpr unsigned kDwarfFramePointer = 6, kDwarfStackPointer = 7; // x86-64

/// Turns the locations of one call site into a root set.
class SiteReader {
public:
  explicit SiteReader(ArrayRef<Location> locations) : locations(locations) {}

  /// False after an error; `complaint` then says which.
  bool read() {
    // Calling convention, flags, number of deopt operands, deopt operands,
    // (base, derived) pairs, then allocas, which are all Direct.
    if (locations.size() < 3 || locations[2].Type != Location::Constant)
      return fail("unexpected form of stack-map record");
    size_t deopt = locations[2].Offset;
    if (locations.size() < 3 + deopt || deopt % 2 != 0)
      return fail("deopt bundle must list (stack object, layout) pairs");
    for (ArrayRef<Location> rest = locations.slice(3, deopt); !rest.empty();
         rest = rest.drop_front(2))
      if (!addFrameObject(rest[0], rest[1]))
        return false;
    ArrayRef<Location> rest = locations.drop_front(3 + deopt);
    for (; rest.size() >= 2; rest = rest.drop_front(2))
      if (!addPair(rest[0], rest[1]))
        return false;
    return rest.empty() || rest[0].Type == Location::Direct ||
           fail("unexpected form of stack-map record");
  }

  RootSet roots;
  const char *complaint = nullptr;

private:
  bool fail(const char *text) {
    complaint = text;
    return false;
  }

  bool addFrameObject(const Location &address, const Location &layout) {
    // The number of a layout always fits an immediate operand.
    if (layout.Type != Location::Constant)
      return fail("layout of a stack object is not a small constant");
    FrameSlot slot;
    if (address.Type != Location::Direct)
      return fail("reported stack object is not a static alloca");
    if (!convert(address, slot))
      return false;
    auto id = uint32_t(layout.Offset);
    if (id & kBehindHeader)
      slot.offset += abi::kHeaderBytes;
    roots.frameObjects.push_back({slot, id & ~kBehindHeader});
    return true;
  }

  bool addPair(const Location &base, const Location &derived) {
    if (isFixed(base))
      return true; // null, or (part of) a stack object: nothing moves
    if (isFixed(derived))
      return true;
    FrameSlot baseSlot, derivedSlot;
    if (!convert(base, baseSlot) || !convert(derived, derivedSlot))
      return false;
    if (base.Size != derived.Size || base.Size % 8 != 0)
      return fail("root of unexpected size");
    // A vector of references lies in one slot.
    for (unsigned i = 0; i != base.Size; i += 8) {
      roots.addPair(baseSlot, derivedSlot);
      baseSlot.offset += 8;
      derivedSlot.offset += 8;
    }
    return true;
  }

  static bool isFixed(const Location &location) {
    return location.Type == Location::Constant ||
           location.Type == Location::ConstantIndex ||
           location.Type == Location::Direct;
  }

  bool convert(const Location &location, FrameSlot &slot) {
    if (location.Type == Location::Register)
      return fail("root in a register");
    slot = {location.Reg == kDwarfFramePointer, location.Offset};
    return slot.fromFramePointer || location.Reg == kDwarfStackPointer ||
           fail("root relative to an unexpected register");
  }

  ArrayRef<Location> locations;
};

class VoStackMapPrinter : public GCMetadataPrinter {
public:
  bool emitStackMaps(StackMaps &maps, AsmPrinter &printer) override;
  void finishAssembly(Module &, GCModuleInfo &frames,
                      AsmPrinter &printer) override {
    checkFrameSizes(frames, printer);
  }

private:
  /// One record: where the call returns to, its roots and location row.
  struct Record {
    const MCSymbol *returnAddress;
    uint32_t roots;
    uint32_t location;
  };
  bool collect(StackMaps &maps, AsmPrinter &printer);
  void emit(AsmPrinter &printer);
  uint32_t intern(const RootSet &roots);

  SmallVector<Record> records;
  StringMap<uint32_t> offsets; // encoded root set -> place in the pool
  SmallString<0> pool;
};

uint32_t VoStackMapPrinter::intern(const RootSet &roots) {
  SmallString<64> encoded;
  roots.encode(encoded);
  auto [place, isNew] = offsets.try_emplace(encoded, pool.size());
  if (isNew)
    pool += encoded;
  return place->second;
}

bool VoStackMapPrinter::collect(StackMaps &maps, AsmPrinter &printer) {
  for (const StackMaps::CallsiteInfo &site : maps.getCSInfos()) {
    SiteReader reader(site.Locations);
    // The offset is `return address - start of function`.
    auto *offset = dyn_cast<MCBinaryExpr>(site.CSOffsetExpr);
    auto *label =
        offset ? dyn_cast<MCSymbolRefExpr>(offset->getLHS()) : nullptr;
    if (!label || !reader.read()) {
      printer.OutContext.reportError(
          SMLoc(), Twine("internal compiler error: stack map: ") +
                       (label ? reader.complaint : "no return address"));
      return false;
    }
    records.push_back({&label->getSymbol(), intern(reader.roots),
                       static_cast<uint32_t>(site.ID)});
  }
  return true;
}

void VoStackMapPrinter::emit(AsmPrinter &printer) {
  MCContext &context = printer.OutContext;
  MCStreamer &out = *printer.OutStreamer;
  out.switchSection(context.getELFSection(abi::kStackMapSection,
                                          ELF::SHT_PROGBITS, ELF::SHF_ALLOC));
  out.emitValueToAlignment(Align(alignof(abi::StackMapRecord)));
  MCSymbol *table = context.getOrCreateSymbol(abi::kStackMapSymbol);
  out.emitSymbolAttribute(table, MCSA_Global);
  out.emitSymbolAttribute(table, MCSA_Hidden);
  out.emitSymbolAttribute(table, MCSA_ELF_TypeObject);
  out.emitLabel(table);
  for (uint32_t word : {abi::kStackMapMagic, uint32_t(records.size()),
                        uint32_t(pool.size()), uint32_t(0)})
    out.emitInt32(word);
  for (const Record &record : records) {
    MCSymbol *here = context.createTempSymbol();
    out.emitLabel(here);
    out.emitValue(MCBinaryExpr::createSub(
                      MCSymbolRefExpr::create(record.returnAddress, context),
                      MCSymbolRefExpr::create(here, context), context),
                  sizeof(abi::StackMapRecord::returnAddress));
    out.emitInt32(record.roots);
    out.emitInt32(record.location);
  }
  out.emitBytes(pool);
  MCSymbol *end = context.createTempSymbol();
  out.emitLabel(end);
  out.emitELFSize(table, MCBinaryExpr::createSub(
                             MCSymbolRefExpr::create(end, context),
                             MCSymbolRefExpr::create(table, context), context));
}

bool VoStackMapPrinter::emitStackMaps(StackMaps &maps, AsmPrinter &printer) {
  if (collect(maps, printer))
    emit(printer);
  return true; // LLVM's own section is not wanted in any case
}

GCRegistry::Add<VoStrategy> registerStrategy(kCodegenGC,
                                             "Vo, compact stack maps");
GCMetadataPrinterRegistry::Add<VoStackMapPrinter>
    registerPrinter(kCodegenGC, "Vo, compact stack maps");

/// Defines an empty table in a module without Vo functions.
void defineEmptyTable(Module &module) {
  auto *table = ConstantDataArray::get(
      module.getContext(), ArrayRef<uint32_t>({abi::kStackMapMagic, 0, 0, 0}));
  auto *global = new GlobalVariable(module, table->getType(),
                                    /*isConstant=*/true,
                                    GlobalValue::ExternalLinkage, table);
  if (GlobalVariable *declared =
          module.getGlobalVariable(abi::kStackMapSymbol)) {
    declared->replaceAllUsesWith(global);
    declared->eraseFromParent();
  }
  global->setName(abi::kStackMapSymbol);
  global->setVisibility(GlobalValue::HiddenVisibility);
  global->setDSOLocal(true);
  global->setSection(abi::kStackMapSection);
  global->setAlignment(Align(4));
}

} // namespace

void useCompactStackMaps(Module &module) {
  bool any = false;
  for (Function &function : module) {
    if (!isVoFunction(function))
      continue;
    function.setGC(kCodegenGC);
    if (function.isDeclaration())
      continue;
    any = true;
    // Also for cold functions, which would go to a section of their own.
    function.setSection(".text");
  }
  GlobalVariable *table = module.getGlobalVariable(abi::kStackMapSymbol);
  if (table) {
    table->setVisibility(GlobalValue::HiddenVisibility);
    table->setDSOLocal(true);
  }
  if (!any && !(table && table->hasInitializer()))
    defineEmptyTable(module);
}

} // namespace vo::lowering
