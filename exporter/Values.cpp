//===- Values.cpp - Values in slots ---------------------------------------===//

#include "exporter/FunctionExporter.h"

#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace vo::exporter;
namespace bc = vo::bc;
namespace ir = vo::ir;
using bc::Opcode;

void FunctionExporter::refuse(const Twine &what) {
  if (!refused)
    current->emitError("not supported in bytecode: ") << what;
  refused = true;
}

//===----------------------------------------------------------------------===//
// What a value is
//===----------------------------------------------------------------------===//

/// The value whose slots hold this value as well.
Value FunctionExporter::root(Value value) {
  while (Operation *op = value.getDefiningOp()) {
    if (isa<ir::BoxOp, ir::UnboxOp, ir::IfaceHeaderOp, ir::IfaceWordOp,
            arith::ExtUIOp, arith::BitcastOp>(op)) {
      value = op->getOperand(0);
      continue;
    }
    if (auto word = dyn_cast<ir::WordOfRefOp>(op);
        word && word.getRef().getDefiningOp<ir::CloneOp>())
      return word.getRef(); // clones lie in pairs
    if (auto bits = dyn_cast<ir::WordToBitsOp>(op))
      if (auto word = root(bits.getWord()).getDefiningOp<ir::WordOfBitsOp>()) {
        value = word.getBits();
        continue;
      }
    if (auto make = dyn_cast<ir::IfaceMakeOp>(op)) {
      Value header = root(make.getHeader()), word = root(make.getWord());
      if (header == word && isa<ir::IfaceType>(header.getType())) {
        value = header;
        continue;
      }
    }
    break;
  }
  return value;
}

/// Slot letters of the group that a value gets.
std::string FunctionExporter::lettersFor(Value value) {
  Type type = value.getType();
  if (isa<ir::IfaceType, ir::WordType>(type) || headers.contains(value) ||
      value.getDefiningOp<ir::CloneOp>())
    return "hw";
  if (isa<FloatType>(type))
    return "f";
  return isa<IntegerType>(type) ? "v" : "r";
}

/// Whether the value is made where it is used and has no slots of its own.
bool FunctionExporter::isMadeAtUse(Value root) {
  Operation *op = root.getDefiningOp();
  return op && isa<arith::ConstantOp, ir::ZeroOp, ir::StringConstOp,
                   ir::IfaceMakeOp, ir::WordOfBitsOp, ir::WordOfRefOp>(op);
}

