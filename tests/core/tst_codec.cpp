// SPDX-License-Identifier: GPL-3.0-or-later

// One description moves bytes both ways and says where each of them lies; what cannot be read says why and where.

#include <QtTest>

// Long because the codec and the tree that it leaves are tested on the same descriptions.

#include "print.h"

#include "builtins.h"
#include "wire/codec.h"

using namespace hd;

namespace {

/// What @p body makes of @p bytes: nothing, or why it cannot be read.
template<class Body>
std::optional<DecodeError> readAll(FieldReader &reader, Body body)
{
    try {
        body(reader);
        reader.expectEnd();
        return std::nullopt;
    } catch (const DecodeFailure &failure) {
        reader.closeAll();
        return failure.error;
    }
}

std::string meaningOfNumber(std::uint64_t number)
{
    return number == 0 ? std::string() : "n" + std::to_string(number);
}

/// A message with every primitive in it.
struct Sample
{
    std::uint16_t version = 0x0303;
    Bytes random = Bytes(4, 0xaa);
    Bytes id{1, 2, 3};
    std::vector<std::uint16_t> suites{0xc02b, 0x002f};
    std::vector<Bytes> names{{'a'}, {'b', 'c'}};
    Bytes tail{9, 9};

    void describe(FieldCodec &c)
    {
        c.group("sample", [&] {
            c.number("version", 2, version, meaningOfNumber);
            c.group("random", [&] { c.fixed("bytes", 4, random); });
            c.opaque("id", 1, id, {0, 32});
            c.numbers("suites", 2, {2, 100}, 2, suites);
            c.list("names", 2, {1, 100}, names, [&c](const std::string &name, Bytes &value) {
                c.group(name, [&] { c.opaque("host", 1, value, {1, 10}); });
            });
            c.vector("", "rest_length", 1, {}, [&] { c.rest("tail", tail); });
        });
    }
};

Bytes sampleBytes()
{
    Sample sample;
    FieldWriter writer;
    sample.describe(writer);
    return writer.takeBytes();
}

std::vector<std::string> pathsOf(const FieldTree &tree)
{
    std::vector<std::string> paths;
    for (FieldIndex i = 0; i < tree.size(); ++i)
        paths.push_back(tree.path(i));
    return paths;
}

/// Why the leaves of @p tree do not tile @p bytes; empty when they do.
std::string untiled(const FieldTree &tree, const Bytes &bytes)
{
    std::uint32_t at = 0;
    for (FieldIndex i = 0; i < tree.size(); ++i) {
        const Field &field = tree[i];
        if (field.parent != noField) {
            const Range around = tree[field.parent].range;
            if (field.range.offset < around.offset || field.range.end() > around.end())
                return tree.path(i) + " is not inside its parent";
        }
        if (!tree.isLeaf(i))
            continue;
        if (field.range.offset != at)
            return tree.path(i) + " begins at " + std::to_string(field.range.offset) + ", not at " + std::to_string(at);
        at = field.range.end();
        if (field.number) {
            Bytes number;
            appendNumber(number, *field.number, field.range.length);
            if (!equal(number, slice(bytes, field.range)))
                return tree.path(i) + " is not the number that stands there";
        }
    }
    return at == bytes.size() ? std::string() : "the fields end at " + std::to_string(at);
}

} // namespace

class TestCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersMoveBothWays_data();
    void numbersMoveBothWays();
    void everyPrimitiveMovesBothWays();
    void everyTruncationSaysWhere();
    void boundsAreEnforced_data();
    void boundsAreEnforced();
    void innerVectorsStayInside();
    void leftOversAreRefused();
    void elementsOfNumbersAreWhole();
    void explainSpeaksOfTheLastField();
    void peekDoesNotConsume();
    void pathsAndChildren();
    void findRefusesWhatIsNotThere_data();
    void findRefusesWhatIsNotThere();
    void leafAtFindsTheDeepest();
    void patternsForgetIndices_data();
    void patternsForgetIndices();
    void everyByteOfATraceBelongsToOneLeaf();
    void hexBothWays();
};

void TestCodec::numbersMoveBothWays_data()
{
    QTest::addColumn<unsigned>("width");
    QTest::addColumn<quint64>("value");
    for (unsigned width = 1; width <= 8; ++width) {
        const quint64 most = width == 8 ? ~quint64(0) : (quint64(1) << (8 * width)) - 1;
        for (const quint64 value : {quint64(0), quint64(1), most / 2 + 1, most})
            QTest::addRow("%u bytes, %llu", width, value) << width << value;
    }
}

