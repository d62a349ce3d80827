//===- StackMapDump.cpp - Show the stack maps of an object ----------------===//

#include "lowering/llvm/StackMapDump.h"

#include "runtime/abi/StackMap.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/BinaryFormat/ELF.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

#include <cstring>

using namespace llvm;
using namespace llvm::object;

namespace vo::lowering {
namespace {

class Decoder {
public:
  explicit Decoder(const ELF64LEObjectFile &file) : file(file) {}

  Expected<std::vector<DecodedRecord>> run();

private:
  Error findTable();
  Error readRelocations();
  Expected<uint64_t> returnAddress(uint64_t offset, int32_t stored);
  Error nameFunction(DecodedRecord &record);
  Expected<DecodedRecord> decode(uint32_t index, StringRef pool);

  const ELF64LEObjectFile &file;
  SectionRef section;   // of the table
  uint64_t tableOffset; // of the table in its section
  StringRef table;      // bytes from the table's start to the section's end
  DenseMap<uint64_t, uint64_t> targets; // field offset -> address
};

Error Decoder::findTable() {
  for (const SectionRef &candidate : file.sections()) {
    auto name = candidate.getName();
    if (!name || *name != abi::kStackMapSection)
      continue;
    auto contents = candidate.getContents();
    if (!contents)
      return contents.takeError();
    section = candidate;
    tableOffset = 0;
    table = *contents;
    return Error::success();
  }
  // An executable's linker script may have merged the section; the symbol
  // still tells where the table is.
  for (const ELFSymbolRef &symbol : file.symbols()) {
    auto name = symbol.getName();
    if (!name || *name != abi::kStackMapSymbol)
      continue;
    auto address = symbol.getAddress();
    auto where = symbol.getSection();
    if (!address || !where || *where == file.section_end())
      break;
    auto contents = (*where)->getContents();
    if (!contents)
      return contents.takeError();
    section = **where;
    tableOffset = *address - section.getAddress();
    table = contents->drop_front(tableOffset);
    return Error::success();
  }
  return createStringError("no stack-map table");
}

/// The record fields' targets in an object file, from their relocations.
Error Decoder::readRelocations() {
  for (const SectionRef &relocations : file.sections()) {
    auto target = relocations.getRelocatedSection();
    if (!target)
      return target.takeError();
    if (*target == file.section_end() || **target != section)
      continue;
    for (const RelocationRef &relocation : relocations.relocations()) {
      if (relocation.getType() != ELF::R_X86_64_PC32)
        return createStringError("unexpected relocation in the table");
      auto symbol = relocation.getSymbol()->getAddress();
      auto addend = ELFRelocationRef(relocation).getAddend();
      if (!symbol || !addend)
        return createStringError("unreadable relocation in the table");
      targets[relocation.getOffset()] = *symbol + *addend;
    }
  }
  return Error::success();
}

/// Resolves the field at `offset` of the section: by its relocation in an
/// object file, by its value in a linked one.
Expected<uint64_t> Decoder::returnAddress(uint64_t offset, int32_t stored) {
  if (!file.isRelocatableObject())
    return section.getAddress() + offset + stored;
  auto found = targets.find(offset);
  if (found == targets.end())
    return createStringError("record without relocation");
  return found->second;
}

Error Decoder::nameFunction(DecodedRecord &record) {
  for (const ELFSymbolRef &symbol : file.symbols()) {
    if (symbol.getELFType() != ELF::STT_FUNC || symbol.getSize() == 0)
      continue;
    auto address = symbol.getAddress();
    if (!address)
      return address.takeError();
    if (record.returnAddress <= *address ||
        record.returnAddress > *address + symbol.getSize())
      continue;
    auto name = symbol.getName();
    if (!name)
      return name.takeError();
    record.function = name->str();
    record.offset = record.returnAddress - *address;
    return Error::success();
  }
  return createStringError("return address outside any function");
}

Expected<DecodedRecord> Decoder::decode(uint32_t index, StringRef pool) {
  size_t place =
      sizeof(abi::StackMapTable) + index * sizeof(abi::StackMapRecord);
  abi::StackMapRecord raw;
  std::memcpy(&raw, table.data() + place, sizeof raw);
  DecodedRecord record;
  record.location = raw.location;
  auto address = returnAddress(tableOffset + place, raw.returnAddress);
  if (!address)
    return address.takeError();
  record.returnAddress = *address;
  auto roots = RootSet::decode(pool, raw.roots);
  if (!roots)
    return roots.takeError();
  record.roots = std::move(*roots);
  if (Error error = nameFunction(record))
    return std::move(error);
  return record;
}

Expected<std::vector<DecodedRecord>> Decoder::run() {
  if (Error error = findTable())
    return std::move(error);
  if (Error error = readRelocations())
    return std::move(error);
  abi::StackMapTable header;
  if (table.size() < sizeof header)
    return createStringError("stack-map table is cut off");
  std::memcpy(&header, table.data(), sizeof header);
  uint64_t records = uint64_t(header.recordCount) * sizeof(abi::StackMapRecord);
  if (header.magic != abi::kStackMapMagic ||
      table.size() < sizeof header + records + header.poolBytes)
    return createStringError("stack-map table is malformed");
  StringRef pool = table.substr(sizeof header + records, header.poolBytes);
  std::vector<DecodedRecord> result;
  for (uint32_t i = 0; i != header.recordCount; ++i) {
    auto record = decode(i, pool);
    if (!record)
      return record.takeError();
    if (i && record->returnAddress <= result.back().returnAddress)
      return createStringError("stack-map records do not ascend");
    result.push_back(std::move(*record));
  }
  return result;
}

} // namespace

Expected<std::vector<DecodedRecord>> decodeStackMaps(MemoryBufferRef buffer) {
  auto file = ObjectFile::createELFObjectFile(buffer);
  if (!file)
    return file.takeError();
  auto *elf = dyn_cast<ELF64LEObjectFile>(file->get());
  if (!elf)
    return createStringError("not a 64-bit little-endian ELF file");
  return Decoder(*elf).run();
}

Error dumpStackMaps(MemoryBufferRef file, raw_ostream &out) {
  auto records = decodeStackMaps(file);
  if (!records)
    return records.takeError();
  out << records->size() << " records\n";
  for (const DecodedRecord &record : *records) {
    out << record.function << "+" << format_hex(record.offset, 0)
        << " location " << record.location << ": ";
    record.roots.print(out);
    out << "\n";
  }
  return Error::success();
}

} // namespace vo::lowering
