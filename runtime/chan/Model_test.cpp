//===- Model_test.cpp - Random programs with channels ---------------------===//
//
// Programs of a few hundred goroutines run in the runtime and in a model, which
// must agree on every operation's result and on the order in which operations
// end. Values are numbers, references to objects that hold the number, or three
// words with an interface pair; under stress, everything moves all the time.
//
//===----------------------------------------------------------------------===//
#include "runtime/chan/Model.h"

#include "runtime/sched/TestProgram.h"

#include <array>
#include <optional>

namespace vo::rt::test {
namespace {

enum class Element { Number, Reference, Triple };

/// The words of an element, in a frame.
class Words {
public:
  Words(Context &context, Element element)
      : context(context), element(element),
        root(context, reinterpret_cast<Ref *>(&words[place()]),
             element == Element::Number ? 0 : 1) {}

  void set(int64_t value) {
    if (element == Element::Number) {
      words[0] = uint64_t(value);
      return;
    }
    Ref object =
        heapOf(context).allocate(context, abi::headerWord(kPair, kPairWords),
                                 kPairWords * abi::kWordBytes);
    word(object, 1) = uint64_t(value);
    words[place()] = addressOf(object);
    if (element == Element::Triple) {
      words[0] = kStringHeader;
      words[2] = ~uint64_t(value);
    }
  }
  int64_t get() const {
    if (element == Element::Number)
      return int64_t(words[0]);
    if (!words[place()])
      return 0;
    auto value = int64_t(word(refAt(words[place()]), 1));
    if (element == Element::Triple)
      EXPECT_TRUE(words[0] == kStringHeader && words[2] == ~uint64_t(value));
    return value;
  }
  uint64_t *data() { return words.data(); }

private:
  size_t place() const { return element == Element::Triple ? 1 : 0; }

  Context &context;
  Element element;
  std::array<uint64_t, 3> words = {};
  RootedSpan root;
};

/// Runs a program of the model in the runtime. Its channels are globals.
class Machine {
public:
  Machine(const ModelProgram &program, Element element)
      : program(program), element(element) {}

  ModelResult run() {
    Outcome outcome = runProgram([this](Context &context) {
      makeChannels(context);
      go(context, [this](Context &inner) { execute(inner, 0); });
    });
    result.error = outcome.error.substr(0, outcome.error.find('\n'));
    return result;
  }

private:
  static constexpr size_t kMostCases = 4;

  void makeChannels(Context &context) {
    const int64_t layouts[] = {abi::kLayoutScalarArray, abi::kLayoutRefArray,
                               kTriples};
    const int64_t bytes[] = {8, 8, 24};
    for (size_t i = 0; i < program.capacities.size(); ++i)
      globals[i] = addressOf(vo_rt_chan_new(layouts[int(element)],
                                            bytes[int(element)] << 32,
                                            program.capacities[i], &context));
  }

  void execute(Context &context, unsigned goroutine) {
    const auto &operations = program.goroutines[goroutine];
    for (size_t i = 0; i < operations.size(); ++i)
      atDepth(operations[i].depth, [&] {
        std::string text = perform(context, operations[i]);
        result.trace.push_back(traceLine(goroutine, i, text));
      });
  }

  static Ref channelOf(const Operation &operation) {
    return operation.channel == Operation::kNil
               ? nullptr
               : refAt(globals[operation.channel]);
  }

  std::string perform(Context &context, const Operation &operation) {
    Words words(context, element);
    switch (operation.kind) {
    case Operation::Go:
      go(context, [this, to = operation.goroutine](Context &inner) {
        execute(inner, to);
      });
      return "go";
    case Operation::Close:
      vo_rt_chan_close(channelOf(operation), &context);
      return "close";
    case Operation::Send:
      words.set(operation.value);
      vo_rt_chan_send(channelOf(operation), inFrame(words.data()), &context);
      EXPECT_EQ(words.get(), operation.value);
      return "sent";
    case Operation::Receive: {
      bool ok = vo_rt_chan_recv(channelOf(operation), inFrame(words.data()),
                                &context);
      return receivedText(words.get(), ok);
    }
    case Operation::Select:
      return select(context, operation);
    }
    return "";
  }