void TestCodec::numbersMoveBothWays()
{
    QFETCH(unsigned, width);
    QFETCH(quint64, value);
    FieldWriter writer;
    std::uint64_t out = value;
    writer.number("n", width, out, meaningOfNumber);
    const FieldTree written = writer.takeTree();
    const Bytes bytes = writer.takeBytes();
    QCOMPARE(bytes.size(), std::size_t(width));

    FieldReader reader(bytes);
    std::uint64_t in = 1234;
    QVERIFY(!readAll(reader, [&](FieldCodec &c) { c.number("n", width, in, meaningOfNumber); }));
    QCOMPARE(quint64(in), value);
    QVERIFY(reader.tree() == written);
    QCOMPARE(*written[0].number, std::uint64_t(value));
    QCOMPARE(written[0].meaning, meaningOfNumber(value));
}

void TestCodec::everyPrimitiveMovesBothWays()
{
    const Bytes bytes = sampleBytes();
    QCOMPARE(bytes, *fromHex("0303"
                             "aaaaaaaa"
                             "03010203"
                             "0004c02b002f"
                             "00050161026263"
                             "020909"));
    Sample sample;
    FieldWriter writer;
    sample.describe(writer);
    Sample read{0, {}, {}, {}, {}, {}};
    FieldReader reader(bytes);
    QVERIFY(!readAll(reader, [&](FieldCodec &c) { read.describe(c); }));
    QVERIFY(read.version == sample.version && read.random == sample.random && read.id == sample.id);
    QVERIFY(read.suites == sample.suites && read.names == sample.names && read.tail == sample.tail);
    QVERIFY(reader.tree() == writer.tree());
    QCOMPARE(untiled(reader.tree(), bytes), std::string());
    const std::vector<std::string> paths{"sample",
                                         "sample.version",
                                         "sample.random",
                                         "sample.random.bytes",
                                         "sample.id_length",
                                         "sample.id",
                                         "sample.suites_length",
                                         "sample.suites",
                                         "sample.suites[0]",
                                         "sample.suites[1]",
                                         "sample.names_length",
                                         "sample.names",
                                         "sample.names[0]",
                                         "sample.names[0].host_length",
                                         "sample.names[0].host",
                                         "sample.names[1]",
                                         "sample.names[1].host_length",
                                         "sample.names[1].host",
                                         "sample.rest_length",
                                         "sample.tail"};
    QCOMPARE(pathsOf(reader.tree()), paths);
}

void TestCodec::everyTruncationSaysWhere()
{
    const Bytes bytes = sampleBytes();
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        FieldReader reader(ByteView(bytes).first(length));
        Sample sample;
        const std::optional<DecodeError> error = readAll(reader, [&](FieldCodec &c) { sample.describe(c); });
        QVERIFY(error);
        QVERIFY(error->range.end() == length); // whatever is left is too little
        QVERIFY2(error->path.starts_with("sample."), error->path.c_str());
        QVERIFY2(error->what.find("are left") != std::string::npos, error->what.c_str());
        for (const Field &field : reader.tree().fields())
            QVERIFY(field.range.end() <= length);
    }
    FieldReader reader(ByteView(bytes).first(8));
    Sample sample;
    const auto error = readAll(reader, [&](FieldCodec &c) { sample.describe(c); });
    QCOMPARE(error->path, std::string("sample.id"));
    QCOMPARE(error->what, std::string("needs 3 bytes, 1 are left"));
    QCOMPARE(error->range, (Range{7, 1}));
}

void TestCodec::boundsAreEnforced_data()
{
    QTest::addColumn<int>("length");
    QTest::addColumn<bool>("allowed");
    for (const int length : {0, 1, 2, 3, 5, 6, 7, 250})
        QTest::addRow("%d bytes of 2..6", length) << length << (length >= 2 && length <= 6);
}

void TestCodec::boundsAreEnforced()
{
    QFETCH(int, length);
    QFETCH(bool, allowed);
    const Limits limits{2, 6};
    Bytes bytes{7, static_cast<std::uint8_t>(length)};
    bytes.resize(2 + static_cast<std::size_t>(length));

    const auto check = [&](const std::optional<DecodeError> &error) {
        QCOMPARE(!error, allowed);
        if (!error)
            return;
        QCOMPARE(error->path, std::string("m.x_length"));
        QCOMPARE(error->range, (Range{1, 1}));
        QCOMPARE(error->what, "a length of " + std::to_string(length) + " bytes is outside 2..6");
    };
    Bytes opaque;
    std::uint8_t first = 0;
    FieldReader reader(bytes);
    check(readAll(reader, [&](FieldCodec &c) {
        c.group("m", [&] {
            c.number("first", 1, first);
            c.opaque("x", 1, opaque, limits);
        });
    }));
    std::vector<std::uint8_t> numbers;
    FieldReader vectorReader(bytes);
    check(readAll(vectorReader, [&](FieldCodec &c) {
        c.group("m", [&] {
            c.number("first", 1, first);
            c.numbers("x", 1, limits, 1, numbers);
        });
    }));
}

