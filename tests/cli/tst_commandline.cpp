// SPDX-License-Identifier: GPL-3.0-or-later

// The built program, from the outside and without a display.

#include "formats/jsonlayout.h"
#include "formats/recording.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

class tst_CommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void exitStatus_data();
    void exitStatus();
    void errorsSayHowToMendIt_data();
    void errorsSayHowToMendIt();
    void scenarioFileErrors_data();
    void scenarioFileErrors();
    void scenarioFileOfOnesOwn();
    void everyFormatIsWritten_data();
    void everyFormatIsWritten();
    void nothingIsOverwritten();
    void sameSeedSameBytes();
    void secretsOnlyWhenAskedFor();
    void seedAndSettings();
    void passedDataIsSent();
    void listsAreJson_data();
    void listsAreJson();
    void listsTellTls13Apart();
    void showGoesDeeper();
    void showSidesAndWire();
    void showAsJson();
    void verifyFindsTheChange();
    void drawsOnlyWhatIsAskedFor();

private:
    struct Ended
    {
        int status = -1;
        QByteArray out, err;
    };
    Ended run(const QStringList &arguments) const;
    QString file(const char *name) const { return m_folder->filePath(QLatin1StringView(name)); }
    void write(const char *name, const QByteArray &content) const;
    QByteArray read(const char *name) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_CommandLine::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

tst_CommandLine::Ended tst_CommandLine::run(const QStringList &arguments) const
{
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *variable : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR"})
        environment.remove(QLatin1StringView(variable));
    program.setProcessEnvironment(environment);
    program.setWorkingDirectory(m_folder->path());
    program.start(QStringLiteral(HELLODONE_PROGRAM), arguments);
    if (!program.waitForFinished() || program.exitStatus() != QProcess::NormalExit)
        return {};
    return {program.exitCode(), program.readAllStandardOutput(), program.readAllStandardError()};
}

void tst_CommandLine::write(const char *name, const QByteArray &content) const
{
    QFile to(file(name));
    if (!to.open(QIODevice::WriteOnly) || to.write(content) != content.size())
        qFatal("cannot write %s", name);
}

QByteArray tst_CommandLine::read(const char *name) const
{
    QFile from(file(name));
    return from.open(QIODevice::ReadOnly) ? from.readAll() : QByteArray();
}

static QStringList words(const char *line)
{
    return QString::fromUtf8(line).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

void tst_CommandLine::exitStatus_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    const auto row = [](const char *line, int status) { QTest::newRow(line) << words(line) << status; };
    row("--help", 0);
    row("--version", 0);
    row("run --help", 0);
    row("list scenarios", 0);
    row("run classic", 0);
    row("run no-common-suite", 0); // fails, as it says that it will
    row("run unknown-ca", 0);
    row("run classic --set client.suites=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", 1);
    row("run unknown-ca --set client.verify=off", 1); // opens, which it should not
    row("show classic --depth byte", 0);
    row("verify classic", 0);
    row("frobnicate", 2);
    row("run", 2);
    row("run classic tls12-rsa", 2);
    row("run clasic", 2);
    row("run classic --sed 7", 2);
    row("run classic --seed", 2);
    row("run classic --seed x", 2);
    row("run classic --seed 1 --seed 2", 2);
    row("run classic --force=yes", 2);
    row("run classic --set client.suites", 2);
    row("run classic --set client.nothing=1", 2);
    row("run classic -o x.doc", 2);
    row("run classic -o x", 2);
    row("run classic --range 4-1 -o x.svg", 2);
    row("run classic --scale 9 -o x.png", 2);
    row("run classic --labels colour -o x.svg", 2);
    row("run classic --page a5 -o x.svg", 2);
    row("show classic --depth fields", 2);
    row("show classic --step 99", 2);
    row("show classic --who eve", 2);
    row("list lesons", 2);
    row("open", 2);
    row("open missing.json", 3);
    row("show missing.json", 3);
    row("show /", 3);
    row("run classic -o missing/x.svg", 3);
    row("run classic -o missing/x.json", 3);
}