  /// Everything lies in the frame, as in compiled code.
  std::string select(Context &context, const Operation &operation) {
    const size_t count = operation.cases.size();
    std::optional<Words> words[kMostCases];
    std::optional<RootedSpan> roots[kMostCases];
    abi::SelectCase cases[kMostCases] = {};
    for (size_t i = 0; i < count; ++i) {
      words[i].emplace(context, element);
      if (operation.cases[i].kind == Operation::Send)
        words[i]->set(operation.cases[i].value);
    }
    for (size_t i = 0; i < count; ++i) {
      const Operation &one = operation.cases[i];
      cases[i] = {addressOf(channelOf(one)), words[i]->data(),
                  one.kind == Operation::Send};
      roots[i].emplace(context, reinterpret_cast<Ref *>(&cases[i].channel), 1);
    }
    I64x2 chosen = vo_rt_select(inFrame(cases), int64_t(count),
                                operation.hasDefault, &context);
    for (size_t i = 0; i < count; ++i) {
      if (operation.cases[i].kind == Operation::Send)
        EXPECT_EQ(words[i]->get(), operation.cases[i].value);
      else if (int64_t(i) != chosen.first)
        EXPECT_EQ(words[i]->get(), 0);
    }
    if (chosen.first < 0)
      return "default";
    size_t number = size_t(chosen.first);
    return std::to_string(number) + ": " +
           (cases[number].isSend
                ? "sent"
                : receivedText(words[number]->get(), chosen.second));
  }

  const ModelProgram &program;
  Element element;
  ModelResult result;
};

/// Makes programs. Many end in a deadlock, some in a trap.
class Generator {
public:
  Generator(unsigned seed, unsigned goroutines)
      : random(seed), goroutines(goroutines) {}

  ModelProgram program() {
    ModelProgram result;
    size_t channels = 1 + random() % 6;
    for (size_t i = 0; i < channels; ++i)
      result.capacities.push_back(random() % 3 == 0 ? random() % 4 : 0);
    result.goroutines.resize(goroutines);
    for (unsigned i = 0; i < goroutines; ++i) {
      for (unsigned count = random() % 6; count-- > 0;)
        result.goroutines[i].push_back(operation(channels));
      // The goroutines form a tree; main starts most, and at once.
      if (i == 0)
        continue;
      bool isMains = random() % 4 != 0;
      auto &parent = result.goroutines[isMains ? 0 : random() % i];
      parent.insert(parent.begin() +
                        (isMains ? 0 : random() % (parent.size() + 1)),
                    {.kind = Operation::Go, .goroutine = i});
    }
    return result;
  }

private:
  Operation transfer(size_t channels) {
    Operation result{random() % 2 ? Operation::Send : Operation::Receive};
    result.channel = unsigned(random() % channels);
    if (random() % 100 == 0)
      result.channel = Operation::kNil;
    result.value = int64_t(++values);
    return result;
  }

  Operation operation(size_t channels) {
    Operation result = transfer(channels);
    result.depth = random() % 8 == 0 ? random() % 30 : 0;
    if (random() % 150 == 0)
      result.kind = Operation::Close;
    if (random() % 4 == 0) {
      result.kind = Operation::Select;
      result.hasDefault = random() % 3 == 0;
      for (unsigned count = random() % 5; count-- > 0;)
        result.cases.push_back(transfer(channels));
    }
    return result;
  }

  std::minstd_rand random;
  unsigned goroutines;
  uint64_t values = 0;
};

struct Mode {
  const char *name;
  Element element;
  unsigned goroutines;
  unsigned seeds;
  bool stress;
};

std::ostream &operator<<(std::ostream &stream, const Mode &mode) {
  return stream << mode.name;
}

class ModelTest : public testing::TestWithParam<Mode> {};

TEST_P(ModelTest, runtimeAndModelAgree) {
  const Mode &mode = GetParam();
  Setting stress("VO_GC_STRESS", mode.stress ? "1" : "0");
  Setting verify("VO_GC_VERIFY", mode.stress ? "1" : "0");
  size_t operations = 0;
  for (unsigned seed = 1; seed <= mode.seeds; ++seed) {
    ModelProgram program = Generator(seed, mode.goroutines).program();
    ModelResult expected = Model(program).run();
    ModelResult found = Machine(program, mode.element).run();
    ASSERT_EQ(found.trace, expected.trace) << "seed " << seed;
    ASSERT_EQ(found.error, expected.error) << "seed " << seed;
    operations += expected.trace.size();
  }
  // The programs do something.
  EXPECT_GT(operations, size_t{mode.seeds} * mode.goroutines / 2);
}

INSTANTIATE_TEST_SUITE_P(
    Programs, ModelTest,
    testing::Values(Mode{"fewNumbers", Element::Number, 8, 2000, false},
                    Mode{"manyNumbers", Element::Number, 300, 100, false},
                    Mode{"references", Element::Reference, 60, 200, false},
                    Mode{"triples", Element::Triple, 60, 200, false},
                    Mode{"fewStressed", Element::Reference, 10, 100, true},
                    Mode{"manyStressed", Element::Reference, 130, 30, true},
                    Mode{"triplesStressed", Element::Triple, 90, 30, true}),
    [](const testing::TestParamInfo<Mode> &info) { return info.param.name; });

} // namespace
} // namespace vo::rt::test