void TestCodec::innerVectorsStayInside()
{
    // The outer vector has 3 bytes, the inner claims 3 of its own: one too many, though the message has more.
    const Bytes bytes{3, 3, 1, 2, 3, 4, 5};
    FieldReader reader(bytes);
    Bytes inner, rest;
    const auto error = readAll(reader, [&](FieldCodec &c) {
        c.group("m", [&] {
            c.vector("outer", "outer_length", 1, {}, [&] { c.opaque("inner", 1, inner); });
            c.rest("rest", rest);
        });
    });
    QVERIFY(error);
    QCOMPARE(error->path, std::string("m.outer.inner"));
    QCOMPARE(error->range, (Range{2, 2}));
    QCOMPARE(reader.tree()[*reader.tree().find("m.outer")].range, (Range{1, 1})); // as far as it could be read
}

void TestCodec::leftOversAreRefused()
{
    const Bytes bytes{3, 1, 2, 3, 4};
    FieldReader inner(bytes);
    std::uint8_t number = 0;
    auto error = readAll(inner, [&](FieldCodec &c) {
        c.group("m", [&] { c.vector("v", "v_length", 1, {}, [&] { c.number("n", 1, number); }); });
    });
    QVERIFY(error);
    QCOMPARE(error->what, std::string("2 bytes are left over"));
    QCOMPARE(error->path, std::string("m.v"));
    QCOMPARE(error->range, (Range{2, 2}));
    QVERIFY(inner.tree().find(error->path));

    Bytes all;
    FieldReader outer(bytes);
    error = readAll(outer, [&](FieldCodec &c) { c.group("m", [&] { c.opaque("v", 1, all); }); });
    QVERIFY(error);
    QCOMPARE(error->what, std::string("1 bytes are left over"));
    QCOMPARE(error->range, (Range{4, 1}));
}

void TestCodec::elementsOfNumbersAreWhole()
{
    const Bytes bytes{0, 3, 0xc0, 0x2b, 0x00};
    FieldReader reader(bytes);
    std::vector<std::uint16_t> numbers;
    const auto error =
        readAll(reader, [&](FieldCodec &c) { c.group("m", [&] { c.numbers("n", 2, {}, 2, numbers); }); });
    QVERIFY(error);
    QCOMPARE(error->path, std::string("m.n[1]"));
    QCOMPARE(error->range, (Range{4, 1}));
    QCOMPARE(numbers.front(), std::uint16_t(0xc02b));
}

void TestCodec::explainSpeaksOfTheLastField()
{
    const Bytes bytes{1, 2};
    for (const bool reading : {true, false}) {
        FieldReader reader(bytes);
        FieldWriter writer;
        FieldCodec &c = reading ? static_cast<FieldCodec &>(reader) : writer;
        std::uint8_t one = 1, two = 2;
        c.group("m", [&] {
            c.number("one", 1, one);
            c.explain("of one");
            c.group("inner", [&] { c.number("two", 1, two); });
            c.explain("of inner");
        });
        c.explain("of m");
        const FieldTree &tree = c.tree();
        QCOMPARE(tree[*tree.find("m.one")].meaning, std::string("of one"));
        QCOMPARE(tree[*tree.find("m.inner")].meaning, std::string("of inner"));
        QCOMPARE(tree[*tree.find("m.inner.two")].meaning, std::string());
        QCOMPARE(tree[0].meaning, std::string("of m"));
    }
}

void TestCodec::peekDoesNotConsume()
{
    const Bytes bytes{1, 2, 3};
    FieldReader reader(bytes);
    QCOMPARE(reader.peek(2), std::uint64_t(0x0102));
    QCOMPARE(reader.peek(3), std::uint64_t(0x010203));
    QCOMPARE(reader.peek(4), std::uint64_t(0));
    QVERIFY(reader.tree().empty());
    Bytes rest;
    reader.rest("all", rest);
    QVERIFY(!reader.more());
    QCOMPARE(reader.peek(1), std::uint64_t(0));
    QCOMPARE(rest, bytes);
}