void tst_CommandLine::exitStatus()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const int, status);
    const Ended ended = run(arguments);
    QVERIFY2(ended.status == status, (QByteArray::number(ended.status) + ": " + ended.err).constData());
    QCOMPARE(ended.err.isEmpty(), status == 0);
    if (status >= 2)
        QVERIFY2(ended.out.isEmpty(), ended.out.constData());
}

void tst_CommandLine::errorsSayHowToMendIt_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *line, const char *says) { QTest::newRow(line) << words(line) << QByteArray(says); };
    row("rum classic", "did you mean \"run\"?");
    row("run clasic", "did you mean \"classic\"?");
    row("run classic --seeed 7", "did you mean \"--seed\"?");
    row("run classic --with-secret", "did you mean \"--with-secrets\"?");
    row("list suits", "did you mean \"suites\"?");
    row("show classic --depth mesage", "did you mean \"message\"?");
    row("run classic -o x.doc", "one of .svg .pdf .png");
    row("show classic --step 99", "1 to 13");
    row("run", "hellodone run SCENARIO");
    row("run classic --set client.nothing=1", "client.nothing");
}

void tst_CommandLine::errorsSayHowToMendIt()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, says);
    const Ended ended = run(arguments);
    QCOMPARE(ended.status, 2);
    QVERIFY2(ended.err.startsWith("hellodone: ") && ended.err.contains(says), ended.err.constData());
}

static QByteArray classicScenario()
{
    QFile file(QStringLiteral(HELLODONE_SOURCE_DIR "/resources/scenarios/classic.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void tst_CommandLine::scenarioFileErrors_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArrayList>("says");
    QTest::newRow("unknown key") << QByteArray("\"sni\"") << QByteArray("\"snii\"")
                                 << QByteArrayList{"own.json:", "client.snii", "sni"};
    QTest::newRow("unknown suite") << QByteArray("\"TLS_DHE_RSA_WITH_AES_256_CBC_SHA256\",")
                                   << QByteArray("\"TLS_FOO\",") << QByteArrayList{"own.json:", "suites[2]", "TLS_FOO"};
    QTest::newRow("wrong word") << QByteArray("\"require\"") << QByteArray("\"perhaps\"")
                                << QByteArrayList{"own.json:", "client_auth", "allowed: none, request, require"};
    QTest::newRow("wrong type") << QByteArray("\"seed\": 1") << QByteArray("\"seed\": \"one\"")
                                << QByteArrayList{"own.json:12", "seed"};
    QTest::newRow("no JSON") << QByteArray("\"seed\": 1,") << QByteArray("\"seed\": 1")
                             << QByteArrayList{"own.json:13", "JSON"};
}

void tst_CommandLine::scenarioFileErrors()
{
    QFETCH(const QByteArray, from);
    QFETCH(const QByteArray, to);
    QFETCH(const QByteArrayList, says);
    QByteArray text = classicScenario();
    QVERIFY(text.contains(from));
    write("own.json", text.replace(from, to));
    const Ended ended = run({QStringLiteral("run"), QStringLiteral("own.json")});
    QCOMPARE(ended.status, 3);
    for (const QByteArray &part : says)
        QVERIFY2(ended.err.contains(part), (part + " is not in " + ended.err).constData());
}

void tst_CommandLine::scenarioFileOfOnesOwn()
{
    write("own.json", classicScenario());
    const Ended ended = run(words("show own.json"));
    QCOMPARE(ended.status, 0);
    QVERIFY(ended.out.contains("client_hello"));
}

void tst_CommandLine::everyFormatIsWritten_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("begins");
    QTest::newRow("json") << QByteArray("x.json") << QByteArray("{\n \"format\": \"hellodone-recording\"");
    QTest::newRow("svg") << QByteArray("x.svg") << QByteArray("<?xml");
    QTest::newRow("pdf") << QByteArray("x.pdf") << QByteArray("%PDF-");
    QTest::newRow("png") << QByteArray("x.png") << QByteArray("\x89PNG");
    QTest::newRow("txt") << QByteArray("x.txt") << QByteArray();
    QTest::newRow("md") << QByteArray("x.md") << QByteArray("# ");
    QTest::newRow("pcapng") << QByteArray("x.pcapng") << QByteArray("\x0a\x0d\x0d\x0a");
}

void tst_CommandLine::everyFormatIsWritten()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, begins);
    const Ended ended =
        run({QStringLiteral("run"), QStringLiteral("classic"), QStringLiteral("-o"), QString::fromLatin1(name)});
    QCOMPARE(ended.status, 0);
    QVERIFY2(ended.out.isEmpty() && ended.err.isEmpty(), (ended.out + ended.err).constData());
    const QByteArray content = read(name.constData());
    QVERIFY(content.size() > 500);
    QVERIFY2(content.startsWith(begins), content.left(80).constData());
    if (name != "x.png" && name != "x.pdf" && name != "x.pcapng")
        QVERIFY(content.contains("server_key_exchange"));
}

