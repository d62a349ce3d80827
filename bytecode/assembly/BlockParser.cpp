//===- BlockParser.cpp - Lines of tokens to a Node tree
//--------------------===//

#include "bytecode/assembly/BlockParser.h"

#include <algorithm>

using namespace vo::bc;
using namespace vo::bc::assembly;
using text::Member;
using text::Node;

static Node *findMember(Node &object, std::string_view name) {
  for (Member &member : object.members)
    if (member.name == name)
      return &member.value;
  return nullptr;
}

//===----------------------------------------------------------------------===//
// Values and members
//===----------------------------------------------------------------------===//

namespace {

class MemberParser {
public:
  MemberParser(const std::vector<Token> &tokens, size_t &next)
      : tokens(tokens), next(next) {}

  std::optional<Error> error;

  void members(Node &object) {
    while (next < tokens.size() && !tokens[next].is('}') && !error)
      member(object);
  }

private:
  static constexpr unsigned maxDepth = 32;
  /// More than any record has; keeps hostile lines from costing a square.
  static constexpr unsigned maxMembers = 64;

  void fail(std::string what, uint64_t offset) {
    if (!error)
      error = Error{std::move(what), offset};
  }

  void add(Node &object, const std::string &name, Node value) {
    if (findMember(object, name))
      return fail("field '" + name + "' is given twice", value.offset);
    if (object.members.size() == maxMembers)
      return fail("too many fields", value.offset);
    object.members.push_back({name, std::move(value)});
  }

  void member(Node &object) {
    const Token &token = tokens[next++];
    if (token.isPlain(Token::Kind::String))
      return add(object, "name",
                 Node::ofText(Node::Kind::String, token.text, token.offset));
    if (!token.isWord())
      return fail("expected a field", token.offset);
    if (next < tokens.size() && tokens[next].is('=')) {
      ++next;
      return add(object, token.text, value(token.offset));
    }
    if (token.text[0] >= 'A' && token.text[0] <= 'Z')
      return add(object, "type",
                 Node::ofText(Node::Kind::Word, token.text, token.offset));
    add(object, token.text, Node::ofBool(true, token.offset));
  }

  Node value(uint64_t offset) {
    if (next == tokens.size()) {
      fail("expected a value", offset);
      return {};
    }
    const Token &token = tokens[next++];
    if (token.is('['))
      return list(token.offset);
    if (token.is('{'))
      return object(token.offset);
    return scalar(token);
  }

  Node scalar(const Token &token) {
    bool named = token.sigil == 0 || token.sigil == '@';
    if (named && token.kind == Token::Kind::Int)
      return Node::ofInt(token.magnitude, token.negative, token.offset);
    if (named && token.kind == Token::Kind::String)
      return Node::ofText(token.sigil ? Node::Kind::Word : Node::Kind::String,
                          token.text, token.offset);
    if (token.isWord() && (token.text == "true" || token.text == "false"))
      return Node::ofBool(token.text == "true", token.offset);
    if (token.isWord() && token.text == "none")
      return Node::ofKind(Node::Kind::Null, token.offset);
    if (named && token.kind == Token::Kind::Word)
      return Node::ofText(Node::Kind::Word, token.text, token.offset);
    fail("expected a value", token.offset);
    return {};
  }

  Node list(uint64_t offset) {
    Node node = Node::ofKind(Node::Kind::Array, offset);
    while (next < tokens.size() && !tokens[next].is(']') && !error)
      node.items.push_back(scalar(tokens[next++]));
    expect(']', offset);
    return node;
  }

  Node object(uint64_t offset) {
    Node node = Node::ofKind(Node::Kind::Object, offset);
    if (++depth > maxDepth)
      fail("nested too deeply", offset);
    members(node);
    expect('}', offset);
    --depth;
    return node;
  }

  void expect(char bracket, uint64_t opened) {
    if (error)
      return;
    if (next == tokens.size() || !tokens[next].is(bracket))
      return fail("the bracket is not closed on its line", opened);
    ++next;
  }

  const std::vector<Token> &tokens;
  size_t &next;
  unsigned depth = 0;
};

} // namespace