void TestCodec::pathsAndChildren()
{
    Sample sample;
    FieldWriter writer;
    sample.describe(writer);
    const FieldTree &tree = writer.tree();
    for (FieldIndex i = 0; i < tree.size(); ++i) {
        QCOMPARE(tree.find(tree.path(i)), std::optional(i));
        for (const FieldIndex child : tree.children(i)) {
            QCOMPARE(tree[child].parent, i);
            QCOMPARE(tree.depth(child), tree.depth(i) + 1);
        }
        QCOMPARE(tree.isLeaf(i), tree.children(i).empty());
    }
    std::vector<std::string> names;
    for (const FieldIndex child : tree.children(*tree.find("sample.names")))
        names.push_back(tree[child].name);
    QCOMPARE(names, (std::vector<std::string>{"[0]", "[1]"}));
    std::size_t counted = 1;
    for (FieldIndex i = 0; i < tree.size(); ++i)
        counted += tree.children(i).size();
    QCOMPARE(counted, tree.size()); // everything but the root is somebody's child, once
}

void TestCodec::findRefusesWhatIsNotThere_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char *path : {"", "sampl", "samples", "sample.", "sample.versio", "sample.version.more", "sample.id_",
                             "sample.names[2]", "sample.names[0]host", "sample.names[0", "version", "sample..version"})
        QTest::newRow(*path ? path : "empty") << QByteArray(path);
}

void TestCodec::findRefusesWhatIsNotThere()
{
    QFETCH(QByteArray, path);
    Sample sample;
    FieldWriter writer;
    sample.describe(writer);
    QVERIFY(!writer.tree().find(path.toStdString()));
}

void TestCodec::leafAtFindsTheDeepest()
{
    Sample sample;
    FieldWriter writer;
    sample.describe(writer);
    const FieldTree &tree = writer.tree();
    for (std::uint32_t at = 0; at < tree[0].range.length; ++at) {
        const std::optional<FieldIndex> leaf = tree.leafAt(at);
        QVERIFY(leaf && tree.isLeaf(*leaf) && tree[*leaf].range.contains(at));
    }
    QCOMPARE(tree.path(*tree.leafAt(3)), std::string("sample.random.bytes"));
    QCOMPARE(tree.path(*tree.leafAt(14)), std::string("sample.suites[1]"));
    QVERIFY(!tree.leafAt(tree[0].range.length));
    QVERIFY(!FieldTree().leafAt(0));
}

void TestCodec::patternsForgetIndices_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("pattern");
    QTest::newRow("no list") << QByteArray("a.b") << QByteArray("a.b");
    QTest::newRow("last") << QByteArray("a.b[12]") << QByteArray("a.b[]");
    QTest::newRow("inside") << QByteArray("a.b[0].c[3].d") << QByteArray("a.b[].c[].d");
    QTest::newRow("a pattern") << QByteArray("a.b[].c") << QByteArray("a.b[].c");
    QTest::newRow("not closed") << QByteArray("a[1") << QByteArray("a[");
    QTest::newRow("empty") << QByteArray() << QByteArray();
}

void TestCodec::patternsForgetIndices()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, pattern);
    QCOMPARE(pathPattern(path.toStdString()), pattern.toStdString());
}

void TestCodec::everyByteOfATraceBelongsToOneLeaf()
{
    for (const auto &trace : test::builtinTraces()) {
        QVERIFY(!trace->messages.empty());
        for (const Message &message : trace->messages) {
            QVERIFY2(!message.error, message.name.c_str());
            QCOMPARE(message.fields[0].name, message.name);
            QCOMPARE(untiled(message.fields, message.bytes), std::string());
            for (FieldIndex i = 0; i < message.fields.size(); ++i)
                QCOMPARE(message.fields.find(message.fields.path(i)), std::optional(i));
            for (std::uint32_t at = 0; at < message.bytes.size(); ++at)
                QVERIFY(message.fields.isLeaf(*message.fields.leafAt(at)));
        }
    }
}

void TestCodec::hexBothWays()
{
    Bytes all;
    for (unsigned i = 0; i < 256; ++i)
        all.push_back(static_cast<std::uint8_t>(i));
    QCOMPARE(*fromHex(toHex(all)), all);
    QCOMPARE(*fromHex("00fFA9"), (Bytes{0x00, 0xff, 0xa9}));
    QCOMPARE(*fromHex(""), Bytes());
    for (const char *bad : {"0", "0g", "g0", " 00", "0 ", "0x"})
        QVERIFY2(!fromHex(bad), bad);
    QCOMPARE(concat({Bytes{1}, Bytes{}, Bytes{2, 3}}), (Bytes{1, 2, 3}));
}

QTEST_GUILESS_MAIN(TestCodec)
#include "tst_codec.moc"