void tst_CommandLine::nothingIsOverwritten()
{
    write("x.svg", "mine");
    Ended ended = run(words("run classic -o x.json -o x.svg"));
    QCOMPARE(ended.status, 3);
    QVERIFY2(ended.err.contains("x.svg") && ended.err.contains("--force"), ended.err.constData());
    QCOMPARE(read("x.svg"), QByteArray("mine"));
    QVERIFY(!QFile::exists(file("x.json"))); // looked at before anything is done
    ended = run(words("run classic -o x.json -o x.svg --force"));
    QCOMPARE(ended.status, 0);
    QVERIFY(read("x.svg").contains("client_hello"));
}

void tst_CommandLine::sameSeedSameBytes()
{
    QCOMPARE(run(words("run classic --seed 7 --with-secrets -o a.json")).status, 0);
    QCOMPARE(run(words("run classic --seed 7 --with-secrets -o b.json")).status, 0);
    QCOMPARE(run(words("run classic --seed 8 --with-secrets -o c.json")).status, 0);
    QVERIFY(!read("a.json").isEmpty());
    QCOMPARE(read("a.json"), read("b.json"));
    QVERIFY(read("a.json") != read("c.json"));
}

void tst_CommandLine::secretsOnlyWhenAskedFor()
{
    QCOMPARE(run(words("run tls12-ecdhe-gcm -o with.json --with-secrets")).status, 0);
    QCOMPARE(run(words("run tls12-ecdhe-gcm -o without.json")).status, 0);
    const hd::Json with = hd::Json::parse(read("with.json").toStdString());
    const QByteArray without = read("without.json");
    int secrets = 0;
    for (const hd::Json &derivation : with["derivations"]) {
        if (!derivation["secret"])
            continue;
        ++secrets;
        const auto output = QByteArray::fromStdString(derivation["output"].get<std::string>());
        QVERIFY2(!without.contains(output), derivation["name"].get<std::string>().c_str());
    }
    QVERIFY(secrets > 10);
    QVERIFY(without.contains("\"withheld\":true"));

    QCOMPARE(run(words("run tls12-ecdhe-gcm -o x.keys -o with.pcapng --with-secrets")).status, 0);
    QCOMPARE(run(words("run tls12-ecdhe-gcm -o without.pcapng")).status, 0);
    const QByteArray keys = read("x.keys");
    QVERIFY(keys.startsWith("CLIENT_RANDOM ") && keys.count('\n') == 1);
    QVERIFY(read("with.pcapng").contains(keys));
    QVERIFY(!read("without.pcapng").contains("CLIENT_RANDOM"));
}

void tst_CommandLine::seedAndSettings()
{
    const Ended ended = run(words("run classic --set client.suites=TLS_RSA_WITH_AES_128_CBC_SHA --set client.ems=on "
                                  "--set server.ems=on"));
    QVERIFY2(ended.out.contains("TLS_RSA_WITH_AES_128_CBC_SHA"), (ended.out + ended.err).constData());
    QVERIFY(!ended.out.contains("-> client  server_key_exchange"));
}