std::optional<Error> assembly::parseMembers(const std::vector<Token> &tokens,
                                            size_t &next, Node &object) {
  MemberParser parser(tokens, next);
  parser.members(object);
  return parser.error;
}

//===----------------------------------------------------------------------===//
// Blocks
//===----------------------------------------------------------------------===//

namespace {

class BlockParser {
public:
  explicit BlockParser(const std::vector<Line> &lines) : lines(lines) {}

  Result<Blocks> run() {
    blocks.root = Node::ofKind(Node::Kind::Object, 0);
    while (at < lines.size() && !error)
      topLevel(lines[at++]);
    if (error)
      return *error;
    return std::move(blocks);
  }

private:
  void fail(std::string what, uint64_t offset) {
    if (!error)
      error = Error{std::move(what), offset};
  }

  /// The list member `name` of an object, made when it is missing.
  Node &listOf(Node &object, std::string_view name, uint64_t offset) {
    if (Node *list = findMember(object, name))
      return *list;
    object.members.push_back(
        {std::string(name), Node::ofKind(Node::Kind::Array, offset)});
    return object.members.back().value;
  }

  void topLevel(const Line &line) {
    const Token &head = line.tokens[0];
    static constexpr std::string_view lists[] = {
        "struct", "interface", "named", "itab",  "rttype",
        "const",  "global",    "func",  "extern"};
    if (!head.isWord())
      return fail("expected a keyword", head.offset);
    if (head.text == "module")
      return module(line);
    if (head.text == "wellKnown")
      return single(line);
    if (head.text == "file")
      return file(line);
    if (head.text == "debugFunc")
      return debugFunc(line);
    if (head.text == "debugFuncs")
      return debugFuncs(line);
    if (std::find(std::begin(lists), std::end(lists), head.text) ==
        std::end(lists))
      return fail("unknown keyword '" + head.text + "'", head.offset);
    Node &list = listOf(blocks.root, head.text, head.offset);
    checkIndex(line, list.items.size());
    if (head.text == "const")
      list.items.push_back(constant(line));
    else
      element(line, list);
  }

  void module(const Line &line) {
    if (seenModule)
      return fail("there is a module line already", line.tokens[0].offset);
    seenModule = true;
    fields(line, 1, line.tokens.size(), blocks.root);
  }

  void single(const Line &line) {
    const Token &head = line.tokens[0];
    if (findMember(blocks.root, head.text))
      return fail("there is a " + head.text + " line already", head.offset);
    Node node = Node::ofKind(Node::Kind::Object, head.offset);
    fields(line, 1, line.tokens.size(), node);
    blocks.root.members.push_back({head.text, std::move(node)});
  }

  void file(const Line &line) {
    if (line.tokens.size() != 2 || !line.tokens[1].isPlain(Token::Kind::String))
      return fail("expected one file name", line.tokens[0].offset);
    Node *debug = findMember(blocks.root, "debug");
    if (!debug) {
      blocks.root.members.push_back(
          {"debug", Node::ofKind(Node::Kind::Object, line.tokens[0].offset)});
      debug = &blocks.root.members.back().value;
    }
    listOf(*debug, "files", line.tokens[0].offset)
        .items.push_back(Node::ofText(Node::Kind::String, line.tokens[1].text,
                                      line.tokens[1].offset));
  }

  void debugFunc(const Line &line) {
    const Token &head = line.tokens[0];
    if (line.tokens.size() != 3 || line.tokens[1].sigil != '#' ||
        line.tokens[1].kind != Token::Kind::Int || !line.tokens[2].is('{'))
      return fail("expected '#number {'", head.offset);
    Node owner = Node::ofKind(Node::Kind::Object, head.offset);
    children(line, owner, nullptr);
    DebugBlock block{line.tokens[1].magnitude,
                     std::move(listOf(owner, "loc", head.offset))};
    if (owner.members.size() != 1)
      return fail("expected loc lines", head.offset);
    blocks.debug.push_back(std::move(block));
  }

  void debugFuncs(const Line &line) {
    if (line.tokens.size() != 2 || !line.tokens[1].isPlain(Token::Kind::Int) ||
        line.tokens[1].negative || blocks.debugFuncs)
      return fail("expected one number, once", line.tokens[0].offset);
    blocks.debugFuncs = line.tokens[1].magnitude;
  }

