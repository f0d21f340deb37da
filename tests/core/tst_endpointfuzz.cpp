// SPDX-License-Identifier: GPL-3.0-or-later

// Whatever happens to the bytes on the way, every connection ends in a definite state: no crash, no exception, no
// endless talk, and never two open ends with different keys. What has been recorded can be stored and shown.

#include "print.h"

#include "definite.h"

#include <random>

using namespace hd;
using namespace hd::test;

namespace {

struct Kind
{
    const char *scenario;
    std::vector<std::string> settings;
};

/// One for each key exchange and kind of protection.
const std::vector<Kind> &kinds()
{
    static const std::vector<Kind> all{
        {"classic", {}},
        {"tls12-rsa", {"server.etm=on"}},
        {"tls12-rsa", {"client.suites=TLS_RSA_WITH_NULL_SHA256", "server.suites=TLS_RSA_WITH_NULL_SHA256"}},
        {"tls12-ecdhe-ecdsa", {}},
        {"tls12-ecdhe-gcm", {"server.client_auth=request", "client.certificates=client-rsa"}},
    };
    return all;
}

/// Damages one direction's bytes at a place that the seed picks.
class Damage
{
public:
    explicit Damage(unsigned seed) : m_random(seed)
    {
        m_at = below(m_random() % 2 ? 5000 : 400);
        m_from = m_random() % 2 ? Side::Client : Side::Server;
    }

    Bytes operator()(Side from, Bytes bytes)
    {
        if (from != m_from || m_done)
            return bytes;
        if (m_at >= bytes.size()) {
            m_at -= bytes.size();
            return bytes;
        }
        m_done = true;
        hurt(bytes);
        return bytes;
    }

private:
    std::size_t below(std::size_t limit) { return m_random() % limit; }

    Bytes noise(std::size_t length)
    {
        Bytes bytes(length);
        for (std::uint8_t &byte : bytes)
            byte = static_cast<std::uint8_t>(m_random());
        return bytes;
    }

    void hurt(Bytes &bytes)
    {
        const auto at = bytes.begin() + static_cast<std::ptrdiff_t>(m_at);
        const std::size_t length = std::min(1 + below(40), bytes.size() - m_at);
        const auto end = at + static_cast<std::ptrdiff_t>(length);
        switch (below(7)) {
        case 0: // one bit
            *at = static_cast<std::uint8_t>(*at ^ (1 << below(8)));
            return;
        case 1: // one byte
            *at = static_cast<std::uint8_t>(m_random());
            return;
        case 2:
            bytes.erase(at, end);
            return;
        case 3: {
            const Bytes extra = noise(length);
            bytes.insert(at, extra.begin(), extra.end());
            return;
        }
        case 4: {
            const Bytes again(at, end);
            bytes.insert(at, again.begin(), again.end());
            return;
        }
        case 5: // the rest is noise
            bytes.resize(m_at);
            append(bytes, noise(below(200)));
            return;
        default: // nothing more
            bytes.resize(m_at);
            return;
        }
    }

    std::mt19937 m_random;
    std::size_t m_at;
    Side m_from = Side::Client;
    bool m_done = false;
};

} // namespace

class TestEndpointFuzz : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void damagedStreams_data();
    void damagedStreams();
    void garbageInsteadOfAPeer();
    void damagedMessages_data() { damagedStreams_data(); }
    void damagedMessages();
};

void TestEndpointFuzz::damagedStreams_data()
{
    QTest::addColumn<qsizetype>("kind");
    for (std::size_t i = 0; i < kinds().size(); ++i)
        QTest::addRow("%s %d", kinds()[i].scenario, int(i)) << qsizetype(i);
}

/// The bytes as they travel: framing, lengths, ciphertext.
void TestEndpointFuzz::damagedStreams()
{
    QFETCH(qsizetype, kind);
    const Kind &run = kinds()[static_cast<std::size_t>(kind)];
    const Connection model(run.scenario, run.settings);
    for (unsigned seed = 0; seed < 250; ++seed) {
        Connection connection(model.plan());
        connection.editBytes = Damage(seed);
        connection.run();
        if (connection.bothOpen()) { // the damage comes with the data or not at all
            connection.party(Side::Client).send(Bytes(500, 'x'));
            connection.carry();
        }
        const std::string wrong = indefinite(connection);
        QVERIFY2(wrong.empty(), ("seed " + std::to_string(seed) + ": " + wrong).c_str());
    }
}

/// Whole messages whose insides have changed, in records that are in order; after the first keys with a good MAC.
void TestEndpointFuzz::damagedMessages()
{
    QFETCH(qsizetype, kind);
    const Kind &run = kinds()[static_cast<std::size_t>(kind)];
    const Connection model(run.scenario, run.settings);
    for (unsigned seed = 0; seed < 200; ++seed) {
        Connection connection(model.plan());
        std::mt19937 random(seed);
        std::size_t countdown = random() % 13;
        connection.edit = [&](Unit unit) {
            if (countdown-- == 0) {
                const std::size_t times = 1 + random() % 3;
                for (std::size_t i = 0; i < times; ++i)
                    unit.bytes[random() % unit.bytes.size()] = static_cast<std::uint8_t>(random());
            }
            return std::vector{unit};
        };
        connection.run();
        const std::string wrong = indefinite(connection);
        QVERIFY2(wrong.empty(), ("seed " + std::to_string(seed) + ": " + wrong).c_str());
    }
}

void TestEndpointFuzz::garbageInsteadOfAPeer()
{
    const Connection model("classic");
    std::mt19937 random(1);
    for (int run = 0; run < 300; ++run) {
        Connection connection(model.plan());
        connection.start();
        for (const Side side : {Side::Client, Side::Server}) {
            Bytes garbage(random() % 300);
            for (std::uint8_t &byte : garbage)
                byte = static_cast<std::uint8_t>(random());
            if (run % 3 && garbage.size() > 5) { // with a header that looks right
                garbage[0] = static_cast<std::uint8_t>(20 + random() % 4);
                garbage[1] = 3, garbage[2] = 3, garbage[3] = 0;
                garbage[4] = static_cast<std::uint8_t>(random() % 64);
            }
            connection.party(side).receive(garbage);
            QVERIFY(connection.party(side).status() != Status::Open);
        }
        connection.carry();
        const std::string wrong = indefinite(connection);
        QVERIFY2(wrong.empty(), ("run " + std::to_string(run) + ": " + wrong).c_str());
    }
}

QTEST_GUILESS_MAIN(TestEndpointFuzz)
#include "tst_endpointfuzz.moc"