void tst_CommandLine::passedDataIsSent()
{
    const QString text = QStringLiteral("hello, \"quoted\", comma");
    QCOMPARE(run({QStringLiteral("run"), QStringLiteral("classic"), QStringLiteral("--pass-data"), text,
                  QStringLiteral("-o"), QStringLiteral("x.json")})
                 .status,
             0);
    QVERIFY(read("x.json").contains(text.toUtf8().toHex()));
}

void tst_CommandLine::listsAreJson_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QByteArray>("holds");
    const auto row = [](const char *what, const char *holds) {
        QTest::addRow("%s: %s", what, holds) << QString::fromLatin1(what) << QByteArray(holds);
    };
    row("scenarios", "tls12-ecdhe-gcm");
    row("suites", "TLS_DHE_RSA_WITH_AES_128_CBC_SHA256");
    row("suites", "TLS_AES_128_GCM_SHA256");
    row("groups", "x25519");
    row("groups", "X25519MLKEM768");
    row("signatures", "rsa_pkcs1_sha256");
    row("extensions", "extended_master_secret");
    row("extensions", "key_share");
    row("alerts", "unknown_ca");
    row("formats", ".json");
}

void tst_CommandLine::listsAreJson()
{
    QFETCH(const QString, what);
    QFETCH(const QByteArray, holds);
    const Ended table = run({QStringLiteral("list"), what});
    QCOMPARE(table.status, 0);
    QVERIFY(table.out.contains(holds));
    const Ended ended = run({QStringLiteral("list"), what, QStringLiteral("--json")});
    const hd::Json rows = hd::Json::parse(ended.out.toStdString());
    const auto named = [&](const hd::Json &row) { return row["name"] == holds.toStdString(); };
    QVERIFY(std::any_of(rows.begin(), rows.end(), named));
    QCOMPARE(static_cast<qsizetype>(rows.size()) + 1, table.out.count('\n')); // and a heading
}

void tst_CommandLine::listsTellTls13Apart()
{
    const auto rowOf = [this](const char *what, std::string_view name) {
        const Ended ended = run({QStringLiteral("list"), QLatin1StringView(what), QStringLiteral("--json")});
        for (const hd::Json &row : hd::Json::parse(ended.out.toStdString()))
            if (row["name"] == name)
                return row;
        return hd::Json::object();
    };
    const hd::Json suite = rowOf("suites", "TLS_AES_128_GCM_SHA256");
    QCOMPARE(suite["versions"], hd::Json("TLS 1.3"));
    QCOMPARE(suite["key_exchange"], hd::Json("any"));
    QCOMPARE(suite["forward_secrecy"], hd::Json("but with psk_ke"));
    QCOMPARE(rowOf("suites", "TLS_RSA_WITH_AES_128_CBC_SHA")["forward_secrecy"], hd::Json("no"));
    QCOMPARE(rowOf("signatures", "rsa_pkcs1_sha256")["tls1.3"], hd::Json("certificates"));
    QCOMPARE(rowOf("signatures", "rsa_pss_rsae_sha256")["tls1.3"], hd::Json("yes"));
    const hd::Json hybrid = rowOf("groups", "X25519MLKEM768");
    QCOMPARE(hybrid["versions"], hd::Json("TLS 1.3"));
    QCOMPARE(hybrid["runs"].get<bool>(), hybrid["why_not"].get<std::string>().empty());
}