  static bool hasIndex(const Line &line) {
    return line.tokens.size() > 1 && line.tokens[1].sigil == '#' &&
           line.tokens[1].kind == Token::Kind::Int;
  }

  void checkIndex(const Line &line, size_t index) {
    if (hasIndex(line) && line.tokens[1].magnitude != index)
      fail("this is number " + std::to_string(index), line.tokens[1].offset);
  }

  Node constant(const Line &line) {
    size_t next = hasIndex(line) ? 2 : 1;
    uint64_t offset = line.tokens[0].offset;
    if (line.tokens.size() == next + 1)
      if (std::optional<Node> node = parseConstant(line.tokens[next]))
        return std::move(*node);
    fail("expected one constant", offset);
    return {};
  }

  /// A record line with the block that it may open.
  void element(const Line &line, Node &list) {
    const std::vector<Token> &tokens = line.tokens;
    Node node = Node::ofKind(Node::Kind::Object, tokens[0].offset);
    bool opens = tokens.back().is('{');
    fields(line, hasIndex(line) ? 2 : 1, tokens.size() - opens, node);
    bool isFunction = tokens[0].text == "func";
    CodeLines code;
    if (opens)
      children(line, node, isFunction ? &code : nullptr);
    if (isFunction)
      blocks.code.push_back(std::move(code));
    list.items.push_back(std::move(node));
  }

  void fields(const Line &line, size_t first, size_t last, Node &object) {
    std::vector<Token> tokens(line.tokens.begin() + first,
                              line.tokens.begin() + last);
    size_t next = 0;
    if (auto problem = parseMembers(tokens, next, object))
      error = error ? error : problem;
    else if (next != tokens.size())
      fail("unexpected closing brace", tokens[next].offset);
  }

  /// The lines up to the closing brace. Records become list members of
  /// `owner`; a function's other lines are its code.
  void children(const Line &opener, Node &owner, CodeLines *code) {
    while (at < lines.size() && !error) {
      const Line &line = lines[at++];
      const Token &head = line.tokens[0];
      if (head.is('}')) {
        if (line.tokens.size() != 1)
          fail("unexpected text after the brace", line.tokens[1].offset);
        return;
      }
      bool record = head.isWord() &&
                    (!code || head.text == "param" || head.text == "capture");
      if (record) {
        Node child = Node::ofKind(Node::Kind::Object, head.offset);
        fields(line, 1, line.tokens.size(), child);
        listOf(owner, head.text, head.offset).items.push_back(std::move(child));
      } else if (code) {
        code->push_back(&line);
      } else {
        fail("expected a record", head.offset);
      }
    }
    fail("the block is not closed", opener.tokens[0].offset);
  }

  const std::vector<Line> &lines;
  size_t at = 0;
  bool seenModule = false;
  Blocks blocks;
  std::optional<Error> error;
};

} // namespace

Result<Blocks> assembly::parseBlocks(const std::vector<Line> &lines) {
  return BlockParser(lines).run();
}

std::optional<Node> assembly::parseConstant(const Token &token) {
  if (token.sigil)
    return std::nullopt;
  switch (token.kind) {
  case Token::Kind::String:
    return Node::ofText(Node::Kind::String, token.text, token.offset);
  case Token::Kind::Int:
    return Node::ofInt(token.magnitude, token.negative, token.offset);
  case Token::Kind::Float: {
    Node node = Node::ofKind(Node::Kind::Float, token.offset);
    node.number = token.number;
    return node;
  }
  case Token::Kind::Word:
    if (token.text == "nil")
      return Node::ofKind(Node::Kind::Null, token.offset);
    if (token.text == "true" || token.text == "false")
      return Node::ofBool(token.text == "true", token.offset);
    if (uint64_t bits; text::parseBits(token.text, bits)) {
      Node node = Node::ofKind(Node::Kind::Object, token.offset);
      node.members.push_back(
          {"float", Node::ofText(Node::Kind::Word, token.text, token.offset)});
      return node;
    }
    return std::nullopt;
  case Token::Kind::Punct:
    return std::nullopt;
  }
  return std::nullopt;
}