std::optional<int64_t> FunctionExporter::constantOf(Value value) {
  Value source = root(value);
  if (source.getDefiningOp<ir::ZeroOp>())
    return 0;
  Attribute attribute;
  if (!matchPattern(source, m_Constant(&attribute)))
    return std::nullopt;
  if (auto integer = dyn_cast<IntegerAttr>(attribute))
    return integer.getType().isInteger(64)
               ? integer.getValue().getSExtValue()
               : static_cast<int64_t>(integer.getValue().getZExtValue());
  if (auto real = dyn_cast<FloatAttr>(attribute))
    return real.getValue().bitcastToAPInt().getZExtValue();
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// Constants
//===----------------------------------------------------------------------===//

Operand FunctionExporter::constantId(bc::Constant value) {
  uint32_t id = tables.constant(std::move(value));
  if (id == Tables::kTooMany)
    refuse("more than 65536 constants");
  return Operand::number(id);
}

void FunctionExporter::loadInt(const Operand &slot, int64_t value) {
  if (value != static_cast<int32_t>(value))
    return emit(Opcode::LoadConst, slot, constantId(bc::ConstInt{value}));
  emit(Opcode::LoadInt, slot, Operand::number(value & 0xFFFF),
       Operand::number(value >> 16 & 0xFFFF));
}

Operand FunctionExporter::constantSlot(int64_t value) {
  Operand slot = temporary("v");
  loadInt(slot, value);
  return slot;
}

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

void FunctionExporter::copy(const Operand &to, const Operand &from) {
  if (code.letter(to) != 'h')
    return emit(Opcode::Copy, to, from);
  emit(Opcode::CopyN, to, from, Operand::number(2));
}

Operand FunctionExporter::read(Value value, char letter) {
  Value source = root(value);
  bool known = places.contains(source);
  if (!known && !isMadeAtUse(source)) {
    refuse("a value of type " +
           Twine(source.getDefiningOp()
                     ? source.getDefiningOp()->getName().getStringRef()
                     : "a block argument") +
           " here");
    return temporary(letter == 'h' ? "hw" : "v");
  }
  if (!known) {
    char wanted = letter == 'i'                     ? 'v'
                  : letter != 'n'                   ? letter
                  : isa<FloatType>(value.getType()) ? 'f'
                                                    : 'v';
    Operand made = temporary(wanted == 'h' ? "hw" : StringRef(&wanted, 1));
    fill(made, value);
    return made;
  }
  Operand place = places.lookup(source);
  char have = code.letter(place);
  if (letter == have || (letter == 'n' && (have == 'v' || have == 'f')) ||
      (letter == 'i' && (have == 'v' || have == 'h')))
    return letter == 'h' ? place : place.at(0);
  Operand converted = temporary(letter == 'h'   ? "hw"
                                : letter == 'f' ? "f"
                                                : "v");
  if ((letter == 'f' && have == 'v') ||
      ((letter == 'v' || letter == 'i') && have == 'f')) {
    // Changing the sign twice moves bits between Value and Float slots.
    emit(Opcode::NegF, converted, place.at(0));
    emit(Opcode::NegF, converted, converted);
  } else if (letter == 'v' && have == 'h') {
    emit(Opcode::Or, converted, place.at(0), place.at(0));
  } else {
    refuse(letter == 'h' ? "an interface header that is computed"
                         : "a value in slots of another type");
  }
  return converted;
}

void FunctionExporter::fill(const Operand &slots, Value value) {
  char letter = code.letter(slots);
  if (letter == 'h')
    return fillPair(slots, value);
  Value source = root(value);
  if (auto text = source.getDefiningOp<ir::StringConstOp>()) {
    if (letter != 'r')
      return refuse("a string as a number");
    return emit(Opcode::StrNew, slots,
                constantId(bc::ConstString{text.getValue().str()}));
  }
  auto constant = constantOf(source);
  if (!constant)
    return copy(slots, read(value, letter));
  if (*constant == 0 || letter == 'v')
    return loadInt(slots, *constant);
  emit(Opcode::LoadConst, slots,
       constantId(bc::ConstFloat{static_cast<uint64_t>(*constant)}));
}

//===----------------------------------------------------------------------===//
// Interface values
//===----------------------------------------------------------------------===//

static bool holdsReference(uint64_t header) {
  return bc::mayHoldReferences(static_cast<bc::ValueKind>(header & 0xFF));
}

static char letterOfContent(uint64_t header) {
  auto kind = static_cast<bc::ValueKind>(header & 0xFF);
  if (kind == bc::ValueKind::Float32 || kind == bc::ValueKind::Float64)
    return 'f';
  return holdsReference(header) ? 'r' : 'v';
}

/// Emits the IfaceAssign that pairs a header with a scalar or a reference; no
/// content is zero.
void FunctionExporter::assignInterface(const Operand &pair, uint64_t header,
                                       Value content) {
  if (!tables.isHeader(header))
    return refuse("interface header " + Twine(header) +
                  " names no type of the module");
  if (header == 0 && !content) {
    emit(Opcode::LoadInt, pair.at(0), Operand::number(0), Operand::number(0));
    return emit(Opcode::LoadInt, pair.at(1), Operand::number(0),
                Operand::number(0));
  }
  char letter = letterOfContent(header);
  Operand source = temporary(StringRef(&letter, 1));
  if (content && !constantOf(content) && places.contains(root(content)))
    source = read(content, letter);
  else if (content)
    fill(source, content);
  else
    emit(Opcode::LoadInt, source, Operand::number(0), Operand::number(0));
  uint64_t itab = header >> 32;
  uint64_t type = header >> 8 & 0xFFFFFF;
  int64_t packed =
      header == 0
          ? 0
          : static_cast<int64_t>(type << 32 | (itab ? itab : 0xFFFFFFFF));
  Operand whole = pair;
  whole.width = 2;
  emit(Opcode::IfaceAssign, whole, source, constantId(bc::ConstInt{packed}),
       header & 0xFF);
}

/// The constant header of an interface value that the word becomes part of,
/// if it says scalar or reference as it should.
std::optional<uint64_t> FunctionExporter::knownHeader(Value word,
                                                      bool isReference) {
  for (Operation *user : word.getUsers())
    if (auto make = dyn_cast<ir::IfaceMakeOp>(user))
      if (auto header = constantOf(make.getHeader());
          header && holdsReference(*header) == isReference &&
          tables.isHeader(*header))
        return *header;
  return std::nullopt;
}

/// Writes a word that is made here, with that header.
void FunctionExporter::assignWord(const Operand &pair, Value word,
                                  uint64_t header) {
  if (auto bits = word.getDefiningOp<ir::WordOfBitsOp>())
    return assignInterface(pair, header, bits.getBits());
  assignInterface(pair, header,
                  cast<ir::WordOfRefOp>(word.getDefiningOp()).getRef());
}

/// Writes an interface value of a header and a data word.
void FunctionExporter::makeInterface(const Operand &pair, Value headerValue,
                                     Value wordValue) {
  Value word = root(wordValue);
  if (word == root(headerValue) && isa<ir::IfaceType>(word.getType()))
    return fillPair(pair, word);
  bool ofBits = word.getDefiningOp<ir::WordOfBitsOp>() != nullptr;
  bool ofRef = word.getDefiningOp<ir::WordOfRefOp>() != nullptr;
  auto header = constantOf(headerValue);
  if (header && constantOf(word) == 0)
    return assignInterface(pair, *header, {});
  if (header && (ofBits || ofRef) && holdsReference(*header) == ofRef)
    return assignWord(pair, word, *header);
  // Halves from different places.
  Operand content = read(wordValue, 'h');
  if (word.getDefiningOp<ir::CloneOp>() && header &&
      knownHeader(wordValue, /*isReference=*/true) == *header)
    return copy(pair, content);
  Operand first;
  if (header) {
    first = temporary("hw");
    assignInterface(first, *header, {});
  } else {
    first = read(headerValue, 'h');
  }
  code.begin(pair, loc);
  emit(Opcode::Copy, pair.at(0), first.at(0));
  emit(Opcode::Copy, pair.at(1), content.at(1));
}

void FunctionExporter::fillPair(const Operand &pair, Value value) {
  Value source = root(value);
  Operation *op = source.getDefiningOp();
  if (auto make = dyn_cast_or_null<ir::IfaceMakeOp>(op))
    return makeInterface(pair, make.getHeader(), make.getWord());
  if (isa_and_nonnull<ir::WordOfBitsOp>(op))
    return assignWord(pair, source, knownHeader(source, false).value_or(0));
  if (isa_and_nonnull<ir::WordOfRefOp>(op)) {
    auto header = knownHeader(source, true);
    if (!header)
      if (auto type = tables.typeOfKind(bc::ValueKind::String))
        header = uint64_t(*type) << 8 | uint64_t(bc::ValueKind::String);
    if (!header)
      return refuse("a reference in a data word without a type to go with it");
    return assignWord(pair, source, *header);
  }
  if (auto constant = constantOf(source))
    return assignInterface(pair, *constant, {});
  if (!isa<IntegerType>(value.getType()))
    return copy(pair, read(value, 'h'));
  // A header alone: the collector must find nothing beside it.
  Operand from = read(value, 'h');
  code.begin(pair, loc);
  emit(Opcode::LoadInt, pair.at(1), Operand::number(0), Operand::number(0));
  emit(Opcode::Copy, pair.at(0), from.at(0));
}

//===----------------------------------------------------------------------===//
// Groups of results and windows of operands
//===----------------------------------------------------------------------===//

Operand FunctionExporter::defineAs(Value result, StringRef letters) {
  Operand group = code.group(letters);
  places[result] = group;
  return group;
}

Operand FunctionExporter::define(Value result) {
  return defineAs(result, lettersFor(result));
}

Operand FunctionExporter::defineAll(ValueRange results, StringRef letters) {
  Operand group = code.group(letters.empty() ? "v" : letters);
  uint16_t offset = 0;
  for (Value result : results) {
    bool pair = letters[offset] == 'h';
    Operand place = group.at(offset);
    place.width = pair ? 2 : 1;
    places[result] = place;
    offset += place.width;
  }
  return group;
}

void FunctionExporter::fillWindow(Operand window, StringRef letters,
                                  ValueRange values) {
  uint16_t offset = 0;
  for (Value value : values) {
    Operand slots = window.at(offset);
    slots.width = letters[offset] == 'h' ? 2 : 1;
    fill(slots, value);
    offset += slots.width;
  }
}

Operand FunctionExporter::window(StringRef letters, ValueRange values,
                                 Role role) {
  // A single value may be used where it lies.
  if (role == Role::Value && values.size() == 1 && !letters.empty())
    return read(values.front(), letters.front());
  Operand group = code.group(letters.empty() ? "v" : letters, role);
  code.begin(group, loc);
  fillWindow(group, letters, values);
  return group;
}