void tst_CommandLine::showGoesDeeper()
{
    QByteArray before;
    for (const char *depth : {"flight", "message", "operation", "field", "byte"}) {
        const Ended ended = run(
            {QStringLiteral("show"), QStringLiteral("classic"), QStringLiteral("--depth"), QString::fromLatin1(depth)});
        QCOMPARE(ended.status, 0);
        QVERIFY2(ended.out.size() > before.size(), depth);
        before = ended.out;
    }
    QVERIFY(before.contains("16 03 01")); // the first record's header
    const Ended step = run(words("show classic --step 2"));
    QVERIFY(step.out.contains("cipher_suite") && step.out.contains("TLS_DHE_RSA_WITH_AES_128_CBC_SHA256"));
    QVERIFY(!step.out.contains("certificate_list"));
}

void tst_CommandLine::showSidesAndWire()
{
    const Ended client = run(words("show classic --who client --depth operation"));
    QVERIFY(client.out.contains("pre_master_secret") && !client.out.contains("       server  "));
    const Ended hidden = run(words("show classic --depth operation"));
    QVERIFY(hidden.out.contains("pre_master_secret") && hidden.out.contains("(secret, "));
    const Ended wire = run(words("show classic --who wire --depth byte"));
    QVERIFY(!wire.out.contains("master_secret") && !wire.out.contains("verify_data"));
    QVERIFY(wire.out.contains("encrypted_handshake") && wire.out.contains("certificate_verify"));
    QVERIFY(run(words("show classic --who wire --step 11")).out.contains("encrypted_handshake"));
    const Ended keys = run(words("show classic --keys"));
    QVERIFY(keys.out.contains("\"key expansion\"") && keys.out.contains("server_write_MAC_key"));
}

void tst_CommandLine::showAsJson()
{
    const hd::Json all = hd::Json::parse(run(words("show classic --json")).out.toStdString());
    QCOMPARE(all["messages"].size(), std::size_t{13});
    const hd::Json one = hd::Json::parse(run(words("show classic --json --step 13")).out.toStdString());
    QCOMPARE(one["name"].get<std::string>(), std::string("finished"));
    const hd::Json wire = hd::Json::parse(run(words("show classic --json --who wire")).out.toStdString());
    QVERIFY(wire["derivations"].empty() && wire["keys"].empty() && wire["checks"].empty());
    QCOMPARE(wire["messages"].size(), std::size_t{13});
    QCOMPARE(wire["messages"][10]["name"].get<std::string>(), std::string("encrypted_handshake"));
    QVERIFY(wire["messages"][10]["bytes"].get<std::string>().empty());
}

void tst_CommandLine::verifyFindsTheChange()
{
    QCOMPARE(run(words("run classic --with-secrets -o x.json")).status, 0);
    Ended ended = run(words("verify x.json"));
    QCOMPARE(ended.status, 0);
    QVERIFY(ended.out.contains("no value is wrong"));

    hd::Json json = hd::Json::parse(read("x.json").toStdString());
    for (hd::Json &derivation : json["derivations"]) {
        if (derivation["name"] != "master_secret")
            continue;
        auto output = derivation["output"].get<std::string>();
        output[0] = output[0] == '0' ? '1' : '0';
        derivation["output"] = output;
        break;
    }
    write("x.json", QByteArray::fromStdString(json.dump()));
    ended = run(words("verify x.json"));
    QCOMPARE(ended.status, 1);
    QVERIFY2(ended.out.contains("WRONG derivations[") && ended.out.contains("master_secret: output"),
             ended.out.constData());
    ended = run(words("verify x.json --json"));
    QCOMPARE(ended.status, 1);
    QVERIFY(!hd::Json::parse(ended.out.toStdString())["findings"].empty());
}

void tst_CommandLine::drawsOnlyWhatIsAskedFor()
{
    QCOMPARE(run(words("run classic -o a.svg --range 1-2 --labels none --theme dark --lang zh_CN")).status, 0);
    const QByteArray svg = read("a.svg");
    QVERIFY(svg.size() > 500);
    QCOMPARE(run(words("run classic -o a.txt --range 1-2")).status, 0);
    const QByteArray text = read("a.txt");
    QVERIFY(text.contains("server_hello") && !text.contains("server_hello_done"));
}

QTEST_GUILESS_MAIN(tst_CommandLine)
#include "tst_commandline.moc"
